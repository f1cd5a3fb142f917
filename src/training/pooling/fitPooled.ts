import { checkConfidence, checkNumber, checkOptions, reject } from "../../core/checks";
import type { Table } from "../../core/columns";
import { checkFeatureSet } from "../../features/checkFeatureSet";
import type { FeatureSet } from "../../features/featureSet";
import { checkFloors } from "../data/checkFloors";
import { checkPenalty } from "../data/checkPenalty";
import { CONTROL_NAMES, countPasses } from "../data/fitControl";
import { isTable, readLabelled } from "../data/readTraining";
import { checkShapes } from "../logistic/designShapes";
import { learnPooled } from "./learnPooled";
import type {
  CheckedPooledSettings,
  FitPooledOptions,
  FitPooledTableOptions,
  PooledFit,
  PooledSettings,
} from "./types";

const CALLER = "fitPooled";
const OPTIONS = [
  ...CONTROL_NAMES,
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
  const data = readLabelled(CALLER, input, options);
  return learnPooled(options.features, data, settings);
}

function checkSettings<Row>(features: FeatureSet<Row>, options: PooledSettings): CheckedPooledSettings {
  const { segment, minimumLevelCount = 10, confidence = 0.95 } = options;
  checkFeatureSet(CALLER, features);
  const isCategory = features.names.includes(segment) && features.features[segment]?.type === "category";
  if (!isCategory) reject(CALLER, "segment to be the name of a category feature", segment);
  const l2 = checkPenalty(CALLER, options.penalty);
  checkNumber(CALLER, "minimumLevelCount", minimumLevelCount, 1);
  checkConfidence(CALLER, confidence);
  const floors = checkFloors(CALLER, options);
  const shapes = checkShapes(CALLER, features, options.shapes);
  const proceed = countPasses(CALLER, options);
  return { segment, l2, shapes, proceed, minimumLevelCount, confidence, ...floors };
}
