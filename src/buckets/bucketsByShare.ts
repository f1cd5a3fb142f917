import { checkNumber, checkOptions, reject } from "../core/checks";
import { sum } from "../core/numeric";
import { selectRanks } from "../core/selectRanks";
import { checkLabels } from "./checkBuckets";
import { readScored } from "./readScores";
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
 * `unscored` and have no part in the shares. O(n · labels), without sorting.
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
  const { scored, unscored } = readScored("bucketsByShare", scores);
  const labels = orderedLabels(shares, options);
  const wantedShares = labels.map((label) => shares[label]);
  const total = sum(wantedShares);
  if (!(Math.abs(total - 1) <= TOLERANCE)) {
    reject("bucketsByShare", "shares that sum to 1", Number(total.toPrecision(12)), "invalid_configuration");
  }
  if (scored.length === 0) reject("bucketsByShare", "at least one score that is not NaN", 0, "invalid_data");
  const wanted = labels.slice(1).map((_, i) => sum(wantedShares.slice(0, i + 1)) * scored.length);
  const ends = bucketEnds(scored, wanted);
  const reached = [...ends.map((end) => end.reached), scored.length];
  return {
    labels,
    cuts: ends.map((end) => end.cut),
    wantedShares,
    shares: reached.map((count, i) => (count - (reached[i - 1] ?? 0)) / scored.length),
    scored: scored.length,
    unscored,
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

/** The end of a bucket: its cut, and how many scores reach that. */
interface BucketEnd {
  readonly cut: number;
  readonly reached: number;
}

/** Where the best scores, as many as wanted, end, if equal scores stay together: one end for each number wanted. */
function bucketEnds(scores: Float64Array, wanted: readonly number[]): BucketEnd[] {
  const n = scores.length;
  // the ranks, from the lowest score, of the groups of equal scores that the ends fall into
  const ranks = wanted.map((count) => n - 1 - Math.min(n - 1, Math.floor(count + TOLERANCE * n)));
  return selectRanks(scores, ranks).map(({ value, below, upTo, above }, i) => {
    const count = wanted[i] as number;
    const without = n - upTo;
    const within = n - below;
    const takeGroup = without === 0 || within - count < count - without - TOLERANCE * n;
    return takeGroup ? { cut: value, reached: within } : { cut: above, reached: without };
  });
}
