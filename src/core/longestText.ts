/**
 * The most characters (UTF-16 code units, as `length` counts them) of a text that is looked up or kept. Longer texts
 * can be made to share a hash, which V8 computes of the length alone above 16,383 characters: a map of them is a list,
 * and the time to read them grows with the square of their number.
 */
export const LONGEST_TEXT = 10_000;

/** What is expected of a text that is longer. */
export const SHORTER_TEXT = "text of at most 10,000 characters";
