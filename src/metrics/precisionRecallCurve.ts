import { readSample, type WeightOptions } from "./inputs";
import { type ScoreGroups, scoreGroups } from "./scoreGroups";

/** Precision and recall at every threshold: three columns of one length, one entry for each distinct score. */
export interface PrecisionRecallCurve {
  /** The distinct scores, highest first; a score equal to the threshold is positive. */
  readonly thresholds: Float64Array;
  /** Share of the records at or above the threshold that are events. */
  readonly precision: Float64Array;
  /** Share of the events that are at or above the threshold; NaN without events. It never falls, and ends at 1. */
  readonly recall: Float64Array;
}

/**
 * Precision-recall curve: what share of the selected records are events, and what share of the events is selected,
 * for every threshold.
 *
 *     precision(t) = events with a score ≥ t / records with a score ≥ t
 *     recall(t)    = events with a score ≥ t / all events
 *
 * Equal scores are selected together, so the order of the rows does not matter. The point (recall 0, precision 1)
 * that some tools add, although no threshold has it, is left out. Unlike the ROC curve, it depends on the event
 * rate: random scores have that as their precision everywhere. O(n).
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
 * import { precisionRecallCurve } from "salience";
 * const curve = precisionRecallCurve([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]);
 * Array.from(curve.thresholds); // => [0.8, 0.4, 0.35, 0.1]
 * Array.from(curve.precision); // ≈ [1, 0.5, 0.6667, 0.5]
 * Array.from(curve.recall); // => [0.5, 0.5, 1, 1]
 * ```
 */
export function precisionRecallCurve(
  outcomes: ArrayLike<number | boolean>,
  scores: ArrayLike<number>,
  options: WeightOptions = {},
): PrecisionRecallCurve {
  const groups = scoreGroups(readSample("precisionRecallCurve", outcomes, scores, options));
  const { events, records } = selectedFromTop(groups);
  return {
    thresholds: groups.scores.slice().reverse(),
    precision: events.map((count, i) => count / (records[i] as number)),
    recall: events.map((count) => count / groups.events),
  };
}

/** Events, non-events and records at or above each distinct score, highest score first. O(groups). */
export function selectedFromTop({ eventsUpTo, nonEventsUpTo, ...total }: ScoreGroups): {
  readonly events: Float64Array;
  readonly nonEvents: Float64Array;
  readonly records: Float64Array;
} {
  const count = eventsUpTo.length;
  const events = new Float64Array(count);
  const nonEvents = new Float64Array(count);
  const records = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const below = count - 2 - i;
    events[i] = total.events - (eventsUpTo[below] ?? 0);
    nonEvents[i] = total.nonEvents - (nonEventsUpTo[below] ?? 0);
    records[i] = (events[i] as number) + total.nonEvents - (nonEventsUpTo[below] ?? 0);
  }
  return { events, nonEvents, records };
}
