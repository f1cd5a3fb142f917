import type { LearnedBin } from "../../core/bin";
import type { AdditiveModel } from "../../models/types";
import type { BinCounts, CutsByFeature } from "../counts/counts";
import type { FitReport, FitWarning } from "../data/fitReport";
import type { Coefficient } from "../logistic/coefficientTable";
import type { BinTrend } from "./mergeBins";

/** One line of a scorecard. Events and non-events are counted by weight. */
export interface ScorecardBin extends BinCounts {
  readonly bin: LearnedBin;
  /** Share of all records, in [0, 1]. */
  readonly share: number;
  /** events / records, in [0, 1]; NaN without records. */
  readonly eventRate: number;
  /** ln(share of events / share of non-events); 0 without records. */
  readonly weightOfEvidence: number;
  /** The part of the information value that comes from the bin. */
  readonly informationValue: number;
  /** What a record in the bin gets, as it is scored. */
  readonly points: number;
  /**
   * Whether the bin has too few records, or none, to say anything: its points are then those of a weight of evidence
   * of 0.
   */
  readonly neutral: boolean;
}

/** One feature of a scorecard. */
export interface ScorecardFeature {
  /** The name of the feature. */
  readonly name: string;
  readonly label: string;
  /** How the event rate goes along the bins of a number or an ordinal feature; null for others. */
  readonly trend: BinTrend | null;
  /** Σ over the bins: 0 where the feature says nothing. */
  readonly informationValue: number;
  /** The information value of the bins, as a share of that of the finer bins they were merged from, in [0, 1]. */
  readonly informationRetained: number;
  /** What the weight of evidence is multiplied by; 1 where the feature stands alone, below 0 is a wrong sign. */
  readonly coefficient: number;
  /** In order: numbers or levels, special codes, missing values. */
  readonly bins: readonly ScorecardBin[];
}

/** What a warning of a scorecard is about. */
export type ScorecardCode =
  | "separation"
  | "not_converged"
  | "suspicious"
  | "wrong_sign"
  | "amplified"
  | "collinear"
  | "trend_costs"
  | "few_records"
  | "rare_levels"
  | "rounding"
  | "left_out"
  | "rejected_records"
  | "unknown_field";

/** Something to know before using a scorecard. */
export type ScorecardWarning = FitWarning<ScorecardCode>;

/** How points and log-odds belong together: points = offset + factor · log-odds. */
export interface ScorecardScale {
  /** Points at which the odds are `odds`. */
  readonly points: number;
  /** Events per non-event. */
  readonly odds: number;
  /** So many points more double the odds. */
  readonly pointsToDoubleOdds: number;
  /** pointsToDoubleOdds / ln 2. */
  readonly factor: number;
  /** points − factor · ln(odds): the points of even odds. */
  readonly offset: number;
  /** What every record starts with, as it is scored. */
  readonly basePoints: number;
}

/** What rounding the points did, on the training records. */
export interface ScorecardRounding {
  /** Decimals of the points, or null where they are not rounded. */
  readonly decimals: number | null;
  /** ROC AUC before and after. */
  readonly aucBefore: number;
  readonly aucAfter: number;
  /** The largest change of a record's probability. */
  readonly largestProbabilityChange: number;
}

/** How a fit went, and the card itself. */
export interface ScorecardReport extends FitReport<ScorecardCode> {
  readonly scale: ScorecardScale;
  /** The features of the card, the most informative first. */
  readonly features: readonly ScorecardFeature[];
  /** The features that are not in the card, with the reason and their information value. */
  readonly leftOut: readonly {
    readonly name: string;
    readonly reason: string;
    readonly informationValue: number;
  }[];
  /** The cuts of the numbers in the card: what `countsFromRecords` needs to count the same bins later. */
  readonly cuts: CutsByFeature;
  /** The logistic regression on the weights of evidence. */
  readonly coefficients: readonly Coefficient[];
  readonly rounding: ScorecardRounding;
}

/** A scorecard and how its fit went. */
export interface ScorecardFit {
  readonly model: AdditiveModel;
  readonly report: ScorecardReport;
}
