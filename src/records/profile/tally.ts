import type { DateFormat } from "../dateFormat";
import { isNone, isPlaceholder, NO, YES } from "../placeholders";
import { LONGEST_NUMBER, numberParts, readDigits, writingOf } from "../readNumber";
import { currencyOf } from "./currencies";
import { type DateShape, dateShapeOf, formatsOfShape } from "./dateShapes";

/** What a cell holds. `other` is a value that is neither text, number, boolean nor date. */
export type CellKind = "number" | "money" | "percent" | "date" | "yesNo" | "text" | "other";

/** The smallest and the largest of some numbers. */
export interface NumberRange {
  minimum: number;
  maximum: number;
}

/** Dates that one format reads. */
export interface FormatTally extends NumberRange {
  readonly format: DateFormat;
  count: number;
}

/** How numbers are written, counted in cells. */
export interface NumberTally {
  /** Only with a decimal point, only with a decimal comma, with either, without a separator. */
  point: number;
  comma: number;
  either: number;
  none: number;
  /** The separators of groups that occur, by decimal separator. */
  readonly groups: { readonly ".": Set<string>; readonly ",": Set<string> };
  readonly ranges: { readonly ".": NumberRange; readonly ",": NumberRange };
  /** Numbers that begin with 0 like `00123`, or have more than 15 digits: names rather than amounts. */
  names: number;
}

/** Everything that is counted of a field: bounded, whatever the cells are. */
export interface FieldTally {
  empty: number;
  readonly placeholders: Map<string, number>;
  /** Cells with the word none, which may be an answer. */
  readonly nones: Map<string, number>;
  readonly kinds: Record<CellKind, number>;
  readonly formats: Map<string, FormatTally>;
  /** Cells that only a format with the month first reads, only one with the day first, or both. */
  readonly order: { monthFirst: number; dayFirst: number; both: number };
  readonly pairs: Map<string, NonNullable<DateShape["either"]>>;
  /** Cells such as 20240717, which are counted as numbers. */
  compactDates: number;
  readonly numbers: NumberTally;
  readonly currencies: Map<string, number>;
  /** Cells by text, as long as there are at most {@link MOST_LEVELS} of them. */
  readonly levels: Map<string, number>;
  hasMoreLevels: boolean;
  /** Cells in which a separator stands, by separator. */
  readonly separators: Map<string, number>;
  longest: number;
  readonly examples: { readonly text: string; readonly order: number }[];
}

export const MOST_LEVELS = 10_000;
/** Longer texts are no levels: maps of texts beyond 16,383 characters are lists. */
export const LONGEST_LEVEL = 200;
const MOST_EXAMPLES = 5;
export const LIST_SEPARATORS = [";", "|", " > "];

const noRange = (): NumberRange => ({ minimum: Number.POSITIVE_INFINITY, maximum: Number.NEGATIVE_INFINITY });

/** A tally of nothing. */
export const createTally = (): FieldTally => ({
  empty: 0,
  placeholders: new Map(),
  nones: new Map(),
  kinds: { number: 0, money: 0, percent: 0, date: 0, yesNo: 0, text: 0, other: 0 },
  formats: new Map(),
  order: { monthFirst: 0, dayFirst: 0, both: 0 },
  pairs: new Map(),
  compactDates: 0,
  numbers: {
    point: 0,
    comma: 0,
    either: 0,
    none: 0,
    groups: { ".": new Set(), ",": new Set() },
    ranges: { ".": noRange(), ",": noRange() },
    names: 0,
  },
  currencies: new Map(),
  levels: new Map(),
  hasMoreLevels: false,
  separators: new Map(),
  longest: 0,
  examples: [],
});

const yesOrNo = new Set([...YES, ...NO].filter((text) => !/\d/.test(text)));

/** The formats of shapes that were met, for all fields of a profile. */
export type KnownShapes = Map<string, DateShape | null>;

/** Counts the raw value of a cell. A text that is met for the first time is looked at when all cells are counted. */
export function tallyCell(tally: FieldTally, raw: unknown, shapes: KnownShapes): void {
  const text = textOf(raw);
  if (text === null) {
    tally.kinds.other++;
  } else if (text === "") tally.empty++;
  else if (text.length <= LONGEST_LEVEL && (tally.levels.size < MOST_LEVELS || tally.levels.has(text))) {
    tally.levels.set(text, (tally.levels.get(text) ?? 0) + 1);
  } else {
    tally.hasMoreLevels ||= !(isPlaceholder(text) || isNone(text));
    tallyText(tally, text, 1, shapes);
  }
}

/** The text of a cell, or null for a value of another kind. */
function textOf(raw: unknown): string | null {
  if (typeof raw === "string") return raw.trim();
  if (raw === null || raw === undefined || Number.isNaN(raw)) return "";
  if (typeof raw === "number" || typeof raw === "boolean") return String(raw);
  if (raw instanceof Date) return Number.isNaN(raw.getTime()) ? "" : raw.toISOString();
  return null;
}

/** Looks at the texts that were only counted. */
export function finishTally(tally: FieldTally, shapes: KnownShapes): void {
  for (const [text, count] of tally.levels) {
    tallyText(tally, text, count, shapes);
    if (isPlaceholder(text)) tally.levels.delete(text);
  }
}

function tallyText(tally: FieldTally, text: string, count: number, shapes: KnownShapes): void {
  if (isPlaceholder(text)) {
    add(tally.placeholders, text, count);
    return;
  }
  if (isNone(text)) add(tally.nones, text, count);
  if (text.length > tally.longest) tally.longest = text.length;
  keepExample(tally, text);
  for (const separator of LIST_SEPARATORS) {
    if (text.includes(separator)) add(tally.separators, separator, count);
  }
  tally.kinds[kindOf(tally, text, count, shapes)] += count;
}

function add(map: Map<string, number>, key: string, count: number): void {
  map.set(key, (map.get(key) ?? 0) + count);
}

/** A few texts, the same ones in whatever order the cells come: those whose hashes are smallest. */
function keepExample({ examples }: FieldTally, text: string): void {
  let order = 0;
  for (let i = 0; i < Math.min(text.length, LONGEST_LEVEL); i++) {
    order = Math.imul(order ^ text.charCodeAt(i), 0x01000193);
  }
  order >>>= 0;
  const last = examples.at(-1);
  if (last && examples.length === MOST_EXAMPLES && order >= last.order) return;
  if (examples.some((one) => one.text === text)) return;
  examples.push({ text, order });
  examples.sort((a, b) => a.order - b.order || (a.text < b.text ? -1 : 1));
  if (examples.length > MOST_EXAMPLES) examples.pop();
}

function kindOf(tally: FieldTally, text: string, count: number, shapes: KnownShapes): CellKind {
  if (text.length <= 5 && yesOrNo.has(text.toLowerCase())) return "yesNo";
  const shape = dateShapeOf(text);
  if (shape !== null && tallyDate(tally, shape, text, count, shapes)) {
    if (shape !== "c") return "date";
    tally.compactDates += count;
  }
  return tallyNumber(tally, text, count) ?? "text";
}

/** Counts the formats that read a date; false if there are none. */
function tallyDate(
  tally: FieldTally,
  shape: string,
  text: string,
  count: number,
  shapes: KnownShapes,
): boolean {
  let known = shapes.get(shape);
  if (known === undefined) {
    known = formatsOfShape(shape);
    shapes.set(shape, known);
  }
  if (known === null) return false;
  const reads = (format: DateFormat) => {
    const date = format.read(text);
    if (date === null) return false;
    const found = tally.formats.get(format.format) ?? { format, count: 0, ...noRange() };
    found.count += count;
    widen(found, date.wall);
    tally.formats.set(format.format, found);
    return true;
  };
  if (known.either === null) return known.plain.some(reads);
  const monthFirst = reads(known.either.monthFirst);
  const dayFirst = reads(known.either.dayFirst);
  if (!monthFirst && !dayFirst) return false;
  tally.pairs.set(known.either.monthFirst.format, known.either);
  tally.order[monthFirst && dayFirst ? "both" : monthFirst ? "monthFirst" : "dayFirst"] += count;
  return true;
}

function widen(range: NumberRange, value: number): void {
  if (value < range.minimum) range.minimum = value;
  if (value > range.maximum) range.maximum = value;
}

/** Counts how a number is written, and says whether it is an amount of money, a percentage or plain; null if none. */
function tallyNumber(tally: FieldTally, text: string, count: number): "number" | "money" | "percent" | null {
  const parts = text.length <= LONGEST_NUMBER ? numberParts(text) : null;
  if (parts === null) return null;
  const { before, body, after, isNegative } = parts;
  const isPercent = after === "%" && before === "";
  const currencies = [before, after].filter((side) => side !== "" && !isPercent).map(currencyOf);
  if (currencies.includes(null)) return null;
  const { numbers } = tally;
  const writings = { ".": writingOf(body, "."), ",": writingOf(body, ",") } as const;
  const values = { ".": readDigits(body, writings["."]), ",": readDigits(body, writings[","]) } as const;
  const [isPoint, isComma] = [!Number.isNaN(values["."]), !Number.isNaN(values[","])];
  if (!isPoint && !isComma) return null;
  const isEither = isPoint && isComma;
  if (!isEither) numbers[isPoint ? "point" : "comma"] += count;
  else numbers[values["."] === values[","] ? "none" : "either"] += count;
  for (const decimal of [".", ","] as const) {
    const value = values[decimal];
    if (Number.isNaN(value)) continue;
    if (body.includes(writings[decimal].thousands) || /[\s'’]/.test(body)) {
      numbers.groups[decimal].add(writings[decimal].thousands);
    }
    widen(numbers.ranges[decimal], (isNegative ? -value : value) / (isPercent ? 100 : 1));
  }
  if (/^0\d/.test(body) || /^\d{16,}$/.test(body)) numbers.names += count;
  for (const currency of currencies) add(tally.currencies, currency as string, count);
  return isPercent ? "percent" : currencies.length > 0 ? "money" : "number";
}
