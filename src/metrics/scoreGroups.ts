import { ascendingOrder } from "./ascendingOrder";
import type { Sample } from "./inputs";

/** The distinct scores in increasing order, with how many events and non-events lie at or below each. */
export interface ScoreGroups {
  /** Distinct scores, increasing. */
  readonly scores: Float64Array;
  /** Weight of the events with this score or a lower one. */
  readonly eventsUpTo: Float64Array;
  /** Weight of the non-events with this score or a lower one. */
  readonly nonEventsUpTo: Float64Array;
  /** Weight of all events. */
  readonly events: number;
  /** Weight of all non-events. */
  readonly nonEvents: number;
}

/**
 * Sorts the records by score and puts equal scores together, so that their order cannot matter. A score that
 * only records of weight 0 have is left out. O(n).
 */
export function scoreGroups({ outcomes, scores, weights }: Sample): ScoreGroups {
  const n = scores.length;
  const order = ascendingOrder(scores);
  const sorted = new Float64Array(n);
  const events = new Float64Array(n);
  const nonEvents = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const row = order[i] as number;
    sorted[i] = scores[row] as number;
    (outcomes[row] === 1 ? events : nonEvents)[i] = weights[row] as number;
  }
  accumulate(events);
  accumulate(nonEvents);
  let groups = 0;
  for (let i = 0; i < n; i++) {
    if (sorted[i] === sorted[i + 1]) continue;
    const weightless =
      events[i] === (events[groups - 1] ?? 0) && nonEvents[i] === (nonEvents[groups - 1] ?? 0);
    if (weightless) continue;
    sorted[groups] = sorted[i] as number;
    events[groups] = events[i] as number;
    nonEvents[groups] = nonEvents[i] as number;
    groups++;
  }
  return {
    scores: sorted.subarray(0, groups),
    eventsUpTo: events.subarray(0, groups),
    nonEventsUpTo: nonEvents.subarray(0, groups),
    events: events[groups - 1] as number,
    nonEvents: nonEvents[groups - 1] as number,
  };
}

/** Replaces numbers ≥ 0 by their running sums, compensated for rounding. */
function accumulate(values: Float64Array): void {
  let total = 0;
  let lost = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    const next = total + value;
    lost += total >= value ? total - next + value : value - next + total;
    total = next;
    values[i] = total + lost;
  }
}
