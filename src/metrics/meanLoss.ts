import { sum } from "../core/numeric";

/**
 * The weighted mean of losses, one per record, which may be overwritten. A record of weight 0 does not count, even
 * where its loss is infinite. O(n).
 */
export function meanLoss(losses: Float64Array, weights: Float64Array | null): number {
  if (weights === null) return sum(losses) / losses.length;
  for (let i = 0; i < losses.length; i++) {
    const weight = weights[i] as number;
    losses[i] = weight === 0 ? 0 : weight * (losses[i] as number);
  }
  return sum(losses) / sum(weights);
}
