import { log1pExp, logit, sum } from "../../core/numeric";
import type { FitWarning } from "../data/fitReport";
import type { TrainingData } from "../data/readTraining";
import { describeRejected, listNames } from "../data/words";
import { type Coefficient, coefficientTable, type Inference } from "./coefficientTable";
import type { Design } from "./designTypes";
import type { LogisticProblem } from "./likelihood";
import type { LogisticSolution } from "./newtonSteps";
import { separatingColumns } from "./separation";

/** What a warning of a linear fit is about. */
export type LinearCode =
  | "separation"
  | "not_converged"
  | "collinear"
  | "left_out"
  | "rare_levels"
  | "few_segments"
  | "rejected_records"
  | "unknown_field";

/** Something to know before using a linear model. */
export type LinearWarning = FitWarning<LinearCode>;

/** The numbers of a logistic fit. */
export interface LogisticStatistics {
  readonly coefficients: readonly Coefficient[];
  /** Σ weight · ln(probability of what happened), without the penalty. */
  readonly logLikelihood: number;
  /** The same for the event rate alone. */
  readonly nullLogLikelihood: number;
  /** Akaike's information criterion; meant for fits without penalty. */
  readonly aic: number;
  /** The Bayesian information criterion; meant for fits without penalty. */
  readonly bic: number;
}

/**
 * The numbers of a fit: coefficients, likelihoods, information criteria.
 *
 * @param data - the records
 * @param problem - what was solved
 * @param solution - the solution
 * @param confidence - level of the intervals
 * @param infer - where other standard errors and intervals come from
 * @param nullLogLikelihood - where an offset makes it another than that of the event rate
 * @returns the statistics
 */
export function logisticStatistics(
  data: TrainingData,
  problem: LogisticProblem,
  solution: LogisticSolution,
  confidence: number,
  infer?: Inference,
  nullLogLikelihood = eventRateLikelihood(data),
): LogisticStatistics {
  const { design, fixed } = problem;
  const coefficients = coefficientTable(design, solution, fixed, confidence, isPenalised(problem), infer);
  const { logLikelihood } = solution;
  return {
    coefficients,
    logLikelihood,
    nullLogLikelihood,
    aic: 2 * coefficients.length - 2 * logLikelihood,
    bic: Math.log(sum(data.weights)) * coefficients.length - 2 * logLikelihood,
  };
}

function eventRateLikelihood({ outcomes, weights }: TrainingData): number {
  const total = sum(weights);
  const won = weights.slice();
  for (let i = 0; i < won.length; i++) if (outcomes[i] !== 1) won[i] = 0;
  const events = sum(won);
  const odds = logit(events / total);
  return -events * log1pExp(-odds) - (total - events) * log1pExp(odds);
}

/**
 * What to know before using the model, in words.
 *
 * @param data - the records
 * @param problem - what was solved
 * @param solution - the solution
 * @param collinear - columns that depend on others
 * @returns the warnings, the gravest first
 */
export function fitWarnings(
  data: TrainingData,
  problem: LogisticProblem,
  solution: LogisticSolution,
  collinear: { readonly dependent: readonly string[]; readonly nearlyDependent: readonly string[] },
): LinearWarning[] {
  const { design } = problem;
  const penalised = isPenalised(problem);
  const separating = penalised ? [] : separatingColumns(problem, solution);
  const warnings: LinearWarning[] = [];
  const warn = (code: LinearCode, features: readonly string[], message: string) => {
    if (features.length > 0 || code === "not_converged") warnings.push({ code, features, message });
  };
  warn(
    "separation",
    separating,
    `${listNames(separating)} separate${separating.length === 1 ? "s" : ""} events from non-events, so no finite estimate exists without a penalty: fit with penalty "firth" or { l2: 1 }, or pool rare levels`,
  );
  if (!solution.converged && separating.length === 0) {
    const columns = design.columns.map((column) => column.name);
    warn(
      "not_converged",
      columns,
      `no maximum was reached after ${solution.iterations} iterations: fit with ${penalised ? "a stronger" : "a"} penalty`,
    );
  }
  const { dependent, nearlyDependent } = collinear;
  const fate = penalised ? "the penalty shares the weight between them" : "left out";
  warn("collinear", dependent, `${listNames(dependent)} can be computed from other columns: ${fate}`);
  warn(
    "collinear",
    nearlyDependent,
    `other columns explain more than 90 % of ${listNames(nearlyDependent)}: their coefficients cannot be read one by one`,
  );
  return [...warnings, ...recordWarnings(data, design)];
}

/**
 * What of the records has no part, or shares one: columns without effect, rare levels, rejected records, fields that
 * no record has.
 *
 * @param data - the records
 * @param design - their design
 * @returns the warnings
 */
export function recordWarnings(data: TrainingData, design: Design): LinearWarning[] {
  const warnings: LinearWarning[] = [];
  const warn = (code: LinearCode, features: readonly string[], message: string) => {
    if (features.length > 0) warnings.push({ code, features, message });
  };
  const leftOut = design.leftOut.map(({ column, reason }) => `${column} (${reason})`);
  warn(
    "left_out",
    design.leftOut.map(({ column }) => column),
    `without effect: ${leftOut.join("; ")}`,
  );
  const pooled = [...design.rareLevels].filter(([, levels]) => levels.length > 0);
  const counts = pooled.map(([feature, levels]) => `${levels.length} of ${feature}`);
  warn(
    "rare_levels",
    pooled.map(([feature]) => feature),
    `levels with few records share a coefficient: ${counts.join(", ")}`,
  );
  if (data.rejected.length > 0) {
    warn("rejected_records", [data.rejected[0]?.feature ?? "record"], describeRejected(data.rejected));
  }
  for (const { code, feature, message } of data.absent) warn(code, [feature], message);
  return warnings;
}

function isPenalised({ penalties }: LogisticProblem): boolean {
  return penalties.some((penalty) => penalty > 0);
}
