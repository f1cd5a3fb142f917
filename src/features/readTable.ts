import { reject } from "../core/checks";
import type { Column, Table } from "../core/columns";
import { describeValue } from "../core/describe";
import type { FeatureSet } from "./featureSet";
import { isRejection, rejectionReason } from "./readers";
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

/** What {@link readTable} returns. */
export interface ReadTableResult {
  /** One row per record, in the order of the input. All values of a rejected record are missing. */
  readonly table: Table;
  /** The rejected records, in the order of the input. */
  readonly rejected: readonly RejectedRecord[];
  /** The instant of each record in milliseconds since 1970; NaN where none was given. */
  readonly instants: Float64Array;
}

/**
 * Reads records into columns. Row i of the table is record i; a record with a value that cannot be used keeps
 * its row, with every value missing, and is listed with the reason. O(records · features).
 *
 * @param rows - the records
 * @param features - the feature set
 * @param options - `asOf`: the instant to look from, or a function from record to instant
 * @returns columns by feature name, the rejected records, the instants
 * @throws SalienceError `missing_as_of` if a feature needs an instant and none is given, `invalid_argument`
 *
 * @example
 * ```ts
 * import { featureSet, numeric, readTable } from "salience";
 * const features = featureSet<{ seats: number }>()({ seats: numeric("seats") });
 * const { table, rejected } = readTable([{ seats: 12 }, { seats: "12" as never }], features);
 * table.columns.seats; // => { type: "number", values: Float64Array.of(12, NaN) }
 * rejected[0]?.reason; // => 'expected a number (the option fromText converts text), received "12"'
 * ```
 */
export function readTable<Row>(
  rows: readonly Row[],
  features: FeatureSet<Row>,
  options: { readonly asOf?: AsOf<Row> | undefined } = {},
): ReadTableResult {
  if (!Array.isArray(rows)) reject("readTable", "rows to be an array of records", rows);
  if (!Array.isArray(features?.names)) reject("readTable", "features made by featureSet", features);
  const problems: (RejectedRecord | undefined)[] = [];
  const instants = readInstants(rows, features, options.asOf, problems);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i];
    if (typeof row !== "object" || row === null) {
      problems[i] ??= {
        index: i,
        feature: null,
        reason: `expected a record, received ${describeValue(row)}`,
      };
    }
  }
  const columns: [string, Column][] = features.names.map((name) => {
    const feature = features.features[name] as Feature<Row>;
    const read = feature.type === "category" ? readCategories : readNumbers;
    return [name, read(name, feature, rows, instants, problems)];
  });
  const rejected = problems.filter((problem) => problem !== undefined);
  for (const { index } of rejected) {
    for (const [, column] of columns) {
      if (column.type === "number") column.values[index] = Number.NaN;
      else column.codes[index] = -1;
    }
  }
  return { table: { rowCount: rows.length, columns: Object.fromEntries(columns) }, rejected, instants };
}

type Problems = (RejectedRecord | undefined)[];

function readInstants<Row>(
  rows: readonly Row[],
  features: FeatureSet<Row>,
  asOf: AsOf<Row> | undefined,
  problems: Problems,
): Float64Array {
  const instants = new Float64Array(rows.length);
  if (typeof asOf === "function") {
    for (let i = 0; i < rows.length; i++) {
      const value: unknown = attempt(() => asOf(rows[i] as Row));
      instants[i] = value instanceof Date ? value.getTime() : Number.NaN;
      if (Number.isNaN(instants[i])) {
        problems[i] = {
          index: i,
          feature: null,
          reason: `expected asOf to give a valid Date, received ${describeValue(value)}`,
        };
      }
    }
    return instants;
  }
  if (asOf === undefined) {
    const needy = features.names.find((name) => features.features[name]?.needsAsOf);
    if (needy !== undefined) {
      reject("readTable", `asOf, which feature "${needy}" needs`, asOf, "missing_as_of");
    }
    return instants.fill(Number.NaN);
  }
  const time = asOf instanceof Date ? asOf.getTime() : Number.NaN;
  if (Number.isNaN(time)) reject("readTable", "asOf to be a valid Date or a function", asOf);
  return instants.fill(time);
}

function readNumbers<Row>(
  name: string,
  feature: Feature<Row>,
  rows: readonly Row[],
  instants: Float64Array,
  problems: Problems,
): Column {
  const values = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) {
    if (problems[i] !== undefined) continue;
    const value = readValue(feature, rows[i] as Row, instants[i] as number);
    if (typeof value === "number") values[i] = value;
    else problems[i] = problemOf(i, name, value);
  }
  return { type: "number", values };
}

function readCategories<Row>(
  name: string,
  feature: Feature<Row>,
  rows: readonly Row[],
  instants: Float64Array,
  problems: Problems,
): Column {
  const codes = new Int32Array(rows.length).fill(-1);
  const codeOf = new Map<string, number>();
  for (let i = 0; i < rows.length; i++) {
    if (problems[i] !== undefined) continue;
    const value = readValue(feature, rows[i] as Row, instants[i] as number);
    if (value === null) continue;
    if (typeof value !== "string") {
      problems[i] = problemOf(i, name, value);
      continue;
    }
    let code = codeOf.get(value);
    if (code === undefined) {
      code = codeOf.size;
      codeOf.set(value, code);
    }
    codes[i] = code;
  }
  return { type: "category", codes, levels: [...codeOf.keys()] };
}

// a function of the host may throw: that is a rejected record, not the end of the batch
function readValue<Row>(feature: Feature<Row>, row: Row, asOf: number): unknown {
  try {
    return feature.read(row, asOf);
  } catch (error) {
    return { expected: "the function of the feature to return", received: error };
  }
}

function attempt(compute: () => unknown): unknown {
  try {
    return compute();
  } catch (error) {
    return error;
  }
}

function problemOf(index: number, feature: string, value: unknown): RejectedRecord {
  const reason = isRejection(value)
    ? rejectionReason(value)
    : `expected a value, received ${describeValue(value)}`;
  return { index, feature, reason };
}
