import type { ValueLimits } from "../features/types";

/** The ends of a range of numbers. */
export interface NumberRange {
  readonly above?: number;
  readonly atLeast?: number;
  readonly below?: number;
  readonly atMost?: number;
}

/**
 * Whether a number within a feature's limits can lie within bounds.
 *
 * @param bounds - at least one of above, atLeast, below, atMost
 * @param limits - what the feature can be
 * @returns false for bounds beyond the limits, such as 50 where `clip` ends at 20, and for an empty range
 */
export function isReached(bounds: NumberRange, { minimum, maximum, whole }: ValueLimits): boolean {
  const above = bounds.above ?? Number.NEGATIVE_INFINITY;
  const below = bounds.below ?? Number.POSITIVE_INFINITY;
  const from = Math.max(bounds.atLeast ?? minimum, minimum);
  const to = Math.min(bounds.atMost ?? maximum, maximum);
  if (whole) {
    return Math.max(Math.ceil(from), Math.floor(above) + 1) <= Math.min(Math.floor(to), Math.ceil(below) - 1);
  }
  const [low, high] = [Math.max(from, above), Math.min(to, below)];
  return low < high || (low === high && low > above && low < below);
}
