import type { Column } from "../core/columns";
import type { Condition, FeatureSummary } from "./types";

/** The three truth values, in this order so that `all` is the minimum and `any` the maximum. */
const FALSE = 0;
const UNKNOWN = 1;
/** The code of a condition that holds. */
export const TRUE = 2;

/** Gives the column of a feature of the table at hand. */
export type ColumnOf = (feature: string) => Column;

/**
 * Evaluates a condition on columns: one code per row, 0 false, 1 unknown, 2 true. A comparison with a missing
 * value is unknown. O(rows · comparisons).
 *
 * @param condition - a checked condition
 * @param columnOf - gives the columns
 * @param rowCount - the number of rows
 * @param features - the features by name, for the levels of ordinal ones
 * @returns one code per row
 */
export function evaluateCondition(
  condition: Condition,
  columnOf: ColumnOf,
  rowCount: number,
  features: ReadonlyMap<string, FeatureSummary>,
): Uint8Array {
  if ("not" in condition) {
    return evaluateCondition(condition.not, columnOf, rowCount, features).map((code) => TRUE - code);
  }
  if ("all" in condition || "any" in condition) {
    const all = "all" in condition;
    const result = new Uint8Array(rowCount).fill(all ? TRUE : FALSE);
    for (const part of all ? condition.all : condition.any) {
      const codes = evaluateCondition(part, columnOf, rowCount, features);
      for (let i = 0; i < rowCount; i++) {
        const code = codes[i] as number;
        if (all ? code < (result[i] as number) : code > (result[i] as number)) result[i] = code;
      }
    }
    return result;
  }
  const column = columnOf(condition.feature);
  if (column.type === "category") {
    // each level is tested once, then the codes are looked up
    const perLevel = Uint8Array.from(column.levels, (level) => (testText(condition, level) ? TRUE : FALSE));
    const missing = "exists" in condition ? (condition.exists ? FALSE : TRUE) : UNKNOWN;
    return Uint8Array.from(column.codes, (code) => (code < 0 ? missing : (perLevel[code] as number)));
  }
  const test = numberTest(condition, features.get(condition.feature)?.levels ?? null);
  const missing = "exists" in condition ? (condition.exists ? FALSE : TRUE) : UNKNOWN;
  return Uint8Array.from(column.values, (value) =>
    Number.isNaN(value) ? missing : test(value) ? TRUE : FALSE,
  );
}

type Comparison = Exclude<Condition, { all: unknown } | { any: unknown } | { not: unknown }>;

function testText(condition: Comparison, level: string): boolean {
  if ("is" in condition) return level === condition.is;
  if ("in" in condition) return condition.in.includes(level);
  if ("exists" in condition) return condition.exists;
  const text = level.toLowerCase();
  if ("contains" in condition) return text.includes(condition.contains.toLowerCase());
  if ("startsWith" in condition) return text.startsWith(condition.startsWith.toLowerCase());
  if ("endsWith" in condition) return text.endsWith(condition.endsWith.toLowerCase());
  return false;
}

function numberTest(condition: Comparison, levels: readonly string[] | null): (value: number) => boolean {
  const rank = (operand: number | string | boolean) =>
    typeof operand === "string" && levels !== null ? levels.indexOf(operand) : Number(operand);
  if ("exists" in condition) return () => condition.exists;
  if ("is" in condition) {
    const wanted = rank(condition.is);
    return (value) => value === wanted;
  }
  if ("in" in condition) {
    const wanted = condition.in.map(rank);
    return (value) => wanted.includes(value);
  }
  const { above, atLeast, below, atMost } = condition as {
    above?: number;
    atLeast?: number;
    below?: number;
    atMost?: number;
  };
  return (value) =>
    (above === undefined || value > above) &&
    (atLeast === undefined || value >= atLeast) &&
    (below === undefined || value < below) &&
    (atMost === undefined || value <= atMost);
}

/**
 * The features that a condition reads, each once, in order of appearance.
 *
 * @param condition - a condition
 * @returns feature names
 */
export function conditionFeatures(condition: Condition): string[] {
  if ("not" in condition) return conditionFeatures(condition.not);
  if ("all" in condition) return [...new Set(condition.all.flatMap(conditionFeatures))];
  if ("any" in condition) return [...new Set(condition.any.flatMap(conditionFeatures))];
  return [condition.feature];
}
