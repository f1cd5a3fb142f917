import type { FeatureSummary, FeatureValue } from "salience";

const LOCALE = "en-GB";

/** A number with a fixed number of digits; a dash where there is none. */
export function number(value: number, digits = 0): string {
  if (!Number.isFinite(value)) return "–";
  const options = {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    signDisplay: "negative", // no sign before 0, whatever it was rounded from
  } as const;
  return new Intl.NumberFormat(LOCALE, options).format(value).replace(/^-/, "−");
}

/** A number with its sign. */
export function signed(value: number, digits = 2): string {
  const text = number(value, digits);
  return /^[−–]/.test(text) ? text : `+${text}`;
}

/** A share in percent. */
export function percent(share: number, digits = 0): string {
  return Number.isFinite(share) ? `${number(share * 100, digits)}%` : "–";
}

/** A probability in percent: never 0% or 100%. */
export function chance(probability: number): string {
  if (probability > 0.99) return "> 99%";
  return probability < 0.01 ? "< 1%" : percent(probability);
}

/** "1 lead", "2,000 leads". */
export function count(value: number, one: string, other = `${one}s`): string {
  return `${number(value)} ${value === 1 ? one : other}`;
}

/** A day such as `1 March 2026`. */
export function day(date: Date): string {
  return new Intl.DateTimeFormat(LOCALE, { dateStyle: "long", timeZone: "UTC" }).format(date);
}

/** A feature's value with its unit. */
export function valueText(feature: FeatureSummary | undefined, value: FeatureValue): string {
  const { unit = null, type } = feature ?? {};
  if (value === null) return "not known";
  if (typeof value === "string") return value;
  if (type === "flag") return value === 1 ? "yes" : "no";
  if (unit === "share") return percent(value);
  const isWhole = Number.isInteger(value) || Math.abs(value) >= 100 || unit === "days";
  const text = number(value, isWhole ? 0 : 1);
  if (unit === "EUR") return `EUR ${text}`;
  return unit === null ? text : `${text} ${unit}`;
}

/**
 * Rounds the steps from one number to another so that what is printed adds up: the running totals are rounded, and a
 * step is the difference of two of them. It is off by less than one unit of the last digit.
 */
export function roundedSteps(start: number, steps: readonly number[], digits: number): number[] {
  const scale = 10 ** digits;
  let total = start;
  return steps.map((step) => {
    const before = Math.round(total * scale);
    total += step;
    return (Math.round(total * scale) - before) / scale;
  });
}
