import { POLLUTING_KEYS, reject } from "../core/checks";
import { parseInstant } from "../core/time";
import type { Rejection } from "./types";

/**
 * Turns a field (a key or a function) into a function that reads the raw value.
 *
 * @param extractor - the public function that complains
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

const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/**
 * Reads a number: NaN for missing, a rejection for what is neither.
 *
 * @param raw - the raw value
 * @param fromText - whether decimal text is converted
 * @param missing - values that stand for "not known"
 * @returns a finite number, NaN, or a rejection
 */
export function readNumber(
  raw: unknown,
  fromText = false,
  missing: readonly (number | string)[] = [],
): number | Rejection {
  if (typeof raw === "number") {
    if (missing.length > 0 && missing.includes(raw)) return Number.NaN;
    return raw - raw === 0 || Number.isNaN(raw) ? raw : { expected: "a finite number", received: raw };
  }
  if (raw === null || raw === undefined) return Number.NaN;
  if (typeof raw === "string") {
    const text = raw.trim();
    if (text === "" || missing.includes(text)) return Number.NaN;
    if (fromText && DECIMAL.test(text)) return readNumber(Number(text), false, missing);
    if (fromText) return { expected: "a number, or text that is one", received: raw };
    return { expected: "a number (the option fromText converts text)", received: raw };
  }
  return { expected: "a number", received: raw };
}

/**
 * Reads an instant from a Date or ISO 8601 text: NaN for missing, a rejection for what is neither.
 *
 * @param raw - the raw value
 * @returns milliseconds since 1970, NaN, or a rejection
 */
export function readInstant(raw: unknown): number | Rejection {
  if (raw === null || raw === undefined || raw === "") return Number.NaN;
  const time =
    raw instanceof Date ? raw.getTime() : typeof raw === "string" ? parseInstant(raw.trim()) : Number.NaN;
  return Number.isNaN(time) ? { expected: "a Date or ISO 8601 text", received: raw } : time;
}

/**
 * Reads text: null for missing, numbers and booleans as their text, a rejection for anything else.
 *
 * @param raw - the raw value
 * @returns trimmed text, null, or a rejection
 */
export function readText(raw: unknown): string | null | Rejection {
  if (typeof raw === "string") return raw.trim() || null;
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
