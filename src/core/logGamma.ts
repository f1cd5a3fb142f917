/** The coefficients of 1/x, 1/x³, 1/x⁵ … in Stirling's series. */
const STIRLING = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156];
/** From here on the series is exact to a rounding or two. */
const LARGE = 10;
const HALF_LN_2_PI = 0.9189385332046727;

/**
 * ln Γ(x) for x > 0, unchecked, to about 1e-14 relative to max(1, |ln Γ(x)|). O(1).
 *
 * Source: NIST Digital Library of Mathematical Functions, 5.5.1 (recurrence) and 5.11.1 (Stirling's series).
 */
export function logGamma(x: number): number {
  let product = 1;
  let large = x;
  for (; large < LARGE; large++) product *= large;
  return (large - 0.5) * Math.log(large) - large + HALF_LN_2_PI + stirlingError(large) - Math.log(product);
}

/** What Stirling's series adds to (x − ½) ln x − x + ½ ln 2π, for x of at least 10. */
export function stirlingError(x: number): number {
  const square = x * x;
  let error = 0;
  for (let i = STIRLING.length - 1; i >= 0; i--) error = error / square + (STIRLING[i] as number);
  return error / x;
}
