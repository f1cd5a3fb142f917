import { checkNumber } from "../core/checks";
import { bucketIndex, checkBuckets } from "./checkBuckets";
import type { Buckets } from "./types";

/**
 * The bucket of a score: the best one whose cut the score reaches. A score equal to a cut goes up. O(k) for k
 * labels.
 *
 * @param buckets - made by `bucketsByThreshold` or `bucketsByShare`
 * @param score - a finite number; a record that was not scored has no bucket, so NaN is an error: look at its
 *   status
 * @returns the label
 * @throws SalienceError `invalid_argument` for a score that is no finite number, `invalid_configuration` for
 *   buckets that contradict themselves
 *
 * @example
 * ```ts
 * import { bucketOf, bucketsByThreshold } from "salience";
 * const buckets = bucketsByThreshold({ A: 0.6, B: 0.4, C: 0.2 });
 * bucketOf(buckets, 0.83); // => "A"
 * bucketOf(buckets, 0.2); // => "C"
 * bucketOf(buckets, 0.05); // => "D"
 * bucketOf(buckets, Number.NaN); // throws SalienceError: bucketOf: expected score to be a finite number, received NaN
 * ```
 */
export function bucketOf<Label extends string>(buckets: Buckets<Label>, score: number): Label {
  checkBuckets("bucketOf", buckets);
  checkNumber("bucketOf", "score", score);
  return buckets.labels[bucketIndex(buckets.cuts, score)] as Label;
}
