import { cholesky, choleskySolve } from "./cholesky";
import { crossProducts, designSizes, designTimes } from "./designTimes";
import type { LogisticProblem } from "./likelihood";
import type { LogisticSolution } from "./newtonSteps";

const SETTLED = 1e-3;
const FAR = 12;

/**
 * The columns that separate events from non-events, so that an estimate without penalty does not exist. Where
 * the iteration did not settle, two directions are tested as certificates: its last step, and the coefficients
 * less what the records with small margins say of them. Along a separating direction no event's margin falls and
 * no non-event's margin rises.
 *
 * @param problem - the problem
 * @param solution - where the iteration ended
 * @returns names of the columns, none if neither direction separates
 *
 * Source: A. Albert and J. A. Anderson, On the existence of maximum likelihood estimates in logistic regression
 * models, Biometrika 71 (1984).
 */
export function separatingColumns(problem: LogisticProblem, solution: LogisticSolution): string[] {
  if (solution.converged && !(largestSize(solution.step) > SETTLED)) return [];
  const byStep = certified(problem, solution.step);
  return byStep.length > 0 ? byStep : certified(problem, withoutOverlap(problem, solution));
}

/** The columns of a direction that separates, else none. */
function certified({ design, outcomes, weights }: LogisticProblem, moves: Float64Array): string[] {
  const largest = largestSize(moves);
  if (!(largest > SETTLED)) return [];
  const change = designTimes(design, moves);
  const sizes = designSizes(design, moves); // one extreme value must not hide the others
  const rounding = largestSize(sizes) * 1e-9;
  for (let i = 0; i < change.length; i++) {
    const towards = (change[i] as number) * (outcomes[i] === 1 ? 1 : -1);
    if ((weights[i] as number) > 0 && towards < -0.02 * (sizes[i] as number) - rounding) return [];
  }
  // what moves far less than the rest is still converging, not separating
  return design.columns
    .filter((_, j) => Math.abs(moves[j + 1] as number) > 0.01 * largest)
    .map(({ name }) => name);
}

/** The coefficients less those that give the same margins to the records that are not far on the right side. */
function withoutOverlap(
  { design, outcomes, weights, fixed }: LogisticProblem,
  { beta }: LogisticSolution,
): Float64Array {
  const margins = designTimes(design, beta);
  const overlap = margins.map((margin, i) =>
    (weights[i] as number) > 0 && (outcomes[i] === 1 ? margin : -margin) < FAR ? 1 : 0,
  );
  const { cross, products } = crossProducts(
    design,
    overlap,
    margins.map((margin, i) => margin * (overlap[i] as number)),
  );
  const settled = choleskySolve(cholesky(products, beta.length, 1e-9).factor, cross);
  // an offset does not move
  return beta.map((value, j) => (fixed[j] && value !== 0 ? 0 : value - (settled[j] as number)));
}

function largestSize(values: Float64Array): number {
  let largest = 0;
  for (const value of values) if (Math.abs(value) > largest) largest = Math.abs(value);
  return largest;
}
