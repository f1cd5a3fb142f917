import type { Triangle } from "./cholesky";
import { type LogisticProblem, makeEvaluate } from "./likelihood";
import { type LogisticSolution, newtonSteps } from "./newtonSteps";
import { startNearMaximum } from "./startNearMaximum";

export { designTimes } from "./designTimes";
export type { LogisticProblem } from "./likelihood";
export type { LogisticSolution } from "./newtonSteps";

const SMALL_STEP = 5e-5;

/**
 * Newton's method with step halving: from zero, or for many records from where samples and gradients lead. It
 * converges quadratically where a maximum exists, so that after a step of 5e-5 the error is of the order of
 * rounding; where none does (separation without penalty), it stops with `converged` false: after 60 steps, or where
 * the second derivative becomes singular.
 *
 * @param problem - design, outcomes, weights, penalties
 * @param from - where to begin, and what fixed coefficients stay at, instead of zeros
 * @returns the solution
 */
export function solveLogistic(problem: LogisticProblem, from?: Float64Array): LogisticSolution {
  const evaluate = makeEvaluate(problem);
  const start = from === undefined ? startNearMaximum(problem, evaluate) : null;
  if (start !== null) {
    const solution = newtonSteps(problem, evaluate, start.beta, SMALL_STEP);
    if (solution.converged) return { ...solution, iterations: solution.iterations + start.passes };
  }
  const solution = newtonSteps(
    problem,
    evaluate,
    from ?? new Float64Array(problem.penalties.length),
    SMALL_STEP,
  );
  if (!solution.converged) return solution;
  const { hessian, logLikelihood } = evaluate(solution.beta, true);
  return { ...solution, hessian: hessian as Triangle, logLikelihood };
}
