import { checkOptions, checkWhole } from "../../core/checks";
import type { NumberColumn, Table } from "../../core/columns";
import { checkFeatureSet } from "../../features/checkFeatureSet";
import type { FeatureSet } from "../../features/featureSet";
import type { Feature } from "../../features/types";
import { createScorer } from "../../models/createScorer";
import { sealModel } from "../../models/sealModel";
import type { AdditiveModel } from "../../models/types";
import type { CutsByFeature, EventCounts } from "../counts/counts";
import { featureBins } from "../counts/countsBins";
import type { CountOptions } from "../counts/countsFromRecords";
import { countBins } from "../counts/countsFromTable";
import { weightedCuts } from "../counts/weightedCuts";
import { checkSize } from "../data/buildModel";
import { type Profiles, profileColumns, profiledReference } from "../data/columnProfile";
import { historyOf } from "../data/conversionHistory";
import { CONTROL_NAMES, countPasses, type FitControl } from "../data/fitControl";
import { type FitReport, reportHead } from "../data/fitReport";
import { plainValues } from "../data/plainValues";
import {
  eventsOf,
  isTable,
  readLabelled,
  type TableTrainingOptions,
  type TrainingData,
} from "../data/readTraining";
import { selectRows } from "../data/selectRows";
import { type DuplicateEvidence, dependentPairs } from "./duplicateEvidence";
import { type Overconfidence, overconfidence } from "./naiveBayesCalibration";
import { NAIVE_BAYES_OPTIONS, type NaiveBayesOptions, naiveBayesModel } from "./naiveBayesFromCounts";
import { type NaiveBayesCode, naiveBayesWarnings } from "./naiveBayesWarnings";

/** How number features without `cuts` are binned, and how the fit is followed. */
interface BinOptions extends FitControl {
  /** Bins of a number feature without `cuts`, of about equal count: 10 by default. */
  readonly bins?: number;
}

/** Options of {@link fitNaiveBayes} for records. */
export interface FitNaiveBayesOptions<Row> extends CountOptions<Row>, NaiveBayesOptions, BinOptions {}

/** Options of {@link fitNaiveBayes} for a table. */
export interface FitNaiveBayesTableOptions<Row>
  extends TableTrainingOptions<Row>,
    Pick<CountOptions<Row>, "cuts">,
    NaiveBayesOptions,
    BinOptions {}

/** A naive Bayes model and how its fit went. */
export interface NaiveBayesFit {
  readonly model: AdditiveModel;
  readonly report: NaiveBayesReport;
}

/** How a fit went. */
export interface NaiveBayesReport extends FitReport<NaiveBayesCode> {
  /** What the model is made of: keep it, and `updateCounts` adds a record without the others. */
  readonly counts: EventCounts;
  /**
   * Pairs of features that depend on each other within a class, the strongest first; of more than 20,000 records,
   * as far as 20,000 of them, evenly spaced, show it.
   */
  readonly duplicates: readonly DuplicateEvidence[];
  /**
   * The margins taken for log-odds, against what came true, on the records used; stages of a pipeline left aside, as
   * if every record were in the first one.
   */
  readonly overconfidence: Overconfidence;
}

const CALLER = "fitNaiveBayes";

/** Records among which features are compared with each other. */
const MOST_COMPARED = 20_000;

const OPTIONS = ["features", "outcome", "weight", "cuts", "bins", ...NAIVE_BAYES_OPTIONS, ...CONTROL_NAMES];

/**
 * Naive Bayes: adds up what each feature says about the event on its own. One pass over the records, no iteration,
 * and nothing to keep but counts; see `naiveBayesFromCounts` for the formula.
 *
 * **It ranks, it does not price.** Evidence that two features share is counted twice. The score is the margin in
 * log-odds, `probability` is null; `report.duplicates` names the features that repeat each other, and
 * `report.overconfidence` says by how much a margin read as a probability would be wrong. With its slope and
 * intercept as a logistic calibration (and the link `logit`) the model prices, as well as the records it was learned
 * from can tell. O(records · features + features²).
 *
 * @param rows - the records
 * @param options - `features`, `outcome`, `asOf`, `weight`; `cuts` or `bins` for number features; `smoothing`, `missing`,
 * `stages`
 * @returns the sealed model with the records as reference population, and a report
 * @throws SalienceError `invalid_data` without records, or with outcomes of one class; `missing_as_of`,
 * `invalid_configuration`, `invalid_argument`
 *
 * Source: see `naiveBayesFromCounts`.
 *
 * @example
 * ```ts
 * import { categorical, createScorer, featureSet, fitNaiveBayes } from "salience";
 * interface Lead { source: string; won: boolean }
 * // 40 of 100 leads from fairs are won, 10 of 100 from the web
 * const leads = Array.from({ length: 200 }, (_, i): Lead => ({ source: i < 100 ? "fair" : "web", won: i % 100 < (i < 100 ? 40 : 10) }));
 * const features = featureSet<Lead>()({ first: categorical("source"), again: categorical("source"), still: categorical("source") });
 * const { model, report } = fitNaiveBayes(leads, { features, outcome: (lead) => lead.won, smoothing: 0 });
 * report.overconfidence.groups.map((group) => [group.meanPrediction, group.eventRate]); // ≈ [[0.0122, 0.1], [0.7273, 0.4]]
 * report.overconfidence.slope; // ≈ 0.3333
 * report.warnings[0]?.code; // => "duplicate_evidence"
 * const fair = createScorer(model, features).score({ source: "fair", won: false });
 * fair.status === "scored" && [fair.score, fair.probability]; // ≈ [0.98083, null]
 * ```
 */
export function fitNaiveBayes<Row>(rows: readonly Row[], options: FitNaiveBayesOptions<Row>): NaiveBayesFit;
/**
 * The same for a table with outcomes as a column; features that depend on time were read before.
 *
 * @param table - the records, as `readTable` or `readColumns` reads them
 * @param options - `features`, `outcome` with an entry per row, and the rest as for records
 * @returns the sealed model, and a report
 * @throws SalienceError as for records
 *
 * @example
 * ```ts
 * import { featureSet, fitNaiveBayes, numeric, readColumns } from "salience";
 * const features = featureSet<{ visits: number }>()({ visits: numeric("visits") });
 * const { table } = readColumns({ visits: Float64Array.of(0, 1, 2, 3, 4, 5, 6, 7) }, features);
 * const outcome = [0, 0, 1, 0, 0, 0, 1, 1] as const;
 * fitNaiveBayes(table, { features, outcome, bins: 2 }).report.counts.features[0]?.bins;
 * // => [{ events: 1, nonEvents: 3 }, { events: 2, nonEvents: 2 }]
 * ```
 */
export function fitNaiveBayes<Row>(table: Table, options: FitNaiveBayesTableOptions<Row>): NaiveBayesFit;
export function fitNaiveBayes<Row>(
  input: readonly Row[] | Table,
  options: FitNaiveBayesOptions<Row> | FitNaiveBayesTableOptions<Row>,
): NaiveBayesFit {
  checkOptions(CALLER, "options", options, isTable(input) ? OPTIONS : [...OPTIONS, "asOf"]);
  const { features, bins = 10 } = options;
  checkWhole(CALLER, "bins", bins, 1);
  checkFeatureSet(CALLER, features);
  const proceed = countPasses(CALLER, options);
  return learn(readLabelled<Row>(CALLER, input, options), options, bins, proceed);
}

type LearnOptions<Row> = NaiveBayesOptions & Pick<CountOptions<Row>, "features" | "cuts">;

function learn<Row>(
  data: TrainingData,
  options: LearnOptions<Row>,
  bins: number,
  proceed: () => void,
): NaiveBayesFit {
  const { features, stages = [] } = options;
  const { table, outcomes, weights, from, to, rejected } = data;
  const numbers = features.names.filter((name) => features.features[name]?.type === "number");
  proceed();
  const cuts = { ...defaultCuts(features, data, numbers, bins), ...options.cuts };
  const ready = featureBins(CALLER, features, cuts);
  proceed();
  const counts = { ...countBins(table, outcomes, weights, ready), from, to };
  const profiles = profileColumns(features, data);
  const counted = naiveBayesModel(CALLER, counts, features, options);
  const model = asLearned(counted, data, profiles, numbers);
  const inUse = new Set(model.features.map(({ name }) => name));
  proceed();
  const duplicates = dependentPairs(
    evenly(data),
    ready.filter(({ name }) => inUse.has(name)),
  );
  const unstaged = model.terms.filter(({ id }) => !stages.includes(id));
  const plain = sealModel({ ...model, terms: unstaged, coverageFloor: 0 });
  proceed();
  const { margin } = createScorer(plain, features).scoreAll(table);
  const measured = overconfidence(outcomes, margin, weights);
  const warnings = naiveBayesWarnings(counts, duplicates, measured, rejected, data.absent);
  return {
    model,
    report: {
      ...reportHead(features, data, historyOf(features, data, profiles), warnings),
      counts,
      duplicates,
      overconfidence: measured,
    },
  };
}

/** At most 20,000 records, evenly spaced: the pairs of many features take time, and these show as much. */
function evenly(data: TrainingData): Pick<TrainingData, "table" | "outcomes" | "weights"> {
  const step = Math.ceil(data.outcomes.length / MOST_COMPARED);
  if (step === 1) return data;
  const picked = Array.from(data.outcomes.keys()).filter((i) => i % step === 0);
  return {
    table: selectRows(data.table, picked),
    outcomes: Uint8Array.from(picked, (i) => data.outcomes[i] as number),
    weights: Float64Array.from(picked, (i) => data.weights[i] as number),
  };
}

function defaultCuts<Row>(
  { features }: FeatureSet<Row>,
  { table, weights }: TrainingData,
  numbers: readonly string[],
  bins: number,
): CutsByFeature {
  const values = (name: string) =>
    plainValues(features[name] as Feature<Row>, table.columns[name] as NumberColumn);
  return Object.fromEntries(numbers.map((name) => [name, weightedCuts(values(name), weights, bins)]));
}

/** Counts know nothing of how numbers are distributed, nor how many records there are; the records do. */
function asLearned(
  model: AdditiveModel,
  data: TrainingData,
  profiles: Profiles,
  numbers: readonly string[],
): AdditiveModel {
  const features = model.features.map((feature) =>
    numbers.includes(feature.name)
      ? { ...feature, reference: profiledReference(feature.name, data, profiles, feature.transform) }
      : feature,
  );
  const provenance = { ...model.provenance, rows: data.rows.used, events: eventsOf(data.outcomes) };
  checkSize(CALLER, { ...model, features });
  return sealModel({ ...model, features, provenance });
}
