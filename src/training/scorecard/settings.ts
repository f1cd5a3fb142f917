import { checkNumber, checkOneOf, checkOptions, checkPositive, checkWhole, reject } from "../../core/checks";
import { asValue } from "../../features/asValue";
import { checkFeatureSet } from "../../features/checkFeatureSet";
import type { FeatureSet } from "../../features/featureSet";
import { isRejection } from "../../features/readers";
import type { Feature, FeatureType } from "../../features/types";
import type { CutsByFeature } from "../counts/counts";
import { checkCuts, checkReached } from "../counts/countsBins";
import { checkFloors } from "../data/checkFloors";
import { checkPenalty } from "../data/checkPenalty";
import { CONTROL_NAMES, countPasses, type FitControl } from "../data/fitControl";
import type { BinTrend } from "./mergeBins";
import type { PointsOptions } from "./points";

/** How {@link fitScorecard} learns, whatever it learns from. */
export interface ScorecardSettings extends FitControl {
  /** The scale: at `points` the odds (events per non-event) are `odds`, and so many points more double them. 500, 1 and 50 by default. */
  readonly points?: {
    readonly points: number;
    readonly odds: number;
    readonly pointsToDoubleOdds: number;
  };
  /** Decimals of the points: 0 by default; null for no rounding. */
  readonly decimals?: number | null;
  /**
   * What has 0 points: a value that says nothing (`average`, the default), or the lowest bin of each feature, so that
   * no bin has negative ones.
   */
  readonly zeroPoints?: "average" | "lowest";
  /** Most bins of a feature, special codes and missing values aside: 6 by default. */
  readonly maximumBins?: number;
  /** Smallest share of all records in a bin, special codes and missing values aside: 0.05 by default. */
  readonly minimumBinShare?: number;
  /** Fine bins of a number that its bins are merged from: 20 by default. */
  readonly preBins?: number;
  /** How the event rate goes along the bins of a number or an ordinal feature: `auto` by default. */
  readonly monotone?: Readonly<Record<string, BinTrend | "auto">>;
  /** Numbers or texts that are codes, such as `{ daysSinceContact: [999] }`: each has a bin of its own. */
  readonly special?: Readonly<Record<string, readonly (number | string)[]>>;
  /** Cuts of number features whose bins are given and stay as they are. */
  readonly cuts?: CutsByFeature;
  /** What stands for 0 among the counts of a bin: a number above 0, 0.5 by default. */
  readonly smoothing?: number;
  /** Features of less information value are left out: 0.001 by default; 0.02 is customary. */
  readonly minimumInformationValue?: number;
  /** The strength of the L2 penalty on standardised weights of evidence (1 by default), or none. */
  readonly penalty?: { readonly l2: number } | "none";
  /** Features whose coefficient is below 0, against their own evidence, are left out (`drop`, the default), or stay, with a warning (`keep`). */
  readonly wrongSigns?: "keep" | "drop";
  /** Share of the features that must have a value for a score, 0.2 by default. */
  readonly coverageFloor?: number;
  /** Share of the features below which a score is of low confidence, 0.5 by default. */
  readonly lowConfidenceBelow?: number;
}

/** The names of {@link ScorecardSettings}. */
export const SCORECARD_SETTINGS = [
  ...["points", "decimals", "zeroPoints", "maximumBins", "minimumBinShare", "preBins", "monotone", "special"],
  ...["cuts", "smoothing", "minimumInformationValue", "penalty", "wrongSigns"],
  ...["coverageFloor", "lowConfidenceBelow"],
  ...CONTROL_NAMES,
];

/** The settings with nothing left open. */
export interface CheckedSettings
  extends Required<
    Omit<ScorecardSettings, "points" | "penalty" | "decimals" | "zeroPoints" | keyof FitControl>
  > {
  readonly scale: PointsOptions;
  readonly l2: number;
  /** Counts a reading of the records, and throws where the fit was aborted. */
  readonly proceed: () => void;
}

const CALLER = "fitScorecard";
const TRENDS: readonly unknown[] = ["auto", "increasing", "decreasing", "none"];
const MOST_PRE_BINS = 1000;

/**
 * Checks the settings against the features.
 *
 * @param options - the settings
 * @param features - the feature set
 * @returns the settings with defaults
 * @throws SalienceError `invalid_argument`, `invalid_configuration` for a feature that is missing or of another type
 */
export function checkSettings<Row>(options: ScorecardSettings, features: FeatureSet<Row>): CheckedSettings {
  checkFeatureSet(CALLER, features);
  const { monotone = {}, special = {}, cuts = {}, wrongSigns = "drop" } = options;
  const { smoothing = 0.5, minimumInformationValue = 0.001 } = options;
  checkOneOf(CALLER, "wrongSigns", wrongSigns, ["keep", "drop"]);
  checkTrends(features, monotone);
  checkGivenCuts(features, cuts, monotone);
  return {
    scale: checkScale(options),
    ...checkBinning(CALLER, options),
    monotone,
    special: readSpecial(features, special),
    cuts,
    smoothing: checkPositive(CALLER, "smoothing", smoothing),
    minimumInformationValue: checkNumber(CALLER, "minimumInformationValue", minimumInformationValue, 0),
    l2: checkPenalty(CALLER, options.penalty),
    wrongSigns,
    ...checkFloors(CALLER, options),
    proceed: countPasses(CALLER, options),
  };
}

/** Checks how many bins there may be, and how small. */
export function checkBinning(
  caller: string,
  {
    maximumBins = 6,
    minimumBinShare = 0.05,
    preBins = 20,
  }: Pick<ScorecardSettings, "maximumBins" | "minimumBinShare" | "preBins">,
) {
  for (const [name, value] of Object.entries({ maximumBins, preBins })) {
    checkWhole(caller, name, value, 1, MOST_PRE_BINS);
  }
  checkNumber(caller, "minimumBinShare", minimumBinShare, 0, 1);
  return { maximumBins, minimumBinShare, preBins };
}

function checkScale(options: ScorecardSettings): PointsOptions {
  const { points = { points: 500, odds: 1, pointsToDoubleOdds: 50 } } = options;
  const { decimals = 0, zeroPoints = "average" } = options;
  checkOptions(CALLER, "points", points, ["points", "odds", "pointsToDoubleOdds"]);
  if (decimals !== null) checkWhole(CALLER, "decimals", decimals, 0, 10);
  checkOneOf(CALLER, "zeroPoints", zeroPoints, ["average", "lowest"]);
  return {
    points: checkNumber(CALLER, "points.points", points.points),
    odds: checkPositive(CALLER, "points.odds", points.odds),
    pointsToDoubleOdds: checkPositive(CALLER, "points.pointsToDoubleOdds", points.pointsToDoubleOdds),
    zeroPoints,
    decimals,
  };
}

/** Checks that keys name features of some types. */
function checkFeatures<Row>(
  features: FeatureSet<Row>,
  option: string,
  byName: unknown,
  types: readonly FeatureType[],
): [Feature<Row>, string][] {
  if (typeof byName !== "object" || byName === null || Array.isArray(byName)) {
    reject(CALLER, `${option} to be an object by feature name`, byName);
  }
  return Object.keys(byName).map((name) => {
    const feature = Object.hasOwn(features.features, name) ? features.features[name] : undefined;
    if (feature === undefined || !types.includes(feature.type)) {
      reject(CALLER, `${option} of features of type ${types.join(", ")}`, name, "invalid_configuration");
    }
    return [feature, name];
  });
}

function checkTrends<Row>(features: FeatureSet<Row>, monotone: Readonly<Record<string, unknown>>): void {
  for (const [, name] of checkFeatures(features, "monotone", monotone, ["number", "ordinal"])) {
    const trend = monotone[name];
    if (!TRENDS.includes(trend)) reject(CALLER, `monotone of "${name}" to be ${TRENDS.join(", ")}`, trend);
  }
}

function checkGivenCuts<Row>(features: FeatureSet<Row>, cuts: CutsByFeature, monotone: object): void {
  for (const [feature, name] of checkFeatures(features, "cuts", cuts, ["number"])) {
    checkCuts(CALLER, name, cuts[name]);
    checkReached(CALLER, name, feature, cuts[name] as readonly number[]);
    if (Object.hasOwn(monotone, name)) {
      const expected = `either cuts or monotone of "${name}": given bins are not merged`;
      reject(CALLER, expected, "both", "invalid_configuration");
    }
  }
}

/** Special codes as the features read them: a code that a feature makes another number or level of would not be met. */
function readSpecial<Row>(
  features: FeatureSet<Row>,
  special: Readonly<Record<string, readonly unknown[]>>,
): Readonly<Record<string, readonly (number | string)[]>> {
  const types = ["number", "ordinal", "category"] as const;
  const read = checkFeatures(features, "special", special, types).map(([feature, name]) => {
    const codes = special[name];
    if (!Array.isArray(codes) || codes.length === 0) {
      reject(CALLER, `special codes of "${name}" to be a list of different ones`, codes);
    }
    if (feature.transform !== null) {
      const expected = `special codes of "${name}" without a transform, which changes them (bins do not need it)`;
      reject(CALLER, expected, feature.transform, "invalid_configuration");
    }
    const values = codes.map((code) => readCode(feature, `special code of "${name}"`, code));
    if (new Set(values).size !== values.length) {
      reject(CALLER, `special codes of "${name}" to be a list of different ones`, codes);
    }
    return [name, values] as const;
  });
  return Object.fromEntries(read);
}

function readCode<Row>(feature: Feature<Row>, label: string, code: unknown): number | string {
  if (feature.type === "number") checkNumber(CALLER, label, code);
  else if (typeof code !== "string" || code === "") reject(CALLER, `${label} to be text`, code);
  const value = asValue(feature, code);
  if (isRejection(value)) return reject(CALLER, `${label} to be ${value.expected}`, code);
  if (value === null || Number.isNaN(value)) {
    return reject(CALLER, `${label} that does not mean missing`, code);
  }
  if (feature.clip?.includes(value as number)) {
    const expected = `${label} within clip, whose ends stand for all numbers beyond them`;
    return reject(CALLER, expected, code);
  }
  return feature.type === "ordinal" ? (feature.levels?.[value as number] as string) : value;
}
