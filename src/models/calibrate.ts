import { expit } from "../core/numeric";
import { interpolate } from "./evaluateTerm";
import type { AdditiveModel } from "./types";

/**
 * The probability that a model gives to a margin: its calibration if it has one, else expit for a logit link,
 * else none.
 *
 * @param model - the model
 * @param margin - the sum
 * @returns a probability in [0, 1], or null where the model has none
 */
export function probabilityOf(
  model: Pick<AdditiveModel, "link" | "calibration">,
  margin: number,
): number | null {
  const { calibration } = model;
  if (calibration === null) return model.link === "logit" ? expit(margin) : null;
  if (calibration.kind === "logistic") return expit(calibration.intercept + calibration.slope * margin);
  return interpolate(calibration.margins, calibration.probabilities, margin);
}

/**
 * The score that a model gives to a margin: a probability for a logit link, the margin itself for points.
 *
 * @param model - the model
 * @param margin - the sum
 * @returns the score
 */
export function scoreOf(model: Pick<AdditiveModel, "link" | "calibration">, margin: number): number {
  return model.link === "logit" ? (probabilityOf(model, margin) as number) : margin;
}
