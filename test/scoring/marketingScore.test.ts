import { describe, expect, it } from "vitest";
import {
  categorical,
  countEvents,
  daysSinceEvent,
  decayedSum,
  emailDomainType,
  featureSet,
  flag,
  numeric,
  seniority,
} from "../../src/features/index";
import { createScorer, diffExplanations } from "../../src/models/index";
import { type PointsModelOptions, pointsModel } from "../../src/scoring/index";

/** A contact as a marketing suite keeps it. */
interface Contact {
  readonly email: string;
  readonly title: string | null;
  readonly country: string | null;
  readonly employees: number | null;
  readonly unsubscribed: boolean;
  readonly events: readonly { readonly type: string; readonly page?: string; readonly at: string }[];
}

const features = featureSet<Contact>()({
  domain: emailDomainType("email"),
  rank: seniority("title"),
  country: categorical("country"),
  employees: numeric("employees"),
  unsubscribed: flag("unsubscribed"),
  pageViews: countEvents("events", { where: { type: "view" }, withinDays: 90 }),
  pricingViews: countEvents("events", { where: { type: "view", page: "pricing" }, withinDays: 30 }),
  forms: countEvents("events", { where: { type: "form" } }),
  demo: countEvents("events", { where: { type: "demo" } }),
  warmth: decayedSum("events", {
    halfLifeDays: 30,
    weight: { by: "type", points: { open: 1, click: 3, webinar: 10 } },
  }),
  idle: daysSinceEvent("events", {}),
});

// engagement and fit scores with limits, as in HubSpot's lead scoring, with decay and negative points
const options: PointsModelOptions<Contact> = {
  features,
  rules: [
    {
      id: "views",
      label: "viewed pages",
      when: { feature: "pageViews", above: 0 },
      points: 1,
      times: "pageViews",
      cap: 10,
      group: "engagement",
    },
    {
      id: "pricing",
      label: "viewed the pricing page",
      bands: "pricingViews",
      points: [
        { from: 1, points: 10 },
        { from: 3, points: 15 },
      ],
      group: "engagement",
    },
    {
      id: "form",
      label: "filled in a form",
      when: { feature: "forms", atLeast: 1 },
      points: 20,
      group: "engagement",
    },
    {
      id: "warmth",
      label: "opened and clicked mails",
      when: { feature: "warmth", above: 0 },
      points: 1,
      times: "warmth",
      cap: 25,
      group: "engagement",
    },
    {
      id: "idle",
      label: "no activity for two months",
      when: {
        any: [
          { feature: "idle", above: 60 },
          { feature: "idle", exists: false },
        ],
      },
      points: -15,
      group: "engagement",
    },
    {
      id: "decides",
      label: "decides",
      when: { feature: "rank", in: ["vp", "executive", "owner"] },
      points: 20,
      group: "fit",
    },
    {
      id: "market",
      label: "in our market",
      when: { feature: "country", in: ["DE", "AT", "CH"] },
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
        { from: 5000, points: 8 },
      ],
      group: "fit",
    },
    {
      id: "free mail",
      label: "private mail address",
      when: { feature: "domain", is: "free" },
      points: -10,
      group: "fit",
    },
  ],
  groups: {
    engagement: { label: "engagement", minimum: 0, maximum: 50 },
    fit: { label: "fit", minimum: 0, maximum: 50 },
  },
  total: { minimum: 0, maximum: 100 },
  disqualify: [
    { id: "left", when: { feature: "unsubscribed", is: true }, reason: "unsubscribed from everything" },
  ],
  override: [{ id: "demo", when: { feature: "demo", atLeast: 1 }, reason: "asked for a demo", points: 100 }],
};
const scorer = createScorer(pointsModel(options), features);
const asOf = new Date("2026-06-30");
const day = (ago: number) => new Date(asOf.getTime() - ago * 86_400_000).toISOString();
const contact: Contact = {
  email: "jo@acme-robotics.de",
  title: "VP Operations",
  country: "DE",
  employees: 240,
  unsubscribed: false,
  events: [
    { type: "view", page: "pricing", at: day(2) },
    { type: "view", page: "blog", at: day(10) },
    { type: "view", page: "pricing", at: day(45) },
    { type: "click", at: day(30) },
    { type: "webinar", at: day(60) },
    { type: "form", at: day(100) },
  ],
};
const score = (changed: Partial<Contact>) => {
  const result = scorer.score({ ...contact, ...changed }, { asOf });
  return result.status === "scored" ? result.score : result.status;
};
const points = (changed: Partial<Contact> = {}) =>
  Object.fromEntries(
    scorer
      .explain({ ...contact, ...changed }, { asOf })
      .contributions.filter(({ contribution }) => contribution !== 0)
      .map(({ label, contribution }) => [label, contribution]),
  );

describe("a lead score as a marketing team keeps it", () => {
  it("adds up, line by line, with decay and caps", () => {
    expect(points()).toEqual({
      "viewed pages": 3,
      "viewed the pricing page": 10, // one within 30 days
      "filled in a form": 20,
      "opened and clicked mails": 3 / 2 + 10 / 4, // after one and two half-lives
      decides: 20,
      "in our market": 10,
      "company size": 15,
    });
    expect(score({})).toBe(82);
  });

  it("each half of the score is capped, and the cap is a line", () => {
    const views = Array.from({ length: 40 }, (_, i) => ({ type: "view", page: "pricing", at: day(i % 20) }));
    const webinars = Array.from({ length: 5 }, () => ({ type: "webinar", at: day(0) }));
    const busy = { events: [...contact.events, ...views, ...webinars] };
    expect(points(busy)).toMatchObject({
      "viewed pages": 10,
      "viewed the pricing page": 15,
      "opened and clicked mails": 25,
      "engagement capped at 50, at least 0": -20,
    });
    expect(score(busy)).toBe(95);
  });

  it("negative points do not take engagement below 0", () => {
    expect(score({ events: [{ type: "view", at: day(200) }] })).toBe(45);
    expect(points({ events: [{ type: "view", at: day(200) }] })).toMatchObject({
      "no activity for two months": -15,
      "engagement capped at 50, at least 0": 15,
    });
  });

  it("no events at all is no activity, and not an error", () => {
    expect(score({ events: [] })).toBe(45);
  });

  it("a private address and a junior title lose fit", () => {
    expect(score({ email: "jo@gmail.com", title: "Working student", events: [] })).toBe(15);
  });

  it("whoever unsubscribed is no lead, whoever asked for a demo is one, and the first matters more", () => {
    const demo = [{ type: "demo", at: day(1) }];
    expect(score({ events: demo })).toBe(100);
    expect(score({ events: demo, unsubscribed: true })).toBe("disqualified");
  });

  it("what will happen tomorrow does not count today", () => {
    expect(
      score({ events: [...contact.events, { type: "form", at: day(-1) }, { type: "demo", at: day(-2) }] }),
    ).toBe(82);
  });

  it("a month without a visit cools the lead, and the reason is time", () => {
    const { byCause, changes } = diffExplanations(
      { scorer, row: contact, asOf },
      { scorer, row: contact, asOf: new Date(asOf.getTime() + 30 * 86_400_000) },
    );
    expect(byCause).toEqual({ time: -12, record: 0, model: 0 });
    expect(changes.map(({ label, change }) => [label, change])).toEqual([
      ["viewed the pricing page", -10],
      ["opened and clicked mails", -2],
    ]);
  });

  it("a record with nothing but an address has too little data", () => {
    const bare = {
      title: null,
      country: null,
      employees: null,
      unsubscribed: null as never,
      events: null as never,
    };
    const result = scorer.score({ ...contact, ...bare }, { asOf });
    expect(result.status).toBe("insufficient_data");
  });
});
