import { at, cholesky, choleskySolve, type Triangle } from "../logistic/cholesky";

/** A quadratic function of coefficients, and a penalty on each but the intercept. */
export interface PenalisedQuadratic {
  /** Where the quadratic is known: the intercept first. */
  readonly beta: Float64Array;
  /** First derivative there, of what is maximised. */
  readonly gradient: Float64Array;
  /** Lower triangle of minus the second derivative. */
  readonly hessian: Triangle;
  /** What is taken off: Σ absolute·|β| + ½·Σ square·β², one each per coefficient, 0 for the intercept. */
  readonly absolute: Float64Array;
  readonly square: Float64Array;
  /** The standard deviation of each column; 0 for one that stays 0. */
  readonly spreads: Float64Array;
}

const MOST_SWEEPS = 2000;
const SWEEPS_BEFORE_JUMP = 8;

/** The second derivative with the intercept solved for: a square matrix without it, and what became of its row. */
export interface Reduced {
  readonly matrix: Float64Array;
  readonly corner: number;
  readonly row: Float64Array;
}

/** Solves a second derivative for the intercept, so that the other coefficients depend less on each other. */
export function withoutIntercept(hessian: Triangle, size: number): Reduced {
  const corner = hessian[0] as number;
  const row = Float64Array.from({ length: size }, (_, j) => hessian[at(j, 0)] as number);
  const matrix = new Float64Array(size * size);
  for (let i = 1; i < size; i++) {
    for (let j = 1; j <= i; j++) {
      const value = (hessian[at(i, j)] as number) - ((row[i] as number) * (row[j] as number)) / corner;
      matrix[i * size + j] = value;
      matrix[j * size + i] = value;
    }
  }
  return { matrix, corner, row };
}

/**
 * Maximises a quadratic less the penalty of an elastic net: one coefficient after the other, each to its own maximum.
 * Where columns nearly depend on each other that would take thousands of rounds; so every few rounds all coefficients
 * that are not 0 are solved for at once. O(columns + moved coefficients · columns) a round.
 *
 * @param problem - the quadratic and the penalty
 * @param reduced - its second derivative without the intercept
 * @param tolerance - the largest change of a round, times the column's standard deviation, at which to stop
 * @returns the coefficients, the intercept first
 *
 * Source: J. Friedman, T. Hastie and R. Tibshirani, Regularization Paths for Generalized Linear Models via Coordinate
 * Descent, Journal of Statistical Software 33 (2010).
 */
export function coordinateDescent(
  { beta, gradient, absolute, square, spreads }: PenalisedQuadratic,
  { matrix, corner, row }: Reduced,
  tolerance: number,
): Float64Array {
  const size = beta.length;
  const found = beta.slice();
  const share = (gradient[0] as number) / corner;
  const slopes = gradient.map((value, j) => value - (row[j] as number) * share);
  let sinceJump = 0;
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) {
    let largest = 0;
    for (let j = 1; j < size; j++) {
      if (spreads[j] === 0) continue;
      const before = found[j] as number;
      const curvature = matrix[j * size + j] as number;
      const pull = (slopes[j] as number) + curvature * before;
      const limit = absolute[j] as number;
      const beyond = Math.abs(pull) - limit;
      // at the limit itself rounding must not move it
      const value =
        beyond > 1e-12 * limit ? (Math.sign(pull) * beyond) / (curvature + (square[j] as number)) : 0;
      const change = value - before;
      if (change === 0 || !Number.isFinite(value)) continue;
      found[j] = value;
      addTimes(slopes, matrix, j * size, -change);
      largest = Math.max(largest, Math.abs(change) * (spreads[j] as number));
    }
    if (largest <= tolerance) break;
    if (++sinceJump < SWEEPS_BEFORE_JUMP) continue;
    const active = [...found.keys()].filter((j) => j > 0 && found[j] !== 0);
    // solving for all at once costs as much as active² / (6 · columns) rounds
    if (sinceJump * 6 * size < active.length * active.length) continue;
    jump({ found, slopes, absolute, square }, active, matrix);
    sinceJump = 0;
  }
  let moved = gradient[0] as number;
  for (let j = 1; j < size; j++) moved -= (row[j] as number) * ((found[j] as number) - (beta[j] as number));
  found[0] = (beta[0] as number) + moved / corner;
  return found;
}

interface Place {
  readonly found: Float64Array;
  readonly slopes: Float64Array;
  readonly absolute: Float64Array;
  readonly square: Float64Array;
}

/** Moves all coefficients other than 0 to their common maximum, or towards it until one of them is 0. */
function jump(
  { found, slopes, absolute, square }: Place,
  active: readonly number[],
  matrix: Float64Array,
): void {
  const size = found.length;
  const system: Triangle = new Float64Array((active.length * (active.length + 1)) / 2);
  const wanted = active.map((j, a) => {
    for (let b = 0; b <= a; b++) system[at(a, b)] = matrix[j * size + (active[b] as number)] as number;
    system[at(a, a)] = (system[at(a, a)] as number) + (square[j] as number);
    const value = found[j] as number;
    return (slopes[j] as number) - Math.sign(value) * (absolute[j] as number) - (square[j] as number) * value;
  });
  const { factor, dependent } = cholesky(system, active.length);
  if (dependent.includes(true)) return;
  const step = choleskySolve(factor, wanted);
  let share = 1;
  let stopper = -1;
  active.forEach((j, a) => {
    const limit = -(found[j] as number) / (step[a] as number);
    if (limit > 0 && limit < share) [share, stopper] = [limit, j];
  });
  active.forEach((j, a) => {
    const next = j === stopper ? 0 : (found[j] as number) + share * (step[a] as number);
    addTimes(slopes, matrix, j * size, (found[j] as number) - next);
    found[j] = next;
  });
}

function addTimes(out: Float64Array, matrix: Float64Array, from: number, times: number): void {
  for (let k = 0; k < out.length; k++) out[k] = (out[k] as number) + times * (matrix[from + k] as number);
}
