import {
  checkConfidence,
  checkNumber,
  checkOneOf,
  checkOptions,
  checkSeed,
  checkWhole,
  reject,
} from "../../core/checks";
import { rejectData } from "../calibration/calibrationRecords";
import { validationSummary } from "./crossValidationText";
import type { CrossValidateOptions, CrossValidation, ValidationScheme } from "./crossValidationTypes";
import { type Fold, groupedFolds, groupsOf, stratifiedFolds, timeFolds } from "./folds";
import { HISTORY_OPTIONS, type History, readHistory } from "./readHistory";
import { runFolds } from "./runFolds";

/**
 * Cross-validation: learns from a part of the records and scores the others, part by part, so that every score is of
 * a record that the model had not seen.
 *
 * - `time` (rolling, the default wherever there are dates): folds + 1 periods of about equal count; each but the first
 *   is scored by a model learned from everything before it.
 * - `stratified`: at random with the same share of events in each part, by a seed and the order of the records.
 * - `grouped`: the records of a group, such as an account, stay together.
 *
 * A weight of n is the record n times, in the fits, in the measures, and where folds by group are made equal. Other folds
 * count records: what was dealt at random or cut by time has other borders than repeated records would have.
 *
 * A division at random lets a model learn from the future: it looks better than it will be. So records with dates are
 * always divided by time as well, and `summary` names both figures. O(folds · cost of a fit), twice where both are
 * needed.
 *
 * @param rows - the records
 * @param options - as for the fit: `features`, `outcome`, `asOf`, `weight`; and `fit`, `scheme`, `group`, `folds`, `seed`,
 * `gapDays`, `confidence`
 * @returns measures by fold and pooled over all of them with intervals, the score of each record, and the sentence
 * @throws SalienceError `invalid_data` where no fold can be learned and tested, `invalid_configuration` for a scheme
 * without its dates or groups, `missing_as_of`, `invalid_argument`, and what `fit` throws
 *
 * @example
 * ```ts
 * import { crossValidate, featureSet, fitLogistic, numeric } from "salience";
 * interface Lead { created: Date; visits: number; won: boolean }
 * const leads = Array.from({ length: 240 }, (_, i): Lead => ({
 *   created: new Date(Date.UTC(2026, 0, 1 + i)),
 *   visits: i % 8,
 *   won: (i * 5) % 11 < i % 8,
 * }));
 * const features = featureSet<Lead>()({ visits: numeric("visits") });
 * const options = { features, outcome: (lead: Lead) => lead.won, asOf: (lead: Lead) => lead.created, fit: fitLogistic };
 * const { run, timeSplit, summary } = crossValidate(leads, { ...options, folds: 3 });
 * [run.scheme, run.folds.length, run.pooled.records, run === timeSplit]; // => ["time", 3, 180, true]
 * const random = crossValidate(leads, { ...options, scheme: "stratified" });
 * [random.run.pooled.records, random.timeSplit?.pooled.records]; // => [240, 200]
 * random.summary.includes("by time"); // => true
 * ```
 */
export function crossValidate<Row>(
  rows: readonly Row[],
  options: CrossValidateOptions<Row>,
): CrossValidation {
  const caller = "crossValidate";
  const settings = checkSettings(caller, options);
  const history = readHistory(caller, rows, options);
  const scheme = schemeOf(caller, options, history);
  const run = (way: ValidationScheme) =>
    runFolds(rows, history, divide(caller, rows, history, way, options, settings), {
      ...options,
      scheme: way,
      confidence: settings.confidence,
    });
  const asked = run(scheme);
  if (asked.pooled.records === 0) {
    const why = asked.skipped[0]?.reason ?? "too few records for the folds";
    rejectData(caller, "a fold that can be learned from and tested", `none: ${why}`);
  }
  const timeSplit = scheme === "time" ? asked : history.isDated ? run("time") : null;
  return {
    run: asked,
    timeSplit,
    summary: validationSummary(asked, timeSplit, settings.confidence),
    rejected: history.rejected,
    open: history.open,
  };
}

interface Settings {
  readonly folds: number;
  readonly seed: number;
  readonly gapDays: number;
  readonly confidence: number;
}

function checkSettings<Row>(caller: string, options: CrossValidateOptions<Row>): Settings {
  const own = ["fit", "scheme", "group", "folds", "seed", "gapDays", "confidence"];
  checkOptions(caller, "options", options, [...HISTORY_OPTIONS, ...own]);
  const { fit, group, folds = 5, seed = 1, gapDays = 0, confidence = 0.95 } = options;
  if (typeof fit !== "function") reject(caller, "fit to be a function such as fitLogistic", fit);
  if (group !== undefined && typeof group !== "function") {
    reject(caller, "group to be a function of the record", group);
  }
  checkWhole(caller, "folds", folds, 2);
  checkSeed(caller, seed);
  checkNumber(caller, "gapDays", gapDays, 0);
  checkConfidence(caller, confidence);
  return { folds, seed, gapDays, confidence };
}

function schemeOf<Row>(
  caller: string,
  { scheme, group }: CrossValidateOptions<Row>,
  { isDated }: History,
): ValidationScheme {
  const usual = isDated ? "time" : group === undefined ? "stratified" : "grouped";
  const way = checkOneOf(caller, "scheme", scheme ?? usual, ["time", "stratified", "grouped"]);
  if (way === "time" && !isDated) {
    reject(
      caller,
      "asOf to give records different instants, for a division by time",
      "none",
      "invalid_configuration",
    );
  }
  if (way === "grouped" && group === undefined) {
    reject(caller, "group, for folds by group", group, "invalid_configuration");
  }
  return way;
}

function divide<Row>(
  caller: string,
  rows: readonly Row[],
  history: History,
  scheme: ValidationScheme,
  { group }: CrossValidateOptions<Row>,
  { folds, seed, gapDays }: Settings,
): Fold[] {
  if (scheme === "time") return timeFolds(history, folds, gapDays);
  if (scheme === "stratified") return stratifiedFolds(history.outcomes, folds, seed);
  const groups = groupsOf(caller, rows, history, group as (row: Row) => string | number);
  return groupedFolds(groups, history, folds, seed);
}
