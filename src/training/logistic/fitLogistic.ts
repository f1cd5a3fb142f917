import { checkNumber, checkOptions, reject } from "../../core/checks";
import type { Table } from "../../core/columns";
import type { FeatureSet } from "../../features/featureSet";
import type { ConversionHistory } from "../../models/history";
import type { AdditiveModel } from "../../models/types";
import { profileColumns } from "../data/columnProfile";
import { historyOf } from "../data/conversionHistory";
import {
  readTraining,
  readTrainingTable,
  type TableTrainingOptions,
  type TrainingData,
  type TrainingOptions,
} from "../data/readTraining";
import { collinearity } from "./collinearity";
import { makeDesign } from "./design";
import { type FitWarning, fitWarnings, type LogisticStatistics, logisticStatistics } from "./fitReport";
import { isUnit, type LogisticProblem } from "./likelihood";
import { logisticModel } from "./logisticModel";
import { solveLogistic } from "./newton";

/** How {@link fitLogistic} learns, whatever it learns from. */
export interface LogisticSettings {
  /** The strength of the L2 penalty (1 by default), or none for maximum likelihood. */
  readonly penalty?: { readonly l2: number } | "none";
  /** Levels, and missing values, with fewer records share a column: 10 by default, 1 for no pooling. */
  readonly minimumLevelCount?: number;
  /** Confidence level of the intervals, 0.95 by default. */
  readonly confidence?: number;
  /** Share of the features that must have a value for a score, 0.2 by default. */
  readonly coverageFloor?: number;
  /** Share of the features below which a score is of low confidence, 0.5 by default. */
  readonly lowConfidenceBelow?: number;
}

/** Options of {@link fitLogistic} for records. */
export interface FitLogisticOptions<Row> extends TrainingOptions<Row>, LogisticSettings {}

/** Options of {@link fitLogistic} for a table. */
export interface FitLogisticTableOptions<Row> extends TableTrainingOptions<Row>, LogisticSettings {}

/** A model and how its fit went. */
export interface LogisticFit {
  readonly model: AdditiveModel;
  readonly report: LogisticReport;
}

/** How a fit went. */
export interface LogisticReport extends LogisticStatistics {
  /** Records given, used (of a weight above 0), still open (no outcome), and rejected. */
  readonly rows: {
    readonly given: number;
    readonly used: number;
    readonly open: number;
    readonly rejected: number;
  };
  /** Events among the records used. */
  readonly events: number;
  /** Positions and reasons of rejected records. */
  readonly rejected: TrainingData["rejected"];
  /** Steps over all records. */
  readonly iterations: number;
  readonly converged: boolean;
  readonly warnings: readonly FitWarning[];
  /** How often records converted, by the values of each feature. */
  readonly history: ConversionHistory;
}

const OPTIONS = [
  "features",
  "outcome",
  "weight",
  "penalty",
  "minimumLevelCount",
  "confidence",
  "coverageFloor",
  "lowConfidenceBelow",
];

/**
 * Logistic regression by Newton's method: a probability whose log-odds are a sum over features.
 *
 *     maximise Σ wᵢ·ln P(yᵢ) − ½·l2·Σ (βⱼ·sⱼ)²,   ln(p / (1 − p)) = β₀ + Σ βⱼ·xⱼ
 *
 * with w the record weights, y the outcomes, and s the population standard deviation of a number or flag, 1 for
 * a level of a category, whose log-odds need no scale; the intercept is not penalised. A missing number counts as
 * the mean and has a learned contribution of its own; missing text is a level; levels with few records share a
 * coefficient; a level never seen counts as the average record. Without a penalty the most frequent level of each
 * category is the baseline that the others are compared with, and columns that depend on others are left out. With
 * one every level has a coefficient, and the report compares it with the average record. Standard errors come from
 * the inverse of minus the second derivative; a penalty makes them smaller than the estimates deserve, so test
 * hypotheses without one.
 *
 * Above 1,000,000 records × columns a sample says where to begin and gradients lead close to the maximum, so that
 * the second derivative of all records is computed once; the estimates are as exact, and the standard errors to about
 * 5e-5 of their size. Columns are read in blocks, by WebAssembly SIMD where the host has it and allows it, else by
 * plain JavaScript, with the same bits. O(records · columns²) for numbers; for categories O(records · features²).
 *
 * @param rows - the records
 * @param options - `features`, `outcome`, `asOf`, `weight`, `penalty` and so on
 * @returns the model, calibrated by construction on its own records, and a report
 * @throws SalienceError `invalid_data` without records, or with outcomes of one class; `invalid_argument`
 *
 * Source: D. R. Cox, The regression analysis of binary sequences, JRSS B 20 (1958); A. E. Hoerl and R. W.
 * Kennard, Ridge Regression, Technometrics 12 (1970), for the penalty.
 *
 * @example
 * ```ts
 * import { createScorer, featureSet, fitLogistic, numeric } from "salience";
 * const leads = [0, 1, 2, 3, 4, 5, 6, 7].map((visits) => ({ visits, won: visits > 5 || visits === 2 }));
 * const features = featureSet<{ visits: number; won: boolean }>()({ visits: numeric("visits") });
 * const { model, report } = fitLogistic(leads, { features, outcome: (lead) => lead.won, penalty: "none" });
 * report.converged; // => true
 * report.coefficients.map((row) => row.column); // => ["(intercept)", "visits"]
 * const scores = createScorer(model, features).scoreAll(leads).probability;
 * scores.reduce((total, p) => total + p, 0); // ≈ 3.000000
 * ```
 */
export function fitLogistic<Row>(rows: readonly Row[], options: FitLogisticOptions<Row>): LogisticFit;
/**
 * The same from columns, which are neither copied nor written to: a table that `readTable`, `readColumns` or `table`
 * made. Outcomes and weights are columns too, and whatever depends on time has been read, so that there is no `asOf`
 * and the model's window is empty.
 *
 * @param table - the records as columns, one per feature
 * @param options - `features`, `outcome` and `weight` with one entry per row, `penalty` and so on
 * @returns the model, calibrated by construction on its own records, and a report
 * @throws SalienceError `invalid_data` without rows, or with outcomes of one class; `invalid_argument`
 *
 * @example
 * ```ts
 * import { featureSet, fitLogistic, numeric, readColumns } from "salience";
 * const features = featureSet<{ visits: number }>()({ visits: numeric("visits") });
 * const { table } = readColumns({ visits: Float64Array.of(0, 1, 2, 3, 4, 5, 6, 7) }, features);
 * const outcome = [0, 0, 1, 0, 0, 0, 1, 1] as const;
 * fitLogistic(table, { features, outcome }).report.rows.used; // => 8
 * ```
 */
export function fitLogistic<Row>(table: Table, options: FitLogisticTableOptions<Row>): LogisticFit;
export function fitLogistic<Row>(
  input: readonly Row[] | Table,
  options: FitLogisticOptions<Row> | FitLogisticTableOptions<Row>,
): LogisticFit {
  const isTable = !Array.isArray(input) && typeof (input as Table | null)?.columns === "object";
  checkOptions("fitLogistic", "options", options, isTable ? OPTIONS : [...OPTIONS, "asOf"]);
  const settings = checkSettings(options);
  const data = isTable
    ? readTrainingTable("fitLogistic", input as Table, options as FitLogisticTableOptions<Row>)
    : readTraining("fitLogistic", input as readonly Row[], options as FitLogisticOptions<Row>);
  return learn(
    options.features,
    data,
    settings,
    isTable ? (input as Table).rowCount : (input as Row[]).length,
  );
}

interface Settings extends Required<Omit<LogisticSettings, "penalty">> {
  /** 0 for none. */
  readonly l2: number;
}

function checkSettings(options: LogisticSettings): Settings {
  const { penalty = { l2: 1 }, minimumLevelCount = 10, confidence = 0.95 } = options;
  const { coverageFloor = 0.2, lowConfidenceBelow = 0.5 } = options;
  if (penalty !== "none") checkOptions("fitLogistic", "penalty", penalty, ["l2"]);
  const l2 = penalty === "none" ? 0 : checkNumber("fitLogistic", "penalty.l2", penalty.l2, 0);
  checkNumber("fitLogistic", "minimumLevelCount", minimumLevelCount, 1);
  if (!(typeof confidence === "number" && confidence > 0 && confidence < 1))
    reject("fitLogistic", "confidence in (0, 1)", confidence);
  checkNumber("fitLogistic", "coverageFloor", coverageFloor, 0, 1);
  checkNumber("fitLogistic", "lowConfidenceBelow", lowConfidenceBelow, 0, 1);
  return { l2, minimumLevelCount, confidence, coverageFloor, lowConfidenceBelow };
}

function learn<Row>(
  features: FeatureSet<Row>,
  data: TrainingData,
  { l2, minimumLevelCount, confidence, ...floors }: Settings,
  given: number,
): LogisticFit {
  const { table, outcomes, weights } = data;
  const design = makeDesign(table, weights, { minimumLevelCount, baseline: l2 === 0 });
  const { dependent, nearly } = collinearity(design, weights);
  const problem: LogisticProblem = {
    design,
    outcomes,
    weights,
    penalties: Float64Array.from([0, ...design.columns.map(() => l2)]),
    fixed: l2 === 0 ? dependent : [false, ...design.columns.map(() => false)],
  };
  const solution = solveLogistic(problem);
  const dependentNames = design.columns.filter((_, j) => dependent[j + 1]).map((column) => column.name);
  const known = isUnit(weights) ? design.moments : new Map();
  const profiles = profileColumns(features, table, outcomes, known);
  const history = historyOf(features, table, outcomes, profiles);
  return {
    model: logisticModel(features, data, design, solution.beta, { method: "logistic", ...floors, profiles }),
    report: {
      rows: { given, used: outcomes.length, open: data.open.length, rejected: data.rejected.length },
      events: history.events,
      rejected: data.rejected,
      ...logisticStatistics(data, problem, solution, confidence),
      iterations: solution.iterations,
      converged: solution.converged,
      warnings: fitWarnings(data, problem, solution, { dependent: dependentNames, nearly }),
      history,
    },
  };
}
