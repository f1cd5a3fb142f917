import { normalCdf } from "../core/normal";

/** The bins of a calibration error, as columns. */
export interface CalibrationGaps {
  /** Share of the records in each bin; they sum to 1. */
  readonly shares: Float64Array;
  /** |event rate − mean prediction|. */
  readonly distances: Float64Array;
  /** Standard error of each distance. */
  readonly errors: Float64Array;
}

/**
 * Mean and variance of Σ shareᵦ · |Dᵦ| for independent normal Dᵦ around the given true distances: of a calibration
 * error as chance makes it. O(bins).
 */
export function gapTotal(
  { shares, errors }: CalibrationGaps,
  truth: Float64Array,
): { readonly mean: number; readonly variance: number } {
  let mean = 0;
  let variance = 0;
  for (let b = 0; b < shares.length; b++) {
    const share = shares[b] as number;
    const distance = truth[b] as number;
    const error = errors[b] as number;
    const folded = foldedMean(distance, error);
    mean += share * folded;
    variance += share * share * Math.max(0, distance * distance + error * error - folded * folded);
  }
  return { mean, variance };
}

/** The mean of |D| for a normal D of mean `center` ≥ 0 and standard deviation `error`. */
function foldedMean(center: number, error: number): number {
  if (error === 0) return center;
  const z = center / error;
  return error * Math.sqrt(2 / Math.PI) * Math.exp((-z * z) / 2) + center * (1 - 2 * normalCdf(-z));
}

/**
 * The true error T, spread over the bins as `pattern` is, at which an error of `value` is z standard deviations above
 * the mean (below it for z < 0); 0 where it is less far from it even at 0. O(bins).
 */
export function solveTotal(gaps: CalibrationGaps, pattern: Float64Array, value: number, z: number): number {
  let unit = 0;
  for (let b = 0; b < pattern.length; b++) unit += (gaps.shares[b] as number) * (pattern[b] as number);
  if (!(unit > 0)) return value; // no distance and no noise
  const limit = (total: number) => {
    const { mean, variance } = gapTotal(
      gaps,
      pattern.map((distance) => (distance * total) / unit),
    );
    return mean + z * Math.sqrt(variance);
  };
  if (limit(0) >= value) return 0;
  let low = 0;
  let high = value + gapTotal(gaps, new Float64Array(pattern.length)).mean;
  while (limit(high) < value) high *= 2;
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (limit(middle) < value) low = middle;
    else high = middle;
  }
  return high;
}
