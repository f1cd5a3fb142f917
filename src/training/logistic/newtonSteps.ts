import { cholesky, choleskySolve, type Triangle } from "./cholesky";
import type { Evaluate, Evaluation, LogisticProblem } from "./likelihood";

/** Where the iteration ended. */
export interface LogisticSolution {
  /** Intercept and coefficients on the design's scale. */
  readonly beta: Float64Array;
  /** Lower triangle of minus the second derivative, penalties included, at `beta` or less than 5e-5 away. */
  readonly hessian: Triangle;
  /** Σ w·ln L at `beta`, without penalties. */
  readonly logLikelihood: number;
  /** Steps taken over all records. */
  readonly iterations: number;
  readonly converged: boolean;
  /** The last step, which tends to a separating direction where the estimate does not exist. */
  readonly step: Float64Array;
}

const MOST_ITERATIONS = 60;
const MOST_HALVINGS = 30;
const SMALL_IDLE_STEP = 1e-3;
const SMALL_GAIN = 1e-15;

/**
 * Newton's method from a point, until a step is small in proportion to 1 + |coefficient|; that step is taken too.
 *
 * @param problem - the problem
 * @param evaluate - its objective
 * @param start - where to begin
 * @param tolerance - what counts as a small step
 * @returns the solution
 */
export function newtonSteps(
  problem: LogisticProblem,
  evaluate: Evaluate,
  start: Float64Array,
  tolerance: number,
): LogisticSolution {
  const size = start.length;
  let here = evaluate(start, true);
  let previous: Evaluation | null = null;
  let step: Float64Array = new Float64Array(size);
  let iterations = 0;
  while (iterations < MOST_ITERATIONS) {
    iterations++;
    const { factor, dependent } = cholesky(here.hessian as Triangle, size, 1e-14);
    const isFlat = dependent.some((is, j) => is && !problem.fixed[j] && problem.penalties[j] === 0);
    if (isFlat) {
      here = previous ?? here; // the curvature of a separating direction is gone: go back to where it was not
      break;
    }
    step = choleskySolve(factor, here.gradient);
    const gain = dot(here.gradient, step);
    // where the curvature is nearly singular, steps never get small: then what they would gain decides
    const isIdle = gain <= SMALL_GAIN * (1 + Math.abs(here.objective));
    if (relativeSize(step, here.beta) <= (isIdle ? Math.max(SMALL_IDLE_STEP, tolerance) : tolerance)) {
      return { ...finish(problem, here, step, gain), iterations };
    }
    const next = climb(evaluate, here, step);
    if (next === null) break;
    previous = here;
    here = next;
  }
  const { beta, hessian, logLikelihood } = here;
  return { beta, hessian: hessian as Triangle, logLikelihood, iterations, converged: false, step };
}

/** The largest change relative to 1 + |coefficient|. */
export function relativeSize(step: Float64Array, beta: Float64Array): number {
  let largest = 0;
  for (let j = 0; j < step.length; j++) {
    const size = Math.abs(step[j] as number) / (1 + Math.abs(beta[j] as number));
    if (!(size <= largest)) largest = size;
  }
  return largest;
}

/** Takes a step that is too small to show: the objective beyond it is that of the quadratic model. */
function finish({ penalties }: LogisticProblem, here: Evaluation, step: Float64Array, gain: number) {
  const beta = here.beta.map((value, j) => value + (step[j] as number));
  let penalty = 0;
  for (let j = 0; j < beta.length; j++) {
    penalty += 0.5 * (penalties[j] as number) * (beta[j] as number) * (beta[j] as number);
  }
  const logLikelihood = here.objective + 0.5 * gain + penalty;
  return { beta, hessian: here.hessian as Triangle, logLikelihood, converged: true, step };
}

/** The first of the step, half of it and so on that does not lower the objective; null if none of them. */
function climb(evaluate: Evaluate, here: Evaluation, step: Float64Array): Evaluation | null {
  let share = 1;
  for (let halving = 0; halving < MOST_HALVINGS; halving++) {
    const beta = here.beta.map((value, j) => value + (step[j] as number) * share);
    const next = evaluate(beta, true);
    // near the maximum the objective changes by less than its rounding error
    if (next.objective >= here.objective - Math.abs(here.objective) * 1e-12) return next;
    share /= 2;
  }
  return null;
}

/** Σ aᵢ·bᵢ. */
export function dot(a: Float64Array, b: Float64Array): number {
  let total = 0;
  for (let i = 0; i < a.length; i++) total += (a[i] as number) * (b[i] as number);
  return total;
}
