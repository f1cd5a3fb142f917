import { reject } from "../../core/checks";
import type { Column, Table } from "../../core/columns";
import { SalienceError } from "../../core/errors";
import { readOutcome, readWeight } from "../../core/outcomes";
import { checkFeatureSet } from "../../features/checkFeatureSet";
import type { FeatureSet } from "../../features/featureSet";
import { type ReadTableResult, readTableFor } from "../../features/readTable";
import { failureOf, type RejectedRecord } from "../../features/rejectedRecord";
import type { AsOf } from "../../features/types";
import { selectRows } from "./selectRows";

/** The outcome of a record: whether the event happened, or nothing if it is not known yet. */
export type Outcome = boolean | 0 | 1 | null | undefined;

/** What records are learned from, and how they are read. */
export interface TrainingOptions<Row> {
  /** The features to learn from. */
  readonly features: FeatureSet<Row>;
  /** Whether the event happened; `null` or `undefined` for a record that is still open, which is left out. */
  readonly outcome: (row: Row) => Outcome;
  /** The instant to look from: a function from record to instant wherever features depend on time. */
  readonly asOf?: AsOf<Row> | undefined;
  /** How many records a record counts for: a finite number ≥ 0, 1 by default; with 0 it is left out. */
  readonly weight?: (row: Row) => number;
}

/** What a table is learned from: the outcomes are columns too, and features that depend on time were read before. */
export interface TableTrainingOptions<Row> {
  /** The features to learn from, columns of the table. */
  readonly features: FeatureSet<Row>;
  /** One per row: whether the event happened; `null` or `undefined` for a record that is still open. */
  readonly outcome: ArrayLike<Outcome>;
  /** One per row: how many records it counts for, a finite number ≥ 0; 1 by default; with 0 it is left out. */
  readonly weight?: ArrayLike<number>;
}

/** What became of the records given to a fit. */
export interface RowCounts {
  readonly given: number;
  /** Those that the model was learned from: with an outcome, and a weight above 0. */
  readonly used: number;
  /** Without an outcome. */
  readonly open: number;
  readonly rejected: number;
}

/** The records that a model is learned from, as columns, and those that it is not. */
export interface TrainingData {
  readonly rows: RowCounts;
  readonly table: Table;
  /** 1 for an event, 0 for a non-event. */
  readonly outcomes: Uint8Array;
  readonly weights: Float64Array;
  /** Positions of the records used among those given. */
  readonly positions: Int32Array;
  /** Records that could not be read. */
  readonly rejected: readonly RejectedRecord[];
  /** Fields that no record has. */
  readonly absent: ReadTableResult["warnings"];
  /** Positions of the records whose outcome is not known. */
  readonly open: readonly number[];
  /** Of the records used: milliseconds since 1970; NaN without an instant of its own. */
  readonly instants: Float64Array;
  /** Earliest and latest instant of the records used, as ISO text, or null without one. */
  readonly from: string | null;
  readonly to: string | null;
}

/** What records have to hold: events and non-events, at least one record, or nothing. */
export type Needed = "both classes" | "a record" | "nothing";

/** Whether training records are columns already. */
export function isTable(input: unknown): input is Table {
  return !Array.isArray(input) && typeof (input as Table | null)?.columns === "object";
}

/**
 * Reads labelled records or a table of them: columns, outcomes and weights of the records that can be used. A record
 * of weight 0 is as if it were absent; where all rows of a table can be used, its columns are not copied.
 *
 * @param caller - name of the calling function
 * @param input - records or a table
 * @param options - features, outcome, weight; for records the instant
 * @param needed - what the usable records have to hold
 * @returns columns of the usable records, and the positions of the others with reasons
 * @throws SalienceError `invalid_data` if what is needed is not there, `missing_as_of`, `invalid_argument`
 */
export function readLabelled<Row>(
  caller: string,
  input: readonly Row[] | Table,
  options: TrainingOptions<Row> | TableTrainingOptions<Row>,
  needed: Needed = "both classes",
): TrainingData {
  return isTable(input)
    ? readTableRows(caller, input, options as TableTrainingOptions<Row>, needed)
    : readRecords(caller, input, options as TrainingOptions<Row>, needed);
}

function readRecords<Row>(
  caller: string,
  rows: readonly Row[],
  { features, outcome, asOf, weight = () => 1 }: TrainingOptions<Row>,
  needed: Needed,
): TrainingData {
  if (!Array.isArray(rows)) reject(caller, "rows to be an array of records", rows);
  if (rows.length === 0 && needed !== "nothing") reject(caller, "at least one record", rows, "invalid_data");
  if (typeof outcome !== "function") reject(caller, "outcome to be a function of the record", outcome);
  if (typeof weight !== "function") reject(caller, "weight to be a function of the record", weight);
  const known = {
    outcome: (i: number) => outcome(rows[i] as Row),
    weight: (i: number) => weight(rows[i] as Row),
  };
  return selectUsable(caller, readTableFor(caller, rows, features, asOf), known, needed);
}

function readTableRows<Row>(
  caller: string,
  table: Table,
  { features, outcome, weight }: TableTrainingOptions<Row>,
  needed: Needed,
): TrainingData {
  if (typeof table?.columns !== "object" || table.columns === null) reject(caller, "a table", table);
  const { rowCount } = table;
  checkFeatureSet(caller, features);
  if (rowCount === 0 && needed !== "nothing") reject(caller, "at least one record", rowCount, "invalid_data");
  const columns = features.names.map((name) => [name, columnOf(caller, features, table, name)] as const);
  checkList(caller, "outcome", outcome, rowCount);
  if (weight !== undefined) checkList(caller, "weight", weight, rowCount);
  const read = {
    table: { rowCount, columns: Object.fromEntries(columns) },
    rejected: [],
    instants: new Float64Array(0),
    warnings: [],
  };
  const known = {
    outcome: (i: number) => outcome[i],
    weight: weight === undefined ? () => 1 : (i: number) => weight[i] as number,
  };
  return selectUsable(caller, read, known, needed);
}

/**
 * The column of a feature.
 *
 * @param caller - name of the calling function
 * @param features - the feature set
 * @param table - the records
 * @param name - the feature
 * @returns the column, of the kind that the feature has, whose codes have levels
 * @throws SalienceError `invalid_argument`
 */
export function columnOf<Row>(caller: string, features: FeatureSet<Row>, table: Table, name: string): Column {
  const wanted = features.features[name]?.type === "category" ? "category" : "number";
  const column = Object.hasOwn(table.columns, name) ? table.columns[name] : undefined;
  if (column?.type !== wanted) return reject(caller, `a ${wanted} column "${name}"`, column?.type);
  return checkColumn(caller, name, column, table.rowCount);
}

function checkList(caller: string, name: string, list: ArrayLike<unknown>, rowCount: number): void {
  const isList = Array.isArray(list) || (ArrayBuffer.isView(list) && "length" in list);
  if (!isList) reject(caller, `${name} to be an array with an entry per row of the table`, list);
  if (list.length !== rowCount) reject(caller, `${name} with ${rowCount} entries, one per row`, list.length);
}

/** A table can be made by hand: codes without a level would end in a wrong model, as would infinite numbers. */
function checkColumn(caller: string, name: string, column: Column, rowCount: number): Column {
  const list = column.type === "number" ? column.values : column.codes;
  if (list.length !== rowCount) reject(caller, `column "${name}" of length ${rowCount}`, list.length);
  if (column.type === "number") return column; // makeDesign reads all of them, and checks
  const { codes, levels } = column;
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i] as number;
    if (code >= -1 && code < levels.length) continue;
    reject(caller, `a code from -1 to ${levels.length - 1} at position ${i} of column "${name}"`, code);
  }
  return column;
}

/** What is known of a record by its position; either may throw. */
interface Known {
  readonly outcome: (i: number) => unknown;
  readonly weight: (i: number) => number;
}

function selectUsable(caller: string, read: ReadTableResult, known: Known, needed: Needed): TrainingData {
  const { rowCount } = read.table;
  const problems = new Map(read.rejected.map((problem) => [problem.index, problem]));
  const open: number[] = [];
  const used = new Int32Array(rowCount);
  const outcomes = new Uint8Array(rowCount);
  const weights = new Float64Array(rowCount);
  let count = 0;
  let events = 0;
  for (let i = 0; i < rowCount; i++) {
    if (problems.size > 0 && problems.has(i)) continue;
    const problem = readRecord(i, known, count, outcomes, weights);
    if (problem === null) open.push(i);
    else if (problem !== undefined) problems.set(i, problem);
    else if ((weights[count] as number) > 0) {
      used[count] = i; // a record of weight 0 is as if it were absent
      events += outcomes[count] as number;
      count++;
    }
  }
  const rejected = [...problems.values()].sort((a, b) => a.index - b.index);
  checkNeeded(caller, needed, count, events, rejected[0]);
  const positions = used.subarray(0, count);
  const instants = Float64Array.from(positions, (i) => read.instants[i] ?? Number.NaN);
  return {
    rows: { given: rowCount, used: count, open: open.length, rejected: rejected.length },
    table: count === rowCount ? read.table : selectRows(read.table, positions),
    outcomes: outcomes.subarray(0, count),
    weights: weights.subarray(0, count),
    positions,
    rejected,
    absent: read.warnings,
    open,
    instants,
    ...windowOf(instants),
  };
}

/** The earliest and the latest instant, if there are any. */
function windowOf(instants: Float64Array): Pick<TrainingData, "from" | "to"> {
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (const time of instants) {
    if (time < first) first = time;
    if (time > last) last = time;
  }
  const isoOf = (time: number) => (Number.isFinite(time) ? new Date(time).toISOString() : null);
  return { from: isoOf(first), to: isoOf(last) };
}

/** Writes a usable record at a place, and says nothing; says null for an open record, a problem for a broken one. */
function readRecord(
  index: number,
  { outcome, weight }: Known,
  place: number,
  outcomes: Uint8Array,
  weights: Float64Array,
): RejectedRecord | null | undefined {
  try {
    const known = readOutcome(outcome(index));
    if (known === null) return null;
    if (typeof known === "string") return { index, feature: null, reason: known };
    const count = readWeight(weight(index));
    if (typeof count === "string") return { index, feature: null, reason: count };
    outcomes[place] = known;
    weights[place] = count;
    return undefined;
  } catch (error) {
    return failureOf(index, null, error, "the outcome and weight functions to return");
  }
}

function checkNeeded(
  caller: string,
  needed: Needed,
  count: number,
  events: number,
  first: RejectedRecord | undefined,
): void {
  const fail = (expected: string, received: string): never => {
    throw new SalienceError("invalid_data", `${caller}: expected ${expected}, received ${received}`);
  };
  if (needed === "nothing") return;
  if (count === 0) {
    const why = first === undefined ? "" : `; record ${first.index} was rejected: ${first.reason}`;
    fail("at least one record with an outcome and a weight above 0", `none${why}`);
  }
  if (needed === "both classes" && (events === 0 || events === count)) {
    const only = events === 0 ? "non-events" : "events";
    fail("both events and non-events among the outcomes", `${count} ${only} only`);
  }
}

/** How many records have the event, whatever their weights. */
export function eventsOf(outcomes: Uint8Array): number {
  let events = 0;
  for (let i = 0; i < outcomes.length; i++) events += outcomes[i] as number;
  return events;
}
