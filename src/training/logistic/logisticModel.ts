import type { FeatureSet } from "../../features/featureSet";
import type {
  AdditiveModel,
  FeatureSummary,
  LevelsTerm,
  LinearTerm,
  PiecewiseTerm,
  StepTerm,
  Term,
} from "../../models/types";
import { buildModel, originOf, summariesOf } from "../data/buildModel";
import { type Profiles, profileColumns } from "../data/columnProfile";
import { readCuts } from "../data/plainValues";
import type { TrainingData } from "../data/readTraining";
import { stretchName } from "./designShapes";
import type { Design, ShapeCurve } from "./designTypes";

/** What is said of a linear model beside its coefficients. */
export interface LogisticModelOptions {
  /** How it was learned, for the provenance. */
  readonly method: string;
  /** Name of the calling function, `fitLogistic` by default. */
  readonly caller?: string;
  readonly coverageFloor: number;
  readonly lowConfidenceBelow: number;
  /** Profiles of the records' number columns, where they are known already. */
  readonly profiles?: Profiles;
  /** The feature whose coefficient is 1 and whose numbers are not centred, or null. */
  readonly offset?: string | null;
  /** Whether features without effect have no term: every coefficient 0. */
  readonly sparse?: boolean;
  /** Terms made elsewhere, by feature. */
  readonly terms?: ReadonlyMap<string, (summary: FeatureSummary) => Term>;
}

/**
 * The additive model of a linear margin: a linear term per number feature, a levels term per category. A level
 * that was not seen, and a missing value where none was seen, count as the average record.
 *
 * @param features - the feature set
 * @param data - the records it was learned from
 * @param design - the design
 * @param beta - intercept and coefficients on the design's scale
 * @param options - method and floors
 * @returns the sealed model, with the training records as reference population
 */
export function logisticModel<Row>(
  features: FeatureSet<Row>,
  data: TrainingData,
  design: Design,
  beta: ArrayLike<number>,
  options: LogisticModelOptions,
): AdditiveModel {
  const { offset = null, sparse = false, terms: made = new Map() } = options;
  const counts = (j: number) => !sparse || beta[j + 1] !== 0;
  const used = features.names.filter(
    (name) => made.has(name) || design.columns.some((column, j) => column.feature === name && counts(j)),
  );
  const profiles = options.profiles ?? profileColumns(features, data);
  const summaries = summariesOf(features, used, data, profiles);
  const terms = summaries.map((summary): Term => {
    const own = made.get(summary.name);
    if (own !== undefined) return own(summary);
    if (summary.name === offset) return offsetTerm(summary, design);
    const shape = design.shapes.get(summary.name);
    const term =
      summary.type === "category"
        ? levelsTerm(summary, data, design, beta)
        : shape === undefined
          ? linearTerm(summary, design, beta)
          : curveTerm(summary, shape, design, beta);
    // what was not in the training records contributes what the average record does
    const missing = summary.reference?.missing === 0 ? term.reference : term.missing;
    return term.kind === "levels" ? { ...term, missing, unseen: term.reference } : { ...term, missing };
  });
  const { method, coverageFloor, lowConfidenceBelow } = options;
  return buildModel(options.caller ?? "fitLogistic", originOf(method, data), {
    link: "logit",
    intercept: beta[0] as number,
    terms,
    calibration: null,
    features: summaries,
    coverageFloor,
    lowConfidenceBelow,
  });
}

/** The mean contribution of a feature: that of a number's mean is 0, that of an indicator its share of it. */
function meanContribution(feature: string, { columns }: Design, beta: ArrayLike<number>): number {
  let mean = 0;
  columns.forEach((column, j) => {
    if (column.feature === feature && column.role !== "value") mean += column.mean * (beta[j + 1] as number);
  });
  return mean;
}

function linearTerm(
  { name: feature, label }: FeatureSummary,
  design: Design,
  beta: ArrayLike<number>,
): LinearTerm {
  let [coefficient, center, missing] = [0, 0, 0];
  design.columns.forEach((column, j) => {
    if (column.feature !== feature) return;
    if (column.role === "missing") missing = beta[j + 1] as number;
    else [coefficient, center] = [(beta[j + 1] as number) / column.scale, column.mean];
  });
  return {
    kind: "linear",
    id: feature,
    label,
    group: null,
    reference: meanContribution(feature, design, beta),
    feature,
    coefficient,
    center,
    missing,
  };
}

function levelsTerm(
  { name: feature, label }: FeatureSummary,
  data: TrainingData,
  design: Design,
  beta: ArrayLike<number>,
): LevelsTerm {
  const byLevel = new Map<string, number>();
  let rare = 0;
  let missing: number | null = null; // a baseline's contribution is 0
  design.columns.forEach((column, j) => {
    if (column.feature !== feature) return;
    const value = beta[j + 1] as number;
    if (column.role === "level") byLevel.set(column.level as string, value);
    else if (column.role === "rare") rare = value;
    else missing = value;
  });
  const column = data.table.columns[feature] as { codes: Int32Array; levels: readonly string[] };
  const seen = new Uint8Array(column.levels.length + 1);
  for (let i = 0; i < column.codes.length; i++) seen[(column.codes[i] as number) + 1] = 1;
  const levels = column.levels.filter((_, code) => seen[code + 1] === 1).sort();
  const pooled = new Set(design.rareLevels.get(feature));
  const contributions = levels.map((level) => byLevel.get(level) ?? (pooled.has(level) ? rare : 0));
  const ofMissing = missing ?? (design.rareMissing.includes(feature) ? rare : 0);
  return {
    kind: "levels",
    id: feature,
    label,
    group: null,
    reference: meanContribution(feature, design, beta),
    feature,
    levels,
    contributions,
    missing: ofMissing,
    unseen: 0,
  };
}

/** What is added as it is; where it is missing, the mean. */
function offsetTerm({ name: feature, label }: FeatureSummary, { moments }: Design): LinearTerm {
  const mean = moments.get(feature)?.mean ?? 0;
  const base = { kind: "linear", id: feature, label, group: null, feature } as const;
  return { ...base, reference: mean, coefficient: 1, center: 0, missing: mean };
}

/** Bins, or straight lines between knots. */
function curveTerm(
  { name: feature, label, transform }: FeatureSummary,
  shape: ShapeCurve,
  design: Design,
  beta: ArrayLike<number>,
): StepTerm | PiecewiseTerm {
  const own = design.columns.flatMap((column, j) =>
    column.feature === feature ? [{ ...column, value: beta[j + 1] as number }] : [],
  );
  const missing = own.find(({ role }) => role === "missing")?.value;
  const reference = meanContribution(feature, design, beta);
  const base = { id: feature, label, group: null, reference, feature };
  if (shape.kind === "step") {
    const rare = own.find(({ role }) => role === "rare")?.value ?? 0;
    const pooled = design.rareLevels.get(feature) ?? [];
    const contributions = shape.names.map((name, bin) => {
      if (!shape.seen[bin]) return reference; // as for a level that was not seen
      return own.find(({ level }) => level === name)?.value ?? (pooled.includes(name) ? rare : 0);
    });
    const ofMissing = missing ?? (design.rareMissing.includes(feature) ? rare : 0);
    return {
      ...base,
      kind: "step",
      cuts: readCuts(transform, shape.cuts),
      contributions,
      missing: ofMissing,
    };
  }
  const knots = readCuts(transform, shape.knots);
  const slopes = shape.knots.slice(1).map((to, k) => {
    const name = stretchName(feature, shape.knots[k] as number, to);
    const stretch = own.find((column) => column.role === "value" && column.name === name);
    return stretch === undefined ? [0, 0] : [stretch.value / stretch.scale, stretch.mean];
  }) as [number, number][];
  const contributions = [slopes.reduce((total, [slope, mean]) => total - slope * mean, 0)];
  slopes.forEach(([slope], k) => {
    const width = (knots[k + 1] as number) - (knots[k] as number);
    contributions.push((contributions[k] as number) + slope * width);
  });
  return { ...base, kind: "piecewise", knots, contributions, missing: missing ?? 0 };
}
