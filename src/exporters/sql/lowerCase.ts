import { reject } from "../../core/checks";
import type { Dialect } from "./dialect";

const LAST_CASED = 0x1e943;
const DOTTED_I = "\u0130"; // the one letter whose lower case is two characters
const DOT = "\u0307";
const SIGMAS = ["\u03c3", "\u03c2"]; // their capital has two lower cases, by its place in the word

/**
 * A text in lower case as far as it matters for comparing it with some texts: only the capitals of their letters are
 * changed, so that the result equals one of them, or contains it, if and only if the lower case as JavaScript makes it
 * does. No function `lower` is used, because it depends on the locale of the database.
 *
 * @param dialect - the dialect
 * @param text - SQL of a text
 * @param others - the texts that it is compared with
 * @param feature - named in the error
 * @param wholly - whether equality is asked for, rather than a part
 */
export function lowerCase(
  dialect: Dialect,
  text: string,
  others: readonly string[],
  feature: string,
  wholly: boolean,
): string {
  const lower = others.map((other) => other.toLowerCase());
  const letters = new Set(lower.flatMap((other) => Array.from(other)));
  if (SIGMAS.some((sigma) => letters.has(sigma))) {
    reject(
      "toSql",
      `feature "${feature}" not to ignore the case of the Greek sigma (write the text in lower case to a column of its own)`,
      others.find((other) => SIGMAS.some((sigma) => other.toLowerCase().includes(sigma))),
      "invalid_configuration",
    );
  }
  let from = "";
  let to = "";
  for (let code = 0x41; code <= LAST_CASED; code++) {
    const letter = String.fromCodePoint(code);
    const small = letter.toLowerCase();
    if (small !== letter && letters.has(small)) {
      from += letter;
      to += small;
    }
  }
  const hasDot = letters.has(DOT) || (!wholly && lower.some((other) => other.endsWith("i")));
  const dotted = hasDot ? `REPLACE(${text}, ${dialect.text(DOTTED_I)}, ${dialect.text(`i${DOT}`)})` : text;
  return from === "" ? dotted : dialect.translate(dotted, from, to);
}
