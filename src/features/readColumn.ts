import type { CategoryColumn, Column } from "../core/columns";
import { LONGEST_TEXT, SHORTER_TEXT } from "../core/longestText";
import { readPlainNumber } from "./readers";
import { failureOf, problemOf, type RejectedRecord } from "./rejectedRecord";
import type { Feature } from "./types";

/** A column that records are read into, and the codes given so far. */
export interface ColumnReader<Row> {
  readonly name: string;
  readonly feature: Feature<Row>;
  readonly column: Column;
  /** The numbers of the column; empty for text. */
  readonly values: Float64Array;
  /** The codes of the column; empty for numbers. */
  readonly codes: Int32Array;
  /** The code of a level, and -1 for null. */
  readonly codeOf: Map<unknown, number>;
  /** Raw texts that this call has parsed, each at the place that {@link placeOf} gives it, and their codes. */
  readonly seen: (string | undefined)[];
  readonly seenCodes: Int32Array;
  /** The characters of all levels together. */
  characters: number;
  /** The raw values by row, where they come from a column and not from records. */
  readonly source: ArrayLike<unknown> | null;
}

/** Room for the raw values of some records: finite numbers, with NaN for what is none and stands in the other list. */
export interface RawValues {
  readonly numbers: Float64Array;
  readonly nonNumbers: unknown[];
}

/** The records to read, the row of the first of them, and what is known of each. */
export interface RowPart<Row> {
  readonly rows: readonly Row[];
  readonly from: number;
  readonly to: number;
  readonly at: number;
  /** By row. */
  readonly instants: Float64Array;
  /** By record, from the first one on; a record that has a problem is not read. */
  readonly problems: (RejectedRecord | undefined)[];
}

/** The code of a text that is still to be parsed. */
const UNREAD = -2;

/** Places for raw texts of a column: a power of two. */
const PLACES = 1024;

/** Of fewer records, no raw texts are remembered. */
const FEWEST_TO_REMEMBER = 32;

/**
 * Makes a column that records are read into.
 *
 * @param name - the name of the feature
 * @param feature - the feature
 * @param capacity - the number of rows
 * @param source - the raw values, where they are not read from records
 * @returns the column, with all rows still to be read
 */
export function columnReader<Row>(
  name: string,
  feature: Feature<Row>,
  capacity: number,
  source: ArrayLike<unknown> | null,
): ColumnReader<Row> {
  const isText = feature.type === "category";
  const values = new Float64Array(isText ? 0 : capacity);
  const codes = new Int32Array(isText ? capacity : 0);
  return {
    name,
    feature,
    column: isText ? { type: "category", codes, levels: [] } : { type: "number", values },
    values,
    codes,
    codeOf: new Map([[null, -1]]),
    seen: new Array(isText ? PLACES : 0).fill(undefined),
    seenCodes: new Int32Array(isText ? PLACES : 0),
    characters: 0,
    source,
  };
}

/**
 * Reads the values of a column. First what is met most often, in one loop each: numbers that are nothing but numbers,
 * and texts that were parsed before. Then the other values, one by one.
 *
 * @param reader - the column
 * @param room - for raw values
 * @param part - the records, and where their problems are written to
 */
export function readColumn<Row>(reader: ColumnReader<Row>, room: RawValues, part: RowPart<Row>): void {
  const { rows, from, to, at, instants, problems } = part;
  const { name, feature, column, values, codes, codeOf, seen, seenCodes, source } = reader;
  const { key, parse, read } = feature;
  const isText = column.type === "category";
  const isPlain = parse === readPlainNumber;
  const isLong = to - from >= FEWEST_TO_REMEMBER;
  // plain numbers are read into their column, and are there already
  const [numbers, first] = isPlain ? [values, at] : [room.numbers, 0];
  let nonNumberCount = loadColumn(reader, part, numbers, first, room.nonNumbers);
  if (isText && nonNumberCount >= 0) nonNumberCount = recallTexts(reader, room, to - from, at);
  if ((isPlain || isText) && nonNumberCount === 0) return;
  for (let i = from; i < to; i++) {
    if (problems.length > 0 && problems[i - from] !== undefined) continue;
    const k = at + i - from;
    try {
      let raw: unknown;
      let value: unknown;
      if (key === null || parse === null) value = read(rows[i] as Row, instants[k] as number);
      else {
        if (nonNumberCount >= 0) {
          const number = numbers[first + i - from] as number;
          if (isText ? codes[k] !== UNREAD : isPlain && !Number.isNaN(number)) continue;
          raw = Number.isNaN(number) ? room.nonNumbers[i - from] : number;
        } else raw = source === null ? (rows[i] as Readonly<Record<string, unknown>>)[key] : source[k];
        value = parse(raw, instants[k] as number);
      }
      if (!isText && typeof value === "number" && (value - value === 0 || Number.isNaN(value))) {
        values[k] = value;
      } else if (isText && (typeof value === "string" || value === null)) {
        const code = codeOf.get(value) ?? addLevel(reader, value as string);
        if (code === UNREAD) {
          problems[i - from] = problemOf(i, name, value, SHORTER_TEXT);
          continue;
        }
        codes[k] = code;
        if (typeof raw === "string" && isLong) {
          const place = placeOf(raw);
          seen[place] = raw;
          seenCodes[place] = code;
        }
      } else problems[i - from] = problemOf(i, name, value, "a value of the feature's type");
    } catch (error) {
      // a function of the host may throw: that is a rejected record, not the end of the batch
      problems[i - from] = failureOf(i, name, error, "a value of the feature's type");
    }
  }
}

/** Gives a level that was not met before the next code; none if it is too long. */
function addLevel<Row>(reader: ColumnReader<Row>, level: string): number {
  if (level.length > LONGEST_TEXT) return UNREAD;
  const { codeOf } = reader;
  const code = codeOf.size - 1;
  const kept = ` ${level}`.slice(1); // a part of a text keeps the whole of it in memory: this is a text of its own
  codeOf.set(kept, code);
  ((reader.column as CategoryColumn).levels as string[]).push(kept);
  reader.characters += kept.length;
  return code;
}

/** Writes the codes of texts that were parsed before; the others, which it counts, are marked as unread. */
function recallTexts<Row>(
  { codes, seen, seenCodes }: ColumnReader<Row>,
  { numbers, nonNumbers }: RawValues,
  n: number,
  at: number,
): number {
  let unread = 0;
  for (let i = 0; i < n; i++) {
    const raw = Number.isNaN(numbers[i]) ? nonNumbers[i] : undefined;
    const place = typeof raw === "string" ? placeOf(raw) : 0;
    if (raw !== undefined && seen[place] === raw) codes[at + i] = seenCodes[place] as number;
    else {
      codes[at + i] = UNREAD;
      unread++;
    }
  }
  return unread;
}

/** Where a text is remembered: a hash of its length and of some of its characters. */
function placeOf(text: string): number {
  const { length } = text;
  if (length < 2) return length === 0 ? 0 : text.charCodeAt(0) & (PLACES - 1);
  const ends = text.charCodeAt(length - 1) * 31 + text.charCodeAt(length - 2) * 7 + text.charCodeAt(0);
  return (ends + text.charCodeAt(length >> 1) * 131 + length * 61) & (PLACES - 1);
}

/**
 * Loads the raw values of a column at once: finite numbers, from position `at` on, and what is none into `nonNumbers`. Says
 * how many are no numbers, or -1 if that fails, as where a record is none, or there is no one key to read.
 */
function loadColumn<Row>(
  { source, feature: { key, parse } }: ColumnReader<Row>,
  { rows, from, to }: RowPart<Row>,
  numbers: Float64Array,
  at: number,
  nonNumbers: unknown[],
): number {
  if (source !== null || key === null || parse === null) return -1;
  let nonNumberCount = 0;
  try {
    for (let i = from, j = 0; i < to; i++, j++) {
      const value = (rows[i] as Readonly<Record<string, unknown>>)[key];
      if (typeof value === "number" && value - value === 0) numbers[at + j] = value;
      else {
        numbers[at + j] = Number.NaN;
        nonNumbers[j] = value;
        nonNumberCount++;
      }
    }
  } catch {
    return -1; // record by record it shows which one it is
  }
  return nonNumberCount;
}

/** How many levels of a column, and how many characters of them, are remembered for the next rows. */
const [MOST_LEVELS, MOST_CHARACTERS] = [10_000, 100_000];

/** Forgets the raw texts of a column that some rows had, and its levels where they are many or long. */
export function forgetTextsOf<Row>(reader: ColumnReader<Row>, rows: number): void {
  const { column, codeOf, seen } = reader;
  if (column.type !== "category") return;
  if (rows >= FEWEST_TO_REMEMBER) seen.fill(undefined);
  if (column.levels.length < MOST_LEVELS && reader.characters < MOST_CHARACTERS) return;
  seen.fill(undefined);
  codeOf.clear();
  codeOf.set(null, -1);
  reader.characters = 0;
  (column as { levels: readonly string[] }).levels = [];
}
