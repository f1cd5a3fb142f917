import { logit, sum } from "../../core/numeric";
import type { Design } from "../logistic/designTypes";
import { type Evaluate, type Evaluation, makeEvaluate } from "../logistic/likelihood";
import { coordinateDescent, type PenalisedQuadratic, withoutIntercept } from "./coordinateDescent";
import { columnSpreads, designColumns } from "./designColumns";

/** What a path is computed for. */
export interface PathProblem {
  readonly design: Design;
  readonly outcomes: Uint8Array;
  readonly weights: Float64Array;
  /** The share of the absolute penalty: 1 for the lasso, 0 for ridge. */
  readonly l1Ratio: number;
  /** The largest last step of a solution, in log-odds per standard deviation. */
  readonly tolerance: number;
}

/** A point of a path. */
export interface PathSolution {
  readonly lambda: number;
  /** Intercept and coefficients on the design's scale. */
  readonly beta: Float64Array;
  /** Σ w·ln P. */
  readonly logLikelihood: number;
  readonly converged: boolean;
}

const MOST_STEPS = 60;
const FEW_COLUMNS = 64;
const SLOW = 0.3;
/** glmnet's rules for where a path ends. */
const LEAST_L1_RATIO = 1e-3;
const FEWEST_POINTS = 5;
const LEAST_GAIN = 1e-5;
const MOST_EXPLAINED = 0.999;

/**
 * The solutions of an elastic net from the strongest penalty to the weakest, each starting from the one before:
 *
 *     maximise (1/W)·Σ wᵢ·ln P(yᵢ) − λ·Σⱼ [l1Ratio·sⱼ·|βⱼ| + ½·(1 − l1Ratio)·(sⱼ·βⱼ)²],   W = Σ wᵢ
 *
 * by Newton's method: a quadratic approximation, maximised by coordinate descent. Columns that the strong rules leave
 * out are not looked at before the derivative of all asks for them.
 *
 * @param problem - design, outcomes, weights, l1Ratio
 * @param lambdas - decreasing strengths, or how many to space evenly by logarithm from the first at which every
 * coefficient is 0 to 1e-4 of it (0.01 with fewer records than columns); such a path ends where little is gained
 * @returns one solution per strength
 *
 * Source: J. Friedman, T. Hastie and R. Tibshirani, Journal of Statistical Software 33 (2010), for objective and path;
 * R. Tibshirani et al., Strong rules for discarding predictors in lasso-type problems, JRSS B 74 (2012).
 */
export function elasticNetPath(problem: PathProblem, lambdas: readonly number[] | number): PathSolution[] {
  const { design, l1Ratio } = problem;
  const spreads = Float64Array.from([0, ...columnSpreads(design, problem.weights)]);
  const total = sum(problem.weights);
  const evaluateAll = evaluateOf(problem, design, spreads);
  const none = new Float64Array(spreads.length);
  const won = sum(problem.weights.map((weight, i) => weight * (problem.outcomes[i] as number)));
  none[0] = logit(won / total);
  const first = evaluateAll(none, false);
  let strongest = 0;
  first.gradient.forEach((slope, j) => {
    if ((spreads[j] as number) > 0)
      strongest = Math.max(strongest, Math.abs(slope) / (total * (spreads[j] as number)));
  });
  strongest /= Math.max(l1Ratio, LEAST_L1_RATIO);
  const isFree = typeof lambdas === "number";
  const free = () => (strongest > 0 ? spaced(strongest, lambdas as number, design) : [0]);
  const strengths = isFree ? free() : lambdas;
  const solve = makeSolve(problem, { spreads, total, evaluateAll });
  const solutions: PathSolution[] = [];
  let here: Screened = { beta: none, gradient: first.gradient, lambda: strongest, kept: [] };
  const explained = (logLikelihood: number) => 1 - logLikelihood / first.logLikelihood;
  for (const lambda of strengths) {
    const next = solve(here, lambda);
    const { beta, logLikelihood, converged } = next;
    solutions.push({ lambda, beta, logLikelihood, converged });
    here = next;
    if (!isFree || solutions.length < FEWEST_POINTS) continue;
    const before = solutions[solutions.length - 2] as PathSolution;
    const gain = explained(logLikelihood) - explained(before.logLikelihood);
    if (gain < LEAST_GAIN || explained(logLikelihood) > MOST_EXPLAINED) break;
  }
  return solutions;
}

function spaced(strongest: number, count: number, { rowCount, columns }: Design): number[] {
  const weakest = rowCount < columns.length ? 0.01 : 1e-4;
  const step = Math.log(weakest) / Math.max(1, count - 1);
  return Array.from({ length: count }, (_, k) => strongest * Math.exp(k * step));
}

function evaluateOf({ outcomes, weights }: PathProblem, design: Design, spreads: Float64Array): Evaluate {
  const penalties = new Float64Array(spreads.length);
  const fixed = Array.from(spreads, (spread, j) => j > 0 && spread === 0);
  return makeEvaluate({ design, outcomes, weights, penalties, fixed });
}

/** Where a path is, and the columns that count there. */
interface Screened {
  readonly beta: Float64Array;
  /** Of all columns. */
  readonly gradient: Float64Array;
  readonly lambda: number;
  readonly kept: readonly number[];
}

interface Shared {
  readonly spreads: Float64Array;
  readonly total: number;
  readonly evaluateAll: Evaluate;
}

/** The solver of one strength, from the solution of a stronger one. */
function makeSolve(problem: PathProblem, { spreads, total, evaluateAll }: Shared) {
  const { design, l1Ratio } = problem;
  const all = design.columns.map((_, j) => j);
  let current: Newton | null = null;
  return (from: Screened, lambda: number): Screened & Omit<PathSolution, "lambda"> => {
    const limit = total * l1Ratio * Math.max(0, 2 * lambda - from.lambda);
    const isStrong = (j: number) =>
      from.beta[j + 1] !== 0 ||
      Math.abs(from.gradient[j + 1] as number) >= limit * (spreads[j + 1] as number);
    const before = new Set(from.kept);
    let kept = all.length <= FEW_COLUMNS ? all : all.filter((j) => before.has(j) || isStrong(j));
    let beta = from.beta;
    for (;;) {
      if (current === null || current.kept.length !== kept.length)
        current = makeNewton(problem, kept, spreads);
      const found = current.solve(beta, lambda, total);
      beta = found.beta;
      const gradient = kept.length === all.length ? found.gradient : evaluateAll(beta, false).gradient;
      const inside = new Set(kept);
      const bound = total * l1Ratio * lambda * (1 + 1e-9);
      const missed = all.filter(
        (j) => !inside.has(j) && Math.abs(gradient[j + 1] as number) > bound * (spreads[j + 1] as number),
      );
      const { logLikelihood, converged } = found;
      if (missed.length === 0) return { beta, gradient, lambda, kept, logLikelihood, converged };
      kept = [...kept, ...missed].sort((a, b) => a - b);
    }
  };
}

interface Newton {
  readonly kept: readonly number[];
  solve(beta: Float64Array, lambda: number, total: number): PathSolution & { gradient: Float64Array };
}

/** Newton's method over some columns; the gradient that it returns is 0 for the others. */
function makeNewton(problem: PathProblem, kept: readonly number[], allSpreads: Float64Array): Newton {
  const places = [0, ...kept.map((column) => column + 1)];
  const spreads = Float64Array.from(places, (place) => allSpreads[place] as number);
  const evaluate = evaluateOf(problem, designColumns(problem.design, kept), spreads);
  let known: Evaluation | null = null;
  return {
    kept,
    solve(from, lambda, total) {
      const start = Float64Array.from(places, (place) => from[place] as number);
      const isKnown = known?.beta.every((value, j) => value === start[j]) ?? false;
      const found = newton(
        problem.tolerance,
        evaluate,
        isKnown ? (known as Evaluation) : evaluate(start, true),
        {
          absolute: spreads.map((spread) => total * lambda * problem.l1Ratio * spread),
          square: spreads.map((spread) => total * lambda * (1 - problem.l1Ratio) * spread * spread),
          spreads,
        },
      );
      known = found.here;
      const scatter = (values: Float64Array) => {
        const out = new Float64Array(from.length);
        places.forEach((place, k) => {
          out[place] = values[k] as number;
        });
        return out;
      };
      const { beta, gradient, logLikelihood } = known;
      const { converged } = found;
      return { lambda, beta: scatter(beta), gradient: scatter(gradient), logLikelihood, converged };
    },
  };
}

type Penalty = Pick<PenalisedQuadratic, "absolute" | "square" | "spreads">;

/** The maximum, evaluated with its second derivative; between steps, one of an earlier step does for the next. */
function newton(small: number, evaluate: Evaluate, start: Evaluation, penalty: Penalty) {
  let here = start;
  let curvature = start;
  let reduced = withoutIntercept(start.hessian as Float64Array, start.beta.length);
  let sizeBefore = Number.POSITIVE_INFINITY;
  for (let steps = 0; steps < MOST_STEPS; steps++) {
    const { beta, gradient } = here;
    const hessian = curvature.hessian as Float64Array;
    const tolerance = Math.max(small * 1e-2, Math.min(1e-4, sizeBefore * 1e-3));
    const wanted = coordinateDescent({ beta, gradient, hessian, ...penalty }, reduced, tolerance);
    const size = distance(wanted, beta, penalty.spreads);
    if (size <= small) return { here: evaluate(wanted, true), converged: true };
    const isSlow = size > SLOW * sizeBefore;
    here = shorten(evaluate, here, wanted, penalty, isSlow);
    sizeBefore = size;
    if (here.hessian !== null) {
      curvature = here;
      reduced = withoutIntercept(here.hessian, here.beta.length);
    }
  }
  return { here: here.hessian === null ? evaluate(here.beta, true) : here, converged: false };
}

/** The point wanted, or one nearer where that does not raise the objective. */
function shorten(
  evaluate: Evaluate,
  here: Evaluation,
  wanted: Float64Array,
  penalty: Penalty,
  wantsHessian: boolean,
): Evaluation {
  const before = here.objective - penaltyOf(here.beta, penalty);
  let point = wanted;
  for (let share = 1; ; share /= 2) {
    const next = evaluate(point, wantsHessian || share < 1);
    const after = next.objective - penaltyOf(point, penalty);
    if (after >= before - Math.abs(before) * 1e-11 || share < 1e-6) return next;
    point = here.beta.map((value, j) => value + (share / 2) * ((wanted[j] as number) - value));
  }
}

function penaltyOf(beta: Float64Array, { absolute, square }: Penalty): number {
  let total = 0;
  beta.forEach((value, j) => {
    total += (absolute[j] as number) * Math.abs(value) + ((square[j] as number) * value * value) / 2;
  });
  return total;
}

function distance(a: Float64Array, b: Float64Array, spreads: Float64Array): number {
  let largest = Math.abs((a[0] as number) - (b[0] as number));
  for (let j = 1; j < a.length; j++) {
    largest = Math.max(largest, Math.abs((a[j] as number) - (b[j] as number)) * (spreads[j] as number));
  }
  return largest;
}
