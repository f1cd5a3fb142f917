import { operandNumber } from "../../models/operandNumber";
import type { Condition, FeatureSummary, NumberComparison } from "../../models/types";
import {
  apply,
  choose,
  every,
  fieldRef,
  numberConstant,
  type PmmlExpression,
  some,
  textConstant,
  truthConstant,
} from "./pmmlExpression";

/** The field and the summary of a feature of the model. */
export interface FeatureReading {
  readonly field: string;
  readonly summary: FeatureSummary;
}

type Comparison = Exclude<Condition, { all: unknown } | { any: unknown } | { not: unknown }>;

/**
 * Whether a condition has a truth value, as an expression that is never missing: the three-valued logic of
 * conditions becomes two-valued, because PMML engines disagree on logic with missing values.
 *
 * @param condition - a checked condition
 * @param wanted - the truth value; a comparison with a missing value has neither
 * @param readings - the features by name
 * @returns true where the condition has the wanted value, else false
 */
export function conditionTruth(
  condition: Condition,
  wanted: boolean,
  readings: ReadonlyMap<string, FeatureReading>,
): PmmlExpression {
  if ("not" in condition) return conditionTruth(condition.not, !wanted, readings);
  if ("all" in condition || "any" in condition) {
    const parts = ("all" in condition ? condition.all : condition.any).map((part) =>
      conditionTruth(part, wanted, readings),
    );
    return "all" in condition === wanted ? every(parts) : some(parts);
  }
  const { field, summary } = readings.get(condition.feature) as FeatureReading;
  if ("exists" in condition) {
    return apply(condition.exists === wanted ? "isNotMissing" : "isMissing", fieldRef(field));
  }
  const test = comparisonTest(condition, wanted, fieldRef(field), summary);
  return choose(apply("isNotMissing", fieldRef(field)), test, truthConstant(false));
}

/** Whether a comparison of a value that is not missing is true, or false where that is wanted. */
function comparisonTest(
  condition: Comparison,
  wanted: boolean,
  value: PmmlExpression,
  { type, levels }: FeatureSummary,
): PmmlExpression {
  const operand = (raw: number | string | boolean): PmmlExpression => {
    if (type === "category") return textConstant(raw as string);
    return numberConstant(operandNumber(raw, levels));
  };
  if ("is" in condition) return apply(wanted ? "equal" : "notEqual", value, operand(condition.is));
  if ("in" in condition) return apply(wanted ? "isIn" : "isNotIn", value, ...condition.in.map(operand));
  const pattern = textPattern(condition);
  if (pattern !== null) {
    const match = apply("matches", apply("lowercase", value), textConstant(pattern));
    return wanted ? match : apply("not", match);
  }
  const bounds = condition as NumberComparison;
  const tests = RANGE.flatMap(([key, holds, fails]) => {
    const bound = bounds[key];
    return bound === undefined ? [] : [apply(wanted ? holds : fails, value, operand(bound))];
  });
  return wanted ? every(tests) : some(tests);
}

/** The functions for a bound that holds, and for one that does not. */
const RANGE = [
  ["above", "greaterThan", "lessOrEqual"],
  ["atLeast", "greaterOrEqual", "lessThan"],
  ["below", "lessThan", "greaterOrEqual"],
  ["atMost", "lessOrEqual", "greaterThan"],
] as const;

/** The regular expression of a text match, or null for another comparison. Text of a feature ends with no line end. */
function textPattern(condition: Comparison): string | null {
  const literal = (text: string) => text.toLowerCase().replace(/[!-/:-@[-`{-~\s]/g, "\\$&");
  if ("contains" in condition) return literal(condition.contains);
  if ("startsWith" in condition) return `^${literal(condition.startsWith)}`;
  return "endsWith" in condition ? `${literal(condition.endsWith)}$` : null;
}
