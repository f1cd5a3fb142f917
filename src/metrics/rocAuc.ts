import { sum } from "../core/numeric";
import { sortWith } from "../core/sortWith";
import { readSample, type Sample, type WeightOptions } from "./inputs";
import { scoreGroups } from "./scoreGroups";

/**
 * Area under the ROC curve: the chance that a random event has a higher score than a random non-event, where
 * equal scores count as half.
 *
 *     AUC = Σ over events i and non-events j of wᵢ · wⱼ · ([sᵢ > sⱼ] + ½ [sᵢ = sⱼ]) / (Σ wᵢ · Σ wⱼ)
 *
 * with s the score and w the weight (1 by default). Only the order of the scores matters: probabilities,
 * margins and points of one model give the same value. 0.5 is what random scores reach; below 0.5 the order
 * is the wrong way round. O(n).
 *
 * @param outcomes - 1 or true for an event, 0 or false for a non-event
 * @param scores - finite numbers; a higher one means that the event is more likely
 * @param options - `weights`: one number ≥ 0 per record
 * @returns a number in [0, 1]; NaN if all outcomes are the same
 * @throws SalienceError `invalid_argument` for a wrong value, with its position; `invalid_data` for no
 *   records
 *
 * Source: J. A. Hanley and B. J. McNeil, The Meaning and Use of the Area under a ROC Curve, Radiology 143
 * (1982).
 *
 * @example
 * ```ts
 * import { rocAuc } from "salience";
 * rocAuc([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]); // => 0.75
 * rocAuc([0, 1], [0.5, 0.5]); // => 0.5
 * rocAuc([1, 1], [0.2, 0.9]); // => NaN
 * ```
 */
export function rocAuc(
  outcomes: ArrayLike<number | boolean>,
  scores: ArrayLike<number>,
  options: WeightOptions = {},
): number {
  const sample = readSample("rocAuc", outcomes, scores, options);
  if (sample.weights === null) return countedAuc(sample);
  const { eventsUpTo, nonEventsUpTo, ...total } = scoreGroups(sample);
  const areas = new Float64Array(eventsUpTo.length);
  let events = 0;
  let nonEvents = 0;
  for (let g = 0; g < areas.length; g++) {
    const eventsHere = eventsUpTo[g] as number;
    const nonEventsHere = nonEventsUpTo[g] as number;
    areas[g] = ((eventsHere - events) * (nonEventsHere + nonEvents)) / 2;
    events = eventsHere;
    nonEvents = nonEventsHere;
  }
  return sum(areas) / (total.events * total.nonEvents);
}

/** Where every record counts once: twice the number of pairs won is a whole number, so nothing is rounded. */
function countedAuc({ outcomes, scores }: Sample): number {
  const { sorted, payload } = sortWith(scores, outcomes);
  const n = sorted.length;
  let twiceWon = 0;
  let events = 0;
  let eventsBelow = 0; // and the non-events below the group of equal scores at work
  let nonEventsBelow = 0;
  for (let i = 0; i < n; i++) {
    events += payload[i] as number;
    if (i + 1 < n && sorted[i] === sorted[i + 1]) continue;
    const nonEvents = i + 1 - events;
    twiceWon += (events - eventsBelow) * (nonEvents + nonEventsBelow);
    eventsBelow = events;
    nonEventsBelow = nonEvents;
  }
  return twiceWon / 2 / (events * (n - events));
}
