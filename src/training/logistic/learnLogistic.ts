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
import { fitWarnings, logisticStatistics } from "./fitReport";
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
  const { table, outcomes, weights } = data;
  const { problem, start, dependent, nearly } = makeProblem(data, settings);
  const { design } = problem;
  const solution = settings.firth
    ? solveFirth(problem, start)
    : solveLogistic(problem, offset ? start : undefined);
  const kind = kindOf(errors, settings, design);
  const inference = inferenceOf(problem, solution, { ...errors, kind }, confidence);
  const plain = settings.firth ? calibrated(problem, solution.beta) : solution.beta;
  const profiles = profileColumns(features, data, design.moments);
  const history = historyOf(features, data, profiles);
  const method = settings.firth ? "firth" : "logistic";
  const options = { method, coverageFloor, lowConfidenceBelow, profiles, offset };
  const nullLikelihood =
    offset === null ? undefined : fitIntercept(numbersOf(table, offset), outcomes, weights).logLikelihood;
  return {
    model: logisticModel(features, data, design, plain, options),
    report: {
      ...reportHead(data, history),
      ...logisticStatistics(data, problem, solution, confidence, inference, nullLikelihood),
      iterations: solution.iterations,
      converged: solution.converged,
      standardErrors: kind,
      warnings: fitWarnings(data, problem, solution, { dependent, nearly }),
    },
  };
}

/** The columns, which of them are left out, and where to begin. */
function makeProblem({ table, outcomes, weights }: TrainingData, settings: CheckedSettings) {
  const { l2, offset, shapes, minimumLevelCount } = settings;
  const without = offset === null ? [] : [offset];
  const plain = makeDesign(table, weights, { minimumLevelCount, baseline: l2 === 0, shapes, without });
  const { dependent, nearly } = collinearity(plain, weights);
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
    nearly,
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
  const others = beta.slice();
  others[0] = 0;
  others[0] = fitIntercept(designTimes(design, others), outcomes, weights).intercept;
  return others;
}
