import { log1pExp } from "../core/numeric";
import { MARGINS, readSample, type WeightOptions } from "./inputs";
import { meanLoss } from "./meanLoss";

/**
 * Log loss of a logistic model from its margins: what {@link logLoss} gives for the probabilities expit(m),
 * but without forming them, so that far-off margins neither overflow nor round to certainty.
 *
 *     Σ w · ln(1 + e^(−m·(2y − 1))) / Σ w
 *
 * with y the outcome (1 or 0), m the margin in log-odds and w the weight (1 by default). Lower is better; the
 * unit is nats. O(n).
 *
 * @param outcomes - 1 or true for an event, 0 or false for a non-event
 * @param margins - log-odds of the event, finite
 * @param options - `weights`: one number ≥ 0 per record
 * @returns a number ≥ 0
 * @throws SalienceError `invalid_argument` for a wrong value, with its position; `invalid_data` for no
 *   records
 *
 * @example
 * ```ts
 * import { logLossFromMargins } from "salience";
 * logLossFromMargins([1, 0], [0, 0]); // ≈ 0.693147180559945
 * logLossFromMargins([1], [-800]); // => 800
 * ```
 */
export function logLossFromMargins(
  outcomes: ArrayLike<number | boolean>,
  margins: ArrayLike<number>,
  options: WeightOptions = {},
): number {
  const sample = readSample("logLossFromMargins", outcomes, margins, options, MARGINS);
  const losses = new Float64Array(sample.scores.length);
  for (let i = 0; i < losses.length; i++) {
    const margin = sample.scores[i] as number;
    losses[i] = log1pExp(sample.outcomes[i] === 1 ? -margin : margin);
  }
  return meanLoss(losses, sample.weights);
}
