import { type LearnedBin, rangeAt } from "../../core/bin";
import type { FeatureSet } from "../../features/featureSet";
import { originalValue } from "../../models/originalValue";
import type { FeatureSummary } from "../../models/types";
import type { FitReport } from "../data/fitReport";
import type { TrainingData } from "../data/readTraining";
import { type FinalShape, importanceOf } from "./averageShapes";
import type { BoostedShapes } from "./boostedFit";
import { mergeBins } from "./boostedModel";
import type { BoostedCode } from "./boostedWarnings";
import type { ExactGroup } from "./groupValues";
import type { RankedPair } from "./rankPairs";
import { termIds } from "./termIds";
import { TURN, turningPoints } from "./turningPoints";

/** A part of a shape: a range of a number, a level of a category, or missing values. */
export interface ShapeBin {
  /** What the bin holds, numbers in original units; `others` are the levels with few records, which new ones are taken for. */
  readonly bin: LearnedBin;
  /** What it adds to the log-odds. */
  readonly contribution: number;
  /** Standard error of the contribution from the differences between bags; NaN for one bag. */
  readonly standardError: number;
  /** Training records in it. */
  readonly count: number;
  /** Their weight, where the mean weight of all training records is 1. */
  readonly weight: number;
}

/** The shape of a feature: what each of its values contributes. */
export interface LearnedShape {
  readonly feature: string;
  /** Mean absolute contribution over the training records, in log-odds. */
  readonly importance: number;
  /** ROC AUC of this feature's contributions alone, out of fold. */
  readonly aucAlone: number;
  /** How often the shape of a number turns by more than 0.02; 0 for a category, whose levels have no order. */
  readonly turningPoints: number;
  readonly bins: readonly ShapeBin[];
}

/** A pair of features that act together. */
export interface BoostedPair {
  readonly features: readonly [string, string];
  /** The id of its term. */
  readonly term: string;
  /** Estimated gain of the mean log loss out of fold, before any pair is fitted. */
  readonly estimatedGain: number;
  /** The estimate in standard errors. */
  readonly standardErrors: number;
  /** Mean absolute contribution over the training records, in log-odds. */
  readonly importance: number;
}

/** Values of a number that add the same to the log-odds, over what its shape says. */
export interface ExactValues extends ExactGroup {
  readonly feature: string;
  /** The id of its term. */
  readonly term: string;
}

/** How a boosted fit went. */
export interface BoostedReport extends FitReport<BoostedCode> {
  /** Rounds of boosting that were kept, for shapes and for pairs. */
  readonly rounds: { readonly shapes: number; readonly pairs: number };
  /** The part of a Newton step that the first round took. */
  readonly rate: number;
  /** Fits that were averaged, each on all folds but one. */
  readonly bags: number;
  /** Mean log loss of records by the fit that has not seen them; NaN where nothing was learned. */
  readonly logLoss: number;
  /** ROC AUC of records by the fit that has not seen them; NaN where nothing was learned. */
  readonly auc: number;
  /** What smoothing costs: ROC AUC out of fold of the single shapes before and after, and the difference. */
  readonly smoothing: { readonly aucBefore: number; readonly aucAfter: number; readonly cost: number };
  /** Weight of the linear model that shapes were blended with, in [0, 1]: 500 / (records + 500) of few records. */
  readonly linearShare: number;
  /** One per feature, the most important first. */
  readonly shapes: readonly LearnedShape[];
  /** Single values of numbers that stand out from the shape, in groups that add the same, the largest first. */
  readonly exactValues: readonly ExactValues[];
  /** By how much they lower the mean log loss out of fold, in all and in standard errors; kept from 2.5 on. */
  readonly exactGain: { readonly gain: number; readonly standardErrors: number };
  /** Pairs that act together, the most important first. */
  readonly pairs: readonly BoostedPair[];
  /** The ten best pairs that were not kept. */
  readonly refusedPairs: readonly Omit<BoostedPair, "importance" | "term">[];
  /**
   * By how much all pairs lower the mean log loss out of fold, in all and in standard errors; kept from 2 on. Bags whose
   * folds judge a pair had no say in its choice.
   */
  readonly pairGain: { readonly gain: number; readonly standardErrors: number };
}

const MOST_REFUSED = 10;

/** The report of a fit. */
export function boostedReport<Row>(
  { features }: FeatureSet<Row>,
  data: TrainingData,
  fit: BoostedShapes,
  head: FitReport<BoostedCode>,
): BoostedReport {
  const { learned, learnedPairs } = fit;
  const ids = termIds(fit);
  return {
    ...head,
    rounds: { shapes: learned.rounds, pairs: learnedPairs.rounds },
    rate: fit.rate,
    bags: learned.bags.length,
    logLoss: fit.logLoss,
    auc: fit.auc,
    smoothing: {
      aucBefore: learned.aucBefore,
      aucAfter: learned.aucAfter,
      cost: learned.aucBefore - learned.aucAfter,
    },
    linearShare: learned.linearShare,
    shapes: fit.shapes.map((shape) => shapeOf(shape, features)).sort((a, b) => b.importance - a.importance),
    exactValues: fit.exact
      .flatMap(({ feature: { name }, groups }) =>
        groups.map((group) => ({ feature: name, term: ids.get(group) as string, ...group })),
      )
      .sort((a, b) => Math.abs(b.contribution) * b.weight - Math.abs(a.contribution) * a.weight),
    exactGain: gainIn(fit.learnedExact),
    pairs: fit.pairs
      .map((pair) => ({
        ...pairOf(pair.pair, data.rows.used),
        term: ids.get(pair) as string,
        importance: pair.importance,
      }))
      .sort((a, b) => b.importance - a.importance),
    refusedPairs: learnedPairs.refused.slice(0, MOST_REFUSED).map((pair) => pairOf(pair, data.rows.used)),
    pairGain: gainIn(learnedPairs),
  };
}

function gainIn({ gain, standardError }: { readonly gain: number; readonly standardError: number }) {
  return { gain, standardErrors: gain === 0 ? 0 : gain / standardError };
}

function pairOf({ rows, columns, estimate, z }: RankedPair, used: number) {
  return {
    features: [rows.feature.name, columns.feature.name] as const,
    estimatedGain: estimate / used,
    standardErrors: z,
  };
}

function shapeOf<Row>(shape: FinalShape, features: FeatureSet<Row>["features"]): LearnedShape {
  const { feature, contributions } = shape;
  const turns = feature.kind === "number" ? turningPoints(contributions.subarray(1), TURN).length : 0;
  return {
    feature: feature.name,
    importance: importanceOf(feature, contributions),
    aucAlone: shape.aucAlone,
    turningPoints: turns,
    bins:
      feature.kind === "number"
        ? rangeBins(shape, features[feature.name]?.transform ?? null)
        : categoryBins(shape),
  };
}

function rangeBins(shape: FinalShape, transform: FeatureSummary["transform"]): ShapeBin[] {
  const { cuts: limits, spans } = mergeBins(shape);
  const cuts = limits.map((limit) => originalValue(transform, limit));
  return [
    ...spans.map((span, i) => ({ bin: rangeAt(cuts, i), ...numbersOf(shape, span) })),
    missingBin(shape),
  ];
}

function categoryBins(shape: FinalShape): ShapeBin[] {
  const { levels, pooled, count } = shape.feature;
  const own = levels.map((level, i) => ({ bin: { level }, ...numbersOf(shape, [i + 1, i + 1]) }));
  const nobody = { contribution: 0, standardError: Number.NaN, count: 0, weight: 0 };
  const few = pooled.length > 0 ? numbersOf(shape, [count - 1, count - 1]) : nobody;
  return [...own, { bin: { levels: [], otherLevels: true }, ...few }, missingBin(shape)];
}

function missingBin(shape: FinalShape): ShapeBin {
  return { bin: { missing: true }, ...numbersOf(shape, [0, 0]) };
}

/** The numbers of bins that were merged; the standard error is the mean by weight. */
function numbersOf(
  { feature, contributions, standardErrors }: FinalShape,
  [from, to]: readonly [number, number],
) {
  let [count, weight, errors] = [0, 0, 0];
  for (let bin = from; bin <= to; bin++) {
    const size = feature.sizes[bin] as number;
    count += feature.counts[bin] as number;
    weight += size;
    errors += (standardErrors[bin] as number) * size;
  }
  const standardError = weight > 0 ? errors / weight : Number.NaN;
  return { contribution: contributions[from] as number, standardError, count, weight };
}
