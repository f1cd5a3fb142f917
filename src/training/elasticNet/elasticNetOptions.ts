import { checkNumber, checkOneOf, checkSeed, checkWhole, reject } from "../../core/checks";
import { checkFeatureSet } from "../../features/checkFeatureSet";
import type { FeatureSet } from "../../features/featureSet";
import { checkFloors } from "../data/checkFloors";
import { countPasses, type FitControl } from "../data/fitControl";
import { checkShapes } from "../logistic/designShapes";
import type { NumberShapes } from "../logistic/designTypes";

/** How `fitElasticNet` learns, whatever it learns from. */
export interface ElasticNetSettings extends FitControl {
  /** The share of the absolute penalty (glmnet's alpha), in [0, 1]: 1 for the lasso, 0 for ridge; 0.5 by default. */
  readonly l1Ratio?: number;
  /** How many strengths to try, 100 by default, or the strengths themselves, decreasing. */
  readonly lambdas?: number | readonly number[];
  /** Decides which fold a record is in, an integer in [0, 2³²); 1 by default. */
  readonly seed?: number;
  /**
   * Which strength: the one of `minimum` cross-validated deviance (default), or the strongest within `oneStandardError`
   * of it, which has fewer features.
   */
  readonly choice?: "minimum" | "oneStandardError";
  /** Number features that enter as straight lines between knots or as bins, by name. */
  readonly shapes?: NumberShapes;
  /** Levels, and missing values, with fewer records share a column: 10 by default, 1 for no pooling. */
  readonly minimumLevelCount?: number;
  /** Share of the features that must have a value for a score, 0.2 by default. */
  readonly coverageFloor?: number;
  /** Share of the features below which a score is of low confidence, 0.5 by default. */
  readonly lowConfidenceBelow?: number;
}

/** Checked settings, with defaults. */
export interface CheckedElasticNet extends Required<Omit<ElasticNetSettings, keyof FitControl>> {
  /** Counts a reading of the records: reports progress, and throws where the fit was aborted. */
  readonly proceed: () => void;
}

const CALLER = "fitElasticNet";
const MOST_LAMBDAS = 1000;
const MOST_FOLDS = 100;

/**
 * Checks settings and fills in defaults.
 *
 * @param features - the feature set
 * @param options - what was given
 * @returns the settings
 * @throws SalienceError `invalid_argument`
 */
export function checkElasticNetSettings<Row>(
  features: FeatureSet<Row>,
  options: ElasticNetSettings,
): CheckedElasticNet {
  const { l1Ratio = 0.5, lambdas = 100, seed = 1, choice = "minimum", minimumLevelCount = 10 } = options;
  checkNumber(CALLER, "l1Ratio", l1Ratio, 0, 1);
  if (Array.isArray(lambdas)) checkLambdas(lambdas);
  else checkWhole(CALLER, "lambdas", lambdas, 2, MOST_LAMBDAS);
  checkSeed(CALLER, seed);
  checkOneOf(CALLER, "choice", choice, ["minimum", "oneStandardError"]);
  checkNumber(CALLER, "minimumLevelCount", minimumLevelCount, 1);
  const floors = checkFloors(CALLER, options);
  checkFeatureSet(CALLER, features);
  const shapes = checkShapes(CALLER, features, options.shapes);
  const proceed = countPasses(CALLER, options);
  return { l1Ratio, lambdas, seed, choice, shapes, proceed, minimumLevelCount, ...floors };
}

function checkLambdas(lambdas: readonly unknown[]): void {
  if (lambdas.length === 0 || lambdas.length > MOST_LAMBDAS)
    reject(CALLER, `1 to ${MOST_LAMBDAS} lambdas`, lambdas.length);
  lambdas.forEach((lambda, k) => {
    checkNumber(CALLER, `lambdas[${k}]`, lambda);
    if (!((lambda as number) > 0)) reject(CALLER, `lambdas[${k}] above 0`, lambda);
    if (k > 0 && !((lambda as number) < (lambdas[k - 1] as number)))
      reject(CALLER, "lambdas to decrease", lambda);
  });
}

/** Checks a number of folds against the outcomes: the records outside of each must have both. */
export function checkFoldCount(folds: unknown, outcomes: Uint8Array): number {
  const usual = Math.min(10, Math.max(3, outcomes.length));
  const count = checkWhole(CALLER, "folds", folds ?? usual, 2, MOST_FOLDS);
  const events = outcomes.reduce((total, outcome) => total + outcome, 0);
  const fewer = Math.min(events, outcomes.length - events);
  if (fewer < 2) {
    const rarer = events < 2 ? "event" : "non-event";
    reject(CALLER, "at least 2 events and 2 non-events to cross-validate", `1 ${rarer}`, "invalid_data");
  }
  return count;
}
