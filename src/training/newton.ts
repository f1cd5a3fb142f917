import { log1pExp } from "../core/numeric";
import { at, cholesky, choleskySolve, type Triangle } from "./cholesky";
import type { Design } from "./design";

/** The problem: maximise Σ w·ln L − ½ Σ penalty·β² over the intercept (position 0) and the design's columns. */
export interface LogisticProblem {
  readonly design: Design;
  readonly outcomes: Uint8Array;
  readonly weights: Float64Array;
  /** One penalty per coefficient, 0 for the intercept. */
  readonly penalties: Float64Array;
  /** Coefficients that stay 0. */
  readonly fixed: readonly boolean[];
}

/** Where the iteration ended. */
export interface LogisticSolution {
  /** Intercept and coefficients on the design's scale. */
  readonly beta: Float64Array;
  /** Lower triangle of minus the second derivative at `beta`, penalties included. */
  readonly hessian: Triangle;
  /** Σ w·ln L at `beta`, without penalties. */
  readonly logLikelihood: number;
  readonly iterations: number;
  readonly converged: boolean;
  /** The last step, which tends to a separating direction where the estimate does not exist. */
  readonly step: Float64Array;
}

const MOST_ITERATIONS = 60;
const MOST_HALVINGS = 30;
const SMALL_STEP = 1e-9;
const SMALL_IDLE_STEP = 1e-3;
const SMALL_GAIN = 1e-15;

/**
 * Newton's method with step halving, from zero. It converges quadratically where a maximum exists; where it does
 * not (separation without penalty), it stops with `converged` false: after 60 steps, or where the second
 * derivative becomes singular.
 *
 * @param problem - design, outcomes, weights, penalties
 * @returns the solution
 */
export function solveLogistic(problem: LogisticProblem): LogisticSolution {
  const size = problem.design.columns.length + 1;
  let beta: Float64Array = new Float64Array(size);
  let margins = designTimes(problem.design, beta);
  let objective = objectiveAt(problem, beta, margins);
  let step: Float64Array = new Float64Array(size);
  let last: [Float64Array, Float64Array] | null = null;
  let iterations = 0;
  let converged = false;
  while (!converged && iterations < MOST_ITERATIONS) {
    iterations++;
    const { gradient, hessian } = derivatives(problem, beta, margins);
    const { factor, dependent } = cholesky(hessian, size, 1e-14);
    if (last !== null && dependent.some((is, j) => is && !problem.fixed[j] && problem.penalties[j] === 0)) {
      [beta, margins] = last; // the curvature of a separating direction is gone: go back to where it was not
      break;
    }
    last = [beta, margins];
    step = choleskySolve(factor, gradient);
    // where the curvature is nearly singular, steps never get small: then what they would gain decides
    const isIdle = dot(gradient, step) <= SMALL_GAIN * (1 + Math.abs(objective));
    const small = isIdle ? SMALL_IDLE_STEP : SMALL_STEP;
    converged = step.every((change, j) => Math.abs(change) <= small * (1 + Math.abs(beta[j] as number)));
    let accepted = false;
    for (let halving = 0; halving < MOST_HALVINGS && !accepted; halving++) {
      const next = beta.map((value, j) => value + (step[j] as number) * 2 ** -halving);
      const nextMargins = designTimes(problem.design, next);
      const nextObjective = objectiveAt(problem, next, nextMargins);
      // near the maximum the objective changes by less than its rounding error
      accepted = nextObjective >= objective - Math.abs(objective) * 1e-12;
      if (accepted) [beta, margins, objective] = [next, nextMargins, nextObjective];
    }
    if (!accepted) break;
  }
  const { hessian } = derivatives(problem, beta, margins);
  const logLikelihood = objectiveAt({ ...problem, penalties: new Float64Array(size) }, beta, margins);
  return { beta, hessian, logLikelihood, iterations, converged, step };
}

/** Intercept plus columns times coefficients, one margin per row. */
export function designTimes(design: Design, beta: Float64Array): Float64Array {
  const margins = new Float64Array(design.rowCount).fill(beta[0] as number);
  for (const block of design.blocks) {
    if (block.kind === "values") {
      const coefficient = beta[block.column + 1] as number;
      const { values } = block;
      for (let i = 0; i < margins.length; i++)
        margins[i] = (margins[i] as number) + coefficient * (values[i] as number);
    } else {
      const { codes } = block;
      for (let i = 0; i < margins.length; i++) {
        const code = codes[i] as number;
        if (code >= 0) margins[i] = (margins[i] as number) + (beta[code + 1] as number);
      }
    }
  }
  return margins;
}

function objectiveAt(
  { outcomes, weights, penalties }: LogisticProblem,
  beta: Float64Array,
  margins: Float64Array,
): number {
  let total = 0;
  for (let i = 0; i < margins.length; i++) {
    const margin = margins[i] as number;
    total -= (weights[i] as number) * log1pExp(outcomes[i] === 1 ? -margin : margin);
  }
  for (let j = 1; j < beta.length; j++) total -= 0.5 * (penalties[j] as number) * (beta[j] as number) ** 2;
  return total;
}

/** Gradient, and minus the second derivative, at a point; fixed coefficients have neither. */
function derivatives(
  { design, outcomes, weights, penalties, fixed }: LogisticProblem,
  beta: Float64Array,
  margins: Float64Array,
): { gradient: Float64Array; hessian: Triangle } {
  const n = design.rowCount;
  const residuals = new Float64Array(n);
  const curvatures = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    // both sides without cancellation: 1 − p of a margin above 37 would be 0
    const e = Math.exp(-Math.abs(margins[i] as number));
    const likely = 1 / (1 + e);
    const unlikely = e / (1 + e);
    const event = outcomes[i] === 1;
    const surprise = (margins[i] as number) > 0 === event ? unlikely : likely;
    residuals[i] = (weights[i] as number) * (event ? surprise : -surprise);
    curvatures[i] = (weights[i] as number) * likely * unlikely;
  }
  const { cross, hessian } = crossProducts(design, residuals, curvatures);
  const gradient = cross.map((value, j) => value - (penalties[j] as number) * (beta[j] as number));
  for (let j = 0; j < beta.length; j++) {
    hessian[at(j, j)] = (hessian[at(j, j)] as number) + (penalties[j] as number);
    if (!fixed[j]) continue;
    gradient[j] = 0;
    for (let k = 0; k < beta.length; k++) hessian[k <= j ? at(j, k) : at(k, j)] = k === j ? 1 : 0;
  }
  return { gradient, hessian };
}

/**
 * Xᵀ·residuals and Xᵀ·diag(curvatures)·X with an intercept in front: values by values in dot products, codes by
 * adding into the cell of their column, so that no indicator column is ever written out.
 *
 * @param design - the design X
 * @param residuals - one per row
 * @param curvatures - one per row
 * @returns the vector and the lower triangle
 */
export function crossProducts(
  design: Design,
  residuals: Float64Array,
  curvatures: Float64Array,
): { cross: Float64Array; hessian: Triangle } {
  const size = design.columns.length + 1;
  const cross = new Float64Array(size);
  const hessian = new Float64Array((size * (size + 1)) / 2);
  const n = design.rowCount;
  const intercept = { kind: "values", column: -1, values: new Float64Array(n).fill(1) } as const;
  const blocks = [intercept, ...design.blocks];
  const weighted = new Float64Array(n);
  blocks.forEach((block, b) => {
    if (block.kind === "values") {
      const { values } = block;
      for (let i = 0; i < n; i++) weighted[i] = (values[i] as number) * (curvatures[i] as number);
      cross[block.column + 1] = dot(values, residuals);
      for (const other of blocks.slice(0, b + 1)) addValues(hessian, block.column + 1, weighted, other);
    } else {
      for (let i = 0; i < n; i++) {
        const code = block.codes[i] as number;
        if (code >= 0) cross[code + 1] = (cross[code + 1] as number) + (residuals[i] as number);
      }
      for (const other of blocks.slice(0, b + 1)) addCodes(hessian, block.codes, curvatures, other);
    }
  });
  return { cross, hessian };
}

type Block = Design["blocks"][number];

function addValues(hessian: Triangle, row: number, weighted: Float64Array, other: Block): void {
  if (other.kind === "values") {
    const position = at(row, other.column + 1);
    hessian[position] = (hessian[position] as number) + dot(weighted, other.values);
    return;
  }
  for (let i = 0; i < weighted.length; i++) {
    const code = other.codes[i] as number;
    if (code < 0) continue;
    const position = at(row, code + 1);
    hessian[position] = (hessian[position] as number) + (weighted[i] as number);
  }
}

function addCodes(hessian: Triangle, codes: Int32Array, curvatures: Float64Array, other: Block): void {
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i] as number;
    if (code < 0) continue;
    const second = other.kind === "values" ? other.column : (other.codes[i] as number);
    if (other.kind === "codes" && second < 0) continue;
    const position = at(code + 1, second + 1);
    const factor = other.kind === "values" ? (other.values[i] as number) : 1;
    hessian[position] = (hessian[position] as number) + (curvatures[i] as number) * factor;
  }
}

function dot(a: Float64Array, b: Float64Array): number {
  let total = 0;
  for (let i = 0; i < a.length; i++) total += (a[i] as number) * (b[i] as number);
  return total;
}
