import { reject } from "./checks";
import type { SalienceErrorCode } from "./errors";

/**
 * JSON text in one form only: keys sorted, no spaces, `undefined` properties left out. Equal data give equal
 * text whatever the order of their keys. O(size · log keys).
 *
 * @param value - plain data: objects, arrays, text, finite numbers, booleans, null
 * @returns the text
 * @throws SalienceError `invalid_argument` for what JSON cannot hold: NaN, infinities, functions, dates, an object
 * within itself; and for nesting of more than 500
 *
 * @example
 * ```ts
 * import { canonicalJson } from "salience/core";
 * canonicalJson({ b: [1, null], a: "x" }); // => '{"a":"x","b":[1,null]}'
 * ```
 */
export function canonicalJson(value: unknown): string {
  return writeCanonical("canonicalJson", "invalid_argument", value, DEEPEST);
}

/** {@link canonicalJson} for another public function, which is named by the error. */
export function canonicalJsonFor(caller: string, code: SalienceErrorCode, value: unknown): string {
  return writeCanonical(caller, code, value, DEEPEST);
}

/** Deeper than any data of this library, and far from filling a stack. */
const DEEPEST = 500;

function writeCanonical(caller: string, code: SalienceErrorCode, value: unknown, depth: number): string {
  if (value === null || typeof value === "string" || typeof value === "boolean" || Number.isFinite(value)) {
    return JSON.stringify(value);
  }
  if (depth === 0) reject(caller, `data nested at most ${DEEPEST} deep`, value, code);
  const write = (item: unknown) => writeCanonical(caller, code, item, depth - 1);
  if (Array.isArray(value)) return `[${Array.from(value, write).join(",")}]`;
  if (typeof value !== "object" || Object.prototype.toString.call(value) !== "[object Object]") {
    return reject(caller, "plain JSON data with finite numbers", value, code);
  }
  const data = value as Readonly<Record<string, unknown>>;
  const keys = Object.keys(data).filter((key) => data[key] !== undefined);
  return `{${keys
    .sort()
    .map((key) => `${JSON.stringify(key)}:${write(data[key])}`)
    .join(",")}}`;
}
