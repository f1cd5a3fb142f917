import type { Interval } from "../core/intervals";
import { sum } from "../core/numeric";
import { type ConfidenceOptions, type NormalTest, normalTest, zOf } from "./confidence";
import { PROBABILITIES, readSample, type WeightOptions } from "./inputs";
import { totals } from "./placements";

/** Options of {@link expectedConversion}. */
export interface ExpectedConversionOptions extends ConfidenceOptions, WeightOptions {}

/** The conversions that probabilities promised, beside those that came. */
export interface ExpectedConversion extends NormalTest {
  /** Number of records, or their weight. */
  readonly count: number;
  /** The sum of the probabilities: conversions to expect. */
  readonly expected: number;
  /** Conversions that came. */
  readonly realised: number;
  /** `realised − expected`: below 0 where the probabilities promised too much. */
  readonly difference: number;
  /** `realised / expected`; NaN where none were expected and none came. */
  readonly ratio: number;
  /** Standard deviation of the number of conversions, if the probabilities are right. */
  readonly standardError: number;
  /** Where the realised number lies in a share `confidence` of cases, if the probabilities are right; in [0, count]. */
  readonly interval: Interval;
}

/**
 * Expected conversions beside the realised ones: whether calibrated probabilities kept their promise in total, of a
 * month or a bucket.
 *
 *     expected = Σ w · p,   SE² = Σ w · p · (1 − p),   z = (realised − expected) / SE
 *
 * The variance is that of a sum of independent records with different probabilities (Poisson-binomial), which the
 * normal approximation takes from a standard error of about 3 on. Records that win or lose together, such as the leads
 * of one account, vary more. A total can be right while the low promise too little and the high too much:
 * {@link expectedCalibrationError} looks at that. O(n).
 *
 * @param outcomes - 1 or true for an event, 0 or false for a non-event
 * @param probabilities - of the event, in [0, 1]
 * @param options - `confidence`, and `weights`: one number ≥ 0 per record, counted as repeated records
 * @returns numbers of conversions and the test. With a standard error of 0, z is 0 if the total is right and infinite
 *   if not
 * @throws SalienceError `invalid_argument` for a wrong value, with its position; `invalid_data` for no
 *   records
 *
 * @example
 * ```ts
 * import { expectedConversion } from "salience";
 * const result = expectedConversion([1, 0, 1, 0], [0.9, 0.2, 0.6, 0.3]);
 * [result.expected, result.realised, result.z]; // ≈ [2, 2, 0]
 * result.interval; // ≈ { low: 0.3602, high: 3.6398 }
 * ```
 */
export function expectedConversion(
  outcomes: ArrayLike<number | boolean>,
  probabilities: ArrayLike<number>,
  options: ExpectedConversionOptions = {},
): ExpectedConversion {
  const caller = "expectedConversion";
  const sample = readSample(caller, outcomes, probabilities, options, PROBABILITIES, ["confidence"]);
  const width = zOf(caller, options.confidence);
  const { outcomes: flags, scores, weights } = sample;
  const chances = new Float64Array(scores.length);
  const variances = new Float64Array(scores.length);
  for (let i = 0; i < scores.length; i++) {
    const chance = scores[i] as number;
    const weight = weights === null ? 1 : (weights[i] as number);
    chances[i] = weight * chance;
    variances[i] = weight * chance * (1 - chance);
  }
  const { events: realised, nonEvents } = totals(flags, weights);
  const count = realised + nonEvents;
  const expected = sum(chances);
  const standardError = Math.sqrt(sum(variances));
  const difference = realised - expected;
  const half = width * standardError;
  return {
    count,
    expected,
    realised,
    difference,
    ratio: realised / expected,
    standardError,
    ...normalTest(difference, standardError),
    interval: { low: Math.max(0, expected - half), high: Math.min(count, expected + half) },
  };
}
