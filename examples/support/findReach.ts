import { type Counterfactual, counterfactual, type NextCut, nextCut } from "salience";
import type { Judge, RankedLead } from "./rankLeads";

/** What would lift a lead into the next bucket. */
export interface Reachable<Row> {
  readonly one: RankedLead<Row>;
  readonly next: NextCut;
  readonly found: Counterfactual;
}

const MOST_TRIES = 20;
const LEAST_GAP = 0.02;

/** The lead closest below the best bucket, by two points or more, that a rep can lift into it; null if there is none. */
export function findReach<Row>(
  ranked: readonly RankedLead<Row>[],
  { data, scorer, buckets }: Judge<Row>,
): Reachable<Row> | null {
  const { actionable, today } = data;
  const closest = ranked
    .flatMap((one) => {
      const next = nextCut(buckets, one.probability);
      if (next === null || next.label !== buckets.labels[0]) return [];
      return next.cut - one.probability >= LEAST_GAP ? [{ one, next }] : [];
    })
    .sort((a, b) => b.one.probability - a.one.probability);
  for (const { one, next } of closest.slice(0, MOST_TRIES)) {
    const found = counterfactual(scorer, one.lead, { target: next.cut, actionable, ...today });
    if (found.status === "found") return { one, next, found };
  }
  return null;
}
