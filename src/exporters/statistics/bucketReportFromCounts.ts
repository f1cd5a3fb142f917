import { checkBuckets } from "../../buckets/checkBuckets";
import { type BucketReportOptions, reportOf } from "../../buckets/reportOf";
import type { BucketReport, Buckets } from "../../buckets/types";
import { checkOptions, reject } from "../../core/checks";
import type { BinCounts, EventCounts, FeatureCounts } from "../../training/counts/counts";
import { checkCounts } from "../../training/counts/countsCheck";

const CALLER = "bucketReportFromCounts";

/** Options of {@link bucketReportFromCounts}. */
export interface BucketCountsOptions<Label extends string> extends BucketReportOptions<Label> {
  /** The counted category whose levels are the labels of the buckets; `bucket` by default. */
  readonly feature?: string;
}

/**
 * The report of `bucketReport` from counts: of records that were scored where they live. `toSql` writes the column
 * `bucket`; with its result and the outcomes in one table, `statisticsSql` counts the category `bucket`. A missing
 * bucket is a record without a score. O(buckets).
 *
 * @param buckets - made by `bucketsByThreshold` or `bucketsByShare`
 * @param counts - events and non-events per bucket
 * @param options - `feature`, `mql` and `confidence` as for `bucketReport`
 * @returns the same as `bucketReport` of the records
 * @throws SalienceError `invalid_data` for a level that is no label; `invalid_configuration`, `invalid_argument`
 *
 * @example
 * ```ts
 * import { bucketsByThreshold, categorical, countsFromRecords, featureSet } from "salience";
 * import { bucketReportFromCounts } from "salience/exporters";
 * const features = featureSet<{ bucket: string; won: boolean }>()({ bucket: categorical("bucket") });
 * const records = ["A", "A", "A", "B", "B"].map((bucket, i) => ({ bucket, won: i % 2 === 0 && i < 4 }));
 * const { counts } = countsFromRecords(records, { features, outcome: (record) => record.won });
 * const report = bucketReportFromCounts(bucketsByThreshold({ A: 0.6 }, { rest: "B" }), counts);
 * report.buckets.map(({ label, count, events }) => [label, count, events]); // => [["A", 3, 2], ["B", 2, 0]]
 * report.monotone; // => true
 * ```
 */
export function bucketReportFromCounts<Label extends string>(
  buckets: Buckets<Label>,
  counts: EventCounts,
  options: BucketCountsOptions<NoInfer<Label>> = {},
): BucketReport<Label> {
  checkBuckets(CALLER, buckets);
  checkCounts(CALLER, counts);
  checkOptions(CALLER, "options", options, ["feature", "mql", "confidence"]);
  const { feature: name = "bucket", ...rest } = options;
  const counted = counts.features.find((feature) => feature.name === name);
  if (counted?.type !== "category") reject(CALLER, `a counted category "${name}"`, counted?.type);
  const { labels } = buckets;
  const unknownLabel = counted.levels?.find((level) => !labels.includes(level as Label));
  if (unknownLabel !== undefined) {
    reject(CALLER, `levels of "${name}" that are labels: ${labels.join(", ")}`, unknownLabel, "invalid_data");
  }
  const bins = [...labels.map((label) => binOf(counted, label)), counted.missing];
  const totals = {
    counts: bins.map(({ events, nonEvents }) => events + nonEvents),
    events: bins.map(({ events }) => events),
  };
  return reportOf(CALLER, buckets, totals, rest);
}

function binOf({ levels, bins }: FeatureCounts, label: string): BinCounts {
  return bins[levels?.indexOf(label) ?? -1] ?? { events: 0, nonEvents: 0 };
}
