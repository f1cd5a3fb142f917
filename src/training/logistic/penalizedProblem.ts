import type { TrainingData } from "../data/readTraining";
import { collinearity } from "./collinearity";
import type { Design } from "./designTypes";
import type { LogisticProblem } from "./likelihood";

/**
 * The problem of a design under one L2 penalty for all columns. Without penalty, columns that can be computed from
 * others are left out.
 *
 * @param design - the columns
 * @param data - outcomes and weights
 * @param l2 - strength of the penalty, 0 for none
 * @returns the problem, the names of the columns that can be computed from others, and those that nearly can
 */
export function penalizedProblem(
  design: Design,
  { outcomes, weights }: Pick<TrainingData, "outcomes" | "weights">,
  l2: number,
) {
  const { dependent, nearlyDependent } = collinearity(design, weights);
  const problem: LogisticProblem = {
    design,
    outcomes,
    weights,
    penalties: Float64Array.from([0, ...design.columns.map(() => l2)]),
    fixed: l2 === 0 ? dependent : dependent.map(() => false),
  };
  const names = design.columns.filter((_, j) => dependent[j + 1]).map(({ name }) => name);
  return { problem, collinear: { dependent: names, nearlyDependent } };
}
