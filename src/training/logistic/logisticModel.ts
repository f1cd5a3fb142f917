import { LIBRARY_VERSION } from "../../core/version";
import type { FeatureSet } from "../../features/featureSet";
import type { Feature } from "../../features/types";
import { sealModel } from "../../models/sealModel";
import { summarizeFeature } from "../../models/summarizeFeature";
import type { AdditiveModel, FeatureSummary, LevelsTerm, LinearTerm, Term } from "../../models/types";
import { type Profiles, profileColumns, profiledReference } from "../data/columnProfile";
import type { TrainingData } from "../data/readTraining";
import type { Design } from "./design";

/** What is said of a linear model beside its coefficients. */
export interface LogisticModelOptions {
  /** How it was learned, for the provenance. */
  readonly method: string;
  readonly coverageFloor: number;
  readonly lowConfidenceBelow: number;
  /** Profiles of the records' number columns, where they are known already. */
  readonly profiles?: Profiles;
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
  const used = features.names.filter((name) => design.columns.some((column) => column.feature === name));
  const profiles = options.profiles ?? profileColumns(features, data.table, data.outcomes);
  const summaries = used.map((name): FeatureSummary => {
    const feature = features.features[name] as Feature<Row>;
    const reference = profiledReference(name, data.table, profiles, feature.transform);
    return { ...summarizeFeature(name, feature), reference };
  });
  const terms = summaries.map((summary): Term => {
    const term =
      summary.type === "category"
        ? levelsTerm(summary, data, design, beta)
        : linearTerm(summary, design, beta);
    // what was not in the training records contributes what the average record does
    const missing = summary.reference?.missing === 0 ? term.reference : term.missing;
    return term.kind === "levels" ? { ...term, missing, unseen: term.reference } : { ...term, missing };
  });
  let events = 0;
  for (const outcome of data.outcomes) events += outcome;
  const model: AdditiveModel = {
    kind: "additive",
    formatVersion: 1,
    link: "logit",
    intercept: beta[0] as number,
    terms,
    groups: [],
    gates: [],
    calibration: null,
    features: summaries,
    coverageFloor: options.coverageFloor,
    lowConfidenceBelow: options.lowConfidenceBelow,
    provenance: {
      method: options.method,
      rows: data.outcomes.length,
      events,
      from: data.from,
      to: data.to,
      libraryVersion: LIBRARY_VERSION,
      edits: [],
      contentHash: "",
    },
  };
  return sealModel(model);
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
