import type { Bin } from "../core/bin";
import type { PopulationStability, ShiftVerdict } from "./populationStabilityIndex";

/** How many records of two samples lie in each bin of a feature, as `driftInputs` returns it. */
export interface DriftCounts {
  /** What each position stands for. */
  readonly bins: readonly Bin[];
  /** Records of the first sample in each bin. */
  readonly expected: ArrayLike<number>;
  /** Records of the second sample in each bin. */
  readonly actual: ArrayLike<number>;
}

/** Options of {@link driftReport}. */
export interface DriftReportOptions {
  /** The share of false alarms among the features called shifted that is accepted, in (0, 1), 0.01 by default. */
  readonly falseDiscoveryRate?: number;
}

/** The bin whose share of the records changed most. */
export interface ShareChange {
  readonly bin: Bin;
  /** Its share of the first sample, in [0, 1]. */
  readonly expectedShare: number;
  /** Its share of the second sample, in [0, 1]. */
  readonly actualShare: number;
}

/** How one feature has moved. */
export interface FeatureDrift {
  readonly feature: string;
  /** Whether the shift is beyond chance, among all features that were looked at. */
  readonly verdict: ShiftVerdict;
  /** Its index, customary word and threshold, looked at alone with a confidence of 1 − falseDiscoveryRate. */
  readonly stability: PopulationStability;
  /** Benjamini and Hochberg's adjusted p-value; NaN without enough data. */
  readonly adjustedP: number;
  /** The bin that changed most. */
  readonly largestChange: ShareChange;
  /** All of it in words. */
  readonly sentence: string;
}

/** The drift of all features. */
export interface DriftReport {
  /** One entry per feature, the clearest shift first, those without enough data last. */
  readonly features: readonly FeatureDrift[];
  /** Names of the features that have shifted, in the same order. */
  readonly shifted: readonly string[];
  /** Number of features with enough data for a test. */
  readonly tested: number;
  /** The rate that the verdicts keep. */
  readonly falseDiscoveryRate: number;
}
