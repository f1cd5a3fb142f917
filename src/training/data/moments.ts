/** What a design and a reference distribution need to know of a number column. */
export interface Moments {
  /** Σ weight of the numbers. */
  readonly weight: number;
  /** Σ weight of the missing values. */
  readonly missing: number;
  /** Weighted mean; 0 without numbers. */
  readonly mean: number;
  /** Σ weight · (value − mean)². */
  readonly squares: number;
  /** The smallest number; Infinity without numbers. */
  readonly minimum: number;
  /** The largest number; −Infinity without numbers. */
  readonly maximum: number;
}

const BLOCK = 1024;

/**
 * Weighted mean and sum of squares in one reading of a column. Each block is summed around the mean of the blocks
 * before it, the first around its first number, and joined by Chan's rule, so that neither a large common offset nor
 * many rows do harm. O(n).
 *
 * @param values - numbers; NaN is missing
 * @param weights - one per number, above 0, or null for 1 each
 * @returns the moments; NaN or infinite where the numbers are too large to compute with
 *
 * Source: T. F. Chan, G. H. Golub and R. J. LeVeque, Algorithms for computing the sample variance, The American
 * Statistician 37 (1983).
 */
export function moments(values: Float64Array, weights: Float64Array | null): Moments {
  const sums: Sums = {
    weight: 0,
    missing: 0,
    sum: 0,
    squares: 0,
    minimum: Number.POSITIVE_INFINITY,
    maximum: Number.NEGATIVE_INFINITY,
  };
  let weight = 0;
  let mean = firstNumber(values);
  let squares = 0;
  for (let from = 0; from < values.length; from += BLOCK) {
    const to = Math.min(from + BLOCK, values.length);
    if (weights !== null || !addWhole(values, from, to, mean, sums)) {
      addCarefully(values, weights, from, to, mean, sums);
    }
    if (sums.weight === 0) continue;
    const step = sums.sum / sums.weight;
    const joined = weight + sums.weight;
    const around = sums.squares - sums.sum * step;
    squares += weight === 0 ? around : around + step * step * (weight / joined) * sums.weight;
    mean += weight === 0 ? step : step * (sums.weight / joined);
    weight = joined;
  }
  const { missing, minimum, maximum } = sums;
  return { weight, missing, mean, squares, minimum, maximum };
}

/** Of a block around a mean, but for the last three, which are of all blocks so far. */
interface Sums {
  weight: number;
  sum: number;
  squares: number;
  missing: number;
  minimum: number;
  maximum: number;
}

function firstNumber(values: Float64Array): number {
  for (const value of values) if (!Number.isNaN(value)) return value;
  return 0;
}

/** Sums numbers of weight 1, two at a time; false, with nothing done, if one is missing. */
function addWhole(values: Float64Array, from: number, to: number, mean: number, out: Sums): boolean {
  let sum0 = 0;
  let sum1 = 0;
  let squares0 = 0;
  let squares1 = 0;
  let { minimum, maximum } = out;
  const last = from + ((to - from) & ~1);
  for (let i = from; i < last; i += 2) {
    const a = values[i] as number;
    const b = values[i + 1] as number;
    const fromA = a - mean;
    const fromB = b - mean;
    sum0 += fromA;
    sum1 += fromB;
    squares0 += fromA * fromA;
    squares1 += fromB * fromB;
    if (a < minimum) minimum = a;
    if (a > maximum) maximum = a;
    if (b < minimum) minimum = b;
    if (b > maximum) maximum = b;
  }
  if (last < to) {
    const a = values[last] as number;
    sum0 += a - mean;
    squares0 += (a - mean) * (a - mean);
    if (a < minimum) minimum = a;
    if (a > maximum) maximum = a;
  }
  if (Number.isNaN(squares0 + squares1)) return false;
  out.weight = to - from;
  out.sum = sum0 + sum1;
  out.squares = squares0 + squares1;
  out.minimum = minimum;
  out.maximum = maximum;
  return true;
}

function addCarefully(
  values: Float64Array,
  weights: Float64Array | null,
  from: number,
  to: number,
  mean: number,
  out: Sums,
): void {
  out.weight = 0;
  out.sum = 0;
  out.squares = 0;
  for (let i = from; i < to; i++) {
    const value = values[i] as number;
    const weight = weights === null ? 1 : (weights[i] as number);
    if (Number.isNaN(value)) {
      out.missing += weight;
      continue;
    }
    const difference = value - mean;
    out.weight += weight;
    out.sum += weight * difference;
    out.squares += weight * difference * difference;
    if (value < out.minimum) out.minimum = value;
    if (value > out.maximum) out.maximum = value;
  }
}
