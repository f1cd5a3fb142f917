/** A row of the table that `Scorecard.table` gives; other columns may be there and are not read. */
export interface OptBinningRow {
  readonly Variable: string;
  /** An interval such as `[1.50, 3.00)`, a list of categories, `Special`, `Missing`, or the name of special codes. */
  readonly Bin: string | readonly (string | number | boolean)[];
  /** The points of the bin. */
  readonly Points?: number;
  /** The coefficient of the variable, the same in all of its rows. */
  readonly Coefficient?: number;
  /** ln(share of non-events / share of events): the sign that optbinning uses. */
  readonly WoE?: number;
  /** Records of the bin. */
  readonly Count?: number;
}

/** The codes of a variable that stand for special values: a list, or lists by the name of the row. */
export type SpecialCodes =
  | readonly (string | number)[]
  | Readonly<Record<string, readonly (string | number)[]>>;

/** A scorecard of optbinning as JSON: see {@link fromOptBinning} for the Python that dumps it. */
export interface OptBinningScorecard {
  /** The rows, those of a variable together. */
  readonly table: readonly OptBinningRow[];
  /** `points`: the score is what `scorecard.score` gives; `woe`: it is the probability of `predict_proba`. */
  readonly values: "points" | "woe";
  /** With `points`, `scorecard.intercept_`, 0 by default; with `woe`, `scorecard.estimator_.intercept_[0]`, needed. */
  readonly intercept?: number;
  /** What `fit` was given as `metric_missing`: needed with `woe`, not allowed with `points`. */
  readonly metricMissing?: number | "empirical";
  /** What `fit` was given as `metric_special`: needed with `woe`, not allowed with `points`. */
  readonly metricSpecial?: number | "empirical";
  /** With `woe`, the weight of evidence of a category that is in no bin, 0 by default. */
  readonly metricUnknown?: number;
  /** The exact splits of number variables; without them the bounds are the rounded ones of the table. */
  readonly splits?: Readonly<Record<string, readonly number[]>>;
  /** The special codes of variables. */
  readonly specialCodes?: Readonly<Record<string, SpecialCodes>>;
}

/** An interval of numbers, closed below, with what it contributes. */
export interface BinInterval {
  readonly from: number;
  readonly to: number;
  /** The digits after the point that its bounds are written with. */
  readonly digits: number;
  readonly value: number;
}
