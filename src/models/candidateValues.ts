import { cutsAtMost } from "./evaluateTerm";
import { termFeatures } from "./termFeatures";
import type { AdditiveModel, Condition, FeatureSummary, Term } from "./types";

const MOST_CANDIDATES = 24;

/** What may be done to a feature. */
export interface FeatureChange {
  /** Only larger or only smaller values; both by default. */
  readonly direction?: "increase" | "decrease";
  /** Smallest value, in original units; by default the smallest of the reference population. */
  readonly minimum?: number;
  /** Largest value, in original units; by default the largest of the reference population. */
  readonly maximum?: number;
}

/**
 * The values at which a feature's part of a model turns: cuts, knots, thresholds of conditions, ranks, levels,
 * and the ends of its range. Between two of them the margin is a straight line.
 *
 * @param model - the model
 * @param feature - the feature
 * @param toModel - turns an original value into the feature's scale
 * @param change - the allowed range, in original units
 * @returns values on the feature's scale, increasing for numbers
 */
export function candidateValues(
  model: AdditiveModel,
  feature: FeatureSummary,
  toModel: (value: number) => number,
  change: FeatureChange,
): (number | string)[] {
  const terms = model.terms.filter((term) => termFeatures(term).includes(feature.name));
  const conditions = [...terms, ...model.gates].flatMap((part) =>
    "when" in part ? comparisonsOf(part.when) : [],
  );
  const own = conditions.filter((condition) => condition.feature === feature.name);
  if (feature.type === "category") return levelCandidates(terms, own, feature);
  if (feature.type === "flag") return [0, 1];
  if (feature.type === "ordinal") return (feature.levels ?? []).map((_, rank) => rank);
  const reference =
    feature.reference?.kind === "number" && feature.reference.count > 0 ? feature.reference : null;
  const low = toModel(change.minimum ?? reference?.minimum ?? Number.NEGATIVE_INFINITY);
  const high = toModel(change.maximum ?? reference?.maximum ?? Number.POSITIVE_INFINITY);
  const whole = reference?.integer ?? own.length > 0;
  const spread = reference === null ? 1 : reference.standardDeviation || 1;
  const step = whole && feature.transform === null ? 1 : spread * 1e-6;
  const turns = [
    ...terms.flatMap((term) => turningPoints(term, feature.name, step)),
    ...own.flatMap((c) => thresholds(c, step)),
  ];
  const inside = [low, high, ...turns].filter(
    (value) => Number.isFinite(value) && value >= low && value <= high,
  );
  const sorted = [...new Set(inside)].sort((a, b) => a - b);
  const stride = Math.max(1, sorted.length / MOST_CANDIDATES);
  return sorted.filter(
    (_, i) => Math.floor(i / stride) > Math.floor((i - 1) / stride) || i === sorted.length - 1,
  );
}

type Comparison = { readonly feature: string } & Readonly<Record<string, unknown>>;

function comparisonsOf(condition: Condition): Comparison[] {
  if ("not" in condition) return comparisonsOf(condition.not);
  if ("all" in condition) return condition.all.flatMap(comparisonsOf);
  if ("any" in condition) return condition.any.flatMap(comparisonsOf);
  return [condition as Comparison];
}

function thresholds(condition: Comparison, step: number): number[] {
  const at = (key: string, offset: number) => {
    const value = condition[key];
    return typeof value === "number" ? [value, value + offset] : [];
  };
  const listed = Array.isArray(condition.in) ? condition.in.filter((value) => typeof value === "number") : [];
  return [
    ...at("above", step),
    ...at("atLeast", -step),
    ...at("below", -step),
    ...at("atMost", step),
    ...at("is", 0),
    ...listed,
  ];
}

function turningPoints(term: Term, feature: string, step: number): number[] {
  if (term.kind === "step") return term.cuts.flatMap((cut) => [cut - step, cut]);
  if (term.kind === "piecewise") return [...term.knots];
  if (term.kind === "condition" && term.times === feature && term.contribution !== 0) {
    return [term.minimum, term.maximum].flatMap((bound) =>
      bound === null ? [] : [bound / term.contribution],
    );
  }
  if (term.kind !== "grid") return [];
  return [term.rows, term.columns].flatMap((axis) =>
    axis.feature === feature && "cuts" in axis ? axis.cuts.flatMap((cut) => [cut - step, cut]) : [],
  );
}

function levelCandidates(
  terms: readonly Term[],
  own: readonly Comparison[],
  feature: FeatureSummary,
): string[] {
  const inTerms = terms.flatMap((term) => {
    if (term.kind === "levels") return term.levels;
    if (term.kind !== "grid") return [];
    return [term.rows, term.columns].flatMap((axis) =>
      axis.feature === feature.name && "levels" in axis ? axis.levels : [],
    );
  });
  const inConditions = own.flatMap(({ is, in: list }) => [is, ...(Array.isArray(list) ? list : [])]);
  const seen =
    feature.reference?.kind === "category" ? feature.reference.levels.map(({ level }) => level) : [];
  const texts = [...inTerms, ...inConditions, ...seen].filter((value) => typeof value === "string");
  return [...new Set(texts)].sort();
}

/** The candidate just before, or at or after, a value. */
export function neighbours(sorted: readonly number[], value: number): { below: number[]; above: number[] } {
  const position = cutsAtMost(sorted, value);
  return {
    below: sorted
      .slice(0, position)
      .filter((v) => v < value)
      .reverse(),
    above: sorted.slice(position),
  };
}
