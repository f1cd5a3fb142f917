/**
 * Applies a feature's transform to an original value, as the feature itself does: the inverse of `originalValue`.
 *
 * @param transform - the feature's transform
 * @param value - the original value
 * @returns the transformed value
 */
export function transformedValue(transform: "log1p" | "sqrt" | null, value: number): number {
  if (transform === null) return value;
  return transform === "log1p" ? Math.log1p(value) : Math.sqrt(value);
}
