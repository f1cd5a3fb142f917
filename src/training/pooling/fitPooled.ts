import { checkNumber, checkOptions, reject } from "../../core/checks";
import type { Table } from "../../core/columns";
import type { FeatureSet } from "../../features/featureSet";
import type { ConversionHistory } from "../../models/history";
import type { AdditiveModel } from "../../models/types";
import {
  isTable,
  type RowCounts,
  readTrainingInput,
  type TableTrainingOptions,
  type TrainingData,
  type TrainingOptions,
} from "../data/readTraining";
import type { Coefficient } from "../logistic/coefficientTable";
import { checkShapes, type NumberShapes } from "../logistic/designShapes";
import type { FitWarning } from "../logistic/fitReport";
import type { BetweenSegments } from "./betweenSegments";
import { learnPooled } from "./learnPooled";

/** How {@link fitPooled} learns, whatever it learns from. */
export interface PooledSettings {
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
export interface PooledReport {
  readonly rows: RowCounts;
  /** Events among the records used. */
  readonly events: number;
  /** Positions and reasons of rejected records. */
  readonly rejected: TrainingData["rejected"];
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
  readonly warnings: readonly FitWarning[];
  /** How often records converted, by the values of each feature. */
  readonly history: ConversionHistory;
}

/** A model and how its fit went. */
export interface PooledFit {
  readonly model: AdditiveModel;
  readonly report: PooledReport;
}

/** Checked settings, with defaults. */
export interface CheckedPooledSettings extends Required<Omit<PooledSettings, "penalty">> {
  /** 0 for none. */
  readonly l2: number;
}

const CALLER = "fitPooled";
const OPTIONS = [
  ...["features", "outcome", "weight", "segment", "penalty", "shapes", "minimumLevelCount"],
  ...["confidence", "coverageFloor", "lowConfidenceBelow"],
];

/**
 * Logistic regression with segments by partial pooling: one model for all segments, in which each has an effect of its
 * own, drawn to the average the more, the fewer records it has. Instead of a model per segment.
 *
 *     ln(p / (1 − p)) = β₀ + Σ βⱼ·xⱼ + uₛ,   uₛ ~ Normal(0, σ²)
 *
 * with s the segment of the record. σ, how much segments differ, is learned from the records (empirical Bayes): σ and β
 * maximise the likelihood with the effects integrated out by Laplace's approximation, less ½·l2·Σ (βⱼ·sⱼ)² as in
 * `fitLogistic`; the effects are then those most likely given σ and β. This is a random intercept, as `glmer` of R's lme4
 * fits it. A segment never seen, such as a new region, has effect 0: the average segment. Records without a segment are a
 * segment too where training had some.
 *
 * Segments may be many and small, down to one record each. With fewer than five, σ is hardly known; segments that differ
 * no more than chance get σ = 0 and no effects. O(records · columns + columns²·(records + segments)) for each of about a
 * hundred steps.
 *
 * @param rows - the records
 * @param options - `features`, `outcome`, `segment`, `asOf`, `weight`, `penalty` and so on
 * @returns the model, with a levels term for the segments, and a report
 * @throws SalienceError `invalid_data` without records, or with outcomes of one class; `invalid_argument`
 *
 * Source: N. E. Breslow and D. G. Clayton, Approximate Inference in Generalized Linear Mixed Models, JASA 88 (1993),
 * section 2.1 for Laplace's approximation; D. Bates, M. Mächler, B. Bolker and S. Walker, Fitting Linear Mixed-Effects
 * Models Using lme4, Journal of Statistical Software 67 (2015).
 *
 * @example
 * ```ts
 * import { categorical, featureSet, fitPooled } from "salience";
 * type Lead = { region: string; won: boolean };
 * const of = (region: string, won: number, lost: number): Lead[] =>
 *   Array.from({ length: won + lost }, (_, i) => ({ region, won: i < won }));
 * const leads = [...of("north", 40, 60), ...of("south", 20, 80), ...of("east", 28, 72), ...of("west", 3, 1)];
 * const features = featureSet<Lead>()({ region: categorical("region") });
 * const { report } = fitPooled(leads, { features, outcome: (lead) => lead.won, segment: "region" });
 * const west = report.segments.find(({ segment }) => segment === "west");
 * west?.rate; // => 0.75
 * (west?.pooledRate ?? 1) < 0.4; // => true
 * ```
 */
export function fitPooled<Row>(rows: readonly Row[], options: FitPooledOptions<Row>): PooledFit;
/**
 * The same from columns: a table that `readTable`, `readColumns` or `table` made, with outcomes and weights as columns
 * too.
 *
 * @param table - the records as columns, one per feature
 * @param options - `features`, `segment`, `outcome` and `weight` with one entry per row, `penalty` and so on
 * @returns the model, with a levels term for the segments, and a report
 * @throws SalienceError `invalid_data`, `invalid_argument`
 */
export function fitPooled<Row>(table: Table, options: FitPooledTableOptions<Row>): PooledFit;
export function fitPooled<Row>(
  input: readonly Row[] | Table,
  options: FitPooledOptions<Row> | FitPooledTableOptions<Row>,
): PooledFit {
  checkOptions(CALLER, "options", options, isTable(input) ? OPTIONS : [...OPTIONS, "asOf"]);
  const settings = checkSettings(options.features as FeatureSet<Row>, options);
  const data = readTrainingInput(CALLER, input, options);
  return learnPooled(options.features, data, settings);
}

function checkSettings<Row>(features: FeatureSet<Row>, options: PooledSettings): CheckedPooledSettings {
  const { segment, penalty = { l2: 1 }, minimumLevelCount = 10, confidence = 0.95 } = options;
  const { coverageFloor = 0.2, lowConfidenceBelow = 0.5 } = options;
  if (!Array.isArray(features?.names)) reject(CALLER, "features made by featureSet", features);
  const isCategory = features.names.includes(segment) && features.features[segment]?.type === "category";
  if (!isCategory) reject(CALLER, "segment to be the name of a category feature", segment);
  if (penalty !== "none") checkOptions(CALLER, "penalty", penalty, ["l2"]);
  const l2 = penalty === "none" ? 0 : checkNumber(CALLER, "penalty.l2", penalty.l2, 0);
  checkNumber(CALLER, "minimumLevelCount", minimumLevelCount, 1);
  if (!(typeof confidence === "number" && confidence > 0 && confidence < 1))
    reject(CALLER, "confidence in (0, 1)", confidence);
  checkNumber(CALLER, "coverageFloor", coverageFloor, 0, 1);
  checkNumber(CALLER, "lowConfidenceBelow", lowConfidenceBelow, 0, 1);
  const shapes = checkShapes(CALLER, features, options.shapes);
  return { segment, l2, shapes, minimumLevelCount, confidence, coverageFloor, lowConfidenceBelow };
}
