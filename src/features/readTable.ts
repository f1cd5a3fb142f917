import { checkOptions, reject } from "../core/checks";
import type { Column, Table } from "../core/columns";
import { describeValue } from "../core/describe";
import { checkInstant } from "../core/time";
import type { FeatureSet } from "./featureSet";
import { isRejection } from "./readers";
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
  checkOptions("readTable", "options", options, ["asOf"]);
  const problems: Problems = [];
  for (let i = 0; i < rows.length; i++) {
    const row: unknown = rows[i];
    if (typeof row !== "object" || row === null) {
      problems[i] = problemOf(i, null, row, "a record");
    }
  }
  const instants = readInstants(rows, features, options.asOf, problems);
  const columns: [string, Column][] = features.names.map((name) => {
    return [name, readColumn(name, features.features[name] as Feature<Row>, rows, instants, problems)];
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
      if (problems[i] !== undefined) continue;
      const value = attempt(() => asOf(rows[i] as Row));
      instants[i] = value instanceof Date ? value.getTime() : Number.NaN;
      if (Number.isNaN(instants[i])) problems[i] = problemOf(i, null, value, "asOf to give a valid Date");
    }
    return instants;
  }
  const needy = features.names.find((name) => features.features[name]?.needsAsOf);
  if (asOf === undefined && needy !== undefined) {
    reject("readTable", `asOf, which feature "${needy}" needs`, asOf, "missing_as_of");
  }
  return instants.fill(asOf === undefined ? Number.NaN : checkInstant("readTable", "asOf", asOf));
}

function readColumn<Row>(
  name: string,
  feature: Feature<Row>,
  rows: readonly Row[],
  instants: Float64Array,
  problems: Problems,
): Column {
  const isText = feature.type === "category";
  const values = new Float64Array(isText ? 0 : rows.length);
  const codes = new Int32Array(isText ? rows.length : 0);
  const codeOf = new Map<unknown, number>([[null, -1]]);
  for (let i = 0; i < rows.length; i++) {
    if (problems[i] !== undefined) continue;
    const value = attempt(() => feature.read(rows[i] as Row, instants[i] as number));
    if (isText && (typeof value === "string" || value === null)) {
      if (!codeOf.has(value)) codeOf.set(value, codeOf.size - 1);
      codes[i] = codeOf.get(value) as number;
    } else if (!isText && typeof value === "number" && (value - value === 0 || Number.isNaN(value)))
      values[i] = value;
    else problems[i] = problemOf(i, name, value, "a value of the feature's type");
  }
  if (!isText) return { type: "number", values };
  return { type: "category", codes, levels: [...codeOf.keys()].slice(1) as string[] };
}

// a function of the host may throw: that is a rejected record, not the end of the batch
function attempt(compute: () => unknown): unknown {
  try {
    return compute();
  } catch (error) {
    return error instanceof Error ? error : new Error(describeValue(error));
  }
}

function problemOf(index: number, feature: string | null, value: unknown, wanted: string): RejectedRecord {
  const isReason = isRejection(value) && "expected" in value;
  const { expected, received } = isReason ? value : { expected: wanted, received: value };
  return { index, feature, reason: `expected ${expected}, received ${describeValue(received)}` };
}
