import { LONGEST_TEXT, SHORTER_TEXT } from "../core/longestText";
import type { Fail } from "./checkCondition";

/** Checks an object that has no other keys than those named; which of them it must have, their own checks say. */
export function checkKeys(fail: Fail, name: string, value: unknown, keys: string): void {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    fail(`${name} to be an object`, value);
  const allowed = keys.split(" ");
  for (const key of Object.keys(value)) {
    if (!allowed.includes(key) && (value as Readonly<Record<string, unknown>>)[key] !== undefined) {
      fail(`${name} without other keys than ${allowed.join(", ")}`, key);
    }
  }
}

export function checkText(fail: Fail, name: string, value: unknown): void {
  if (typeof value !== "string") fail(`${name} to be text`, value);
}

/** Text, or null. */
export function checkTextOrNull(fail: Fail, name: string, value: unknown): void {
  if (value !== null) checkText(fail, `${name}, if not null,`, value);
}

export function checkFinite(fail: Fail, name: string, values: readonly unknown[]): void {
  for (const value of values) if (!Number.isFinite(value)) fail(`${name} to be a finite number`, value);
}

/** Numbers of which none is below 0, such as counts. */
export function checkCounts(fail: Fail, name: string, values: readonly unknown[]): void {
  checkFinite(fail, name, values);
  for (const value of values) if ((value as number) < 0) fail(`${name} to be at least 0`, value);
}

/** Two ends, either of which may be null. */
export function checkEnds(fail: Fail, name: string, low: number | null, high: number | null): void {
  checkFinite(
    fail,
    name,
    [low, high].filter((end) => end !== null),
  );
  if (low !== null && high !== null && low > high) fail(`${name} with minimum at most maximum ${high}`, low);
}

/** Numbers that increase, and of which no two are further apart than a number can be. */
export function checkIncreasing(fail: Fail, name: string, values: readonly number[]): void {
  if (!Array.isArray(values)) fail(`${name} to be a list`, values);
  checkFinite(fail, name, values);
  for (let i = 1; i < values.length; i++) {
    if (!((values[i] as number) > (values[i - 1] as number))) fail(`${name} to increase`, values[i]);
  }
  const width = values.length === 0 ? 0 : (values.at(-1) as number) - (values[0] as number);
  if (!Number.isFinite(width)) fail(`${name} with a finite distance between the ends`, width);
}

export function checkLength(fail: Fail, name: string, values: readonly number[], length: number): void {
  if (!Array.isArray(values) || values.length !== length) {
    fail(`${name} with ${length} values`, values?.length);
  }
  checkFinite(fail, name, values);
}

/** Texts of which none is empty, too long to be looked up, or there twice. */
export function checkUnique(fail: Fail, name: string, values: readonly unknown[]): void {
  if (!Array.isArray(values)) fail(`a list with every ${name}`, values);
  const seen = new Set<unknown>();
  for (const value of values) {
    if (typeof value !== "string" || value === "") fail(`${name} to be text`, value);
    if (value.length > LONGEST_TEXT) fail(`${name} to be ${SHORTER_TEXT}`, value);
    if (seen.has(value)) fail(`every ${name} once`, value);
    seen.add(value);
  }
}

export function isInUnit(value: unknown): boolean {
  return typeof value === "number" && value >= 0 && value <= 1;
}
