import { cholesky, type Triangle } from "./cholesky";
import { type Evaluate, type LogisticProblem, makeEvaluate } from "./likelihood";
import { dot, newtonSteps, relativeSize } from "./newtonSteps";
import { quasiNewtonStep, type StepTaken } from "./quasiNewton";
import { sampleRuns } from "./runs";

/** Where to start Newton's method on all records. */
export interface Start {
  readonly beta: Float64Array;
  /** How often all records were read to get there. */
  readonly passes: number;
}

const MANY = 1_000_000;
const FEW_PER_COLUMN = 40;
const RAREST_PER_COLUMN = 5;
const MORE_PER_COLUMN = 500;
const MOST_PASSES = 10;
const ROUGH = 0.05;
const SMALL = 1e-3;
const NEAR = 2e-5;

/**
 * Comes close to the maximum at the price of a few gradients: Newton's method on some records, then on more, then
 * steps on all records that are preconditioned with the second derivative on those (L-BFGS). What is left for
 * Newton's method on all records is one second derivative, which the standard errors need anyway.
 *
 * @param problem - the problem
 * @param evaluate - its objective
 * @returns a point to start from, or null where there are too few records to gain by it
 */
export function startNearMaximum(problem: LogisticProblem, evaluate: Evaluate): Start | null {
  const size = problem.penalties.length;
  const n = problem.design.rowCount;
  let events = 0;
  for (let i = 0; i < n; i++) events += problem.outcomes[i] as number;
  const share = Math.min(events, n - events) / n;
  const few = Math.ceil(Math.max(n / 64, size * FEW_PER_COLUMN, (size * RAREST_PER_COLUMN) / share));
  const more = Math.ceil(Math.max(n / 12, Math.min(size * MORE_PER_COLUMN, n / 4), few * 2));
  if (n * size < MANY || more > Math.ceil(n / 4)) return null;
  const rough = newtonOnSample(problem, few, new Float64Array(size));
  const start = newtonOnSample(problem, more, rough.beta);
  const { factor } = cholesky(start.hessian, size, 1e-14);
  if (!start.beta.every(Number.isFinite)) return null;
  return climbByGradients(evaluate, start.beta, factor);
}

function newtonOnSample(problem: LogisticProblem, rows: number, start: Float64Array) {
  // a weak penalty, for levels that the sample has few records of
  const penalties = problem.penalties.map((penalty, j) => (j === 0 ? 0 : Math.max(penalty, 1)));
  const penalised = { ...problem, penalties };
  const evaluate = makeEvaluate(penalised, sampleRuns(problem.design.rowCount, rows));
  return newtonSteps(penalised, evaluate, start, ROUGH);
}

function climbByGradients(evaluate: Evaluate, start: Float64Array, factor: Triangle): Start {
  const pairs: StepTaken[] = [];
  let here = evaluate(start, false);
  let passes = 1;
  let share = 1;
  let sizeBefore = Number.POSITIVE_INFINITY;
  for (;;) {
    const step = quasiNewtonStep(here.gradient, pairs, factor).map((value) => value * share);
    const beta = here.beta.map((value, j) => value + (step[j] as number));
    const size = relativeSize(step, here.beta);
    // steps shrink about as much each time, so that this is the size of the next one
    if (size * Math.min(size / sizeBefore, 1) <= NEAR && size <= SMALL) return { beta, passes };
    if (passes === MOST_PASSES) return { beta: here.beta, passes };
    const next = evaluate(beta, false);
    passes++;
    if (next.objective >= here.objective - Math.abs(here.objective) * 1e-12) {
      const change = here.gradient.map((value, j) => value - (next.gradient[j] as number));
      const product = dot(step, change);
      if (product > 0) pairs.push({ step, change, product });
      here = next;
      share = 1;
      sizeBefore = size;
    } else share /= 4;
  }
}
