import { describeValue } from "./describe";
import { SalienceError, type SalienceErrorCode } from "./errors";

/** Keys of object internals, which no field, feature or label may be called. */
export const POLLUTING_KEYS: readonly string[] = ["__proto__", "constructor", "prototype"];

/**
 * Throws `caller: expected …, received …`. The one place where the wording of errors is made.
 *
 * @param caller - name of the calling function
 * @param expected - what it wanted, without the word "expected"
 * @param received - what it got: any value, described shortly
 * @param code - the stable code, `invalid_argument` by default
 * @throws SalienceError always, with the given code
 *
 * @example
 * ```ts
 * import { reject } from "salience/core";
 * reject("salesVelocity", "winRate in [0, 1]", 25);
 * // throws SalienceError: salesVelocity: expected winRate in [0, 1], received 25
 * ```
 */
export function reject(
  caller: string,
  expected: string,
  received: unknown,
  code: SalienceErrorCode = "invalid_argument",
): never {
  throw new SalienceError(code, `${caller}: expected ${expected}, received ${describeValue(received)}`);
}

/**
 * Checks a finite number in a closed interval; NaN fails.
 *
 * @param caller - name of the calling function
 * @param name - the name of the argument
 * @param value - the value to check
 * @param low - smallest value allowed, −Infinity for no bound
 * @param high - largest value allowed, Infinity for no bound
 * @returns the value
 * @throws SalienceError `invalid_argument`
 *
 * @example
 * ```ts
 * import { checkNumber } from "salience/core";
 * checkNumber("f", "rate", 0.2, 0, 1); // => 0.2
 * checkNumber("f", "rate", "0.2", 0, 1); // throws SalienceError: f: expected rate in [0, 1], received "0.2"
 * ```
 */
export function checkNumber(
  caller: string,
  name: string,
  value: unknown,
  low = Number.NEGATIVE_INFINITY,
  high = Number.POSITIVE_INFINITY,
): number {
  if (typeof value === "number" && Number.isFinite(value) && value >= low && value <= high) return value;
  return reject(caller, `${name} ${rangeText(low, high)}`, value);
}

/**
 * Checks a finite number strictly above zero; NaN fails.
 *
 * @param caller - name of the calling function
 * @param name - the name of the argument
 * @param value - the value to check
 * @returns the value
 * @throws SalienceError `invalid_argument`
 *
 * @example
 * ```ts
 * import { checkPositive } from "salience/core";
 * checkPositive("f", "days", 0); // throws SalienceError: f: expected days to be a finite number above 0, received 0
 * ```
 */
export function checkPositive(caller: string, name: string, value: unknown): number {
  if (typeof value === "number" && Number.isFinite(value) && value > 0) return value;
  return reject(caller, `${name} to be a finite number above 0`, value);
}

/**
 * Checks a whole number in a closed interval; NaN fails.
 *
 * @param caller - name of the calling function
 * @param name - the name of the argument
 * @param value - the value to check
 * @param low - smallest value allowed, 0 by default
 * @param high - largest value allowed, the largest whole number that a double holds exactly by default
 * @returns the value
 * @throws SalienceError `invalid_argument`
 *
 * @example
 * ```ts
 * import { checkWhole } from "salience/core";
 * checkWhole("f", "bins", 10, 1); // => 10
 * checkWhole("f", "bins", 2.5, 1, 50); // throws SalienceError: f: expected bins to be a whole number from 1 to 50, received 2.5
 * ```
 */
export function checkWhole(
  caller: string,
  name: string,
  value: unknown,
  low = 0,
  high = Number.MAX_SAFE_INTEGER,
): number {
  if (Number.isSafeInteger(value) && (value as number) >= low && (value as number) <= high)
    return value as number;
  const range = high === Number.MAX_SAFE_INTEGER ? `of at least ${low}` : `from ${low} to ${high}`;
  return reject(caller, `${name} to be a whole number ${range}`, value);
}

/**
 * Checks a confidence level: a number in (0, 1), 0.95 by default.
 *
 * @param caller - name of the calling function
 * @param confidence - the value to check
 * @returns the level
 * @throws SalienceError `invalid_argument`
 *
 * @example
 * ```ts
 * import { checkConfidence } from "salience/core";
 * checkConfidence("f"); // => 0.95
 * checkConfidence("f", 95); // throws SalienceError: f: expected confidence in (0, 1), received 95
 * ```
 */
export function checkConfidence(caller: string, confidence: unknown = 0.95): number {
  if (typeof confidence === "number" && confidence > 0 && confidence < 1) return confidence;
  return reject(caller, "confidence in (0, 1)", confidence);
}

/**
 * Checks a seed: a whole number below 2³², 1 by default.
 *
 * @param caller - name of the calling function
 * @param seed - the value to check
 * @returns the seed
 * @throws SalienceError `invalid_argument`
 *
 * @example
 * ```ts
 * import { checkSeed } from "salience/core";
 * checkSeed("f"); // => 1
 * checkSeed("f", 0.5); // throws SalienceError: f: expected seed to be a whole number from 0 to 4294967295, received 0.5
 * ```
 */
export function checkSeed(caller: string, seed: unknown = 1): number {
  return checkWhole(caller, "seed", seed, 0, 2 ** 32 - 1);
}

/**
 * Checks that a value is one of several words, which an error lists.
 *
 * @param caller - name of the calling function
 * @param name - the name of the argument
 * @param value - the value to check
 * @param allowed - the words
 * @returns the value
 * @throws SalienceError `invalid_argument`
 *
 * @example
 * ```ts
 * import { checkOneOf } from "salience/core";
 * checkOneOf("f", "by", "mass", ["count", "width"]); // throws SalienceError: f: expected by to be "count" or "width", received "mass"
 * ```
 */
export function checkOneOf<T extends string>(
  caller: string,
  name: string,
  value: unknown,
  allowed: readonly T[],
): T {
  if ((allowed as readonly unknown[]).includes(value)) return value as T;
  const words = allowed.map((word) => `"${word}"`);
  const last = words.length > 1 ? ` or ${words.pop()}` : "";
  return reject(caller, `${name} to be ${words.join(", ")}${last}`, value);
}

/**
 * Checks an option object: a plain object whose keys are all known. Unknown keys are refused, because an
 * ignored option is a silent error.
 *
 * @param caller - name of the calling function
 * @param name - what the object is, such as `options`
 * @param value - the value to check
 * @param allowed - the names of the options
 * @throws SalienceError `invalid_argument`
 *
 * @example
 * ```ts
 * import { checkOptions } from "salience/core";
 * checkOptions("f", "options", { halflife: 3 }, ["halfLifeDays"]);
 * // throws SalienceError: f: expected options with keys halfLifeDays, received "halflife"
 * ```
 */
export function checkOptions(caller: string, name: string, value: unknown, allowed: readonly string[]): void {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    reject(caller, `${name} to be an object`, value);
  }
  for (const key of Object.keys(value)) {
    if (!allowed.includes(key)) reject(caller, `${name} with keys ${allowed.join(", ")}`, key);
  }
}

function rangeText(low: number, high: number): string {
  if (high - low < Number.POSITIVE_INFINITY) return `in [${low}, ${high}]`;
  const bound =
    low > Number.NEGATIVE_INFINITY ? ` of at least ${low}` : high - high === 0 ? ` of at most ${high}` : "";
  return `to be a finite number${bound}`;
}
