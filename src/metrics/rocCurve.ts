import { readSample, type WeightOptions } from "./inputs";
import { selectedFromTop } from "./precisionRecallCurve";
import { scoreGroups } from "./scoreGroups";

/**
 * Both rates at every threshold: three columns of one length, an entry for the threshold above all scores and one for
 * each distinct score.
 */
export interface RocCurve {
  /** Infinity, where nothing is positive, then the distinct scores, highest first; a score equal to it is positive. */
  readonly thresholds: Float64Array;
  /** Share of the non-events at or above the threshold; NaN without non-events. From 0 to 1, it never falls. */
  readonly falsePositiveRate: Float64Array;
  /** Share of the events at or above the threshold, which is the recall; NaN without events. From 0 to 1, it never falls. */
  readonly truePositiveRate: Float64Array;
}

/**
 * ROC curve: what share of the events is found, and what share of the non-events is taken for events, for every
 * threshold.
 *
 *     truePositiveRate(t)  = events with a score ≥ t / all events
 *     falsePositiveRate(t) = non-events with a score ≥ t / all non-events
 *
 * Equal scores are one point, so the order of the rows does not matter. The area under the straight lines between the
 * points is `rocAuc`. A score that only records of weight 0 have gives no point. O(n).
 *
 * @param outcomes - 1 or true for an event, 0 or false for a non-event
 * @param scores - finite numbers; a higher one means that the event is more likely
 * @param options - `weights`: one number ≥ 0 per record
 * @returns columns in the order of decreasing thresholds, with shares in [0, 1]
 * @throws SalienceError `invalid_argument` for a wrong value, with its position; `invalid_data` for no
 *   records
 *
 * @example
 * ```ts
 * import { rocCurve } from "salience";
 * const curve = rocCurve([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]);
 * Array.from(curve.thresholds); // => [Infinity, 0.8, 0.4, 0.35, 0.1]
 * Array.from(curve.falsePositiveRate); // => [0, 0, 0.5, 0.5, 1]
 * Array.from(curve.truePositiveRate); // => [0, 0.5, 0.5, 1, 1]
 * ```
 */
export function rocCurve(
  outcomes: ArrayLike<number | boolean>,
  scores: ArrayLike<number>,
  options: WeightOptions = {},
): RocCurve {
  const groups = scoreGroups(readSample("rocCurve", outcomes, scores, options));
  const { events, nonEvents } = selectedFromTop(groups);
  const withStart = (first: number, rest: Float64Array) => {
    const column = new Float64Array(rest.length + 1);
    column[0] = first;
    column.set(rest, 1);
    return column;
  };
  return {
    thresholds: withStart(Number.POSITIVE_INFINITY, groups.scores.slice().reverse()),
    falsePositiveRate: withStart(0, nonEvents).map((count) => count / groups.nonEvents),
    truePositiveRate: withStart(0, events).map((count) => count / groups.events),
  };
}
