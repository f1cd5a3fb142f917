import { checkNumber } from "./checks";
import { checkValues, sum } from "./numeric";
import { selectRanks } from "./selectRanks";
import { sortWith } from "./sortWith";

/**
 * The arithmetic mean. O(n).
 *
 * @param values - numbers
 * @returns the mean; NaN for no values
 * @throws SalienceError `invalid_argument` for what is not an array of numbers
 *
 * @example
 * ```ts
 * import { mean } from "salience/core";
 * mean([1, 2, 6]); // => 3
 * ```
 */
export function mean(values: ArrayLike<number>): number {
  checkValues("mean", values);
  return sum(values) / values.length;
}

/**
 * The sample variance, computed from deviations from the mean in a second pass, so that a large common offset
 * does no harm. O(n).
 *
 *     s² = Σ (x − mean)² / (n − 1)
 *
 * @param values - numbers
 * @returns the variance in squared units; NaN for fewer than two values
 * @throws SalienceError `invalid_argument` for what is not an array of numbers
 *
 * @example
 * ```ts
 * import { variance } from "salience/core";
 * variance([2, 4, 4, 4, 5, 5, 7, 9]); // ≈ 4.57142857142857
 * ```
 */
export function variance(values: ArrayLike<number>): number {
  checkValues("variance", values);
  if (values.length < 2) return Number.NaN;
  const center = mean(values);
  const squares = new Float64Array(values.length);
  for (let i = 0; i < values.length; i++) squares[i] = ((values[i] as number) - center) ** 2;
  return sum(squares) / (values.length - 1);
}

/**
 * The sample standard deviation, the square root of {@link variance}. O(n).
 *
 * @param values - numbers
 * @returns the standard deviation in the unit of the values; NaN for fewer than two values
 * @throws SalienceError `invalid_argument` for what is not an array of numbers
 *
 * @example
 * ```ts
 * import { standardDeviation } from "salience/core";
 * standardDeviation([1, 3]); // ≈ 1.41421356237310
 * ```
 */
export function standardDeviation(values: ArrayLike<number>): number {
  checkValues("standardDeviation", values);
  return Math.sqrt(variance(values));
}

/**
 * A quantile with linear interpolation between order statistics (type 7 of Hyndman and Fan, the default of R
 * and NumPy). O(n).
 *
 * @param values - numbers, in any order; NaN are left out
 * @param probability - in [0, 1]
 * @returns the quantile; NaN for no values
 * @throws SalienceError `invalid_argument` for a probability outside [0, 1], or what is not an array of numbers
 *
 * Source: R. J. Hyndman and Y. Fan, Sample Quantiles in Statistical Packages, The American Statistician 50 (1996).
 *
 * @example
 * ```ts
 * import { quantile } from "salience/core";
 * quantile([3, 1, 2, 4], 0.5); // => 2.5
 * ```
 */
export function quantile(values: ArrayLike<number>, probability: number): number {
  checkNumber("quantile", "probability", probability, 0, 1);
  checkValues("quantile", values);
  const numbers = numbersOf(values);
  const position = (numbers.length - 1) * probability;
  const [low] = selectRanks(numbers, numbers.length === 0 ? [] : [Math.floor(position)]);
  if (low === undefined) return Number.NaN;
  const isNextEqual = low.upTo > Math.floor(position) + 1;
  return between(low.value, isNextEqual ? low.value : low.above, position);
}

/**
 * {@link quantile} of values that are already sorted: no check, no copy. O(1).
 *
 * @param sorted - numbers in increasing order, without NaN
 * @param probability - in [0, 1]
 * @returns the quantile; NaN for no values
 *
 * @example
 * ```ts
 * import { quantileSorted } from "salience/core";
 * quantileSorted([10, 20, 30], 0.25); // => 15
 * ```
 */
export function quantileSorted(sorted: ArrayLike<number>, probability: number): number {
  if (sorted.length === 0) return Number.NaN;
  const position = (sorted.length - 1) * probability;
  const below = Math.floor(position);
  const low = sorted[below] as number;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] as number;
  return between(low, high, position);
}

/** From `low` to `high` by the fraction of the position. */
function between(low: number, high: number, position: number): number {
  const fraction = position - Math.floor(position);
  return low === high || fraction === 0 ? low : low + (high - low) * fraction;
}

/**
 * A sorted copy of the numbers, NaN left out, and −0 turned into 0. O(n).
 *
 * @param values - numbers in any order
 * @returns a new array in increasing order
 * @throws SalienceError `invalid_argument` for what is not an array of numbers
 *
 * @example
 * ```ts
 * import { sortedNumbers } from "salience/core";
 * Array.from(sortedNumbers([3, Number.NaN, 1])); // => [1, 3]
 * ```
 */
export function sortedNumbers(values: ArrayLike<number>): Float64Array {
  checkValues("sortedNumbers", values);
  const numbers = numbersOf(values);
  return sortWith(numbers, new Uint8Array(numbers.length)).sorted;
}

/** A copy without NaN, in which −0 is 0. */
function numbersOf(values: ArrayLike<number>): Float64Array {
  const numbers = new Float64Array(values.length);
  let count = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    numbers[count] = value + 0;
    if (!Number.isNaN(value)) count++;
  }
  return numbers.slice(0, count);
}
