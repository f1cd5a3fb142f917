import { oneLine } from "../core/oneLine";

const LONGEST = 300;

/** Text from data as one line of at most 300 characters. */
export function cleanText(text: string): string {
  const line = oneLine(text);
  // by characters, not by halves of surrogate pairs
  return line.length <= LONGEST ? line : `${[...line].slice(0, LONGEST - 1).join("")}…`;
}
