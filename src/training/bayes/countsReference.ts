import { sum } from "../../core/numeric";
import type { CategoryReference, NumberReference } from "../../models/types";
import { type FeatureCounts, total } from "../counts/counts";
import { runningSum, weightedQuantile } from "../data/weightedNumbers";

const MOST_LEVELS = 100;

/**
 * The distribution of a feature as far as counts know it: all of a category, a flag or an ordinal feature, nothing
 * of a number.
 *
 * @param feature - the counts of a feature
 * @returns the distribution, or null for a number
 */
export function countsReference(feature: FeatureCounts): NumberReference | CategoryReference | null {
  if (feature.type === "number") return null;
  const rows = feature.bins.map(total);
  const count = sum(rows);
  const missing = total(feature.missing);
  if (feature.type === "category") {
    const levels = (feature.levels ?? [])
      .map((level, i) => ({ level, count: rows[i] as number }))
      .sort((a, b) => b.count - a.count || (a.level < b.level ? -1 : 1));
    return { kind: "category", count, missing, levels: levels.slice(0, MOST_LEVELS) };
  }
  if (count === 0) {
    const nothing = { mean: 0, standardDeviation: 0, minimum: 0, maximum: 0 };
    return { kind: "number", count, missing, ...nothing, quantiles: [0, 0, 0, 0, 0], integer: false };
  }
  const ranks = { values: [...rows.keys()], upTo: runningSum(rows) };
  const mean = sum(rows.map((n, rank) => n * rank)) / count;
  const quantiles = [0.05, 0.25, 0.5, 0.75, 0.95].map((p) => weightedQuantile(ranks, p));
  return {
    kind: "number",
    count,
    missing,
    mean,
    standardDeviation: Math.sqrt(sum(rows.map((n, rank) => n * (rank - mean) ** 2)) / count),
    minimum: rows.findIndex((n) => n > 0),
    maximum: rows.length - 1 - [...rows].reverse().findIndex((n) => n > 0),
    quantiles: quantiles as [number, number, number, number, number],
    integer: true,
  };
}
