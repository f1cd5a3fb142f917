import { sortWith } from "../core/sortWith";
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
  return weights === null ? countGroups(outcomes, scores) : weighGroups(outcomes, scores, weights);
}

/** Where every record counts once: whole numbers, which need no compensation. */
function countGroups(outcomes: Uint8Array, scores: Float64Array): ScoreGroups {
  const { sorted, payload } = sortWith(scores, outcomes);
  const n = sorted.length;
  const eventsUpTo = new Float64Array(n);
  const nonEventsUpTo = new Float64Array(n);
  let groups = 0;
  let events = 0;
  for (let i = 0; i < n; i++) {
    events += payload[i] as number;
    const score = sorted[i] as number;
    if (i + 1 < n && score === sorted[i + 1]) continue;
    sorted[groups] = score;
    eventsUpTo[groups] = events;
    nonEventsUpTo[groups] = i + 1 - events;
    groups++;
  }
  return firstGroups(sorted, eventsUpTo, nonEventsUpTo, groups);
}

function weighGroups(outcomes: Uint8Array, scores: Float64Array, weights: Float64Array): ScoreGroups {
  const { sorted, payload } = sortWith(scores, signedWeights(outcomes, weights));
  const n = sorted.length;
  const eventsUpTo = new Float64Array(n);
  const nonEventsUpTo = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const signed = payload[i] as number;
    eventsUpTo[i] = Math.max(signed, 0);
    nonEventsUpTo[i] = Math.max(-signed, 0);
  }
  accumulate(eventsUpTo);
  accumulate(nonEventsUpTo);
  let groups = 0;
  for (let i = 0; i < n; i++) {
    const score = sorted[i] as number;
    if (i + 1 < n && score === sorted[i + 1]) continue;
    const events = eventsUpTo[i] as number;
    const nonEvents = nonEventsUpTo[i] as number;
    const isWeightless =
      events === (eventsUpTo[groups - 1] ?? 0) && nonEvents === (nonEventsUpTo[groups - 1] ?? 0);
    if (isWeightless) continue;
    sorted[groups] = score;
    eventsUpTo[groups] = events;
    nonEventsUpTo[groups] = nonEvents;
    groups++;
  }
  return firstGroups(sorted, eventsUpTo, nonEventsUpTo, groups);
}

/** The weight of an event, and minus the weight of a non-event: outcome and weight in one number. */
function signedWeights(outcomes: Uint8Array, weights: Float64Array): Float64Array {
  const signed = new Float64Array(weights.length);
  for (let i = 0; i < signed.length; i++) {
    signed[i] = (2 * (outcomes[i] as number) - 1) * (weights[i] as number);
  }
  return signed;
}

function firstGroups(
  scores: Float64Array,
  eventsUpTo: Float64Array,
  nonEventsUpTo: Float64Array,
  groups: number,
): ScoreGroups {
  return {
    scores: scores.subarray(0, groups),
    eventsUpTo: eventsUpTo.subarray(0, groups),
    nonEventsUpTo: nonEventsUpTo.subarray(0, groups),
    events: eventsUpTo[groups - 1] as number,
    nonEvents: nonEventsUpTo[groups - 1] as number,
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
