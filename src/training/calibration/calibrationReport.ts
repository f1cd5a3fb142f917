import { sum } from "../../core/numeric";
import { brierScore } from "../../metrics/brierScore";
import { logLoss } from "../../metrics/logLoss";
import { probabilityOf } from "../../models/calibrate";
import type { AdditiveModel } from "../../models/types";
import { lineOfProbabilities } from "./calibrationLine";
import type { UsableRecords } from "./calibrationRecords";

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
    ...lineOfProbabilities(outcomes, probabilities, weights),
  };
}
