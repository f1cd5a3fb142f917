import { describe, expectTypeOf, it } from "vitest";
import {
  categorical,
  countEvents,
  custom,
  daysSince,
  daysSinceEvent,
  daysUntil,
  decayedSum,
  department,
  emailDomainType,
  type Feature,
  type FeatureSet,
  featureSet,
  flag,
  growth,
  type KeysOf,
  mergeFeatureSets,
  numeric,
  ordinal,
  ratio,
  readTable,
  recencyFrequencyValue,
  seniority,
  sumEvents,
  trend,
} from "../../src/features/index";

interface Lead {
  "Total Time": number;
  origin: string | null;
  active?: number;
  paid: number;
  events: { type: "visit" | "demo"; at: string; amount?: number }[];
  frozen: readonly { readonly at: Date }[] | undefined;
  last: Date | null;
  text: string;
  ok: boolean;
  yesNo: "Yes" | "No";
  anything: unknown;
}

const points = { visit: 1, demo: 10 };

describe("keys are checked against the record, without naming its type again", () => {
  it("every extractor takes a key of the right type, a missing value allowed, or a function", () => {
    const features = featureSet<Lead>()({
      time: numeric("Total Time", { label: "time on site" }),
      fromText: numeric("text", { fromText: true }),
      unknown: numeric("anything"),
      double: numeric((lead) => lead.paid * 2),
      origin: categorical("origin"),
      answer: ordinal("yesNo", ["No", "Yes"]),
      used: ratio("active", "paid"),
      share: ratio((lead) => lead.active, "paid"),
      last: daysSince("last"),
      until: daysUntil("text"),
      visits: countEvents("events", { where: { type: "visit" }, withinDays: 30 }),
      readonlyEvents: countEvents("frozen"),
      found: countEvents((lead) => lead.frozen),
      amount: sumEvents("events", { value: "amount" }),
      engagement: decayedSum("events", { halfLifeDays: 14, weight: (event) => points[event.type] }),
      lastEvent: daysSinceEvent("events"),
      slope: trend("events", { value: (event) => event.amount }),
      rise: growth("events", { value: "amount", overDays: 30 }),
      recency: recencyFrequencyValue("events", { measure: "recency" }),
      ok: flag("ok"),
      listed: flag("yesNo", { trueValues: ["Yes"], falseValues: ["No"] }),
      rank: seniority("text"),
      team: department("origin"),
      mail: emailDomainType("text"),
      own: custom((lead, asOf) => lead.paid + asOf.getTime()),
    });
    expectTypeOf(features).toExtend<FeatureSet<Lead>>();
    expectTypeOf<"time" | "fromText" | "engagement">().toExtend<(typeof features.names)[number]>();
    expectTypeOf<"visit">().not.toExtend<(typeof features.names)[number]>();
  });

  it("the functions see the record and the event", () => {
    featureSet<Lead>()({
      a: numeric((lead) => {
        expectTypeOf(lead).toEqualTypeOf<Lead>();
        return lead.paid;
      }),
      b: custom((lead, asOf) => {
        expectTypeOf(lead).toEqualTypeOf<Lead>();
        expectTypeOf(asOf).toEqualTypeOf<Date>();
        return null;
      }),
      c: sumEvents("events", {
        value: (event) => {
          expectTypeOf(event).toEqualTypeOf<Lead["events"][number]>();
          return event.amount;
        },
      }),
    });
  });

  it("names are inferred exactly", () => {
    const features = featureSet<Lead>()({ time: numeric("Total Time"), ok: flag("ok") });
    expectTypeOf(features).toEqualTypeOf<FeatureSet<Lead, "time" | "ok">>();
    expectTypeOf(features.features.time).toEqualTypeOf<Feature<Lead>>();
    const more = featureSet<Lead>()({ origin: categorical("origin") });
    expectTypeOf(mergeFeatureSets(features, more)).toEqualTypeOf<
      FeatureSet<Lead, "time" | "ok" | "origin">
    >();
  });

  it("rows of a table are the records of the features, and asOf a Date or a function of them", () => {
    const features = featureSet<Lead>()({ last: daysSince("last") });
    expectTypeOf(readTable<Lead>)
      .parameter(0)
      .toEqualTypeOf<readonly Lead[]>();
    readTable([] as Lead[], features, { asOf: new Date(0) });
    readTable([] as Lead[], features, { asOf: (lead) => lead.last ?? new Date(0) });
    // @ts-expect-error records of another kind
    readTable([{ text: 1 }], features);
    readTable([] as Lead[], features, { asOf: "2026-03-10" });
    // @ts-expect-error a number is no instant
    readTable([] as Lead[], features, { asOf: 0 });
    // @ts-expect-error an unknown option
    readTable([] as Lead[], features, { asof: new Date(0) });
  });
});

describe("what does not fit is an error of the compiler", () => {
  it("keys of another type, and keys that do not exist", () => {
    featureSet<Lead>()({
      // @ts-expect-error text is not a number
      a: numeric("origin"),
      // @ts-expect-error no such key
      b: numeric("nope"),
      // @ts-expect-error text holds no events
      c: countEvents("text"),
      // @ts-expect-error a list is no category
      d: categorical("events"),
      // @ts-expect-error a number is no date
      e: daysSince("paid"),
      // @ts-expect-error text is no denominator
      f: ratio("paid", "text"),
      // @ts-expect-error a date is no job title
      g: department("last"),
      // @ts-expect-error the function gives text
      h: numeric((lead) => lead.text),
      // @ts-expect-error no such property of the record
      i: numeric((lead) => lead.nope),
      // @ts-expect-error no such property of the event
      j: sumEvents("events", { value: (event) => event.nope }),
    });
  });

  it("options that do not exist, or do not fit", () => {
    featureSet<Lead>()({
      // @ts-expect-error a misspelled option
      a: numeric("paid", { cilp: [0, 1] }),
      // @ts-expect-error not a transform
      b: numeric("paid", { transform: "log" }),
      // @ts-expect-error the number to sum is needed
      c: sumEvents("events", {}),
      // @ts-expect-error the window is needed
      d: growth("events", { value: "amount" }),
      // @ts-expect-error growth has a window of its own
      e: growth("events", { value: "amount", overDays: 3, withinDays: 3 }),
      // @ts-expect-error not a measure
      f: recencyFrequencyValue("events", { measure: "monetary" }),
      // @ts-expect-error the levels are needed
      g: ordinal("yesNo"),
      // @ts-expect-error not a visibility
      h: flag("ok", { visibility: "secret" }),
    });
  });

  it("features of another record", () => {
    const other = numeric<{ seats: number }>("seats");
    // @ts-expect-error Lead has no seats
    featureSet<Lead>()({ other });
  });

  it("tables and features cannot be written to", () => {
    const features = featureSet<Lead>()({ ok: flag("ok") });
    // @ts-expect-error read-only
    features.names = [];
    // @ts-expect-error read-only
    features.features.ok = flag("ok");
    // @ts-expect-error read-only
    features.features.ok.label = "label";
  });
});

it("records without known keys take any key", () => {
  featureSet<Record<string, string>>()({ a: numeric("any", { fromText: true }), b: categorical("x y") });
  featureSet<Record<string, unknown>>()({ a: numeric("any"), b: categorical("x y"), c: countEvents("list") });
});

it("KeysOf are the keys of a type, of that type or missing, or of an unknown one", () => {
  expectTypeOf<KeysOf<Lead, number>>().toEqualTypeOf<"Total Time" | "active" | "paid" | "anything">();
  expectTypeOf<KeysOf<Lead, Date>>().toEqualTypeOf<"last" | "anything">();
});
