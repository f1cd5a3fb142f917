import type { Interval } from "../core/intervals";

/**
 * Buckets of a score, best first. Plain JSON. Bucket i holds the scores from its cut up to the cut above it:
 * a score equal to a cut belongs to the better bucket. The last bucket has no cut: it holds what is below all
 * others.
 */
export interface Buckets<Label extends string = string> {
  /** The labels, best first. */
  readonly labels: readonly Label[];
  /** The lowest score of each bucket but the last: one number fewer than labels, never increasing. */
  readonly cuts: readonly number[];
}

/** Buckets whose cuts come from a distribution of scores. */
export interface ShareBuckets<Label extends string = string> extends Buckets<Label> {
  /** The share of the scores that each bucket was meant to hold, in the order of the labels. */
  readonly wantedShares: readonly number[];
  /** The share of the scores that each bucket holds; it differs from the wanted one where scores are equal. */
  readonly shares: readonly number[];
  /** Scores that the cuts come from. */
  readonly scored: number;
  /** NaN among the scores: records without a score, which have no part in the cuts. */
  readonly unscored: number;
}

/** Records, and how many of them converted. */
export interface BucketConversion {
  /** Records. */
  readonly count: number;
  /** Records with the event. */
  readonly events: number;
  /** `events / count`, in [0, 1]; NaN without records. */
  readonly conversionRate: number;
  /** Wilson interval of the conversion rate; [0, 1] without records. */
  readonly interval: Interval;
}

/** A part of the scored records. */
export interface BucketGroup extends BucketConversion {
  /** Share of the scored records, in [0, 1]; NaN if no record was scored. */
  readonly share: number;
  /** Share of the events of the scored records, in [0, 1]; NaN without events. */
  readonly eventShare: number;
  /** Conversion rate divided by the overall one; NaN without records or without events. */
  readonly lift: number;
}

/** One bucket of a report. */
export interface BucketRow<Label extends string = string> extends BucketGroup {
  /** The label of the bucket. */
  readonly label: Label;
  /** The lowest score of the bucket, closed; null for the last bucket, which has none. */
  readonly low: number | null;
  /** The score at which the next better bucket begins, open; null for the best bucket. */
  readonly high: number | null;
}

/** Two neighbouring buckets of a report; buckets without records are passed over. */
export interface BucketStep<Label extends string = string> {
  /** The better bucket. */
  readonly better: Label;
  /** The worse bucket. */
  readonly worse: Label;
  /** Conversion rate of the better bucket minus that of the worse one, in [−1, 1]. */
  readonly difference: number;
  /** Newcombe interval of the difference. */
  readonly interval: Interval;
  /** Whether the better bucket converts more often, by any amount. */
  readonly holds: boolean;
  /** Whether the interval leaves out 0: the two buckets differ by more than chance explains. */
  readonly distinguishable: boolean;
}

/** What `bucketReport` returns. */
export interface BucketReport<Label extends string = string> {
  /** All scored records. */
  readonly overall: BucketConversion;
  /** The records without a score (NaN). They are in no bucket and in no share. */
  readonly unscored: BucketConversion;
  /** One row per bucket, best first. */
  readonly buckets: readonly BucketRow<Label>[];
  /** Whether the conversion rate falls from each bucket with records to the next: A > B > C > D. */
  readonly monotone: boolean;
  /** The comparisons that `monotone` is made of, best first. */
  readonly steps: readonly BucketStep<Label>[];
  /** The buckets that count as marketing-qualified leads, taken together. */
  readonly mql: BucketGroup & {
    /** Their labels. */
    readonly labels: readonly Label[];
  };
}
