import { type RandomSource, seededRandom } from "salience";
import { activityBetween, type Drive } from "./activity";
import { days, isoDay, startOfDay } from "./dates";
import { breakRecords, spoil } from "./dirt";
import { choose, logNormal, pick } from "./draw";
import type { Lead, LeadEvent } from "./lead";
import { companyName, TITLES } from "./names";
import { type Circumstances, trueProbability } from "./truth";

/** The day on which the example is set. The library reads no clock: the day is an argument. */
export const TODAY = new Date("2026-11-21T09:00:00Z");
/** Sales decides within this many days: a lead that was taken over earlier is won or lost. */
export const LONGEST_CYCLE_DAYS = 90;

const COUNT = 2000;
/** Near the middle of 30 seeds by the ROC AUC of their models: neither a lucky one nor an unlucky one. */
const SEED = 20371121;
const FIRST_DAY = Date.UTC(2024, 8, 2);
const NEW_PROCESS_FROM = Date.UTC(2026, 4, 15);

/** The embedded data: leads, and for each the true chance that it buys, which no record shows. */
export interface GeneratedLeads {
  readonly leads: readonly Lead[];
  readonly chances: ReadonlyMap<string, number>;
}

/**
 * 2,000 leads of a fictitious vendor of planning software, from September 2024 to today: the same ones on every
 * machine.
 *
 * - Who buys is decided by the logistic model in truth.ts, from what is true on the day sales takes the lead over.
 * - A hidden interest drives visits, demo requests, webinars and replies. Events go on until the deal is closed, and
 *   buyers visit more: a model that reads them as of today instead of as of that day knows the outcome in advance.
 * - The contract of an open lead that has ended by today is taken to have been renewed for a year.
 * - Deals opened from 15 May 2026 on close a quarter faster and are worth 6 % more.
 * - Records have gaps, typos and some values that cannot be used: see dirt.ts.
 *
 * @param seed - one that is 2,000 or more away gives other leads with the same truth
 */
export function generateLeads(seed = SEED): GeneratedLeads {
  const made = Array.from({ length: COUNT }, (_, number) => makeLead(number, seededRandom(seed + number)));
  return {
    leads: breakRecords(made.map(({ lead }) => lead)),
    chances: new Map(made.map(({ lead, chance }) => [lead.id, chance])),
  };
}

function makeLead(number: number, random: RandomSource): { lead: Lead; chance: number } {
  const opened = startOfDay(FIRST_DAY + (number / COUNT) * (TODAY.getTime() - FIRST_DAY));
  const company = drawCompany(random, opened);
  const contact = drawContact(random);
  const before = [
    ...activityBetween(random, contact, [opened - days(90), opened - days(30)], 0.4),
    ...activityBetween(random, contact, [opened - days(30), opened], 1),
  ];
  const chance = trueProbability({ ...company, ...contact, numbers: numbersOf(company, before, opened) });
  const deal = drawDeal(random, chance, opened, company.budget);
  const pace = deal.outcome === "won" ? 1.8 : 0.9;
  const after = activityBetween(random, contact, [opened, deal.end], pace);
  const name = companyName(company.industry, number);
  const domain = contact.email === "free" ? "freemail" : name.toLowerCase().replaceAll(" ", "");
  const lead: Lead = {
    id: `L-${String(number + 1).padStart(4, "0")}`,
    company: name,
    industry: company.industry.charAt(0).toUpperCase() + company.industry.slice(1),
    employees: company.employees,
    region: company.region,
    contactTitle: choose(random, TITLES[contact.seniority]),
    email: `office${number + 1}@${domain}.example`,
    source: contact.source,
    openedAt: isoDay(opened),
    events: [...before, ...after].sort((a, b) => (a.at < b.at ? -1 : 1)),
    headcount: company.headcount,
    renewalOn: isoDay(
      deal.outcome === "open" && company.renewal < deal.end ? company.renewal + days(365) : company.renewal,
    ),
    budget: company.budget,
    outcome: deal.outcome,
    dealValue: deal.value,
    closedAt: deal.closedAt,
  };
  return { lead: spoil(lead, random), chance };
}

function drawCompany(random: RandomSource, opened: number) {
  const industry = pick(random, {
    manufacturing: 26,
    logistics: 18,
    construction: 12,
    retail: 16,
    healthcare: 12,
    "professional services": 10,
    education: 6,
  });
  const region = pick(random, {
    DACH: 34,
    Benelux: 16,
    Nordics: 15,
    "UK and Ireland": 20,
    "Southern Europe": 15,
  });
  const headcount = drawHeadcount(random);
  const employees = headcountOn(headcount, opened);
  const usual = 14_000 * (employees / 120) ** 0.35;
  const budget =
    500 * Math.round(logNormal(random, { median: usual, spread: 0.6, low: 2000, high: 500_000 }) / 500);
  return { industry, region, headcount, employees, budget, renewal: opened + days(10 + random.integer(355)) };
}

/** Headcount on 1 January of each year: it grows by 4 % a year, give or take 13 %. */
function drawHeadcount(random: RandomSource): Lead["headcount"] {
  let people = logNormal(random, { median: 120, spread: 1.1, low: 6, high: 8000 });
  return [2023, 2024, 2025, 2026].map((year) => {
    people *= logNormal(random, { median: 1.04, spread: 0.13, low: 0.7, high: 1.6 });
    return { at: `${year}-01-01`, people: Math.max(5, Math.round(people)) };
  });
}

function headcountOn(headcount: Lead["headcount"], time: number): number {
  return headcount.findLast(({ at }) => Date.parse(at) <= time)?.people ?? 0;
}

function drawContact(random: RandomSource) {
  const seniority = pick(random, {
    executive: 10,
    vp: 12,
    director: 20,
    manager: 26,
    senior: 12,
    entry: 15,
    training: 5,
  });
  const source = pick(random, {
    website: 34,
    webinar: 16,
    "trade fair": 14,
    referral: 12,
    partner: 9,
    "bought list": 15,
  });
  const email = pick(random, { business: 88, free: 12 });
  const decides = ["executive", "vp", "director"].includes(seniority);
  return { seniority, source, email, interest: random.normal(), decides } satisfies Drive &
    Partial<Circumstances>;
}

/** The numbers that the truth speaks of, on the day of the handover. */
function numbersOf(
  { headcount, employees, budget, renewal }: ReturnType<typeof drawCompany>,
  events: readonly LeadEvent[],
  opened: number,
): Circumstances["numbers"] {
  const count = (withinDays: number, matches: (event: LeadEvent) => boolean) =>
    events.filter((event) => opened - Date.parse(event.at) < days(withinDays) && matches(event)).length;
  return {
    visits30d: count(30, ({ type }) => type === "visit"),
    pricingVisits30d: count(30, ({ page }) => page === "pricing"),
    demoRequests90d: count(90, ({ type }) => type === "demo_request"),
    webinars90d: count(90, ({ type }) => type === "webinar"),
    decisionMakerReplies30d: count(30, ({ role }) => role === "decision maker"),
    headcountGrowth: employees / headcountOn(headcount, opened - days(365)) - 1,
    daysToRenewal: (renewal - opened) / days(1),
    employees: Math.log1p(employees),
    budget: Math.log1p(budget),
  };
}

/** Whether it is won, when and for how much; open where that is not decided by today. */
function drawDeal(random: RandomSource, chance: number, opened: number, budget: number) {
  const won = random.next() < chance;
  const isNew = opened >= NEW_PROCESS_FROM;
  const cycle = logNormal(random, { median: won ? 46 : 38, spread: 0.45, low: 5, high: LONGEST_CYCLE_DAYS });
  const closed = opened + days(Math.round(isNew && won ? cycle * 0.75 : cycle));
  const share = logNormal(random, { median: isNew ? 0.9 : 0.85, spread: 0.25, low: 0.4, high: 1.5 });
  const value = 100 * Math.round((budget * share) / 100);
  const today = TODAY.getTime();
  if (closed > today) return { outcome: "open" as const, end: today, value: null, closedAt: null };
  const outcome = won ? ("won" as const) : ("lost" as const);
  return { outcome, end: closed, value: won ? value : null, closedAt: isoDay(closed) };
}
