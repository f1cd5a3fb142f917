import type { FeatureSummary } from "./types";

/** What a feature does to the numbers of records. */
interface Reading {
  readonly clip?: readonly [number | null, number | null] | null;
  readonly transform: FeatureSummary["transform"];
}

/**
 * What a model reads where a record has a number: the number within the feature's clip, transformed. Bit for bit what
 * the feature itself does, and the inverse of `originalValue` within the clip.
 *
 * @param feature - the feature's clip and transform
 * @param value - the record's own number
 * @returns the number that terms and conditions are made for
 */
export function modelValue(feature: Reading, value: number): number {
  const [low, high] = feature.clip ?? [null, null];
  const clipped = Math.min(
    Math.max(value, low ?? Number.NEGATIVE_INFINITY),
    high ?? Number.POSITIVE_INFINITY,
  );
  if (feature.transform === null) return clipped;
  return feature.transform === "log1p" ? Math.log1p(clipped) : Math.sqrt(clipped);
}
