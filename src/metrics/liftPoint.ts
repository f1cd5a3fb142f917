import { checkNumber, reject } from "../core/checks";
import type { ScoreGroups } from "./scoreGroups";

/** What the best-scored fraction of the population holds. */
export interface LiftPoint {
  /** The fraction of the population, best scores first. */
  readonly fraction: number;
  /** The share of all events that is in it, in [0, 1]; NaN without events. */
  readonly captured: number;
  /** `captured / fraction`: how many times the average event rate; NaN without events. */
  readonly lift: number;
  /** The lowest score in the fraction. */
  readonly threshold: number;
}

/** Checks a fraction of the population, in (0, 1]. */
export function checkFraction(caller: string, name: string, fraction: number): void {
  checkNumber(caller, name, fraction, 0, 1);
  if (fraction === 0) reject(caller, `${name} in (0, 1]`, fraction);
}

/** What the best-scored fraction holds. O(log n). */
export function liftPoint(groups: ScoreGroups, fraction: number): LiftPoint {
  const total = groups.events + groups.nonEvents;
  const outside = total - fraction * total;
  const upTo = (g: number) => (groups.eventsUpTo[g] ?? 0) + (groups.nonEventsUpTo[g] ?? 0);
  // the lowest group that is inside, at least in part; the tolerance is for the rounding of fraction · total
  let group = 0;
  for (let end = groups.scores.length - 1; group < end; ) {
    const middle = (group + end) >>> 1;
    if (upTo(middle) > outside + total * 1e-12) end = middle;
    else group = middle + 1;
  }
  const below = upTo(group - 1);
  const size = upTo(group) - below;
  const partOutside = size > 0 ? Math.max(0, (outside - below) / size) : 0;
  const eventsBelow = groups.eventsUpTo[group - 1] ?? 0;
  const eventsHere = (groups.eventsUpTo[group] as number) - eventsBelow;
  const captured = (groups.events - eventsBelow - eventsHere * partOutside) / groups.events;
  return { fraction, captured, lift: captured / fraction, threshold: groups.scores[group] as number };
}
