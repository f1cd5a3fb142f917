import { expit, log1pExp } from "../../core/numeric";

const MOST_STEPS = 100;

/**
 * The intercept of most likelihood beside margins that are known: with it the probabilities add up to the events.
 *
 *     maximise Σ wᵢ·ln P(yᵢ),   ln(p / (1 − p)) = a + margin
 *
 * @param margins - one per record, without the intercept
 * @param outcomes - 1 for an event, else 0; both occur
 * @param weights - one per record
 * @returns the intercept a, and Σ w·ln P
 */
export function fitIntercept(
  margins: ArrayLike<number>,
  outcomes: ArrayLike<number>,
  weights: ArrayLike<number>,
): { readonly intercept: number; readonly logLikelihood: number } {
  let [low, high] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  let intercept = 0;
  for (let step = 0; step < MOST_STEPS; step++) {
    let [slope, curvature] = [0, 0];
    for (let i = 0; i < margins.length; i++) {
      const margin = (margins[i] as number) + intercept;
      const weight = weights[i] as number;
      slope += weight * (outcomes[i] === 1 ? expit(-margin) : -expit(margin));
      curvature += weight * expit(margin) * expit(-margin);
    }
    if (slope > 0) low = intercept;
    else high = intercept;
    // Newton's step, within what is known to hold the root
    const wanted = intercept + Math.max(-5, Math.min(5, slope / curvature));
    const next = wanted > low && wanted < high ? wanted : low / 2 + high / 2;
    const change = Math.abs(next - intercept);
    intercept = Number.isFinite(next) ? next : intercept;
    if (!(change > 1e-13 * (1 + Math.abs(intercept)))) break;
  }
  let logLikelihood = 0;
  for (let i = 0; i < margins.length; i++) {
    const margin = (margins[i] as number) + intercept;
    logLikelihood -= (weights[i] as number) * log1pExp(outcomes[i] === 1 ? -margin : margin);
  }
  return { intercept, logLikelihood };
}
