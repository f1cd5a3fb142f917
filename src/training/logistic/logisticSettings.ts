import { checkConfidence, checkNumber, reject } from "../../core/checks";
import { checkFeatureSet } from "../../features/checkFeatureSet";
import type { FeatureSet } from "../../features/featureSet";
import { checkFloors } from "../data/checkFloors";
import { checkPenalty } from "../data/checkPenalty";
import { countPasses, type FitControl } from "../data/fitControl";
import { checkShapes } from "./designShapes";
import type { NumberShapes } from "./designTypes";

/** How `fitLogistic` learns, whatever it learns from. */
export interface LogisticSettings extends FitControl {
  /**
   * The strength of the L2 penalty (1 by default); `"firth"` for Jeffreys' prior, whose estimates exist under separation
   * and are nearly unbiased with few events; or `"none"` for maximum likelihood.
   */
  readonly penalty?: { readonly l2: number } | "firth" | "none";
  /** Number features that enter as straight lines between knots or as bins, by name; others are one straight line. */
  readonly shapes?: NumberShapes;
  /** A number feature of the set whose value is added to the log-odds as it is, with coefficient 1. */
  readonly offset?: string;
  /** Levels, and missing values, with fewer records share a column: 10 by default, 1 for no pooling. */
  readonly minimumLevelCount?: number;
  /** Confidence level of the intervals, 0.95 by default. */
  readonly confidence?: number;
  /** Share of the features that must have a value for a score, 0.2 by default. */
  readonly coverageFloor?: number;
  /** Share of the features below which a score is of low confidence, 0.5 by default. */
  readonly lowConfidenceBelow?: number;
}

/**
 * Where standard errors come from:
 *
 * - `model`: the second derivative, right where the model is; with Wald's tests and intervals
 * - `robust`: the sandwich of White, which does not need the model to be right (HC1: times n / (n − k))
 * - `clusters`: the sandwich over groups of records that belong together, such as those of an account
 * - `profile`: tests and intervals from the likelihood's profile, for `penalty: "firth"`, where it is the default
 *   up to 300,000 records × columns²
 */
export type StandardErrors<Clusters> = "model" | "robust" | "profile" | { readonly clusters: Clusters };

/** Checked settings, with defaults. */
export interface CheckedSettings
  extends Required<Omit<LogisticSettings, "penalty" | "offset" | keyof FitControl>> {
  /** Counts a reading of the records: reports progress, and throws where the fit was aborted. */
  readonly proceed: () => void;
  readonly firth: boolean;
  /** 0 for none. */
  readonly l2: number;
  readonly offset: string | null;
}

/**
 * Checks settings and fills in defaults.
 *
 * @param features - the feature set
 * @param options - what was given
 * @returns the settings
 * @throws SalienceError `invalid_argument`
 */
export function checkLogisticSettings<Row>(
  features: FeatureSet<Row>,
  options: LogisticSettings,
): CheckedSettings {
  const caller = "fitLogistic";
  const { penalty, minimumLevelCount = 10, confidence = 0.95, offset = null } = options;
  const firth = penalty === "firth";
  if (typeof penalty === "string" && penalty !== "none" && !firth) {
    reject(caller, 'penalty "none", "firth" or { l2: number }', penalty);
  }
  const l2 = penalty === "firth" ? 0 : checkPenalty(caller, penalty);
  checkNumber(caller, "minimumLevelCount", minimumLevelCount, 1);
  checkConfidence(caller, confidence);
  const floors = checkFloors(caller, options);
  checkFeatureSet(caller, features);
  const shapes = checkShapes(caller, features, options.shapes);
  if (offset !== null) {
    const type = features.names.includes(offset) ? features.features[offset]?.type : undefined;
    const isNumber = type !== undefined && type !== "category";
    if (!isNumber || Object.hasOwn(shapes, offset))
      reject(caller, "offset to be the name of a number feature, without a shape", offset);
  }
  const proceed = countPasses(caller, options);
  return { firth, l2, shapes, offset, proceed, minimumLevelCount, confidence, ...floors };
}
