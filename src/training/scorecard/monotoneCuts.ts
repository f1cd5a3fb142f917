import { checkOptions, reject } from "../../core/checks";
import { checkValues } from "../../core/numeric";
import { readNumbers } from "../../core/readNumbers";
import type { Outcome } from "../data/readTraining";
import { contextOf } from "./binFeatures";
import { binNumbers } from "./binNumbers";
import type { BinTrend } from "./mergeBins";
import { checkBinning } from "./settings";

/** Options of {@link monotoneCuts}. */
export interface MonotoneCutsOptions {
  /** How the event rate goes from bin to bin: `auto`, the default, for what keeps more information. */
  readonly trend?: BinTrend | "auto";
  /** Most bins: 6 by default. */
  readonly maximumBins?: number;
  /** Smallest share of the records in a bin: 0.05 by default. */
  readonly minimumBinShare?: number;
  /** Fine bins of about equal count that the bins are merged from: 20 by default. */
  readonly preBins?: number;
  /** One number ≥ 0 per record: how many records it counts for. */
  readonly weights?: ArrayLike<number>;
}

const CALLER = "monotoneCuts";

/**
 * Cuts between which the event rate only rises, or only falls: fine bins of about equal count are merged where they
 * violate the trend (pooled adjacent violators), where they have too few records, and then where merging loses the
 * least information (log-likelihood of the event rates), until at most `maximumBins` are left and every boundary gains
 * more than chance gives on average. A bin also holds as many records as let 5 events and 5 non-events be expected.
 * The cuts are those that `fitScorecard` finds, for `countsFromRecords` and `weightOfEvidence`. O(n log n).
 *
 * @param values - numbers; NaN, a missing value, has no part in a bin, but in the shares
 * @param outcomes - one per value: true or 1 for an event, false or 0 for a non-event, null for a record to leave out
 * @param options - `trend`, `maximumBins`, `minimumBinShare`, `preBins`, `weights`
 * @returns increasing cuts, none where no boundary is left. A value equal to a cut goes up
 * @throws SalienceError `invalid_argument`; `invalid_data` without both events and non-events
 *
 * Source: pooling after M. Ayer, H. D. Brunk, G. M. Ewing, W. T. Reid and E. Silverman, An Empirical Distribution
 * Function for Sampling with Incomplete Information, Annals of Mathematical Statistics 26 (1955).
 *
 * @example
 * ```ts
 * import { monotoneCuts } from "salience";
 * const visits = Array.from({ length: 300 }, (_, i) => i % 10);
 * const won = visits.map((count, i) => (i % 7 < 2 ? count < 4 : count >= 4)); // more visits, more deals
 * monotoneCuts(visits, won); // => [4]
 * ```
 */
export function monotoneCuts(
  values: ArrayLike<number>,
  outcomes: ArrayLike<Outcome>,
  options: MonotoneCutsOptions = {},
): number[] {
  const names = ["trend", "maximumBins", "minimumBinShare", "preBins", "weights"];
  checkOptions(CALLER, "options", options, names);
  const { trend = "auto", weights } = options;
  if (!["auto", "increasing", "decreasing", "none"].includes(trend)) {
    reject(CALLER, "trend to be auto, increasing, decreasing, none", trend);
  }
  const binning = checkBinning(CALLER, options);
  checkValues(CALLER, values);
  const like = { name: "values", length: values.length };
  if (outcomes?.length !== like.length) {
    reject(CALLER, `outcomes of length ${like.length}, as values`, outcomes?.length);
  }
  const known =
    weights === undefined ? null : readNumbers(CALLER, { name: "weights", low: 0 }, weights, like);
  const used: number[] = [];
  const classes = Uint8Array.from(outcomes, (outcome, i) => {
    if (outcome !== null && outcome !== undefined && known?.[i] !== 0) used.push(i);
    return classOf(outcome, i);
  });
  const data = {
    outcomes: Uint8Array.from(used, (i) => classes[i] as number),
    weights: Float64Array.from(used, (i) => known?.[i] ?? 1),
  };
  if (!data.outcomes.includes(1) || !data.outcomes.includes(0)) {
    reject(CALLER, "both events and non-events among the outcomes", outcomes, "invalid_data");
  }
  const numbers = Float64Array.from(used, (i) => values[i] as number);
  const wanted = { trend, fine: null, fixed: false, special: [], levels: null };
  const { cells } = binNumbers(CALLER, "values", numbers, wanted, contextOf(data, binning));
  return [...(cells?.cuts ?? [])];
}

function classOf(outcome: unknown, i: number): 0 | 1 {
  if (outcome === 1 || outcome === true) return 1;
  if (outcome === 0 || outcome === false || outcome === null || outcome === undefined) return 0;
  return reject(CALLER, `outcomes[${i}] to be a boolean, 0, 1 or null`, outcome);
}
