/**
 * A short, safe text for any value, for use in error messages: text is quoted, long values are cut, and
 * objects are named rather than printed whole, so that no record leaks into a log.
 *
 * @param value - any value
 * @returns text of at most about 60 characters
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
  if (typeof value === "string") return JSON.stringify(value.length > 50 ? `${value.slice(0, 50)}…` : value);
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value === "function") return "a function";
  if (typeof value === "symbol") return "a symbol";
  if (typeof value !== "object" || value === null) return Object.is(value, -0) ? "-0" : String(value);
  if (Array.isArray(value)) return `an array of ${value.length}`;
  if (value instanceof Error) return `an error: ${value.message}`;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "an invalid Date" : value.toISOString();
  if (ArrayBuffer.isView(value) && "length" in value) return `a typed array of ${value.length}`;
  const keys = Object.keys(value);
  const shown = keys.slice(0, 4).join(", ");
  return keys.length === 0 ? "an empty object" : `an object with ${shown}${keys.length > 4 ? ", …" : ""}`;
}
