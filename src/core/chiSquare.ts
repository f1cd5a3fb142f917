import { checkNumber } from "./checks";
import { gammaKernel, lowerGamma, upperGamma } from "./incompleteGamma";
import { normalQuantile } from "./normal";

/**
 * The upper tail of the chi-square distribution: the chance of a value above x, a p-value.
 *
 *     P(χ²_k > x) = Q(k/2, x/2)
 *
 * with Q of {@link upperGamma}. O(√k).
 *
 * @param x - a finite number ≥ 0
 * @param degrees - degrees of freedom k, a finite number of at least 1
 * @returns a probability in [0, 1], accurate in the tail
 * @throws SalienceError `invalid_argument`
 *
 * @example
 * ```ts
 * import { chiSquareTail } from "salience/core";
 * chiSquareTail(3.841458820694124, 1); // ≈ 0.05
 * chiSquareTail(0, 4); // => 1
 * ```
 */
export function chiSquareTail(x: number, degrees: number): number {
  checkNumber("chiSquareTail", "x", x, 0);
  checkNumber("chiSquareTail", "degrees", degrees, 1);
  return upperGamma(degrees / 2, x / 2);
}

/**
 * The quantile of the chi-square distribution, by Newton's method from the start of Wilson and Hilferty, kept
 * inside a bracket. O(√k).
 *
 * @param probability - in [0, 1]
 * @param degrees - degrees of freedom k, a finite number of at least 1
 * @returns the value that lies above a share `probability` of the distribution; Infinity for 1
 * @throws SalienceError `invalid_argument`
 *
 * Source: E. B. Wilson and M. M. Hilferty, The Distribution of Chi-Square, PNAS 17 (1931).
 *
 * @example
 * ```ts
 * import { chiSquareQuantile } from "salience/core";
 * chiSquareQuantile(0.99, 9); // ≈ 21.6659943334619
 * ```
 */
export function chiSquareQuantile(probability: number, degrees: number): number {
  checkNumber("chiSquareQuantile", "probability", probability, 0, 1);
  checkNumber("chiSquareQuantile", "degrees", degrees, 1);
  if (probability === 0) return 0;
  if (probability === 1) return Number.POSITIVE_INFINITY;
  const shape = degrees / 2;
  // the smaller tail is the accurate one; positive where x is too large
  const excess = (x: number) =>
    probability <= 0.5 ? lowerGamma(shape, x) - probability : 1 - probability - upperGamma(shape, x);
  const width = 2 / (9 * degrees);
  const root = 1 - width + normalQuantile(probability) * Math.sqrt(width);
  const start = shape * root * root * root;
  let low = 0;
  let high = Math.max(start, 1) * 2;
  while (excess(high) < 0) high *= 2;
  let x = start > 0 ? start : high / 2;
  for (let i = 0; i < 200 && high > low; i++) {
    const error = excess(x);
    if (error > 0) high = x;
    else low = x;
    const newton = x - (error * x) / gammaKernel(shape, x);
    const next = newton > low && newton < high ? newton : (low + high) / 2;
    if (Math.abs(next - x) <= 1e-15 * x) return 2 * next;
    x = next;
  }
  return 2 * x;
}
