import { checkConfidence } from "../core/checks";
import { type Interval, wilsonInterval } from "../core/intervals";
import { sum } from "../core/numeric";
import { type BinningOptions, binRanges } from "./binRanges";
import { PROBABILITIES, readSample, type WeightOptions } from "./inputs";
import { type ScoreGroups, scoreGroups } from "./scoreGroups";

/** Options of {@link calibrationCurve}. */
export interface CalibrationCurveOptions extends BinningOptions, WeightOptions {
  /** Confidence level of the intervals, in (0, 1), 0.95 by default. */
  readonly confidence?: number;
}

/** The records whose predictions lie close together. */
export interface CalibrationBin {
  /** The lowest prediction in the bin. */
  readonly low: number;
  /** The highest prediction in the bin. */
  readonly high: number;
  /** Records in the bin, or their weight. */
  readonly count: number;
  /** Events among them. */
  readonly events: number;
  /** Mean prediction. */
  readonly meanPrediction: number;
  /** Share of events, `events / count`. */
  readonly eventRate: number;
  /** Wilson interval of the event rate. */
  readonly interval: Interval;
}

/**
 * Calibration curve: predictions in bins, and what came true in each. A calibrated model has an event rate
 * close to the mean prediction in every bin.
 *
 * By count, the records are sorted by prediction and cut into bins of n / b records; a group of equal
 * predictions is never split and goes whole to the bin that its middle falls in. By width, bin i of b (from
 * 0) holds the predictions in [i/b, (i + 1)/b), the last one 1 as well. Bins without a record are left out,
 * so that there may be fewer than asked for. O(n).
 *
 * @param outcomes - 1 or true for an event, 0 or false for a non-event
 * @param probabilities - of the event, in [0, 1]
 * @param options - `bins`, `by`, `confidence`, and `weights`: one number ≥ 0 per record, counted as repeated
 *   records
 * @returns the bins in increasing order of prediction
 * @throws SalienceError `invalid_argument` for a wrong value, with its position; `invalid_data` for no
 *   records
 *
 * @example
 * ```ts
 * import { calibrationCurve } from "salience";
 * const [low, high] = calibrationCurve([0, 0, 1, 1], [0.1, 0.3, 0.6, 0.8], { bins: 2 });
 * low?.meanPrediction; // => 0.2
 * low?.eventRate; // => 0
 * high?.interval; // ≈ { low: 0.3424, high: 1 }
 * ```
 */
export function calibrationCurve(
  outcomes: ArrayLike<number | boolean>,
  probabilities: ArrayLike<number>,
  options: CalibrationCurveOptions = {},
): CalibrationBin[] {
  const sample = readSample("calibrationCurve", outcomes, probabilities, options, PROBABILITIES, [
    "bins",
    "by",
    "confidence",
  ]);
  const confidence = checkConfidence("calibrationCurve", options.confidence);
  const groups = scoreGroups(sample);
  return binRanges("calibrationCurve", groups, options).map(([first, next]) =>
    calibrationBin(groups, first, next, confidence),
  );
}

function calibrationBin(
  groups: ScoreGroups,
  first: number,
  next: number,
  confidence: number,
): CalibrationBin {
  const between = (upTo: Float64Array, from: number, to: number) =>
    Math.max(0, (upTo[to - 1] as number) - (upTo[from - 1] ?? 0));
  const scores = groups.scores.subarray(first, next);
  const events = between(groups.eventsUpTo, first, next);
  const count = events + between(groups.nonEventsUpTo, first, next);
  const products = scores.map((score, i) => {
    const g = first + i;
    return score * (between(groups.eventsUpTo, g, g + 1) + between(groups.nonEventsUpTo, g, g + 1));
  });
  return {
    low: scores[0] as number,
    high: scores[scores.length - 1] as number,
    count,
    events,
    meanPrediction: sum(products) / count,
    eventRate: events / count,
    interval: wilsonInterval(events, count, confidence),
  };
}
