import { checkNumber } from "../core/checks";
import { bucketIndex, checkBuckets } from "./checkBuckets";
import type { Buckets } from "./types";

/** The next better bucket, and what it takes to reach it. */
export interface NextCut<Label extends string = string> {
  /** The label of the next better bucket. */
  readonly label: Label;
  /** The score at which it begins. */
  readonly cut: number;
}

/**
 * The next better bucket of a score and the score that reaches it: the target for "what is the smallest
 * change that lifts this lead". A bucket that no score falls into, because its cut is also that of a better
 * one, is passed over. O(k) for k labels.
 *
 * @param buckets - made by `bucketsByThreshold` or `bucketsByShare`
 * @param score - a finite number
 * @returns label and cut, the cut above the score; null if the score is in the best bucket
 * @throws SalienceError `invalid_argument` for a score that is no finite number, `invalid_configuration` for
 *   buckets that contradict themselves
 *
 * @example
 * ```ts
 * import { bucketsByThreshold, nextCut } from "salience";
 * const buckets = bucketsByThreshold({ A: 0.6, B: 0.4, C: 0.2 });
 * nextCut(buckets, 0.35); // => { label: "B", cut: 0.4 }
 * nextCut(buckets, 0.9); // => null
 * ```
 */
export function nextCut<Label extends string>(buckets: Buckets<Label>, score: number): NextCut<Label> | null {
  checkBuckets("nextCut", buckets);
  checkNumber("nextCut", "score", score);
  const cut = buckets.cuts[bucketIndex(buckets.cuts, score) - 1];
  return cut === undefined ? null : { label: buckets.labels[bucketIndex(buckets.cuts, cut)] as Label, cut };
}
