import { checkOptions } from "../../core/checks";
import type { AdditiveModel } from "../../models/types";
import {
  NAIVE_BAYES_OPTIONS,
  type NaiveBayesOptions,
  naiveBayesModel,
} from "../../training/bayes/naiveBayesFromCounts";
import { countWarnings, type NaiveBayesWarning } from "../../training/bayes/naiveBayesWarnings";
import type { BinCounts, EventCounts } from "../../training/counts/counts";
import { type WeightOfEvidence, weightOfEvidence } from "../../training/counts/weightOfEvidence";
import { readStatistics, type StatisticsOptions, type StatisticsRow } from "./countsFromStatistics";

/** What {@link fitFromStatistics} says beside the model. */
export interface StatisticsReport {
  /** What the model is made of: for `updateCounts`, `mergeCounts`, `driftInputs`. */
  readonly counts: EventCounts;
  /** Records with an outcome and a value that cannot be used. */
  readonly rejected: BinCounts;
  /** Weight of evidence of every bin, and the information value of every feature. */
  readonly weightOfEvidence: Readonly<Record<string, WeightOfEvidence>>;
  readonly warnings: readonly NaiveBayesWarning[];
}

/**
 * The naive Bayes model of records that stay where they are: in a database that ran the query of `statisticsSql`.
 * The same as `naiveBayesFromCounts` of the counts, with the same warnings as `fitNaiveBayes` as far as counts show
 * them; whether features repeat each other they do not show: `duplicateEvidence` does, on a sample of the records.
 * The model ranks, it does not price. O(rows · log rows).
 *
 * @param rows - the rows that the query returned, in any order
 * @param options - `features` and `cuts` as for the query; `window`; `smoothing`, `missing`, `stages`
 * @returns the sealed model and a report
 * @throws SalienceError `invalid_data` for rows that are not those of the query, or without events or non-events;
 * `invalid_configuration`, `invalid_argument`
 *
 * @example
 * ```ts
 * import { createScorer, featureSet, flag } from "salience";
 * import { fitFromStatistics } from "salience/exporters";
 * const features = featureSet<{ demo: boolean }>()({ demo: flag("demo") });
 * const rows = [
 *   { feature: "", bin: "counted", events: 50, non_events: 150 },
 *   { feature: "", bin: "rejected", events: 0, non_events: 0 },
 *   { feature: "demo", bin: "0", events: 10, non_events: 90 },
 *   { feature: "demo", bin: "1", events: 40, non_events: 60 },
 * ];
 * const { model, report } = fitFromStatistics(rows, { features, smoothing: 0 });
 * createScorer(model, features).explain({ demo: true }).margin; // ≈ -0.405465108108164
 * report.weightOfEvidence.demo?.informationValue; // ≈ 0.716703787691222
 * ```
 */
export function fitFromStatistics<Row>(
  rows: readonly StatisticsRow[],
  options: StatisticsOptions<Row> & NaiveBayesOptions,
): { readonly model: AdditiveModel; readonly report: StatisticsReport } {
  checkOptions("fitFromStatistics", "options", options, [
    "features",
    "cuts",
    "window",
    ...NAIVE_BAYES_OPTIONS,
  ]);
  const { counts, rejected } = readStatistics("fitFromStatistics", rows, options);
  const model = naiveBayesModel("fitFromStatistics", counts, options.features, options);
  const names = model.features.map(({ name }) => name);
  const unknown: NaiveBayesWarning = {
    code: "duplicates_unknown",
    features: names,
    message:
      "counts do not show whether features repeat each other: look for it with duplicateEvidence on a sample",
  };
  const warnings = countWarnings(counts);
  return {
    model,
    report: {
      counts,
      rejected,
      weightOfEvidence: weightOfEvidence(counts),
      warnings: names.length > 1 ? [unknown, ...warnings] : warnings,
    },
  };
}
