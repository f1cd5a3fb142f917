import { checkNumber, checkOptions, reject } from "../core/checks";
import { sum } from "../core/numeric";
import { sortedNumbers } from "../core/statistics";
import { bucketIndex, checkLabels } from "./checkBuckets";
import { readScores } from "./readScores";
import type { ShareBuckets } from "./types";

const TOLERANCE = 1e-9;

/** Options of {@link bucketsByShare}. */
export interface BucketsByShareOptions<Label extends string> {
  /** The labels, best first; the order of the keys of `shares` by default. */
  readonly order?: readonly Label[];
}

/**
 * Buckets that hold given shares of a set of scores: A the best tenth, B the next 15 % and so on.
 *
 * Equal scores are never split. Where the end of a bucket falls inside a group of equal scores, the whole
 * group goes to the side that brings the bucket's end nearer to where it was wanted, to the worse bucket
 * where both are equally near; but the best score of all is always in the best bucket. A bucket may so turn
 * out larger, smaller or empty: `shares` says what each really holds. Each cut is the lowest score of its
 * bucket, or that of the next better bucket if it is empty. Records without a score (NaN) are counted as
 * `unscored` and have no part in the shares. O(n log n).
 *
 * @param scores - finite numbers, or NaN for records without a score; at least one number
 * @param shares - the share of each bucket by label, best first: numbers in (0, 1] that sum to 1
 * @param options - `order`: the labels, best first, where the keys of `shares` are not in that order (a
 *   database may not keep it, and JavaScript does not for labels such as `1`)
 * @returns the buckets, best first, with wanted and real shares, as plain JSON
 * @throws SalienceError `invalid_argument` for a wrong score or share; `invalid_configuration` for shares
 *   that do not sum to 1 within 1e-9, or labels without an order; `invalid_data` for no scores
 *
 * @example
 * ```ts
 * import { bucketsByShare } from "salience";
 * const scores = [0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.2, 0.1];
 * const buckets = bucketsByShare(scores, { A: 0.1, B: 0.2, C: 0.4, D: 0.3 });
 * buckets.cuts; // => [0.9, 0.7, 0.3]
 * buckets.shares; // => [0.1, 0.2, 0.4, 0.3]
 * ```
 */
export function bucketsByShare<Label extends string>(
  scores: ArrayLike<number>,
  shares: Readonly<Record<Label, number>>,
  options: BucketsByShareOptions<NoInfer<Label>> = {},
): ShareBuckets<Label> {
  const column = readScores("bucketsByShare", scores);
  const labels = orderedLabels(shares, options);
  const wantedShares = labels.map((label) => shares[label]);
  const total = sum(wantedShares);
  if (!(Math.abs(total - 1) <= TOLERANCE)) {
    reject("bucketsByShare", "shares that sum to 1", total, "invalid_configuration");
  }
  const sorted = sortedNumbers(column);
  if (sorted.length === 0) reject("bucketsByShare", "at least one score that is not NaN", 0, "invalid_data");
  const cuts = labels
    .slice(1)
    .map((_, i) => cutAt(sorted, sum(wantedShares.slice(0, i + 1)) * sorted.length));
  const counts = labels.map(() => 0);
  for (const score of sorted) (counts[bucketIndex(cuts, score)] as number)++;
  return {
    labels,
    cuts,
    wantedShares,
    shares: counts.map((count) => count / sorted.length),
    scored: sorted.length,
    unscored: column.length - sorted.length,
  };
}

function orderedLabels<Label extends string>(
  shares: Readonly<Record<Label, number>>,
  options: BucketsByShareOptions<Label>,
): Label[] {
  if (typeof shares !== "object" || shares === null || Array.isArray(shares)) {
    reject("bucketsByShare", "shares to be an object of label and share", shares);
  }
  checkOptions("bucketsByShare", "options", options, ["order"]);
  const keys = Object.keys(shares) as Label[];
  checkLabels("bucketsByShare", keys);
  for (const label of keys) {
    const share = checkNumber("bucketsByShare", `share of ${JSON.stringify(label)}`, shares[label], 0, 1);
    if (share === 0) reject("bucketsByShare", `share of ${JSON.stringify(label)} in (0, 1]`, share);
  }
  const { order } = options;
  if (order === undefined) {
    const unordered = keys.find((label) => /^\d+$/.test(label));
    if (unordered === undefined) return keys;
    const why =
      "the option order, because an object does not keep the order of labels that are whole numbers";
    return reject("bucketsByShare", why, unordered, "invalid_configuration");
  }
  if (!Array.isArray(order) || order.length !== keys.length || keys.some((label) => !order.includes(label))) {
    reject("bucketsByShare", `order to list ${keys.join(", ")}`, order, "invalid_configuration");
  }
  return [...order];
}

/** The lowest score among the best `wanted` scores, where equal scores stay together. */
function cutAt(sorted: Float64Array, wanted: number): number {
  const n = sorted.length;
  // the group of equal scores that the end falls into, and how many scores are above it and down to its end
  const rank = Math.min(n - 1, Math.floor(wanted + TOLERANCE * n));
  const score = sorted[n - 1 - rank] as number;
  const without = n - countBelow(sorted, score, true);
  const within = n - countBelow(sorted, score, false);
  const takeGroup = without === 0 || within - wanted < wanted - without - TOLERANCE * n;
  return takeGroup ? score : (sorted[n - without] as number);
}

/** How many sorted numbers are below a number, or at most that number. O(log n). */
function countBelow(sorted: Float64Array, number: number, orEqual: boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const value = sorted[middle] as number;
    if (value < number || (orEqual && value === number)) low = middle + 1;
    else high = middle;
  }
  return low;
}
