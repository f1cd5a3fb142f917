import { checkOneOf, checkOptions, checkSeed, checkWhole, reject } from "../core/checks";
import type { Interval } from "../core/intervals";
import { seededRandom } from "../core/random";
import { checkColumn, readNumbers } from "../core/readNumbers";
import { quantileSorted, sortedNumbers, standardDeviation } from "../core/statistics";
import { acceleration, correctedLevels } from "./bootstrapCorrection";
import { drawUnits, resampledUnits } from "./bootstrapUnits";
import { type ConfidenceOptions, zOf } from "./confidence";
import type { GroupLabel } from "./groupRows";

/** Options of {@link bootstrapInterval}. */
export interface BootstrapOptions extends ConfidenceOptions {
  /** The seed of the random source, an integer in [0, 2³²), 1 by default: the same seed gives the same interval. */
  readonly seed?: number;
  /** How often records are drawn, at least 100, 1,000 by default. The time grows with it. */
  readonly repeats?: number;
  /**
   * `"percentile"`, the default, takes quantiles of the repeats. `"bca"` also corrects them for bias and skewness,
   * for up to 200 more evaluations.
   */
  readonly method?: "percentile" | "bca";
  /** One label per record: records are drawn within each stratum, so that its size stays, such as the outcomes. */
  readonly strata?: ArrayLike<GroupLabel>;
  /** One label per record: whole clusters are drawn, such as all leads of an account. Not together with strata. */
  readonly clusters?: ArrayLike<GroupLabel>;
}

/** A statistic, how much it varies, and its bootstrap interval. */
export interface BootstrapInterval {
  /** The statistic of the records themselves. */
  readonly value: number;
  /** Standard deviation of the repeats. */
  readonly standardError: number;
  /** The interval; NaN ends where it has no value. */
  readonly interval: Interval;
  /** Repeats in which the statistic had a value: the interval comes from these. */
  readonly repeats: number;
  /** Repeats in which it was NaN, such as an area under the ROC curve of a draw without events. */
  readonly undefinedRepeats: number;
}

/**
 * Bootstrap interval of any statistic of columns: the records are drawn anew with replacement many times, and the
 * spread of the statistic over the draws is its uncertainty.
 *
 *     percentile: the α/2 and 1 − α/2 quantiles of the repeats, α = 1 − confidence
 *     bca: the quantiles at Φ(z₀ + (z₀ + z) / (1 − a · (z₀ + z))) for z = ∓ the normal quantile,
 *          z₀ = Φ⁻¹(share of the repeats below the value), a from the jackknife
 *
 * with a = Σ d³ / (6 · (Σ d²)^(3/2)), d the mean of the jackknife values less each of them. The jackknife leaves out
 * one record or cluster at a time; above 200 of them, one of 200 random blocks. Deterministic: the seed decides.
 * With fewer than about 20 records or clusters the interval is too narrow, whatever the method. For an area under the
 * ROC curve {@link rocAucInterval} is faster. O(repeats · (n + time of the statistic)).
 *
 * @param statistic - takes one Float64Array per column, all of one length, and returns a number, NaN for no value; it
 *   may neither change the arrays nor keep them. Every metric of one or two columns can be passed as it is
 * @param columns - columns of finite numbers (true and false count as 1 and 0), one entry per record
 * @param options - `seed`, `repeats`, `confidence`, `method`, `strata`, `clusters`
 * @returns value and interval in the unit of the statistic; NaN ends if the statistic has no value, or in no repeat,
 *   and for `"bca"` where all repeats lie on one side of the value
 * @throws SalienceError `invalid_argument` for a wrong value, with its position; `invalid_data` for no records
 *
 * Source: B. Efron, Better Bootstrap Confidence Intervals, JASA 82 (1987); B. Efron and R. J. Tibshirani, An
 * Introduction to the Bootstrap (1993), chapters 13 and 14.
 *
 * @example
 * ```ts
 * import { averagePrecision, bootstrapInterval } from "salience";
 * const outcomes = Array.from({ length: 60 }, (_, i) => (i % 3 === 0 ? 1 : 0));
 * const scores = Array.from(outcomes, (outcome, i) => outcome + ((i * 7) % 20) / 10);
 * const result = bootstrapInterval(averagePrecision, [outcomes, scores], { seed: 7, strata: outcomes });
 * result.value === averagePrecision(outcomes, scores); // => true
 * result.interval.low < result.value && result.value < result.interval.high; // => true
 * result.repeats; // => 1000
 * ```
 */
export function bootstrapInterval<const C extends readonly ArrayLike<number | boolean>[]>(
  statistic: (...columns: { readonly [K in keyof C]: Float64Array }) => number,
  columns: C,
  options: BootstrapOptions = {},
): BootstrapInterval {
  const caller = "bootstrapInterval";
  checkOptions(caller, "options", options, ["seed", "repeats", "confidence", "method", "strata", "clusters"]);
  const { seed = 1, repeats = 1000, confidence = 0.95, method = "percentile" } = options;
  const z = zOf(caller, confidence);
  checkWhole(caller, "repeats", repeats, 100, 1e7);
  checkOneOf(caller, "method", method, ["percentile", "bca"]);
  checkSeed(caller, seed);
  if (typeof statistic !== "function") reject(caller, "statistic to be a function", statistic);
  const read = readColumns(caller, columns);
  const units = resampledUnits(caller, options, (read[0] as Float64Array).length);
  const evaluate = evaluator(caller, statistic as (...columns: Float64Array[]) => number, read);
  const random = seededRandom(seed);
  const value = evaluate(units.rows);
  const drawn = Float64Array.from({ length: repeats }, () => evaluate(drawUnits(units, random)));
  const sorted = sortedNumbers(drawn);
  const levels =
    method === "percentile"
      ? { low: (1 - confidence) / 2, high: 1 - (1 - confidence) / 2 }
      : correctedLevels(value, sorted, z, acceleration(evaluate, units, random));
  const quantile = (at: number) => (at >= 0 && at <= 1 ? quantileSorted(sorted, at) : Number.NaN);
  const isUndefined = Number.isNaN(value);
  return {
    value,
    standardError: isUndefined ? Number.NaN : standardDeviation(sorted),
    interval: isUndefined
      ? { low: Number.NaN, high: Number.NaN }
      : { low: quantile(levels.low), high: quantile(levels.high) },
    repeats: sorted.length,
    undefinedRepeats: repeats - sorted.length,
  };
}

function readColumns(caller: string, columns: readonly ArrayLike<number | boolean>[]): Float64Array[] {
  if (!Array.isArray(columns) || columns.length === 0) {
    reject(caller, "columns to be an array of at least one column", columns);
  }
  const [first] = columns as [ArrayLike<number | boolean>];
  const like = { name: "columns[0]", length: checkColumn(caller, "columns[0]", first).length };
  if (like.length === 0) reject(caller, "at least one record", 0, "invalid_data");
  return columns.map((column, c) => {
    checkColumn(caller, `columns[${c}]`, column);
    const isPlain = Array.isArray(column) && column.includes(true as never);
    const numbers =
      isPlain || (Array.isArray(column) && column.includes(false as never))
        ? column.map((entry) => (typeof entry === "boolean" ? Number(entry) : entry))
        : column;
    return readNumbers(caller, { name: `columns[${c}]` }, numbers as ArrayLike<number>, like);
  });
}

/** The statistic of given rows, through buffers that are filled anew each time. */
function evaluator(
  caller: string,
  statistic: (...columns: Float64Array[]) => number,
  columns: readonly Float64Array[],
): (rows: Uint32Array) => number {
  let buffers: Float64Array[] = [];
  return (rows) => {
    const { length } = rows;
    if ((buffers[0]?.length ?? -1) < length) buffers = columns.map(() => new Float64Array(length));
    columns.forEach((column, c) => {
      const buffer = buffers[c] as Float64Array;
      for (let i = 0; i < length; i++) buffer[i] = column[rows[i] as number] as number;
    });
    const value: unknown = statistic(...buffers.map((buffer) => buffer.subarray(0, length)));
    return typeof value === "number" ? value : reject(caller, "statistic to return a number", value);
  };
}
