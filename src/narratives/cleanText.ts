const INVISIBLE = /[\u200B\u2060\u202A-\u202E\u2066-\u2069\uFEFF]/g;
const BREAKS = /[\p{Cc}\p{Zl}\p{Zp}\s]+/gu;
const LONGEST = 300;

/**
 * Any text as one harmless line: control characters, line breaks and all kinds of space become one space, marks
 * that are invisible or turn the direction of writing are left out, and what is longer than 300 characters is
 * cut. It escapes nothing.
 */
export function cleanText(text: string): string {
  const line = text.replace(INVISIBLE, "").replace(BREAKS, " ").trim();
  if (line.length <= LONGEST) return line;
  return `${[...line].slice(0, LONGEST - 1).join("")}…`;
}
