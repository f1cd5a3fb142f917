import { reject } from "../../core/checks";
import type { Table } from "../../core/columns";
import { describeValue } from "../../core/describe";
import { readTable } from "../../features/readTable";
import type { RejectedRecord } from "../../features/rejectedRecord";
import { readOutcome, readWeight } from "../data/readOutcome";
import type { TrainingOptions } from "../data/readTraining";
import { selectRows } from "../data/selectRows";

/** Records with known outcomes, as columns; unlike those of a fit they may all have one outcome. */
export interface History {
  /** Positions among the records given: entry i of the columns below belongs to record `positions[i]`. */
  readonly positions: Int32Array;
  readonly table: Table;
  /** 1 for an event, 0 for a non-event. */
  readonly outcomes: Uint8Array;
  readonly weights: Float64Array;
  /** Milliseconds since 1970; NaN without an instant of its own. */
  readonly instants: Float64Array;
  /** Whether there is an `asOf` per record, and not all of them are the same. */
  readonly isDated: boolean;
  readonly rejected: readonly RejectedRecord[];
  /** Positions of the records whose outcome is not known. */
  readonly open: readonly number[];
}

/** The names of the options that {@link readHistory} reads. */
export const HISTORY_OPTIONS = ["features", "outcome", "asOf", "weight"];

/**
 * Reads records with their outcomes. A record of weight 0 is as if it were absent.
 *
 * @param caller - the public function that complains
 * @param rows - the records
 * @param options - features, outcome, instant, weight
 * @returns columns of the records with an outcome; the others by position
 * @throws SalienceError `invalid_data` if no record is left, `missing_as_of`, `invalid_argument`
 */
export function readHistory<Row>(
  caller: string,
  rows: readonly Row[],
  { features, outcome, asOf, weight = () => 1 }: TrainingOptions<Row>,
): History {
  if (!Array.isArray(rows)) reject(caller, "rows to be an array of records", rows);
  if (rows.length === 0) reject(caller, "at least one record", rows, "invalid_data");
  if (typeof outcome !== "function") reject(caller, "outcome to be a function of the record", outcome);
  if (typeof weight !== "function") reject(caller, "weight to be a function of the record", weight);
  const read = readTable(rows, features, { asOf });
  const problems = new Map(read.rejected.map((problem) => [problem.index, problem]));
  const open: number[] = [];
  const used: number[] = [];
  const outcomes: number[] = [];
  const weights: number[] = [];
  rows.forEach((row, index) => {
    if (problems.has(index)) return;
    try {
      const known = readOutcome(outcome(row));
      if (typeof known === "string") throw new RangeError(known);
      const count = readWeight(weight(row));
      if (typeof count === "string") throw new RangeError(count);
      if (known === null) open.push(index);
      else if (count > 0) {
        used.push(index);
        outcomes.push(known);
        weights.push(count);
      }
    } catch (error) {
      const reason =
        error instanceof RangeError ? error.message : `expected no error, received ${describeValue(error)}`;
      problems.set(index, { index, feature: null, reason });
    }
  });
  const rejected = [...problems.values()].sort((a, b) => a.index - b.index);
  if (used.length === 0) {
    const why = rejected[0] === undefined ? "" : `; record ${rejected[0].index}: ${rejected[0].reason}`;
    reject(caller, `at least one record with an outcome and a weight above 0${why}`, used, "invalid_data");
  }
  const instants = Float64Array.from(used, (index) => read.instants[index] ?? Number.NaN);
  return {
    positions: Int32Array.from(used),
    table: used.length === rows.length ? read.table : selectRows(read.table, used),
    outcomes: Uint8Array.from(outcomes),
    weights: Float64Array.from(weights),
    instants,
    isDated: typeof asOf === "function" && instants.some((time) => time !== instants[0]),
    rejected,
    open,
  };
}
