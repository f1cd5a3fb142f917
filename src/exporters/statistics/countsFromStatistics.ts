import { checkOptions, reject } from "../../core/checks";
import { checkInstant, type Instant } from "../../core/instant";
import { LIBRARY_VERSION } from "../../core/version";
import type { FeatureSet } from "../../features/featureSet";
import type { Feature } from "../../features/types";
import type { BinCounts, CutsByFeature, EventCounts, FeatureCounts } from "../../training/counts/counts";
import { type FeatureBins, featureBins } from "../../training/counts/countsBins";
import { checkCounts } from "../../training/counts/countsCheck";
import { categoricalOf } from "./plainFeatures";

/** One row of what the query of `statisticsSql` returns. */
export interface StatisticsRow {
  /** The name of the feature; empty text for all records. */
  readonly feature: string;
  /**
   * The level of a category, the position of the bin of any other feature (0 for the lowest), null for missing
   * values; of all records, `counted` and `rejected`.
   */
  readonly bin: string | null;
  /** Whole numbers, as numbers, bigints or decimal text: databases differ. */
  readonly events: number | bigint | string;
  readonly non_events: number | bigint | string;
}

/** Options of {@link countsFromStatistics}: those that the query was written with, and the window. */
export interface StatisticsOptions<Row> {
  /** The features that were counted. */
  readonly features: FeatureSet<Row>;
  /** The cuts between the bins of number features, by name. */
  readonly cuts?: CutsByFeature;
  /** First and last instant of the records, where it is known. */
  readonly window?: { readonly from: Instant; readonly to: Instant };
}

/** What {@link countsFromStatistics} returns. */
export interface StatisticsCounts {
  /** The same as `countsFromRecords` would give of the records. */
  readonly counts: EventCounts;
  /** Records with an outcome and a value that cannot be used: they are in no bin. */
  readonly rejected: BinCounts;
}

/**
 * Counts from the rows that the query of `statisticsSql` returned: the same as counting the records here. They feed
 * `weightOfEvidence`, `naiveBayesFromCounts`, `bucketReportFromCounts` and `driftInputs`, and can be merged and
 * updated. O(rows · log rows).
 *
 * @param rows - the rows, in any order
 * @param options - `features` and `cuts` as for the query, and the `window` of the records
 * @returns the counts, and how many records were rejected
 * @throws SalienceError `invalid_data` for rows that are not those of the query: an unknown feature, a bin twice, a
 * feature whose bins do not hold all records; `invalid_configuration`, `invalid_argument`
 *
 * @example
 * ```ts
 * import { categorical, featureSet, weightOfEvidence } from "salience";
 * import { countsFromStatistics } from "salience/exporters";
 * const features = featureSet<{ source: string }>()({ source: categorical("source") });
 * const rows = [
 *   { feature: "", bin: "counted", events: 40, non_events: 160 },
 *   { feature: "", bin: "rejected", events: 0, non_events: 0 },
 *   { feature: "source", bin: "web", events: "10", non_events: "90" },
 *   { feature: "source", bin: "fair", events: 30n, non_events: 70n },
 * ];
 * const { counts } = countsFromStatistics(rows, { features });
 * counts.features[0]?.levels; // => ["fair", "web"]
 * weightOfEvidence(counts).source?.bins[0]?.weightOfEvidence; // ≈ 0.538996500732687
 * ```
 */
export function countsFromStatistics<Row>(
  rows: readonly StatisticsRow[],
  options: StatisticsOptions<Row>,
): StatisticsCounts {
  checkOptions("countsFromStatistics", "options", options, ["features", "cuts", "window"]);
  return readStatistics("countsFromStatistics", rows, options);
}

/** {@link countsFromStatistics} for names of options that are checked already. */
export function readStatistics<Row>(
  caller: string,
  rows: readonly StatisticsRow[],
  { features, cuts, window }: StatisticsOptions<Row>,
): StatisticsCounts {
  if (!Array.isArray(rows)) reject(caller, "rows to be an array", rows);
  const wanted = featureBins(caller, features, cuts);
  const byFeature = groupRows(caller, rows, ["", ...wanted.map(({ name }) => name)]);
  const all = byFeature.get("") as Map<string | null, BinCounts>;
  const totals = ["counted", "rejected"].map((bin) => {
    return all.get(bin) ?? reject(caller, `a row "${bin}" of all records`, undefined, "invalid_data");
  });
  const [counted, rejected] = totals as [BinCounts, BinCounts];
  const iso = (end: "from" | "to") =>
    window === undefined
      ? null
      : new Date(checkInstant(caller, `window.${end}`, window?.[end])).toISOString();
  const counts: EventCounts = {
    kind: "counts",
    formatVersion: 1,
    ...counted,
    features: wanted.map((feature) => {
      const bins = byFeature.get(feature.name) as Map<string | null, BinCounts>;
      return countsOf(caller, feature, spelled(features.features[feature.name] as Feature<Row>, bins));
    }),
    from: iso("from"),
    to: iso("to"),
    libraryVersion: LIBRARY_VERSION,
  };
  checkCounts(caller, counts);
  return { counts, rejected };
}

function groupRows(
  caller: string,
  rows: readonly StatisticsRow[],
  names: readonly string[],
): ReadonlyMap<string, Map<string | null, BinCounts>> {
  const byFeature = new Map(names.map((name) => [name, new Map<string | null, BinCounts>()]));
  for (const [i, row] of rows.entries()) {
    const { feature, bin, events, non_events: nonEvents }: StatisticsRow = Object(row);
    const bins = byFeature.get(feature);
    if (bins === undefined) {
      reject(caller, `rows[${i}].feature to be a feature that was counted`, feature, "invalid_data");
    }
    if (bin !== null && typeof bin !== "string") reject(caller, `rows[${i}].bin to be text or null`, bin);
    if (bins.has(bin)) reject(caller, `every bin of "${feature}" once`, bin, "invalid_data");
    bins.set(bin, {
      events: readCount(caller, `rows[${i}].events`, events),
      nonEvents: readCount(caller, `rows[${i}].non_events`, nonEvents),
    });
  }
  return byFeature;
}

const WHOLE = /^\d{1,16}$/;

function readCount(caller: string, what: string, value: unknown): number {
  const isWritten = typeof value === "bigint" || (typeof value === "string" && WHOLE.test(value));
  const count = isWritten ? Number(value) : value;
  if (Number.isSafeInteger(count) && (count as number) >= 0) return count as number;
  return reject(caller, `${what} to be a whole number of at least 0`, value);
}

/** The bins of a category under the levels that its feature makes of the texts in the table. */
function spelled<Row>(
  feature: Feature<Row>,
  bins: ReadonlyMap<string | null, BinCounts>,
): ReadonlyMap<string | null, BinCounts> {
  const definition = categoricalOf(feature);
  if (definition === null) return bins;
  const levels = new Map<string | null, BinCounts>();
  for (const [text, bin] of bins) {
    const level = feature.read({ [definition.field]: text } as Row, Number.NaN) as string | null;
    const { events, nonEvents } = levels.get(level) ?? NONE;
    levels.set(level, { events: events + bin.events, nonEvents: nonEvents + bin.nonEvents });
  }
  return levels;
}

const NONE: BinCounts = { events: 0, nonEvents: 0 };

function countsOf(
  caller: string,
  { name, type, cuts, levels }: FeatureBins,
  bins: ReadonlyMap<string | null, BinCounts>,
): FeatureCounts {
  const missing = bins.get(null) ?? NONE;
  const found = [...bins.keys()].filter((bin) => bin !== null);
  if (cuts === null) {
    // JavaScript's order, whatever the collation of the database
    const own = found.sort();
    return { name, type, cuts, levels: own, bins: own.map((level) => bins.get(level) as BinCounts), missing };
  }
  const positions = Array.from({ length: cuts.length + 1 }, (_, i) => String(i));
  const unknownBin = found.find((bin) => !positions.includes(bin));
  if (unknownBin !== undefined) {
    reject(caller, `bins of "${name}" from 0 to ${cuts.length}`, unknownBin, "invalid_data");
  }
  return { name, type, cuts, levels, bins: positions.map((at) => bins.get(at) ?? NONE), missing };
}
