import { checkConfidence, checkNumber, reject } from "./checks";
import { normalHalfWidth } from "./normal";
import { checkValues } from "./numeric";
import { mean, standardDeviation } from "./statistics";

/** A confidence interval: two closed ends in the unit of what was estimated. */
export interface Interval {
  /** The lower end. */
  readonly low: number;
  /** The upper end. */
  readonly high: number;
}

/**
 * Wilson's score interval for a proportion: it stays inside [0, 1] and is sensible where no trial, or every one, is an event.
 *
 *     (events + z²/2 ± z·√(events·(1 − events/count) + z²/4)) / (count + z²),   z = normal quantile of (1 + confidence)/2
 *
 * O(1).
 *
 * @param events - number of events, in [0, count]; may be fractional for weighted counts
 * @param count - number of trials, ≥ 0
 * @param confidence - confidence level in (0, 1), 0.95 by default
 * @returns the interval in [0, 1]; `[0, 1]` for a count of 0, which is what no data says
 * @throws SalienceError `invalid_argument`
 *
 * Source: E. B. Wilson, Probable Inference, the Law of Succession, and Statistical Inference, JASA 22 (1927).
 *
 * @example
 * ```ts
 * import { wilsonInterval } from "salience/core";
 * wilsonInterval(3, 10); // ≈ { low: 0.107791267406301, high: 0.603221852538855 }
 * ```
 */
export function wilsonInterval(events: number, count: number, confidence = 0.95): Interval {
  return wilson("wilsonInterval", events, count, confidence);
}

function wilson(caller: string, events: number, count: number, confidence: number): Interval {
  const z = zOf(caller, confidence);
  checkNumber(caller, "count", count, 0);
  checkNumber(caller, "events", events, 0, count);
  if (count === 0) return { low: 0, high: 1 };
  const center = (events + (z * z) / 2) / (count + z * z);
  const half = (z * Math.sqrt(events * (1 - events / count) + (z * z) / 4)) / (count + z * z);
  return {
    low: events === 0 ? 0 : Math.max(0, center - half),
    high: events === count ? 1 : Math.min(1, center + half),
  };
}

/**
 * Newcombe's hybrid score interval for the difference of two independent proportions, first minus second.
 * It is built from two Wilson intervals. O(1).
 *
 * @param first - events and number of trials of the first group
 * @param second - events and number of trials of the second group
 * @param confidence - confidence level in (0, 1), 0.95 by default
 * @returns the interval in [−1, 1]
 * @throws SalienceError `invalid_argument`, also for a group without trials
 *
 * Source: R. G. Newcombe, Interval estimation for the difference between independent proportions, Statistics
 * in Medicine 17 (1998), method 10.
 *
 * @example
 * ```ts
 * import { differenceInterval } from "salience/core";
 * differenceInterval({ events: 56, count: 70 }, { events: 48, count: 80 }); // ≈ { low: 0.0524, high: 0.3339 }
 * ```
 */
export function differenceInterval(
  first: { readonly events: number; readonly count: number },
  second: { readonly events: number; readonly count: number },
  confidence = 0.95,
): Interval {
  for (const group of [first, second]) {
    if (!(group?.count > 0)) reject("differenceInterval", "count above 0 in both groups", group?.count);
  }
  const a = wilson("differenceInterval", first.events, first.count, confidence);
  const b = wilson("differenceInterval", second.events, second.count, confidence);
  const p = first.events / first.count;
  const q = second.events / second.count;
  return {
    low: p - q - Math.hypot(p - a.low, b.high - q),
    high: p - q + Math.hypot(a.high - p, q - b.low),
  };
}

/**
 * The normal-theory interval of a mean: mean ± z · s / √n. Meant for n of about 30 and more. O(n).
 *
 * @param values - numbers
 * @param confidence - confidence level in (0, 1), 0.95 by default
 * @returns the interval in the unit of the values; NaN ends for fewer than two values
 * @throws SalienceError `invalid_argument`
 *
 * @example
 * ```ts
 * import { meanInterval } from "salience/core";
 * meanInterval([8, 10, 12, 14]); // ≈ { low: 8.469697, high: 13.530303 }
 * ```
 */
export function meanInterval(values: ArrayLike<number>, confidence = 0.95): Interval {
  const z = zOf("meanInterval", confidence);
  checkValues("meanInterval", values);
  const center = mean(values);
  const half = (z * standardDeviation(values)) / Math.sqrt(values.length);
  return { low: center - half, high: center + half };
}

function zOf(caller: string, confidence: number): number {
  return normalHalfWidth(checkConfidence(caller, confidence));
}
