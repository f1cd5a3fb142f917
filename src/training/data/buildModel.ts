import { LIBRARY_VERSION } from "../../core/version";
import type { FeatureSet } from "../../features/featureSet";
import type { Feature } from "../../features/types";
import { sealModel } from "../../models/sealModel";
import { summarizeFeature } from "../../models/summarizeFeature";
import type { AdditiveModel, FeatureSummary, Provenance } from "../../models/types";
import { type Profiles, profiledReference } from "./columnProfile";
import { eventsOf, type TrainingData } from "./readTraining";

/** What a fit has learned. */
export type LearnedParts = Pick<
  AdditiveModel,
  "link" | "intercept" | "terms" | "calibration" | "features" | "coverageFloor" | "lowConfidenceBelow"
>;

/** Where a model comes from. */
export type Origin = Pick<Provenance, "method" | "rows" | "events" | "from" | "to">;

/** The sealed model of what was learned, without caps and gates. */
export function buildModel(origin: Origin, learned: LearnedParts): AdditiveModel {
  return sealModel({
    kind: "additive",
    formatVersion: 1,
    groups: [],
    gates: [],
    ...learned,
    provenance: { ...origin, libraryVersion: LIBRARY_VERSION, edits: [], contentHash: "" },
  });
}

/** The origin of a model that was learned from records: how many there were, whatever their weights, and their window. */
export function originOf(method: string, { outcomes, from, to }: TrainingData): Origin {
  return { method, rows: outcomes.length, events: eventsOf(outcomes), from, to };
}

/** What a model keeps of features: their metadata, and their distribution in the training records. */
export function summariesOf<Row>(
  features: FeatureSet<Row>,
  names: readonly string[],
  data: TrainingData,
  profiles: Profiles,
): FeatureSummary[] {
  return names.map((name) => {
    const feature = features.features[name] as Feature<Row>;
    const reference = profiledReference(name, data, profiles, feature.transform);
    return { ...summarizeFeature(name, feature), reference };
  });
}
