import type { RandomSource } from "salience";
import type { Lead } from "./lead";

/** Gaps and typos as in a real CRM, where nobody has to fill in what is not known. */
export function spoil(lead: Lead, random: RandomSource): Lead {
  const gap = (share: number) => random.next() < share;
  return {
    ...lead,
    industry: gap(0.04) ? "n/a" : gap(0.06) ? misspelled(lead.industry, random) : lead.industry,
    employees: gap(0.08) ? null : lead.employees,
    region: gap(0.05) ? null : lead.region,
    contactTitle: gap(0.07) ? null : lead.contactTitle,
    email: gap(0.03) ? null : lead.email,
    headcount: gap(0.12) ? [] : lead.headcount,
    renewalOn: gap(0.3) ? null : lead.renewalOn,
    budget: gap(0.4) ? null : lead.budget,
  };
}

/** Other spellings of an industry, which `aliases` and `ignoreCase` put right. */
const TYPOS: Readonly<Record<string, string>> = {
  Manufacturing: "Manufactoring",
  Logistics: "Logistcs",
  Healthcare: "Health care",
  "Professional services": "Prof. services",
};

function misspelled(industry: string | null, random: RandomSource): string | null {
  const typo = TYPOS[industry ?? ""];
  return typo !== undefined && random.next() < 0.5 ? typo : ` ${industry?.toUpperCase()} `;
}

/**
 * Values that cannot be used, by position. The first seven make a record unreadable for a score; the last two are
 * won deals that tell nothing of sales velocity. TypeScript would not allow them: they are what a hurried import
 * from a spreadsheet leaves behind.
 */
const BROKEN: readonly (readonly [position: number, broken: Readonly<Record<string, unknown>>])[] = [
  [140, { employees: "about 200" }],
  [371, { renewalOn: "2025-02-30" }],
  [602, { budget: "50k" }],
  [888, { openedAt: "31/08/2025" }],
  [1203, { headcount: [{ at: "2026-01-01", people: "n/a" }] }],
  [1544, { events: [{ type: "visit", at: "yesterday" }] }],
  [1961, { employees: "1,200" }],
  [1650, { outcome: "won", dealValue: "12.000 EUR", closedAt: "2026-08-03" }],
  [1688, { outcome: "won", dealValue: 9400, closedAt: "2026-05-03" }],
];

/** Puts the values of {@link BROKEN} into the records at their positions. */
export function breakRecords(leads: readonly Lead[]): Lead[] {
  const changes = new Map(BROKEN);
  return leads.map((lead, position) => ({ ...lead, ...changes.get(position) }));
}
