import type { FeatureValue } from "../features/types";
import type { FeatureSummary } from "../models/types";
import { cleanText } from "./cleanText";
import type { Voice } from "./voice";

const SECONDS: Readonly<Record<string, number>> = {
  s: 1,
  sec: 1,
  second: 1,
  seconds: 1,
  min: 60,
  minute: 60,
  minutes: 60,
  h: 3600,
  hour: 3600,
  hours: 3600,
};
const LONG_UNITS: Readonly<Record<string, string>> = {
  d: "day",
  day: "day",
  days: "day",
  week: "week",
  weeks: "week",
  month: "month",
  months: "month",
  year: "year",
  years: "year",
};

/** A feature's value as a reader would say it: rounded, with its unit; "not known" where it is missing. */
export function formatValue(
  voice: Voice,
  feature: Pick<FeatureSummary, "type" | "unit" | "levels">,
  value: FeatureValue,
): string {
  if (isMissing(value)) return voice.say("notKnown");
  if (typeof value === "string") return cleanText(value);
  if (feature.type === "flag" && (value === 0 || value === 1)) return voice.say(value === 1 ? "yes" : "no");
  const level = feature.type === "ordinal" ? feature.levels?.[value] : undefined;
  return level === undefined ? formatQuantity(voice, value, feature.unit) : cleanText(level);
}

/** Whether a value is one that nothing is known of. */
export function isMissing(value: FeatureValue): value is null {
  return value === null || (typeof value === "number" ? !Number.isFinite(value) : cleanText(value) === "");
}

/** Whether a unit is none, or a plain word such as `employees`: not time, percent or money. */
export function isCount(unit: string | null): boolean {
  const name = unit?.trim() ?? "";
  const known = Object.hasOwn(SECONDS, name) || Object.hasOwn(LONG_UNITS, name);
  return !known && !["%", "percent", "share", "money"].includes(name) && !/^[A-Z]{3}$/.test(name);
}

function formatQuantity(voice: Voice, value: number, unit: string | null): string {
  const name = unit?.trim() ?? "";
  if (Object.hasOwn(SECONDS, name)) return formatSeconds(voice, value * (SECONDS[name] as number));
  if (Object.hasOwn(LONG_UNITS, name)) return formatPeriod(voice, value, LONG_UNITS[name] as string);
  if (name === "%" || name === "percent") return formatPercent(voice, value / 100);
  if (name === "share") return formatPercent(voice, value);
  const currency = name === "money" ? voice.currency : /^[A-Z]{3}$/.test(name) ? name : null;
  if (currency !== null) return formatMoney(voice, value, currency);
  const number = voice.number(value, digitsOf(value));
  return name === "" || name === "money" ? number : `${number} ${cleanText(name)}`;
}

/** Three digits or so; whole numbers as they are, up to a million. */
function digitsOf(value: number): Intl.NumberFormatOptions {
  const size = Math.abs(value);
  if (size >= 1e15) return { notation: "scientific", maximumSignificantDigits: 3 };
  if (size >= 1e6) return { notation: "compact", compactDisplay: "long", maximumSignificantDigits: 3 };
  if (size >= 100 || Number.isInteger(value)) return { maximumFractionDigits: 0 };
  if (size >= 10) return { maximumFractionDigits: 1 };
  if (size >= 0.01) return { maximumFractionDigits: 2 };
  return { maximumSignificantDigits: 2, ...(size < 1e-6 ? { notation: "scientific" as const } : {}) };
}

function formatSeconds(voice: Voice, seconds: number): string {
  const size = Math.abs(seconds);
  if (size >= 48 * 3600) return formatPeriod(voice, seconds / 86_400, "day");
  if (size < 120) return inUnit(voice, seconds, "second", "short");
  if (size < 7200) return inUnit(voice, Math.round(seconds / 60), "minute", "short");
  return inUnit(voice, seconds / 3600, "hour", "short");
}

function formatPeriod(voice: Voice, value: number, unit: string): string {
  if (unit === "day" && Math.abs(value) < 1 && value !== 0) return formatSeconds(voice, value * 86_400);
  // "3 days ago", not "3.4 days ago"
  return inUnit(voice, unit === "day" ? Math.round(value) : value, unit, "long");
}

function inUnit(voice: Voice, value: number, unit: string, unitDisplay: "short" | "long"): string {
  const size = Math.abs(value);
  if (size >= 1e6) return voice.number(value, { style: "unit", unit, unitDisplay, ...digitsOf(value) });
  return voice.number(value, { style: "unit", unit, unitDisplay, maximumFractionDigits: size < 10 ? 1 : 0 });
}

function formatPercent(voice: Voice, share: number): string {
  const size = Math.abs(share);
  if (size >= 1e4) return voice.number(share, { style: "percent", ...digitsOf(share * 100) });
  if (size > 0 && size < 0.001) return voice.number(share, { style: "percent", ...digitsOf(share) });
  return voice.percent(share, size < 0.1 ? 1 : 0);
}

function formatMoney(voice: Voice, value: number, currency: string): string {
  const style = { style: "currency", currency } as const;
  const size = Math.abs(value);
  if (size >= 1e15) return voice.number(value, { ...style, ...digitsOf(value) });
  if (size >= 1e6) return voice.number(value, { ...style, notation: "compact", maximumSignificantDigits: 3 });
  return voice.number(
    value,
    size >= 100 || Number.isInteger(value) ? { ...style, maximumFractionDigits: 0 } : style,
  );
}
