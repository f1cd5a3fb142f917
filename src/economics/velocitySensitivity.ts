import { checkNumber, checkOptions, reject } from "../core/checks";
import { checkVelocityInputs } from "./checkVelocityInputs";
import type { PerLever, VelocityInputs } from "./types";

/** Options of {@link velocitySensitivity} and `velocityLevers`. */
export interface VelocitySensitivityOptions {
  /** The relative improvement of each lever, in (0, 1); 0.1 by default. */
  readonly improvement?: number;
}

/** What {@link velocitySensitivity} returns. */
export interface VelocitySensitivity {
  /** Sales velocity as it is, money per day. */
  readonly velocity: number;
  /** The relative improvement that was asked for. */
  readonly improvement: number;
  /** Money per day that the improvement of this lever alone adds. */
  readonly gains: PerLever;
}

/**
 * What an improvement of each lever alone is worth. With the improvement i, 0.1 by default (10 %):
 *
 *     opportunityCount and averageDealValue become (1 + i) times as large:   gain = velocity · i
 *     winRate becomes min(1, (1 + i) · winRate):                             gain = velocity · i, or less near 1
 *     cycleLengthDays becomes (1 − i) times as long:                         gain = velocity · i / (1 − i)
 *
 * The improvement of the win rate is relative, not in percentage points: 10 % more than 0.25 is 0.275. A
 * shorter cycle is worth more than the same improvement of another lever, because it divides. O(1).
 *
 * @param inputs - the four levers, as for `salesVelocity`
 * @param options - `improvement`: a fraction in (0, 1), 0.1 by default
 * @returns the velocity and the gain of each lever in money per day, all ≥ 0; 0 where the velocity is 0
 * @throws SalienceError `invalid_argument`
 *
 * @example
 * ```ts
 * import { velocitySensitivity } from "salience";
 * velocitySensitivity({ opportunityCount: 40, winRate: 0.25, averageDealValue: 12_000, cycleLengthDays: 60 }).gains;
 * // ≈ { opportunityCount: 200.00, winRate: 200.00, averageDealValue: 200.00, cycleLengthDays: 222.22 }
 * ```
 */
export function velocitySensitivity(
  inputs: VelocityInputs,
  options: VelocitySensitivityOptions = {},
): VelocitySensitivity {
  const velocity = checkVelocityInputs("velocitySensitivity", inputs);
  return sensitivityOf("velocitySensitivity", inputs, velocity, options);
}

/** {@link velocitySensitivity} of inputs that are already checked. */
export function sensitivityOf(
  caller: string,
  inputs: VelocityInputs,
  velocity: number,
  options: VelocitySensitivityOptions,
): VelocitySensitivity {
  checkOptions(caller, "options", options, ["improvement"]);
  const improvement = checkNumber(caller, "improvement", options.improvement ?? 0.1, 0, 1);
  if (improvement === 0 || improvement === 1) reject(caller, "improvement in (0, 1)", improvement);
  const gain = velocity * improvement;
  const winRateGain = Math.min(improvement, 1 / inputs.winRate - 1); // Infinity for a win rate of 0: no cap
  return {
    velocity,
    improvement,
    gains: {
      opportunityCount: gain,
      winRate: velocity * winRateGain,
      averageDealValue: gain,
      cycleLengthDays: gain / (1 - improvement),
    },
  };
}
