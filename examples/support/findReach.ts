import { type Buckets, type Counterfactual, counterfactual, nextCut, type Scorer } from "salience";
import type { Dataset } from "./dataset";

/** What would lift a lead into the next bucket. */
export interface Reachable<Lead> {
  readonly lead: Lead;
  /** The next bucket, and where it begins. */
  readonly next: { readonly label: string; readonly cut: number };
  readonly found: Counterfactual;
}

/** The lead closest below a bucket that a sales rep can lift into it; null if there is none. */
export function findReach<Row, Lead extends { readonly lead: Row; readonly probability: number }>(
  scorer: Scorer<Row>,
  buckets: Buckets,
  ranked: readonly Lead[],
  { actionable, today }: Dataset<Row>,
): Reachable<Lead> | null {
  const closest = ranked
    .flatMap((lead) => {
      const next = nextCut(buckets, lead.probability);
      return next === null ? [] : [{ lead, next }];
    })
    .sort((a, b) => a.next.cut - a.lead.probability - (b.next.cut - b.lead.probability));
  for (const { lead, next } of closest.slice(0, 20)) {
    const found = counterfactual(scorer, lead.lead, { target: next.cut, actionable, ...today });
    if (found.status === "found") return { lead, next, found };
  }
  return null;
}
