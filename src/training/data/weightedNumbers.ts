import { quantileSorted } from "../../core/statistics";

/** Different numbers in increasing order, and the weight of all up to and including each. */
export interface WeightedNumbers {
  readonly values: ArrayLike<number>;
  readonly upTo: Float64Array;
}

/** Sorts numbers that count several times; NaN, a missing value, has no part. O(n log n). */
export function weightedNumbers(values: Float64Array, weights: Float64Array): WeightedNumbers {
  const order = Array.from(values.keys())
    .filter((i) => !Number.isNaN(values[i]))
    .sort((a, b) => (values[a] as number) - (values[b] as number));
  const different: number[] = [];
  const counts: number[] = [];
  for (const i of order) {
    const value = values[i] as number;
    if (value !== different[different.length - 1]) {
      different.push(value);
      counts.push(0);
    }
    (counts[counts.length - 1] as number) += weights[i] as number;
  }
  return { values: different, upTo: runningSum(counts) };
}

/** The sum of each number and all before it. */
export function runningSum(counts: readonly number[]): Float64Array {
  let total = 0;
  return Float64Array.from(counts, (count) => {
    total += count;
    return total;
  });
}

/** The weight of all numbers. */
export function totalOf({ upTo }: WeightedNumbers): number {
  return upTo[upTo.length - 1] ?? 0;
}

/** The quantile of numbers that occur so many times each, between the two nearest as `quantileSorted` has it. */
export function weightedQuantile(numbers: WeightedNumbers, probability: number): number {
  const last = Math.max(totalOf(numbers) - 1, 0);
  const position = last * probability;
  const below = Math.floor(position);
  const pair = [valueAt(numbers, below), valueAt(numbers, Math.min(below + 1, last))];
  return quantileSorted(pair, position - below);
}

/** The number at a rank from 0, if each stood there as often as it counts. */
function valueAt({ values, upTo }: WeightedNumbers, rank: number): number {
  let low = 0;
  let high = upTo.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((upTo[middle] as number) > rank) high = middle;
    else low = middle + 1;
  }
  return values[low] ?? Number.NaN;
}

/** Whether every record counts once. */
export function isUnit(weights: Float64Array): boolean {
  for (let i = 0; i < weights.length; i++) if (weights[i] !== 1) return false;
  return true;
}
