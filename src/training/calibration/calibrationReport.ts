import { logit, sum } from "../../core/numeric";
import { brierScore } from "../../metrics/brierScore";
import { logLoss } from "../../metrics/logLoss";
import { probabilityOf } from "../../models/calibrate";
import type { AdditiveModel } from "../../models/types";
import type { UsableRecords } from "./calibrationRecords";
import { smallLogistic } from "./smallLogistic";

/** How far probabilities are from what came true, on the records of a calibration. */
export interface CalibrationQuality {
  /** Mean −ln(probability of what happened); Infinity where a probability of 0 or 1 was wrong. */
  readonly logLoss: number;
  /** Mean squared distance between probability and outcome. */
  readonly brierScore: number;
  /** Mean probability. */
  readonly meanPrediction: number;
  /** Share of events: a calibrated model has this as its mean probability. */
  readonly eventRate: number;
  /**
   * The slope of a logistic regression of the outcomes on the log-odds of the probabilities: 1 where they are right,
   * below 1 where they are too far from the middle. Infinity where they separate events from non-events, NaN where
   * all are equal.
   */
  readonly slope: number;
  /** The intercept of that regression, 0 where the probabilities are right; NaN without a finite slope. */
  readonly intercept: number;
}

/** Something to know before using a calibrated model. */
export interface CalibrationWarning {
  /** A stable word. */
  readonly code: "same_records" | "few_records" | "certain" | "held_flat" | "not_better";
  /** What it means and what to do, in words. */
  readonly message: string;
}

/** How a calibration went. */
export interface CalibrationReport {
  /** Records given, used, still open (no outcome), and without a score. */
  readonly rows: {
    readonly given: number;
    readonly used: number;
    readonly open: number;
    readonly unscored: number;
  };
  /** Events among the records used. */
  readonly events: number;
  /** The probabilities of the model as it was; null where it had none, as points without a calibration. */
  readonly before: CalibrationQuality | null;
  /** The probabilities of the calibrated model, on the records that it was calibrated on. */
  readonly after: CalibrationQuality;
  readonly warnings: readonly CalibrationWarning[];
}

/** The widest log-odds that enter the slope and intercept; a probability of 0 or 1 has infinite ones. */
const CERTAIN = 1e-12;

/**
 * The quality of a model's probabilities.
 *
 * @param model - link and calibration
 * @param records - margins and outcomes
 * @returns losses, means, slope and intercept; null where the model has no probability
 */
export function qualityOf(
  model: Pick<AdditiveModel, "link" | "calibration">,
  { margins, outcomes, weights }: UsableRecords,
): CalibrationQuality | null {
  if (model.link === "identity" && model.calibration === null) return null;
  const probabilities = margins.map((margin) => probabilityOf(model, margin) as number);
  const mean = (values: ArrayLike<number>) =>
    sum(weights.map((weight, i) => weight * (values[i] as number))) / sum(weights);
  return {
    logLoss: logLoss(outcomes, probabilities, { weights }),
    brierScore: brierScore(outcomes, probabilities, { weights }),
    meanPrediction: mean(probabilities),
    eventRate: mean(outcomes),
    ...calibrationLine(outcomes, probabilities, weights),
  };
}

/**
 * Slope and intercept of a logistic regression of the outcomes on the log-odds of probabilities. O(records).
 *
 * @param outcomes - 1 for an event, 0 for a non-event
 * @param probabilities - in [0, 1]; those nearer than 1e-12 to an end count as that near
 * @param weights - one per record
 * @returns slope 1 and intercept 0 for calibrated probabilities; Infinity and NaN where they separate the
 * outcomes; NaN where all are equal or the outcomes are
 */
export function calibrationLine(
  outcomes: Uint8Array,
  probabilities: Float64Array,
  weights: Float64Array,
): Pick<CalibrationQuality, "slope" | "intercept"> {
  const odds = probabilities.map((p) => logit(Math.min(Math.max(p, CERTAIN), 1 - CERTAIN)));
  const { lowest, highest, lowestEvent, highestEvent, lowestOther, highestOther } = rangesOf(outcomes, odds);
  const isOneClass = lowestEvent > highestEvent || lowestOther > highestOther;
  if (lowest === highest || isOneClass) return { slope: Number.NaN, intercept: Number.NaN };
  if (lowestEvent >= highestOther) return { slope: Number.POSITIVE_INFINITY, intercept: Number.NaN };
  if (highestEvent <= lowestOther) return { slope: Number.NEGATIVE_INFINITY, intercept: Number.NaN };
  const { coefficients } = smallLogistic([odds], Float64Array.from(outcomes), weights);
  return { slope: coefficients[1] as number, intercept: coefficients[0] as number };
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
