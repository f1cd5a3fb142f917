import { reject } from "./checks";
import { parseInstant } from "./parseInstant";
import { MILLISECONDS_PER_DAY } from "./time";

/**
 * An instant, wherever one is asked for: a `Date`, or ISO 8601 text as `parseInstant` reads it. Text without an offset
 * is UTC, text without a time the begin of that day.
 */
export type Instant = Date | string;

/** What a message says where an instant was expected. */
export const INSTANT = "a Date or ISO 8601 text";

/** Milliseconds since 1970 of an {@link Instant}; NaN for anything else. Spaces around a text do not count. */
export function instantOf(value: unknown): number {
  if (typeof value !== "string") return value instanceof Date ? value.getTime() : Number.NaN;
  const time = parseInstant(value);
  return Number.isNaN(time) ? parseInstant(value.trim()) : time; // few texts have spaces around them
}

/**
 * The last millisecond that an {@link Instant} may mean, to compare dates by: text without a time is a whole day, which
 * is not before any instant within it. NaN for anything else.
 */
export function lastInstantOf(value: unknown): number {
  const time = instantOf(value);
  const isDay = typeof value === "string" && value.trim().length === DAY_LENGTH;
  return isDay ? time + MILLISECONDS_PER_DAY - 1 : time;
}

const DAY_LENGTH = "2026-03-01".length;

/**
 * Checks an argument that is an instant.
 *
 * @param caller - name of the calling function
 * @param name - the name of the argument
 * @param value - the value to check
 * @returns milliseconds since 1970-01-01T00:00:00Z
 * @throws SalienceError `invalid_argument` for what is neither a valid Date nor ISO 8601 text
 *
 * @example
 * ```ts
 * import { checkInstant } from "salience/core";
 * checkInstant("f", "asOf", "1970-01-02"); // => 86400000
 * checkInstant("f", "asOf", "yesterday"); // throws SalienceError: f: expected asOf to be a Date or ISO 8601 text, received "yesterday"
 * ```
 */
export function checkInstant(caller: string, name: string, value: unknown): number {
  const time = instantOf(value);
  return Number.isNaN(time) ? reject(caller, `${name} to be ${INSTANT}`, value) : time;
}
