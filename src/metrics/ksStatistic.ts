import { readSample, type WeightOptions } from "./inputs";
import { scoreGroups } from "./scoreGroups";

/**
 * Kolmogorov–Smirnov statistic: the largest distance between the score distributions of events and
 * non-events.
 *
 *     KS = max over s of |share of events with a score ≤ s − share of non-events with a score ≤ s|
 *
 * It is taken only between different scores, so equal scores are never split. Only the order of the scores
 * matters; 0 means that the two distributions are the same, 1 that a cut separates them. O(n).
 *
 * @param outcomes - 1 or true for an event, 0 or false for a non-event
 * @param scores - finite numbers
 * @param options - `weights`: one number ≥ 0 per record
 * @returns a number in [0, 1]; NaN if all outcomes are the same
 * @throws SalienceError `invalid_argument` for a wrong value, with its position; `invalid_data` for no
 *   records
 *
 * @example
 * ```ts
 * import { ksStatistic } from "salience";
 * ksStatistic([0, 0, 1, 1], [0.1, 0.2, 0.3, 0.4]); // => 1
 * ksStatistic([0, 1, 0, 1], [0.5, 0.5, 0.5, 0.5]); // => 0
 * ```
 */
export function ksStatistic(
  outcomes: ArrayLike<number | boolean>,
  scores: ArrayLike<number>,
  options: WeightOptions = {},
): number {
  const groups = scoreGroups(readSample("ksStatistic", outcomes, scores, options));
  if (groups.events === 0 || groups.nonEvents === 0) return Number.NaN;
  let largest = 0;
  for (let g = 0; g < groups.scores.length; g++) {
    const eventShare = (groups.eventsUpTo[g] as number) / groups.events;
    const nonEventShare = (groups.nonEventsUpTo[g] as number) / groups.nonEvents;
    largest = Math.max(largest, Math.abs(eventShare - nonEventShare));
  }
  return largest;
}
