/**
 * A short, safe text for any value, for use in error messages: text is quoted, long values are cut, and
 * objects are named rather than printed whole, so that no record leaks into a log.
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
  if (typeof value === "string") return JSON.stringify(cut(value));
  if (typeof value === "function") return "a function";
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value !== "object" || value === null) return String(value);
  if (value instanceof Error) return `an error: ${cut(value.message)}`;
  if (value instanceof Date) {
    return Number.isNaN(value.getTime()) ? "an invalid Date" : `the Date ${value.toISOString()}`;
  }
  if (Array.isArray(value) || ArrayBuffer.isView(value)) return `an array of ${(value as []).length}`;
  return `an object with ${cut(Object.keys(value).join(", ")) || "no keys"}`;
}

function cut(text: string): string {
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
