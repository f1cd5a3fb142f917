import { checkOptions } from "../../core/checks";
import type { RejectedRecord } from "../../features/rejectedRecord";
import { readLabelled, type TrainingOptions } from "../data/readTraining";
import type { CutsByFeature, EventCounts } from "./counts";
import { featureBins } from "./countsBins";
import { countBins } from "./countsFromTable";

/** Options of {@link countsFromRecords}. */
export interface CountOptions<Row> extends TrainingOptions<Row> {
  /** The cuts between the bins of number features, by name; `quantileCuts` finds some. */
  readonly cuts?: CutsByFeature;
}

/** What {@link countsFromRecords} returns. */
export interface CountResult {
  /** Events and non-events per bin, of the records that have an outcome and could be read. */
  readonly counts: EventCounts;
  /** Records that could not be read, with their positions and the reasons. */
  readonly rejected: readonly RejectedRecord[];
  /** Positions of the records whose outcome is not known. */
  readonly open: readonly number[];
}

/**
 * Counts events and non-events per bin of each feature. A stream is counted chunk by chunk, with the same cuts, and
 * the counts are added by `mergeCounts`: the result is that of counting all records at once.
 * O(records · features · log cuts).
 *
 * @param rows - the records
 * @param options - `features`, `outcome`, `asOf`, `weight`, and `cuts` for the number features
 * @returns the counts, and the records that are not in them
 * @throws SalienceError `missing_as_of`, `invalid_configuration` for a number feature without cuts,
 * `invalid_argument`
 *
 * @example
 * ```ts
 * import { categorical, countsFromRecords, featureSet, mergeCounts } from "salience";
 * const features = featureSet<{ source: string; won?: boolean }>()({ source: categorical("source") });
 * const options = { features, outcome: (lead: { won?: boolean }) => lead.won };
 * const first = countsFromRecords([{ source: "web", won: true }, { source: "fair", won: false }], options);
 * const second = countsFromRecords([{ source: "web", won: false }, { source: "web" }], options);
 * second.open; // => [1]
 * const { features: counted } = mergeCounts(first.counts, second.counts);
 * counted[0]?.levels; // => ["fair", "web"]
 * counted[0]?.bins; // => [{ events: 0, nonEvents: 1 }, { events: 1, nonEvents: 1 }]
 * ```
 */
export function countsFromRecords<Row>(rows: readonly Row[], options: CountOptions<Row>): CountResult {
  checkOptions("countsFromRecords", "options", options, ["features", "outcome", "asOf", "cuts", "weight"]);
  const bins = featureBins("countsFromRecords", options.features, options.cuts);
  const data = readLabelled("countsFromRecords", rows, options, "nothing");
  const { table, outcomes, weights, from, to, rejected, open } = data;
  return { counts: { ...countBins(table, outcomes, weights, bins), from, to }, rejected, open };
}
