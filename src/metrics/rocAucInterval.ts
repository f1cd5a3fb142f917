import { checkOneOf } from "../core/checks";
import type { Interval } from "../core/intervals";
import { expit, logit } from "../core/numeric";
import { type ConfidenceOptions, zOf } from "./confidence";
import { readSample, type WeightOptions } from "./inputs";
import { areaVariance } from "./placements";
import { scoreGroups } from "./scoreGroups";

/** Options of {@link rocAucInterval}. */
export interface RocAucIntervalOptions extends ConfidenceOptions, WeightOptions {
  /**
   * `"plain"`, the default, is symmetric around the area and cut off at 0 and 1. `"logit"` is symmetric in log-odds,
   * which suits an area above 0.9 or few events: it is closer to its level there and never reaches 0 or 1.
   */
  readonly scale?: "plain" | "logit";
}

/** An area under the ROC curve and how uncertain it is. */
export interface RocAucInterval {
  /** The area, the same as {@link rocAuc}. */
  readonly auc: number;
  /** DeLong's standard error of it. */
  readonly standardError: number;
  /** The confidence interval, in [0, 1]. */
  readonly interval: Interval;
}

/**
 * Area under the ROC curve with DeLong's standard error and a confidence interval.
 *
 *     SE² = var over events of V / m + var over non-events of U / n
 *     plain: AUC ± z · SE,   logit: expit(logit(AUC) ± z · SE / (AUC · (1 − AUC)))
 *
 * with V the share of the n non-events that an event beats, U the share of the m events that beat a non-event (equal
 * scores count half), var the sample variance, and z the normal quantile of (1 + confidence)/2. It supposes that records
 * are independent: where one account has many, use {@link bootstrapInterval} with clusters.
 *
 * An area of exactly 1 or 0 has a standard error of 0, which would claim certainty. There the other end of the
 * interval is the area A whose own standard error, by Hanley and McNeil's formula, puts it z standard errors away:
 * with 5 events and 5 non-events, [0.64, 1]. O(n).
 *
 * @param outcomes - 1 or true for an event, 0 or false for a non-event
 * @param scores - finite numbers; a higher one means that the event is more likely
 * @param options - `confidence`, `scale`, and `weights`: one number ≥ 0 per record, counted as repeated records
 * @returns the area and its interval in [0, 1]; all NaN if all outcomes are the same; standard error and interval NaN
 *   for a single event or non-event, of which no variance can be taken
 * @throws SalienceError `invalid_argument` for a wrong value, with its position; `invalid_data` for no
 *   records
 *
 * Source: E. R. DeLong, D. M. DeLong and D. L. Clarke-Pearson, Comparing the Areas under Two or More Correlated
 * Receiver Operating Characteristic Curves, Biometrics 44 (1988); X. Sun and W. Xu, Fast Implementation of DeLong's
 * Algorithm, IEEE Signal Processing Letters 21 (2014); J. A. Hanley and B. J. McNeil, Radiology 143 (1982).
 *
 * @example
 * ```ts
 * import { rocAucInterval } from "salience";
 * const outcomes = [0, 0, 0, 1, 0, 1, 1, 1];
 * const scores = [0.1, 0.2, 0.3, 0.35, 0.4, 0.6, 0.7, 0.8];
 * rocAucInterval(outcomes, scores); // ≈ { auc: 0.9375, standardError: 0.0884, interval: { low: 0.764, high: 1 } }
 * rocAucInterval(outcomes, scores, { scale: "logit" }).interval; // ≈ { low: 0.438, high: 0.997 }
 * ```
 */
export function rocAucInterval(
  outcomes: ArrayLike<number | boolean>,
  scores: ArrayLike<number>,
  options: RocAucIntervalOptions = {},
): RocAucInterval {
  const sample = readSample("rocAucInterval", outcomes, scores, options, undefined, ["confidence", "scale"]);
  const z = zOf("rocAucInterval", options.confidence);
  const { scale = "plain" } = options;
  checkOneOf("rocAucInterval", "scale", scale, ["plain", "logit"]);
  const groups = scoreGroups(sample);
  const { auc, variance } = areaVariance(groups);
  const standardError = Math.sqrt(variance);
  const isSeparated = !Number.isNaN(standardError) && auc * (1 - auc) < 1e-13; // weights are rounded
  const interval = isSeparated
    ? separatedInterval(auc, groups.events, groups.nonEvents, z)
    : normalInterval(auc, standardError * z, scale);
  return { auc, standardError, interval };
}

function normalInterval(auc: number, half: number, scale: "plain" | "logit"): Interval {
  if (scale === "plain") return { low: Math.max(0, auc - half), high: Math.min(1, auc + half) };
  const halfLogit = half / (auc * (1 - auc));
  return { low: expit(logit(auc) - halfLogit), high: expit(logit(auc) + halfLogit) };
}

/** The interval of an area of 0 or 1. The area of the opposite outcomes is one minus it. */
function separatedInterval(auc: number, events: number, nonEvents: number, z: number): Interval {
  return auc > 0.5
    ? { low: lowestArea(events, nonEvents, z), high: 1 }
    : { low: 0, high: 1 - lowestArea(nonEvents, events, z) };
}

/** The area A from which 1 is z of Hanley and McNeil's standard errors away: (1 − A)² = z² · SE²(A). */
function lowestArea(m: number, n: number, z: number): number {
  let low = 0;
  let high = 1;
  for (let i = 0; i < 60; i++) {
    const area = (low + high) / 2;
    const factor = 1 + ((m - 1) * (1 - area)) / (2 - area) + ((n - 1) * area) / (1 + area);
    if (1 - area > (z * z * area * factor) / (m * n))
      low = area; // SE² = A · (1 − A) · factor / (m · n)
    else high = area;
  }
  return low;
}
