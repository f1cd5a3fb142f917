/**
 * Undoes a feature's transform, so that people see visits and not the logarithm of visits. Rounded to 12
 * significant digits, which removes the noise of going there and back.
 *
 * @param transform - the feature's transform
 * @param value - the transformed value
 * @returns the original value
 */
export function originalValue(transform: "log1p" | "sqrt" | null, value: number): number {
  if (transform === null) return value;
  return Number((transform === "log1p" ? Math.expm1(value) : value * value).toPrecision(12));
}
