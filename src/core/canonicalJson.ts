import { reject } from "./checks";

/**
 * JSON text in one form only: keys sorted, no spaces, `undefined` properties left out. Equal data give equal
 * text whatever the order of their keys. O(size · log keys).
 *
 * @param value - plain data: objects, arrays, text, finite numbers, booleans, null
 * @returns the text
 * @throws SalienceError `invalid_argument` for what JSON cannot hold: NaN, infinities, functions, dates
 *
 * @example
 * ```ts
 * import { canonicalJson } from "salience/core";
 * canonicalJson({ b: [1, null], a: "x" }); // => '{"a":"x","b":[1,null]}'
 * ```
 */
export function canonicalJson(value: unknown): string {
  if (value === null || ["string", "boolean"].includes(typeof value) || Number.isFinite(value))
    return JSON.stringify(value);
  if (Array.isArray(value)) return `[${Array.from(value, canonicalJson).join(",")}]`;
  if (typeof value !== "object" || Object.prototype.toString.call(value) !== "[object Object]") {
    return reject("canonicalJson", "plain JSON data with finite numbers", value);
  }
  const entries = Object.entries(value).filter((entry) => entry[1] !== undefined);
  entries.sort((a, b) => (a[0] < b[0] ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`).join(",")}}`;
}
