import { reject } from "../../core/checks";
import type { NumberColumn, Table } from "../../core/columns";
import type { FeatureSet } from "../../features/featureSet";
import { profileColumns } from "../data/columnProfile";
import { historyOf } from "../data/conversionHistory";
import { reportHead } from "../data/fitReport";
import type { TrainingData } from "../data/readTraining";
import { type Inference, waldInference } from "./coefficientTable";
import { collinearity } from "./collinearity";
import { makeDesign, withOffset } from "./design";
import { designTimes } from "./designTimes";
import type { Design } from "./designTypes";
import { fitWarnings, type LogisticStatistics, logisticStatistics } from "./fitReport";
import { fitIntercept } from "./intercept";
import type { LogisticProblem } from "./likelihood";
import { logisticModel } from "./logisticModel";
import type { CheckedSettings } from "./logisticSettings";
import { solveLogistic } from "./newton";
import type { LogisticSolution } from "./newtonSteps";
import { profileInference } from "./profileInference";
import { sandwichMiddle } from "./sandwich";
import { type FirthSolution, solveFirth } from "./solveFirth";
import type { LogisticFit, LogisticReport } from "./types";

/** Where errors and intervals are to come from. */
export interface Errors {
  /** `default`: the profile with Firth's penalty, where it does not take long. */
  readonly kind: LogisticReport["standardErrors"] | "default";
  /** The number of each record's cluster, or null. */
  readonly clusters: Int32Array | null;
}

/**
 * Learns a logistic regression from records that were read.
 *
 * @param features - the feature set
 * @param data - the records
 * @param settings - checked
 * @param errors - where errors and intervals come from
 * @returns the model and the report
 */
export function learnLogistic<Row>(
  features: FeatureSet<Row>,
  data: TrainingData,
  settings: CheckedSettings,
  errors: Errors,
): LogisticFit {
  const { offset, confidence, coverageFloor, lowConfidenceBelow } = settings;
  const { problem, start, dependent, nearlyDependent } = makeProblem(data, settings);
  const { design } = problem;
  const solution = settings.firth
    ? solveFirth(problem, start)
    : solveLogistic(problem, offset ? start : undefined);
  const wanted = kindOf(errors, settings, design);
  const result = statisticsOf(
    data,
    problem,
    solution,
    { ...errors, kind: wanted },
    {
      confidence,
      isBounded: errors.kind === "default",
      nullLikelihood: offset === null ? undefined : offsetLikelihood(data, offset),
    },
  );
  const plain = settings.firth ? calibrated(problem, solution.beta) : solution.beta;
  const profiles = profileColumns(features, data, design.moments);
  const history = historyOf(features, data, profiles);
  const method = settings.firth ? "firth" : "logistic";
  const options = { method, coverageFloor, lowConfidenceBelow, profiles, offset };
  const warnings = fitWarnings(data, problem, solution, { dependent, nearlyDependent });
  return {
    model: logisticModel(features, data, design, plain, options),
    report: {
      ...reportHead(features, data, history, warnings),
      ...result.statistics,
      iterations: solution.iterations,
      converged: solution.converged,
      standardErrors: result.kind,
    },
  };
}

/** The columns, which of them are left out, and where to begin. */
function makeProblem({ table, outcomes, weights }: TrainingData, settings: CheckedSettings) {
  const { l2, offset, shapes, minimumLevelCount, proceed } = settings;
  const without = offset === null ? [] : [offset];
  const plain = makeDesign(table, weights, {
    minimumLevelCount,
    baseline: l2 === 0,
    shapes,
    without,
    proceed,
  });
  const { dependent, nearlyDependent } = collinearity(plain, weights);
  const design = offset === null ? plain : withOffset(plain, offset, offsetOf(table, offset));
  const isOffset = (j: number) => j === plain.columns.length;
  const fixed = design.columns.map((_, j) => isOffset(j) || (l2 === 0 && (dependent[j + 1] as boolean)));
  const problem: LogisticProblem = {
    design,
    outcomes,
    weights,
    penalties: Float64Array.from([0, ...design.columns.map((_, j) => (isOffset(j) ? 0 : l2))]),
    fixed: [l2 === 0 && (dependent[0] as boolean), ...fixed],
  };
  return {
    problem,
    start: Float64Array.from([0, ...design.columns.map((_, j) => Number(isOffset(j)))]),
    dependent: plain.columns.filter((_, j) => dependent[j + 1]).map((column) => column.name),
    nearlyDependent,
  };
}

function numbersOf(table: Table, name: string): Float64Array {
  return (table.columns[name] as NumberColumn).values;
}

/** The numbers of the offset: it cannot be estimated where it is missing. */
function offsetOf(table: Table, name: string): Float64Array {
  const values = numbersOf(table, name);
  const missing = values.reduce((count, value) => count + (Number.isNaN(value) ? 1 : 0), 0);
  const fail = (received: unknown) =>
    reject("fitLogistic", `a finite offset "${name}" in every record`, received, "invalid_data");
  if (missing > 0) fail(`none in ${missing} of ${values.length}`);
  return values.every(Number.isFinite) ? values : fail(values.find((value) => !Number.isFinite(value)));
}

const PROFILE_BY_DEFAULT = 300_000;

function kindOf({ kind }: Errors, { firth }: CheckedSettings, { rowCount, columns }: Design) {
  if (kind !== "default") return kind;
  return firth && rowCount * (columns.length + 1) ** 2 <= PROFILE_BY_DEFAULT ? "profile" : "model";
}

const MOST_WORK = 3e8;
const WORK_OF_A_STEP = 20_000;
const TOO_LONG = new Error("the profile takes too long");

/** The numbers of a fit; a profile that nobody asked for gives way to Wald's intervals where it takes too long. */
function statisticsOf(
  data: TrainingData,
  problem: LogisticProblem,
  solution: LogisticSolution | FirthSolution,
  errors: Errors & { readonly kind: LogisticReport["standardErrors"] },
  options: {
    readonly confidence: number;
    readonly isBounded: boolean;
    readonly nullLikelihood: number | undefined;
  },
): { readonly kind: LogisticReport["standardErrors"]; readonly statistics: LogisticStatistics } {
  const { confidence, isBounded, nullLikelihood } = options;
  const { kind } = errors;
  const { rowCount, columns } = problem.design;
  let work = 0;
  const onStep = () => {
    work += rowCount * (columns.length + 1) ** 2 + WORK_OF_A_STEP;
    if (isBounded && work > MOST_WORK) throw TOO_LONG;
  };
  try {
    const inference = inferenceOf({ ...problem, onStep }, solution, errors, confidence);
    const statistics = logisticStatistics(data, problem, solution, confidence, inference, nullLikelihood);
    return { kind, statistics };
  } catch (error) {
    if (error !== TOO_LONG) throw error;
    const statistics = logisticStatistics(data, problem, solution, confidence, undefined, nullLikelihood);
    return { kind: "model", statistics };
  }
}

/** The log-likelihood of an offset and an intercept alone. */
function offsetLikelihood({ table, outcomes, weights }: TrainingData, offset: string): number {
  return fitIntercept(numbersOf(table, offset), outcomes, weights).logLikelihood;
}

/** Where errors and intervals come from, if not from the second derivative. */
function inferenceOf(
  problem: LogisticProblem,
  solution: LogisticSolution | FirthSolution,
  { kind, clusters }: Errors,
  confidence: number,
): Inference | undefined {
  if (kind === "model") return undefined;
  if (kind === "profile") return profileInference(problem, solution as FirthSolution, confidence);
  const middle = sandwichMiddle(problem, solution.beta, clusters);
  return waldInference(solution.hessian, solution.beta.length, confidence, middle);
}

/** The coefficients with the intercept of most likelihood. */
function calibrated({ design, outcomes, weights }: LogisticProblem, beta: Float64Array): Float64Array {
  const refitted = beta.slice();
  refitted[0] = 0;
  refitted[0] = fitIntercept(designTimes(design, refitted), outcomes, weights).intercept;
  return refitted;
}
