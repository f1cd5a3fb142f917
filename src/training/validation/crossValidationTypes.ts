import type { RejectedRecord } from "../../features/rejectedRecord";
import type { AdditiveModel } from "../../models/types";
import type { TrainingOptions } from "../data/readTraining";
import type { ModelPerformance } from "./performance";

/** How records are divided: the past against the future, at random, or with the records of a group together. */
export type ValidationScheme = "time" | "stratified" | "grouped";

/** Options of {@link crossValidate}. */
export interface CrossValidateOptions<Row> extends TrainingOptions<Row> {
  /** Learns a model: `fitLogistic`, `fitNaiveBayes` and the like, or a function around them. */
  readonly fit: (rows: readonly Row[], options: TrainingOptions<Row>) => { readonly model: AdditiveModel };
  /** `time` by default where `asOf` is a function, else `grouped` where `group` is given, else `stratified`. */
  readonly scheme?: ValidationScheme;
  /** The group of a record, usually its account; needed for `grouped`. */
  readonly group?: (row: Row) => string | number;
  /** 5 by default, at least 2. */
  readonly folds?: number;
  /** Of the division at random, a whole number ≥ 0; 1 by default. */
  readonly seed?: number;
  /** Days before each test period that nothing is learned from, so that outcomes have time to become known; 0 by default. */
  readonly gapDays?: number;
  /** Confidence level of the intervals, 0.95 by default. */
  readonly confidence?: number;
}

/** What {@link crossValidate} found. */
export interface CrossValidation {
  /** The division that was asked for. */
  readonly run: ValidationRun;
  /**
   * The division by time, which is how a model is used: wherever records have dates, it is here whatever was asked
   * for, and the figure to believe. The same object as `run` for the scheme `time`; null without dates.
   */
  readonly timeSplit: ValidationRun | null;
  /** One sentence that names both. */
  readonly summary: string;
  /** Records that could not be read, by position. */
  readonly rejected: readonly RejectedRecord[];
  /** Positions of records that are still open. */
  readonly open: readonly number[];
}

/** One part of a validation. */
export interface ValidationFold extends ModelPerformance {
  /** Records that the model was learned from, and the events among them. */
  readonly trainRecords: number;
  readonly trainEvents: number;
  /** Records of the part without a score: disqualified, or with too little data. */
  readonly unscored: number;
  /** First and last instant of the part as ISO text, or null without dates. */
  readonly from: string | null;
  readonly to: string | null;
}

/** One way of dividing the records, and what came of it. */
export interface ValidationRun {
  readonly scheme: ValidationScheme;
  readonly folds: readonly ValidationFold[];
  /** The measures over the scores of all parts together. */
  readonly pooled: ModelPerformance;
  /** The score of each record given, by a model that had not seen it; NaN where there is none. */
  readonly scores: Float64Array;
  /** The probability of each record given; NaN where there is none. */
  readonly probabilities: Float64Array;
  /** The part that each record given was tested in, from 0, or −1. */
  readonly fold: Int32Array;
  /** Parts that could not be learned from or tested, and why. */
  readonly skipped: readonly { readonly records: number; readonly reason: string }[];
}
