import { checkWhole, reject } from "../../core/checks";
import { sortedNumbers } from "../../core/statistics";

/**
 * Cuts that divide numbers into bins of about equal count. Equal numbers are never split, so that a frequent one
 * has a bin of its own and there may be fewer bins. Each cut is the shortest decimal number between the two
 * neighbours that it divides: `3` between 2 and 3, so that bins read well and rounding elsewhere, such as a
 * logarithm in a database, does not move a record. O(n log n).
 *
 * @param values - numbers; NaN, a missing value, has no part
 * @param bins - the number of bins wanted, a whole number above 0; 10 by default
 * @returns increasing cuts, at most bins − 1; none where all numbers are equal. A value equal to a cut goes up
 * @throws SalienceError `invalid_argument`
 *
 * @example
 * ```ts
 * import { quantileCuts } from "salience";
 * quantileCuts([1, 2, 3, 4, 5, 6, 7, 8], 4); // => [3, 5, 7]
 * quantileCuts([0, 0, 0, 0, 0, 1.234, 5, 9.876], 4); // => [0.6, 3]
 * ```
 */
export function quantileCuts(values: ArrayLike<number>, bins = 10): number[] {
  checkWhole("quantileCuts", "bins", bins, 1);
  if (typeof values !== "object" || values === null) {
    reject("quantileCuts", "values to be an array of numbers", values);
  }
  const sorted = sortedNumbers(values);
  const n = sorted.length;
  for (const end of [sorted[0], sorted[n - 1]]) {
    if (n > 0 && !Number.isFinite(end)) reject("quantileCuts", "finite numbers", end);
  }
  const cuts = new Set<number>();
  for (let i = 1; i < bins; i++) {
    const at = nearestEdge(sorted, (i * n) / bins);
    if (at > 0 && at < n) cuts.add(shortestBetween(sorted[at - 1] as number, sorted[at] as number));
  }
  return [...cuts].sort((a, b) => a - b);
}

/** The position nearest to a wanted one where a new value starts; the lower of two that are equally near. */
function nearestEdge(sorted: Float64Array, wanted: number): number {
  let below = Math.floor(wanted);
  while (below > 0 && sorted[below] === sorted[below - 1]) below--;
  let above = Math.ceil(wanted);
  while (above < sorted.length && sorted[above] === sorted[above - 1]) above++;
  if (below === 0) return above;
  return above === sorted.length || wanted - below <= above - wanted ? below : above;
}

/** The number with the fewest digits in (low, high]. */
export function shortestBetween(low: number, high: number): number {
  const middle = low / 2 + high / 2;
  for (let digits = 1; digits <= 17; digits++) {
    const candidate = Number(middle.toPrecision(digits));
    if (candidate > low && candidate <= high) return candidate;
  }
  return high;
}
