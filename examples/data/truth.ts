import { expit } from "salience";

/** What decides whether a lead buys, on the day on which sales takes it over. */
export interface Circumstances {
  readonly numbers: Readonly<Record<keyof typeof TRUTH.numbers, number>>;
  readonly industry: keyof typeof TRUTH.industry;
  readonly region: keyof typeof TRUTH.region;
  readonly source: keyof typeof TRUTH.source;
  readonly seniority: keyof typeof TRUTH.seniority;
  readonly email: keyof typeof TRUTH.email;
}

/**
 * The truth about the embedded leads: a logistic model, written down here and used nowhere but in the generator.
 *
 *     ln(p / (1 − p)) = intercept + Σ effect · number + effects of industry, region, source, seniority, e-mail
 *
 * The names are those of the features in softwareLeads.ts, so that what the quickstart learns can be held against
 * it. The intercept is chosen so that between 25 and 30 % buy. Nothing else decides: what is left is chance.
 */
export const TRUTH = {
  intercept: -6,
  /** Change of the log-odds per unit; for employees and budget per unit of ln(1 + value). */
  numbers: {
    visits30d: 0.1,
    pricingVisits30d: 0.5,
    demoRequests90d: 0.9,
    webinars90d: 0.35,
    decisionMakerReplies30d: 0.9,
    headcountGrowth: 2.5,
    daysToRenewal: -0.005,
    employees: 0.2,
    budget: 0.35,
  },
  industry: {
    manufacturing: 0.5,
    logistics: 0.4,
    construction: 0.1,
    retail: 0,
    healthcare: -0.2,
    "professional services": -0.4,
    education: -0.6,
  },
  region: { DACH: 0.2, Benelux: 0.1, Nordics: 0, "UK and Ireland": 0, "Southern Europe": -0.2 },
  source: { referral: 0.7, partner: 0.4, webinar: 0.1, website: 0, "trade fair": -0.1, "bought list": -0.7 },
  seniority: {
    executive: 0.5,
    vp: 0.6,
    director: 0.4,
    manager: 0.1,
    senior: -0.2,
    entry: -0.4,
    training: -1,
  },
  email: { business: 0, free: -0.7 },
} as const;

/** The true chance that a lead buys. */
export function trueProbability(lead: Circumstances): number {
  const names = Object.keys(TRUTH.numbers) as (keyof typeof TRUTH.numbers)[];
  const numbers = names.reduce((total, name) => total + TRUTH.numbers[name] * lead.numbers[name], 0);
  const categories =
    TRUTH.industry[lead.industry] +
    TRUTH.region[lead.region] +
    TRUTH.source[lead.source] +
    TRUTH.seniority[lead.seniority] +
    TRUTH.email[lead.email];
  return expit(TRUTH.intercept + numbers + categories);
}
