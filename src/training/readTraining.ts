import { reject } from "../core/checks";
import type { Table } from "../core/columns";
import { describeValue } from "../core/describe";
import { SalienceError } from "../core/errors";
import type { FeatureSet } from "../features/featureSet";
import { type RejectedRecord, readTable } from "../features/readTable";
import type { AsOf } from "../features/types";
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

/** The records that a model is learned from, as columns, and those that it is not. */
export interface TrainingData {
  readonly table: Table;
  /** 1 for an event, 0 for a non-event. */
  readonly outcomes: Uint8Array;
  readonly weights: Float64Array;
  /** Records that could not be read. */
  readonly rejected: readonly RejectedRecord[];
  /** Positions of the records whose outcome is not known. */
  readonly open: readonly number[];
  /** Earliest and latest instant of the records used, as ISO text, or null without one. */
  readonly from: string | null;
  readonly to: string | null;
}

/**
 * Reads records for training: columns, outcomes and weights of the records that can be used.
 *
 * @param caller - the public function that complains
 * @param rows - the records
 * @param options - features, outcome, instant, weight
 * @returns columns of the usable records, and the positions of the others with reasons
 * @throws SalienceError `invalid_data` if no record is left or all outcomes are the same
 */
export function readTraining<Row>(
  caller: string,
  rows: readonly Row[],
  options: TrainingOptions<Row>,
): TrainingData {
  if (!Array.isArray(rows)) reject(caller, "rows to be an array of records", rows);
  if (rows.length === 0) reject(caller, "at least one record", rows, "invalid_data");
  const { features, outcome, asOf, weight = () => 1 } = options;
  if (typeof outcome !== "function") reject(caller, "outcome to be a function of the record", outcome);
  if (typeof weight !== "function") reject(caller, "weight to be a function of the record", weight);
  const read = readTable(rows, features, { asOf });
  const problems = new Map(read.rejected.map((problem) => [problem.index, problem]));
  const open: number[] = [];
  const used: number[] = [];
  const outcomes = new Uint8Array(rows.length);
  const weights = new Float64Array(rows.length);
  rows.forEach((row, i) => {
    if (problems.has(i)) return;
    const problem = readOutcome(row, i, outcome, weight, outcomes, weights);
    if (problem === null) open.push(i);
    else if (problem !== undefined) problems.set(i, problem);
    else if ((weights[i] as number) > 0) used.push(i); // a record of weight 0 is as if it were absent
  });
  const rejected = [...problems.values()].sort((a, b) => a.index - b.index);
  checkClasses(caller, used, outcomes, rejected[0]);
  const instants = used.map((i) => read.instants[i] as number).filter((time) => !Number.isNaN(time));
  const isoOf = (pick: (a: number, b: number) => number) =>
    instants.length === 0 ? null : new Date(instants.reduce((a, b) => pick(a, b))).toISOString();
  return {
    table: selectRows(read.table, used),
    outcomes: Uint8Array.from(used, (i) => outcomes[i] as number),
    weights: Float64Array.from(used, (i) => weights[i] as number),
    rejected,
    open,
    from: isoOf(Math.min),
    to: isoOf(Math.max),
  };
}

/** Says null for an open record, a problem for a broken one, nothing for a usable one. */
function readOutcome<Row>(
  row: Row,
  index: number,
  outcome: (row: Row) => Outcome,
  weight: (row: Row) => number,
  outcomes: Uint8Array,
  weights: Float64Array,
): RejectedRecord | null | undefined {
  const problem = (expected: string, received: unknown) => ({
    index,
    feature: null,
    reason: `expected ${expected}, received ${describeValue(received)}`,
  });
  try {
    const value: unknown = outcome(row);
    if (value === null || value === undefined) return null;
    if (typeof value !== "boolean" && value !== 0 && value !== 1) {
      return problem("the outcome to be a boolean, 0 or 1", value);
    }
    const count = weight(row);
    if (!(Number.isFinite(count) && count >= 0))
      return problem("the weight to be a finite number of at least 0", count);
    outcomes[index] = Number(value);
    weights[index] = count;
    return undefined;
  } catch (error) {
    return problem("the outcome and weight functions to return", error);
  }
}

function checkClasses(
  caller: string,
  used: readonly number[],
  outcomes: Uint8Array,
  first: RejectedRecord | undefined,
): void {
  const fail = (expected: string, received: string): never => {
    throw new SalienceError("invalid_data", `${caller}: expected ${expected}, received ${received}`);
  };
  if (used.length === 0) {
    const why = first === undefined ? "" : `; record ${first.index} was rejected: ${first.reason}`;
    fail("at least one record with an outcome and a weight above 0", `none${why}`);
  }
  const events = used.filter((i) => outcomes[i] === 1).length;
  if (events === 0 || events === used.length) {
    const only = events === 0 ? "non-events" : "events";
    fail("both events and non-events among the outcomes", `${used.length} ${only} only`);
  }
}
