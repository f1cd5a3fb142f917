import type { CategoryColumn, Column, NumberColumn } from "../core/columns";
import { levelLookup } from "./levelLookup";
import { operandNumber } from "./operandNumber";
import type { Condition, FeatureSummary, NumberComparison } from "./types";

/** The three truth values, in this order so that `all` is the minimum and `any` the maximum. */
const FALSE = 0;
const UNKNOWN = 1;
/** The code of a condition that holds. */
export const TRUE = 2;

/** Where the features of a model are: the position in its list, and what the model knows of them. */
export interface FeaturePositions {
  /** The position of a feature among the columns. */
  at(feature: string): number;
  /** What the model knows of the feature at a position. */
  readonly summaries: readonly FeatureSummary[];
}

/**
 * Writes the truth of a condition for the first n rows of columns: 0 false, 1 unknown, 2 true. A comparison with a
 * missing value is unknown.
 */
export type Test = (columns: readonly Column[], n: number) => Uint8Array;

/**
 * Prepares a condition for columns: what does not depend on the rows is done once. The array of codes is used
 * again by the next call. O(rows · comparisons) a call.
 *
 * @param condition - a checked condition
 * @param positions - where the features are
 * @returns a function from columns to one code per row
 */
export function bindCondition(condition: Condition, positions: FeaturePositions): Test {
  let codes = new Uint8Array(0);
  const room = (n: number) => {
    if (codes.length < n) codes = new Uint8Array(n);
    return codes;
  };
  if ("not" in condition) {
    const part = bindCondition(condition.not, positions);
    return (columns, n) => {
      const [inner, out] = [part(columns, n), room(n)];
      for (let i = 0; i < n; i++) out[i] = TRUE - (inner[i] as number);
      return out;
    };
  }
  if ("all" in condition || "any" in condition) {
    const isAll = "all" in condition;
    const parts = (isAll ? condition.all : condition.any).map((part) => bindCondition(part, positions));
    return (columns, n) => {
      const out = room(n);
      parts.forEach((part, k) => {
        const inner = part(columns, n);
        for (let i = 0; i < n; i++) {
          const code = inner[i] as number;
          if (k === 0 || (isAll ? code < (out[i] as number) : code > (out[i] as number))) out[i] = code;
        }
      });
      return out;
    };
  }
  const at = positions.at(condition.feature);
  const { type, levels } = positions.summaries[at] as FeatureSummary;
  const missing = !("exists" in condition) ? UNKNOWN : condition.exists ? FALSE : TRUE;
  if (type === "category") {
    const lookup = levelLookup((level) => (testText(condition, level) ? TRUE : FALSE));
    return (columns, n) => {
      const { codes: given, levels: names } = columns[at] as CategoryColumn;
      const [out, perLevel] = [room(n), lookup(names)];
      for (let i = 0; i < n; i++) {
        const code = given[i] as number;
        out[i] = code < 0 ? missing : (perLevel[code] as number);
      }
      return out;
    };
  }
  const test = numberTest(condition, levels);
  return (columns, n) => {
    const { values } = columns[at] as NumberColumn;
    const out = room(n);
    for (let i = 0; i < n; i++) {
      const x = values[i] as number;
      out[i] = holdsAt(test, x) ? TRUE : Number.isNaN(x) ? missing : FALSE;
    }
    return out;
  };
}

/** A condition on one feature. */
export type Comparison = Exclude<Condition, { all: unknown } | { any: unknown } | { not: unknown }>;

/** Whether a comparison holds for the level of a category. */
export function testText(condition: Comparison, level: string): boolean {
  if ("is" in condition) return level === condition.is;
  if ("in" in condition) return condition.in.includes(level);
  if ("exists" in condition) return condition.exists;
  const text = level.toLowerCase();
  if ("contains" in condition) return text.includes(condition.contains.toLowerCase());
  if ("startsWith" in condition) return text.startsWith(condition.startsWith.toLowerCase());
  if ("endsWith" in condition) return text.endsWith(condition.endsWith.toLowerCase());
  return false;
}

/** A comparison with a number as bounds, and a list where there is one: what has a value satisfies `exists`. */
export function numberTest(condition: Comparison, levels: readonly string[] | null) {
  const rank = (operand: number | string | boolean) => operandNumber(operand, levels);
  const infinity = Number.POSITIVE_INFINITY;
  const bounds = condition as NumberComparison;
  const wanted = "is" in condition ? [condition.is] : "in" in condition ? condition.in : null;
  return {
    listed: "exists" in condition && !condition.exists ? [] : (wanted?.map(rank) ?? null),
    above: rank(bounds.above ?? -infinity),
    atLeast: rank(bounds.atLeast ?? -infinity),
    below: rank(bounds.below ?? infinity),
    atMost: rank(bounds.atMost ?? infinity),
  };
}

/** Whether a comparison holds at a number; not at NaN. */
export function holdsAt(
  { listed, above, atLeast, below, atMost }: ReturnType<typeof numberTest>,
  x: number,
): boolean {
  return x > above && x >= atLeast && x < below && x <= atMost && (listed === null || listed.includes(x));
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
