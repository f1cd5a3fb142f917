import { checkOptions, reject } from "../../core/checks";
import type { Table } from "../../core/columns";
import type { FeatureSet } from "../../features/featureSet";
import { dealFolds } from "../data/dealFolds";
import { CONTROL_NAMES } from "../data/fitControl";
import { isTable, readLabelled, type TrainingData } from "../data/readTraining";
import { checkElasticNetSettings, checkFoldCount } from "./elasticNetOptions";
import { numberFolds } from "./folds";
import { learnElasticNet } from "./learnElasticNet";
import type { ElasticNetFit, FitElasticNetOptions, FitElasticNetTableOptions } from "./types";

const CALLER = "fitElasticNet";
const OPTIONS = [
  ...CONTROL_NAMES,
  ...["features", "outcome", "weight", "l1Ratio", "lambdas", "folds", "seed", "choice"],
  ...["shapes", "minimumLevelCount", "coverageFloor", "lowConfidenceBelow"],
];

/**
 * Logistic regression with an elastic net, which chooses features: a penalty that sets coefficients to exactly 0, of a
 * strength chosen by cross-validation. For many features, features that say the same, and more features than records.
 *
 *     maximise (1/W)·Σ wᵢ·ln P(yᵢ) − λ·Σⱼ [l1Ratio·|βⱼ·sⱼ| + ½·(1 − l1Ratio)·(βⱼ·sⱼ)²],   W = Σ wᵢ
 *
 * with s the population standard deviation of column j; the intercept β₀ is not penalised. Objective, standardising, path
 * and cross-validation are those of glmnet: 100 strengths from the one at which every coefficient is 0 down to 1e-4 of
 * it (0.01 with fewer records than columns), ended early where less than 1e-5 of the deviance is gained. Missing numbers
 * count as the mean and have an indicator; every level that is frequent enough has a column. The path from a strong
 * penalty makes features enter one by one. There are no standard errors: after a choice of features they would be wrong.
 *
 * Folds come from a seeded shuffle of the records in the order given; give `folds` as a function of the record for folds
 * that do not depend on the order, and to keep the records of an account together. O(records · columns²) a strength and
 * fold, fewer columns where most are 0.
 *
 * @param rows - the records
 * @param options - `features`, `outcome`, `asOf`, `weight`, `l1Ratio`, `lambdas`, `folds`, `seed`, `choice` and so on
 * @returns the model at the chosen strength, which reads only the features with an effect, and a report with the path
 * @throws SalienceError `invalid_data` without records, with outcomes of one class, or with a single event or
 * non-event; `invalid_argument`
 *
 * Source: H. Zou and T. Hastie, Regularization and variable selection via the elastic net, JRSS B 67 (2005); J. Friedman,
 * T. Hastie and R. Tibshirani, Journal of Statistical Software 33 (2010).
 *
 * @example
 * ```ts
 * import { expit, featureSet, fitElasticNet, numeric, seededRandom } from "salience";
 * const random = seededRandom(3);
 * const leads = Array.from({ length: 300 }, () => {
 *   const lead = { visits: random.integer(10), shoeSize: random.integer(10) };
 *   return { ...lead, won: random.next() < expit(lead.visits - 5) };
 * });
 * type Lead = (typeof leads)[number];
 * const features = featureSet<Lead>()({ visits: numeric("visits"), shoeSize: numeric("shoeSize") });
 * const outcome = (lead: Lead) => lead.won;
 * const { model, report } = fitElasticNet(leads, { features, outcome, choice: "oneStandardError" });
 * report.dropped; // => ["shoeSize"]
 * model.terms.map((term) => term.id); // => ["visits"]
 * ```
 */
export function fitElasticNet<Row>(rows: readonly Row[], options: FitElasticNetOptions<Row>): ElasticNetFit;
/**
 * The same from columns: a table that `readTable`, `readColumns` or `table` made, with outcomes, weights and folds as
 * columns too.
 *
 * @param table - the records as columns, one per feature
 * @param options - `features`, `outcome`, `weight` and `folds` with one entry per row, `l1Ratio` and so on
 * @returns the model at the chosen strength, and a report with the path
 * @throws SalienceError `invalid_data`, `invalid_argument`
 */
export function fitElasticNet<Row>(table: Table, options: FitElasticNetTableOptions<Row>): ElasticNetFit;
export function fitElasticNet<Row>(
  input: readonly Row[] | Table,
  options: FitElasticNetOptions<Row> | FitElasticNetTableOptions<Row>,
): ElasticNetFit {
  checkOptions(CALLER, "options", options, isTable(input) ? OPTIONS : [...OPTIONS, "asOf"]);
  const settings = checkElasticNetSettings(options.features as FeatureSet<Row>, options);
  const data = readLabelled(CALLER, input, options);
  const folds = foldsOf(options.folds, data, settings.seed, isTable(input) ? input.rowCount : input);
  return learnElasticNet(options.features, data, settings, folds);
}

/** The fold of each record used; `source` is the records, or the length of a table. */
function foldsOf(
  folds: unknown,
  { outcomes, positions }: TrainingData,
  seed: number,
  source: readonly unknown[] | number,
): Int32Array {
  if (folds === undefined || typeof folds === "number") {
    return dealFolds(outcomes, checkFoldCount(folds, outcomes), seed);
  }
  if (typeof source !== "number") {
    if (typeof folds !== "function")
      reject(CALLER, "folds to be a number or a function of the record", folds);
    const names = Array.from(positions, (i) => folds(source[i]));
    return numberFolds(CALLER, names, outcomes);
  }
  const list = folds as ArrayLike<unknown> | null;
  if (typeof list !== "object" || list?.length !== source)
    reject(CALLER, "folds to be a number, or an array with an entry per row of the table", folds);
  const names = Array.from(positions, (i) => list?.[i]);
  return numberFolds(CALLER, names, outcomes);
}
