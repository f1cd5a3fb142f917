import { POLLUTING_KEYS, reject } from "../core/checks";
import { INSTANT, instantOf } from "../core/instant";
import { LONGEST_TEXT, SHORTER_TEXT } from "../core/longestText";
import type { Rejection } from "./types";

/**
 * Turns a field (a key or a function) into a function that reads the raw value.
 *
 * @param extractor - name of the calling function
 * @param name - the name of the argument
 * @param field - a key of the record, or a function of it
 * @returns a function from record to raw value
 * @throws SalienceError `invalid_argument`
 */
export function fieldReader<Row>(extractor: string, name: string, field: unknown): (row: Row) => unknown {
  if (typeof field === "function") return field as (row: Row) => unknown;
  if (typeof field !== "string" || field === "" || POLLUTING_KEYS.includes(field)) {
    reject(extractor, `${name} to be a key of the record or a function`, field);
  }
  return (row) => (row as Record<string, unknown>)[field];
}

/**
 * Checks a list of texts that an option names.
 *
 * @param extractor - name of the calling function
 * @param name - the name of the option
 * @param list - the value to check
 * @param orNumbers - whether finite numbers may stand in it too
 * @throws SalienceError `invalid_argument`
 */
export function checkItems(extractor: string, name: string, list: unknown, orNumbers = false): void {
  if (!Array.isArray(list)) reject(extractor, `${name} to be a list`, list);
  for (const item of list) {
    const ok = typeof item === "string" ? item !== "" : orNumbers && Number.isFinite(item);
    if (!ok) reject(extractor, `${name} to hold text${orNumbers ? " or finite numbers" : ""}`, item);
    if (typeof item === "string" && item.length > LONGEST_TEXT) {
      reject(extractor, `${name} to hold ${SHORTER_TEXT}`, item);
    }
  }
}

/** A decimal number. There is one way to read any text, so that a long one takes no time to refuse. */
export const DECIMAL = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;

/**
 * Reads a number: NaN for missing, a rejection for what is neither.
 *
 * @param raw - the raw value
 * @param fromText - whether decimal text is converted; absent where there is no such option
 * @param missing - values that stand for "not known"
 * @returns a finite number, NaN, or a rejection
 */
export function readNumber(
  raw: unknown,
  fromText?: boolean,
  missing: readonly (number | string)[] = [],
): number | Rejection {
  if (typeof raw === "number") {
    if (missing.includes(raw)) return Number.NaN;
    return raw - raw === 0 || Number.isNaN(raw) ? raw : { expected: "a finite number", received: raw };
  }
  if (raw === null || raw === undefined) return Number.NaN;
  if (typeof raw !== "string") return { expected: "a number", received: raw };
  const text = raw.trim();
  if (text === "" || missing.includes(text)) return Number.NaN;
  if (fromText && DECIMAL.test(text)) return readNumber(Number(text), fromText, missing);
  const hint = fromText ? ", or text that is one" : " (the option fromText converts text)";
  return { expected: `a number${fromText === undefined ? "" : hint}`, received: raw };
}

/**
 * {@link readNumber} where nothing is said of text or missing values: the case that is read without a call.
 *
 * @param raw - the raw value
 * @returns a finite number, NaN, or a rejection
 */
export function readPlainNumber(raw: unknown): number | Rejection {
  return readNumber(raw, false);
}

/**
 * Reads an instant from a Date or ISO 8601 text: NaN for missing, a rejection for what is neither.
 *
 * @param raw - the raw value
 * @returns milliseconds since 1970, NaN, or a rejection
 */
export function readInstant(raw: unknown): number | Rejection {
  const time = instantOf(raw);
  if (!Number.isNaN(time) || readText(raw) === null) return time;
  return { expected: INSTANT, received: raw };
}

/**
 * Reads text: null for missing, numbers and booleans as their text, a rejection for anything else and for text of
 * more than {@link LONGEST_TEXT} characters.
 *
 * @param raw - the raw value
 * @returns trimmed text, null, or a rejection
 */
export function readText(raw: unknown): string | null | Rejection {
  if (typeof raw === "string") {
    return raw.length > LONGEST_TEXT ? { expected: SHORTER_TEXT, received: raw } : raw.trim() || null;
  }
  if (raw === null || raw === undefined || Number.isNaN(raw)) return null;
  if (typeof raw === "boolean" || Number.isFinite(raw)) return String(raw);
  return { expected: "text", received: raw };
}

/**
 * Whether a read value is a rejection.
 *
 * @param value - what a feature's `read` returned
 * @returns true for a rejection
 */
export function isRejection(value: unknown): value is Rejection {
  return typeof value === "object" && value !== null;
}
