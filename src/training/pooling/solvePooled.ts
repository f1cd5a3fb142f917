import { at, cholesky, type Triangle } from "../logistic/cholesky";
import { readRow } from "../logistic/designRow";
import { crossProducts, designTimes } from "../logistic/designTimes";
import type { LogisticProblem } from "../logistic/likelihood";
import { relativeSize } from "../logistic/newtonSteps";
import { quasiNewtonStep, type StepTaken, stepTaken } from "../logistic/quasiNewton";
import { makeSweep } from "../logistic/sweep";
import { type EffectsAt, type Segments, segmentEffects } from "./segmentEffects";

/** The maximum for a given standard deviation of the effects. */
export interface PooledSolution {
  readonly sigma: number;
  /** Intercept and coefficients on the design's scale. */
  readonly beta: Float64Array;
  /** Margins of the features and the intercept, one per record. */
  readonly margins: Float64Array;
  readonly at: EffectsAt;
  /** Laplace's approximation less the penalty on coefficients. */
  readonly objective: number;
  readonly converged: boolean;
}

/** Solves for coefficients and effects, from where the last solution was. */
export interface PooledSolver {
  solve(sigma: number): PooledSolution;
  /** Minus the second derivative by the coefficients, the effects solved for. */
  hessianAt(solution: PooledSolution): Triangle;
}

const MOST_STEPS = 100;
const SMALL = 1e-8;
const SLOW = 0.25;

/**
 * Coefficients of most likelihood beside segment effects of a given standard deviation: the likelihood is that with the
 * effects integrated out (Laplace), its first derivative is exact, and the second is that with the effects solved for.
 *
 * @param problem - design, outcomes, weights, penalties, and which coefficients stay 0
 * @param segments - the segment of each record
 * @returns the solver
 *
 * Source: N. E. Breslow and D. G. Clayton, Approximate Inference in Generalized Linear Mixed Models, JASA 88 (1993).
 */
export function makePooledSolver(problem: LogisticProblem, segments: Segments): PooledSolver {
  const { design, outcomes, weights, penalties, fixed } = problem;
  const size = penalties.length;
  const sweep = makeSweep(design);
  const crossOf = (residuals: Float64Array): Float64Array =>
    sweep(new Float64Array(size), false, (block) => {
      for (const { from, rows, at } of block.runs)
        block.residuals.set(residuals.subarray(from, from + rows), at);
    }).cross;
  let last: PooledSolution | null = null;
  let factor: Triangle | null = null;
  const pointAt = (beta: Float64Array, sigma: number): PooledSolution => {
    const margins = designTimes(design, beta);
    const start = last?.at.effects ?? new Float64Array(segments.count);
    const at = segmentEffects(margins, outcomes, weights, segments, sigma, start);
    let objective = at.logLikelihood;
    beta.forEach((value, j) => {
      objective -= ((penalties[j] as number) * value * value) / 2;
    });
    return { sigma, beta, margins, at, objective, converged: false };
  };
  const hessianAt = (solution: PooledSolution) => schur(problem, segments, solution);
  const gradientOf = ({ at, beta }: PooledSolution) =>
    crossOf(at.residuals).map((value, j) =>
      fixed[j] ? 0 : value - (penalties[j] as number) * (beta[j] as number),
    );
  const solve = (sigma: number): PooledSolution => {
    let here = pointAt(last?.beta ?? new Float64Array(size), sigma);
    let gradient = gradientOf(here);
    let pairs: StepTaken[] = [];
    let sizeBefore = Number.POSITIVE_INFINITY;
    for (let steps = 0; steps < MOST_STEPS; steps++) {
      last = here;
      if (factor === null) [factor, pairs] = [cholesky(hessianAt(here), size, 1e-14).factor, []];
      const step = quasiNewtonStep(gradient, pairs, factor);
      const length = relativeSize(step, here.beta);
      if (length > SLOW * sizeBefore && steps % 4 === 3) factor = null; // of a point too far away
      sizeBefore = length;
      const next = climb(pointAt, here, step);
      if (next === null || length <= SMALL) {
        last = { ...(next ?? here), converged: length <= 1e-5 };
        return last;
      }
      const slope = gradientOf(next);
      const taken = stepTaken(here.beta, next.beta, gradient, slope);
      if (taken !== null) pairs.push(taken);
      [here, gradient] = [next, slope];
    }
    return here;
  };
  return { solve, hessianAt };
}

function climb(
  pointAt: (beta: Float64Array, sigma: number) => PooledSolution,
  here: PooledSolution,
  step: Float64Array,
): PooledSolution | null {
  for (let halving = 0, share = 1; halving < 30; halving++, share /= 2) {
    const beta = here.beta.map((value, j) => value + share * (step[j] as number));
    const next = pointAt(beta, here.sigma);
    if (next.objective >= here.objective - Math.abs(here.objective) * 1e-12) return next;
  }
  return null;
}

/** Xᵀ·W·X + penalties − Σₛ aₛ·hₛ·hₛᵀ with hₛ = Σ_{i in s} wᵢ·pᵢ·(1 − pᵢ)·xᵢ; that of the identity where fixed. */
function schur(problem: LogisticProblem, segments: Segments, { at: point }: PooledSolution): Triangle {
  const { design, penalties, fixed } = problem;
  const size = penalties.length;
  const matrix = crossProducts(design, point.curvatures).products;
  const sums = new Float64Array(segments.count * size);
  const places = new Int32Array(design.parts.length + 1);
  const values = new Float64Array(design.parts.length + 1);
  for (let i = 0; i < design.rowCount; i++) {
    const from = (segments.of[i] as number) * size;
    const filled = readRow(design, i, places, values);
    for (let f = 0; f < filled; f++) {
      const place = from + (places[f] as number);
      sums[place] = (sums[place] as number) + (point.curvatures[i] as number) * (values[f] as number);
    }
  }
  for (let s = 0; s < segments.count; s++) {
    const variance = point.variances[s] as number;
    const own = sums.subarray(s * size, (s + 1) * size);
    for (let j = 0; j < size; j++) {
      const times = variance * (own[j] as number);
      if (times === 0) continue;
      for (let k = 0; k <= j; k++) {
        matrix[at(j, k)] = (matrix[at(j, k)] as number) - times * (own[k] as number);
      }
    }
  }
  for (let j = 0; j < size; j++) {
    matrix[at(j, j)] = (matrix[at(j, j)] as number) + (penalties[j] as number);
    for (let k = 0; k < size; k++) if (fixed[j]) matrix[k <= j ? at(j, k) : at(k, j)] = k === j ? 1 : 0;
  }
  return matrix;
}
