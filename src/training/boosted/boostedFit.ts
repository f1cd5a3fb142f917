import { expit, sum } from "../../core/numeric";
import { rocAuc } from "../../metrics/rocAuc";
import type { TrainingData } from "../data/readTraining";
import { averageShapes, type FinalShape, importanceOf, meanOf } from "./averageShapes";
import { binData } from "./binData";
import type { BinnedData } from "./binned";
import { offsetsOf } from "./boostShapes";
import { foldOrder } from "./foldOrder";
import { type FoundValues, type LearnedExact, learnExact } from "./learnExact";
import { type FittedPair, type LearnedPairs, learnPairs } from "./learnPairs";
import { type BagShapes, type LearnedShapes, learnShapes, marginsOutOfFold } from "./learnShapes";
import { addShape, lossOf } from "./passes";
import type { BoostedProgress, CheckedSettings } from "./settings";
import type { SmoothSettings } from "./smoothShape";
import { TURN } from "./turningPoints";

/** A grid as it enters the model: its mean over the training records is 0. */
export interface FinalPair {
  readonly pair: FittedPair;
  readonly contributions: Float64Array;
  /** Mean absolute contribution. */
  readonly importance: number;
}

/** Everything that was learned. */
export interface BoostedShapes {
  readonly intercept: number;
  readonly shapes: readonly FinalShape[];
  readonly exact: readonly FoundValues[];
  readonly pairs: readonly FinalPair[];
  readonly learned: LearnedShapes;
  readonly learnedExact: Pick<LearnedExact, "gain" | "standardError">;
  readonly learnedPairs: LearnedPairs;
  readonly rate: number;
  /** Records that repeat another in all features, weight and outcome. */
  readonly repeated: number;
  /** Log loss and ROC AUC out of fold, of all that enters the model. */
  readonly logLoss: number;
  readonly auc: number;
}

const MANY_VALUES = 100_000;
const SLOW_RATE = 0.05;
const FAST_RATE = 0.1;
const FOLDS_OF_ONE_BAG = 8;
const MOST_TURNS = 12;

/** Learns the shapes, then the pairs, and averages the bags. */
export function boostedFit(
  training: TrainingData,
  names: readonly string[],
  settings: CheckedSettings,
  exactNames: ReadonlySet<string>,
): BoostedShapes {
  const { table, outcomes, weights } = training;
  const bags = settings.bags;
  const folds = Math.min(bags === 1 ? FOLDS_OF_ONE_BAG : bags, fewest(outcomes));
  if (folds < 2 || names.length === 0) return constantFit(training, names, settings);
  const order = foldOrder(table, names, outcomes, weights, folds, settings.seed);
  const data = binData(table, names, outcomes, weights, order, settings.directions);
  const rate = settings.rate ?? (table.rowCount * names.length < MANY_VALUES ? SLOW_RATE : FAST_RATE);
  const common = {
    steps: { shrinkage: 10, levelShrinkage: 50 },
    rate,
    mostRounds: settings.rounds,
  };
  const told = (stage: BoostedProgress["stage"]) => (rounds: number, logLoss: number) =>
    settings.proceed({ stage, rounds, logLoss });
  const smooth = smoothing(settings);
  const learned = learnShapes(
    data,
    { table, outcomes, weights, order: order.order },
    { ...common, bags: Math.min(bags, folds), smooth, onRounds: told("shapes") },
  );
  const shapes = averageShapes(data, learned.bags, smooth);
  const learnedExact = learnExact(
    data,
    allMargins(data, learned.bags),
    marginsOutOfFold(data, learned.bags),
    { ...common, names: smooth === null ? new Set() : exactNames, onRounds: told("values") },
  );
  const learnedPairs = learnPairs(
    data,
    learnedExact.bagMargins,
    learnedExact.margins,
    shapes.map((s) => importanceOf(s.feature, s.contributions)),
    {
      ...common,
      rate: Math.min(1, 2 * rate),
      most: settings.pairs,
      onRounds: told("pairs"),
    },
  );
  const { repeated } = order;
  const { found } = learnedExact;
  const parts = { learned, learnedExact, learnedPairs };
  return { ...finish(data, shapes, found, learnedPairs), ...parts, repeated, rate };
}

/** How shapes are made smooth, or null for not at all. */
function smoothing({ smoothness }: CheckedSettings): SmoothSettings | null {
  if (smoothness === 0) return null;
  return { limit: TURN * smoothness, most: Math.floor(MOST_TURNS / smoothness) };
}

/** What is left where nothing can be learned: shapes of nothing, and the overall rate. */
function constantFit(
  { table, outcomes, weights }: TrainingData,
  names: readonly string[],
  { seed, directions }: CheckedSettings,
): BoostedShapes {
  const order = foldOrder(table, names, outcomes, weights, 1, seed);
  const data = binData(table, names, outcomes, weights, order, directions);
  const margins = new Float64Array(0);
  const learnedPairs = { pairs: [], refused: [], rounds: 0, gain: 0, standardError: Number.NaN, margins };
  const learned = { bags: [], rounds: 0, aucBefore: Number.NaN, aucAfter: Number.NaN, linearShare: 0 };
  const shapes = data.features.map((feature) => ({
    feature,
    contributions: new Float64Array(feature.count),
    standardErrors: new Float64Array(feature.count).fill(Number.NaN),
    aucAlone: Number.NaN,
  }));
  const unknown = { logLoss: Number.NaN, auc: Number.NaN, rate: Number.NaN };
  const intercept = balancedIntercept(data, new Float64Array(data.rowCount));
  const learnedExact = { gain: 0, standardError: Number.NaN };
  const nothing = { exact: [], pairs: [], learned, learnedExact, learnedPairs };
  return { intercept, shapes, ...nothing, repeated: order.repeated, ...unknown };
}

/** Events or non-events, whichever are fewer: each fold needs one of both. */
function fewest(outcomes: Uint8Array): number {
  let events = 0;
  for (const outcome of outcomes) events += outcome;
  return Math.min(events, outcomes.length - events);
}

function allMargins(data: BinnedData, bags: readonly BagShapes[]): Float64Array[] {
  const offsets = offsetsOf(data.features);
  return bags.map(({ intercept, shapes }) => {
    const margins = new Float64Array(data.rowCount).fill(intercept);
    data.features.forEach(({ codes }, j) => {
      addShape(margins, codes, shapes.subarray(offsets[j], offsets[j + 1]));
    });
    return margins;
  });
}

/** Grids averaged and centred, and the intercept with which the mean probability is the share of events. */
function finish(
  data: BinnedData,
  shapes: readonly FinalShape[],
  exact: readonly FoundValues[],
  { pairs, margins }: LearnedPairs,
) {
  const total = new Float64Array(data.rowCount);
  for (const { codes, contributions } of exact) addShape(total, codes, contributions);
  for (const { feature, contributions } of shapes) addShape(total, feature.codes, contributions);
  const grids = pairs.map((pair): FinalPair => {
    const contributions = meanOf(pair.bags);
    const sizes = new Float64Array(pair.count);
    for (let i = 0; i < data.rowCount; i++) {
      const cell = pair.codes[i] as number;
      sizes[cell] = (sizes[cell] as number) + (data.weights[i] as number);
    }
    const mean = sum(contributions.map((value, cell) => value * (sizes[cell] as number))) / sum(sizes);
    for (let cell = 0; cell < pair.count; cell++)
      contributions[cell] = (contributions[cell] as number) - mean;
    addShape(total, pair.codes, contributions);
    return { pair, contributions, importance: importanceOf({ sizes }, contributions) };
  });
  const end = margins.length;
  const [outcomes, weights] = [data.outcomes.subarray(0, end), data.weights.subarray(0, end)];
  return {
    intercept: balancedIntercept(data, total),
    shapes,
    exact,
    pairs: grids,
    logLoss: lossOf(margins, outcomes, weights) / sum(weights),
    auc: rocAuc(outcomes, margins, { weights }),
  };
}

/** The intercept for which Σ w·p = Σ w·y, by Newton's method inside a bracket. */
function balancedIntercept({ outcomes, weights }: BinnedData, margins: Float64Array): number {
  const events = sum(outcomes.map((outcome, i) => outcome * (weights[i] as number)));
  let [low, high, intercept] = [-60, 60, 0];
  for (let step = 0; step < 60; step++) {
    let expected = 0;
    let slope = 0;
    for (let i = 0; i < margins.length; i++) {
      const p = expit(intercept + (margins[i] as number));
      expected += (weights[i] as number) * p;
      slope += (weights[i] as number) * p * (1 - p);
    }
    if (expected > events) high = intercept;
    else low = intercept;
    const next = intercept + (events - expected) / slope;
    const moved = next > low && next < high ? next : (low + high) / 2;
    if (Math.abs(moved - intercept) < 1e-12) return moved;
    intercept = moved;
  }
  return intercept;
}
