import { readSample, type WeightOptions } from "./inputs";
import { checkFraction, liftPoint } from "./liftPoint";
import { scoreGroups } from "./scoreGroups";

/** Options of {@link topShareCapture}. */
export interface TopShareOptions extends WeightOptions {
  /** The share of the records that is looked at, best scores first, in (0, 1]. */
  readonly share: number;
}

/**
 * Top-share capture: the share of all events that the best-scored share of the records holds. With a share of 0.35
 * it answers how many of the conversions a team finds that works through the best 35 % of its leads.
 *
 *     events among the best-scored share · n records / all events
 *
 * Where share · n falls inside a group of equal scores, or inside a record, the events of that group count in
 * proportion, which is what a random order within the group gives on average. A constant score captures the share
 * itself. {@link liftCurve} gives the same at several shares, with lift and threshold. O(n).
 *
 * @param outcomes - 1 or true for an event, 0 or false for a non-event
 * @param scores - finite numbers; a higher one means that the event is more likely
 * @param options - `share`, and `weights`: one number ≥ 0 per record
 * @returns a number in [0, 1]; NaN without events
 * @throws SalienceError `invalid_argument` for a wrong value, with its position; `invalid_data` for no
 *   records
 *
 * @example
 * ```ts
 * import { topShareCapture } from "salience";
 * topShareCapture([1, 1, 0, 1, 0], [0.9, 0.8, 0.7, 0.3, 0.1], { share: 0.4 }); // ≈ 0.6667
 * topShareCapture([1, 0, 1, 0], [2, 1, 1, 0], { share: 0.5 }); // => 0.75
 * ```
 */
export function topShareCapture(
  outcomes: ArrayLike<number | boolean>,
  scores: ArrayLike<number>,
  options: TopShareOptions,
): number {
  const sample = readSample("topShareCapture", outcomes, scores, options, undefined, ["share"]);
  checkFraction("topShareCapture", "share", options.share);
  return liftPoint(scoreGroups(sample), options.share).captured;
}
