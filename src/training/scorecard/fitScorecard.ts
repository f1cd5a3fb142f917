import { checkOptions } from "../../core/checks";
import type { Table } from "../../core/columns";
import type { FeatureSet } from "../../features/featureSet";
import type { CutsByFeature } from "../counts/counts";
import { profileColumns } from "../data/columnProfile";
import { historyOf } from "../data/conversionHistory";
import { reportHead } from "../data/fitReport";
import {
  isTable,
  readLabelled,
  type TableTrainingOptions,
  type TrainingData,
  type TrainingOptions,
} from "../data/readTraining";
import { binFeatures } from "./binFeatures";
import { featuresLeftOut, reasonBefore } from "./leftOut";
import { cardOf, reportedScale, roundingLoss } from "./points";
import { type EvidenceColumn, regress } from "./regression";
import { reportedFeatures } from "./reportedFeatures";
import { scorecardModel } from "./scorecardModel";
import { scorecardWarnings } from "./scorecardWarnings";
import { type CheckedSettings, checkSettings, SCORECARD_SETTINGS, type ScorecardSettings } from "./settings";
import type { ScorecardFit } from "./types";
import { type WeighedFeature, weigh } from "./weigh";

/** Options of {@link fitScorecard} for records. */
export interface FitScorecardOptions<Row> extends TrainingOptions<Row>, ScorecardSettings {}

/** Options of {@link fitScorecard} for a table. */
export interface FitScorecardTableOptions<Row> extends TableTrainingOptions<Row>, ScorecardSettings {}

const OPTIONS = ["features", "outcome", "weight", ...SCORECARD_SETTINGS];

/**
 * A scorecard: points per bin of each feature, which add up to a score whose odds double with every so many points.
 *
 *     points = offset + factor · (β₀ + Σ βⱼ · WoEⱼ(bin)),   factor = pointsToDoubleOdds / ln 2,
 *     offset = points₀ − factor · ln(odds₀),   probability = expit((points − offset) / factor)
 *
 * with WoE = ln(share of events / share of non-events) of a bin, which rises with the event rate, and β from a
 * logistic regression on the weights of evidence of all features. **More points mean that the event is more likely**:
 * where points are to stand for good credit, make repayment the event. Bins of a number are cut by quantiles and merged
 * along a trend as in `monotoneCuts`; levels of a category are merged by similar event rate; flags have two bins.
 * Special codes and missing values have bins of their own and are never merged. Levels with few records share a bin
 * with levels never seen. A bin in which fewer than 5 events or 5 non-events would be expected says nothing: it has the
 * points of a weight of evidence of 0.
 *
 * The model is the card: its margin and score are the points as printed, its calibration the scale, so that fit, score,
 * explanation and export agree to the last point. O(records · features · log preBins + records · features²).
 *
 * @param rows - the records
 * @param options - `features`, `outcome`, `asOf`, `weight`, `points`, `special`, `monotone`, `cuts` and so on
 * @returns the sealed model (link `identity`, score in points, probability by calibration), and a report with the card:
 * counts, weights of evidence, information values and points bin by bin, what merging and rounding lost, warnings
 * @throws SalienceError `invalid_data` without records, or with outcomes of one class; `missing_as_of`;
 * `invalid_configuration` for options about features that are missing or of another type; `invalid_argument`
 *
 * Source: N. Siddiqi, Credit Risk Scorecards (2006), for weights of evidence, points and their scale, with the sign
 * turned.
 *
 * @example
 * ```ts
 * import { categorical, createScorer, featureSet, fitScorecard } from "salience";
 * interface Lead { source: string; won: boolean }
 * // 40 of 100 leads from fairs are won, 10 of 100 from the web
 * const leads = Array.from({ length: 200 }, (_, i): Lead => ({ source: i < 100 ? "fair" : "web", won: i % 100 < (i < 100 ? 40 : 10) }));
 * const features = featureSet<Lead>()({ source: categorical("source") });
 * const points = { points: 500, odds: 1, pointsToDoubleOdds: 50 }; // 500 points: as many won as lost
 * const { model, report } = fitScorecard(leads, { features, outcome: (lead) => lead.won, points, penalty: "none" });
 * report.features[0]?.bins.slice(0, 2).map((bin) => bin.points); // => [-79, 50]
 * report.scale.basePoints; // => 421
 * const result = createScorer(model, features).score({ source: "fair", won: false });
 * result.status === "scored" && [result.score, result.probability]; // ≈ [471, 0.4008]
 * ```
 */
export function fitScorecard<Row>(rows: readonly Row[], options: FitScorecardOptions<Row>): ScorecardFit;
/**
 * The same for a table with outcomes and weights as columns.
 *
 * @param table - the records, as `readTable` or `readColumns` reads them
 * @param options - `features`, `outcome` and `weight` with an entry per row, and the settings
 * @returns the sealed model, and a report
 * @throws SalienceError as for records
 *
 * @example
 * ```ts
 * import { featureSet, fitScorecard, numeric, readColumns } from "salience";
 * const features = featureSet<{ visits: number }>()({ visits: numeric("visits") });
 * const visits = Float64Array.from({ length: 300 }, (_, i) => i % 10);
 * const { table } = readColumns({ visits }, features);
 * const outcome = Array.from(visits, (count, i) => (i % 7 < 2 ? count < 4 : count >= 4));
 * fitScorecard(table, { features, outcome }).report.cuts; // => { visits: [4] }
 * ```
 */
export function fitScorecard<Row>(table: Table, options: FitScorecardTableOptions<Row>): ScorecardFit;
export function fitScorecard<Row>(
  input: readonly Row[] | Table,
  options: FitScorecardOptions<Row> | FitScorecardTableOptions<Row>,
): ScorecardFit {
  checkOptions("fitScorecard", "options", options, isTable(input) ? OPTIONS : [...OPTIONS, "asOf"]);
  const settings = checkSettings(options, options.features);
  const data = readLabelled("fitScorecard", input, options);
  return learn(options.features, data, settings);
}

function learn<Row>(features: FeatureSet<Row>, data: TrainingData, settings: CheckedSettings): ScorecardFit {
  const { scale, minimumInformationValue, coverageFloor, lowConfidenceBelow } = settings;
  const all = binFeatures(features, data, settings).map((binned) => weigh(binned, settings.smoothing));
  const informative = all.filter((one) => reasonBefore(one, minimumInformationValue) === null);
  const regression = regress(data, informative.map(evidenceOf), {
    l2: settings.l2,
    dropWrongSigns: settings.wrongSigns === "drop",
    proceed: settings.proceed,
  });
  const used = informative.filter(({ name }) => regression.coefficients.has(name));
  const before = cardOf(used, regression, { ...scale, decimals: null });
  const card = cardOf(used, regression, scale);
  const rounding = roundingLoss(data, used, { before, after: card }, scale);
  const leftOut = featuresLeftOut(all, regression, minimumInformationValue);
  const profiles = profileColumns(features, data);
  const modelOptions = { scale, coverageFloor, lowConfidenceBelow, profiles };
  const warnings = scorecardWarnings({ used, leftOut, regression, rounding });
  return {
    model: scorecardModel(features, data, used, card, modelOptions),
    report: {
      ...reportHead(features, data, historyOf(features, data, profiles), warnings),
      scale: reportedScale(scale, card),
      features: reportedFeatures(features, used, card, regression),
      leftOut,
      cuts: cutsOf(features, used),
      coefficients: regression.table,
      rounding,
    },
  };
}

/** The weight of evidence of every record. */
function evidenceOf({ name, codes, weights }: WeighedFeature): EvidenceColumn {
  return { name, values: Float64Array.from(codes, (code) => weights[code] as number) };
}

/** The cuts of the number features. */
function cutsOf<Row>(features: FeatureSet<Row>, used: readonly WeighedFeature[]): CutsByFeature {
  const numbers = used.filter(({ name }) => features.features[name]?.type === "number");
  return Object.fromEntries(numbers.map(({ name, cells }) => [name, cells?.cuts ?? []]));
}
