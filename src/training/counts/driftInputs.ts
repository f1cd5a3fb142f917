import type { Bin } from "../../core/bin";
import { countedBins, type EventCounts, total } from "./counts";
import { checkCounts } from "./countsCheck";
import { alignFeatures } from "./mergeCounts";

/** How many records of two populations lie in each bin of a feature. */
export interface DriftInput {
  /** What each position stands for; missing values last. */
  readonly bins: readonly Bin[];
  /** Records of the first population in each bin. */
  readonly expected: readonly number[];
  /** Records of the second population in each bin. */
  readonly actual: readonly number[];
}

/**
 * The records of two populations in the same bins of each feature, whatever their outcome: what a measure of drift,
 * such as the population stability index, compares. A level that only one of them knows is a bin where the other has
 * 0. Records without an outcome can be counted as non-events for it. O(bins).
 *
 * @param expected - counts of the records that a model was learned from
 * @param actual - counts of other records, with the same cuts
 * @returns counts by feature name; both of a feature's lists sum to the number of records
 * @throws SalienceError `invalid_configuration` for other features or other cuts, `invalid_data`,
 * `invalid_argument`
 *
 * @example
 * ```ts
 * import { categorical, countsFromRecords, driftInputs, featureSet } from "salience";
 * interface Lead { source: string; won?: boolean }
 * const features = featureSet<Lead>()({ source: categorical("source") });
 * const past = countsFromRecords([{ source: "web", won: true }, { source: "web", won: false }], { features, outcome: (lead) => lead.won });
 * const now = countsFromRecords([{ source: "web" }, { source: "fair" }], { features, outcome: () => false });
 * driftInputs(past.counts, now.counts).source;
 * // => { bins: [{ level: "fair" }, { level: "web" }, { missing: true }], expected: [0, 2, 0], actual: [1, 1, 0] }
 * ```
 */
export function driftInputs(
  expected: EventCounts,
  actual: EventCounts,
): Readonly<Record<string, DriftInput>> {
  checkCounts("driftInputs", expected);
  checkCounts("driftInputs", actual);
  const pairs = alignFeatures("driftInputs", expected, actual);
  return Object.fromEntries(
    pairs.map(([one, other]) => {
      const bins = countedBins(one);
      const input: DriftInput = {
        bins: bins.map(({ bin }) => bin),
        expected: bins.map(({ counts }) => total(counts)),
        actual: countedBins(other).map(({ counts }) => total(counts)),
      };
      return [one.name, input];
    }),
  );
}
