import { checkConfidence } from "../core/checks";
import type { Interval } from "../core/intervals";
import { normalCdf, normalHalfWidth } from "../core/normal";

/** Options of the metrics that come with an interval. */
export interface ConfidenceOptions {
  /** Confidence level of the intervals, in (0, 1), 0.95 by default. */
  readonly confidence?: number;
}

/** A statistic with its interval; both are NaN where it has no value. */
export interface Estimate {
  /** The statistic. */
  readonly value: number;
  /** Its confidence interval. */
  readonly interval: Interval;
}

/** Half the width of a normal interval, in standard errors; the confidence is checked. */
export function zOf(caller: string, confidence = 0.95): number {
  return normalHalfWidth(checkConfidence(caller, confidence));
}

/** A difference in standard errors, and how likely one so large is by chance. */
export interface NormalTest {
  /** difference / standard error; 0 where the difference is exactly 0. */
  readonly z: number;
  /** Two-sided p-value. */
  readonly p: number;
}

/** Tests a difference against 0; none at all has z 0 and p 1, also where the standard error is 0. */
export function normalTest(difference: number, standardError: number): NormalTest {
  const z = difference === 0 ? 0 : difference / standardError;
  return { z, p: 2 * normalCdf(-Math.abs(z)) };
}
