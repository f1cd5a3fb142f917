import type { Table } from "../../core/columns";
import { logit } from "../../core/numeric";
import { rocAuc } from "../../metrics/rocAuc";
import type { BinnedData } from "./binned";
import { boostShapes, offsetsOf, type ShapeColumn } from "./boostShapes";
import { levelSteps, rangeSteps, type StepSettings } from "./growSteps";
import { linearShapes } from "./linearShapes";
import { makeMonotone } from "./makeMonotone";
import { addShape } from "./passes";
import { type SmoothSettings, smoothShape } from "./smoothShape";

/** The shapes of one bag: an intercept, and a contribution per bin of all features, one after the other. */
export interface BagShapes {
  readonly intercept: number;
  readonly shapes: Float64Array;
}

/** What is learned of single features. */
export interface LearnedShapes {
  readonly bags: readonly BagShapes[];
  readonly rounds: number;
  /** ROC AUC out of fold before smoothing, and after it. */
  readonly aucBefore: number;
  readonly aucAfter: number;
  /** Weight of the linear model that the shapes were blended with, in [0, 1]. */
  readonly linearShare: number;
}

/** How single features are learned. */
export interface ShapeSettings {
  readonly steps: StepSettings;
  readonly rate: number;
  readonly bags: number;
  readonly mostRounds: number;
  /** How smooth shapes of numbers are made, or null for as they are. */
  readonly smooth: SmoothSettings | null;
  readonly onRounds: (rounds: number, loss: number) => void;
}

/** Records as they came, for the linear part. */
export interface OrderedRecords {
  readonly table: Table;
  readonly outcomes: Uint8Array;
  readonly weights: Float64Array;
  /** Positions of the records in the order of the folds. */
  readonly order: Uint32Array;
}

const LINEAR_RECORDS = 500;
const MOST_RECORDS = 10_000;

/**
 * Learns the shapes of single features in every bag: boosting, for few records blended with a linear model, then
 * smoothing.
 */
export function learnShapes(
  data: BinnedData,
  records: OrderedRecords,
  settings: ShapeSettings,
): LearnedShapes {
  const { steps, bags, rate, mostRounds } = settings;
  const { features } = data;
  const intercepts = Array.from({ length: bags }, (_, k) => baseMargin(data, k));
  const columns = features.map(({ codes, count, direction, sizes, kind }): ShapeColumn => {
    const grow = kind === "number" ? rangeSteps : levelSteps;
    return { codes, count, direction, sizes, grow: (g, h, step) => grow(g, h, count, steps, step) };
  });
  const boosted = boostShapes({
    data,
    columns,
    bags,
    start: (k, margins) => margins.fill(intercepts[k] as number),
    rate,
    mostRounds,
    onRounds: settings.onRounds,
  });
  const raw = boosted.bags.map((shapes, k) => ({ intercept: intercepts[k] as number, shapes }));
  const share = linearShare(data);
  const blended = share === 0 ? raw : raw.map((bag, k) => blend(data, records, bag, k, share));
  const aucBefore = foldAuc(data, blended);
  if (settings.smooth !== null) for (const { shapes } of blended) smoothAll(data, shapes, settings.smooth);
  const aucAfter = settings.smooth === null ? aucBefore : foldAuc(data, blended);
  return { bags: blended, rounds: boosted.rounds, aucBefore, aucAfter, linearShare: share };
}

/** How much a linear model counts: it helps where few records have numbers, and levels have no line. */
function linearShare({ rowCount, features }: BinnedData): number {
  const helps = rowCount <= MOST_RECORDS && features.some(({ kind }) => kind === "number");
  return helps ? LINEAR_RECORDS / (rowCount + LINEAR_RECORDS) : 0;
}

/** Makes the shapes of numbers smooth, in place. */
export function smoothAll({ features }: BinnedData, shapes: Float64Array, settings: SmoothSettings): void {
  const offsets = offsetsOf(features);
  features.forEach(({ kind, count, sizes, direction }, j) => {
    if (kind !== "number" || direction !== 0) return;
    const at = offsets[j] as number;
    smoothShape(shapes.subarray(at, at + count), sizes, settings);
  });
}

/** Margins of the records of each fold by the bag that has not seen them; only folds with a bag. */
export function marginsOutOfFold(data: BinnedData, bags: readonly BagShapes[]): Float64Array {
  const result = new Float64Array(data.folds[bags.length] as number);
  const offsets = offsetsOf(data.features);
  bags.forEach(({ intercept, shapes }, k) => {
    const [from, to] = [data.folds[k] as number, data.folds[k + 1] as number];
    const margins = result.subarray(from, to).fill(intercept);
    data.features.forEach(({ codes }, j) => {
      addShape(margins, codes.subarray(from, to), shapes.subarray(offsets[j], offsets[j + 1]));
    });
  });
  return result;
}

function foldAuc(data: BinnedData, bags: readonly BagShapes[]): number {
  const margins = marginsOutOfFold(data, bags);
  const end = margins.length;
  return rocAuc(data.outcomes.subarray(0, end), margins, { weights: data.weights.subarray(0, end) });
}

/** The log-odds of the event among the records that a bag sees. */
function baseMargin({ folds, outcomes, weights, rowCount }: BinnedData, k: number): number {
  let events = 0;
  let total = 0;
  for (let i = 0; i < rowCount; i++) {
    if (i >= (folds[k] as number) && i < (folds[k + 1] as number)) continue;
    events += (outcomes[i] as number) * (weights[i] as number);
    total += weights[i] as number;
  }
  return logit(events / total);
}

/** Shapes of a bag mixed with those of a linear model of the same records; monotone ones stay so. */
function blend(
  data: BinnedData,
  { table, outcomes, weights, order }: OrderedRecords,
  bag: BagShapes,
  k: number,
  share: number,
): BagShapes {
  const [from, to] = [data.folds[k] as number, data.folds[k + 1] as number];
  const seen = order.filter((_, i) => i < from || i >= to);
  const linear = linearShapes(table, seen, outcomes, weights, data.features);
  if (linear === null) return bag;
  const shapes = bag.shapes.map((value, i) => value + share * ((linear.shapes[i] as number) - value));
  const offsets = offsetsOf(data.features);
  data.features.forEach(({ direction, sizes, count }, j) => {
    const at = offsets[j] as number;
    if (direction !== 0) makeMonotone(shapes.subarray(at, at + count), sizes, 1, count, direction);
  });
  return { intercept: bag.intercept + share * (linear.intercept - bag.intercept), shapes };
}
