import { sum } from "../../core/numeric";
import { rocAuc } from "../../metrics/rocAuc";
import type { BinnedData, BinnedFeature } from "./binned";
import { offsetsOf } from "./boostShapes";
import { type BagShapes, smoothAll } from "./learnShapes";
import { makeMonotone } from "./makeMonotone";
import { addShape } from "./passes";
import type { SmoothSettings } from "./smoothShape";

/** A shape as it enters the model: its mean over the training records is 0. */
export interface FinalShape {
  readonly feature: BinnedFeature;
  readonly contributions: Float64Array;
  /** Standard error of each contribution from the differences between bags; NaN for one bag. */
  readonly standardErrors: Float64Array;
  /** ROC AUC of this shape alone out of fold. */
  readonly aucAlone: number;
}

/** Mean absolute contribution over the training records. */
export function importanceOf(
  { sizes }: { readonly sizes: Float64Array },
  contributions: Float64Array,
): number {
  return sum(contributions.map((value, bin) => Math.abs(value) * (sizes[bin] as number))) / sum(sizes);
}

/** The mean of the bags, made smooth again, with standard errors as in the jackknife by groups. */
export function averageShapes(
  data: BinnedData,
  bags: readonly BagShapes[],
  smooth: SmoothSettings | null,
): FinalShape[] {
  const offsets = offsetsOf(data.features);
  const average = meanOf(bags.map(({ shapes }) => shapes));
  if (smooth !== null) smoothAll(data, average, smooth);
  return data.features.map((feature, j) => {
    const [from, to] = [offsets[j] as number, offsets[j + 1] as number];
    const contributions = average.slice(from, to);
    if (feature.direction !== 0)
      makeMonotone(contributions, feature.sizes, 1, feature.count, feature.direction);
    centre(contributions, feature.sizes);
    const parts = bags.map(({ shapes }) => {
      const part = shapes.slice(from, to);
      centre(part, feature.sizes);
      return part;
    });
    return {
      feature,
      contributions,
      standardErrors: jackknife(parts),
      aucAlone: aloneAuc(data, feature, parts),
    };
  });
}

/** The mean of lists of equal length. */
export function meanOf(parts: readonly Float64Array[]): Float64Array {
  const mean = new Float64Array(parts[0]?.length ?? 0);
  for (const part of parts)
    for (let i = 0; i < mean.length; i++) mean[i] = (mean[i] as number) + (part[i] as number);
  return mean.map((value) => value / parts.length);
}

/** Takes off the mean over the records; bins without records, which say nothing, become 0. */
function centre(values: Float64Array, sizes: Float64Array): void {
  const mean = sum(values.map((value, bin) => value * (sizes[bin] as number))) / sum(sizes);
  for (let bin = 0; bin < values.length; bin++) {
    values[bin] = sizes[bin] === 0 ? 0 : (values[bin] as number) - mean;
  }
}

/** √((K − 1)/K · Σ (xₖ − x̄)²) by bin, for K fits that each leave one fold out. */
function jackknife(parts: readonly Float64Array[]): Float64Array {
  const mean = meanOf(parts);
  const count = parts.length;
  return mean.map((center, bin) => {
    if (count === 1) return Number.NaN;
    let squares = 0;
    for (const part of parts) squares += ((part[bin] as number) - center) * ((part[bin] as number) - center);
    return Math.sqrt(((count - 1) / count) * squares);
  });
}

function aloneAuc(data: BinnedData, { codes }: BinnedFeature, parts: readonly Float64Array[]): number {
  const end = data.folds[parts.length] as number;
  const margins = new Float64Array(end);
  parts.forEach((part, k) => {
    const [from, to] = [data.folds[k] as number, data.folds[k + 1] as number];
    addShape(margins.subarray(from, to), codes.subarray(from, to), part);
  });
  return rocAuc(data.outcomes.subarray(0, end), margins, { weights: data.weights.subarray(0, end) });
}
