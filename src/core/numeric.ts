import { reject } from "./checks";

/**
 * The logistic function: the probability that belongs to a margin in log-odds.
 *
 *     expit(x) = 1 / (1 + e^(−x))
 *
 * Accurate in both tails: `expit(-745)` is a tiny positive number, not 0. O(1).
 *
 * @param x - log-odds, any number
 * @returns a probability in [0, 1]; NaN for NaN
 *
 * @example
 * ```ts
 * import { expit } from "salience";
 * expit(0); // => 0.5
 * expit(1.5); // ≈ 0.817574476193644
 * ```
 */
export function expit(x: number): number {
  if (x > -700) return 1 / (1 + Math.exp(-x)); // beyond, e^(−x) comes near to what a number can hold
  const e = Math.exp(x);
  return e / (1 + e);
}

/**
 * The log-odds of a probability, the inverse of {@link expit}.
 *
 *     logit(p) = ln(p / (1 − p))
 *
 * O(1).
 *
 * @param p - a probability in [0, 1]
 * @returns log-odds; −Infinity for 0, Infinity for 1, NaN outside [0, 1]
 *
 * @example
 * ```ts
 * import { logit } from "salience";
 * logit(0.5); // => 0
 * logit(0.8); // ≈ 1.38629436111989
 * ```
 */
export function logit(p: number): number {
  return Math.log(p) - Math.log1p(-p);
}

/**
 * ln(1 + e^x) without overflow: the loss of a logistic model comes from it without ever forming a
 * probability. O(1).
 *
 * @param x - any number
 * @returns a number ≥ 0; x itself where e^x overflows
 *
 * @example
 * ```ts
 * import { log1pExp } from "salience";
 * log1pExp(0); // ≈ 0.693147180559945
 * log1pExp(800); // => 800
 * ```
 */
export function log1pExp(x: number): number {
  return x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x));
}

/**
 * ln(expit(x)), the log of a probability from its log-odds. O(1).
 *
 * @param x - log-odds, any number
 * @returns a number ≤ 0
 *
 * @example
 * ```ts
 * import { logExpit } from "salience/core";
 * logExpit(-800); // => -800
 * ```
 */
export function logExpit(x: number): number {
  return -log1pExp(-x);
}

/**
 * The sum of numbers, compensated for rounding (Neumaier's variant of Kahan's algorithm): the error does not
 * grow with the number of terms. O(n).
 *
 * @param values - numbers
 * @returns the sum, 0 for none; NaN if one of them is NaN
 * @throws SalienceError `invalid_argument` for what is not an array of numbers
 *
 * Source: A. Neumaier, Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen, ZAMM 54 (1974).
 *
 * @example
 * ```ts
 * import { sum } from "salience/core";
 * sum([1, 1e100, 1, -1e100]); // => 2
 * ```
 */
export function sum(values: ArrayLike<number>): number {
  checkValues("sum", values);
  let total = 0;
  let lost = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    const next = total + value;
    lost += Math.abs(total) >= Math.abs(value) ? total - next + value : value - next + total;
    total = next;
  }
  return Number.isFinite(total) ? total + lost : total;
}

/** Checks an array of numbers, NaN and infinities allowed: text would be concatenated, and null would count as 0. */
export function checkValues(caller: string, values: ArrayLike<number>): void {
  if (!Array.isArray(values) && !ArrayBuffer.isView(values)) reject(caller, "an array of numbers", values);
  for (let i = 0; i < values.length; i++) {
    if (typeof values[i] !== "number") reject(caller, `a number at position ${i}`, values[i]);
  }
}
