import { checkNumber, checkOptions, checkPositive, checkWhole, reject } from "../core/checks";
import type { AdditiveModel } from "../models/types";
import { checkFloors } from "../training/data/checkFloors";
import { readLabelled, type TrainingData, type TrainingOptions } from "../training/data/readTraining";
import { type Collinearity, collinearity } from "../training/logistic/collinearity";
import { makeDesign } from "../training/logistic/design";
import type { Design } from "../training/logistic/designTypes";
import { fitWarnings, type LinearWarning } from "../training/logistic/fitReport";
import { logisticModel } from "../training/logistic/logisticModel";
import { type LogisticProblem, solveLogistic } from "../training/logistic/newton";
import type { LogisticReport } from "../training/logistic/types";
import { type Climb, climb, FIRST_STEPS } from "./climb";

/** Options of {@link fitWithMlLogisticRegression}. There are no record weights: the package has none. */
export interface FitWithMlLogisticRegressionOptions<Row> extends Omit<TrainingOptions<Row>, "weight"> {
  /** The most steps of gradient ascent in one run of the package: 3,200 by default. */
  readonly steps?: number;
  /** The largest derivative of the mean log-likelihood that counts as none: 1e-9 by default. */
  readonly tolerance?: number;
  /** Levels, and missing values, with fewer records share a column: 10 by default, 1 for no pooling. */
  readonly minimumLevelCount?: number;
  /** Share of the features that must have a value for a score, 0.2 by default. */
  readonly coverageFloor?: number;
  /** Share of the features below which a score is of low confidence, 0.5 by default. */
  readonly lowConfidenceBelow?: number;
}

/** How training through the package went. */
export interface MlLogisticRegressionReport
  extends Pick<LogisticReport, "rows" | "events" | "rejected" | "warnings"> {
  /** Σ ln(probability of what happened) over the records. */
  readonly logLikelihood: number;
  /**
   * The largest derivative of the mean log-likelihood by a weight of the package, in absolute value: the
   * difference between mean probability and event rate is at most this.
   */
  readonly gradientNorm: number;
  /** Whether `gradientNorm` came down to the tolerance, so that the likelihood is at its maximum. */
  readonly converged: boolean;
  /** Steps of the last run of the package. */
  readonly steps: number;
  /** The learning rate that the package was given: 6 / records. */
  readonly rate: number;
}

const CALLER = "fitWithMlLogisticRegression";
const MOST_CELLS = 2_000_000;
const OPTIONS = [
  "features",
  "outcome",
  "asOf",
  "steps",
  "tolerance",
  "minimumLevelCount",
  "coverageFloor",
  "lowConfidenceBelow",
];

/**
 * Logistic regression trained by the npm package `ml-logistic-regression`, for those who want that trainer: the
 * same model as `fitLogistic` with `penalty: "none"`, without standard errors and far slower.
 *
 *     maximise Σ ln P(yᵢ),   ln(p / (1 − p)) = β₀ + Σ βⱼ·xⱼ
 *
 * with y the outcomes. On its own the package has no intercept, a rate that depends on the number of records, a
 * fixed number of steps and no check of the result. Here it gets a column of ones and columns made orthogonal, of
 * mean square 1; its rate is 6 / records, at which every step raises the likelihood; the gradient at the weights it
 * returns is checked, and while it is above `tolerance` the package starts again with twice the steps, from 100 up
 * to `steps`. Missing values, rare levels and levels never seen are as in `fitLogistic`. There is no penalty and
 * there are no record weights. It needs a dense matrix: at most 2,000,000 records × columns (a level of a category
 * is a column). O(steps · records · columns).
 *
 * @param rows - the records
 * @param options - `features`, `outcome`, `asOf`, `steps`, `tolerance` and so on
 * @returns the model, calibrated by construction on its own records once it converged, and a report
 * @throws SalienceError `invalid_data` without records, with outcomes of one class, or above the number of cells;
 * `invalid_argument`
 *
 * @example
 * ```ts
 * import { createScorer, featureSet, numeric } from "salience";
 * import { fitWithMlLogisticRegression } from "salience/interop";
 * const leads = [0, 1, 2, 3, 4, 5, 6, 7].map((visits) => ({ visits, won: visits > 5 || visits === 2 }));
 * const features = featureSet<{ visits: number; won: boolean }>()({ visits: numeric("visits") });
 * const { model, report } = fitWithMlLogisticRegression(leads, { features, outcome: (lead) => lead.won });
 * report.converged; // => true
 * const scores = createScorer(model, features).scoreAll(leads).probability;
 * scores.reduce((total, p) => total + p, 0); // ≈ 3.000000
 * ```
 */
export function fitWithMlLogisticRegression<Row>(
  rows: readonly Row[],
  options: FitWithMlLogisticRegressionOptions<Row>,
): { readonly model: AdditiveModel; readonly report: MlLogisticRegressionReport } {
  checkOptions(CALLER, "options", options, OPTIONS);
  const { steps = 3200, tolerance = 1e-9, minimumLevelCount = 10 } = options;
  checkWhole(CALLER, "steps", steps, 1);
  checkPositive(CALLER, "tolerance", tolerance);
  checkNumber(CALLER, "minimumLevelCount", minimumLevelCount, 1);
  const floors = checkFloors(CALLER, options);
  const data = readLabelled(CALLER, rows, options);
  const design = makeDesign(data.table, data.weights, { minimumLevelCount, baseline: true, caller: CALLER });
  checkCells(design);
  const collinear = collinearity(design, data.weights);
  const problem: LogisticProblem = {
    design,
    outcomes: data.outcomes,
    weights: data.weights,
    penalties: new Float64Array(design.columns.length + 1),
    fixed: collinear.dependent,
  };
  const { warnings, separated } = diagnose(data, problem, collinear);
  // on columns that separate, the gradient falls for ever and the weights grow for ever
  const climbed = climb(problem, tolerance, separated ? Math.min(steps, FIRST_STEPS) : steps);
  const converged = !separated && climbed.gradientNorm <= tolerance;
  const method = "ml-logistic-regression";
  const { beta, ...progress } = climbed;
  return {
    model: logisticModel(options.features, data, design, beta, { method, ...floors }),
    report: {
      rows: {
        given: rows.length,
        used: data.outcomes.length,
        open: data.open.length,
        rejected: data.rejected.length,
      },
      events: data.outcomes.reduce((total, outcome) => total + outcome, 0),
      rejected: data.rejected,
      ...progress,
      converged,
      warnings:
        converged || separated ? warnings : [notConverged(problem.design, climbed, tolerance), ...warnings],
    },
  };
}

function checkCells({ rowCount, columns }: Design): void {
  const cells = rowCount * (columns.length + 1);
  if (!(cells <= MOST_CELLS)) {
    const expected = `at most ${MOST_CELLS} cells (records × columns; fitLogistic has no such limit)`;
    reject(CALLER, expected, cells, "invalid_data");
  }
}

/** What fitLogistic warns of, whatever the trainer: Newton's method is quick to say whether an estimate exists. */
function diagnose(
  data: TrainingData,
  problem: LogisticProblem,
  { dependent, nearlyDependent }: Collinearity,
) {
  const columns = problem.design.columns.filter((_, j) => dependent[j + 1]);
  const collinear = { dependent: columns.map((column) => column.name), nearlyDependent };
  const found = fitWarnings(data, problem, solveLogistic(problem), collinear);
  const warnings = found
    .filter(({ code }) => code !== "not_converged") // of Newton's method
    .map((warning) =>
      warning.code === "separation"
        ? { ...warning, message: `${warning.message}; only fitLogistic has a penalty` }
        : warning,
    );
  return { warnings, separated: warnings.some(({ code }) => code === "separation") };
}

function notConverged(design: Design, { gradientNorm, steps }: Climb, tolerance: number): LinearWarning {
  return {
    code: "not_converged",
    features: design.columns.map((column) => column.name),
    message: `after ${steps} steps the gradient of the mean log-likelihood is ${gradientNorm.toExponential(1)}, above the tolerance of ${tolerance}: allow more steps, or use fitLogistic`,
  };
}
