import { checkNumber, checkOptions, checkSeed, checkWhole, reject } from "../../core/checks";
import type { FeatureSet } from "../../features/featureSet";
import { checkFloors } from "../data/checkFloors";
import { CONTROL_NAMES, checkControl, type FitControl } from "../data/fitControl";

/** Which way a shape may go. */
export type MonotoneDirection = "increasing" | "decreasing";

/** How far a fit has come. */
export interface BoostedProgress {
  /** `shapes` of single features first, then single `values` that stand out, then `pairs` of features. */
  readonly stage: "shapes" | "values" | "pairs";
  /** Rounds done in this stage. */
  readonly rounds: number;
  /** The log loss out of fold now. */
  readonly logLoss: number;
}

/** How `fitBoosted` learns, whatever it learns from. */
export interface BoostedSettings extends FitControl<BoostedProgress> {
  /** Decides the folds: an integer in [0, 2³²), 1 by default. */
  readonly seed?: number;
  /** Shapes that may only rise or only fall, by feature: numbers, flags and ordinals; missing values are free. */
  readonly monotone?: Readonly<Record<string, MonotoneDirection>>;
  /**
   * How smooth the shapes of numbers are, at least 0: swings up to 0.02 · smoothness in log-odds are ironed out, and at
   * most 12 / smoothness turning points are left. 1 by default; 0 leaves shapes as they were learned.
   */
  readonly smoothness?: number;
  /** The most pairs of features that may act together: 20 by default, 0 for none; one bag alone cannot look for any. */
  readonly pairs?: number;
  /** How many fits are averaged, each of which leaves one fold out: 1 to 32, 8 by default. */
  readonly bags?: number;
  /** The most rounds of a stage: 1,000 by default. Early stopping mostly ends it before. */
  readonly rounds?: number;
  /**
   * The part of a Newton step that the first round takes, in (0, 1]: 0.05, or 0.1 for 100,000 values and more. It grows
   * by as much every 50 rounds, up to a whole step.
   */
  readonly rate?: number;
  /** Share of the features that must have a value for a score, 0.2 by default. */
  readonly coverageFloor?: number;
  /** Share of the features below which a score is of low confidence, 0.5 by default. */
  readonly lowConfidenceBelow?: number;
}

/** Settings with every default in place. */
export type CheckedSettings = Required<
  Omit<BoostedSettings, "rate" | "onProgress" | "signal" | "monotone">
> & {
  readonly rate: number | null;
  readonly directions: ReadonlyMap<string, 1 | -1>;
  /** Reports progress, and throws where the fit was aborted. */
  readonly proceed: (progress: BoostedProgress) => void;
};

/** Names of the settings. */
export const SETTING_NAMES: readonly string[] = [
  "seed",
  "monotone",
  "smoothness",
  "pairs",
  "bags",
  "rounds",
  "rate",
  "coverageFloor",
  "lowConfidenceBelow",
  ...CONTROL_NAMES,
];

const CALLER = "fitBoosted";

/**
 * Checks the settings and fills in defaults.
 *
 * @param options - as given
 * @param features - the feature set
 * @returns the settings
 * @throws SalienceError `invalid_argument`
 */
export function checkSettings<Row>(options: BoostedSettings, features: FeatureSet<Row>): CheckedSettings {
  const { seed = 1, smoothness = 1, bags = 8, rounds = 1000, rate = null } = options;
  const { pairs = bags === 1 ? 0 : 20 } = options;
  checkSeed(CALLER, seed);
  checkNumber(CALLER, "smoothness", smoothness, 0);
  checkWhole(CALLER, "pairs", pairs, 0, 1000);
  checkWhole(CALLER, "bags", bags, 1, 32);
  if (bags === 1 && pairs > 0)
    reject(CALLER, "pairs 0 where bags is 1, since a fit needs others to judge pairs", pairs);
  checkWhole(CALLER, "rounds", rounds, 1, 1_000_000);
  if (rate !== null && !(typeof rate === "number" && rate > 0 && rate <= 1))
    reject(CALLER, "rate in (0, 1]", rate);
  const floors = checkFloors(CALLER, options);
  const directions = checkMonotone(options.monotone ?? {}, features);
  const proceed = checkControl(CALLER, options);
  return { seed, smoothness, pairs, bags, rounds, rate, directions, proceed, ...floors };
}

function checkMonotone<Row>(
  monotone: Readonly<Record<string, MonotoneDirection>>,
  features: FeatureSet<Row>,
): ReadonlyMap<string, 1 | -1> {
  const ordered = features.names.filter((name) => features.features[name]?.type !== "category");
  checkOptions(CALLER, "monotone", monotone, ordered);
  return new Map(
    Object.entries(monotone).map(([name, direction]) => {
      if (direction === "increasing") return [name, 1];
      if (direction === "decreasing") return [name, -1];
      return reject(CALLER, `monotone.${name} to be "increasing" or "decreasing"`, direction);
    }),
  );
}
