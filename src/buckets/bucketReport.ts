import { reject } from "../core/checks";
import { readOutcomes } from "../core/outcomes";
import { bucketIndex, checkBuckets } from "./checkBuckets";
import { readScores } from "./readScores";
import { type BucketReportOptions, type BucketTotals, reportOf } from "./reportOf";
import type { BucketReport, Buckets } from "./types";

/**
 * What came of each bucket: how many records it held and how many of them converted, whether better buckets
 * convert more often, and what the marketing-qualified buckets capture. O(n).
 *
 * A record whose score is NaN was not scored: it is counted in `unscored`, and in nothing else.
 *
 * @param buckets - made by `bucketsByThreshold` or `bucketsByShare`
 * @param outcomes - 1 or true for a record with the event, 0 or false for one without
 * @param scores - one finite number per record, or NaN for a record without a score
 * @param options - `mql`: the labels that count as marketing-qualified; `confidence` of the intervals
 * @returns counts, rates in [0, 1] and comparisons; a rate with nothing to divide by is NaN; `monotone` is
 *   true where fewer than two buckets hold records
 * @throws SalienceError `invalid_argument` for a wrong value, with its position; `invalid_configuration` for
 *   buckets that contradict themselves or a label in `mql` that they do not have; `invalid_data` for no
 *   records
 *
 * @example
 * ```ts
 * import { bucketReport, bucketsByThreshold } from "salience";
 * const buckets = bucketsByThreshold({ A: 0.6 }, { rest: "B" });
 * const report = bucketReport(buckets, [1, 1, 0, 1, 0, 0], [0.9, 0.7, 0.6, 0.5, 0.1, Number.NaN]);
 * report.buckets.map((bucket) => [bucket.label, bucket.count, bucket.events]); // => [["A", 3, 2], ["B", 2, 1]]
 * report.monotone; // => true
 * report.steps[0]?.distinguishable; // => false
 * report.mql.share; // => 0.6
 * report.unscored.count; // => 1
 * ```
 */
export function bucketReport<Label extends string>(
  buckets: Buckets<Label>,
  outcomes: ArrayLike<number | boolean>,
  scores: ArrayLike<number>,
  options: BucketReportOptions<NoInfer<Label>> = {},
): BucketReport<Label> {
  checkBuckets("bucketReport", buckets);
  return reportOf("bucketReport", buckets, countByBucket(buckets.cuts, outcomes, scores), options);
}

/** Records and events of each bucket, and at the end those without a score. */
function countByBucket(
  cuts: readonly number[],
  outcomes: ArrayLike<number | boolean>,
  scores: ArrayLike<number>,
): BucketTotals {
  const column = readScores("bucketReport", scores);
  const flags = readOutcomes("bucketReport", outcomes);
  if (flags.length !== column.length) {
    reject("bucketReport", `outcomes of length ${column.length}, as scores`, flags.length);
  }
  const counts = new Float64Array(cuts.length + 2);
  const events = new Float64Array(cuts.length + 2);
  for (let i = 0; i < column.length; i++) {
    const score = column[i] as number;
    const bucket = Number.isNaN(score) ? cuts.length + 1 : bucketIndex(cuts, score);
    (counts[bucket] as number)++;
    (events[bucket] as number) += flags[i] as number;
  }
  return { counts, events };
}
