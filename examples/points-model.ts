/**
 * Points by rules that are written by hand, as marketing tools do it: points for fit and for engagement, caps,
 * points that decay, disqualifiers; and why a score changed between two days.
 *
 *     npx tsx examples/points-model.ts
 */
import {
  bucketOf,
  bucketsByThreshold,
  countEvents,
  createScorer,
  decayedSum,
  diffExplanations,
  emailDomainType,
  featureSet,
  flag,
  narrate,
  numeric,
  pointsModel,
  seniority,
} from "salience";
import { day, number, roundedSteps, signed, valueText } from "./support/format";
import { heading, paragraph, table } from "./support/print";
import { printNarratives } from "./support/printWords";
import { run } from "./support/run";

interface Lead {
  readonly name: string;
  readonly title: string;
  readonly email: string;
  readonly employees: number | null;
  readonly optedOut: boolean;
  readonly events: readonly { readonly type: string; readonly at: string }[];
}

const features = featureSet<Lead>()({
  rank: seniority("title", { label: "seniority" }),
  mail: emailDomainType("email", { free: ["freemail.example"], label: "e-mail domain" }),
  employees: numeric("employees", { label: "company size", unit: "employees" }),
  optedOut: flag("optedOut", { label: "opted out" }),
  demoRequests: countEvents("events", { where: { type: "demo" }, withinDays: 90, label: "demo requests" }),
  // a visit counts 1, a webinar 5; after two weeks they count half
  engagement: decayedSum("events", {
    weight: { by: "type", points: { visit: 1, pricing: 3, webinar: 5 } },
    halfLifeDays: 14,
    label: "recent engagement",
  }),
});

const model = pointsModel({
  features,
  rules: [
    {
      id: "decides",
      label: "the contact decides",
      when: { feature: "rank", in: ["vp", "executive", "owner"] },
      points: 20,
      group: "fit",
    },
    {
      id: "leads",
      label: "the contact leads a team",
      when: { feature: "rank", in: ["manager", "director"] },
      points: 10,
      group: "fit",
    },
    {
      id: "size",
      label: "company size",
      bands: "employees",
      points: [
        { from: 20, points: 5 },
        { from: 100, points: 15 },
        { from: 5000, points: 5 },
      ],
      group: "fit",
    },
    {
      id: "freeMail",
      label: "free mail address",
      when: { feature: "mail", in: ["free", "disposable"] },
      points: -10,
      group: "fit",
    },
    {
      id: "demo",
      label: "demo requests",
      when: { feature: "demoRequests", above: 0 },
      points: 15,
      times: "demoRequests", // every time
      cap: 30, // but not more than this
      group: "engagement",
    },
    {
      id: "engaged",
      label: "recent engagement",
      when: { feature: "engagement", above: 0 },
      points: 2,
      times: "engagement",
      cap: 30,
      group: "engagement",
    },
  ],
  groups: { fit: { label: "fit", maximum: 30 }, engagement: { label: "engagement", maximum: 40 } },
  disqualify: [
    { id: "optedOut", when: { feature: "optedOut", is: true }, reason: "the contact has opted out" },
    { id: "training", when: { feature: "rank", is: "training" }, reason: "an intern does not buy" },
  ],
});

const NOW = new Date("2026-11-21T09:00:00Z");

const leads: readonly Lead[] = [
  {
    name: "Norfeld Pumps",
    title: "VP Operations",
    email: "office@norfeldpumps.example",
    employees: 240,
    optedOut: false,
    events: [
      { type: "demo", at: "2026-08-20" },
      { type: "webinar", at: "2026-10-28" },
      { type: "visit", at: "2026-10-30" },
      { type: "pricing", at: "2026-11-12" },
      { type: "webinar", at: "2026-11-17" },
      { type: "pricing", at: "2026-11-18" },
    ],
  },
  {
    name: "Ingstad Bakery",
    title: "Office Manager",
    email: "ingstad.bakery@freemail.example",
    employees: null,
    optedOut: false,
    events: [{ type: "visit", at: "2026-11-02" }],
  },
  {
    name: "Corholm Freight",
    title: "Operations Intern",
    email: "intern@corholmfreight.example",
    employees: 900,
    optedOut: false,
    events: [{ type: "demo", at: "2026-11-19" }],
  },
];

const scorer = createScorer(model, features);
const buckets = bucketsByThreshold({ A: 50, B: 30, C: 15 });

const phrases = {
  rank: { text: "the contact is at {value} level", levels: { vp: "the contact is a vice president" } },
  employees: "a company of {value}",
  engagement: "recent engagement worth {value} points",
  mail: { levels: { free: "writes from a free mail address" } },
};

/** Every lead in words: points are points, and are never called a chance. */
function printLeads(): void {
  const narratives = leads.map((lead) => {
    const explanation = scorer.explain(lead, { asOf: NOW });
    const { result } = explanation;
    const bucket = result.status === "scored" ? bucketOf(buckets, result.score) : null;
    return narrate(explanation, { name: lead.name, bucket, phrases });
  });
  printNarratives(`Points on ${day(NOW)}`, narratives);
}

/** The sum behind the points of one lead, caps included. */
function printSum(lead: Lead): void {
  heading(`The points of ${lead.name}`);
  const { contributions, base, margin } = scorer.explain(lead, { asOf: NOW });
  const lines = contributions.filter(({ contribution }) => contribution !== 0);
  const points = roundedSteps(
    base,
    lines.map((line) => line.contribution),
    1,
  );
  table(
    [{ title: "rule" }, { title: "points", align: "right" }],
    [
      ...lines.map(({ label }, i) => [label, signed(points[i] as number, 1)]),
      ["= points", number(margin, 1)],
    ],
  );
}

/** Why the points changed: because time passed, or because the record changed. */
function printChange(lead: Lead): void {
  const then = new Date("2026-11-01T09:00:00Z");
  const asItWas: Lead = {
    ...lead,
    title: "Operations Manager",
    events: lead.events.filter(({ at }) => new Date(at) <= then),
  };
  const { before, after, changes, byCause } = diffExplanations(
    { scorer, row: asItWas, asOf: then },
    { scorer, row: lead, asOf: NOW },
  );
  heading(`Why ${lead.name} went from ${number(before.score, 1)} to ${number(after.score, 1)} points`);
  const steps = roundedSteps(
    before.margin,
    changes.map(({ change }) => change),
    1,
  );
  table(
    [
      { title: "because of" },
      { title: "rule" },
      { title: "from" },
      { title: "to" },
      { title: "points", align: "right" },
    ],
    changes.map((line, i) => {
      const value = (one: typeof line.before) => (line.feature === null ? "" : valueText(undefined, one));
      const cause = line.cause === "time" ? "time" : "the record";
      return [cause, line.label, value(line.before), value(line.after), signed(steps[i] as number, 1)];
    }),
  );
  paragraph(
    `From ${day(then)} to ${day(NOW)}, time alone made ${signed(byCause.time, 1)}, what changed in the record ${signed(byCause.record, 1)}.`,
  );
}

run(() => {
  printLeads();
  printSum(leads[0] as Lead);
  printChange(leads[0] as Lead);
});
