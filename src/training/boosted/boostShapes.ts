import type { BinnedData } from "./binned";
import { makeMonotone } from "./makeMonotone";
import { addShape, derivatives, LANES, lossOf, stepAndSum, sumByBin } from "./passes";

/** What is learned: a contribution per bin. */
export interface ShapeColumn {
  readonly codes: Uint16Array;
  readonly count: number;
  readonly direction: -1 | 0 | 1;
  /** Weight of the records of each bin, where the direction matters. */
  readonly sizes: Float64Array;
  /** Whether a bag learns this shape; every bag where absent. */
  readonly isLearnedBy?: (bag: number) => boolean;
  /** Writes a whole Newton step from gradients and Hessians by bin. */
  readonly grow: (gradients: Float64Array, hessians: Float64Array, step: Float64Array) => void;
}

/** What shapes are learned from. */
export interface BoostProblem {
  readonly data: BinnedData;
  readonly columns: readonly ShapeColumn[];
  /** How many bags are learned: bag k does not see fold k. */
  readonly bags: number;
  /** Writes the margins that bag k begins with. */
  readonly start: (k: number, margins: Float64Array) => void;
  /** The part of a Newton step that the first round takes, in (0, 1]. */
  readonly rate: number;
  readonly mostRounds: number;
  /** Is told of the rounds done and the loss out of fold; throws to stop the fit. */
  readonly onRounds: (rounds: number, loss: number) => void;
}

/** The shapes at the round with the lowest loss out of fold. */
export interface BoostResult {
  /** Per bag the shapes of all columns, one after the other. */
  readonly bags: readonly Float64Array[];
  readonly rounds: number;
  /** Mean log loss out of fold, and that of the start. */
  readonly loss: number;
  readonly lossAtStart: number;
}

const LONGEST_STRETCH = 8;
const LEAST_GAIN = 1e-5;
/** Without a lower loss out of fold, learning stops after so many whole Newton steps, but not before so many rounds. */
const PATIENCE = 2.5;
const FEWEST_ROUNDS = 2 * LONGEST_STRETCH;
/** Rounds after which the rate has grown by what it was at first, and up to where it grows. */
const ROUNDS_OF_GROWTH = 50;
const HIGHEST_RATE = 1;

/** Where the shapes of columns begin in a list of all; one more entry for the end. */
export function offsetsOf(columns: readonly { readonly count: number }[]): number[] {
  const offsets = [0];
  for (const { count } of columns) offsets.push((offsets[offsets.length - 1] as number) + count);
  return offsets;
}

/** The part of a Newton step that a round takes. */
function rateAt(round: number, rate: number): number {
  return Math.max(rate, Math.min(HIGHEST_RATE, rate * (1 + round / ROUNDS_OF_GROWTH)));
}

/**
 * Cyclic gradient boosting: in each round one small step per shape, in turn, for each bag. Steps grow from round to
 * round: what is left after many are trades between shapes whose features move together, which small steps take
 * hundreds of rounds for. Gradients and Hessians are exact at the start of each stretch of up to eight rounds, in
 * which the gradient is taken as linear. It stops where the loss out of fold, pooled over the bags, has not fallen for
 * a while, and goes back to where it was lowest.
 * O(rounds · bags · records · shapes).
 *
 * Source: Y. Lou, R. Caruana and J. Gehrke, Intelligible models for classification and regression, KDD 2012.
 *
 * @param problem - records, shapes, when to stop
 * @returns the shapes of each bag
 */
export function boostShapes(problem: BoostProblem): BoostResult {
  const { data, columns, mostRounds, rate } = problem;
  const offsets = offsetsOf(columns);
  const size = offsets[columns.length] as number;
  const bags = Array.from({ length: problem.bags }, () => new Float64Array(size));
  const scratch = makeScratch(problem, size);
  const tested = data.weights.subarray(0, data.folds[problem.bags]).reduce((a, b) => a + b, 0);
  let lossAtStart = Number.NaN;
  let best: Omit<BoostResult, "lossAtStart"> = { bags, rounds: 0, loss: Number.POSITIVE_INFINITY };
  for (let rounds = 0; ; ) {
    const left = mostRounds - rounds;
    const stretch = Math.min(LONGEST_STRETCH, 1 + (rounds >> 2), left);
    const before = bags.map((shapes) => shapes.slice());
    let loss = 0;
    for (let first = 0; first < bags.length; first += scratch.lanes) {
      loss += learnStretch(problem, offsets, bags, first, rounds, stretch, scratch);
    }
    loss /= tested;
    if (rounds === 0) lossAtStart = loss;
    if (loss < best.loss - LEAST_GAIN) best = { bags: before, rounds, loss };
    problem.onRounds(rounds, loss);
    const patience = Math.max(FEWEST_ROUNDS, Math.ceil(PATIENCE / rateAt(rounds, rate)));
    if (left <= 0 || rounds - best.rounds >= patience) return { ...best, lossAtStart };
    rounds += stretch;
  }
}

interface Scratch {
  /** Bags that are learned side by side. */
  readonly lanes: number;
  readonly margins: Float64Array;
  readonly gradients: Float64Array;
  readonly hessians: Float64Array;
  /** By bin and lane. */
  readonly binHessians: Float64Array;
  readonly sums: Float64Array;
  readonly steps: Float64Array;
  /** By bin, of one lane. */
  readonly one: readonly [Float64Array, Float64Array, Float64Array];
}

function makeScratch({ data, columns, bags }: BoostProblem, size: number): Scratch {
  const lanes = bags === 1 ? 1 : LANES;
  const most = Math.max(0, ...columns.map(({ count }) => count));
  return {
    lanes,
    margins: new Float64Array(data.rowCount),
    gradients: new Float64Array(data.rowCount * lanes),
    hessians: new Float64Array(data.rowCount * lanes),
    binHessians: new Float64Array(size * lanes),
    sums: new Float64Array(most * lanes),
    steps: new Float64Array(size * lanes),
    one: [new Float64Array(most), new Float64Array(most), new Float64Array(most)],
  };
}

/** Rounds of some bags after those done, with the Hessians at the margins that they begin with; gives their loss out of fold before. */
function learnStretch(
  problem: BoostProblem,
  offsets: readonly number[],
  bags: readonly Float64Array[],
  first: number,
  done: number,
  rounds: number,
  scratch: Scratch,
): number {
  const { columns } = problem;
  const { lanes, gradients, hessians, sums, steps } = scratch;
  const group = bags.slice(first, first + lanes);
  const loss = startStretch(problem, offsets, group, first, scratch);
  let last = 0;
  steps.fill(0, 0, (offsets[1] ?? 0) * lanes);
  for (let round = 0; round < rounds; round++) {
    const rate = rateAt(done + round, problem.rate);
    for (let j = 0; j < columns.length; j++) {
      const column = columns[j] as ShapeColumn;
      const lastStep = steps.subarray(
        (offsets[last] as number) * lanes,
        (offsets[last + 1] as number) * lanes,
      );
      sums.fill(0, 0, column.count * lanes);
      stepAndSum(
        lanes,
        gradients,
        hessians,
        (columns[last] as ShapeColumn).codes,
        lastStep,
        column.codes,
        sums,
      );
      growLanes(column, offsets[j] as number, group, first, rate, scratch);
      last = j;
    }
  }
  columns.forEach(({ direction, sizes, count }, j) => {
    const at = offsets[j] as number;
    if (direction === 0) return;
    for (const shapes of group) makeMonotone(shapes.subarray(at, at + count), sizes, 1, count, direction);
  });
  return loss;
}

function startStretch(
  { data, columns, start }: BoostProblem,
  offsets: readonly number[],
  group: readonly Float64Array[],
  first: number,
  { lanes, margins, gradients, hessians, binHessians }: Scratch,
): number {
  const { folds, outcomes, weights } = data;
  let loss = 0;
  group.forEach((shapes, lane) => {
    start(first + lane, margins);
    columns.forEach(({ codes }, j) => {
      addShape(margins, codes, shapes.subarray(offsets[j], offsets[j + 1]));
    });
    const from = folds[first + lane] as number;
    const to = folds[first + lane + 1] as number;
    loss += lossOf(margins.subarray(from, to), outcomes.subarray(from, to), weights.subarray(from, to));
    derivatives(margins, outcomes, weights, gradients, hessians, lanes, lane);
    for (let at = from * lanes + lane; at < to * lanes; at += lanes) {
      gradients[at] = 0;
      hessians[at] = 0;
    }
  });
  binHessians.fill(0);
  columns.forEach(({ codes }, j) => {
    const bins = binHessians.subarray((offsets[j] as number) * lanes, (offsets[j + 1] as number) * lanes);
    sumByBin(lanes, hessians, codes, bins);
  });
  return loss;
}

/** The next step of a shape in each lane: written to the steps, and added to the shapes. */
function growLanes(
  { count, grow, isLearnedBy }: ShapeColumn,
  at: number,
  group: readonly Float64Array[],
  first: number,
  rate: number,
  { lanes, sums, binHessians, steps, one }: Scratch,
): void {
  const [gradients, hessians, step] = one;
  for (let lane = 0; lane < group.length; lane++) {
    const shapes = group[lane] as Float64Array;
    for (let bin = 0; bin < count; bin++) {
      gradients[bin] = sums[bin * lanes + lane] as number;
      hessians[bin] = binHessians[(at + bin) * lanes + lane] as number;
    }
    if (isLearnedBy?.(first + lane) === false) step.fill(0, 0, count);
    else grow(gradients, hessians, step);
    for (let bin = 0; bin < count; bin++) {
      const value = rate * (step[bin] as number);
      steps[(at + bin) * lanes + lane] = value;
      shapes[at + bin] = (shapes[at + bin] as number) + value;
    }
  }
}
