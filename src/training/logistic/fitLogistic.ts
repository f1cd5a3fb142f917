import { checkOptions, reject } from "../../core/checks";
import type { Table } from "../../core/columns";
import { CONTROL_NAMES } from "../data/fitControl";
import { isTable, readLabelled } from "../data/readTraining";
import { type Errors, learnLogistic } from "./learnLogistic";
import { checkLogisticSettings, type StandardErrors } from "./logisticSettings";
import { clusterNumbers } from "./sandwich";
import type { FitLogisticOptions, FitLogisticTableOptions, LogisticFit } from "./types";

const OPTIONS = [
  ...CONTROL_NAMES,
  "features",
  "outcome",
  "weight",
  "penalty",
  "shapes",
  "offset",
  "standardErrors",
  "minimumLevelCount",
  "confidence",
  "coverageFloor",
  "lowConfidenceBelow",
];

/**
 * Logistic regression by Newton's method: a probability whose log-odds are a sum over features.
 *
 *     maximise Σ wᵢ·ln P(yᵢ) − ½·l2·Σ (βⱼ·sⱼ)²,   ln(p / (1 − p)) = β₀ + Σ βⱼ·xⱼ
 *
 * with w the record weights, y the outcomes, and s the population standard deviation of a number or flag, 1 for
 * a level of a category, whose log-odds need no scale; the intercept is not penalised. A missing number counts as
 * the mean and has a learned contribution of its own; missing text is a level; levels with few records share a
 * coefficient; a level never seen counts as the average record. Without a penalty the most frequent level of each
 * category is the baseline that the others are compared with, and columns that depend on others are left out. With
 * one every level has a coefficient, and the report compares it with the average record. Standard errors come from
 * the inverse of minus the second derivative, or from a sandwich on request; a penalty makes them smaller than the
 * estimates deserve, so test hypotheses without one, or with Firth's.
 *
 * Firth's penalty is ½·ln det of the information (Jeffreys' prior); it needs no strength, and the estimates of rare
 * events and of separating columns are finite and nearly unbiased. Its tests and intervals come from the profile of the
 * penalised likelihood, some 30 fits per coefficient, up to 300,000 records × columns² and some seconds of work (as under separation), and are Wald's beyond unless
 * `standardErrors` asks for one of them. As probabilities would be
 * drawn towards ½, the model's intercept, unlike the report's, is that of most likelihood beside the other
 * coefficients, so that probabilities add up to the events (FLIC, Puhr et al. 2017).
 *
 * A feature with a shape is bent at knots or binned: a slope per stretch, or a coefficient per bin, each with a row in the
 * report. An offset is added to the log-odds as it is, such as the log-odds of an earlier score; the model reads it like
 * any feature, and a record without it is refused in training and counts as the average in scoring.
 *
 * Above 1,000,000 records × columns a sample says where to begin and gradients lead close to the maximum, so that
 * the second derivative of all records is computed once; the estimates are as exact, and the standard errors to about
 * 5e-5 of their size. Columns are read in blocks, by WebAssembly SIMD where the host has it and allows it, else by
 * plain JavaScript, with the same bits. O(records · columns²) for numbers; for categories O(records · features²).
 *
 * @param rows - the records
 * @param options - `features`, `outcome`, `asOf`, `weight`, `penalty` and so on
 * @returns the model, calibrated by construction on its own records, and a report
 * @throws SalienceError `invalid_data` without records, or with outcomes of one class; `invalid_argument`
 *
 * Source: D. R. Cox, The regression analysis of binary sequences, JRSS B 20 (1958); A. E. Hoerl and R. W.
 * Kennard, Ridge Regression, Technometrics 12 (1970), for the penalty.
 *
 * @example
 * ```ts
 * import { createScorer, featureSet, fitLogistic, numeric } from "salience";
 * const leads = [0, 1, 2, 3, 4, 5, 6, 7].map((visits) => ({ visits, won: visits > 5 || visits === 2 }));
 * const features = featureSet<{ visits: number; won: boolean }>()({ visits: numeric("visits") });
 * const { model, report } = fitLogistic(leads, { features, outcome: (lead) => lead.won, penalty: "none" });
 * report.converged; // => true
 * report.coefficients.map((row) => row.column); // => ["(intercept)", "visits"]
 * const scores = createScorer(model, features).scoreAll(leads).probability;
 * scores.reduce((total, p) => total + p, 0); // ≈ 3.000000
 * ```
 */
export function fitLogistic<Row>(rows: readonly Row[], options: FitLogisticOptions<Row>): LogisticFit;
/**
 * The same from columns, which are neither copied nor written to: a table that `readTable`, `readColumns` or `table`
 * made. Outcomes and weights are columns too, and whatever depends on time has been read, so that there is no `asOf`
 * and the model's window is empty.
 *
 * @param table - the records as columns, one per feature
 * @param options - `features`, `outcome` and `weight` with one entry per row, `penalty` and so on
 * @returns the model, calibrated by construction on its own records, and a report
 * @throws SalienceError `invalid_data` without rows, or with outcomes of one class; `invalid_argument`
 *
 * @example
 * ```ts
 * import { featureSet, fitLogistic, numeric, readColumns } from "salience";
 * const features = featureSet<{ visits: number }>()({ visits: numeric("visits") });
 * const { table } = readColumns({ visits: Float64Array.of(0, 1, 2, 3, 4, 5, 6, 7) }, features);
 * const outcome = [0, 0, 1, 0, 0, 0, 1, 1] as const;
 * fitLogistic(table, { features, outcome }).report.rows.used; // => 8
 * ```
 */
export function fitLogistic<Row>(table: Table, options: FitLogisticTableOptions<Row>): LogisticFit;
export function fitLogistic<Row>(
  input: readonly Row[] | Table,
  options: FitLogisticOptions<Row> | FitLogisticTableOptions<Row>,
): LogisticFit {
  checkOptions("fitLogistic", "options", options, isTable(input) ? OPTIONS : [...OPTIONS, "asOf"]);
  const settings = checkLogisticSettings(options.features, options);
  const data = readLabelled("fitLogistic", input, options);
  const errors = checkErrors(options.standardErrors, settings.firth, (clusters) => {
    const { positions } = data;
    if (!isTable(input)) {
      if (typeof clusters !== "function") reject("fitLogistic", "clusters to be a function", clusters);
      return Array.from(positions, (i) => clusters(input[i]));
    }
    const ids = clusters as ArrayLike<unknown> | null;
    if (typeof ids !== "object" || ids?.length !== input.rowCount)
      reject("fitLogistic", "clusters with an entry per row of the table", clusters);
    return Array.from(positions, (i) => ids?.[i]);
  });
  return learnLogistic(options.features, data, settings, errors);
}

function checkErrors(
  wanted: StandardErrors<unknown> | undefined,
  firth: boolean,
  idsOf: (clusters: unknown) => unknown[],
): Errors {
  const caller = "fitLogistic";
  const kind = wanted ?? "default";
  if (kind === "default" && wanted === undefined) return { kind, clusters: null };
  const allowed: readonly unknown[] = firth ? ["model", "profile"] : ["model", "robust"];
  if (typeof kind !== "string" && !firth) {
    checkOptions(caller, "standardErrors", kind, ["clusters"]);
    return { kind: "clusters", clusters: clusterNumbers(caller, idsOf(kind.clusters)) };
  }
  if (!allowed.includes(kind)) {
    const others = firth ? 'with penalty "firth"' : "or { clusters }";
    reject(caller, `standardErrors to be ${allowed.map((word) => `"${word}"`).join(" or ")} ${others}`, kind);
  }
  return { kind: kind as Errors["kind"], clusters: null };
}
