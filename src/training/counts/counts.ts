import { type Bin, rangeAt } from "../../core/bin";
import type { FeatureType } from "../../features/types";

/** Records with and without the event. */
export interface BinCounts {
  readonly events: number;
  readonly nonEvents: number;
}

/** Events and non-events of one feature, bin by bin. A record lies in exactly one bin, or is missing. */
export interface FeatureCounts {
  /** The name of the feature. */
  readonly name: string;
  readonly type: FeatureType;
  /**
   * Increasing cuts between the bins, in original units (before a transform): a value equal to a cut goes up.
   * 1 for a flag, 1, 2, … for an ordinal feature, null for a category.
   */
  readonly cuts: readonly number[] | null;
  /** The level of each bin, of a category in increasing order of its text; null for numbers and flags. */
  readonly levels: readonly string[] | null;
  /** One more than cuts, or one per level. */
  readonly bins: readonly BinCounts[];
  /** Records without a value. */
  readonly missing: BinCounts;
}

/**
 * Events and non-events per bin of each feature: all that weight of evidence, naive Bayes, bucket reports and drift
 * need to know of the records. Plain JSON that can be stored, added up and counted on.
 */
export interface EventCounts extends BinCounts {
  readonly kind: "counts";
  readonly formatVersion: 1;
  /** Features by increasing name. */
  readonly features: readonly FeatureCounts[];
  /** First and last instant of the records as ISO text, or null where they have none. */
  readonly from: string | null;
  readonly to: string | null;
  /** Version of the library that counted. */
  readonly libraryVersion: string;
}

/** The cuts between the bins of number features, by feature name; flags, ordinal features and categories need none. */
export type CutsByFeature = Readonly<Record<string, readonly number[]>>;

/** The bins of a feature in order, the missing values last, and what is counted in each. */
export function countedBins(feature: FeatureCounts): { readonly bin: Bin; readonly counts: BinCounts }[] {
  const bins = feature.bins.map((counts, i) => ({ bin: binAt(feature, i), counts }));
  return [...bins, { bin: { missing: true } as const, counts: feature.missing }];
}

function binAt({ cuts, levels }: FeatureCounts, i: number): Bin {
  const level = levels?.[i];
  return level === undefined ? rangeAt(cuts ?? [], i) : { level };
}

/** Records of both classes. */
export function total({ events, nonEvents }: BinCounts): number {
  return events + nonEvents;
}

/** The events, or the non-events, of several bins together. */
export function sumOf(bins: readonly BinCounts[], outcome: keyof BinCounts): number {
  return bins.reduce((all, bin) => all + bin[outcome], 0);
}
