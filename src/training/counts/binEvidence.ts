import { sum } from "../../core/numeric";
import { type BinCounts, total } from "./counts";

/** What a bin says about the event. */
export interface BinEvidence {
  /** ln(share of events / share of non-events). */
  readonly weightOfEvidence: number;
  /** The part of the information value that comes from the bin. */
  readonly informationValue: number;
}

/**
 * Weights of evidence and information values of bins, each of which holds records: a 0 among the counts is replaced by
 * the smoothing before the sums are taken.
 *
 * @param bins - events and non-events per bin, by weight
 * @param smoothing - what stands for 0
 * @returns one per bin
 */
export function binEvidence(bins: readonly BinCounts[], smoothing: number): BinEvidence[] {
  const eventsOf = (counts: BinCounts) => counts.events || smoothing;
  const nonEventsOf = (counts: BinCounts) => counts.nonEvents || smoothing;
  const events = sum(bins.map(eventsOf));
  const nonEvents = sum(bins.map(nonEventsOf));
  return bins.map((counts) => {
    const [share, otherShare] = [eventsOf(counts) / events, nonEventsOf(counts) / nonEvents];
    const weightOfEvidence = Math.log(share / otherShare);
    return { weightOfEvidence, informationValue: (share - otherShare) * weightOfEvidence };
  });
}

/** The information value of bins; those without records have no part. */
export function informationOf(bins: readonly BinCounts[], smoothing: number): number {
  const filled = bins.filter((counts) => total(counts) > 0);
  return sum(binEvidence(filled, smoothing).map(({ informationValue }) => informationValue));
}
