/**
 * A short, safe text for any value, for use in error messages: text is quoted, long values are cut, and
 * objects are named rather than printed whole, so that no record leaks into a log. It never throws, whatever the
 * value does when it is looked at.
 *
 * @param value - any value
 * @returns text of at most about 100 characters
 *
 * @example
 * ```ts
 * import { describeValue } from "salience/core";
 * describeValue("12"); // => '"12"'
 * describeValue([1, 2, 3]); // => "an array of 3"
 * describeValue(Number.NaN); // => "NaN"
 * ```
 */
export function describeValue(value: unknown): string {
  try {
    return typeof value === "string" ? JSON.stringify(cut(value)) : wordsFor(value);
  } catch {
    return "a value that cannot be described";
  }
}

/**
 * What was thrown, as text for a message: the message of an error, else {@link describeValue}. It never throws.
 *
 * @param thrown - what a `catch` received: anything
 * @returns text of at most about 100 characters
 */
export function describeThrown(thrown: unknown): string {
  try {
    if (thrown instanceof Error) return cut(String(thrown.message));
  } catch {}
  return describeValue(thrown);
}

/** Longer texts are cut. */
const LONGEST = 80;

/** Numbers with more digits are not written out, which takes time that grows with their square. */
const LONGEST_INTEGER = 1n << 256n;

function wordsFor(value: unknown): string {
  if (typeof value === "function") return "a function";
  if (typeof value === "bigint") {
    return value < LONGEST_INTEGER && value > -LONGEST_INTEGER ? `${value}n` : "a bigint of many digits";
  }
  if (typeof value !== "object" || value === null) return cut(String(value));
  if (value instanceof Error) return `an error: ${cut(String(value.message))}`;
  if (value instanceof Date) {
    return Number.isNaN(value.getTime()) ? "an invalid Date" : `the Date ${value.toISOString()}`;
  }
  if (Array.isArray(value) || ArrayBuffer.isView(value)) return `an array of ${(value as []).length}`;
  return `an object with ${cut(Object.keys(value).join(", ")) || "no keys"}`;
}

function cut(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
