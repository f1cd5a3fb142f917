import type { BinnedData } from "./binned";
import { boostShapes, offsetsOf, type ShapeColumn } from "./boostShapes";
import { gridSteps } from "./growPairs";
import type { StepSettings } from "./growSteps";
import { gainOf, residualsAt } from "./outOfFold";
import { type PairAxis, pairAxis } from "./pairAxes";
import { type RankedPair, rankPairs } from "./rankPairs";

/** A pair that was fitted: contributions per cell, row by row, in each bag. */
export interface FittedPair extends RankedPair {
  readonly codes: Uint16Array;
  readonly count: number;
  readonly bags: readonly Float64Array[];
}

/** What is learned of pairs. */
export interface LearnedPairs {
  readonly pairs: readonly FittedPair[];
  /** Pairs that were ranked but not fitted, or not kept, best first. */
  readonly refused: readonly RankedPair[];
  readonly rounds: number;
  /** By how much all pairs together lower the mean log loss out of fold, and the standard error of that. */
  readonly gain: number;
  readonly standardError: number;
  /** Margins out of fold with the pairs. */
  readonly margins: Float64Array;
}

/** How pairs are learned. */
export interface PairSettings {
  readonly steps: StepSettings;
  readonly rate: number;
  readonly most: number;
  readonly mostRounds: number;
  readonly onRounds: (rounds: number, loss: number) => void;
}

/** The gain that is asked for, in standard errors: of one pair as estimated, and of all together as measured. */
const LEAST_OF_ONE = 1;
const LEAST_OF_ALL = 2;
/** Features among which pairs are looked for: those whose shapes matter most. */
const MOST_FEATURES = 40;

/**
 * Looks for pairs of features that act together, and learns grids of contributions for them on top of the shapes,
 * which stay as they are. Each bag chooses its pairs by the folds that it sees, so that its own fold judges them
 * fairly; a pair that few bags choose contributes little to their mean. Nothing is kept unless the loss out of fold
 * falls by two standard errors.
 *
 * Source: Y. Lou, R. Caruana, J. Gehrke and G. Hooker, Accurate intelligible models with pairwise interactions, KDD
 * 2013.
 *
 * @param data - the records
 * @param bagMargins - margins of all records, per bag
 * @param margins - margins out of fold
 * @param importance - how much each feature matters
 * @param settings - how many, how long
 */
export function learnPairs(
  data: BinnedData,
  bagMargins: readonly Float64Array[],
  margins: Float64Array,
  importance: readonly number[],
  settings: PairSettings,
): LearnedPairs {
  const none = { rounds: 0, gain: 0, standardError: Number.NaN, margins, pairs: [] };
  const ranked = rank(data, margins, importance, bagMargins.length, settings);
  const chosen = ranked
    .filter(({ zWithout }) => zWithout.some((z) => z >= LEAST_OF_ONE))
    .slice(0, settings.most);
  if (chosen.length === 0) return { ...none, refused: ranked };
  const columns = chosen.map((pair) => gridColumn(pair, settings.steps));
  const fit = boostShapes({
    data,
    columns,
    bags: bagMargins.length,
    start: (k, target) => target.set(bagMargins[k] as Float64Array),
    rate: settings.rate,
    mostRounds: settings.mostRounds,
    onRounds: settings.onRounds,
  });
  const offsets = offsetsOf(columns);
  const withPairs = margins.slice();
  const pairs = chosen.map((pair, q): FittedPair => {
    const { codes, count } = columns[q] as ShapeColumn;
    const bags = fit.bags.map((shapes) => shapes.subarray(offsets[q], offsets[q + 1]));
    bags.forEach((grid, k) => {
      const to = data.folds[k + 1] as number;
      for (let i = data.folds[k] as number; i < to; i++) {
        withPairs[i] = (withPairs[i] as number) + (grid[codes[i] as number] as number);
      }
    });
    return { ...pair, codes, count, bags };
  });
  const { gain, standardError } = gainOf(data, margins, withPairs);
  if (!(gain > 0 && gain >= LEAST_OF_ALL * standardError))
    return { ...none, gain, standardError, refused: ranked };
  const refused = ranked.filter((pair) => !chosen.includes(pair));
  return { pairs, refused, rounds: fit.rounds, gain, standardError, margins: withPairs };
}

function rank(
  data: BinnedData,
  margins: Float64Array,
  importance: readonly number[],
  folds: number,
  { steps }: PairSettings,
): RankedPair[] {
  const { residuals, hessians } = residualsAt(data, margins);
  const axes: PairAxis[] = data.features
    .map((feature, j) => ({ feature, size: importance[j] as number, j }))
    .filter(({ feature }) => feature.direction === 0 && feature.count > 2)
    .sort((a, b) => b.size - a.size || a.j - b.j)
    .slice(0, MOST_FEATURES)
    .sort((a, b) => a.j - b.j)
    .map(({ feature }) => pairAxis(feature));
  return rankPairs(data, axes, residuals, hessians, folds, steps);
}

function gridColumn({ rows, columns, zWithout }: RankedPair, steps: StepSettings): ShapeColumn {
  const codes = new Uint16Array(rows.codes.length);
  for (let i = 0; i < codes.length; i++) {
    codes[i] = (rows.codes[i] as number) * columns.count + (columns.codes[i] as number);
  }
  const shape = {
    rows: rows.count,
    columns: columns.count,
    rowsOrdered: rows.ordered,
    columnsOrdered: columns.ordered,
  };
  return {
    codes,
    count: rows.count * columns.count,
    direction: 0,
    sizes: new Float64Array(0),
    isLearnedBy: (bag) => (zWithout[bag] as number) >= LEAST_OF_ONE,
    grow: (g, h, step) => gridSteps(g, h, shape, steps, step),
  };
}
