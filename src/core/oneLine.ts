const INVISIBLE = /[\u200B\u2060\u202A-\u202E\u2066-\u2069\uFEFF]/g;
const BREAKS = /[\p{Cc}\p{Zl}\p{Zp}\s]+/gu;

/**
 * Any text as one line: control characters, line breaks and all kinds of space become one space; marks that are
 * invisible or turn the direction of writing are left out. It escapes nothing. O(length).
 *
 * @param text - any text
 * @returns the text, without space at its ends
 */
export function oneLine(text: string): string {
  return text.replace(INVISIBLE, "").replace(BREAKS, " ").trim();
}
