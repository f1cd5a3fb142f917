import { erfc, normalQuantile } from "../../core/normal";
import { cholesky, inverseForm } from "./cholesky";
import type { Inference } from "./coefficientTable";
import type { LogisticProblem } from "./likelihood";
import { type FirthSolution, solveFirth } from "./solveFirth";

const MOST_TRIES = 40;
const CLOSE = 1e-8;

/**
 * Tests and intervals from the profile of the penalised likelihood, which is not symmetric under separation, so that
 * Wald's do not do: 2·(l*max − l*(β)) is compared with χ² of one degree of freedom.
 *
 * @param problem - what was solved
 * @param solution - its maximum
 * @param confidence - confidence level in (0, 1)
 * @returns the inference of a row: z is the signed root of the likelihood ratio
 *
 * Source: G. Heinze and M. Schemper, A solution to the problem of separation in logistic regression, Statistics in
 * Medicine 21 (2002), section 2.
 */
export function profileInference(
  problem: LogisticProblem,
  solution: FirthSolution,
  confidence: number,
): Inference {
  const { factor } = cholesky(solution.hessian, solution.beta.length, 1e-14);
  const z = normalQuantile((1 + confidence) / 2);
  return ({ weights }, estimate) => {
    const standardError = Math.sqrt(inverseForm(factor, weights));
    let from = solution.beta;
    const rootAt = (value: number): number => {
      const held = solveFirth(problem, from, { weights, value });
      from = held.beta;
      return Math.sqrt(Math.max(0, 2 * (solution.penalisedLogLikelihood - held.penalisedLogLikelihood)));
    };
    const end = (sign: 1 | -1): number => {
      from = solution.beta;
      return endOf(rootAt, estimate, sign * standardError, z);
    };
    const root = rootAt(0);
    return {
      standardError,
      z: Math.sign(estimate) * root,
      pValue: erfc(root * Math.SQRT1_2),
      low: end(-1),
      high: end(1),
    };
  };
}

/** Where the root of the likelihood ratio, nearly a straight line from the estimate, reaches z. */
function endOf(rootAt: (value: number) => number, estimate: number, unit: number, z: number): number {
  let [low, rootLow] = [0, 0]; // in units from the estimate
  let [high, rootHigh] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  let at = z;
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const root = rootAt(estimate + at * unit);
    if (Math.abs(root - z) <= CLOSE) break;
    if (root < z) [low, rootLow] = [at, root];
    else [high, rootHigh] = [at, root];
    if (high === Number.POSITIVE_INFINITY) {
      at = root > 0 ? Math.min(3 * at, Math.max(1.05 * at, (at * z) / root)) : 2 * at;
      continue;
    }
    const line = low + ((high - low) * (z - rootLow)) / (rootHigh - rootLow);
    // every third try halves what is left, so that one end does not stand still
    at = tries % 3 === 2 ? (low + high) / 2 : line;
    if (high - low <= CLOSE * high) break;
  }
  return estimate + at * unit;
}
