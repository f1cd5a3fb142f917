import type { Interval } from "../core/intervals";
import { readNumbers } from "../core/readNumbers";
import { type ConfidenceOptions, type NormalTest, normalTest, zOf } from "./confidence";
import { readSample, type WeightOptions } from "./inputs";
import { differenceVariance, placements } from "./placements";

/** Options of {@link compareRocAucs}. */
export interface RocAucComparisonOptions extends ConfidenceOptions, WeightOptions {}

/** Two areas under the ROC curve on the same records. */
export interface RocAucComparison extends NormalTest {
  /** The area of the first scores. */
  readonly aucA: number;
  /** The area of the second scores. */
  readonly aucB: number;
  /** `aucA − aucB`: above 0 where the first scores are better. */
  readonly difference: number;
  /** Standard error of the difference. */
  readonly standardError: number;
  /** Confidence interval of the difference, in [−1, 1]. */
  readonly interval: Interval;
}

/**
 * Compares the areas under the ROC curve of two scores of the same records, such as a champion and a challenger:
 * DeLong's paired test.
 *
 *     SE² = var over events of (V_A − V_B) / m + var over non-events of (U_A − U_B) / n
 *     z = (AUC_A − AUC_B) / SE,   p = 2 · Φ(−|z|),   interval: AUC_A − AUC_B ± z_c · SE
 *
 * with V and U as in {@link rocAucInterval}, and z_c the normal quantile of (1 + confidence)/2. Since both scores see
 * the same records, most of the chance cancels: the difference is far more certain than either area. It is meant for
 * scores that were fixed before the records were seen; on the records that one of them was fitted to, and for a model
 * against one that it contains, the test is wrong. O(n).
 *
 * @param outcomes - 1 or true for an event, 0 or false for a non-event
 * @param scoresA - finite numbers; a higher one means that the event is more likely
 * @param scoresB - the second scores, of the same records in the same order; any scale
 * @param options - `confidence`, and `weights`: one number ≥ 0 per record, counted as repeated records
 * @returns the areas, their difference with its interval, and the test. All NaN if all outcomes are the same;
 *   standard error, test and interval NaN for a single event or non-event. Scores that rank alike have difference 0,
 *   z 0 and p 1; where two rankings differ without any variance, test and interval are NaN
 * @throws SalienceError `invalid_argument` for a wrong value, with its position; `invalid_data` for no
 *   records
 *
 * Source: E. R. DeLong, D. M. DeLong and D. L. Clarke-Pearson, Comparing the Areas under Two or More Correlated
 * Receiver Operating Characteristic Curves, Biometrics 44 (1988).
 *
 * @example
 * ```ts
 * import { compareRocAucs } from "salience";
 * const outcomes = [0, 0, 0, 1, 0, 1, 1, 1];
 * const champion = [1, 4, 3, 2, 6, 5, 7, 8];
 * const challenger = [1, 2, 3, 4, 5, 6, 7, 8];
 * const { difference, standardError, p } = compareRocAucs(outcomes, challenger, champion);
 * difference; // ≈ 0.1875
 * [standardError, p]; // ≈ [0.135, 0.1649]
 * ```
 */
export function compareRocAucs(
  outcomes: ArrayLike<number | boolean>,
  scoresA: ArrayLike<number>,
  scoresB: ArrayLike<number>,
  options: RocAucComparisonOptions = {},
): RocAucComparison {
  const caller = "compareRocAucs";
  const sample = readSample(caller, outcomes, scoresA, options, { name: "scoresA" }, ["confidence"]);
  const like = { name: "outcomes", length: sample.outcomes.length };
  const other = { ...sample, scores: readNumbers(caller, { name: "scoresB" }, scoresB, like) };
  const width = zOf(caller, options.confidence);
  const a = placements(sample);
  const b = placements(other);
  const difference = a.auc - b.auc;
  const standardError = Math.sqrt(differenceVariance(sample, a, b));
  const isUndefined = Number.isNaN(standardError) || (standardError === 0 && difference !== 0);
  const half = isUndefined ? Number.NaN : width * standardError;
  return {
    aucA: a.auc,
    aucB: b.auc,
    difference,
    standardError,
    ...normalTest(isUndefined ? Number.NaN : difference, standardError),
    interval: { low: Math.max(-1, difference - half), high: Math.min(1, difference + half) },
  };
}
