import { powerOfTwo } from "./binary";
import { polynomial } from "./polynomial";
import { productError } from "./roundingErrors";

/** ln 2 − Math.LN2 */
export const LN2_REST = 2.3190468138462996e-17;

/**
 * Two to a power, with the same bits on every version of Node, which `2 ** x` does not have.
 *
 *     2^x = 2^n · e^((x − n) · ln 2),   n the whole number nearest to x
 *
 * Exact for whole x; otherwise within 0.6 units in the last place, or 1.1 where the result is subnormal. O(1).
 *
 * @param x - any number
 * @returns a number ≥ 0; Infinity from 1024 on, 0 from −1075 down, NaN for NaN
 *
 * @example
 * ```ts
 * import { exp2 } from "salience/core";
 * exp2(-3); // => 0.125
 * exp2(0.5); // ≈ 1.41421356237310
 * ```
 */
export function exp2(x: number): number {
  return exp2OfSum(x, 0);
}

/** 2^(high + low), for a low that is at most half a unit in the last place of high. */
export function exp2OfSum(high: number, low: number): number {
  if (high >= 1025) return Number.POSITIVE_INFINITY;
  if (high <= -1080) return 0;
  const whole = Math.round(high);
  const part = high - whole;
  // z + rest = (part + low) · ln 2 to twice the precision of a double
  const z = part * Math.LN2;
  const rest = productError(part, Math.LN2, z) + (part * LN2_REST + low * Math.LN2);
  // e^(z + rest) = 1 + z + tail + rest · e^z, where 1 + z is kept exactly, as sum + error, and tail is z²/2! + z³/3! + …
  const sum = 1 + z;
  const error = z - (sum - 1);
  const tail = z * z * polynomial(INVERSE_FACTORIALS, z);
  const value = sum + (error + (tail + rest * (sum + tail)));
  // two factors, because 2^n itself may overflow or be subnormal
  const half = whole >> 1;
  return value * powerOfTwo(half) * powerOfTwo(whole - half);
}

/** 1/k! for k from 14 down to 2. */
export const INVERSE_FACTORIALS: readonly number[] = /* @__PURE__ */ [
  87178291200, 6227020800, 479001600, 39916800, 3628800, 362880, 40320, 5040, 720, 120, 24, 6, 2,
].map((factorial) => 1 / factorial);
