import { normalCdf, normalQuantile } from "../core/normal";
import { cholesky, inverseDiagonal, inverseForm } from "./cholesky";
import type { Design } from "./design";
import type { LogisticSolution } from "./newton";

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

/**
 * Folds standardising back out of a solution: estimates, standard errors (from the inverse of minus the second
 * derivative), z, p and intervals in original units. Columns that were left out as dependent are not listed.
 *
 * @param design - the design
 * @param solution - the solution on the design's scale
 * @param fixed - coefficients that were left out
 * @param level - confidence level in (0, 1)
 * @returns the intercept and the coefficients in the order of the design's columns
 */
export function coefficientTable(
  design: Design,
  solution: LogisticSolution,
  fixed: readonly boolean[],
  level: number,
): Coefficient[] {
  const size = design.columns.length + 1;
  const { factor } = cholesky(solution.hessian, size, 1e-14);
  const variances = inverseDiagonal(factor, size);
  const z = normalQuantile((1 + level) / 2);
  const make = (
    column: string,
    feature: string | null,
    estimate: number,
    standardised: number,
    variance: number,
  ) => {
    const standardError = Math.sqrt(variance);
    const ratio = estimate / standardError;
    return {
      column,
      feature,
      estimate,
      standardised,
      standardError,
      z: ratio,
      pValue: 2 * normalCdf(-Math.abs(ratio)),
      low: estimate - z * standardError,
      high: estimate + z * standardError,
    };
  };
  // intercept in original units: b₀ − Σ bⱼ·meanⱼ/scaleⱼ, and its variance from the same linear combination
  const fold = new Float64Array(size);
  fold[0] = 1;
  design.columns.forEach((column, j) => {
    if (column.role === "value" && !fixed[j + 1]) fold[j + 1] = -column.mean / column.scale;
  });
  let intercept = 0;
  for (let i = 0; i < size; i++) intercept += (fold[i] as number) * (solution.beta[i] as number);
  const rows = [make("(intercept)", null, intercept, Number.NaN, inverseForm(factor, fold))];
  design.columns.forEach((column, j) => {
    if (fixed[j + 1]) return;
    const unit = column.role === "value" ? column.scale : 1;
    const estimate = (solution.beta[j + 1] as number) / unit;
    const own = (variances[j + 1] as number) / (unit * unit);
    rows.push(make(column.name, column.feature, estimate, estimate * column.scale, own));
  });
  return rows;
}
