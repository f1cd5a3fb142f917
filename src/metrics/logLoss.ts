import { sum } from "../core/numeric";
import { PROBABILITIES, readSample, type Sample, type WeightOptions } from "./inputs";
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
  const { weights, scores } = sample;
  if (weights === null) return sum(blockLosses(sample)) / scores.length;
  const losses = scores.map((p, i) => (sample.outcomes[i] === 1 ? -Math.log(p) : -Math.log1p(-p)));
  return meanLoss(losses, weights);
}

/** Records of a block: so few that no product of their probabilities underflows, nor rounding errors add up. */
const BLOCK = 32;
/** Below this, the distance of a probability from what happened is added up instead of what is left of 1, */
const NEAR = 1 / 64;
/** and a probability of what happened below this is not multiplied. */
const TINY = 1e-9;

/**
 * The losses of 32 records each, from two logarithms instead of 32. With q the probability of what happened,
 *
 *     −Σ ln q = −ln Π q,   and for the q near 1,   Π q = 1 − S with S ← S + (1 − q) · (1 − S)
 *
 * which loses nothing of the smallest 1 − q.
 */
function blockLosses({ outcomes, scores }: Sample): Float64Array {
  const losses = new Float64Array(Math.ceil(scores.length / BLOCK));
  for (let block = 0; block < losses.length; block++) {
    const end = Math.min(scores.length, (block + 1) * BLOCK);
    let product = 1;
    let missing = 0;
    let loss = 0;
    for (let i = block * BLOCK; i < end; i++) {
      const p = scores[i] as number;
      const y = outcomes[i] as number;
      // exact, as one of the two is multiplied by 1 and the other by 0; faster than a branch that is hard to foresee
      const q = y * p + (1 - y) * (1 - p);
      const distance = y * (1 - p) + (1 - y) * p;
      if (distance < NEAR) missing += distance * (1 - missing);
      else if (q < TINY) loss -= Math.log(q);
      else product *= q;
    }
    losses[block] = loss - Math.log(product) - Math.log1p(-missing);
  }
  return losses;
}
