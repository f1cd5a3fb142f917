import { checkColumn } from "../core/readNumbers";
import { readSample, type WeightOptions } from "./inputs";
import { checkFraction, type LiftPoint, liftPoint } from "./liftPoint";
import { scoreGroups } from "./scoreGroups";

/** Options of {@link liftCurve}. */
export interface LiftCurveOptions extends WeightOptions {
  /** The fractions of the population to look at, each in (0, 1]; tenths by default. */
  readonly fractions?: ArrayLike<number>;
}

/**
 * Lift and cumulative gain: which share of the events the best-scored fraction of the population holds.
 *
 *     captured(f) = events among the best-scored f · n records / all events,   lift(f) = captured(f) / f
 *
 * Where f · n falls inside a group of equal scores, or inside a record, the events of that group count in
 * proportion, which is what a random order within the group gives on average: the result does not depend on
 * the order of the rows. O(n + k log n) for k fractions.
 *
 * @param outcomes - 1 or true for an event, 0 or false for a non-event
 * @param scores - finite numbers; a higher one means that the event is more likely
 * @param options - `fractions`, and `weights`: one number ≥ 0 per record
 * @returns one point per fraction, in the order of the fractions
 * @throws SalienceError `invalid_argument` for a wrong value, with its position; `invalid_data` for no
 *   records
 *
 * @example
 * ```ts
 * import { liftCurve } from "salience";
 * liftCurve([1, 1, 0, 1, 0], [0.9, 0.8, 0.7, 0.3, 0.1], { fractions: [0.4, 1] });
 * // ≈ [
 * //   { fraction: 0.4, captured: 0.6667, lift: 1.6667, threshold: 0.8 },
 * //   { fraction: 1, captured: 1, lift: 1, threshold: 0.1 },
 * // ]
 * ```
 */
export function liftCurve(
  outcomes: ArrayLike<number | boolean>,
  scores: ArrayLike<number>,
  options: LiftCurveOptions = {},
): LiftPoint[] {
  const groups = scoreGroups(readSample("liftCurve", outcomes, scores, options, undefined, ["fractions"]));
  const fractions = options.fractions ?? [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1];
  return Array.from(checkColumn("liftCurve", "fractions", fractions), (fraction, i) => {
    checkFraction("liftCurve", `fractions[${i}]`, fraction);
    return liftPoint(groups, fraction);
  });
}
