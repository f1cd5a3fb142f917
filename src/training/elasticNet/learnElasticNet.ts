import { log1pExp, logit, sum } from "../../core/numeric";
import type { FeatureSet } from "../../features/featureSet";
import { profileColumns } from "../data/columnProfile";
import { historyOf } from "../data/conversionHistory";
import { reportHead } from "../data/fitReport";
import type { TrainingData } from "../data/readTraining";
import { makeDesign } from "../logistic/design";
import type { Design } from "../logistic/designTypes";
import { type LinearWarning, recordWarnings } from "../logistic/fitReport";
import { logisticModel } from "../logistic/logisticModel";
import { type CrossValidated, crossValidatePath } from "./crossValidatePath";
import { columnSpreads } from "./designColumns";
import type { CheckedElasticNet } from "./elasticNetOptions";
import { elasticNetPath, type PathProblem, type PathSolution } from "./elasticNetPath";
import type { ElasticNetCoefficient, ElasticNetFit } from "./types";

const EXACT = 1e-8;
const ROUGH = 1e-5;
const NEARLY_ALL = 0.99;
const MOST_LEVELS = 300;
const FEW_LEVELS = 50;

/**
 * Learns an elastic net from records that were read.
 *
 * @param features - the feature set
 * @param data - the records
 * @param settings - checked
 * @param folds - the fold of each record, from 0
 * @returns the model and the report
 */
export function learnElasticNet<Row>(
  features: FeatureSet<Row>,
  data: TrainingData,
  settings: CheckedElasticNet,
  folds: Int32Array,
): ElasticNetFit {
  const { outcomes, weights, table } = data;
  const { l1Ratio, shapes, minimumLevelCount, coverageFloor, lowConfidenceBelow, proceed } = settings;
  const caller = "fitElasticNet";
  // a level that only some records have makes each of a thousand fits slow
  const mostLevels = Math.min(MOST_LEVELS, Math.max(FEW_LEVELS, Math.floor(outcomes.length / 4)));
  const design = makeDesign(table, weights, {
    minimumLevelCount,
    baseline: false,
    shapes,
    caller,
    proceed,
    mostLevels,
  });
  const problem: PathProblem = { design, outcomes, weights, l1Ratio, tolerance: EXACT };
  const solutions = elasticNetPath(problem, settings.lambdas);
  const lambdas = solutions.map(({ lambda }) => lambda);
  const validated = crossValidatePath({ ...problem, tolerance: ROUGH }, lambdas, folds);
  const chosen = choose(validated);
  const at = settings.choice === "minimum" ? chosen.minimum : chosen.oneStandardError;
  const { beta, lambda } = solutions[at] as PathSolution;
  const profiles = profileColumns(features, data, design.moments);
  const history = historyOf(features, data, profiles);
  const method = "elastic net";
  const options = { caller, method, coverageFloor, lowConfidenceBelow, profiles, sparse: true };
  const model = logisticModel(features, data, design, beta, options);
  const total = sum(weights);
  const nullDeviance = devianceOfRate(data, total);
  const path = solutions.map(({ lambda, beta, logLikelihood }, k) => ({
    lambda,
    nonzero: beta.reduce((count, value, j) => count + (j > 0 && value !== 0 ? 1 : 0), 0),
    deviance: (-2 * logLikelihood) / total,
    crossValidatedDeviance: (validated[k] as CrossValidated).deviance,
    standardError: (validated[k] as CrossValidated).standardError,
  }));
  const converged = solutions.every((solution) => solution.converged);
  const explained = 1 - (path[at] as (typeof path)[number]).deviance / nullDeviance;
  const warnings = [...warningsOf(design, beta, explained, converged), ...recordWarnings(data, design)];
  return {
    model,
    report: {
      ...reportHead(features, data, history, warnings),
      path,
      lambda,
      ...chosen,
      nullDeviance,
      coefficients: coefficientsOf(problem, beta),
      dropped: features.names.filter((name) => !model.features.some((feature) => feature.name === name)),
      converged,
    },
  };
}

/** The point of least deviance, and the strongest penalty within a standard error of it; the stronger of equals. */
function choose(validated: readonly CrossValidated[]) {
  const deviances = validated.map(({ deviance }) => deviance);
  const minimum = deviances.indexOf(Math.min(...deviances));
  const { deviance, standardError } = validated[minimum] as CrossValidated;
  const limit = deviance + (Number.isFinite(standardError) ? standardError : 0);
  return { minimum, oneStandardError: deviances.findIndex((own) => own <= limit) };
}

function devianceOfRate({ outcomes, weights }: TrainingData, total: number): number {
  const rate = sum(weights.map((weight, i) => weight * (outcomes[i] as number))) / total;
  const odds = logit(rate);
  return 2 * (rate * log1pExp(-odds) + (1 - rate) * log1pExp(odds));
}

/** The intercept, for a record of zeros without levels, and what is not 0, in original units. */
function coefficientsOf({ design, weights }: PathProblem, beta: Float64Array): ElasticNetCoefficient[] {
  const spreads = columnSpreads(design, weights);
  let intercept = beta[0] as number;
  const rows = design.columns.flatMap((column, j) => {
    const value = beta[j + 1] as number;
    if (value === 0) return [];
    const isValue = column.role === "value";
    if (isValue) intercept -= (value * column.mean) / column.scale;
    const standardised = value * (spreads[j] as number);
    return [
      {
        column: column.name,
        feature: column.feature,
        estimate: isValue ? value / column.scale : value,
        standardised,
      },
    ];
  });
  return [{ column: "(intercept)", feature: null, estimate: intercept, standardised: Number.NaN }, ...rows];
}

function warningsOf(
  design: Design,
  beta: Float64Array,
  explained: number,
  converged: boolean,
): LinearWarning[] {
  const columns = design.columns.filter((_, j) => beta[j + 1] !== 0).map(({ name }) => name);
  const warnings: LinearWarning[] = [];
  if (explained > NEARLY_ALL) {
    const message = `${(explained * 100).toFixed(1)} % of the deviance is explained, which real outcomes hardly allow: look for a feature that is filled in after the outcome, first "${strongest(design, beta)}"`;
    warnings.push({ code: "separation", features: columns, message });
  }
  if (!converged) {
    const message =
      "not every point of the path was reached: leave out features that say the same, or lower l1Ratio";
    warnings.push({ code: "not_converged", features: columns, message });
  }
  return warnings;
}

function strongest({ columns }: Design, beta: Float64Array): string {
  const sizes = columns.map(
    (column, j) => Math.abs(beta[j + 1] as number) * (column.role === "value" ? 1 : column.scale),
  );
  return columns[sizes.indexOf(Math.max(...sizes))]?.name ?? "";
}
