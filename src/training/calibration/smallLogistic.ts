import { expit, log1pExp, logit, sum } from "../../core/numeric";

/** A logistic regression on a few columns. */
export interface SmallLogistic {
  /** Intercept first, then one slope per column. */
  readonly coefficients: readonly number[];
  /** Σ weight · −ln(probability of the target). */
  readonly loss: number;
  readonly converged: boolean;
}

interface State {
  readonly beta: readonly number[];
  readonly loss: number;
}

const MOST_ITERATIONS = 100;

/**
 * Logistic regression of targets in [0, 1] on at most a few columns, by Newton's method with step halving.
 *
 *     minimise Σ w · (−t · ln p − (1 − t) · ln(1 − p)),   p = expit(β₀ + Σ βⱼ · xⱼ)
 *
 * Columns are standardised inside, so that their scale does not matter. O(records · columns² · iterations).
 *
 * @param columns - finite numbers, each column with more than one value
 * @param targets - one per record, in [0, 1]
 * @param weights - one per record, ≥ 0
 * @returns coefficients for the columns as given
 */
export function smallLogistic(
  columns: readonly Float64Array[],
  targets: Float64Array,
  weights: Float64Array,
): SmallLogistic {
  const total = sum(weights);
  const scaled = columns.map((column) => standardise(column, weights, total));
  const design = [new Float64Array(targets.length).fill(1), ...scaled.map(({ values }) => values)];
  const base = logit(sum(targets.map((target, i) => target * (weights[i] as number))) / total);
  let state: State = lossAt(design, targets, weights, [base, ...columns.map(() => 0)]);
  let converged = false;
  for (let i = 0; i < MOST_ITERATIONS && !converged; i++) {
    const { step, gain } = newtonStep(design, targets, weights, state.beta);
    if (!(gain > 0)) break; // no curvature is left: the targets are separated
    const slack = 1e-13 * state.loss; // what rounding makes of a loss that does not change
    let next = state;
    for (let size = 1; size > 1e-12; size /= 2) {
      const beta = state.beta.map((value, j) => value + size * (step[j] as number));
      next = lossAt(design, targets, weights, beta);
      if (next.loss <= state.loss + slack) break;
    }
    state = next;
    converged = gain < 1e-22 * total;
  }
  const slopes = scaled.map(({ scale }, j) => (state.beta[j + 1] as number) / scale);
  const shift = sum(scaled.map(({ center }, j) => center * (slopes[j] as number)));
  return { coefficients: [(state.beta[0] as number) - shift, ...slopes], loss: state.loss, converged };
}

/** Mean 0 and standard deviation 1; divided by the largest number first, so that no square overflows. */
function standardise(column: Float64Array, weights: Float64Array, total: number) {
  const largest = column.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;
  const small = column.map((value) => value / largest);
  const mean = sum(small.map((value, i) => value * (weights[i] as number))) / total;
  const squares = small.map((value, i) => (value - mean) * (value - mean) * (weights[i] as number));
  const deviation = Math.sqrt(sum(squares) / total) || 1;
  return {
    values: small.map((value) => (value - mean) / deviation),
    center: mean * largest,
    scale: deviation * largest,
  };
}

function marginAt(design: readonly Float64Array[], beta: readonly number[], i: number): number {
  let margin = 0;
  for (let j = 0; j < beta.length; j++)
    margin += (beta[j] as number) * ((design[j] as Float64Array)[i] as number);
  return margin;
}

function lossAt(
  design: readonly Float64Array[],
  targets: Float64Array,
  weights: Float64Array,
  beta: readonly number[],
): State {
  const losses = targets.map((target, i) => {
    const margin = marginAt(design, beta, i);
    return (weights[i] as number) * (target * log1pExp(-margin) + (1 - target) * log1pExp(margin));
  });
  return { beta, loss: sum(losses) };
}

/** The step H⁻¹g, and what it promises to gain: g · H⁻¹g. */
function newtonStep(
  design: readonly Float64Array[],
  targets: Float64Array,
  weights: Float64Array,
  beta: readonly number[],
): { readonly step: number[]; readonly gain: number } {
  const size = beta.length;
  const gradient = new Array<number>(size).fill(0);
  const rows = gradient.map(() => new Array<number>(size + 1).fill(0));
  for (let i = 0; i < targets.length; i++) {
    const p = expit(marginAt(design, beta, i));
    const slope = (weights[i] as number) * ((targets[i] as number) - p);
    const curvature = (weights[i] as number) * p * (1 - p);
    for (let j = 0; j < size; j++) {
      const x = (design[j] as Float64Array)[i] as number;
      gradient[j] = (gradient[j] as number) + slope * x;
      const row = rows[j] as number[];
      for (let k = 0; k < size; k++) {
        row[k] = (row[k] as number) + curvature * x * ((design[k] as Float64Array)[i] as number);
      }
    }
  }
  rows.forEach((row, j) => {
    row[size] = gradient[j] as number;
  });
  const step = solve(rows);
  return { step, gain: sum(step.map((value, j) => value * (gradient[j] as number))) };
}

/** Gaussian elimination of a symmetric positive definite system with its right side as last column. */
function solve(rows: number[][]): number[] {
  const size = rows.length;
  for (let j = 0; j < size; j++) {
    const pivot = rows[j] as number[];
    for (let i = 0; i < size; i++) {
      if (i === j) continue;
      const row = rows[i] as number[];
      const factor = (row[j] as number) / (pivot[j] as number);
      for (let k = j; k <= size; k++) row[k] = (row[k] as number) - factor * (pivot[k] as number);
    }
  }
  return rows.map((row, j) => (row[size] as number) / (row[j] as number));
}
