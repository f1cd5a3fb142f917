import { logit } from "../../core/numeric";
import { smallLogistic } from "./smallLogistic";

/** A logistic regression of outcomes on log-odds: 1 and 0 where the log-odds are right. */
export interface CalibrationLine {
  readonly slope: number;
  readonly intercept: number;
}

/** The widest log-odds that enter a line of probabilities; a probability of 0 or 1 has infinite ones. */
const CERTAIN = 1e-12;

/**
 * Slope and intercept of a logistic regression of the outcomes on margins. O(records · iterations).
 *
 * @param outcomes - 1 for an event, 0 for a non-event
 * @param margins - log-odds, one per outcome
 * @param weights - one per record
 * @returns slope 1 and intercept 0 for calibrated margins; a slope of Infinity, or −Infinity where the events have the
 * lower margins, and no intercept (NaN) where they separate the outcomes; NaN where all are equal or the outcomes are
 */
export function calibrationLine(
  outcomes: Uint8Array,
  margins: Float64Array,
  weights: Float64Array,
): CalibrationLine {
  const ranges = rangesOf(outcomes, margins);
  const { lowest, highest, lowestEvent, highestEvent, lowestOther, highestOther } = ranges;
  const isOneClass = lowestEvent > highestEvent || lowestOther > highestOther;
  if (lowest === highest || isOneClass) return { slope: Number.NaN, intercept: Number.NaN };
  if (lowestEvent >= highestOther) return { slope: Number.POSITIVE_INFINITY, intercept: Number.NaN };
  if (highestEvent <= lowestOther) return { slope: Number.NEGATIVE_INFINITY, intercept: Number.NaN };
  const { coefficients } = smallLogistic([margins], Float64Array.from(outcomes), weights);
  return { slope: coefficients[1] as number, intercept: coefficients[0] as number };
}

/**
 * The same for probabilities, of which it takes the log-odds.
 *
 * @param outcomes - 1 for an event, 0 for a non-event
 * @param probabilities - in [0, 1]; those nearer than 1e-12 to an end count as that near
 * @param weights - one per record
 * @returns slope and intercept, as for margins
 */
export function lineOfProbabilities(
  outcomes: Uint8Array,
  probabilities: Float64Array,
  weights: Float64Array,
): CalibrationLine {
  const margins = probabilities.map((p) => logit(Math.min(Math.max(p, CERTAIN), 1 - CERTAIN)));
  return calibrationLine(outcomes, margins, weights);
}

/**
 * The lowest and highest number of all records, of the events and of the non-events.
 *
 * @param outcomes - 1 for an event, 0 for a non-event
 * @param values - one per outcome
 * @returns six numbers; those of a class without records are infinite, the lowest above the highest
 */
export function rangesOf(outcomes: Uint8Array, values: Float64Array) {
  let [lowestEvent, lowestOther] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  let [highestEvent, highestOther] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  values.forEach((value, i) => {
    if (outcomes[i] === 1) {
      lowestEvent = Math.min(lowestEvent, value);
      highestEvent = Math.max(highestEvent, value);
    } else {
      lowestOther = Math.min(lowestOther, value);
      highestOther = Math.max(highestOther, value);
    }
  });
  return {
    lowest: Math.min(lowestEvent, lowestOther),
    highest: Math.max(highestEvent, highestOther),
    ...{ lowestEvent, highestEvent, lowestOther, highestOther },
  };
}
