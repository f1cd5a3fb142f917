import { readSample, type WeightOptions } from "./inputs";
import { selectedFromTop } from "./precisionRecallCurve";
import { scoreGroups } from "./scoreGroups";

/** The corners of a cumulative gains curve: three columns of one length, one entry for each distinct score. */
export interface GainsCurve {
  /** The distinct scores, highest first. */
  readonly thresholds: Float64Array;
  /** Share of the records with a score at or above the threshold, increasing to 1. */
  readonly fractions: Float64Array;
  /** Share of the events that is among them; NaN without events. */
  readonly captured: Float64Array;
}

/**
 * Cumulative gains curve, whole: the share of the events that is found in the best-scored share of the records.
 *
 *     fraction(t) = records with a score ≥ t / all records,   captured(t) = events with a score ≥ t / all events
 *
 * The curve starts at (0, 0), which is not in the columns, and is straight between its corners, since a group of
 * equal scores counts in proportion. Random scores give the diagonal; the best there can be rises to 1 at the event
 * rate. For a few given fractions, such as the tenths of a table, {@link liftCurve} reads the same curve there. O(n).
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
 * import { gainsCurve } from "salience";
 * const curve = gainsCurve([1, 1, 0, 1, 0], [0.9, 0.8, 0.7, 0.3, 0.3]);
 * Array.from(curve.fractions); // => [0.2, 0.4, 0.6, 1]
 * Array.from(curve.captured); // ≈ [0.3333, 0.6667, 0.6667, 1]
 * ```
 */
export function gainsCurve(
  outcomes: ArrayLike<number | boolean>,
  scores: ArrayLike<number>,
  options: WeightOptions = {},
): GainsCurve {
  const groups = scoreGroups(readSample("gainsCurve", outcomes, scores, options));
  const { events, records } = selectedFromTop(groups);
  const total = groups.events + groups.nonEvents;
  return {
    thresholds: groups.scores.slice().reverse(),
    fractions: records.map((count) => count / total),
    captured: events.map((count) => count / groups.events),
  };
}
