import type { AdditiveModel } from "../../models/types";
import type { FitControl } from "../data/fitControl";
import type { FitReport } from "../data/fitReport";
import type { TableTrainingOptions, TrainingOptions } from "../data/readTraining";
import type { Coefficient } from "../logistic/coefficientTable";
import type { NumberShapes } from "../logistic/designTypes";
import type { LinearCode } from "../logistic/fitReport";
import type { BetweenSegments } from "./betweenSegments";

/** How {@link fitPooled} learns, whatever it learns from. */
export interface PooledSettings extends FitControl {
  /** The category feature whose levels are the segments, such as the industry, the region or the account. */
  readonly segment: string;
  /** The strength of the L2 penalty on the other features (1 by default), or none for maximum likelihood. */
  readonly penalty?: { readonly l2: number } | "none";
  /** Number features that enter as straight lines between knots or as bins, by name. */
  readonly shapes?: NumberShapes;
  /** Levels of other features, and missing values, with fewer records share a column: 10 by default. */
  readonly minimumLevelCount?: number;
  /** Confidence level of the intervals, 0.95 by default. */
  readonly confidence?: number;
  /** Share of the features that must have a value for a score, 0.2 by default. */
  readonly coverageFloor?: number;
  /** Share of the features below which a score is of low confidence, 0.5 by default. */
  readonly lowConfidenceBelow?: number;
}

/** Options of {@link fitPooled} for records. */
export interface FitPooledOptions<Row> extends TrainingOptions<Row>, PooledSettings {}

/** Options of {@link fitPooled} for a table. */
export interface FitPooledTableOptions<Row> extends TableTrainingOptions<Row>, PooledSettings {}

/** What was learned of a segment. */
export interface SegmentEffect {
  /** The level, or null for the records without one. */
  readonly segment: string | null;
  /** Records of it, by weight. */
  readonly records: number;
  /** Events among them, by weight. */
  readonly events: number;
  /** events / records. */
  readonly rate: number;
  /** The rate that the other features let expect, as in the average segment. */
  readonly expectedRate: number;
  /** The rate that the model gives its records: between the two. */
  readonly pooledRate: number;
  /** What is added to the log-odds of its records. */
  readonly effect: number;
  /** Standard deviation of the effect, given the records. */
  readonly standardError: number;
  /** How far it is drawn to 0, in (0, 1]: 1 / (1 + σ²·d) with d the information of its own records. */
  readonly shrinkage: number;
}

/** How a fit went. */
export interface PooledReport extends FitReport<LinearCode> {
  /** How much segments differ in log-odds. */
  readonly between: BetweenSegments;
  /** In sorted order; records without a segment come first. */
  readonly segments: readonly SegmentEffect[];
  /** Of the other features, with the intercept of the average segment. */
  readonly coefficients: readonly Coefficient[];
  /** Laplace's approximation to the log-likelihood, with the effects integrated out. */
  readonly logLikelihood: number;
  /** The log-likelihood without segment effects. */
  readonly logLikelihoodWithoutSegments: number;
  readonly converged: boolean;
}

/** A model and how its fit went. */
export interface PooledFit {
  readonly model: AdditiveModel;
  readonly report: PooledReport;
}

/** Checked settings, with defaults. */
export interface CheckedPooledSettings extends Required<Omit<PooledSettings, "penalty" | keyof FitControl>> {
  /** Counts a reading of the records: reports progress, and throws where the fit was aborted. */
  readonly proceed: () => void;
  /** 0 for none. */
  readonly l2: number;
}
