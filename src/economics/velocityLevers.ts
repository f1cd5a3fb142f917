import { sum } from "../core/numeric";
import { checkVelocityInputs } from "./checkVelocityInputs";
import type { PerLever, VelocityInputs } from "./types";
import {
  sensitivityOf,
  type VelocitySensitivity,
  type VelocitySensitivityOptions,
} from "./velocitySensitivity";

/** What {@link velocityLevers} returns. */
export interface VelocityLeversResult {
  /** Sales velocity of the first period, money per day. */
  readonly before: number;
  /** Sales velocity of the second period, money per day. */
  readonly after: number;
  /** `after − before`, money per day. */
  readonly change: number;
  /** The part of the change that each lever made; positive where the lever helped. They sum to `change`. */
  readonly contributions: PerLever;
  /** What an improvement of each lever would be worth from the second period on. */
  readonly sensitivity: VelocitySensitivity;
}

/**
 * Splits a change of sales velocity between two periods exactly across its four levers, and says what
 * improving each of them further is worth.
 *
 *     contribution of lever x = L(v₁, v₀) · ln(x₁ / x₀),   for the cycle length L(v₁, v₀) · ln(x₀ / x₁)
 *     L(v₁, v₀) = (v₁ − v₀) / ln(v₁ / v₀), the logarithmic mean of the two velocities; L(v, v) = v
 *
 * with 0 the first period and 1 the second. The contributions sum to the change, without a remainder; they do
 * not depend on an order of the levers, and swapping the periods swaps their signs. A shorter cycle
 * contributes a positive amount. Where one of the velocities is 0, the formula's limit holds: the levers that
 * are 0 in that period made the whole change, in equal parts, and the others nothing. O(1).
 *
 * @param before - the levers of the first period, as for `salesVelocity`
 * @param after - the levers of the second period
 * @param options - `improvement` for the sensitivity: a fraction in (0, 1), 0.1 by default
 * @returns the velocities, their change, its parts, and the sensitivity, all in money per day
 * @throws SalienceError `invalid_argument`
 *
 * Source: B. W. Ang, The LMDI approach to decomposition analysis: a practical guide, Energy Policy 33 (2005),
 * additive LMDI-I.
 *
 * @example
 * ```ts
 * import { velocityLevers } from "salience";
 * const before = { opportunityCount: 40, winRate: 0.25, averageDealValue: 12_000, cycleLengthDays: 60 };
 * const after = { opportunityCount: 50, winRate: 0.25, averageDealValue: 12_000, cycleLengthDays: 48 };
 * const { change, contributions } = velocityLevers(before, after);
 * change; // => 1125
 * contributions; // ≈ { opportunityCount: 562.50, winRate: 0, averageDealValue: 0, cycleLengthDays: 562.50 }
 * ```
 */
export function velocityLevers(
  before: VelocityInputs,
  after: VelocityInputs,
  options: VelocitySensitivityOptions = {},
): VelocityLeversResult {
  const start = checkVelocityInputs("velocityLevers", before, "before.");
  const end = checkVelocityInputs("velocityLevers", after, "after.");
  const sensitivity = sensitivityOf("velocityLevers", after, end, options);
  const [opportunityCount, winRate, averageDealValue, cycleLengthDays] = splitChange(start, end, [
    logRatio(after.opportunityCount, before.opportunityCount),
    logRatio(after.winRate, before.winRate),
    logRatio(after.averageDealValue, before.averageDealValue),
    logRatio(before.cycleLengthDays, after.cycleLengthDays),
  ]);
  return {
    before: start,
    after: end,
    change: end - start,
    contributions: { opportunityCount, winRate, averageDealValue, cycleLengthDays },
    sensitivity,
  };
}

type Four = readonly [number, number, number, number];

/** Splits end − start in proportion to the logarithms, which sum to ln(end / start). */
function splitChange(start: number, end: number, logs: Four): Four {
  const change = end - start;
  const map = (part: (log: number) => number): Four => [
    part(logs[0]),
    part(logs[1]),
    part(logs[2]),
    part(logs[3]),
  ];
  const zeroLevers = logs.filter((log) => !Number.isFinite(log)).length;
  if (zeroLevers > 0) return map((log) => (Number.isFinite(log) ? 0 : change / zeroLevers));
  const mean = logarithmicMean(start, end, sum(logs));
  return map((log) => mean * log);
}

/** (b − a) / ln(b / a) and its limit a for b = a; near it, the given logarithm would have lost its digits. */
function logarithmicMean(a: number, b: number, log: number): number {
  if (a === b) return a;
  const relative = (b - a) / a;
  return (b - a) / (Math.abs(relative) < 0.5 ? Math.log1p(relative) : log);
}

/** ln(b / a), exact near b = a; not finite where one of them is 0. */
function logRatio(b: number, a: number): number {
  const relative = (b - a) / a;
  return Math.abs(relative) < 0.5 ? Math.log1p(relative) : Math.log(b) - Math.log(a);
}
