import { normalCdf, normalQuantile } from "../../core/normal";
import { cholesky, inverseForm } from "./cholesky";
import type { Design } from "./design";
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
 * @param level - confidence level in (0, 1)
 * @param everyLevel - whether every level has a column, rather than all but a baseline
 * @returns the intercept and the coefficients in the order of the design's columns
 */
export function coefficientTable(
  design: Design,
  solution: LogisticSolution,
  fixed: readonly boolean[],
  level: number,
  everyLevel: boolean,
): Coefficient[] {
  const { columns } = design;
  const { factor } = cholesky(solution.hessian, columns.length + 1, 1e-14);
  const z = normalQuantile((1 + level) / 2);
  // a row is a linear combination of the solution: its estimate, and its variance from the same combination
  const row = (column: string, feature: string | null, scale: number, weights: Float64Array): Coefficient => {
    let estimate = 0;
    weights.forEach((weight, i) => {
      estimate += weight * (solution.beta[i] as number);
    });
    const standardError = Math.sqrt(inverseForm(factor, weights));
    const ratio = estimate / standardError;
    return {
      column,
      feature,
      estimate,
      standardised: estimate * scale,
      standardError,
      z: ratio,
      pValue: 2 * normalCdf(-Math.abs(ratio)),
      low: estimate - z * standardError,
      high: estimate + z * standardError,
    };
  };
  const centred = columns.map((column) => everyLevel && column.category);
  const intercept = new Float64Array(columns.length + 1);
  intercept[0] = 1;
  columns.forEach((column, j) => {
    if (column.role === "value" && !fixed[j + 1]) intercept[j + 1] = -column.mean / column.scale;
    else if (centred[j]) intercept[j + 1] = column.mean;
  });
  const rows = [row("(intercept)", null, Number.NaN, intercept)];
  columns.forEach((column, j) => {
    if (fixed[j + 1]) return;
    const weights = new Float64Array(columns.length + 1);
    weights[j + 1] = column.role === "value" ? 1 / column.scale : 1;
    if (centred[j]) {
      columns.forEach((other, k) => {
        if (other.feature === column.feature) weights[k + 1] = (weights[k + 1] as number) - other.mean;
      });
    }
    rows.push(row(column.name, column.feature, column.scale, weights));
  });
  return rows;
}
