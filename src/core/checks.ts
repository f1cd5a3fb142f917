import { describeValue } from "./describe";
import { SalienceError, type SalienceErrorCode } from "./errors";

/** Keys of object internals, which no field, feature or label may be called. */
export const POLLUTING_KEYS: readonly string[] = ["__proto__", "constructor", "prototype"];

/**
 * Throws `caller: expected …, received …`. The one place where the wording of errors is made.
 *
 * @param caller - the public function that complains
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
 * @param caller - the public function that complains
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
 * @param caller - the public function that complains
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
 * Checks an option object: a plain object whose keys are all known. Unknown keys are refused, because an
 * ignored option is a silent error.
 *
 * @param caller - the public function that complains
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
