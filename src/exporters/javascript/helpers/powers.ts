import { INVERSE_FACTORIALS, LN2_REST } from "../../../core/exp2";
import { FIRST, FIRST_REST, OTHERS, SECOND, SECOND_REST } from "../../../core/power";
import { helper } from "./types";

/** `power` and `exp2` of the library, step by step: the operators of JavaScript differ between versions of Node. */
export const POWER_HELPERS = {
  powerOf: helper<"exp2" | "rounding">(
    `
const LOGARITHM = [${OTHERS.join(", ")}];
function powerOf(x, y) {
  if (!Number.isFinite(x) || !Number.isFinite(y) || x === 0 || y === 0) return x ** y;
  if (y === 1) return x;
  if (y === 2) return x * x;
  if (y === -1) return 1 / x;
  if (x > 0) return positivePower(x, y);
  if (!Number.isInteger(y)) return NaN;
  return y % 2 === 0 ? positivePower(-x, y) : -positivePower(-x, y);
}
function positivePower(x, y) {
  const isSubnormal = x < 2 ** -1022;
  SCRATCH.setFloat64(0, isSubnormal ? x * 2 ** 54 : x);
  let n = (SCRATCH.getUint32(0) >>> 20) - 1023;
  SCRATCH.setUint32(0, (SCRATCH.getUint32(0) & 0xfffff) | 0x3ff00000);
  let m = SCRATCH.getFloat64(0);
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
  const others = square * polynomial(LOGARITHM, square);
  const fromSecond = ${SECOND} + others;
  const fromSecondRest = sumError(${SECOND}, others, fromSecond) + ${SECOND_REST};
  const added = square * fromSecond;
  const addedRest = productError(square, fromSecond, added) + square * fromSecondRest + squareRest * fromSecond;
  const series = ${FIRST} + added;
  const seriesRest = sumError(${FIRST}, added, series) + (${FIRST_REST} + addedRest);
  const fraction = s * series;
  const fractionRest = productError(s, series, fraction) + (s * seriesRest + sRest * series);
  const logarithm = n + fraction;
  const logarithmRest = sumError(n, fraction, logarithm) + fractionRest;
  const exponent = y * logarithm;
  if (Math.abs(exponent) > 1100) return exponent > 0 ? Infinity : 0;
  if (Math.abs(exponent) < 2e-17) return 1;
  return exp2(exponent, productError(y, logarithm, exponent) + y * logarithmRest);
}`,
    "exp2",
    "rounding",
  ),
  exp2: helper<"rounding">(
    `
const EXPONENTIAL = [${INVERSE_FACTORIALS.join(", ")}];
function exp2(high, low) {
  if (high >= 1025) return Infinity;
  if (high <= -1080) return 0;
  const whole = Math.round(high);
  const part = high - whole;
  const z = part * Math.LN2;
  const rest = productError(part, Math.LN2, z) + (part * ${LN2_REST} + low * Math.LN2);
  const sum = 1 + z;
  const error = z - (sum - 1);
  const tail = z * z * polynomial(EXPONENTIAL, z);
  const value = sum + (error + (tail + rest * (sum + tail)));
  const half = whole >> 1;
  return value * powerOfTwo(half) * powerOfTwo(whole - half);
}`,
    "rounding",
  ),
  rounding: helper(`
const SCRATCH = new DataView(new ArrayBuffer(8));
function powerOfTwo(n) {
  SCRATCH.setUint32(0, (n + 1023) << 20);
  SCRATCH.setUint32(4, 0);
  return SCRATCH.getFloat64(0);
}
function polynomial(coefficients, x) {
  let value = 0;
  for (let i = 0; i < coefficients.length; i++) value = value * x + coefficients[i];
  return value;
}
function sumError(x, y, sum) {
  const shareOfY = sum - x;
  return x - (sum - shareOfY) + (y - shareOfY);
}
function productError(x, y, product) {
  const bigX = 134217729 * x;
  const bigY = 134217729 * y;
  const upperX = bigX - (bigX - x);
  const upperY = bigY - (bigY - y);
  const lowerX = x - upperX;
  const lowerY = y - upperY;
  return upperX * upperY - product + upperX * lowerY + lowerX * upperY + lowerX * lowerY;
}`),
};
