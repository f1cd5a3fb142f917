import { own } from "./fillTemplate";
import type { Outlook } from "./types";

const BY_BUCKET = { A: 3, B: 2, C: 1, D: 0 } as const;
const BY_OUTLOOK: Readonly<Record<Outlook, Effort>> = {
  veryLikely: 3,
  likely: 3,
  aboveAverage: 2,
  even: 2,
  unlikely: 1,
  veryUnlikely: 0,
};

/** How much work a record deserves: 3 a call, 2 a letter, 1 none but the newsletter, 0 none. */
export type Effort = 0 | 1 | 2 | 3;

/** What the headline and the next step are made from, so that they agree. */
export interface Decision {
  /** By its bucket if that is one of A to D, else by its outlook or place; null where none says anything. */
  readonly effort: Effort | null;
  /**
   * Whether the bucket speaks for more or for less work than the probability, by two steps at least: a bucket compares
   * with others, a probability does not.
   */
  readonly bucketIs: "higher" | "lower" | null;
}

/**
 * How much work a record deserves, and whether its bucket and its probability agree on it.
 *
 * @param bucket - the label of the bucket, or null
 * @param outlook - what the probability is called, or null
 * @param topShare - share of the population with at least this score, or null
 * @returns the decision
 */
export function decide(bucket: string | null, outlook: Outlook | null, topShare: number | null): Decision {
  const byBucket = own(BY_BUCKET as Readonly<Record<string, Effort>>, bucket ?? "");
  const byOutlook = outlook === null ? null : BY_OUTLOOK[outlook];
  if (byBucket !== undefined) {
    const difference = byBucket - (byOutlook ?? byBucket);
    return { effort: byBucket, bucketIs: difference >= 2 ? "higher" : difference <= -2 ? "lower" : null };
  }
  return { effort: byOutlook ?? (topShare !== null && topShare <= 0.1 ? 3 : null), bucketIs: null };
}
