import { PROBABILITIES, readSample, type WeightOptions } from "./inputs";
import { meanLoss } from "./meanLoss";

/**
 * Log loss: the mean negative log-likelihood of probabilities.
 *
 *     −Σ w · (y · ln p + (1 − y) · ln(1 − p)) / Σ w
 *
 * with y the outcome (1 or 0), p the probability of the event and w the weight (1 by default). Lower is
 * better; the unit is nats. Nothing is clipped: a certain prediction that is right costs 0, one that is wrong
 * costs Infinity, and so does the whole column. (Other libraries clip such a probability by an amount of
 * their own, and the result depends on it.) Where a model's probabilities round to 0 or 1, use {@link
 * logLossFromMargins}. O(n).
 *
 * @param outcomes - 1 or true for an event, 0 or false for a non-event
 * @param probabilities - of the event, in [0, 1]
 * @param options - `weights`: one number ≥ 0 per record
 * @returns a number ≥ 0; Infinity if a certain prediction was wrong
 * @throws SalienceError `invalid_argument` for a wrong value, with its position; `invalid_data` for no
 *   records
 *
 * @example
 * ```ts
 * import { logLoss } from "salience";
 * logLoss([1, 0, 1], [0.9, 0.2, 0.6]); // ≈ 0.279776563579
 * logLoss([1, 0], [1, 0]); // => 0
 * logLoss([1, 0], [0, 0]); // => Infinity
 * ```
 */
export function logLoss(
  outcomes: ArrayLike<number | boolean>,
  probabilities: ArrayLike<number>,
  options: WeightOptions = {},
): number {
  const sample = readSample("logLoss", outcomes, probabilities, options, PROBABILITIES);
  return meanLoss(sample, (event, p) => (event ? -Math.log(p) : -Math.log1p(-p)) + 0);
}
