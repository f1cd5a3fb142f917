import { reject } from "../core/checks";
import type { Column } from "../core/columns";
import { describeValue } from "../core/describe";
import { checkInstant } from "../core/time";
import type { FeatureSet } from "./featureSet";
import { isRejection, readPlainNumber } from "./readers";
import type { AsOf, Feature } from "./types";

/** A record that could not be read, and why. */
export interface RejectedRecord {
  /** Position of the record in the input. */
  readonly index: number;
  /** The first feature that could not be read, or null if the record itself is none. */
  readonly feature: string | null;
  /** What was expected and what was received. */
  readonly reason: string;
}

/** A column that records are read into, and the codes given so far. */
interface ColumnReader<Row> {
  readonly name: string;
  readonly feature: Feature<Row>;
  readonly column: Column;
  /** The numbers of the column; empty for text. */
  readonly values: Float64Array;
  /** The codes of the column; empty for numbers. */
  readonly codes: Int32Array;
  /** The code of a level, and -1 for null. */
  readonly codeOf: Map<unknown, number>;
  /** The codes of raw texts that were parsed before. */
  readonly seen: Map<unknown, number>;
  /** The raw values by row, where they come from a column and not from records. */
  readonly source: ArrayLike<unknown> | null;
}

/** The columns that records are read into. */
export interface RowReader<Row> {
  readonly columns: readonly ColumnReader<Row>[];
  /** The instant of each row; NaN where there is none. */
  readonly instants: Float64Array;
}

/** Records, and the instant they are looked at from: milliseconds since 1970 (NaN for none), or a function. */
export interface Records<Row> {
  readonly rows: readonly Row[];
  readonly asOf: number | ((row: Row) => Date);
}

/** How many records are read and evaluated at a time: their columns stay in the processor's cache. */
export const BLOCK = 2048;

/** How many raw texts are remembered for a column. */
const MOST_TEXTS = 10_000;

/**
 * Makes the columns that records are read into.
 *
 * @param features - the feature set
 * @param capacity - the number of rows
 * @param sources - the raw values of features that are not read from records
 * @returns columns by the order of the names, with all rows still to be read
 */
export function rowReader<Row>(
  features: FeatureSet<Row>,
  capacity: number,
  sources: ReadonlyMap<string, ArrayLike<unknown>> = new Map(),
): RowReader<Row> {
  const columns = features.names.map((name): ColumnReader<Row> => {
    const feature = features.features[name] as Feature<Row>;
    const isText = feature.type === "category";
    const values = new Float64Array(isText ? 0 : capacity);
    const codes = new Int32Array(isText ? capacity : 0);
    const column: Column = isText ? { type: "category", codes, levels: [] } : { type: "number", values };
    return {
      name,
      feature,
      column,
      values,
      codes,
      codeOf: new Map([[null, -1]]),
      seen: new Map(),
      source: sources.get(name) ?? null,
    };
  });
  return { columns, instants: new Float64Array(capacity) };
}

/**
 * Checks the instant that features look from.
 *
 * @param caller - the public function that complains
 * @param features - the feature set
 * @param asOf - a date, a function from record to date, or undefined
 * @returns milliseconds since 1970, NaN for undefined, or the function
 * @throws SalienceError `missing_as_of` if a feature needs an instant and none is given, `invalid_argument`
 */
export function checkAsOf<Row>(
  caller: string,
  features: FeatureSet<Row>,
  asOf: AsOf<Row> | undefined,
): Records<Row>["asOf"] {
  if (typeof asOf === "function") return asOf;
  if (asOf !== undefined) return checkInstant(caller, "asOf", asOf);
  const needy = features.names.find((name) => features.features[name]?.needsAsOf);
  if (needy !== undefined) {
    reject(caller, `asOf, which feature "${needy}" needs`, asOf, "missing_as_of");
  }
  return Number.NaN;
}

/**
 * Reads some records into rows of the columns. All values of a record that cannot be read are missing.
 *
 * @param reader - the columns
 * @param records - the records and their instant
 * @param from - the first record to read
 * @param to - the record after the last to read
 * @param at - the row of the first record
 * @returns the records that could not be read, in order
 */
export function readRows<Row>(
  { columns, instants }: RowReader<Row>,
  { rows, asOf }: Records<Row>,
  from: number,
  to: number,
  at: number,
): RejectedRecord[] {
  const problems: Problems = [];
  if (typeof asOf === "number") instants.fill(asOf, at, at + to - from);
  for (let i = from; i < to; i++) {
    const row: unknown = rows[i];
    if (typeof row !== "object" || row === null) problems[i - from] = problemOf(i, null, row, "a record");
    else if (typeof asOf === "function") {
      const date = attempt(() => asOf(row as Row));
      const time = date instanceof Date ? date.getTime() : Number.NaN;
      instants[at + i - from] = time;
      if (Number.isNaN(time)) problems[i - from] = problemOf(i, null, date, "asOf to give a valid Date");
    }
  }
  for (const column of columns) readColumn(column, rows, from, to, at, instants, problems);
  const rejected = problems.filter((problem) => problem !== undefined);
  for (const { index } of rejected) {
    for (const { values, codes } of columns) {
      values[at + index - from] = Number.NaN; // one of the two has no rows: writing behind its end does nothing
      codes[at + index - from] = -1;
    }
  }
  return rejected;
}

type Problems = (RejectedRecord | undefined)[];

function readColumn<Row>(
  { name, feature, column, values, codes, codeOf, seen, source }: ColumnReader<Row>,
  rows: readonly Row[],
  from: number,
  to: number,
  at: number,
  instants: Float64Array,
  problems: Problems,
): void {
  const { key, parse, read } = feature;
  const isText = column.type === "category";
  for (let i = from; i < to; i++) {
    if (problems.length > 0 && problems[i - from] !== undefined) continue;
    const k = at + i - from;
    try {
      let raw: unknown;
      let value: unknown;
      if (key === null || parse === null) value = read(rows[i] as Row, instants[k] as number);
      else {
        raw = source === null ? (rows[i] as Readonly<Record<string, unknown>>)[key] : source[k];
        if (isText) {
          const code = seen.get(raw);
          if (code !== undefined) {
            codes[k] = code;
            continue;
          }
        } else if (parse === readPlainNumber && typeof raw === "number" && raw - raw === 0) {
          values[k] = raw;
          continue;
        }
        value = parse(raw, instants[k] as number);
      }
      if (!isText && typeof value === "number" && (value - value === 0 || Number.isNaN(value))) {
        values[k] = value;
      } else if (isText && (typeof value === "string" || value === null)) {
        const code = codeOf.get(value) ?? codeOf.size - 1;
        if (!codeOf.has(value)) {
          codeOf.set(value, code);
          (column.levels as string[]).push(value as string);
        }
        codes[k] = code;
        if (typeof raw === "string" && seen.size < MOST_TEXTS) seen.set(raw, code);
      } else problems[i - from] = problemOf(i, name, value, "a value of the feature's type");
    } catch (error) {
      // a function of the host may throw: that is a rejected record, not the end of the batch
      problems[i - from] = problemOf(i, name, asError(error), "a value of the feature's type");
    }
  }
}

/** Forgets the levels met so far where they have become many, so that memory does not grow with the records. */
export function forgetLevels<Row>({ columns }: RowReader<Row>): void {
  for (const { column, codeOf, seen } of columns) {
    if (column.type === "number" || column.levels.length < MOST_TEXTS) continue;
    codeOf.clear();
    codeOf.set(null, -1);
    seen.clear();
    (column as { levels: readonly string[] }).levels = [];
  }
}

function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(describeValue(thrown));
}

function attempt(compute: () => unknown): unknown {
  try {
    return compute();
  } catch (error) {
    return asError(error);
  }
}

/** Why a record is rejected: what a feature said of its value, or what was wanted. */
export function problemOf(
  index: number,
  feature: string | null,
  value: unknown,
  wanted: string,
): RejectedRecord {
  const isReason = isRejection(value) && "expected" in value;
  const { expected, received } = isReason ? value : { expected: wanted, received: value };
  return { index, feature, reason: `expected ${expected}, received ${describeValue(received)}` };
}
