import type { FeatureValue } from "../features/types";
import type { FeatureSummary } from "../models/types";

/** A value as a number: the rank of an ordinal level, or the number itself; null for other text and missing. */
export function rankOf(feature: FeatureSummary, value: FeatureValue): number | null {
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (value === null || feature.type !== "ordinal") return null;
  const rank = feature.levels?.indexOf(value) ?? -1;
  return rank < 0 ? null : rank;
}
