import type { Condition, FeatureSummary } from "./types";

/** How a check complains: it throws. */
export type Fail = (expected: string, received: unknown) => never;

const NUMBER_KEYS = ["above", "atLeast", "below", "atMost"] as const;
const TEXT_KEYS = ["contains", "startsWith", "endsWith"] as const;
/** How often a condition may be nested. */
export const DEEPEST_CONDITION = 50;

/**
 * Checks a condition against the features that it reads: known operators, values of the feature's type, and
 * nesting of at most 50.
 *
 * @param fail - called with what was expected and received
 * @param name - the rule or gate that the condition belongs to
 * @param condition - the condition
 * @param features - the features by name
 */
export function checkCondition(
  fail: Fail,
  name: string,
  condition: Condition,
  features: ReadonlyMap<string, Pick<FeatureSummary, "type" | "levels">>,
  depth = 0,
): void {
  if (depth > DEEPEST_CONDITION)
    fail(`the condition of ${name} to be nested at most ${DEEPEST_CONDITION} deep`, depth);
  if (typeof condition !== "object" || condition === null) fail(`${name} to have a condition`, condition);
  const inner = "all" in condition ? condition.all : "any" in condition ? condition.any : null;
  if (inner !== null || "not" in condition) {
    const key = "all" in condition ? "all" : "any" in condition ? "any" : "not";
    if (Object.keys(condition).length !== 1)
      fail(`only "${key}" in a condition of ${name}`, Object.keys(condition));
    if (inner !== null && (!Array.isArray(inner) || inner.length === 0)) {
      fail(`"${key}" of ${name} to be a list of conditions`, inner);
    }
    for (const part of inner ?? [(condition as { not: Condition }).not]) {
      checkCondition(fail, name, part, features, depth + 1);
    }
    return;
  }
  checkComparison(fail, name, condition as Record<string, unknown>, features);
}

function checkComparison(
  fail: Fail,
  name: string,
  condition: Readonly<Record<string, unknown>>,
  features: ReadonlyMap<string, Pick<FeatureSummary, "type" | "levels">>,
): void {
  const feature = features.get(condition.feature as string);
  if (feature === undefined)
    fail(`${name} to read a known feature (${listed([...features.keys()])})`, condition.feature);
  const keys = Object.keys(condition).filter((key) => key !== "feature");
  const isRange = keys.length > 0 && keys.every((key) => NUMBER_KEYS.includes(key as "above"));
  if (!isRange && keys.length !== 1)
    fail(`one comparison of "${condition.feature}" in ${name}`, keys.join(", "));
  const key = keys[0] as string;
  const label = `"${key}" of "${condition.feature}" in ${name}`;
  if (isRange) {
    if (feature.type === "category") fail(`${label} to compare a number`, "a category");
    for (const bound of keys) {
      checkBound(fail, `"${bound}" of "${condition.feature}" in ${name}`, condition[bound], feature);
    }
  } else if (key === "is") checkOperand(fail, label, condition.is, feature);
  else if (key === "in") {
    if (!Array.isArray(condition.in) || condition.in.length === 0)
      fail(`${label} to be a list`, condition.in);
    for (const value of condition.in) checkOperand(fail, label, value, feature);
  } else if (TEXT_KEYS.includes(key as "contains")) {
    if (feature.type !== "category")
      fail(
        `${label} to compare a category`,
        feature.type === "ordinal" ? "an ordinal feature" : `a ${feature.type}`,
      );
    if (typeof condition[key] !== "string" || condition[key] === "")
      fail(`${label} to be text`, condition[key]);
  } else if (key !== "exists" || typeof condition.exists !== "boolean") {
    fail(
      `${name} to use is, in, above, atLeast, below, atMost, contains, startsWith, endsWith, or exists: true or false`,
      key,
    );
  }
}

const MOST_LISTED = 10;

function listed(names: readonly string[]): string {
  return names.length > MOST_LISTED ? `${names.slice(0, MOST_LISTED).join(", ")}, …` : names.join(", ");
}

function checkBound(
  fail: Fail,
  label: string,
  value: unknown,
  { type, levels }: Pick<FeatureSummary, "type" | "levels">,
): void {
  const named = type === "ordinal" && levels !== null ? levels : [];
  if (Number.isFinite(value) || named.includes(value as string)) return;
  fail(`${label} to be a finite number${named.length === 0 ? "" : ` or one of ${named.join(", ")}`}`, value);
}

function checkOperand(
  fail: Fail,
  label: string,
  value: unknown,
  feature: Pick<FeatureSummary, "type" | "levels">,
): void {
  const ok =
    feature.type === "category"
      ? typeof value === "string"
      : feature.type === "flag"
        ? typeof value === "boolean" || value === 0 || value === 1
        : feature.type === "ordinal"
          ? Number.isFinite(value) || (feature.levels?.includes(value as string) ?? false)
          : Number.isFinite(value);
  if (ok) return;
  const wanted = {
    category: "text",
    flag: "true or false",
    ordinal: `one of ${feature.levels?.join(", ")}`,
    number: "a finite number",
  };
  fail(`${label} to be ${wanted[feature.type]}`, value);
}
