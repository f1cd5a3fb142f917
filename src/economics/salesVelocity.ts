import { checkVelocityInputs } from "./checkVelocityInputs";
import type { VelocityInputs } from "./types";

/**
 * Sales velocity: the money that a funnel brings in per day.
 *
 *     velocity = opportunityCount · winRate · averageDealValue / cycleLengthDays
 *
 * O(1).
 *
 * @param inputs - `opportunityCount` ≥ 0; `winRate`, a fraction in [0, 1]; `averageDealValue` of a won deal ≥
 *   0; `cycleLengthDays` above 0
 * @returns money per day, ≥ 0, in the currency of `averageDealValue`
 * @throws SalienceError `invalid_argument`
 *
 * @example
 * ```ts
 * import { salesVelocity } from "salience";
 * salesVelocity({ opportunityCount: 40, winRate: 0.25, averageDealValue: 12_000, cycleLengthDays: 60 }); // => 2000
 * salesVelocity({ opportunityCount: 40, winRate: 25, averageDealValue: 12_000, cycleLengthDays: 60 });
 * // throws SalienceError: salesVelocity: expected winRate in [0, 1], received 25
 * ```
 */
export function salesVelocity(inputs: VelocityInputs): number {
  return checkVelocityInputs("salesVelocity", inputs);
}
