import { describe, expect, it } from "vitest";
import { categorical, featureSet, numeric } from "../../../src/features/index";
import { dataSufficiency, VENDOR_FLOORS } from "../../../src/training/index";
import { xEducation } from "../../realData/dataSets/xEducation";
import { describeWithSharedData } from "../../support/sharedData";
import { asOf, features, type Lead, makeLeads, outcome } from "./support";

const options = { features, outcome, asOf };
const leads = makeLeads(600);
const events = leads.filter((lead) => lead.won).length;

describe("dataSufficiency", () => {
  it("counts events, non-events, parameters, and days", () => {
    const result = dataSufficiency(leads, options);
    expect(result).toMatchObject({
      verdict: "sufficient",
      records: 600,
      events,
      nonEvents: 600 - events,
      parameters: 3, // a number, and three levels less one
      eventsPerParameter: Math.min(events, 600 - events) / 3,
      spanDays: 599,
      from: "2025-01-01T00:00:00.000Z",
      next: [],
    });
    expect(result.checks.map(({ code, verdict }) => [code, verdict])).toEqual([
      ["events", "sufficient"],
      ["non_events", "sufficient"],
      ["events_per_parameter", "sufficient"],
      ["span_days", "sufficient"],
    ]);
  });

  it("missing values are a parameter of their own, rare levels share one", () => {
    const gaps = leads.map((lead, i) => ({
      ...lead,
      visits: i < 9 ? null : lead.visits,
      source: i < 12 ? `rare ${i}` : lead.source,
    }));
    const [source, visits] = [...dataSufficiency(gaps, options).features].sort((a, b) =>
      a.feature < b.feature ? -1 : 1,
    );
    expect(visits).toEqual({
      feature: "visits",
      type: "number",
      parameters: 2,
      levels: null,
      rareLevels: null,
      missing: 9,
      constant: false,
    });
    expect(source).toEqual({
      feature: "source",
      type: "category",
      parameters: 3,
      levels: 15,
      rareLevels: 12,
      missing: 0,
      constant: false,
    });
    expect(dataSufficiency(gaps, { ...options, minimumLevelCount: 1 }).parameters).toBe(2 + 14);
    expect(dataSufficiency(gaps, { ...options, parameters: 60 }).eventsPerParameter).toBeCloseTo(
      Math.min(events, 600 - events) / 60,
      12,
    );
  });

  it("less than half of a floor is insufficient, any other miss is thin; the most urgent step comes first", () => {
    const few = dataSufficiency(leads.slice(0, 120), { ...options, floors: { events: 200, spanDays: 1000 } });
    const won = leads.slice(0, 120).filter((lead) => lead.won).length;
    expect(few.verdict).toBe("insufficient");
    expect(few.checks.map(({ verdict }) => verdict)).toEqual([won < 100 ? "insufficient" : "thin", "thin"]);
    expect(few.next).toEqual([
      `collect ${200 - won} more events (or count an earlier success, such as a meeting held, as the event)`,
      "go further back in time: one season does not tell of the next",
    ]);
  });

  it("vendors' floors: Dynamics 365, Einstein lead and opportunity scoring; only recent records count", () => {
    expect(VENDOR_FLOORS.dynamics365).toEqual({ events: 40, nonEvents: 40, withinDays: 730 });
    const codes = (floors: keyof typeof VENDOR_FLOORS) =>
      dataSufficiency(leads, { ...options, floors }).checks.map(({ code, value, limit }) => [
        code,
        value,
        limit,
      ]);
    const last = Math.max(...leads.map((lead) => lead.created.getTime()));
    const recent = leads.filter((lead) => last - lead.created.getTime() <= 200 * 86_400_000);
    expect(codes("einsteinLead")).toEqual([
      ["records", 201, 1000],
      ["events", recent.filter((lead) => lead.won).length, 120],
    ]);
    expect(codes("dynamics365")).toEqual([
      ["events", events, 40],
      ["non_events", 600 - events, 40],
    ]);
    expect(codes("einsteinOpportunity")[1]).toEqual(["non_events", 600 - events, 200]);
  });

  it("segments: each is counted, the one with fewest first, and gets no model of its own below the floor", () => {
    const segment = (lead: Lead) => (lead.id < 40 ? "new" : "old");
    const result = dataSufficiency(leads, { ...options, segment });
    expect(result.segments.map((one) => [one.segment, one.records, one.verdict])).toEqual([
      ["new", 40, "insufficient"],
      ["old", 560, "sufficient"],
    ]);
    expect(result.verdict).toBe("sufficient");
    expect(result.next).toEqual([
      'no model of their own for "new": use one model for all, with the segment as a feature',
    ]);
  });

  it("without a date per record it says that nothing can be tested on the future", () => {
    const { spanDays, from, checks, next } = dataSufficiency(leads, { features, outcome });
    expect([spanDays, from]).toEqual([Number.NaN, null]);
    expect(checks.at(-1)?.code).toBe("no_dates");
    expect(next).toEqual([
      "give asOf as a function of the record, so that the model can be tested on the future",
    ]);
  });
});

describe("bad input", () => {
  it("one event only, and none at all: a verdict, not an error", () => {
    const one = dataSufficiency(leads, { ...options, outcome: (lead) => lead.id === 3 });
    expect([one.verdict, one.events, one.next[0]]).toEqual([
      "insufficient",
      1,
      "collect 99 more events (or count an earlier success, such as a meeting held, as the event)",
    ]);
    expect(dataSufficiency(leads, { ...options, outcome: () => false }).verdict).toBe("insufficient");
    const won = dataSufficiency(leads, { ...options, outcome: () => true });
    expect(won.next).toContain(
      "collect 100 more non-events: close lost and dead records, so that they do not stay open",
    );
  });

  it("constant features, one level, all missing: named", () => {
    const flat = leads.map((lead) => ({ ...lead, visits: null, source: "web" }));
    const { verdict, checks, parameters, eventsPerParameter } = dataSufficiency(flat, options);
    expect([verdict, parameters, eventsPerParameter]).toEqual(["insufficient", 0, Number.NaN]);
    expect(checks.find(({ code }) => code === "constant")).toMatchObject({
      features: ["source", "visits"],
      message: '"source", "visits" say the same of every record, or nothing',
    });
  });

  it("ten thousand levels: nearly a name for each record", () => {
    const many = Array.from({ length: 20_000 }, (_, i) => ({
      ...(leads[i % 600] as Lead),
      source: `level ${i % 10_000}`,
    }));
    const { verdict, checks } = dataSufficiency(many, options);
    expect(verdict).toBe("thin");
    expect(checks.find(({ code }) => code === "levels")?.next).toBe(
      'group the levels of "source" (a domain, a region, an industry), or leave it out',
    );
  });

  it("more features than records", () => {
    const wide = featureSet<Lead>()(
      Object.fromEntries(
        Array.from({ length: 50 }, (_, k) => [`f${k}`, numeric((lead: Lead) => (lead.id * (k + 3)) % 17)]),
      ),
    );
    const { verdict, next } = dataSufficiency(leads.slice(0, 30), { ...options, features: wide });
    expect(verdict).toBe("insufficient");
    expect(
      next.some((step) => step.startsWith("leave out or group features until about 1 parameter is left")),
    ).toBe(true);
    expect(dataSufficiency(leads.slice(0, 8), { ...options, features: wide }).next).toContain(
      "collect more of the rarer outcome: these records do not bear a single parameter",
    );
  });

  it("weights of zero leave records out, duplicated rows count", () => {
    expect(
      dataSufficiency([...leads, ...leads], { ...options, weight: (lead) => (lead.id < 100 ? 0 : 1) })
        .records,
    ).toBe(1000);
    expect(() => dataSufficiency(leads, { ...options, weight: () => 0 })).toThrow(
      "at least one record with an outcome and a weight above 0",
    );
  });

  it("huge values are values", () => {
    const huge = leads.map((lead) => ({ ...lead, visits: (lead.visits as number) * 1e300 }));
    expect(dataSufficiency(huge, options).parameters).toBe(3);
  });

  it.each([
    [{ floors: "hubspot" }, "dataSufficiency: expected floors"],
    [{ floors: { event: 3 } }, 'received "event"'],
    [{ floors: { events: -1 } }, "floors.events"],
    [{ segment: "region" }, 'segment to be a function of the record, received "region"'],
    [{ segment: () => 3 }, "the segment of record 0 to be text, received 3"],
    [{ parameters: Number.NaN }, "parameters"],
    [{ minimumLevelCount: 0 }, "minimumLevelCount"],
    [{ floor: {} }, 'received "floor"'],
  ])("refuses %j", (wrong, message) => {
    expect(() => dataSufficiency(leads, { ...options, ...(wrong as object) })).toThrow(message);
  });

  it("an unusable record is listed and does not count", () => {
    const broken = [...leads.slice(0, 300), { ...(leads[0] as Lead), visits: "7" as never }];
    const result = dataSufficiency(broken, {
      ...options,
      features: featureSet<Lead>()({ visits: numeric("visits"), source: categorical("source") }),
    });
    expect([result.records, result.rejected.map(({ index }) => index)]).toEqual([300, [300]]);
  });
});

describeWithSharedData("x-education", () => {
  it("has enough for Einstein, but not in each segment", () => {
    const { verdict, segments } = dataSufficiency(xEducation.rows(), {
      features: xEducation.features,
      outcome: xEducation.outcome,
      floors: "einsteinLead",
      segment: (row) => row["Lead Origin"] as string,
    });
    expect(verdict).toBe("sufficient");
    expect(segments[0]?.verdict).toBe("insufficient");
    expect(segments.at(-1)?.verdict).toBe("sufficient");
  });
});
