import { checkNumber } from "./checks";

const SQRT_PI = 1.772453850905516;

/**
 * The complementary error function, accurate to about 1e-13 relative in the upper tail as well.
 *
 *     erfc(x) = 2/√π · ∫ₓ^∞ e^(−t²) dt
 *
 * A power series below 2, a continued fraction above. O(1).
 *
 * @param x - any number
 * @returns a number in [0, 2]
 *
 * Source: NIST Digital Library of Mathematical Functions, 7.6.2 (series) and 7.9.2 (continued fraction).
 *
 * @example
 * ```ts
 * import { erfc } from "salience/core";
 * erfc(0); // => 1
 * erfc(1); // ≈ 0.157299207050285
 * ```
 */
export function erfc(x: number): number {
  if (x < 0) return 2 - erfc(-x);
  if (x < 2) {
    // erf(x) = 2/√π · e^(−x²) · Σ 2ⁿ x^(2n+1) / (1·3·…·(2n+1)): every term is positive, nothing cancels
    let term = x;
    let total = x;
    for (let n = 1; term > total * 1e-17; n++) {
      term *= (2 * x * x) / (2 * n + 1);
      total += term;
    }
    return 1 - (2 / SQRT_PI) * Math.exp(-x * x) * total;
  }
  if (!(x < 27.3)) return Number.isNaN(x) ? x : 0;
  let fraction = 0;
  for (let n = 120; n >= 1; n--) fraction = n / 2 / (x + fraction);
  return Math.exp(-x * x) / SQRT_PI / (x + fraction);
}

/**
 * The distribution function of the standard normal distribution. O(1).
 *
 *     Φ(z) = erfc(−z / √2) / 2
 *
 * @param z - any number
 * @returns a probability in [0, 1], accurate in the lower tail
 *
 * @example
 * ```ts
 * import { normalCdf } from "salience/core";
 * normalCdf(0); // => 0.5
 * normalCdf(-1.96); // ≈ 0.02499789514822
 * ```
 */
export function normalCdf(z: number): number {
  return erfc(-z * Math.SQRT1_2) / 2;
}

/**
 * The quantile of the standard normal distribution, the inverse of {@link normalCdf}, by Halley's iteration.
 * O(1).
 *
 * @param probability - in [0, 1]
 * @returns the quantile; −Infinity for 0, Infinity for 1
 * @throws SalienceError `invalid_argument` outside [0, 1]
 *
 * @example
 * ```ts
 * import { normalQuantile } from "salience/core";
 * normalQuantile(0.975); // ≈ 1.959963984540054
 * ```
 */
export function normalQuantile(probability: number): number {
  checkNumber("normalQuantile", "probability", probability, 0, 1);
  if (probability > 0.5) return -normalQuantile(1 - probability);
  if (probability === 0) return Number.NEGATIVE_INFINITY;
  if (probability === 0.5) return 0;
  // start: the leading term of the tail, then Halley's steps on ln Φ, which is concave and nearly quadratic
  const t = Math.sqrt(-2 * Math.log(probability));
  let z = -(t - (2.30753 + 0.27061 * t) / (1 + t * (0.99229 + t * 0.04481)));
  for (let i = 0; i < 4; i++) {
    const density = Math.exp((-z * z) / 2) / (Math.SQRT2 * SQRT_PI);
    const newton = (normalCdf(z) - probability) / density;
    z -= newton / (1 + (z * newton) / 2);
  }
  return z;
}

/** Half the width of a two-sided normal interval, in standard errors; for a confidence in [0, 1]. */
export function normalHalfWidth(confidence: number): number {
  return Math.abs(normalQuantile((1 - confidence) / 2)); // not (1 + confidence) / 2, which rounds to 1 next to 1
}
