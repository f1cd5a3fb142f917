import { checkOptions, reject } from "../../core/checks";
import type { Table } from "../../core/columns";
import { checkFeatureSet } from "../../features/checkFeatureSet";
import type { FeatureSet } from "../../features/featureSet";
import type { AdditiveModel } from "../../models/types";
import { profileColumns } from "../data/columnProfile";
import { historyOf } from "../data/conversionHistory";
import { reportHead } from "../data/fitReport";
import {
  eventsOf,
  isTable,
  readLabelled,
  type TableTrainingOptions,
  type TrainingData,
  type TrainingOptions,
} from "../data/readTraining";
import { boostedFit } from "./boostedFit";
import { boostedModel } from "./boostedModel";
import { type BoostedReport, boostedReport } from "./boostedReport";
import { boostedWarnings } from "./boostedWarnings";
import { relativeWeights } from "./relativeWeights";
import { type BoostedSettings, type CheckedSettings, checkSettings, SETTING_NAMES } from "./settings";
import { usefulColumns } from "./usefulColumns";

/** Options of {@link fitBoosted} for records. */
export interface FitBoostedOptions<Row> extends TrainingOptions<Row>, BoostedSettings {}

/** Options of {@link fitBoosted} for a table. */
export interface FitBoostedTableOptions<Row> extends TableTrainingOptions<Row>, BoostedSettings {}

/** A model and how its fit went. */
export interface BoostedFit {
  readonly model: AdditiveModel;
  readonly report: BoostedReport;
}

const OPTIONS = ["features", "outcome", "weight", ...SETTING_NAMES];

/**
 * A boosted additive model: a probability whose log-odds are a sum of shapes, one per feature, and of grids for the
 * few pairs of features that act together.
 *
 *     ln(p / (1 − p)) = β₀ + Σ fⱼ(xⱼ) + Σ gⱼₖ(xⱼ, xₖ)
 *
 * Numbers are cut into bins (one per value while there are few; else about 20 records or more each, up to 1,024),
 * missing values are a bin of their own, and each level of a category is one, but levels with fewer than three
 * records share one, which new levels are taken for. The shapes fⱼ are learned by cyclic gradient boosting: in each
 * round every feature in turn takes a part of a Newton step, over three parts of a number's range, or level by level,
 * shrunk towards 0; the part grows from round to round. Eight fits (bags) each leave one of eight folds out; the loss on the folds left out, pooled, says when
 * to stop, and the fits are averaged. Below 10,000 records the shapes are blended with a ridge logistic regression of
 * weight 500 / (records + 500). Then shapes of numbers are smoothed to at most 12 turning points larger than 0.02;
 * the report states what that costs. A monotone shape is kept so from round to round.
 *
 * Single values with 20 records or more that stand out from the smooth shape, such as round amounts or list prices, are
 * learned one by one, and become at most twelve groups of values per number, each with one contribution. They are kept
 * only if the loss out of fold falls by 2.5 standard errors.
 *
 * Pairs are ranked by what one step over their cells, learned on the other folds, gains on each fold. Each bag boosts
 * those that gain at least one standard error on the folds it sees on top of the shapes; its own fold, which had no say
 * in the choice, judges them. They are kept only if the loss out of fold falls by two standard errors. A monotone feature is in no pair. The intercept is such that the mean
 * probability is the share of events. Missing values that were never seen contribute 0, as the average record does.
 *
 * Weights are relative: twice the weight of another record counts twice as much, and weights that are all equal change
 * nothing. Weight 0 leaves a record out; else folds and the bins of numbers, which are cut at quantiles, hold about as
 * many records each, whatever their weights: weight 2 for some is near to these records twice, not the same.
 *
 * The folds depend on the content of the records and the seed: neither the order of the records nor that of the
 * features changes a bit of the result. O(rounds · bags · records · features), and pairs · records for the ranking.
 *
 * @param rows - the records
 * @param options - `features`, `outcome`, `asOf`, `weight`, `seed`, `monotone`, `smoothness`, `pairs` and so on
 * @returns the model and a report: shapes, importance, pairs, loss out of fold, warnings
 * @throws SalienceError `invalid_data` without records, or with outcomes of one class; `invalid_argument`. What
 *   `onProgress` throws, and the reason of an aborted signal, pass through
 *
 * Source: Y. Lou, R. Caruana and J. Gehrke, Intelligible models for classification and regression, KDD 2012; Y. Lou,
 * R. Caruana, J. Gehrke and G. Hooker, Accurate intelligible models with pairwise interactions, KDD 2013.
 *
 * @example
 * ```ts
 * import { createScorer, featureSet, fitBoosted, numeric } from "salience";
 * const leads = Array.from({ length: 400 }, (_, i) => ({ visits: i % 20, won: i % 20 > 11 || i % 7 === 0 }));
 * const features = featureSet<{ visits: number; won: boolean }>()({ visits: numeric("visits") });
 * const { model, report } = fitBoosted(leads, {
 *   features,
 *   outcome: (lead) => lead.won,
 *   monotone: { visits: "increasing" },
 * });
 * report.shapes[0]?.turningPoints; // => 0
 * const scorer = createScorer(model, features);
 * const [few, many] = [scorer.explain({ visits: 2, won: false }), scorer.explain({ visits: 15, won: false })];
 * many.score > few.score; // => true
 * ```
 */
export function fitBoosted<Row>(rows: readonly Row[], options: FitBoostedOptions<Row>): BoostedFit;
/**
 * The same from columns, which are not written to. Outcomes and weights are columns too, and whatever depends on
 * time has been read, so that there is no `asOf` and the model's window is empty.
 *
 * @param table - the records as columns, one per feature
 * @param options - `features`, `outcome` and `weight` with one entry per row, `seed` and so on
 * @returns the model and a report
 * @throws SalienceError `invalid_data` without rows, or with outcomes of one class; `invalid_argument`
 *
 * @example
 * ```ts
 * import { featureSet, fitBoosted, numeric, readColumns } from "salience";
 * const features = featureSet<{ visits: number }>()({ visits: numeric("visits") });
 * const visits = Float64Array.from({ length: 100 }, (_, i) => i % 10);
 * const { table } = readColumns({ visits }, features);
 * const outcome = Array.from(visits, (count) => count > 6);
 * fitBoosted(table, { features, outcome }).report.warnings[1]?.code; // => "leaking_label"
 * ```
 */
export function fitBoosted<Row>(table: Table, options: FitBoostedTableOptions<Row>): BoostedFit;
export function fitBoosted<Row>(
  input: readonly Row[] | Table,
  options: FitBoostedOptions<Row> | FitBoostedTableOptions<Row>,
): BoostedFit {
  checkOptions("fitBoosted", "options", options, isTable(input) ? OPTIONS : [...OPTIONS, "asOf"]);
  checkFeatureSet("fitBoosted", options.features);
  const settings = checkSettings(options, options.features);
  const data = readLabelled("fitBoosted", input, options);
  return learn(options.features, data, settings);
}

function learn<Row>(features: FeatureSet<Row>, read: TrainingData, settings: CheckedSettings): BoostedFit {
  const data = { ...read, weights: relativeWeights(read.weights) };
  const { table, outcomes } = data;
  checkFinite(table);
  const { names, leftOut } = usefulColumns(table, features.names);
  // a transform may round otherwise where the model is exported to, so that equal values differ
  const exactNames = new Set(names.filter((name) => features.features[name]?.transform === null));
  const fit = boostedFit(data, names, settings, exactNames);
  const profiles = profileColumns(features, data);
  const history = historyOf(features, data, profiles);
  const events = eventsOf(outcomes);
  const { coverageFloor, lowConfidenceBelow, rounds } = settings;
  const model = boostedModel(features, data, fit, profiles, { coverageFloor, lowConfidenceBelow });
  const warnings = boostedWarnings({ data, fit, leftOut, events, mostRounds: rounds });
  return { model, report: boostedReport(features, data, fit, reportHead(features, data, history, warnings)) };
}

/** A table can be made by hand: infinite numbers would end in bins without a mean. */
function checkFinite(table: Table): void {
  for (const [name, column] of Object.entries(table.columns)) {
    if (column.type !== "number") continue;
    const infinite = column.values.find((value) => Math.abs(value) === Number.POSITIVE_INFINITY);
    if (infinite !== undefined) reject("fitBoosted", `finite numbers in column "${name}"`, infinite);
  }
}
