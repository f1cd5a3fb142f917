import { sum } from "../../core/numeric";

/**
 * Weights divided by their mean, so that only their ratios matter. Rounded to 24 bits: weights with the same ratios are
 * then the same to the last bit, whatever their unit.
 *
 * @param weights - above 0
 * @returns weights whose mean is 1
 */
export function relativeWeights(weights: Float64Array): Float64Array {
  const most = weights.reduce((a, b) => Math.max(a, b), 0);
  const shares = weights.map((weight) => weight / most); // a sum of the largest doubles would not be finite
  const mean = sum(shares) / shares.length;
  return shares.map((share) => Math.fround(share / mean));
}
