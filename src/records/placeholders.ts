/** Longer text is no placeholder. */
export const LONGEST_PLACEHOLDER = 100;

const WORDS = `- -- --- – — ? ?? . .. n/a n.a. n.a na n/k #n/a #na null (null) <null> nan nil undefined \\n
(blank) <blank> tbd tba select unknown unspecified missing -none- --none-- -select- #ref! #value! #div/0! #null!`;
const PHRASES = `not set|(not set)|not available|not applicable|not specified|not known|not provided|no data
please select|-- select --|--select--`;

const PLACEHOLDERS: ReadonlySet<string> = new Set([...WORDS.split(/\s+/), ...PHRASES.split(/[|\n]/)]);

/**
 * Whether a text is one that people and programs write where nothing is known, such as `--`, `N/A` or `Select`.
 *
 * @param text - without white space around it
 * @returns true for a placeholder, in any case
 */
export const isPlaceholder = (text: string) => text.length <= 20 && PLACEHOLDERS.has(text.toLowerCase());

/** "None" may be an answer: among numbers or dates it is none. */
export const isNone = (text: string) => text.length === 4 && text.toLowerCase() === "none";

/** What means yes where a plan says nothing else. */
export const YES: readonly string[] = ["yes", "y", "true", "t", "on", "1"];
/** What means no where a plan says nothing else. */
export const NO: readonly string[] = ["no", "n", "false", "f", "off", "0"];
