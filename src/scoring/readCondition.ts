import { asValue, hasListedLevels, limitsOf } from "../features/asValue";
import type { FeatureSet } from "../features/featureSet";
import { isRejection } from "../features/readers";
import type { Feature } from "../features/types";
import { DEEPEST_CONDITION, type Fail } from "../models/checkCondition";
import { modelValue } from "../models/modelValue";
import type { Condition } from "../models/types";
import { isReached, type NumberRange } from "./isReached";

type Comparison = { readonly feature: string } & Readonly<Record<string, unknown>>;

const BOUNDS = ["above", "atLeast", "below", "atMost"] as const;

/**
 * A condition as people write it, in the units and words of the record, as the condition on what the features read
 * that a model holds: bounds transformed, aliases and spellings as their level. What is no condition at all is left to
 * the check of the model.
 *
 * @param fail - called with what was expected and received
 * @param name - the rule or gate that the condition belongs to
 * @param condition - the condition in original units
 * @param features - the features that it speaks of
 * @returns the condition on feature values
 */
export function readCondition<Row>(
  fail: Fail,
  name: string,
  condition: Condition,
  features: FeatureSet<Row>,
  depth = 0,
): Condition {
  if (typeof condition !== "object" || condition === null || depth > DEEPEST_CONDITION) return condition;
  const inner = (part: Condition) => readCondition(fail, name, part, features, depth + 1);
  if ("not" in condition) return { ...condition, not: inner(condition.not) };
  if ("all" in condition)
    return Array.isArray(condition.all) ? { ...condition, all: condition.all.map(inner) } : condition;
  if ("any" in condition)
    return Array.isArray(condition.any) ? { ...condition, any: condition.any.map(inner) } : condition;
  const known = Object.hasOwn(features.features, condition.feature);
  if (!known) return condition;
  const feature = features.features[condition.feature] as Feature<Row>;
  return readComparison(fail, name, condition as Comparison, feature) as Condition;
}

function readComparison<Row>(
  fail: Fail,
  name: string,
  condition: Comparison,
  feature: Feature<Row>,
): Comparison {
  const label = (key: string) => `"${key}" of "${condition.feature}" in ${name}`;
  if ("is" in condition) return { ...condition, is: readOperand(fail, label("is"), condition.is, feature) };
  if ("in" in condition) {
    const { in: list } = condition;
    if (!Array.isArray(list)) return condition;
    return { ...condition, in: list.map((value) => readOperand(fail, label("in"), value, feature)) };
  }
  for (const key of ["contains", "startsWith", "endsWith"] as const) {
    if (typeof condition[key] === "string") checkText(fail, label(key), key, condition[key], feature);
  }
  return BOUNDS.some((key) => key in condition) ? readRange(fail, name, condition, feature) : condition;
}

/** A value that a feature is compared with, as the feature reads it. */
function readOperand<Row>(fail: Fail, label: string, named: unknown, feature: Feature<Row>): unknown {
  const value = asValue(feature, named);
  if (isRejection(value)) return fail(`${label} to be ${value.expected}`, named);
  if (value === null || Number.isNaN(value)) {
    return fail(`${label} to be a value (exists: false asks for what means missing)`, named);
  }
  if (feature.type === "flag") return value === 1;
  if (feature.type === "ordinal" && typeof named === "string") return feature.levels?.[value as number];
  return typeof value === "number"
    ? modelValue({ clip: [null, null], transform: feature.transform }, value)
    : value;
}

/** Bounds of a number, transformed as the feature does it. */
function readRange<Row>(fail: Fail, name: string, condition: Comparison, feature: Feature<Row>): Comparison {
  const { type, transform } = feature;
  const limits = limitsOf(feature);
  const bounds: Partial<Record<(typeof BOUNDS)[number], number>> = {};
  for (const key of BOUNDS) {
    const given = condition[key];
    if (given === undefined) continue;
    const bound = type === "ordinal" && typeof given === "string" ? asValue(feature, given) : given;
    if (type === "category" || typeof bound !== "number" || !Number.isFinite(bound)) return condition;
    bounds[key] = bound;
  }
  if (!isReached(bounds, limits)) {
    const low = limits.minimum === Number.NEGATIVE_INFINITY ? "" : ` from ${limits.minimum}`;
    const high = limits.maximum === Number.POSITIVE_INFINITY ? "" : ` up to ${limits.maximum}`;
    const kind = `${limits.whole ? "whole numbers" : "numbers"}${low}${high}`;
    fail(`a range of "${condition.feature}" in ${name} that holds for some of its values (${kind})`, bounds);
  }
  // a level keeps its name, which says more than its rank
  if (type === "ordinal") return { ...condition, ...levelNames(condition, bounds, feature.levels) };
  if (transform === null) return { ...condition, ...bounds };
  const read = (bound: number) => modelValue({ clip: [limits.minimum, null], transform }, bound);
  const { above, atLeast, ...upper } = bounds;
  const converted = Object.fromEntries(Object.entries(upper).map(([key, bound]) => [key, read(bound)]));
  const { above: _, atLeast: __, ...rest } = condition;
  // below what the transform takes, "above" holds for the smallest number too
  const isStrict = above !== undefined && above >= limits.minimum;
  const low = isStrict ? atLeast : (atLeast ?? above);
  return {
    ...rest,
    ...converted,
    ...(isStrict ? { above: read(above) } : {}),
    ...(low === undefined ? {} : { atLeast: read(low) }),
  } as Comparison;
}

function levelNames(condition: Comparison, ranks: NumberRange, levels: readonly string[] | null) {
  const named = Object.entries(ranks).filter(([key]) => typeof condition[key] === "string");
  return Object.fromEntries(named.map(([key, rank]) => [key, levels?.[rank] ?? rank]));
}

type Match = "contains" | "startsWith" | "endsWith";

/** Text at an end of a level never begins or ends with white space; a feature of listed levels has no others. */
function checkText<Row>(fail: Fail, label: string, key: Match, text: string, feature: Feature<Row>): void {
  if (key === "startsWith" && text !== text.trimStart()) fail(`${label} without white space before`, text);
  if (key === "endsWith" && text !== text.trimEnd()) fail(`${label} without white space after`, text);
  if (!hasListedLevels(feature) || feature.levels === null || text === "") return;
  const [part, levels] = [text.toLowerCase(), feature.levels];
  const matches = (level: string) =>
    key === "contains" ? level.toLowerCase().includes(part) : level.toLowerCase()[key](part);
  if (!levels.some(matches)) fail(`${label} to match one of ${levels.join(", ")}`, text);
}
