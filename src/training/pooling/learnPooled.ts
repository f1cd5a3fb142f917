import type { CategoryColumn } from "../../core/columns";
import { expit, sum } from "../../core/numeric";
import type { FeatureSet } from "../../features/featureSet";
import type { FeatureSummary, LevelsTerm } from "../../models/types";
import { profileColumns } from "../data/columnProfile";
import { historyOf } from "../data/conversionHistory";
import { reportHead } from "../data/fitReport";
import type { TrainingData } from "../data/readTraining";
import { coefficientTable } from "../logistic/coefficientTable";
import { makeDesign } from "../logistic/design";
import { fitWarnings, type LinearCode, type LinearWarning } from "../logistic/fitReport";
import { logisticModel } from "../logistic/logisticModel";
import type { LogisticSolution } from "../logistic/newtonSteps";
import { penalizedProblem } from "../logistic/penalizedProblem";
import { betweenSegments } from "./betweenSegments";
import type { Segments } from "./segmentEffects";
import { makePooledSolver, type PooledSolution } from "./solvePooled";
import type { CheckedPooledSettings, PooledFit, PooledReport, SegmentEffect } from "./types";

const FEW_SEGMENTS = 5;
/** Segments that differ by more in log-odds say the outcome themselves. */
const TOO_DIFFERENT = 10;

/**
 * Learns a model with segment effects from records that were read.
 *
 * @param features - the feature set
 * @param data - the records
 * @param settings - checked
 * @returns the model and the report
 */
export function learnPooled<Row>(
  features: FeatureSet<Row>,
  data: TrainingData,
  settings: CheckedPooledSettings,
): PooledFit {
  const { segment, l2, confidence, coverageFloor, lowConfidenceBelow } = settings;
  const { problem, collinear } = makeProblem(data, settings);
  const { design } = problem;
  const segments = segmentsOf(data.table.columns[segment] as CategoryColumn);
  const solver = makePooledSolver(problem, segments);
  const { solution, without, between } = betweenSegments(solver, confidence);
  const { beta, converged } = solution;
  const hessian = solver.hessianAt(solution);
  const profiles = profileColumns(features, data, design.moments);
  const history = historyOf(features, data, profiles);
  const effects = effectsOf(data, segments, solution);
  const terms = new Map([[segment, (summary: FeatureSummary) => segmentTerm(summary, effects)]]);
  const options = {
    caller: "fitPooled",
    method: "pooled logistic",
    coverageFloor,
    lowConfidenceBelow,
    profiles,
    terms,
  };
  const logLikelihood = solution.at.logLikelihood;
  const settled: LogisticSolution = {
    ...{ beta, hessian, logLikelihood, iterations: 0, converged, step: new Float64Array(beta.length) },
  };
  return {
    model: logisticModel(features, data, design, beta, options),
    report: {
      ...reportHead(features, data, history, [
        ...segmentWarnings(segment, between, effects),
        ...fitWarnings(data, problem, settled, collinear),
      ]),
      between,
      segments: effects,
      coefficients: coefficientTable(design, settled, problem.fixed, confidence, l2 > 0),
      logLikelihood,
      logLikelihoodWithoutSegments: without.at.logLikelihood,
      converged,
    },
  };
}

/** The columns of the other features, and which of them are left out. */
function makeProblem(data: TrainingData, settings: CheckedPooledSettings) {
  const { segment, l2, shapes, minimumLevelCount, proceed } = settings;
  const made = {
    minimumLevelCount,
    shapes,
    baseline: l2 === 0,
    without: [segment],
    caller: "fitPooled",
    proceed,
  };
  return penalizedProblem(makeDesign(data.table, data.weights, made), data, l2);
}

interface NamedSegments extends Segments {
  /** Null for records without a segment. */
  readonly names: readonly (string | null)[];
}

/** The levels that occur, sorted, with missing first. */
function segmentsOf({ codes, levels }: CategoryColumn): NamedSegments {
  const present = [...new Set(codes)];
  const nameOf = (code: number) => (code === -1 ? null : (levels[code] as string));
  present.sort((a, b) => ((nameOf(a) ?? "") < (nameOf(b) ?? "") ? -1 : 1));
  const placeOf = new Map(present.map((code, place) => [code, place]));
  return {
    of: codes.map((code) => placeOf.get(code) as number),
    count: present.length,
    names: present.map(nameOf),
  };
}

function effectsOf(
  { outcomes, weights }: TrainingData,
  { of, count, names }: NamedSegments,
  { margins, at }: PooledSolution,
): SegmentEffect[] {
  const sums = Array.from({ length: count }, () => ({ records: 0, events: 0, expected: 0, pooled: 0, d: 0 }));
  margins.forEach((margin, i) => {
    const segment = of[i] as number;
    const own = sums[segment] as (typeof sums)[number];
    const weight = weights[i] as number;
    own.records += weight;
    own.events += weight * (outcomes[i] as number);
    own.expected += weight * expit(margin);
    own.pooled += weight * expit(margin + (at.effects[segment] as number));
    own.d += at.curvatures[i] as number;
  });
  return sums.map(({ records, events, expected, pooled, d }, s) => ({
    segment: names[s] as string | null,
    records,
    events,
    rate: events / records,
    expectedRate: expected / records,
    pooledRate: pooled / records,
    effect: at.effects[s] as number,
    standardError: Math.sqrt(at.variances[s] as number),
    shrinkage: 1 - (at.variances[s] as number) * d,
  }));
}

function segmentTerm({ name, label }: FeatureSummary, effects: readonly SegmentEffect[]): LevelsTerm {
  const named = effects.filter(({ segment }) => segment !== null);
  const total = sum(effects.map(({ records }) => records));
  return {
    kind: "levels",
    id: name,
    label,
    group: null,
    reference: sum(effects.map(({ records, effect }) => (records / total) * effect)),
    feature: name,
    levels: named.map(({ segment }) => segment as string),
    contributions: named.map(({ effect }) => effect),
    missing: effects.find(({ segment }) => segment === null)?.effect ?? 0,
    unseen: 0,
  };
}

function segmentWarnings(
  segment: string,
  { standardDeviation }: PooledReport["between"],
  effects: readonly SegmentEffect[],
): LinearWarning[] {
  const warn = (code: LinearCode, message: string) => [{ code, features: [segment], message }];
  if (effects.length === 1) return warn("left_out", `without effect: ${segment} (it has one segment only)`);
  if (standardDeviation > TOO_DIFFERENT) {
    const message = `segments of "${segment}" nearly decide the outcome: check that it is not filled in after the outcome`;
    return warn("separation", message);
  }
  if (standardDeviation === 0) {
    return warn("left_out", `without effect: ${segment} (its segments differ no more than by chance)`);
  }
  if (effects.length >= FEW_SEGMENTS) return [];
  const message = `${effects.length} segments hardly say how much segments of "${segment}" differ: fitLogistic with the feature as a category does as well`;
  return warn("few_segments", message);
}
