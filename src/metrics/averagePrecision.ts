import { sum } from "../core/numeric";
import { readSample, type WeightOptions } from "./inputs";
import { selectedFromTop } from "./precisionRecallCurve";
import { scoreGroups } from "./scoreGroups";

/**
 * Average precision: the precision at each threshold, weighted by the recall that the threshold adds.
 *
 *     AP = Σ over thresholds k, highest first, of (Rₖ − Rₖ₋₁) · Pₖ,   R₀ = 0
 *
 * with P the precision and R the recall of {@link precisionRecallCurve}. A sum of steps, not of trapezoids, which
 * would promise points that no threshold reaches. Equal scores are one threshold. Only the order of the scores
 * matters. A constant score has the event rate, so compare values of one set of records only. O(n).
 *
 * @param outcomes - 1 or true for an event, 0 or false for a non-event
 * @param scores - finite numbers; a higher one means that the event is more likely
 * @param options - `weights`: one number ≥ 0 per record
 * @returns a number in (0, 1]; NaN without events
 * @throws SalienceError `invalid_argument` for a wrong value, with its position; `invalid_data` for no
 *   records
 *
 * Source: scikit-learn 1.2, average_precision_score, whose definition this is.
 *
 * @example
 * ```ts
 * import { averagePrecision } from "salience";
 * averagePrecision([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]); // ≈ 0.8333
 * averagePrecision([0, 0, 0, 1], [1, 1, 1, 1]); // => 0.25
 * averagePrecision([0, 0], [0.2, 0.9]); // => NaN
 * ```
 */
export function averagePrecision(
  outcomes: ArrayLike<number | boolean>,
  scores: ArrayLike<number>,
  options: WeightOptions = {},
): number {
  const groups = scoreGroups(readSample("averagePrecision", outcomes, scores, options));
  const { events, records } = selectedFromTop(groups);
  const steps = new Float64Array(events.length);
  let before = 0;
  for (let i = 0; i < steps.length; i++) {
    const selected = events[i] as number;
    steps[i] = (selected - before) * (selected / (records[i] as number));
    before = selected;
  }
  return sum(steps) / groups.events;
}
