import { isUnit } from "../data/weightedNumbers";
import { type Triangle, at as triangleAt } from "./cholesky";
import type { Design } from "./designTypes";
import { countRows, type Run } from "./runs";
import { type Block, makeSweep, type Sweep } from "./sweep";

/** The problem: maximise Σ w·ln L − ½ Σ penalty·β² over the intercept (position 0) and the design's columns. */
export interface LogisticProblem {
  readonly design: Design;
  readonly outcomes: Uint8Array;
  readonly weights: Float64Array;
  /** One penalty per coefficient, 0 for the intercept. */
  readonly penalties: Float64Array;
  /** Coefficients that stay 0. */
  readonly fixed: readonly boolean[];
  /** Is called at every step of Firth's method; what it throws ends it. */
  readonly onStep?: () => void;
}

/** The objective at a point. */
export interface Evaluation {
  readonly beta: Float64Array;
  /** Σ w·ln L − ½ Σ penalty·β². */
  readonly objective: number;
  /** Σ w·ln L. */
  readonly logLikelihood: number;
  /** First derivative of the objective; 0 for fixed coefficients. */
  readonly gradient: Float64Array;
  /** Lower triangle of minus the second derivative, that of the identity for fixed coefficients; null if not wanted. */
  readonly hessian: Triangle | null;
}

/** Computes the objective and its derivatives at a point in one reading of the data. */
export type Evaluate = (beta: Float64Array, wantsHessian: boolean) => Evaluation;

/**
 * Prepares a problem for evaluation.
 *
 * @param problem - the problem
 * @param sample - the records to read, all by default; each then counts for several
 * @returns the function that evaluates it
 */
export function makeEvaluate(problem: LogisticProblem, sample?: readonly (readonly Run[])[]): Evaluate {
  const sweep: Sweep = makeSweep(problem.design, sample);
  const repeat = sample === undefined ? 1 : problem.design.rowCount / countRows(sample);
  const { outcomes, penalties, fixed } = problem;
  const weights = isUnit(problem.weights) ? null : problem.weights;
  return (beta, wantsHessian) => {
    let loss = 0;
    let lost = 0;
    const { cross, products } = sweep(beta, wantsHessian, (block) => {
      for (const run of block.runs) {
        const part =
          weights === null
            ? plainLikelihood(block, run, outcomes)
            : weightedLikelihood(block, run, outcomes, weights);
        // compensated, as in core/numeric
        const next = loss + part;
        lost += loss >= part ? loss - next + part : part - next + loss;
        loss = next;
      }
    });
    const logLikelihood = -repeat * (loss + lost);
    let objective = logLikelihood;
    const gradient = cross.map((value, j) => {
      const penalty = (penalties[j] as number) * (beta[j] as number);
      objective -= 0.5 * penalty * (beta[j] as number);
      return fixed[j] ? 0 : value * repeat - penalty;
    });
    if (products !== null) completeHessian(products, problem, repeat);
    return { beta, objective, logLikelihood, gradient, hessian: products };
  };
}

/**
 * Residuals and curvatures of a run of rows, and its loss −Σ ln L. The logarithms of 1 + e are taken together, as that of
 * their product, which is at most 2^256 and is kept less 1, so that tiny ones count.
 */
function plainLikelihood(
  { margins, residuals, curvatures }: Block,
  { from, rows, at }: Run,
  outcomes: Uint8Array,
): number {
  let loss = 0;
  let even = 0;
  let odd = 0;
  for (let i = 0; i < rows; i++) {
    const sign = 2 * (outcomes[from + i] as number) - 1;
    const towards = (margins[at + i] as number) * sign;
    // both sides without cancellation: 1 − p of a margin above 37 would be 0
    const e = Math.exp(-Math.abs(towards));
    const likely = 1 / (1 + e);
    const unlikely = e * likely;
    loss += Math.max(0, -towards);
    residuals[at + i] = sign * (towards > 0 ? unlikely : likely);
    curvatures[at + i] = likely * unlikely;
    if ((i & 1) === 0) even += e * (1 + even);
    else odd += e * (1 + odd);
  }
  return loss + Math.log1p(even) + Math.log1p(odd);
}

function weightedLikelihood(
  block: Block,
  { from, rows, at }: Run,
  outcomes: Uint8Array,
  weights: Float64Array,
): number {
  const { margins, residuals, curvatures } = block;
  let loss = 0;
  for (let i = 0; i < rows; i++) {
    const weight = weights[from + i] as number;
    const sign = 2 * (outcomes[from + i] as number) - 1;
    const towards = (margins[at + i] as number) * sign;
    const e = Math.exp(-Math.abs(towards));
    const likely = 1 / (1 + e);
    const unlikely = e * likely;
    loss += weight * (Math.max(0, -towards) + Math.log1p(e));
    residuals[at + i] = weight * sign * (towards > 0 ? unlikely : likely);
    curvatures[at + i] = weight * likely * unlikely;
  }
  return loss;
}

function completeHessian(hessian: Triangle, { penalties, fixed }: LogisticProblem, repeat: number): void {
  if (repeat !== 1) for (let k = 0; k < hessian.length; k++) hessian[k] = (hessian[k] as number) * repeat;
  for (let j = 0; j < penalties.length; j++) {
    hessian[triangleAt(j, j)] = (hessian[triangleAt(j, j)] as number) + (penalties[j] as number);
    if (!fixed[j]) continue;
    for (let k = 0; k < penalties.length; k++)
      hessian[k <= j ? triangleAt(j, k) : triangleAt(k, j)] = k === j ? 1 : 0;
  }
}
