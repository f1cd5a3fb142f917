import { expit } from "../../core/numeric";
import { type CalibrationBin, calibrationCurve } from "../../metrics/calibrationCurve";
import { calibrationLine } from "../calibration/calibrationLine";

/** How far the predictions of a model are from what came true, on the records it was learned from. */
export interface Overconfidence {
  /**
   * The slope of a logistic regression of the outcomes on the margins. 1 where predictions come true, below 1 where
   * they are too far from the middle: at 0.33 the evidence counts three times. Infinity where the margins
   * separate the classes, −Infinity where events have the lower ones; NaN where all margins are equal.
   */
  readonly slope: number;
  /** The intercept of the same regression, for a calibration; NaN where the slope is no finite number. */
  readonly intercept: number;
  /** Predicted and realised event rates, in about ten groups of equal count by prediction. */
  readonly groups: readonly CalibrationBin[];
}

/**
 * Compares margins with outcomes. O(records · iterations + records · log records).
 *
 * @param outcomes - 1 for an event, 0 for a non-event
 * @param margins - log-odds, one per outcome
 * @param weights - one per outcome
 * @returns slope and groups
 */
export function overconfidence(
  outcomes: Uint8Array,
  margins: Float64Array,
  weights: Float64Array,
): Overconfidence {
  const groups = calibrationCurve(outcomes, margins.map(expit), { weights });
  return { ...calibrationLine(outcomes, margins, weights), groups };
}
