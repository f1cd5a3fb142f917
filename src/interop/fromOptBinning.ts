import { checkNumber, checkOptions, reject } from "../core/checks";
import { categorical } from "../features/categorical";
import { numeric } from "../features/numeric";
import {
  checkColumnName,
  checkList,
  checkUnique,
  type ImportedColumn,
  type ImportedModel,
  importedModel,
  ownValue,
} from "./importedModel";
import { type BinRows, readBinRows } from "./optBinningRows";
import { type NumberSpecials, stepsOf } from "./optBinningSteps";
import type { OptBinningRow, OptBinningScorecard } from "./optBinningTypes";

const CALLER = "fromOptBinning";
const KEYS = [
  ...["table", "values", "intercept", "metricMissing", "metricSpecial", "metricUnknown", "splits"],
  "specialCodes",
];

/**
 * A scorecard of optbinning as an additive model: points as `scorecard.score` gives them, or the probability of the
 * event as `predict_proba` does.
 *
 *     points: margin = intercept + Σ Points of the bin
 *     woe:    margin = intercept + Σ Coefficient · WoE of the bin,   score = expit(margin)
 *
 * **Missing values.** By default optbinning gives a missing or special value the weight of evidence 0, whatever its
 * table says in the row `Missing` or `Special`. The points of those rows contain that choice, so with `points` they
 * are taken as they are; with `woe` it has to be said in `metricMissing` and `metricSpecial`: the number that `fit`
 * was given (0 by default there), or `empirical` for what the row says. A category that is in no bin gets the points
 * of the row `Missing` with `points`, as `scorecard.score` does, and `metricUnknown` with `woe`. (optbinning itself
 * then uses ln(1 − m / n), with m missing or special training records and n non-events.)
 *
 * **Rounded bins.** The bounds in the table are rounded to `show_digits`, two by default, so give the exact `splits`.
 * WoE of optbinning falls with the event rate: the sign is in the coefficient. Special codes of a number become a cell
 * of their own between the code and the next larger number.
 *
 * ```py
 * def dump_scorecard(scorecard, metric_missing=0, metric_special=0):  # what fit was given
 *     table = scorecard.table(style="detailed")
 *     parts = {v: scorecard.binning_process_.get_binned_variable(v) for v in table["Variable"].unique()}
 *     return json.dumps({
 *         "table": table[["Variable", "Bin", "Count", "WoE", "Coefficient", "Points"]].to_dict("records"),
 *         "values": "woe", "metricMissing": metric_missing, "metricSpecial": metric_special,
 *         "intercept": float(scorecard.estimator_.intercept_[0]),
 *         "splits": {v: part.splits for v, part in parts.items() if part.dtype == "numerical"},
 *     }, default=lambda value: value.tolist())
 * ```
 *
 * O(bins · log bins).
 *
 * @param scorecard - the parsed JSON
 * @returns the sealed model and features that read records keyed by variable
 * @throws SalienceError `invalid_argument` for bins that are no interval, overlap, leave a gap or are equal once
 * rounded, a category in two bins, a variable whose rows are apart, unknown special codes, and whatever is malformed
 *
 * @example
 * ```ts
 * import { createScorer } from "salience";
 * import { fromOptBinning } from "salience/interop";
 * const { model, features } = fromOptBinning({
 *   values: "points",
 *   table: [
 *     { Variable: "age", Bin: "(-inf, 30.50)", Points: 12 },
 *     { Variable: "age", Bin: "[30.50, inf)", Points: 31 },
 *     { Variable: "age", Bin: "Special", Points: 20 },
 *     { Variable: "age", Bin: "Missing", Points: 20 },
 *   ],
 * });
 * const rows = [{ age: 30 }, { age: 30.5 }, { age: null }];
 * createScorer(model, features).scoreAll(rows).score; // => Float64Array.of(12, 31, 20)
 * ```
 */
export function fromOptBinning(scorecard: OptBinningScorecard): ImportedModel {
  checkOptions(CALLER, "scorecard", scorecard, KEYS);
  const { values, splits = {}, specialCodes = {} } = scorecard;
  if (values !== "points" && values !== "woe") reject(CALLER, "values points or woe", values);
  checkMetrics(scorecard);
  const intercept = checkNumber(
    CALLER,
    "intercept",
    scorecard.intercept ?? (values === "points" ? 0 : undefined),
  );
  const blocks = blocksOf(checkList(CALLER, "table", scorecard.table));
  const variables = blocks.map(([variable]) => variable);
  checkUnique(CALLER, "variable, its rows together", variables);
  for (const [name, of] of [
    ["splits", splits],
    ["specialCodes", specialCodes],
  ] as const) {
    checkOptions(CALLER, name, of, variables);
  }
  const columns = blocks.map(([variable, rows]) => {
    const bins = readBinRows(CALLER, variable, rows, scorecard);
    return bins.kind === "number"
      ? numberColumn(variable, bins, ownValue(splits, variable))
      : categoryColumn(variable, bins, scorecard);
  });
  const link = values === "points" ? "identity" : "logit";
  return importedModel(`optbinning scorecard, ${values}`, link, intercept, columns);
}

function checkMetrics({ values, metricMissing, metricSpecial, metricUnknown }: OptBinningScorecard): void {
  const needed = { metricMissing, metricSpecial };
  for (const [name, metric] of Object.entries(needed)) {
    if (values === "points") {
      if (metric !== undefined) reject(CALLER, `no ${name} with points (the rows contain it)`, metric);
    } else if (metric !== "empirical" && !Number.isFinite(metric)) {
      reject(CALLER, `${name} "empirical" or the number that fit was given (0 by default there)`, metric);
    }
  }
  if (metricUnknown === undefined) return;
  if (values === "points") reject(CALLER, "no metricUnknown with points", metricUnknown);
  checkNumber(CALLER, "metricUnknown", metricUnknown);
}

/** The rows by variable, each run of rows of one variable by itself. */
function blocksOf(table: readonly unknown[]): [string, OptBinningRow[]][] {
  if (table.length === 0) reject(CALLER, "a table with rows", table);
  const blocks: [string, OptBinningRow[]][] = [];
  table.forEach((value, i) => {
    if (typeof value !== "object" || value === null) reject(CALLER, `table[${i}] to be a row`, value);
    const row = value as OptBinningRow;
    const variable = checkColumnName(CALLER, `Variable of table[${i}]`, row.Variable);
    const last = blocks.at(-1);
    if (last?.[0] === variable) last[1].push(row);
    else blocks.push([variable, [row]]);
  });
  return blocks;
}

function numberColumn(
  variable: string,
  bins: Extract<BinRows, { readonly kind: "number" }>,
  splits: readonly number[] | undefined,
): ImportedColumn {
  const specials: NumberSpecials = new Map();
  for (const [code, value] of bins.specials) {
    if (typeof code !== "number") reject(CALLER, `specialCodes of "${variable}" to be numbers`, code);
    specials.set(code, value);
  }
  const steps = stepsOf(CALLER, variable, bins.intervals, splits, specials);
  return {
    name: variable,
    feature: numeric(variable),
    term: { kind: "step", feature: variable, ...steps, missing: bins.missing },
  };
}

function categoryColumn(
  variable: string,
  bins: Extract<BinRows, { readonly kind: "category" }>,
  { values, splits, metricUnknown = 0 }: OptBinningScorecard,
): ImportedColumn {
  if (splits?.[variable] !== undefined)
    reject(CALLER, `no splits for the categories of "${variable}"`, splits);
  const entries = [
    ...bins.levels,
    ...[...bins.specials].map(([code, value]) => [String(code).trim(), value] as const),
  ];
  const levels = entries.map(([level]) => level);
  checkUnique(CALLER, `category of "${variable}" (white space around it does not count)`, levels);
  return {
    name: variable,
    feature: categorical(variable, { levels }),
    term: {
      kind: "levels",
      feature: variable,
      levels,
      contributions: entries.map(([, value]) => value),
      missing: bins.missing,
      unseen: values === "points" ? bins.missing : bins.coefficient * metricUnknown,
    },
  };
}
