import { describeValue } from "../../core/describe";
import type { FieldWarningCode } from "../fieldWarning";
import { readDigits } from "../readNumber";
import { filledCells } from "./proposePlan";
import type { FieldTally } from "./tally";

/** From this share of cells on, a number like 999 may be a code. */
const CODE_SHARE = 0.01;
/** How many times larger than the largest other number a code is. */
const CODE_DISTANCE = 3;
const MOST_NAMED = 5;

type Found = { readonly code: FieldWarningCode; readonly message: string };

/**
 * What the cells of a field tell a person: nothing at all, always the same, placeholders, codes, spellings.
 *
 * @param tally - what was counted of the field
 * @param isText - whether it is planned as text
 * @returns warnings
 */
export function levelWarnings(tally: FieldTally, isText: boolean): Found[] {
  const filled = filledCells(tally);
  if (filled === 0)
    return [...placeholders(tally, true), { code: "empty_field", message: "no cell is filled" }];
  const [only] = tally.levels.keys();
  if (only !== undefined && tally.levels.size === 1 && !tally.hasMoreLevels && filled > 1) {
    const message = `every filled cell is ${describeValue(only)}`;
    return [...placeholders(tally, isText), { code: "constant_field", message }];
  }
  return [
    ...placeholders(tally, isText),
    ...possibleCodes(tally, filled),
    ...(isText ? spellings(tally) : []),
  ];
}

function placeholders(tally: FieldTally, isText: boolean): Found[] {
  const say = (counts: ReadonlyMap<string, number>) =>
    [...counts]
      .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
      .slice(0, MOST_NAMED)
      .map(([text, count]) => `${describeValue(text)} × ${count}`)
      .join(", ");
  const found: Found[] = [];
  if (tally.placeholders.size > 0) {
    found.push({
      code: "placeholders",
      message: `cells that say nothing: ${say(tally.placeholders)}; planned as missing`,
    });
  }
  if (tally.nones.size > 0) {
    const planned = isText ? "planned as text, as it may be an answer" : "planned as missing";
    found.push({ code: "placeholders", message: `cells with ${say(tally.nones)}: ${planned}` });
  }
  return found;
}

/** Numbers of nines, or −1, that are far from the others: people write them for "not known" or "never". */
function possibleCodes(tally: FieldTally, filled: number): Found[] {
  if (tally.hasMoreLevels || tally.kinds.number < filled / 2) return [];
  const numbers = [...tally.levels]
    .map(([text, count]) => ({ text, count, value: numberOf(text) }))
    .filter(({ value }) => !Number.isNaN(value))
    .sort((a, b) => a.value - b.value);
  const [low, high] = [numbers[0], numbers.at(-1)];
  if (low === undefined || high === undefined || numbers.length < 3) return [];
  const isOften = ({ count }: { readonly count: number }) => count >= CODE_SHARE * filled;
  const nextHigh = numbers.at(-2)?.value ?? Number.NaN;
  const isHigh = /^9{2,}$/.test(high.text) && high.value >= CODE_DISTANCE * nextHigh && isOften(high);
  const isLow = /^-(1|9{1,4})$/.test(low.text) && (numbers[1]?.value ?? -1) >= 0 && isOften(low);
  return [...(isHigh ? [high] : []), ...(isLow ? [low] : [])].map(({ text, count }) => ({
    code: "possible_code",
    message: `${text} × ${count} is far from all other numbers: it may stand for "not known", and is planned as a number`,
  }));
}

function numberOf(text: string): number {
  const value = readDigits(text.startsWith("-") ? text.slice(1) : text, { decimal: "." });
  return text.startsWith("-") ? -value : value;
}

/** Levels that differ only in case. */
function spellings({ levels, hasMoreLevels }: FieldTally): Found[] {
  if (hasMoreLevels) return [];
  const folded = new Map<string, string[]>();
  for (const level of [...levels.keys()].sort()) {
    const key = level.toLowerCase();
    folded.set(key, [...(folded.get(key) ?? []), level]);
  }
  const same = [...folded.values()].filter((group) => group.length > 1);
  if (same.length === 0) return [];
  const named = same.slice(0, MOST_NAMED).map((group) => group.map(describeValue).join(" and "));
  const more = same.length > MOST_NAMED ? ` and ${same.length - MOST_NAMED} more` : "";
  return [{ code: "case_differs", message: `levels that differ only in case: ${named.join("; ")}${more}` }];
}
