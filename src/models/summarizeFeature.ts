import type { Column } from "../core/columns";
import { sum } from "../core/numeric";
import { mean, quantileSorted } from "../core/statistics";
import type { Feature } from "../features/types";
import { originalValue } from "./originalValue";
import type { CategoryReference, FeatureSummary, NumberReference } from "./types";

const MOST_LEVELS = 100;

/**
 * What a model keeps of a feature: its metadata, and no reference distribution yet.
 *
 * @param name - the name of the feature
 * @param feature - the feature
 * @returns the summary
 */
export function summarizeFeature<Row>(name: string, feature: Feature<Row>): FeatureSummary {
  const { type, unit, source, visibility, phrase, transform, clip } = feature;
  const levels = type === "ordinal" ? feature.levels : null;
  return {
    name,
    type,
    label: feature.label ?? name,
    unit,
    source,
    visibility,
    phrase,
    levels,
    transform,
    ...(clip === null ? {} : { clip }),
    reference: null,
  };
}

/**
 * The distribution of a column, in original values. O(n log n).
 *
 * @param column - the column
 * @param transform - the transform of its feature
 * @param weights - how many records each row of a category counts for; one each by default
 * @returns counts, and quantiles or level counts (the 100 most frequent levels)
 */
export function referenceOf(
  column: Column,
  transform: FeatureSummary["transform"],
  weights: Float64Array | null = null,
): NumberReference | CategoryReference {
  if (column.type === "category") {
    const counts = new Float64Array(column.levels.length);
    let missing = 0;
    const { codes } = column;
    for (let i = 0; i < codes.length; i++) {
      const code = codes[i] as number;
      const weight = weights === null ? 1 : (weights[i] as number);
      if (code < 0) missing += weight;
      else counts[code] = (counts[code] as number) + weight;
    }
    const levels = column.levels
      .map((level, code) => ({ level, count: counts[code] as number }))
      .filter(({ count }) => count > 0)
      .sort((a, b) => b.count - a.count || (a.level < b.level ? -1 : 1));
    return {
      kind: "category",
      count: sum(counts),
      missing,
      levels: levels.slice(0, MOST_LEVELS),
    };
  }
  const { originals } = column;
  const values = (originals ?? column.values).filter((value) => !Number.isNaN(value));
  if (transform !== null && originals === undefined)
    for (let i = 0; i < values.length; i++) values[i] = originalValue(transform, values[i] as number);
  values.sort();
  const count = values.length;
  const missing = column.values.length - count;
  if (count === 0) {
    const nothing = { mean: 0, standardDeviation: 0, minimum: 0, maximum: 0 };
    return { kind: "number", count, missing, ...nothing, quantiles: [0, 0, 0, 0, 0], integer: false };
  }
  const center = mean(values);
  const width = (values[count - 1] as number) - (values[0] as number) || 1; // squares of 1e200 overflow
  const quantiles = [0.05, 0.25, 0.5, 0.75, 0.95].map((p) => quantileSorted(values, p));
  return {
    kind: "number",
    count,
    missing,
    mean: center,
    standardDeviation: width * Math.sqrt(sum(values.map((value) => ((value - center) / width) ** 2)) / count),
    minimum: values[0] as number,
    maximum: values[count - 1] as number,
    quantiles: quantiles as [number, number, number, number, number],
    integer: values.every(Number.isInteger),
  };
}
