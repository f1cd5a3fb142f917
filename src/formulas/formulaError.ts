import { describeValue } from "../core/describe";
import { SalienceError } from "../core/errors";

const WIDEST = 80;

/** A piece of a formula and where it begins, counted from 0. */
export interface Token {
  readonly kind: "number" | "name" | "operator" | "end";
  readonly text: string;
  readonly at: number;
}

/**
 * An `invalid_formula` error that points at a token: the usual sentence, then the formula, then a caret below the
 * token.
 *
 * @param caller - name of the calling function
 * @param text - the formula
 * @param expected - what was expected, without the position
 * @param token - the token found instead, or where the complaint belongs
 * @param received - what was found, if not the token itself
 * @returns the error, to be thrown
 */
export function formulaError(
  caller: string,
  text: string,
  expected: string,
  token: Token,
  received: string = token.kind === "end" ? "the end of the formula" : describeValue(token.text),
): SalienceError {
  const message = `${caller}: expected ${expected} at position ${token.at + 1}, received ${received}`;
  return new SalienceError("invalid_formula", `${message}\n${pointAt(text, token.at)}`);
}

/** The text, or the part of a long one around the position, and a caret below the position. */
function pointAt(text: string, at: number): string {
  const from = text.length <= WIDEST ? 0 : Math.max(0, Math.min(at - WIDEST / 2, text.length - WIDEST));
  const shown = text.slice(from, from + WIDEST).replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu, " ");
  const before = from > 0 ? "…" : "";
  const after = from + WIDEST < text.length ? "…" : "";
  return `  ${before}${shown}${after}\n  ${" ".repeat(before.length + at - from)}^`;
}
