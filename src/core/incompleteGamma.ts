import { checkNumber, checkPositive } from "./checks";
import { logGamma, stirlingError } from "./logGamma";

const SQRT_2_PI = 2.5066282746310002;
/** From here on, x^a e^(−x) / Γ(a) is made from what is left when its large factors have cancelled. */
const LARGE = 10;
const SMALLEST = 1e-300;

/**
 * The regularised upper incomplete gamma function: the chance that a gamma variable of shape a is above x.
 *
 *     Q(a, x) = 1/Γ(a) · ∫ₓ^∞ t^(a − 1) e^(−t) dt
 *
 * A power series of 1 − Q below a + 1, a continued fraction above, so that the upper tail is accurate as well.
 * O(√a) near x = a, O(1) elsewhere.
 *
 * @param shape - a, a finite number above 0
 * @param x - a finite number ≥ 0
 * @returns a probability in [0, 1], accurate to about 1e-13 relative
 * @throws SalienceError `invalid_argument`
 *
 * Source: NIST Digital Library of Mathematical Functions, 8.7.1 (series) and 8.9.2 (continued fraction).
 *
 * @example
 * ```ts
 * import { upperGamma } from "salience/core";
 * upperGamma(1, 2); // ≈ 0.1353352832366
 * upperGamma(3, 0); // => 1
 * ```
 */
export function upperGamma(shape: number, x: number): number {
  checkPositive("upperGamma", "shape", shape);
  checkNumber("upperGamma", "x", x, 0);
  return x < shape + 1 ? 1 - bySeries(shape, x) : byFraction(shape, x);
}

/** 1 − {@link upperGamma}, accurate where it is small; the arguments are not checked. */
export function lowerGamma(shape: number, x: number): number {
  return x < shape + 1 ? bySeries(shape, x) : 1 - byFraction(shape, x);
}

/** x^a e^(−x) / Γ(a). */
export function gammaKernel(a: number, x: number): number {
  if (x === 0) return 0;
  if (a < LARGE) return Math.exp(a * Math.log(x) - x - logGamma(a));
  const distance = (x - a) / a;
  return (Math.sqrt(a) / SQRT_2_PI) * Math.exp(a * (Math.log1p(distance) - distance) - stirlingError(a));
}

function bySeries(a: number, x: number): number {
  let term = 1 / a;
  let total = term;
  for (let k = 1; term > total * 1e-17; k++) {
    term *= x / (a + k);
    total += term;
  }
  return Math.min(1, gammaKernel(a, x) * total);
}

/** The continued fraction by Lentz's method. */
function byFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = 1 / SMALLEST;
  let d = 1 / b;
  let fraction = d;
  for (let k = 1, change = 0; Math.abs(change - 1) > 1e-15; k++) {
    const numerator = -k * (k - a);
    b += 2;
    const below = numerator * d + b;
    d = 1 / (Math.abs(below) < SMALLEST ? SMALLEST : below);
    c = b + numerator / c;
    if (Math.abs(c) < SMALLEST) c = SMALLEST;
    change = c * d;
    fraction *= change;
  }
  return gammaKernel(a, x) * fraction;
}
