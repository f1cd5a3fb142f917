import { reject } from "../../core/checks";
import { parseInstant } from "../../core/parseInstant";
import { LIBRARY_VERSION } from "../../core/version";
import type { BinCounts, EventCounts, FeatureCounts } from "./counts";
import { checkCounts } from "./countsCheck";

/**
 * Adds two counts of the same features and bins: of two chunks of a stream, two months, two warehouses. A level
 * that only one of them knows is kept. The result does not depend on the order, nor on how the records were
 * divided. O(bins).
 *
 * @param first - counts
 * @param second - counts of other records
 * @returns the counts of all records; the window covers both
 * @throws SalienceError `invalid_configuration` for other features or other cuts, `invalid_data`,
 * `invalid_argument`
 *
 * @example
 * ```ts
 * import { countsFromRecords, featureSet, mergeCounts, numeric } from "salience";
 * interface Lead { visits: number; won: boolean }
 * const features = featureSet<Lead>()({ visits: numeric("visits") });
 * const options = { features, outcome: (lead: Lead) => lead.won, cuts: { visits: [3] } };
 * const may = countsFromRecords([{ visits: 5, won: true }], options).counts;
 * const june = countsFromRecords([{ visits: 8, won: true }, { visits: 1, won: false }], options).counts;
 * mergeCounts(may, june).features[0]?.bins; // => [{ events: 0, nonEvents: 1 }, { events: 2, nonEvents: 0 }]
 * ```
 */
export function mergeCounts(first: EventCounts, second: EventCounts): EventCounts {
  checkCounts("mergeCounts", first);
  checkCounts("mergeCounts", second);
  return addCounts("mergeCounts", first, second, 1);
}

/**
 * Adds checked counts to checked counts, or takes them away.
 *
 * @param caller - name of the calling function
 * @param first - counts
 * @param second - counts
 * @param sign - 1 to add, −1 to take away: a bin may then go below 0
 * @returns the sum
 */
export function addCounts(
  caller: string,
  first: EventCounts,
  second: EventCounts,
  sign: 1 | -1,
): EventCounts {
  const ends = [first, second].flatMap(({ from, to }) =>
    from === null || to === null ? [] : [{ from, to }],
  );
  const times = ends.flatMap(({ from, to }) => [parseInstant(from), parseInstant(to)]);
  const iso = (time: number) => (times.length === 0 ? null : new Date(time).toISOString());
  return {
    kind: "counts",
    formatVersion: 1,
    ...addBins(first, second, sign),
    features: alignFeatures(caller, first, second).map(([one, other]) => ({
      ...one,
      bins: one.bins.map((bin, i) => addBins(bin, other.bins[i] as BinCounts, sign)),
      missing: addBins(one.missing, other.missing, sign),
    })),
    from: iso(Math.min(...times)),
    to: iso(Math.max(...times)),
    libraryVersion: LIBRARY_VERSION,
  };
}

/**
 * The features of two counts side by side, with the same bins: the levels of a category are those of both.
 *
 * @param caller - name of the calling function
 * @param first - counts
 * @param second - counts
 * @returns a pair per feature
 * @throws SalienceError `invalid_configuration` if features or cuts differ
 */
export function alignFeatures(
  caller: string,
  first: EventCounts,
  second: EventCounts,
): (readonly [FeatureCounts, FeatureCounts])[] {
  const names = (counts: EventCounts) => counts.features.map(({ name }) => name).join(", ");
  if (names(first) !== names(second)) {
    reject(caller, `counts of the features ${names(first)}`, names(second), "invalid_configuration");
  }
  return first.features.map((one, i) => {
    const other = second.features[i] as FeatureCounts;
    const bins = ({ type, cuts, levels }: FeatureCounts) =>
      JSON.stringify([type, cuts, type === "ordinal" ? levels : null]);
    if (bins(one) !== bins(other)) {
      reject(caller, `the same bins of "${one.name}": ${bins(one)}`, bins(other), "invalid_configuration");
    }
    if (one.type !== "category") return [one, other] as const;
    const levels = [...new Set([...(one.levels ?? []), ...(other.levels ?? [])])].sort();
    return [withLevels(one, levels), withLevels(other, levels)] as const;
  });
}

function withLevels(feature: FeatureCounts, levels: readonly string[]): FeatureCounts {
  const known = new Map(feature.levels?.map((level, i) => [level, feature.bins[i] as BinCounts]));
  return { ...feature, levels, bins: levels.map((level) => known.get(level) ?? { events: 0, nonEvents: 0 }) };
}

function addBins(one: BinCounts, other: BinCounts, sign: 1 | -1): BinCounts {
  return { events: one.events + sign * other.events, nonEvents: one.nonEvents + sign * other.nonEvents };
}
