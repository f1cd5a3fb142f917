import { PROBABILITIES, readSample, type WeightOptions } from "./inputs";
import { meanLoss } from "./meanLoss";

/**
 * Brier score: the mean squared distance between probability and outcome.
 *
 *     Σ w · (p − y)² / Σ w
 *
 * with y the outcome (1 or 0), p the probability of the event and w the weight (1 by default). Lower is
 * better, in spite of its name; the constant prediction of the event rate r scores r · (1 − r). O(n).
 *
 * @param outcomes - 1 or true for an event, 0 or false for a non-event
 * @param probabilities - of the event, in [0, 1]
 * @param options - `weights`: one number ≥ 0 per record
 * @returns a number in [0, 1]
 * @throws SalienceError `invalid_argument` for a wrong value, with its position; `invalid_data` for no
 *   records
 *
 * Source: G. W. Brier, Verification of Forecasts Expressed in Terms of Probability, Monthly Weather Review 78
 * (1950).
 *
 * @example
 * ```ts
 * import { brierScore } from "salience";
 * brierScore([1, 0, 1], [0.9, 0.2, 0.6]); // ≈ 0.07
 * ```
 */
export function brierScore(
  outcomes: ArrayLike<number | boolean>,
  probabilities: ArrayLike<number>,
  options: WeightOptions = {},
): number {
  const sample = readSample("brierScore", outcomes, probabilities, options, PROBABILITIES);
  const losses = new Float64Array(sample.scores.length);
  for (let i = 0; i < losses.length; i++) {
    const distance = (sample.scores[i] as number) - (sample.outcomes[i] as number);
    losses[i] = distance * distance;
  }
  return meanLoss(losses, sample.weights);
}
