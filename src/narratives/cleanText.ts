import { oneLine } from "../core/oneLine";

const LONGEST = 300;

/** What is looked at: a long text is not gone through for its first line. */
const LOOKED_AT = 10_000;

/** Text from data as one line of at most 300 characters. */
export function cleanText(text: string): string {
  const line = oneLine(text.slice(0, LOOKED_AT));
  // by characters, not by halves of surrogate pairs
  return line.length <= LONGEST ? line : `${[...line].slice(0, LONGEST - 1).join("")}…`;
}
