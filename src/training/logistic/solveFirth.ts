import { expit, log1pExp } from "../../core/numeric";
import { at, cholesky, choleskySolve, type Triangle } from "./cholesky";
import type { LogisticProblem } from "./likelihood";
import { dot, type LogisticSolution, relativeSize } from "./newtonSteps";
import { rowForms } from "./rowForms";
import { makeSweep, type Sweep } from "./sweep";

/** A combination of the coefficients that is to have a value. */
export interface FirthConstraint {
  readonly weights: Float64Array;
  readonly value: number;
}

/** The maximum of a likelihood with Firth's penalty. */
export interface FirthSolution extends LogisticSolution {
  /** Σ w·ln P + ½·ln det I. */
  readonly penalisedLogLikelihood: number;
}

interface Point {
  readonly beta: Float64Array;
  readonly logLikelihood: number;
  readonly objective: number;
  /** The information, that of the identity for fixed coefficients. */
  readonly information: Triangle;
  /** Of Xᵀ·W·(1 + h)·X: a record counts for 1 + h, of which h is half an event and half a non-event. */
  readonly factor: Triangle;
  readonly gradient: Float64Array;
}

const MOST_ITERATIONS = 500;
const MOST_HALVINGS = 30;
const SMALL = 1e-9;
const LONGEST_STEP = 5;

/**
 * Maximises a logistic likelihood with Jeffreys' prior, by Newton's steps of the likelihood that has the modified score if
 * h stays as it is:
 *
 *     l*(β) = Σ wᵢ·ln P(yᵢ) + ½·ln det I(β),   I = Xᵀ·W·X,   W = diag(wᵢ·pᵢ·(1 − pᵢ))
 *     U*(β) = Σ [wᵢ·(yᵢ − pᵢ) + hᵢ·(½ − pᵢ)]·xᵢ,   h the diagonal of W^½·X·I⁻¹·Xᵀ·W^½
 *
 * It exists wherever columns do not depend on each other, also under separation. Penalties of the problem do not count.
 * O(records · columns²) a step.
 *
 * @param problem - design, outcomes, weights, and which coefficients stay where they start
 * @param start - where to begin
 * @param constraint - a combination that is held, or null
 * @returns the solution
 *
 * Source: D. Firth, Bias reduction of maximum likelihood estimates, Biometrika 80 (1993); G. Heinze and M. Schemper, A
 * solution to the problem of separation in logistic regression, Statistics in Medicine 21 (2002).
 */
export function solveFirth(
  problem: LogisticProblem,
  start: Float64Array,
  constraint: FirthConstraint | null = null,
): FirthSolution {
  const sweep = makeSweep(problem.design);
  const pointAt = (beta: Float64Array) => measure(problem, sweep, beta);
  let here = pointAt(constraint === null ? start : moved(pointAt, start, constraint));
  let step: Float64Array = new Float64Array(start.length);
  let iterations = 0;
  let converged = false;
  while (!converged && iterations < MOST_ITERATIONS) {
    iterations++;
    step = choleskySolve(here.factor, here.gradient);
    if (constraint !== null) step = along(step, here.factor, constraint.weights, 0);
    const longest = step.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    if (longest > LONGEST_STEP) step = step.map((value) => (value * LONGEST_STEP) / longest);
    converged = relativeSize(step, here.beta) <= SMALL;
    const next = climb(pointAt, here, step);
    if (next === null) {
      converged = relativeSize(step, here.beta) <= 1e-6; // the objective changes by less than its rounding
      break;
    }
    here = next;
  }
  const { beta, information: hessian, logLikelihood, objective } = here;
  return { beta, hessian, logLikelihood, penalisedLogLikelihood: objective, iterations, converged, step };
}

type PointAt = (beta: Float64Array) => Point;

function climb(pointAt: PointAt, here: Point, step: Float64Array): Point | null {
  for (let halving = 0, share = 1; halving < MOST_HALVINGS; halving++, share /= 2) {
    const next = pointAt(here.beta.map((value, j) => value + share * (step[j] as number)));
    if (next.objective >= here.objective - Math.abs(here.objective) * 1e-13) return next;
  }
  return null;
}

/** The nearest point, as the information measures, at which the constraint holds. */
function moved(pointAt: PointAt, start: Float64Array, { weights, value }: FirthConstraint) {
  const { factor } = pointAt(start);
  const step = along(new Float64Array(start.length), factor, weights, value - dot(weights, start));
  return start.map((own, j) => own + (step[j] as number));
}

/** A step changed by as little as the information allows, so that the combination moves by so much. */
function along(step: Float64Array, factor: Triangle, weights: Float64Array, by: number): Float64Array {
  const direction = choleskySolve(factor, weights);
  const share = (by - dot(weights, step)) / dot(weights, direction);
  return step.map((value, j) => value + share * (direction[j] as number));
}

function measure(
  { design, outcomes, weights, fixed, onStep }: LogisticProblem,
  sweep: Sweep,
  beta: Float64Array,
): Point {
  onStep?.();
  const margins = new Float64Array(design.rowCount);
  const curvatures = new Float64Array(design.rowCount);
  let logLikelihood = 0;
  const information = sweep(beta, true, (block) => {
    for (const { from, rows, at: place } of block.runs) {
      for (let i = 0; i < rows; i++) {
        const margin = block.margins[place + i] as number;
        const weight = weights[from + i] as number;
        margins[from + i] = margin;
        curvatures[from + i] = weight * expit(margin) * expit(-margin);
        logLikelihood -= weight * log1pExp(outcomes[from + i] === 1 ? -margin : margin);
      }
      block.residuals.fill(0, place, place + rows);
      block.curvatures.set(curvatures.subarray(from, from + rows), place);
    }
  }).products as Triangle;
  keep(information, fixed);
  const { factor } = cholesky(information, beta.length, 1e-14);
  let logDeterminant = 0;
  beta.forEach((_, j) => {
    logDeterminant += 2 * Math.log(factor[at(j, j)] as number);
  });
  const forms = rowForms(design, factor, fixed);
  const { cross, products } = sweep(beta, true, (block) => {
    for (const { from, rows, at: place } of block.runs) {
      for (let i = from; i < from + rows; i++) {
        const margin = margins[i] as number;
        const hat = (curvatures[i] as number) * (forms[i] as number);
        const plain = (weights[i] as number) * (outcomes[i] === 1 ? expit(-margin) : -expit(margin));
        block.residuals[place + i - from] = plain + hat * (0.5 - expit(margin));
        block.curvatures[place + i - from] = (curvatures[i] as number) + hat * expit(margin) * expit(-margin);
      }
    }
  });
  const gradient = cross.map((value, j) => (fixed[j] ? 0 : value));
  keep(products as Triangle, fixed);
  const steps = cholesky(products as Triangle, beta.length, 1e-14).factor;
  const objective = logLikelihood + logDeterminant / 2;
  return { beta, logLikelihood, objective, information, factor: steps, gradient };
}

/** Makes the rows of fixed coefficients those of the identity. */
function keep(matrix: Triangle, fixed: readonly boolean[]): void {
  fixed.forEach((isFixed, j) => {
    for (let k = 0; k < fixed.length; k++) {
      if (isFixed) matrix[k <= j ? at(j, k) : at(k, j)] = k === j ? 1 : 0;
    }
  });
}
