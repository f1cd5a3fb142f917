/**
 * Regular expressions of RE2, which ONNX's RegexFullMatch uses, that treat text as the features do: white space
 * around it is dropped as by `trim`, case is ignored as by `toLowerCase`. They match the raw text as a whole.
 */

/** How a condition looks for a text within another. */
export type TextTest = "contains" | "startsWith" | "endsWith";

/** The code points that `toLowerCase` turns into a text, beside that text itself. */
export type CaseVariants = ReadonlyMap<string, readonly string[]>;

// what `trim` drops: ECMAScript's WhiteSpace and LineTerminator
const WHITE =
  "\\x{9}-\\x{d}\\x{20}\\x{a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}\\x{2029}\\x{202f}\\x{205f}\\x{3000}\\x{feff}";
const ANYTHING = "(?s:.*)";
const ANYTHING_WITH_INK = `${ANYTHING}[^${WHITE}]${ANYTHING}`;

const DOTTED_I = "\u0130"; // the only letter whose lower case is two: i and a dot above
const DOT_ABOVE = "\u0307";
const CAPITAL_SIGMA = "\u03a3"; // the only letter whose lower case depends on its neighbours
const SMALL_SIGMAS = ["\u03c3", "\u03c2"];

/**
 * The case variants of every letter, from the `toLowerCase` of the machine's JavaScript. O(letters of Unicode).
 *
 * @returns the variants by lower-case text
 */
export function caseVariants(): CaseVariants {
  const variants = new Map<string, string[]>();
  // no letter beyond the second plane has cases
  for (let code = 0; code < 0x20000; code++) {
    const letter = String.fromCodePoint(code);
    const lower = letter.toLowerCase();
    if (lower === letter) continue;
    const known = variants.get(lower);
    if (known === undefined) variants.set(lower, [letter]);
    else known.push(letter);
  }
  return variants;
}

/**
 * A pattern of the raw texts that are one of some texts once they are trimmed, and in lower case if variants are
 * given.
 *
 * @param texts - trimmed texts, in lower case if variants are given; empty text stands for nothing but white space
 * @param variants - the case variants, or null where case matters
 * @returns a pattern
 */
export function oneOfPattern(texts: readonly string[], variants: CaseVariants | null): string {
  const alternatives = texts.map((text) => textPattern(text, variants));
  return `[${WHITE}]*(?:${alternatives.join("|")})[${WHITE}]*`;
}

/**
 * A pattern of the raw texts that contain a text, start or end with it, once they are trimmed, ignoring case.
 *
 * @param test - where the text is looked for
 * @param text - the text
 * @param variants - the case variants
 * @returns a pattern; null if the text has a sigma, for which there is none
 */
export function testPattern(test: TextTest, text: string, variants: CaseVariants): string | null {
  const lower = text.toLowerCase();
  if (SMALL_SIGMAS.some((sigma) => lower.includes(sigma))) return null;
  const inner = textPattern(lower, variants, { start: test !== "startsWith", end: test !== "endsWith" });
  // trimmed text has ink at both ends, so white space at an end of the wanted text needs some beyond it
  const [startsWhite, endsWhite] = [lower.trimStart() !== lower, lower.trimEnd() !== lower];
  const before = startsWhite ? ANYTHING_WITH_INK : ANYTHING;
  const after = endsWhite ? ANYTHING_WITH_INK : ANYTHING;
  if (test === "contains") return `${before}${inner}${after}`;
  if (test === "startsWith") return startsWhite ? NOTHING : `[${WHITE}]*${inner}${after}`;
  return endsWhite ? NOTHING : `${before}${inner}[${WHITE}]*`;
}

const NOTHING = "[^\\x{0}-\\x{10ffff}]";

/**
 * A pattern of one text.
 *
 * @param text - a text, in lower case if variants are given
 * @param variants - the case variants, or null where case matters
 * @param open - the ends at which more may follow, even the other half of a dotted I
 * @returns a pattern
 */
export function textPattern(
  text: string,
  variants: CaseVariants | null,
  open = { start: false, end: false },
): string {
  const letters = [...text];
  if (variants === null) return letters.map(escaped).join("");
  const parts: string[] = [];
  for (let i = 0; i < letters.length; i++) {
    const letter = letters[i] as string;
    const pair = `${letter}${letters[i + 1] ?? ""}`;
    const own = [letter, ...(variants.get(letter) ?? []).filter((other) => other !== CAPITAL_SIGMA)];
    if (SMALL_SIGMAS.includes(letter) && isSigmaAt(letters, i)) own.push(CAPITAL_SIGMA);
    if (open.start && i === 0 && letter === DOT_ABOVE) own.push(DOTTED_I);
    if (open.end && i === letters.length - 1 && letter === "i") own.push(DOTTED_I);
    if (pair === `i${DOT_ABOVE}`) {
      parts.push(`(?:${oneOf(own)}${escaped(DOT_ABOVE)}|${escaped(DOTTED_I)})`);
      i++;
    } else parts.push(oneOf(own));
  }
  return parts.join("");
}

/** Whether a capital sigma at that place of a text gives the small one that is there: the last of a word differs. */
function isSigmaAt(letters: readonly string[], position: number): boolean {
  return letters.with(position, CAPITAL_SIGMA).join("").toLowerCase() === letters.join("");
}

function oneOf(letters: readonly string[]): string {
  const all = letters.map(escaped).join("");
  return letters.length === 1 ? all : `[${all}]`;
}

/** Latin letters, digits and spaces stand for themselves; anything else is written by its number. */
function escaped(letter: string): string {
  if (/^[A-Za-z0-9 ]$/.test(letter)) return letter;
  const code = letter.codePointAt(0) as number;
  // half of a pair is no character: in UTF-8 it is the replacement character
  const isHalf = code >= 0xd800 && code <= 0xdfff;
  return `\\x{${(isHalf ? 0xfffd : code).toString(16)}}`;
}
