import { compileDateFormat, type DateFormat } from "../dateFormat";
import { LONGEST_PLACEHOLDER, NO, YES } from "../placeholders";
import type { DateFieldPlan, FieldPlan, MoneyFieldPlan, NumberWriting } from "../planTypes";
import { numberParts, readDigits } from "../readNumber";
import { zoneClock } from "../zoneTime";

/** A value that a cell is converted to: null for missing. */
export type CellValue = number | boolean | string | readonly string[] | null;

/** Reads the cells of one field. */
export interface CellReader {
  /** What a cell has to be, such as `a percentage such as 12.5%`. */
  readonly expected: string;
  /** The value of a raw cell; undefined for a bad one. */
  readonly read: (raw: unknown) => CellValue | undefined;
}

/** Reads text that is neither empty nor a placeholder, and values that were converted before. */
interface ValueReader {
  readonly expected: string;
  readonly fromText: (text: string) => CellValue | undefined;
  readonly fromDate?: (date: Date) => CellValue;
  /** Numbers are taken as they are; where it is absent, as their text. */
  readonly fromNumber?: (value: number) => CellValue | undefined;
}

/**
 * What reads the cells of a field, by a plan that was checked.
 *
 * @param plan - the plan of the field
 * @returns the reader
 */
export function cellReader(plan: FieldPlan): CellReader {
  const missing = new Set((plan.missing ?? []).map((text) => text.trim().toLowerCase()));
  const isMissing = (text: string) =>
    text === "" ||
    (missing.size > 0 && text.length <= LONGEST_PLACEHOLDER && missing.has(text.toLowerCase()));
  const { expected, fromText, fromDate, fromNumber = (value) => fromText(String(value)) } = valueReader(plan);
  const read = (raw: unknown): CellValue | undefined => {
    if (typeof raw === "string") {
      const text = raw.trim();
      return isMissing(text) ? null : fromText(text);
    }
    if (raw === null || raw === undefined || Number.isNaN(raw)) return null;
    if (typeof raw === "boolean") return isMissing(String(raw)) ? null : fromText(String(raw));
    if (typeof raw === "number") return isMissing(String(raw)) ? null : fromNumber(raw);
    if (!(raw instanceof Date)) return undefined;
    return Number.isNaN(raw.getTime()) ? null : fromDate?.(raw);
  };
  return { expected, read };
}

function valueReader(plan: FieldPlan): ValueReader {
  switch (plan.kind) {
    case "text":
      return { expected: "text", fromText: (text) => text };
    case "number":
      return {
        expected: `a number such as ${sample(plan)}`,
        fromText: (text) => plainNumber(text, plan),
        fromNumber: finite,
      };
    case "money":
      return moneyReader(plan);
    case "percent":
      return {
        expected: `a percentage such as ${sample(plan)}%`,
        fromText: (text) => percentage(text, plan),
        fromNumber: () => undefined, // 19 may be 19 % or 1900 %
      };
    case "date":
      return dateReader(plan);
    case "yesNo":
      return yesNoReader(plan.yes ?? YES, plan.no ?? NO);
    case "list":
      return { expected: "text", fromText: (text) => itemsOf(text, plan.separator) };
  }
}

/** A number in a writing, to show what is expected. */
const sample = ({ decimal = ".", thousands }: NumberWriting) => `1${thousands ?? ""}204${decimal}5`;

const finite = (value: number) => (Number.isFinite(value) ? value : undefined);

const signed = (value: number, isNegative: boolean) => {
  if (Number.isNaN(value)) return undefined;
  return isNegative ? 0 - value : value;
};

function plainNumber(text: string, writing: NumberWriting): number | undefined {
  const parts = numberParts(text);
  if (parts === null || parts.before !== "" || parts.after !== "") return undefined;
  return signed(readDigits(parts.body, writing), parts.isNegative);
}

function percentage(text: string, writing: NumberWriting): number | undefined {
  const parts = numberParts(text);
  if (parts === null || parts.before !== "" || parts.after !== "%") return undefined;
  return signed(readDigits(parts.body, writing) / 100, parts.isNegative);
}

function moneyReader(plan: MoneyFieldPlan): ValueReader {
  const fold = (text: string) => text.toLowerCase().replace(/\.$/, "");
  const ways = new Set(["", ...plan.currency.map((text) => fold(text.trim()))]);
  const fromText = (text: string) => {
    const parts = numberParts(text);
    if (parts === null || !ways.has(fold(parts.before)) || !ways.has(fold(parts.after))) return undefined;
    return signed(readDigits(parts.body, plan), parts.isNegative);
  };
  const expected = `an amount such as ${sample(plan)}, with or without ${plan.currency.join(" or ")}`;
  return { expected, fromText, fromNumber: finite };
}

function dateReader(plan: DateFieldPlan): ValueReader {
  const formats = plan.formats.flatMap((format) => compileDateFormat(format) ?? []);
  const clock = plan.zone === undefined ? (wall: number) => wall : zoneClock(plan.zone);
  const hasTime = formats.some((format) => format.hasTime);
  const fromText = (text: string) => {
    for (const format of formats) {
      const date = format.read(text);
      if (date !== null) return isoText(format, date.wall, date.offset, clock);
    }
    return undefined;
  };
  const fromDate = (date: Date) => (hasTime ? date.toISOString() : date.toISOString().slice(0, 10));
  return { expected: `a date as ${plan.formats.join(" or ")}`, fromText, fromDate };
}

/** A day is `2024-07-17`, a time is an instant in UTC. */
function isoText(format: DateFormat, wall: number, offset: number, clock: (wall: number) => number): string {
  if (!format.hasTime) return new Date(wall).toISOString().slice(0, 10);
  return new Date(format.hasOffset ? wall - offset * 60_000 : clock(wall)).toISOString();
}

function yesNoReader(yes: readonly string[], no: readonly string[]): ValueReader {
  const values = new Map([
    ...yes.map((text) => [text.trim().toLowerCase(), true] as const),
    ...no.map((text) => [text.trim().toLowerCase(), false] as const),
  ]);
  const fromText = (text: string) =>
    text.length <= LONGEST_PLACEHOLDER ? values.get(text.toLowerCase()) : undefined;
  return { expected: `${yes.join(", ")} or ${no.join(", ")}, in any case`, fromText };
}

function itemsOf(text: string, separator: string): readonly string[] | null {
  const items = text.split(separator).map((item) => item.trim());
  const filled = items.filter((item) => item !== "");
  return filled.length > 0 ? filled : null;
}
