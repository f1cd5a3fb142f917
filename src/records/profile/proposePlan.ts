import { describeValue } from "../../core/describe";
import type { FieldWarning } from "../fieldWarning";
import type { FieldPlan, UndecidedFieldPlan } from "../planTypes";
import { dateWays } from "./dateWays";
import { numberWays } from "./numberWays";
import { type FieldTally, LIST_SEPARATORS } from "./tally";
import { type KnownOfFile, oneWay, type Ways } from "./ways";

/** A plan for one field, and what a person should know of it. */
export interface Proposal {
  readonly plan: FieldPlan | UndecidedFieldPlan;
  readonly warnings: readonly FieldWarning[];
}

/** From this share of cells on a field is of a kind; the others are bad cells then. */
const MOST_CELLS = 0.9;
const HALF = 0.5;
/** A separator in fewer cells is punctuation. */
const LIST_SHARE = 0.05;

const NOUNS: Readonly<Record<FieldPlan["kind"], string>> = {
  text: "text",
  number: "a number",
  money: "an amount of money",
  percent: "a percentage",
  date: "a date",
  yesNo: "yes or no",
  list: "text",
};

/**
 * Proposes how to read a field. Where cells can be read in several ways, all of them are choices: nothing is guessed.
 *
 * @param field - the field as it is called in the rows
 * @param tally - what was counted of it
 * @param known - what the caller knows
 * @returns a plan or choices, and warnings
 */
export function proposePlan(field: string, tally: FieldTally, known: KnownOfFile): Proposal {
  const filled = filledCells(tally);
  const ways = waysOf(tally, filled, known);
  const isText = ways.plans[0]?.kind === "text";
  const placeholders = [...tally.placeholders.keys(), ...(isText ? [] : tally.nones.keys())];
  const spellings = new Map(
    placeholders
      .sort()
      .reverse()
      .map((text) => [text.toLowerCase(), text]),
  );
  const missing = [...spellings.values()].sort();
  const plans = ways.plans.map((plan) => (missing.length > 0 ? { ...plan, missing } : plan));
  const odd = filled - ways.readable - (isText ? 0 : total(tally.nones));
  const message = `${odd} of ${filled} cells cannot be read as ${NOUNS[ways.plans[0]?.kind ?? "text"]}`;
  const warnings = [...ways.warnings, ...(odd > 0 ? [{ code: "odd_cells" as const, message }] : [])];
  const [plan, ...others] = plans;
  return {
    plan: plan && others.length === 0 ? plan : { kind: "undecided", choices: plans },
    warnings: warnings.map((one) => ({ ...one, field })),
  };
}

/** Cells that are neither empty nor placeholders. */
export const filledCells = ({ kinds }: FieldTally) =>
  Object.values(kinds).reduce((sum, count) => sum + count, 0);

const total = (counts: ReadonlyMap<string, number>) =>
  [...counts.values()].reduce((sum, count) => sum + count, 0);

function waysOf(tally: FieldTally, filled: number, known: KnownOfFile): Ways {
  const { kinds, numbers, compactDates, levels } = tally;
  const sure = filled - total(tally.nones);
  const isMost = (count: number) => count > 0 && count >= MOST_CELLS * sure;
  const numeric = kinds.number + kinds.money + kinds.percent;
  const zeroOrOne = (levels.get("0") ?? 0) + (levels.get("1") ?? 0);
  if (kinds.yesNo > 0 && isMost(kinds.yesNo + zeroOrOne)) {
    return oneWay({ kind: "yesNo" }, kinds.yesNo + zeroOrOne);
  }
  if (compactDates > 0 && compactDates === sure) {
    const message = "every cell is eight digits that make a date: planned as one";
    return oneWay({ kind: "date", formats: ["yyyyMMdd"] }, sure, { code: "compact_date", message });
  }
  if (isMost(kinds.date)) return dateWays(tally, known);
  if (isMost(numeric) && numbers.names > 0) {
    const message = `${numbers.names} numbers begin with 0 or have more than 15 digits: planned as text, as identifiers are`;
    return oneWay({ kind: "text" }, filled - kinds.other, { code: "leading_zeros", message });
  }
  if (zeroOrOne > 0 && zeroOrOne === sure && levels.has("0") && levels.has("1")) {
    const message = "only 0 and 1 occur: planned as yes and no, but a count would be a number";
    return oneWay({ kind: "yesNo" }, zeroOrOne, { code: "zero_or_one", message });
  }
  if (isMost(numeric)) return numberWays(tally, known);
  return textWays(tally, filled, Math.max(numeric, kinds.date));
}

function textWays(tally: FieldTally, filled: number, most: number): Ways {
  const readable = filled - tally.kinds.other;
  if (most > HALF * filled) {
    const message = `${most} of ${filled} cells are numbers or dates, too few to plan for: planned as text`;
    return oneWay({ kind: "text" }, readable, { code: "mixed_kinds", message });
  }
  const separator = LIST_SEPARATORS.find((one) => isList(tally, one, filled));
  if (separator === undefined) return oneWay({ kind: "text" }, readable);
  const count = tally.separators.get(separator);
  const message = `${count} cells hold several texts with ${describeValue(separator.trim())} between them: planned as a list`;
  return oneWay({ kind: "list", separator: separator.trim() }, readable, { code: "list", message });
}

/** A separator makes lists if it is not rare, and the texts between it are fewer than the whole texts. */
function isList(tally: FieldTally, separator: string, filled: number): boolean {
  const share = (tally.separators.get(separator) ?? 0) / filled;
  if (tally.hasMoreLevels || !(share >= LIST_SHARE)) return share > HALF;
  const items = new Set<string>();
  for (const text of tally.levels.keys()) for (const item of text.split(separator)) items.add(item.trim());
  return items.size < tally.levels.size;
}
