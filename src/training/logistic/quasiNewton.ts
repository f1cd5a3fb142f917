import { choleskySolve, type Triangle } from "./cholesky";
import { dot } from "./newtonSteps";

/** A step taken, and what it took off the gradient. */
export interface StepTaken {
  readonly step: Float64Array;
  readonly change: Float64Array;
  readonly product: number;
}

/** What a step has taught, or null where the objective is not concave along it. */
export function stepTaken(
  from: Float64Array,
  to: Float64Array,
  gradient: Float64Array,
  next: Float64Array,
): StepTaken | null {
  const step = to.map((value, j) => value - (from[j] as number));
  const change = gradient.map((value, j) => value - (next[j] as number));
  const product = dot(step, change);
  return product > 0 ? { step, change, product } : null;
}

/**
 * The step of L-BFGS: the gradient times an inverse second derivative that earlier steps have improved.
 *
 * @param gradient - first derivative of what is maximised
 * @param pairs - the steps taken, the oldest first
 * @param factor - Cholesky's factor of the second derivative to begin with
 * @returns the step
 *
 * Source: J. Nocedal, Updating quasi-Newton matrices with limited storage, Mathematics of Computation 35 (1980).
 */
export function quasiNewtonStep(
  gradient: Float64Array,
  pairs: readonly StepTaken[],
  factor: Triangle,
): Float64Array {
  let rest = gradient;
  const shares = pairs.map(() => 0);
  for (let k = pairs.length - 1; k >= 0; k--) {
    const { step, change, product } = pairs[k] as StepTaken;
    const share = dot(step, rest) / product;
    shares[k] = share;
    rest = rest.map((value, j) => value - share * (change[j] as number));
  }
  let result = choleskySolve(factor, rest);
  pairs.forEach(({ step, change, product }, k) => {
    const share = (shares[k] as number) - dot(change, result) / product;
    result = result.map((value, j) => value + share * (step[j] as number));
  });
  return result;
}
