import { binaryExponent, significand } from "./binary";
import { exp2OfSum } from "./exp2";
import { polynomial } from "./polynomial";
import { productError, sumError } from "./roundingErrors";

/**
 * A number to a power, x^y, with the same bits on every version of Node, which `x ** y` does not have.
 *
 *     x^y = 2^(y · log₂ x)
 *
 * The logarithm and the product are computed to twice the precision of a double, so that the result is within 0.7
 * units in the last place (1.2 where it is subnormal), and exact where it is a whole number below 2⁵³. Zeros,
 * infinities, NaN and negative bases are treated as `**` treats them: `power(0, 0)` is 1, and a negative base has
 * powers for whole exponents only. O(1).
 *
 * @param x - the base, any number
 * @param y - the exponent, any number
 * @returns the power; NaN for a negative base with an exponent that is not whole, and wherever else `**` gives NaN
 *
 * @example
 * ```ts
 * import { power } from "salience/core";
 * power(10, 3); // => 1000
 * power(2, 0.5); // ≈ 1.41421356237310
 * power(-8, 1 / 3); // => NaN
 * ```
 */
export function power(x: number, y: number): number {
  // the language defines these cases to the bit
  if (!Number.isFinite(x) || !Number.isFinite(y) || x === 0 || y === 0) return x ** y;
  // and these are one operation, rounded correctly
  if (y === 1) return x;
  if (y === 2) return x * x;
  if (y === -1) return 1 / x;
  if (x > 0) return positivePower(x, y);
  if (!Number.isInteger(y)) return Number.NaN;
  return y % 2 === 0 ? positivePower(-x, y) : -positivePower(-x, y);
}

/** 2 / ((2k + 1) ln 2) for k = 0 and 1, and what these doubles lack to it, */
export const FIRST = 2.8853900817779268;
export const FIRST_REST = 4.0710547481862066e-17;
export const SECOND = 0.9617966939259756;
export const SECOND_REST = 5.0577616648125907e-17;
/** and for k from 14 down to 2. */
export const OTHERS: readonly number[] = [
  0.09949620971648024, 0.1068662993251084, 0.11541560327111708, 0.12545174268599682, 0.1373995277037108,
  0.15186263588304877, 0.16972882833987804, 0.19235933878519512, 0.22195308321368667, 0.2623081892525388,
  0.3205988979753252, 0.4121985831111324, 0.5770780163555853,
];

/**
 * x^y for a positive x. What ends in "Rest" is what the number before it lost in rounding.
 *
 *     x = 2^n · m with m from √½ to √2,   s = (m − 1) / (m + 1),   log₂ x = n + s · 2 / ln 2 · (1 + s²/3 + s⁴/5 + …)
 */
function positivePower(x: number, y: number): number {
  const isSubnormal = x < 2 ** -1022;
  const normal = isSubnormal ? x * 2 ** 54 : x;
  let n = binaryExponent(normal);
  let m = significand(normal);
  if (m > Math.SQRT2) {
    m /= 2;
    n++;
  }
  if (isSubnormal) n -= 54;

  const divisor = m + 1;
  const s = (m - 1) / divisor;
  const undone = s * divisor;
  const sRest = (m - 1 - undone - productError(s, divisor, undone) - s * sumError(m, 1, divisor)) / divisor;
  const square = s * s;
  const squareRest = productError(s, s, square) + 2 * s * sRest;
  const others = square * polynomial(OTHERS, square);
  const fromSecond = SECOND + others;
  const fromSecondRest = sumError(SECOND, others, fromSecond) + SECOND_REST;
  const added = square * fromSecond;
  const addedRest =
    productError(square, fromSecond, added) + square * fromSecondRest + squareRest * fromSecond;
  const series = FIRST + added;
  const seriesRest = sumError(FIRST, added, series) + (FIRST_REST + addedRest);
  const fraction = s * series;
  const fractionRest = productError(s, series, fraction) + (s * seriesRest + sRest * series);

  const logarithm = n + fraction;
  const logarithmRest = sumError(n, fraction, logarithm) + fractionRest;
  const exponent = y * logarithm;
  if (Math.abs(exponent) > 1100) return exponent > 0 ? Number.POSITIVE_INFINITY : 0;
  if (Math.abs(exponent) < 2e-17) return 1;
  return exp2OfSum(exponent, productError(y, logarithm, exponent) + y * logarithmRest);
}
