import { operandNumber } from "../../models/operandNumber";
import type { Condition, NumberComparison } from "../../models/types";
import { literal } from "./literal";
import {
  codeIn,
  isAbsent,
  isPresent,
  matchOf,
  matchPosition,
  type Slot,
  type SlotOf,
  variable,
} from "./slots";
import type { Writer } from "./writer";

type Comparison = Exclude<Condition, { all: unknown } | { any: unknown } | { not: unknown }>;

const BOUNDS = { above: ">", atLeast: ">=", below: "<", atMost: "<=" } as const;
const FEW = 4;

/**
 * A condition as an expression that is true exactly where the condition is (or where it is false). In three-valued
 * logic the two are not opposites: with a missing value a comparison is neither.
 *
 * @param condition - a checked condition
 * @param slotOf - where the features are
 * @param writer - takes long lists
 * @param wanted - true for where it holds, false for where it fails
 * @returns an expression without side effects
 */
export function emitCondition(condition: Condition, slotOf: SlotOf, writer: Writer, wanted = true): string {
  if ("not" in condition) return emitCondition(condition.not, slotOf, writer, !wanted);
  if ("all" in condition || "any" in condition) {
    const parts = "all" in condition ? condition.all : condition.any;
    const every = "all" in condition === wanted;
    const texts = parts.map((part) => emitCondition(part, slotOf, writer, wanted));
    return texts.length === 1 ? (texts[0] as string) : `(${texts.join(every ? " && " : " || ")})`;
  }
  const slot = slotOf(condition.feature);
  if ("exists" in condition) return condition.exists === wanted ? isPresent(slot) : isAbsent(slot);
  const test =
    slot.type === "category" ? categoryTest(condition, slot, writer) : numberTest(condition, slot, writer);
  return wanted ? test : `(${isPresent(slot)} && !(${test}))`;
}

/** True for a level that passes; false for a missing one. */
function categoryTest(condition: Comparison, slot: Slot, writer: Writer): string {
  const codes = "is" in condition ? [condition.is] : "in" in condition ? condition.in : null;
  if (codes !== null) {
    return anyOf(
      codeIn(slot),
      codes.map((level) => slot.codes.get(level as string)).filter((code) => code !== undefined),
      writer,
    );
  }
  const match = matchOf(condition);
  return match === null ? "false" : `${variable(slot)}.match${matchPosition(slot, match)}`;
}

/** True for a number that passes; false for NaN. */
function numberTest(condition: Comparison, slot: Slot, writer: Writer): string {
  const x = variable(slot);
  const rank = (operand: number | string | boolean) => operandNumber(operand, slot.ranks);
  if ("is" in condition) return `${x} === ${literal(rank(condition.is))}`;
  if ("in" in condition) return anyOf(x, condition.in.map(rank), writer);
  const bounds = Object.entries(BOUNDS).flatMap(([key, sign]) => {
    const bound = (condition as NumberComparison)[key as keyof typeof BOUNDS];
    return bound === undefined ? [] : [`${x} ${sign} ${literal(rank(bound))}`];
  });
  if (bounds.length === 0) return isPresent(slot);
  return bounds.length === 1 ? (bounds[0] as string) : `(${bounds.join(" && ")})`;
}

function anyOf(x: string, values: readonly number[], writer: Writer): string {
  const unique = [...new Set(values)];
  if (unique.length === 0) return "false";
  if (unique.length > FEW) return `${writer.constant("SET", `new Set(${literal(unique)})`)}.has(${x})`;
  const tests = unique.map((value) => `${x} === ${literal(value)}`);
  return tests.length === 1 ? (tests[0] as string) : `(${tests.join(" || ")})`;
}
