import { asValue, limitsOf } from "../features/asValue";
import type { Feature, ValueLimits } from "../features/types";
import { originalValue } from "./originalValue";
import { termFeatures } from "./termFeatures";
import type { AdditiveModel, Condition, FeatureSummary, Term } from "./types";

const MOST_LISTED = 200;
const MOST_DOUBLINGS = 30;

/** What may be done to a feature. */
export interface FeatureChange {
  /** Only larger or only smaller values (ranks, for an ordinal feature); both by default. Not for categories. */
  readonly direction?: "increase" | "decrease";
  /**
   * Smallest value of a number, in original units. By default the smallest of the reference population; without
   * one 0, or no bound for a number that is negative.
   */
  readonly minimum?: number;
  /** Largest value of a number, in original units. By default the largest of the reference population. */
  readonly maximum?: number;
}

/** Values that a feature may take, numbers in original units and increasing, ordinal levels as ranks. */
export interface Candidates {
  /** Where the feature's part of a model turns, and the ends of its range. */
  readonly values: readonly (number | string)[];
  /** Whether `values` is every value allowed. */
  readonly complete: boolean;
  /** Whether only whole numbers are allowed. */
  readonly whole: boolean;
  /** The smallest number allowed. */
  readonly low: number;
  /** The largest number allowed. */
  readonly high: number;
  /** Whether a record can have a value: not one beyond the feature's clip, nor one that means missing. */
  readonly can: (value: number | string) => boolean;
}

/**
 * The values at which a feature's part of a model turns: cuts, knots, thresholds of conditions, ranks, levels, and
 * the ends of its range. Between two of them the terms of the feature are straight lines. Of a whole number with
 * at most 200 possible values, all of them.
 *
 * @param model - the model
 * @param feature - what the model knows of the feature
 * @param extractor - the feature itself, which says what it can be
 * @param current - the record's value in original units, null if missing
 * @param change - the allowed range
 * @returns the candidates
 */
export function candidateValues<Row>(
  model: AdditiveModel,
  feature: FeatureSummary,
  extractor: Feature<Row>,
  current: number | string | null,
  change: FeatureChange,
): Candidates {
  const terms = model.terms.filter((term) => termFeatures(term).includes(feature.name));
  const conditions = [...terms, ...model.gates].flatMap((part) =>
    "when" in part ? comparisonsOf(part.when) : [],
  );
  const own = conditions.filter((condition) => condition.feature === feature.name);
  const can = (value: number | string) => asValue(extractor, value) === value;
  const all = (values: readonly (number | string)[]) => ({
    ...{ values: values.filter(can), can, complete: true, whole: true },
    ...{ low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY },
  });
  if (feature.type === "category") return all(levelCandidates(terms, own, feature));
  if (feature.type === "flag") return all([0, 1]);
  if (feature.type === "ordinal") return all((feature.levels ?? []).map((_, rank) => rank));
  const turns = [...terms.flatMap((term) => turningPoints(term, feature.name)), ...own.flatMap(thresholds)];
  const points = turns.map((turn) => originalValue(feature.transform, turn));
  const known = typeof current === "number" ? current : null;
  const found = numberCandidates(points, feature, limitsOf(extractor), known, change);
  return { ...found, values: found.values.filter(can), can };
}

function numberCandidates(
  points: readonly number[],
  feature: FeatureSummary,
  limits: ValueLimits,
  current: number | null,
  change: FeatureChange,
): Omit<Candidates, "can" | "values"> & { readonly values: readonly number[] } {
  const reference =
    feature.reference?.kind === "number" && feature.reference.count > 0 ? feature.reference : null;
  const isNegative = limits.maximum < 0 || (current !== null && current < 0);
  const lowest = isNegative ? Number.NEGATIVE_INFINITY : 0;
  const low = Math.max(limits.minimum, change.minimum ?? reference?.minimum ?? lowest);
  const high = Math.min(limits.maximum, change.maximum ?? reference?.maximum ?? Number.POSITIVE_INFINITY);
  const whole =
    limits.whole || (reference?.integer ?? (current === null ? points : [current]).every(Number.isInteger));
  const [start, end] = whole ? [Math.ceil(low), Math.floor(high)] : [low, high];
  const range = { whole, low: start, high: end };
  if (whole && end - start < MOST_LISTED) {
    const values = Array.from({ length: Math.max(0, end - start + 1) }, (_, i) => start + i);
    return { values, complete: true, ...range };
  }
  const scale = Math.ceil(Math.max(1, ...[current ?? 0, ...points].map(Math.abs)));
  const near = (reference?.standardDeviation || scale) * 1e-6;
  const around = (point: number) =>
    whole
      ? [Math.floor(point) - 1, Math.floor(point), Math.ceil(point), Math.ceil(point) + 1]
      : [point - near, point, point + near];
  const doublings = Array.from({ length: MOST_DOUBLINGS }, (_, i) => scale * 2 ** i);
  const outwards = [
    ...(low === Number.NEGATIVE_INFINITY ? doublings.map((size) => -size) : []),
    ...(high === Number.POSITIVE_INFINITY ? doublings : []),
  ];
  const values = [start, end, ...points.flatMap(around), ...outwards].filter(
    (value) => Number.isFinite(value) && value >= start && value <= end,
  );
  return { values: [...new Set(values)].sort((a, b) => a - b), complete: false, ...range };
}

type Comparison = { readonly feature: string } & Readonly<Record<string, unknown>>;

function comparisonsOf(condition: Condition): Comparison[] {
  if ("not" in condition) return comparisonsOf(condition.not);
  if ("all" in condition) return condition.all.flatMap(comparisonsOf);
  if ("any" in condition) return condition.any.flatMap(comparisonsOf);
  return [condition as Comparison];
}

function thresholds({ above, atLeast, below, atMost, is, in: list }: Comparison): number[] {
  const listed = Array.isArray(list) ? list : [];
  return [above, atLeast, below, atMost, is, ...listed].filter((value) => typeof value === "number");
}

function turningPoints(term: Term, feature: string): readonly number[] {
  if (term.kind === "step") return term.cuts;
  if (term.kind === "piecewise") return term.knots;
  if (term.kind === "condition" && term.times === feature && term.contribution !== 0) {
    return [term.minimum, term.maximum].flatMap((bound) =>
      bound === null ? [] : [bound / term.contribution],
    );
  }
  if (term.kind !== "grid") return [];
  return [term.rows, term.columns].flatMap((axis) =>
    axis.feature === feature && "cuts" in axis ? axis.cuts : [],
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
