import { expit, sum } from "../../core/numeric";
import { rocAuc } from "../../metrics/rocAuc";
import { total } from "../counts/counts";
import type { TrainingData } from "../data/readTraining";
import { isUnit } from "../data/weightedNumbers";
import type { Regression } from "./regression";
import type { ScorecardRounding, ScorecardScale } from "./types";
import type { WeighedFeature } from "./weigh";

/** How log-odds become points. */
export interface PointsOptions {
  readonly points: number;
  readonly odds: number;
  readonly pointsToDoubleOdds: number;
  /** Where 0 points are: a weight of evidence of 0, or the lowest bin of each feature. */
  readonly zeroPoints: "average" | "lowest";
  readonly decimals: number | null;
}

/** The card: what every record starts with, and the points of each part by feature. */
export interface Card {
  readonly base: number;
  readonly points: ReadonlyMap<string, readonly number[]>;
}

/** factor and offset: points = offset + factor · log-odds. */
export function scaleOf({ points, odds, pointsToDoubleOdds }: PointsOptions) {
  const factor = pointsToDoubleOdds / Math.LN2;
  return { factor, offset: points - factor * Math.log(odds) };
}

/**
 * The points of every bin: factor · coefficient · weight of evidence, and the rest with the base.
 *
 * @param features - the features of the card
 * @param regression - coefficients and intercept
 * @param options - the scale
 * @returns points, rounded if the options say so
 */
export function cardOf(
  features: readonly WeighedFeature[],
  { coefficients, intercept }: Regression,
  options: PointsOptions,
): Card {
  const { factor, offset } = scaleOf(options);
  let base = offset + factor * intercept;
  const points = new Map<string, readonly number[]>();
  for (const { name, weights } of features) {
    const own = weights.map((weight) => factor * (coefficients.get(name) as number) * weight);
    const zero = options.zeroPoints === "lowest" ? Math.min(...own) : 0;
    base += zero;
    points.set(
      name,
      own.map((value) => rounded(value - zero, options.decimals)),
    );
  }
  return { base: rounded(base, options.decimals), points };
}

function rounded(value: number, decimals: number | null): number {
  return decimals === null ? value : Number(value.toFixed(decimals)) + 0; // −0 + 0 is 0
}

/** The points of every training record. */
export function pointsOf(features: readonly WeighedFeature[], card: Card, rowCount: number): Float64Array {
  const totals = new Float64Array(rowCount).fill(card.base);
  for (const { name, codes } of features) {
    const points = card.points.get(name) as readonly number[];
    for (let i = 0; i < rowCount; i++) {
      totals[i] = (totals[i] as number) + (points[codes[i] as number] as number);
    }
  }
  return totals;
}

/** The mean points of a feature in the training records, by weight. */
export function meanPoints({ parts }: WeighedFeature, points: readonly number[]): number {
  const records = parts.map(({ counts }) => total(counts));
  return sum(records.map((count, i) => count * (points[i] as number))) / sum(records);
}

/**
 * What rounding the points did to the training records.
 *
 * @param data - outcomes and weights
 * @param features - the features of the card
 * @param cards - the card before and after
 * @param options - the scale
 * @returns areas under the ROC curve, the largest change of a probability
 */
export function roundingLoss(
  data: TrainingData,
  features: readonly WeighedFeature[],
  cards: { readonly before: Card; readonly after: Card },
  options: PointsOptions,
): ScorecardRounding {
  const { outcomes, weights } = data;
  const [before, after] = [cards.before, cards.after].map((card) =>
    pointsOf(features, card, outcomes.length),
  ) as [Float64Array, Float64Array];
  const { factor, offset } = scaleOf(options);
  const probability = (points: number) => expit((points - offset) / factor);
  let largest = 0;
  before.forEach((value, i) => {
    largest = Math.max(largest, Math.abs(probability(after[i] as number) - probability(value)));
  });
  const auc = (scores: Float64Array) => rocAuc(outcomes, scores, isUnit(weights) ? {} : { weights });
  return {
    decimals: options.decimals,
    aucBefore: auc(before),
    aucAfter: auc(after),
    largestProbabilityChange: largest,
  };
}

/** The scale with its base, as it is reported. */
export function reportedScale(options: PointsOptions, card: Card): ScorecardScale {
  const { points, odds, pointsToDoubleOdds } = options;
  return { points, odds, pointsToDoubleOdds, ...scaleOf(options), basePoints: card.base };
}
