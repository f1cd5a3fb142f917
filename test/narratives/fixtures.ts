import type { FeatureValue } from "../../src/features/types";
import type { ConversionHistory } from "../../src/models/history";
import type { Contribution, Explanation } from "../../src/models/resultTypes";
import type { CategoryReference, FeatureSummary, NumberReference } from "../../src/models/types";
import type { NarrateOptions } from "../../src/narratives/index";

/** A feature of the type given, with nothing else known of it. */
export function feature(name: string, given: Partial<FeatureSummary> = {}): FeatureSummary {
  return {
    name,
    type: "number",
    label: name,
    unit: null,
    source: null,
    visibility: "public",
    phrase: null,
    levels: null,
    transform: null,
    reference: null,
    ...given,
  };
}

/** A reference distribution of numbers. */
export function numbers(minimum: number, median: number, maximum: number, integer = true): NumberReference {
  const quantiles = [minimum, (minimum + median) / 2, median, (median + maximum) / 2, maximum] as const;
  return {
    kind: "number",
    count: 1000,
    missing: 0,
    mean: median,
    standardDeviation: 1,
    minimum,
    maximum,
    quantiles,
    integer,
  };
}

/** A reference distribution of levels, the first the most frequent. */
export function levels(...names: readonly string[]): CategoryReference {
  const counted = names.map((level, i) => ({ level, count: names.length - i }));
  return {
    kind: "category",
    count: counted.reduce((total, { count }) => total + count, 0),
    missing: 0,
    levels: counted,
  };
}

/** A line of one feature. */
export function line(
  name: string,
  value: FeatureValue,
  contribution: number,
  given: Partial<Contribution> = {},
): Contribution {
  return {
    id: name,
    kind: "linear",
    label: name,
    feature: name,
    features: [name],
    value,
    referenceValue: null,
    contribution,
    fired: null,
    ...given,
  };
}

/** A scored explanation whose contributions sum to margin − base; values are those of its lines unless given. */
export function explanationOf(
  features: readonly FeatureSummary[],
  contributions: readonly Contribution[],
  given: Partial<Explanation> & { readonly base?: number; readonly points?: boolean } = {},
): Explanation {
  const { points = false, base = points ? 0 : -0.8, ...rest } = given;
  const margin = contributions.reduce((total, one) => total + one.contribution, base);
  const probability = points ? null : 1 / (1 + Math.exp(-margin));
  const score = probability ?? margin;
  const values = Object.fromEntries(
    features.map(({ name }) => [name, contributions.find((one) => one.feature === name)?.value ?? null]),
  );
  const present = Object.values(rest.values ?? values).filter((value) => value !== null).length;
  const coverage = features.length === 0 ? 1 : present / features.length;
  return {
    result: { status: "scored", score, probability, margin, coverage, lowConfidence: coverage < 0.5 },
    base,
    contributions,
    margin,
    score,
    probability,
    coverage,
    values,
    features,
    asOf: "2026-11-21T09:00:00.000Z",
    learnedFrom: null,
    model: "fnv1a64:00",
    ...rest,
  };
}

const web = { system: "web analytics", refreshedAt: "2026-11-20" };
const crm = { system: "CRM", refreshedAt: "2026-11-21T05:00:00Z" };

/** The features of the model that scored Acme Robotics. */
export const acmeFeatures: readonly FeatureSummary[] = [
  feature("visits30d", {
    label: "visits in the last 30 days",
    phrase: "{value} {visit|visits} in the last 30 days",
    source: web,
    reference: numbers(0, 1, 40),
  }),
  feature("replied", {
    type: "flag",
    label: "decision maker replied",
    phrase: "a decision maker replied",
    source: crm,
    reference: numbers(0, 0, 1),
  }),
  feature("headcountGrowth", {
    label: "headcount growth in a year",
    unit: "share",
    source: crm,
    reference: numbers(-0.6, 0.02, 4, false),
  }),
  feature("daysToRenewal", {
    label: "time to renewal",
    unit: "days",
    source: crm,
    reference: numbers(0, 180, 365),
  }),
  feature("timeOnSite", { label: "time on site", unit: "s", source: web, reference: numbers(0, 240, 2300) }),
  feature("origin", {
    type: "category",
    label: "lead origin",
    source: crm,
    reference: levels("Web", "Referral", "Fair"),
  }),
  feature("rank", {
    type: "ordinal",
    label: "seniority",
    levels: ["staff", "manager", "VP"],
    source: crm,
    reference: numbers(0, 1, 2),
  }),
  feature("budget", {
    label: "budget",
    unit: "EUR",
    source: crm,
    reference: numbers(0, 20_000, 900_000, false),
  }),
  feature("employees", {
    label: "company size",
    unit: "employees",
    source: crm,
    reference: numbers(1, 80, 90_000),
  }),
];

/** A good lead, as in the project's issue. */
export const acme: Explanation = explanationOf(acmeFeatures, [
  line("visits30d", 4, 0.42, { referenceValue: 1 }),
  line("replied", 1, 0.63, { referenceValue: 0 }),
  line("headcountGrowth", 0.18, 0.31, { referenceValue: 0.02 }),
  line("daysToRenewal", 83, 0.05, { referenceValue: 180 }),
  line("timeOnSite", 200, -0.03, { referenceValue: 240 }),
  line("origin", "Web", -0.04, { kind: "levels", referenceValue: "Web" }),
  line("rank", "VP", 0.02, { referenceValue: "manager" }),
  line("budget", null, -0.05, { referenceValue: 20_000 }),
  line("employees", null, -0.02, { referenceValue: 80 }),
]);

/** Past conversion of the leads that the model learned from. */
export const acmeHistory: ConversionHistory = {
  rows: 2000,
  events: 620,
  features: {
    visits30d: [
      { from: 0, to: 3, rows: 1400, events: 380 },
      { from: 3, to: 6, rows: 380, events: 140 },
      { from: 6, to: null, rows: 220, events: 100 },
    ],
    replied: [
      { from: 0, to: 1, rows: 1788, events: 484 },
      { from: 1, to: null, rows: 212, events: 136 },
    ],
    origin: [
      { level: "Web", rows: 1500, events: 450 },
      { level: "Referral", rows: 300, events: 150 },
      { level: "Fair", rows: 20, events: 12 },
      { missing: true, rows: 180, events: 8 },
    ],
  },
};

/** Options that reach the tone of the example. */
export const acmeOptions: NarrateOptions = {
  name: "Acme Robotics",
  bucket: "A",
  topShare: 0.1,
  population: "this month's leads",
  outcome: { verb: "buy" },
  facts: {
    pages: "the pricing page",
    contact: "VP Operations",
    repliedOn: new Date("2026-11-12T10:00:00Z"),
    renewalOn: new Date("2026-12-14T00:00:00Z"),
  },
  phrases: {
    visits30d: [
      "{value} {visit|visits} in the last 30 days, {pages} among them",
      "{value} {visit|visits} in the last 30 days",
    ],
    replied: ["a decision maker ({contact}) replied on {repliedOn}", "a decision maker replied"],
    headcountGrowth: { text: "headcount up {value} in a year", negative: "headcount down {value} in a year" },
  },
  groups: { replied: { levels: { yes: "with a replying decision maker" } } },
  history: acmeHistory,
  actions: [
    { when: { reasonFor: "replied" }, text: ["call the {contact} this week", "call this week"] },
    { text: "renewal talks usually start 60 days before the date, which is {renewalOn}" },
  ],
  format: { locale: "en-GB" },
};
