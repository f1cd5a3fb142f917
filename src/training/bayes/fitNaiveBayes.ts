import { checkOptions, reject } from "../../core/checks";
import type { Column, Table } from "../../core/columns";
import { SalienceError } from "../../core/errors";
import { createScorer } from "../../models/createScorer";
import type { ConversionHistory } from "../../models/history";
import { sealModel } from "../../models/sealModel";
import { referenceOf } from "../../models/summarizeFeature";
import type { AdditiveModel } from "../../models/types";
import type { CutsByFeature, EventCounts } from "../counts/counts";
import { featureBins } from "../counts/countsBins";
import {
  type ClassedRecords,
  type CountOptions,
  type CountResult,
  readClasses,
} from "../counts/countsFromRecords";
import { type CountTableOptions, countClasses, readOutcomeColumn } from "../counts/countsFromTable";
import { quantileCuts } from "../counts/quantileCuts";
import { conversionHistory } from "../data/conversionHistory";
import { OPEN } from "../data/readOutcome";
import { isTable, type Outcome, type RowCounts } from "../data/readTraining";
import { selectRows } from "../data/selectRows";
import { type DuplicateEvidence, dependentPairs } from "./duplicateEvidence";
import { type Overconfidence, overconfidence } from "./naiveBayesCalibration";
import { NAIVE_BAYES_OPTIONS, type NaiveBayesOptions, naiveBayesModel } from "./naiveBayesFromCounts";
import { type NaiveBayesWarning, naiveBayesWarnings } from "./naiveBayesWarnings";

/** How number features without `cuts` are binned. */
interface BinOptions {
  /** Bins of a number feature without `cuts`, of about equal count: 10 by default. */
  readonly bins?: number;
}

/** Options of {@link fitNaiveBayes} for records. */
export interface FitNaiveBayesOptions<Row> extends CountOptions<Row>, NaiveBayesOptions, BinOptions {}

/** Options of {@link fitNaiveBayes} for a table. */
export interface FitNaiveBayesTableOptions<Row>
  extends CountTableOptions<Row>,
    NaiveBayesOptions,
    BinOptions {
  /** One per row: whether the event happened; `null` or `undefined` for a record that is still open. */
  readonly outcome: ArrayLike<Outcome>;
}

/** A naive Bayes model and how its fit went. */
export interface NaiveBayesFit {
  readonly model: AdditiveModel;
  readonly report: NaiveBayesReport;
}

/** How a fit went. */
export interface NaiveBayesReport {
  readonly rows: RowCounts;
  /** Events among the records used. */
  readonly events: number;
  /** Positions and reasons of rejected records. */
  readonly rejected: CountResult["rejected"];
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
  readonly warnings: readonly NaiveBayesWarning[];
  /** How often records converted, by the values of each feature. */
  readonly history: ConversionHistory;
}

/** Records among which features are compared with each other. */
const MOST_COMPARED = 20_000;

const OPTIONS = ["features", "outcome", "cuts", "bins", ...NAIVE_BAYES_OPTIONS];

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
 * @param options - `features`, `outcome`, `asOf`; `cuts` or `bins` for number features; `smoothing`, `missing`,
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
  checkOptions("fitNaiveBayes", "options", options, isTable(input) ? OPTIONS : [...OPTIONS, "asOf"]);
  const { features, bins = 10 } = options;
  const given = isTable(input) ? input.rowCount : input.length;
  if (given === 0) reject("fitNaiveBayes", "at least one record", input, "invalid_data");
  if (!Number.isInteger(bins) || bins < 1) {
    reject("fitNaiveBayes", "bins to be a whole number above 0", bins);
  }
  if (!Array.isArray(features?.names)) reject("fitNaiveBayes", "features made by featureSet", features);
  const records = isTable(input)
    ? tableClasses(input, options as FitNaiveBayesTableOptions<Row>)
    : readClasses("fitNaiveBayes", input, options as FitNaiveBayesOptions<Row>);
  return learn(records, given, options, bins);
}

/** A table that has the columns, with the class of each record. */
function tableClasses<Row>(
  table: Table,
  { features, outcome }: FitNaiveBayesTableOptions<Row>,
): ClassedRecords {
  for (const name of features.names) {
    const wanted = features.features[name]?.type === "category" ? "category" : "number";
    const column = Object.hasOwn(table.columns, name) ? table.columns[name] : undefined;
    if (column?.type !== wanted) reject("fitNaiveBayes", `a ${wanted} column "${name}"`, column?.type);
  }
  const classes = readOutcomeColumn("fitNaiveBayes", table, outcome);
  const open = Array.from(classes.keys()).filter((i) => classes[i] === OPEN);
  return { table, classes, open, rejected: [], from: null, to: null };
}

type LearnOptions<Row> = NaiveBayesOptions & CountTableOptions<Row>;

function learn<Row>(
  { table: all, classes: allClasses, ...read }: ClassedRecords,
  given: number,
  options: LearnOptions<Row>,
  bins: number,
): NaiveBayesFit {
  const { features, stages = [] } = options;
  const used = Array.from(allClasses.keys()).filter((i) => allClasses[i] !== OPEN);
  const table = selectRows(all, used);
  const classes = allClasses.filter((outcome) => outcome !== OPEN);
  const numbers = features.names.filter((name) => features.features[name]?.type === "number");
  const ready = featureBins("fitNaiveBayes", features, {
    ...defaultCuts(table, numbers, bins),
    ...options.cuts,
  });
  const { from, to, rejected } = read;
  const counts = { ...countClasses("fitNaiveBayes", table, classes, ready), from, to };
  checkClasses(counts, rejected);
  const counted = naiveBayesModel("fitNaiveBayes", counts, features, options);
  const model = withDistributions(counted, table, numbers);
  const inUse = new Set(model.features.map(({ name }) => name));
  const duplicates = dependentPairs(
    "fitNaiveBayes",
    table,
    evenly(classes),
    ready.filter(({ name }) => inUse.has(name)),
  );
  const outcomes = Uint8Array.from(classes);
  const unstaged = model.terms.filter(({ id }) => !stages.includes(id));
  const plain = sealModel({ ...model, terms: unstaged, coverageFloor: 0 });
  const { margin } = createScorer(plain, features).scoreAll(table);
  const measured = overconfidence(outcomes, margin);
  return {
    model,
    report: {
      rows: {
        given,
        used: used.length,
        open: read.open.length,
        rejected: rejected.length,
      },
      events: counts.events,
      rejected,
      counts,
      duplicates,
      overconfidence: measured,
      warnings: naiveBayesWarnings(counts, duplicates, measured, rejected),
      history: conversionHistory(features, table, outcomes),
    },
  };
}

/** At most 20,000 records, evenly spaced: the pairs of many features take time, and these show as much. */
function evenly(classes: Int8Array): Int8Array {
  const step = Math.ceil(classes.length / MOST_COMPARED);
  return classes.map((outcome, i) => (i % step === 0 ? outcome : OPEN));
}

function defaultCuts(table: Table, numbers: readonly string[], bins: number): CutsByFeature {
  const values = (name: string) => (table.columns[name] as { values: Float64Array }).values;
  return Object.fromEntries(numbers.map((name) => [name, quantileCuts(values(name), bins)]));
}

/** Counts know nothing of how numbers are distributed; the records do. */
function withDistributions(model: AdditiveModel, table: Table, numbers: readonly string[]): AdditiveModel {
  const features = model.features.map((feature) =>
    numbers.includes(feature.name)
      ? { ...feature, reference: referenceOf(table.columns[feature.name] as Column, feature.transform) }
      : feature,
  );
  return sealModel({ ...model, features });
}

function checkClasses({ events, nonEvents }: EventCounts, [first]: CountResult["rejected"]): void {
  if (events > 0 && nonEvents > 0) return;
  const why = first === undefined ? "" : `; record ${first.index} was rejected: ${first.reason}`;
  const only = events === 0 ? `${nonEvents} non-events only` : `${events} events only`;
  const [expected, received] =
    events + nonEvents === 0
      ? ["at least one record with an outcome", `none${why}`]
      : ["both events and non-events among the outcomes", only];
  throw new SalienceError("invalid_data", `fitNaiveBayes: expected ${expected}, received ${received}`);
}
