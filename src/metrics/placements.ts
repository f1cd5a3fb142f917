import { sum } from "../core/numeric";
import { positions, sortWith } from "../core/sortWith";
import type { Sample } from "./inputs";
import type { ScoreGroups } from "./scoreGroups";

/** The area under the ROC curve, taken apart record by record. */
export interface Placements {
  /** The area itself; NaN if all outcomes are the same. */
  readonly auc: number;
  /**
   * Of an event, the share of the non-events that it beats; of a non-event, the share of the events that beat it;
   * equal scores count half. The mean over the events is the area, and so is the mean over the non-events.
   */
  readonly values: Float64Array;
}

/**
 * The structural components of DeLong, DeLong and Clarke-Pearson from one sort, as Sun and Xu do it with midranks.
 * O(n).
 */
export function placements({ outcomes, scores, weights }: Sample): Placements {
  const n = scores.length;
  const { sorted, payload } = sortWith(scores, positions(n));
  const total = totals(outcomes, weights);
  const values = new Float64Array(n);
  const areas = new Float64Array(n);
  let eventsBelow = 0;
  let nonEventsBelow = 0;
  for (let first = 0, next = 0; first < n; first = next) {
    let events = 0;
    let nonEvents = 0;
    for (; next < n && sorted[next] === sorted[first]; next++) {
      const i = payload[next] as number;
      const weight = weights === null ? 1 : (weights[i] as number);
      if (outcomes[i] === 1) events += weight;
      else nonEvents += weight;
    }
    const beaten = (nonEventsBelow + nonEvents / 2) / total.nonEvents;
    const beatenBy = (total.events - eventsBelow - events / 2) / total.events;
    for (let at = first; at < next; at++) {
      const i = payload[at] as number;
      values[i] = outcomes[i] === 1 ? beaten : beatenBy;
    }
    areas[first] = events * (nonEventsBelow + nonEvents / 2);
    eventsBelow += events;
    nonEventsBelow += nonEvents;
  }
  return { auc: sum(areas) / (total.events * total.nonEvents), values };
}

/** Weight of the events and of the non-events. O(n). */
export function totals(
  outcomes: Uint8Array,
  weights: Float64Array | null,
): { readonly events: number; readonly nonEvents: number } {
  const events = new Float64Array(weights === null ? 0 : outcomes.length);
  const nonEvents = new Float64Array(events.length);
  if (weights === null) {
    let count = 0;
    for (let i = 0; i < outcomes.length; i++) count += outcomes[i] as number;
    return { events: count, nonEvents: outcomes.length - count };
  }
  for (let i = 0; i < outcomes.length; i++) {
    if (outcomes[i] === 1) events[i] = weights[i] as number;
    else nonEvents[i] = weights[i] as number;
  }
  return { events: sum(events), nonEvents: sum(nonEvents) };
}

/**
 * The variance of the difference of two areas, from the differences of the placements: their sample variance over the
 * events divided by the number of events, plus the same of the non-events. NaN unless there are more than one of each.
 * O(n).
 */
export function differenceVariance({ outcomes, weights }: Sample, a: Placements, b: Placements): number {
  const n = outcomes.length;
  const center = a.auc - b.auc;
  const ofEvents = new Float64Array(n);
  const ofNonEvents = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const distance = (a.values[i] as number) - (b.values[i] as number) - center;
    const square = (weights === null ? 1 : (weights[i] as number)) * distance * distance;
    if (outcomes[i] === 1) ofEvents[i] = square;
    else ofNonEvents[i] = square;
  }
  return meanVariance(totals(outcomes, weights), sum(ofEvents), sum(ofNonEvents));
}

/** The area and its variance, from groups of equal scores: equal scores have equal placements. O(groups). */
export function areaVariance({ eventsUpTo, nonEventsUpTo, ...total }: ScoreGroups): {
  readonly auc: number;
  readonly variance: number;
} {
  const count = eventsUpTo.length;
  const areas = new Float64Array(count);
  for (let g = 0; g < count; g++) {
    const nonEventsBelow = nonEventsUpTo[g - 1] ?? 0;
    const events = (eventsUpTo[g] as number) - (eventsUpTo[g - 1] ?? 0);
    areas[g] = (events * (nonEventsBelow + (nonEventsUpTo[g] as number))) / 2;
  }
  const auc = sum(areas) / (total.events * total.nonEvents);
  const ofEvents = areas; // which has served
  const ofNonEvents = new Float64Array(count);
  for (let g = 0; g < count; g++) {
    const eventsBelow = eventsUpTo[g - 1] ?? 0;
    const nonEventsBelow = nonEventsUpTo[g - 1] ?? 0;
    const eventsTo = eventsUpTo[g] as number;
    const nonEventsTo = nonEventsUpTo[g] as number;
    const beaten = (nonEventsBelow + nonEventsTo) / 2 / total.nonEvents - auc;
    const beatenBy = 1 - (eventsBelow + eventsTo) / 2 / total.events - auc;
    ofEvents[g] = (eventsTo - eventsBelow) * beaten * beaten;
    ofNonEvents[g] = (nonEventsTo - nonEventsBelow) * beatenBy * beatenBy;
  }
  return { auc, variance: meanVariance(total, sum(ofEvents), sum(ofNonEvents)) };
}

function meanVariance(
  { events, nonEvents }: { readonly events: number; readonly nonEvents: number },
  squaresOfEvents: number,
  squaresOfNonEvents: number,
): number {
  if (!(events > 1 && nonEvents > 1)) return Number.NaN;
  return squaresOfEvents / (events - 1) / events + squaresOfNonEvents / (nonEvents - 1) / nonEvents;
}
