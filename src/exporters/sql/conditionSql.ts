import { reject } from "../../core/checks";
import { operandNumber } from "../../models/operandNumber";
import type { Condition, NumberComparison } from "../../models/types";
import { type Comparison, compare, equals } from "./comparison";
import type { Dialect } from "./dialect";
import { joined } from "./format";
import { lowerCase } from "./lowerCase";
import type { FeatureOf, SqlFeature } from "./sqlFeature";

const BOUNDS: readonly (readonly ["above" | "atLeast" | "below" | "atMost", Comparison])[] = [
  ["above", ">"],
  ["atLeast", ">="],
  ["below", "<"],
  ["atMost", "<="],
];
const MATCHES = ["contains", "startsWith", "endsWith"] as const;

/** A condition: the logic of SQL is the three-valued one of conditions, with NULL for unknown. */
export function conditionSql(dialect: Dialect, featureOf: FeatureOf, condition: Condition): string {
  const inner = (part: Condition) => conditionSql(dialect, featureOf, part);
  if ("not" in condition) return `NOT (${inner(condition.not)})`;
  if ("all" in condition) return bracketed(condition.all.map(inner), "AND");
  if ("any" in condition) return bracketed(condition.any.map(inner), "OR");
  const feature = featureOf(condition.feature);
  if ("exists" in condition) return `${feature.sql} IS ${condition.exists ? "NOT NULL" : "NULL"}`;
  if ("is" in condition) return isOneOf(dialect, feature, [condition.is]);
  if ("in" in condition) return isOneOf(dialect, feature, condition.in);
  const match = MATCHES.find((name) => name in condition);
  if (match !== undefined) {
    const part = (condition as Readonly<Record<string, unknown>>)[match] as string;
    return matchSql(dialect, feature, match, part);
  }
  const bounds: NumberComparison = condition as NumberComparison;
  const tests = BOUNDS.flatMap(([key, operator]) => {
    const bound = bounds[key];
    return bound === undefined
      ? []
      : [compare(dialect, feature, operator, operandNumber(bound, feature.summary.levels))];
  });
  return bracketed(tests, "AND");
}

function bracketed(parts: readonly string[], operator: string): string {
  return parts.length === 1 ? (parts[0] as string) : `(${joined(parts, operator)})`;
}

function isOneOf(
  dialect: Dialect,
  feature: SqlFeature,
  values: readonly (number | string | boolean)[],
): string {
  const { type, levels } = feature.summary;
  if (type === "category")
    return dialect.isIn(
      feature.sql,
      values.map((value) => dialect.text(String(value))),
    );
  const numbers = values.map((value) => operandNumber(value, levels));
  return equals(dialect, feature, numbers);
}

function matchSql(
  dialect: Dialect,
  feature: SqlFeature,
  match: (typeof MATCHES)[number],
  part: string,
): string {
  const { name } = feature.summary;
  if (!feature.hasText) {
    const wanted = `a column of text for feature "${name}", which a condition searches with ${match}`;
    reject("toSql", wanted, "a column of numbers", "invalid_configuration");
  }
  const text = lowerCase(dialect, feature.sql, [part], name, false);
  return dialect[match](text, dialect.text(part.toLowerCase()));
}
