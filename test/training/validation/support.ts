import { seededRandom } from "../../../src/core/index";
import { categorical, featureSet, numeric } from "../../../src/features/index";
import type { Outcome } from "../../../src/training/index";

export interface Lead {
  readonly id: number;
  readonly account: string;
  readonly created: Date;
  readonly visits: number | null;
  readonly source: string | null;
  readonly won: boolean | null;
}

const DAY = 86_400_000;

/** Leads that are won more often the more they visited; one a day, in no order of time. */
export function makeLeads(count: number, seed = 7): Lead[] {
  const random = seededRandom(seed);
  const days = random.shuffle(Array.from({ length: count }, (_, i) => i));
  return days.map((day, id) => {
    const visits = random.integer(12);
    return {
      id,
      account: `account ${random.integer(Math.ceil(count / 4))}`,
      created: new Date(Date.UTC(2025, 0, 1) + day * DAY),
      visits,
      source: ["web", "event", "referral"][random.integer(3)] as string,
      won: random.next() < (visits + 1) / 17,
    };
  });
}

export const features = featureSet<Lead>()({ visits: numeric("visits"), source: categorical("source") });
export const outcome = (lead: Lead): Outcome => lead.won;
export const asOf = (lead: Lead): Date => lead.created;
