const INVISIBLE = /[\u200B\u2060\u202A-\u202E\u2066-\u2069\uFEFF]/g;
const BREAKS = /[\p{Cc}\p{Zl}\p{Zp}\s]+/gu;
const LONGEST = 300;

/**
 * Any text as one line: control characters, line breaks and all kinds of space become one space; marks that are
 * invisible or turn the direction of writing are left out. It escapes nothing.
 */
export function oneLine(text: string): string {
  return text.replace(INVISIBLE, "").replace(BREAKS, " ").trim();
}

/** Text from data as one line of at most 300 characters. */
export function cleanText(text: string): string {
  const line = oneLine(text);
  // by characters, not by halves of surrogate pairs
  return line.length <= LONGEST ? line : `${[...line].slice(0, LONGEST - 1).join("")}…`;
}
