import { checkOptions, reject } from "../core/checks";
import type { Table } from "../core/columns";
import { type AbsentField, absentFields } from "./absentFields";
import { checkFeatureSet } from "./checkFeatureSet";
import type { FeatureSet } from "./featureSet";
import { originalFeatures, tableWithOriginals } from "./originals";
import { BLOCK, checkAsOf, readRows, rowReader } from "./readRows";
import type { RejectedRecord } from "./rejectedRecord";

import type { AsOf } from "./types";

/** What {@link readTable} returns. */
export interface ReadTableResult {
  /** One row per record, in the order of the input. All values of a rejected record are missing. */
  readonly table: Table;
  /** The rejected records, in the order of the input. */
  readonly rejected: readonly RejectedRecord[];
  /** The instant of each record in milliseconds since 1970; NaN where none was given. */
  readonly instants: Float64Array;
  /** The fields that no record has, such as a misspelt one: their features have no value anywhere. */
  readonly warnings: readonly AbsentField[];
}

/**
 * Reads records into columns. Row i of the table is record i; a record with a value that cannot be used keeps
 * its row, with every value missing, and is listed with the reason. O(records · features).
 *
 * @param rows - the records
 * @param features - the feature set
 * @param options - `asOf`: the instant to look from, or a function from record to instant
 * @returns columns by feature name, the rejected records, the instants, the fields that no record has
 * @throws SalienceError `missing_as_of` if a feature needs an instant and none is given, `invalid_argument`
 *
 * @example
 * ```ts
 * import { featureSet, numeric, readTable } from "salience";
 * const features = featureSet<{ seats: number }>()({ seats: numeric("seats") });
 * const { table, rejected } = readTable([{ seats: 12 }, { seats: "12" as never }], features);
 * table.columns.seats; // => { type: "number", values: Float64Array.of(12, NaN) }
 * rejected[0]?.reason; // => 'expected a number (the option fromText converts text), received "12"'
 * readTable([{ Seats: 12 } as never], features).warnings[0]?.message;
 * // => 'no record has the field "seats", which feature "seats" reads: did you mean "Seats"?'
 * ```
 */
export function readTable<Row>(
  rows: readonly Row[],
  features: FeatureSet<Row>,
  options: { readonly asOf?: AsOf<Row> | undefined } = {},
): ReadTableResult {
  checkOptions("readTable", "options", options, ["asOf"]);
  return readTableFor("readTable", rows, features, options.asOf);
}

/** {@link readTable} in the name of another function, which errors name. */
export function readTableFor<Row>(
  caller: string,
  rows: readonly Row[],
  features: FeatureSet<Row>,
  asOf: AsOf<Row> | undefined,
): ReadTableResult {
  if (!Array.isArray(rows)) reject(caller, "rows to be an array of records", rows);
  checkFeatureSet(caller, features);
  const records = { rows, asOf: checkAsOf(caller, features, asOf) };
  const reader = rowReader(features, rows.length);
  const rejected: RejectedRecord[] = [];
  for (let from = 0; from < rows.length; from += BLOCK) {
    for (const problem of readRows(reader, records, from, Math.min(from + BLOCK, rows.length), from)) {
      rejected.push(problem);
    }
  }
  const columns = Object.fromEntries(reader.columns.map(({ name, column }) => [name, column]));
  const table = { rowCount: rows.length, columns };
  const own = originalFeatures(features);
  return {
    table: own === null ? table : tableWithOriginals(table, readTable(rows, own).table),
    rejected,
    instants: reader.instants,
    warnings: absentFields(features, rows),
  };
}
