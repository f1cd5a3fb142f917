import type { RandomSource } from "salience";
import { days, isoTime } from "./dates";
import { choose, poisson } from "./draw";
import type { LeadEvent } from "./lead";

/** What drives the activity of a lead. */
export interface Drive {
  /** A hidden number from the standard normal distribution: higher means more of everything. */
  readonly interest: number;
  /** Whether the contact is one who decides. */
  readonly decides: boolean;
}

const PAGES = ["pricing", "product", "product", "product", "blog", "blog", "blog"] as const;

/** What happens between two instants, `pace` times as much as in the weeks before sales takes over. */
export function activityBetween(
  random: RandomSource,
  { interest, decides }: Drive,
  [from, to]: readonly [number, number],
  pace: number,
): LeadEvent[] {
  const events: LeadEvent[] = [];
  const happen = (perDay: number, make: (at: string) => LeadEvent) => {
    const expected = (perDay * pace * (to - from)) / days(1);
    for (let left = poisson(random, expected); left > 0; left--) {
      events.push(make(isoTime(from + random.next() * (to - from))));
    }
  };
  happen(0.1 * Math.exp(0.4 * interest), (at) => ({ type: "visit", at, page: choose(random, PAGES) }));
  happen(0.004 * Math.exp(0.6 * interest), (at) => ({ type: "demo_request", at }));
  happen(0.005 * Math.exp(0.3 * interest), (at) => ({ type: "webinar", at }));
  happen(0.01 * Math.exp(0.5 * interest), (at) => ({
    type: "reply",
    at,
    role: decides ? "decision maker" : "user",
  }));
  return events;
}
