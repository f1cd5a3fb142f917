import type { TrainingData } from "../data/readTraining";
import { type Coefficient, coefficientTable } from "../logistic/coefficientTable";
import { makeDesign } from "../logistic/design";
import { fitWarnings, type LinearWarning } from "../logistic/fitReport";
import { solveLogistic } from "../logistic/newton";
import { penalizedProblem } from "../logistic/penalizedProblem";

/** A feature that the margin is learned from: the weight of evidence of each record. */
export interface EvidenceColumn {
  readonly name: string;
  readonly values: Float64Array;
}

/** The logistic regression on weights of evidence. */
export interface Regression {
  /** One per feature that has a coefficient. */
  readonly coefficients: ReadonlyMap<string, number>;
  readonly intercept: number;
  readonly table: readonly Coefficient[];
  /** What the solver says; columns are features here. */
  readonly warnings: readonly LinearWarning[];
  /** Features that were dropped for their wrong sign, with the coefficient they had. */
  readonly dropped: ReadonlyMap<string, number>;
}

/** How the regression is made. */
export interface RegressionOptions {
  /** The penalty on standardised weights of evidence, 0 for none. */
  readonly l2: number;
  readonly dropWrongSigns: boolean;
  /** Is called before each fit. */
  readonly proceed: () => void;
}

const CONFIDENCE = 0.95;

/**
 * Learns what each weight of evidence counts for. With `dropWrongSigns` the feature with the most negative effect is
 * left out, and the others are learned anew, until none is below 0.
 *
 * @param data - outcomes and weights of the records
 * @param evidence - the weights of evidence, feature by feature
 * @param options - penalty, wrong signs
 * @returns coefficients and intercept in log-odds
 */
export function regress(
  data: TrainingData,
  evidence: readonly EvidenceColumn[],
  options: RegressionOptions,
): Regression {
  const dropped = new Map<string, number>();
  for (let kept = evidence; ; ) {
    options.proceed();
    const fit = solve(data, kept, options.l2);
    const worst = fit.table.slice(1).reduce<Coefficient | null>((lowest, row) => {
      return row.estimate < 0 && row.standardised < (lowest?.standardised ?? 0) ? row : lowest;
    }, null);
    if (worst === null || !options.dropWrongSigns) return { ...fit, dropped };
    dropped.set(worst.column, worst.estimate);
    kept = kept.filter(({ name }) => name !== worst.column);
  }
}

function solve(
  data: TrainingData,
  evidence: readonly EvidenceColumn[],
  l2: number,
): Omit<Regression, "dropped"> {
  const { outcomes, weights } = data;
  const columns = evidence.map(({ name, values }) => [name, { type: "number", values }] as const);
  const table = { rowCount: outcomes.length, columns: Object.fromEntries(columns) };
  const design = makeDesign(table, weights, { minimumLevelCount: 1, baseline: l2 === 0 });
  const { problem, collinear } = penalizedProblem(design, data, l2);
  const solution = solveLogistic(problem);
  const rows = coefficientTable(design, solution, problem.fixed, CONFIDENCE, l2 > 0);
  return {
    coefficients: new Map(rows.slice(1).map((row) => [row.column, row.estimate])),
    intercept: rows[0]?.estimate as number,
    table: rows,
    warnings: fitWarnings(data, problem, solution, collinear),
  };
}
