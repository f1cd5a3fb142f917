import { sum } from "../core/numeric";
import type { Sample } from "./inputs";

/** The weighted mean of a loss per record. A record of weight 0 does not count, even where its loss is infinite. */
export function meanLoss(
  { outcomes, scores, weights }: Sample,
  loss: (event: boolean, score: number) => number,
): number {
  const losses = weights.map((weight, i) =>
    weight === 0 ? 0 : weight * loss(outcomes[i] === 1, scores[i] as number),
  );
  return sum(losses) / sum(weights);
}
