import { isRejection, readNumber, readText } from "./readers";
import type { Feature, Rejection, ValueLimits } from "./types";

/**
 * What the numbers of a feature can be: what it says itself, the ranks of an ordinal feature, 0 and 1 of a flag.
 *
 * @param feature - the feature
 * @returns the smallest and the largest number in original units, and whether only whole ones occur
 */
export function limitsOf({ type, levels, limits }: Feature<never>): ValueLimits {
  const isNumber = type === "number" || type === "category";
  return {
    minimum: isNumber ? Number.NEGATIVE_INFINITY : 0,
    maximum: isNumber ? Number.POSITIVE_INFINITY : type === "flag" ? 1 : (levels?.length ?? 0) - 1,
    whole: !isNumber,
    ...limits,
  };
}

/** Whether a feature has no other levels than those it lists. */
export function hasListedLevels({ levels, readNamed }: Feature<never>): boolean {
  return levels !== null && readNamed === null;
}

/**
 * What a value that a person names, in a rule, a list of codes or a proposal, is for a feature: a record that has it is
 * read as this. A number may name the rank of an ordinal level; 1 and 0 are true and false, whatever a record means by
 * them.
 *
 * @param feature - the feature
 * @param named - a number in original units, a level in any spelling that the feature takes, a boolean
 * @returns a number in original units, a rank or a level; null or NaN where it means missing; a rejection that says
 * what it could be where no record can have it
 */
export function asValue(feature: Feature<never>, named: unknown): number | string | null | Rejection {
  const { type, levels, readNamed } = feature;
  if (type === "flag" && (named === true || named === false || named === 1 || named === 0)) {
    return Number(named);
  }
  const given =
    type === "ordinal" && typeof named === "number" ? (levels?.[named] ?? `rank ${named}`) : named;
  if (levels !== null && readNamed === null) return listedLevel(type, levels, given, named);
  if (type === "category") return (readNamed ?? readText)(given);
  const value = (readNamed ?? readNumber)(given);
  return typeof value === "number" && !Number.isNaN(value) ? within(limitsOf(feature), value) : value;
}

function listedLevel(
  type: Feature<never>["type"],
  levels: readonly string[],
  given: unknown,
  named: unknown,
): number | string | null | Rejection {
  const text = readText(given);
  if (isRejection(text)) return text;
  if (text === null) return type === "ordinal" ? Number.NaN : null;
  if (!levels.includes(text)) return { expected: `one of ${levels.join(", ")}`, received: named };
  return type === "ordinal" ? levels.indexOf(text) : text;
}

function within({ minimum, maximum, whole }: ValueLimits, value: number): number | Rejection {
  if (value >= minimum && value <= maximum && !(whole && !Number.isInteger(value))) return value;
  const ends = [
    minimum === Number.NEGATIVE_INFINITY ? "" : ` of at least ${minimum}`,
    maximum === Number.POSITIVE_INFINITY ? "" : ` of at most ${maximum}`,
  ];
  return {
    expected: `a${whole ? " whole" : ""} number${ends.filter(Boolean).join(" and")}`,
    received: value,
  };
}
