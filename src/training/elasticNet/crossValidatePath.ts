import { log1pExp } from "../../core/numeric";
import { designRows } from "../logistic/design";
import { designTimes } from "../logistic/designTimes";
import { elasticNetPath, type PathProblem } from "./elasticNetPath";

/** The deviance of records that the fit did not see. */
export interface CrossValidated {
  /** −2·Σ w·ln P / Σ w. */
  readonly deviance: number;
  /** Standard error over the folds. */
  readonly standardError: number;
}

/** glmnet keeps probabilities this far from 0 and 1. */
const FARTHEST = Math.log((1 - 1e-5) / 1e-5);

/**
 * The deviance of each strength of a path on records left out, fold by fold; each fold is standardised by its own
 * records, as glmnet does.
 *
 * @param problem - design, outcomes, weights, l1Ratio
 * @param lambdas - the strengths
 * @param folds - the fold of each record, from 0
 * @returns one mean and standard error per strength
 */
export function crossValidatePath(
  problem: PathProblem,
  lambdas: readonly number[],
  folds: Int32Array,
): CrossValidated[] {
  const count = folds.reduce((most, fold) => Math.max(most, fold + 1), 0);
  const sizes: number[] = [];
  const losses: number[][] = [];
  for (let fold = 0; fold < count; fold++) {
    const inside = Int32Array.from(folds.keys()).filter((i) => folds[i] === fold);
    const outside = Int32Array.from(folds.keys()).filter((i) => folds[i] !== fold);
    const tested = rowsOf(problem, inside);
    losses.push(
      elasticNetPath(rowsOf(problem, outside), lambdas).map(({ beta }) => devianceOf(tested, beta)),
    );
    sizes.push(tested.weights.reduce((total, weight) => total + weight, 0));
  }
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const average = (values: readonly number[]) =>
    values.reduce((sum, value, fold) => sum + ((sizes[fold] as number) / total) * value, 0);
  return lambdas.map((_, k) => {
    const own = losses.map((list) => list[k] as number);
    const deviance = average(own);
    const spread = average(own.map((loss) => (loss - deviance) * (loss - deviance)));
    return { deviance, standardError: Math.sqrt(spread / (count - 1)) };
  });
}

function rowsOf(
  { design, outcomes, weights, l1Ratio, tolerance }: PathProblem,
  rows: Int32Array,
): PathProblem {
  return {
    design: designRows(design, rows),
    outcomes: Uint8Array.from(rows, (row) => outcomes[row] as number),
    weights: Float64Array.from(rows, (row) => weights[row] as number),
    l1Ratio,
    tolerance,
  };
}

function devianceOf({ design, outcomes, weights }: PathProblem, beta: Float64Array): number {
  let [loss, total] = [0, 0];
  designTimes(design, beta).forEach((margin, i) => {
    const kept = Math.max(-FARTHEST, Math.min(FARTHEST, margin));
    loss += (weights[i] as number) * log1pExp(outcomes[i] === 1 ? -kept : kept);
    total += weights[i] as number;
  });
  return (2 * loss) / total;
}
