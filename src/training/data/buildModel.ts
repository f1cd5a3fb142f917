import { reject } from "../../core/checks";
import { LIBRARY_VERSION } from "../../core/version";
import type { FeatureSet } from "../../features/featureSet";
import type { Feature } from "../../features/types";
import { sealModel } from "../../models/sealModel";
import { summarizeFeature } from "../../models/summarizeFeature";
import { termFeatures } from "../../models/termFeatures";
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

/**
 * The sealed model of what was learned, without caps and gates.
 *
 * @param caller - name of the calling function
 * @param origin - where it comes from
 * @param learned - what was learned
 * @returns the model
 * @throws SalienceError `invalid_data` where the numbers of a feature are too large to compute with
 */
export function buildModel(caller: string, origin: Origin, learned: LearnedParts): AdditiveModel {
  checkSize(caller, learned);
  return sealModel({
    kind: "additive",
    formatVersion: 1,
    groups: [],
    gates: [],
    ...learned,
    provenance: { ...origin, libraryVersion: LIBRARY_VERSION, edits: [], contentHash: "" },
  });
}

/** Refuses features whose numbers are so large that nothing finite came of them. */
export function checkSize(caller: string, learned: Pick<LearnedParts, "features" | "terms">): void {
  for (const summary of learned.features) {
    const own = learned.terms.filter((term) => termFeatures(term).includes(summary.name));
    if (allFinite([summary, own])) continue;
    const sizes = numbersOf([summary.reference, own]).filter(Number.isFinite).map(Math.abs);
    const largest = sizes.reduce((a, b) => Math.max(a, b), 0);
    const what = `values of "${summary.name}" that are small enough to compute with`;
    reject(caller, what, largest, "invalid_data");
  }
}

/** Whether every number in plain data is finite, and so is the distance between the ends of every list. */
function allFinite(value: unknown): boolean {
  if (typeof value === "number") return Number.isFinite(value);
  if (typeof value !== "object" || value === null) return true;
  if (Array.isArray(value) && Math.abs(value.at(-1) - value[0]) === Number.POSITIVE_INFINITY) return false;
  return Object.values(value).every(allFinite);
}

function numbersOf(value: unknown): number[] {
  if (typeof value === "number") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(numbersOf) : [];
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
