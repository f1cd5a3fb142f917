import { checkNumber, checkOptions, reject } from "../../core/checks";
import { checkInstant, INSTANT, type Instant, lastInstantOf } from "../../core/instant";
import { MILLISECONDS_PER_DAY } from "../../core/time";
import type { TrainTestSplit } from "./splitByHash";

/** Options of {@link splitByTime}. */
export interface SplitByTimeOptions<Row> {
  /** The instant of a record, usually when it was created or scored. */
  readonly at: (row: Row) => Instant;
  /** Records at or after this instant are test records. */
  readonly cutoff: Instant;
  /** Days before the cutoff whose records are on neither side, so that their outcomes cannot overlap the test period; 0 by default. */
  readonly gapDays?: number;
}

/**
 * Splits records by time: the past trains, the future tests. This is how a model will be used, so its figures
 * are the honest ones. O(records).
 *
 * Text without a time is a whole day, which is not before a cutoff within it.
 *
 *     train: at < cutoff − gap,   gap: cutoff − gap ≤ at < cutoff,   test: at ≥ cutoff
 *
 * @param rows - the records
 * @param options - `at`, `cutoff`, `gapDays`
 * @returns positions of training and test records, and of those in the gap
 * @throws SalienceError `invalid_argument`, also for a record whose instant is neither a valid Date nor ISO 8601 text
 *
 * @example
 * ```ts
 * import { splitByTime } from "salience";
 * const leads = ["2026-01-10", "2026-02-25", "2026-03-05"].map((created) => ({ created }));
 * splitByTime(leads, { at: (lead) => lead.created, cutoff: "2026-03-01", gapDays: 7 });
 * // => { train: [0], gap: [1], test: [2] }
 * ```
 */
export function splitByTime<Row>(
  rows: readonly Row[],
  options: SplitByTimeOptions<Row>,
): TrainTestSplit & { readonly gap: readonly number[] } {
  if (!Array.isArray(rows)) reject("splitByTime", "rows to be an array of records", rows);
  checkOptions("splitByTime", "options", options, ["at", "cutoff", "gapDays"]);
  const { at, cutoff, gapDays = 0 } = options;
  if (typeof at !== "function") reject("splitByTime", "at to be a function of the record", at);
  const start = checkInstant("splitByTime", "cutoff", cutoff);
  const end = start - checkNumber("splitByTime", "gapDays", gapDays, 0) * MILLISECONDS_PER_DAY;
  const sides = { train: [] as number[], gap: [] as number[], test: [] as number[] };
  rows.forEach((row, i) => {
    const given = at(row);
    const time = lastInstantOf(given);
    if (Number.isNaN(time)) reject("splitByTime", `at of record ${i} to be ${INSTANT}`, given);
    sides[time >= start ? "test" : time < end ? "train" : "gap"].push(i);
  });
  return sides;
}
