import { reject } from "../core/checks";
import { checkInstant, INSTANT, type Instant, instantOf } from "../core/instant";
import type { FeatureSet } from "./featureSet";
import { type ColumnReader, columnReader, forgetTextsOf, type RawValues, readColumn } from "./readColumn";
import { failureOf, problemOf, type RejectedRecord } from "./rejectedRecord";
import type { AsOf, Feature } from "./types";

/** The columns that records are read into. */
export interface RowReader<Row> extends RawValues {
  readonly columns: readonly ColumnReader<Row>[];
  /** The instant of each row; NaN where there is none. */
  readonly instants: Float64Array;
}

/** Records, and the instant they are looked at from: milliseconds since 1970 (NaN for none), or a function. */
export interface Records<Row> {
  readonly rows: readonly Row[];
  readonly asOf: number | ((row: Row) => Instant);
}

/** How many records are read and evaluated at a time: their columns stay in the processor's cache. */
export const BLOCK = 2048;

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
  const columns = features.names.map((name) =>
    columnReader(name, features.features[name] as Feature<Row>, capacity, sources.get(name) ?? null),
  );
  return {
    columns,
    instants: new Float64Array(capacity),
    numbers: new Float64Array(Math.min(capacity, BLOCK)),
    nonNumbers: [],
  };
}

/**
 * Checks the instant that features look from.
 *
 * @param caller - name of the calling function
 * @param features - the feature set
 * @param asOf - an instant, a function from record to instant, or undefined
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
  reader: RowReader<Row>,
  { rows, asOf }: Records<Row>,
  from: number,
  to: number,
  at: number,
): RejectedRecord[] {
  const { columns, instants } = reader;
  const problems: (RejectedRecord | undefined)[] = [];
  if (typeof asOf === "number") instants.fill(asOf, at, at + to - from);
  for (let i = from; i < to; i++) {
    const row: unknown = rows[i];
    if (typeof row !== "object" || row === null) problems[i - from] = problemOf(i, null, row, "a record");
    else if (typeof asOf === "function") {
      const k = at + i - from;
      instants[k] = Number.NaN;
      try {
        const date: unknown = asOf(row as Row);
        instants[k] = instantOf(date);
        if (Number.isNaN(instants[k]))
          problems[i - from] = problemOf(i, null, date, `asOf to give ${INSTANT}`);
      } catch (error) {
        problems[i - from] = failureOf(i, null, error, `asOf to give ${INSTANT}`);
      }
    }
  }
  const part = { rows, from, to, at, instants, problems };
  for (const column of columns) readColumn(column, reader, part);
  reader.nonNumbers.fill(undefined, 0, to - from); // nothing of the records is kept
  const rejected = problems.filter((problem) => problem !== undefined);
  for (const { index } of rejected) {
    for (const { values, codes } of columns) {
      values[at + index - from] = Number.NaN; // one of the two has no rows: writing behind its end does nothing
      codes[at + index - from] = -1;
    }
  }
  return rejected;
}

/**
 * Forgets the raw texts that some rows had, and levels where they have become many or long: so memory does not grow with
 * the records, and little of them is kept after a call.
 */
export function forgetTexts<Row>({ columns }: RowReader<Row>, rows: number): void {
  for (const column of columns) forgetTextsOf(column, rows);
}
