import { designTimes, type LogisticProblem, type LogisticSolution } from "./newton";

/**
 * The columns that separate events from non-events, so that an estimate without penalty does not exist. Where
 * the iteration did not settle, its last step is tested as a certificate: along a separating direction no
 * event's margin falls and no non-event's margin rises.
 *
 * @param problem - the problem
 * @param solution - where the iteration ended
 * @returns names of the columns, none if the direction does not separate
 *
 * Source: A. Albert and J. A. Anderson, On the existence of maximum likelihood estimates in logistic regression
 * models, Biometrika 71 (1984).
 */
export function separatingColumns(problem: LogisticProblem, solution: LogisticSolution): string[] {
  const { design, outcomes, weights } = problem;
  const largest = largestSize(solution.step);
  if (!(largest > 1e-3)) return [];
  // what moves far less than the rest is still converging, not separating
  const direction = solution.step.map((value) => (Math.abs(value) > 0.01 * largest ? value : 0));
  const change = designTimes(design, direction);
  const size = largestSize(change);
  for (let i = 0; i < change.length; i++) {
    const towards = (change[i] as number) * (outcomes[i] === 1 ? 1 : -1);
    if ((weights[i] as number) > 0 && towards < -0.02 * size) return [];
  }
  return design.columns.filter((_, j) => direction[j + 1] !== 0).map((column) => column.name);
}

function largestSize(values: Float64Array): number {
  let largest = 0;
  for (const value of values) if (Math.abs(value) > largest) largest = Math.abs(value);
  return largest;
}
