import { normalCdf, normalQuantile } from "../../core/normal";
import { cholesky, choleskySolve, inverseForm, type Triangle, at as triangleAt } from "./cholesky";
import type { Design } from "./designTypes";
import type { LogisticSolution } from "./newtonSteps";

/** One coefficient of a logistic regression, in the original units of its column. */
export interface Coefficient {
  /** The column, such as `visits`, `visits (missing)` or `source = web`; `(intercept)` for the intercept. */
  readonly column: string;
  /** The feature it belongs to, or null for the intercept. */
  readonly feature: string | null;
  /** Change of the log-odds per unit. */
  readonly estimate: number;
  /** The estimate times the column's standard deviation: comparable between columns. */
  readonly standardised: number;
  readonly standardError: number;
  /** estimate / standardError. */
  readonly z: number;
  /** Two-sided, from the normal distribution. */
  readonly pValue: number;
  /** Lower end of the confidence interval. */
  readonly low: number;
  /** Upper end of the confidence interval. */
  readonly high: number;
}

/** A row of the table: a linear combination of the solution. */
export interface Combination {
  readonly column: string;
  readonly feature: string | null;
  /** The standard deviation of its column. */
  readonly scale: number;
  /** One per coefficient of the solution, the intercept first. */
  readonly weights: Float64Array;
}

/** Another standard error, p-value and interval than those of the second derivative, of one row. */
export type Inference = (
  combination: Combination,
  estimate: number,
) => Pick<Coefficient, "standardError" | "z" | "pValue" | "low" | "high">;

/**
 * Folds standardising back out of a solution: estimates, standard errors (from the inverse of minus the second
 * derivative), z, p and intervals in original units. Columns that were left out as dependent are not listed.
 *
 * Where every level of a category has a column, as under a penalty, only differences between levels are known
 * from the data. Levels are then compared with the average record, and the intercept is that record's.
 *
 * @param design - the design
 * @param solution - the solution on the design's scale
 * @param fixed - coefficients that were left out
 * @param confidence - confidence level in (0, 1)
 * @param everyLevel - whether every level has a column, rather than all but a baseline
 * @param infer - where other errors and intervals come from
 * @returns the intercept and the coefficients in the order of the design's columns
 */
export function coefficientTable(
  design: Design,
  solution: Pick<LogisticSolution, "beta" | "hessian">,
  fixed: readonly boolean[],
  confidence: number,
  everyLevel: boolean,
  infer: Inference = waldInference(solution.hessian, design.columns.length + 1, confidence),
): Coefficient[] {
  return combinations(design, fixed, everyLevel).map((combination) => {
    const { column, feature, scale, weights } = combination;
    let estimate = 0;
    weights.forEach((weight, i) => {
      estimate += weight * (solution.beta[i] as number);
    });
    return { column, feature, estimate, standardised: estimate * scale, ...infer(combination, estimate) };
  });
}

/**
 * Standard errors, and Wald's p-values and intervals from the normal distribution.
 *
 * @param hessian - minus the second derivative
 * @param size - number of coefficients with the intercept
 * @param confidence - confidence level in (0, 1)
 * @param scores - Σ (first derivative of a record or cluster) times its transpose, for robust errors, else null
 * @returns the inference of a row
 */
export function waldInference(
  hessian: Triangle,
  size: number,
  confidence: number,
  scores: Triangle | null = null,
): Inference {
  const { factor } = cholesky(hessian, size, 1e-14);
  const z = normalQuantile((1 + confidence) / 2);
  return ({ weights }, estimate) => {
    const variance =
      scores === null ? inverseForm(factor, weights) : quadraticForm(scores, choleskySolve(factor, weights));
    const standardError = Math.sqrt(variance);
    const ratio = estimate / standardError;
    return {
      standardError,
      z: ratio,
      pValue: 2 * normalCdf(-Math.abs(ratio)),
      low: estimate - z * standardError,
      high: estimate + z * standardError,
    };
  };
}

function quadraticForm(matrix: Triangle, vector: Float64Array): number {
  let total = 0;
  for (let i = 0; i < vector.length; i++) {
    let row = ((matrix[triangleAt(i, i)] as number) * (vector[i] as number)) / 2;
    for (let j = 0; j < i; j++) row += (matrix[triangleAt(i, j)] as number) * (vector[j] as number);
    total += 2 * row * (vector[i] as number);
  }
  return total;
}

/** What is said of a solution: the intercept and the columns in original units, levels compared as above. */
export function combinations(
  { columns }: Design,
  fixed: readonly boolean[],
  everyLevel: boolean,
): Combination[] {
  const centred = columns.map((column) => everyLevel && column.category);
  const intercept = new Float64Array(columns.length + 1);
  intercept[0] = 1;
  columns.forEach((column, j) => {
    if (column.role === "value" && !fixed[j + 1]) intercept[j + 1] = -column.mean / column.scale;
    else if (centred[j]) intercept[j + 1] = column.mean;
  });
  const rows = [
    { column: "(intercept)", feature: null as string | null, scale: Number.NaN, weights: intercept },
  ];
  columns.forEach((column, j) => {
    if (fixed[j + 1]) return;
    const weights = new Float64Array(columns.length + 1);
    weights[j + 1] = column.role === "value" ? 1 / column.scale : 1;
    if (centred[j]) {
      columns.forEach((other, k) => {
        if (other.feature === column.feature) weights[k + 1] = (weights[k + 1] as number) - other.mean;
      });
    }
    rows.push({ column: column.name, feature: column.feature, scale: column.scale, weights });
  });
  return rows;
}
