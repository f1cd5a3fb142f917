import { checkOptions, POLLUTING_KEYS, reject } from "../core/checks";
import type { Column, NumberColumn } from "../core/columns";
import { didYouMean } from "../core/nearestName";
import { arrowColumn } from "./arrowColumn";
import { checkFeatureSet } from "./checkFeatureSet";
import type { ArrowTable, ColumnInput, FieldColumn } from "./columnInput";
import { definitionFields } from "./definitionFields";
import type { FeatureSet } from "./featureSet";
import { originalFeatures, tableWithOriginals } from "./originals";
import { isRejection, readPlainNumber } from "./readers";
import { BLOCK, checkAsOf, readRows, rowReader } from "./readRows";
import type { ReadTableResult } from "./readTable";
import { problemOf, type RejectedRecord } from "./rejectedRecord";
import type { AsOf, Feature } from "./types";

/**
 * Reads columns of fields into columns of features: what {@link readTable} does for records, with the same values
 * and the same rejections. Numbers without anything to be done to them are not copied; of codes, each level is read
 * once. A feature made by a function gets a record of all fields. O(records · features).
 *
 * @param columns - by field, or an Apache Arrow table
 * @param features - the feature set
 * @param options - `asOf`: the instant to look from, or a function from record to instant
 * @returns columns by feature name, the rejected records, the instants
 * @throws SalienceError `invalid_argument` for a field without a column or columns of different lengths,
 * `missing_as_of` if a feature needs an instant and none is given
 *
 * @example
 * ```ts
 * import { categorical, featureSet, numeric, readColumns } from "salience";
 * const features = featureSet<{ seats: number; source: string }>()({
 *   seats: numeric("seats"),
 *   source: categorical("source"),
 * });
 * const { table } = readColumns(
 *   { seats: Float64Array.of(12, 40), source: { codes: [1, -1], levels: ["fair", "web"] } },
 *   features,
 * );
 * table.columns.source; // => { type: "category", codes: Int32Array.of(1, -1), levels: ["fair", "web"] }
 * ```
 */
export function readColumns<Row>(
  columns: ColumnInput,
  features: FeatureSet<Row>,
  options: { readonly asOf?: AsOf<Row> | undefined } = {},
): ReadTableResult {
  const { rejected, instants, unchecked, ...read } = readFields("readColumns", columns, features, options);
  const found = unchecked.flatMap((name) => infiniteRows(name, read.table.columns[name] as NumberColumn, 0));
  const all = firstProblems([...rejected, ...found]);
  const kept = Object.entries(read.table.columns).map(
    ([name, column]) => [name, found.length === 0 ? column : without(column, all)] as const,
  );
  const table = { ...read.table, columns: Object.fromEntries(kept) };
  const own = originalFeatures(features);
  if (own === null) return { table, rejected: all, instants, warnings: [] };
  const { table: originals } = readFields("readColumns", columns, own, {});
  return { table: tableWithOriginals(table, originals), rejected: all, instants, warnings: [] };
}

/** What {@link readFields} gives: problems in any order, and the names of columns that may hold infinite numbers. */
export interface ReadFieldsResult extends Omit<ReadTableResult, "warnings"> {
  readonly unchecked: readonly string[];
}

/** {@link readColumns} for another public function, which checks the numbers that are taken as they are. */
export function readFields<Row>(
  caller: string,
  input: ColumnInput,
  features: FeatureSet<Row>,
  options: { readonly asOf?: AsOf<Row> | undefined },
): ReadFieldsResult {
  checkFeatureSet(caller, features);
  checkOptions(caller, "options", options, ["asOf"]);
  const asOf = checkAsOf(caller, features, options.asOf);
  const { fields, owners } = fieldColumns(caller, input, features, typeof asOf === "function");
  const rowCount = checkLengths(caller, fields);
  const direct = new Map<string, Column>();
  const sources = new Map<string, ArrayLike<unknown>>();
  for (const name of features.names) {
    const feature = features.features[name] as Feature<Row>;
    const field = feature.key === null ? undefined : fields.get(feature.key);
    if (field === undefined) continue;
    const column = directColumn(feature, field);
    if (column !== null) direct.set(name, column);
    else sources.set(name, valuesOf(field));
  }
  const names = features.names.filter((name) => !direct.has(name));
  const reader = rowReader({ names, features: features.features }, rowCount, sources);
  const isByRecord = typeof asOf === "function" || names.some((name) => !sources.has(name));
  const rejected = strayCodes(fields, owners);
  if (typeof asOf === "number") reader.instants.fill(asOf);
  const isRead = names.length > 0 || isByRecord;
  for (let from = 0; isRead && from < rowCount; from += BLOCK) {
    const n = Math.min(BLOCK, rowCount - from);
    const rows = Array.from({ length: n }, (_, i) => (isByRecord ? recordAt(fields, from + i) : NO_RECORD));
    for (const problem of readRows(reader, { rows: rows as Row[], asOf }, 0, n, from)) {
      rejected.push({ ...problem, index: from + problem.index });
    }
  }
  const made = new Set(reader.columns.map(({ column }) => column));
  for (const { name, column } of reader.columns) direct.set(name, column);
  const columns = features.names.map((name) => [name, direct.get(name) as Column] as const);
  const kept =
    rejected.length === 0 ? columns : columns.map(([name, column]) => [name, without(column, rejected)]);
  const table = { rowCount, columns: Object.fromEntries(kept) };
  const unchecked = columns.filter(([, column]) => column.type === "number" && !made.has(column));
  return { table, rejected, instants: reader.instants, unchecked: unchecked.map(([name]) => name) };
}

/**
 * The rows of a column that hold an infinite number.
 *
 * @param name - the feature of the column
 * @param column - the column
 * @param first - the position of its first row
 * @returns why each of them is rejected
 */
export function infiniteRows(name: string, { values }: NumberColumn, first: number): RejectedRecord[] {
  const found: RejectedRecord[] = [];
  for (let i = 0; i < values.length; i++) {
    const received = values[i] as number;
    if (Math.abs(received) < Number.POSITIVE_INFINITY || Number.isNaN(received)) continue;
    found.push(problemOf(first + i, name, { expected: "a finite number", received }, ""));
  }
  return found;
}

/**
 * Problems in the order of the records, for each record that of the feature whose name comes first; what no feature is
 * to blame for, such as a sum that is not finite, comes last.
 */
export function firstProblems(problems: readonly RejectedRecord[]): RejectedRecord[] {
  const order = (a: string | null, b: string | null) => (b === null || (a !== null && a < b) ? -1 : 1);
  const sorted = [...problems].sort((a, b) => a.index - b.index || order(a.feature, b.feature));
  return sorted.filter(({ index }, i) => index !== sorted[i - 1]?.index);
}

const NO_RECORD = Object.freeze({});

/** The columns of the fields that the features read, or of all fields where one is read by a function. */
function fieldColumns<Row>(
  caller: string,
  input: ColumnInput,
  { names, features }: FeatureSet<Row>,
  needsAll: boolean,
): { readonly fields: Map<string, FieldColumn>; readonly owners: ReadonlyMap<string, string> } {
  if (typeof input !== "object" || input === null) reject(caller, "records, a table or columns", input);
  const isArrow = typeof input.getChild === "function";
  const given = isArrow ? (input as ArrowTable).schema.fields.map(({ name }) => name) : Object.keys(input);
  const owners = new Map<string, string>();
  for (const name of names) {
    const { definition, key } = features[name] as Feature<Row>;
    const wanted = definition !== null ? definitionFields(definition) : key !== null ? [key] : given;
    for (const field of wanted) owners.set(field, name);
  }
  if (needsAll) for (const field of given) owners.set(field, owners.get(field) ?? field);
  const fields = new Map<string, FieldColumn>();
  for (const [field, owner] of owners) {
    if (POLLUTING_KEYS.includes(field)) continue;
    const column = isArrow
      ? (input as ArrowTable).getChild(field)
      : Object.hasOwn(input, field)
        ? (input as Readonly<Record<string, FieldColumn>>)[field]
        : null;
    const values = isArrow && column ? arrowColumn(column as never) : (column as FieldColumn | null);
    const list = typeof values === "object" && values && "codes" in values ? values.codes : values;
    if (!Array.isArray(list) && !(ArrayBuffer.isView(list) && "length" in list)) {
      reject(
        caller,
        `a column "${field}", which feature "${owner}" reads${given.includes(field) ? "" : didYouMean(field, given)}`,
        column,
      );
    }
    fields.set(field, values as FieldColumn);
  }
  return { fields, owners };
}

/** The values of a field, one per record. */
function valuesOf(field: FieldColumn): ArrayLike<unknown> {
  return "codes" in field ? Array.from(field.codes, (code) => field.levels[code]) : field;
}

/** The rows with a code that no level belongs to, which is neither a value nor missing. */
function strayCodes(
  fields: ReadonlyMap<string, FieldColumn>,
  owners: ReadonlyMap<string, string>,
): RejectedRecord[] {
  const found: RejectedRecord[] = [];
  for (const [field, column] of fields) {
    if (!("codes" in column)) continue;
    const { codes, levels } = column;
    for (let i = 0; i < codes.length; i++) {
      const code = codes[i] as number;
      if (code < 0 || (code < levels.length && Number.isInteger(code)) || isNoCode(code)) continue;
      const expected = `a code of the ${levels.length} levels of column "${field}"`;
      found.push(problemOf(i, owners.get(field) ?? null, { expected, received: code }, ""));
    }
  }
  return found;
}

function isNoCode(code: unknown): boolean {
  return code === null || code === undefined || Number.isNaN(code);
}

function checkLengths(caller: string, fields: ReadonlyMap<string, FieldColumn>): number {
  let rowCount: number | undefined;
  for (const [field, column] of fields) {
    const { length } = "codes" in column ? column.codes : column;
    rowCount ??= length;
    if (length !== rowCount) reject(caller, `column "${field}" of length ${rowCount}`, length);
  }
  return rowCount ?? 0;
}

/** The column of a feature that needs no reading row by row, or null. */
function directColumn<Row>({ parse, type }: Feature<Row>, field: FieldColumn): Column | null {
  if (field instanceof Float64Array && parse === readPlainNumber) {
    return { type: "number", values: field };
  }
  if (!("codes" in field) || type !== "category" || parse === null) return null;
  const parsed = field.levels.map((level) => parse(level, Number.NaN));
  if (parsed.some(isRejection)) return null;
  const levels = [...new Set(parsed.filter((level) => level !== null))] as string[];
  const codeOf = new Map<unknown, number>(levels.map((level, code) => [level, code]));
  const newCodes = parsed.map((level) => codeOf.get(level) ?? -1);
  return { type: "category", codes: Int32Array.from(field.codes, (code) => newCodes[code] ?? -1), levels };
}

function recordAt(fields: ReadonlyMap<string, FieldColumn>, i: number): Record<string, unknown> {
  const record: Record<string, unknown> = {};
  for (const [field, column] of fields) {
    record[field] = "codes" in column ? column.levels[column.codes[i] as number] : column[i];
  }
  return record;
}

/** A copy of a column in which the rejected records have no value: the caller's own arrays are not touched. */
function without(column: Column, rejected: readonly RejectedRecord[]): Column {
  const copy: Column =
    column.type === "number"
      ? { ...column, values: column.values.slice() }
      : { ...column, codes: column.codes.slice() };
  for (const { index } of rejected) {
    if (copy.type === "number") copy.values[index] = Number.NaN;
    else copy.codes[index] = -1;
  }
  return copy;
}
