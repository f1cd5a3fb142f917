import { type Interval, wilsonInterval } from "../../core/intervals";
import { normalHalfWidth } from "../../core/normal";
import { sum } from "../../core/numeric";
import { averagePrecision } from "../../metrics/averagePrecision";
import type { Estimate } from "../../metrics/confidence";
import { type CalibrationError, expectedCalibrationError } from "../../metrics/expectedCalibrationError";
import { rocAucInterval } from "../../metrics/rocAucInterval";
import { topShareCapture } from "../../metrics/topShareCapture";
import { lineOfProbabilities } from "../calibration/calibrationLine";

/** How scores compare with what came true. What has no value is NaN: probabilities of points, areas without events. */
export interface ModelPerformance {
  /** Records with a score and an outcome, and the events among them. */
  readonly records: number;
  readonly events: number;
  /** Area under the ROC curve, with DeLong's interval. */
  readonly rocAuc: Estimate;
  readonly averagePrecision: number;
  /** Share of the events among the best-scored 35 % of the records, with a Wilson interval. */
  readonly topShareCapture: Estimate;
  /** Mean −ln(probability of what happened). */
  readonly logLoss: Estimate;
  /** Mean squared distance between probability and outcome. */
  readonly brierScore: Estimate;
  /** Share of events, with a Wilson interval: compare the mean prediction with it. */
  readonly eventRate: Estimate;
  readonly meanPrediction: number;
  /** Slope and intercept of the outcomes on the log-odds of the probabilities: 1 and 0 where they are right. */
  readonly calibrationSlope: number;
  readonly calibrationIntercept: number;
  /** Mean distance between probability and event rate over ten bins; null without probabilities. */
  readonly calibrationError: CalibrationError | null;
}

/** The share of records that a team is supposed to get round to. */
export const TOP_SHARE = 0.35;

/** Scores of records with outcomes. */
export interface Scored {
  readonly outcomes: Uint8Array;
  readonly scores: Float64Array;
  /** NaN where the model has none. */
  readonly probabilities: Float64Array;
  readonly weights: Float64Array;
}

/**
 * The usual measures of scores, with intervals. O(records · log records).
 *
 * @param scored - records with a score; those without are left out before
 * @param confidence - confidence level of the intervals
 * @returns measures; NaN without records
 */
export function performanceOf(scored: Scored, confidence: number): ModelPerformance {
  const { outcomes, scores, probabilities, weights } = scored;
  const records = outcomes.length;
  if (records === 0) return NOTHING;
  const isPlain = weights.every((weight) => weight === 1);
  const options = isPlain ? {} : { weights };
  const total = sum(weights);
  const events = sum(weights.map((weight, i) => weight * (outcomes[i] as number)));
  const { auc, interval } = rocAucInterval(outcomes, scores, { ...options, confidence });
  const captured = topShareCapture(outcomes, scores, { ...options, share: TOP_SHARE });
  return {
    records,
    events: outcomes.reduce((count, outcome) => count + outcome, 0),
    rocAuc: { value: auc, interval },
    averagePrecision: averagePrecision(outcomes, scores, options),
    topShareCapture: proportion(captured * events, events, confidence),
    eventRate: proportion(events, total, confidence),
    ...(probabilities.some(Number.isNaN) ? NO_PROBABILITIES : probabilityMeasures(scored, total, confidence)),
  };
}

type ProbabilityMeasures = Pick<
  ModelPerformance,
  | "logLoss"
  | "brierScore"
  | "meanPrediction"
  | "calibrationSlope"
  | "calibrationIntercept"
  | "calibrationError"
>;

function probabilityMeasures(
  { outcomes, probabilities, weights }: Scored,
  total: number,
  confidence: number,
): ProbabilityMeasures {
  const losses = probabilities.map((p, i) => (outcomes[i] === 1 ? -Math.log(p) : -Math.log1p(-p)));
  const squares = probabilities.map((p, i) => (p - (outcomes[i] as number)) * (p - (outcomes[i] as number)));
  const line = lineOfProbabilities(outcomes, probabilities, weights);
  return {
    logLoss: weightedMean(losses, weights, confidence),
    brierScore: weightedMean(squares, weights, confidence),
    meanPrediction: sum(probabilities.map((p, i) => p * (weights[i] as number))) / total,
    calibrationSlope: line.slope,
    calibrationIntercept: line.intercept,
    calibrationError: expectedCalibrationError(outcomes, probabilities, { weights, confidence }),
  };
}

/** A weighted mean with a normal interval; an integer weight is a repeated record. */
function weightedMean(values: Float64Array, weights: Float64Array, confidence: number): Estimate {
  const total = sum(weights);
  const mean = sum(values.map((value, i) => value * (weights[i] as number))) / total;
  const squares = values.map((value, i) => (value - mean) * (value - mean) * (weights[i] as number));
  const half = normalHalfWidth(confidence) * Math.sqrt(sum(squares) / (total - 1) / total);
  return { value: mean, interval: { low: mean - half, high: mean + half } };
}

function proportion(part: number, of: number, confidence: number): Estimate {
  const value = part / of;
  return { value, interval: of > 0 ? wilsonInterval(Math.min(part, of), of, confidence) : UNKNOWN };
}

const UNKNOWN: Interval = { low: Number.NaN, high: Number.NaN };
const NO_ESTIMATE: Estimate = { value: Number.NaN, interval: UNKNOWN };
const NO_PROBABILITIES: ProbabilityMeasures = {
  logLoss: NO_ESTIMATE,
  brierScore: NO_ESTIMATE,
  meanPrediction: Number.NaN,
  calibrationSlope: Number.NaN,
  calibrationIntercept: Number.NaN,
  calibrationError: null,
};
const NOTHING: ModelPerformance = {
  records: 0,
  events: 0,
  rocAuc: NO_ESTIMATE,
  averagePrecision: Number.NaN,
  topShareCapture: NO_ESTIMATE,
  eventRate: NO_ESTIMATE,
  ...NO_PROBABILITIES,
};

/**
 * An estimate in words: `0.812 (95 % interval 0.790 to 0.834)`.
 *
 * @param estimate - value and interval
 * @param confidence - its confidence level
 * @returns text, three digits
 */
export function estimateText({ value, interval }: Estimate, confidence: number): string {
  if (Number.isNaN(value)) return "unknown";
  if (Number.isNaN(interval.low)) return value.toFixed(3);
  const percent = Number((confidence * 100).toFixed(3));
  return `${value.toFixed(3)} (${percent} % interval ${interval.low.toFixed(3)} to ${interval.high.toFixed(3)})`;
}
