import type { NumberWriting } from "./planTypes";

/** Longer text is no number: what is looked at is bounded. */
export const LONGEST_NUMBER = 64;

/** The parts of a text with digits in it. */
export interface NumberParts {
  readonly isNegative: boolean;
  /** What stands before the number, without its sign, such as `$`. */
  readonly before: string;
  /** From the first digit, or the separator before it, to the last one. */
  readonly body: string;
  /** What stands after it, such as `%`. */
  readonly after: string;
}

const SPACES = " \u00A0\u2009\u202F";
const APOSTROPHES = "'’";

const isDigit = (text: string, at: number) => {
  const code = text.charCodeAt(at);
  return code >= 48 && code <= 57;
};

/**
 * Takes a text apart: sign, what is before the digits, the digits, what is after. Parentheses around everything are a
 * minus sign, as accountants write it. O(length), at most 64 characters.
 *
 * @param text - without white space around it
 * @returns the parts, or null where there is no digit
 */
export function numberParts(text: string): NumberParts | null {
  if (text.length > LONGEST_NUMBER) return null;
  let isNegative = text.startsWith("(") && text.endsWith(")");
  const inner = isNegative ? text.slice(1, -1) : text;
  let from = 0;
  while (from < inner.length && !isDigit(inner, from)) from++;
  let to = inner.length;
  while (to > from && !isDigit(inner, to - 1)) to--;
  if (from === to) return null;
  if (from > 0 && (inner[from - 1] === "." || inner[from - 1] === ",")) from--;
  let before = from === 0 ? "" : inner.slice(0, from).trim();
  const sign = signAt(before, 0) || signAt(before, before.length - 1);
  if (sign !== 0) {
    if (isNegative) return null; // two signs
    isNegative = sign < 0;
    before = (signAt(before, 0) !== 0 ? before.slice(1) : before.slice(0, -1)).trim();
  }
  return { isNegative, before, body: inner.slice(from, to), after: inner.slice(to).trim() };
}

function signAt(text: string, at: number): number {
  const sign = text[at];
  return sign === "-" || sign === "−" ? -1 : sign === "+" ? 1 : 0;
}

/**
 * Reads digits with separators. Groups are of three digits, or of two before the last three as in India; the first
 * group does not begin with 0. An exponent, as spreadsheets write it, goes with digits that are not grouped.
 *
 * @param body - from the first digit to the last
 * @param writing - the separators
 * @returns the number, or NaN for what is not written like that
 */
export function readDigits(body: string, { decimal = ".", thousands }: NumberWriting): number {
  let digits = "";
  let groups = 0;
  let inGroup = 0;
  let at = 0;
  for (; at < body.length; at++) {
    if (isDigit(body, at)) {
      digits += body[at];
      inGroup++;
    } else if (thousands !== undefined && isSeparator(body[at] as string, thousands)) {
      const isGroup =
        groups === 0 ? inGroup >= 1 && inGroup <= 3 && body[0] !== "0" : inGroup === 2 || inGroup === 3;
      if (!isGroup) return Number.NaN;
      groups++;
      inGroup = 0;
    } else break;
  }
  if (groups > 0 && inGroup !== 3) return Number.NaN;
  if (body[at] === decimal) {
    const from = ++at;
    while (isDigit(body, at)) at++;
    if (at === from) return Number.NaN;
    digits += `.${body.slice(from, at)}`;
  }
  if (groups === 0 && (body[at] === "e" || body[at] === "E")) {
    const from = at++;
    if (signAt(body, at) !== 0 && body[at] !== "−") at++;
    while (isDigit(body, at)) at++;
    digits += body.slice(from, at);
  }
  const value = at === body.length ? Number(digits) : Number.NaN;
  return Number.isFinite(value) ? value : Number.NaN;
}

/** Whether a character separates groups of digits: a space stands for any kind of space. */
function isSeparator(character: string, thousands: string): boolean {
  if (thousands === " ") return SPACES.includes(character);
  return thousands === "'" ? APOSTROPHES.includes(character) : character === thousands;
}

/**
 * The separators that a text can be meant to have if its decimal separator is the given one.
 *
 * @param body - from the first digit to the last
 * @param decimal - the decimal separator
 * @returns the writing in which the groups are separated as in the text
 */
export function writingOf(body: string, decimal: "." | ","): NumberWriting & { readonly thousands: string } {
  for (const character of body) {
    if (SPACES.includes(character)) return { decimal, thousands: " " };
    if (APOSTROPHES.includes(character)) return { decimal, thousands: "'" };
  }
  return { decimal, thousands: decimal === "." ? "," : "." };
}
