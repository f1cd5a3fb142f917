import { describe, expect, it } from "vitest";
import { type NarrateOptions, narrate } from "../../src/narratives/index";
import { explanationOf, feature } from "./fixtures";

const sources = (refreshedAt: string | undefined, asOf: string | null, options: NarrateOptions = {}) =>
  narrate(
    explanationOf(
      [
        feature("x", {
          source: refreshedAt === undefined ? { system: "CRM" } : { system: "CRM", refreshedAt },
        }),
      ],
      [],
      { asOf, values: { x: 1 } },
    ),
    options,
  ).sources;

const text = (...args: Parameters<typeof sources>) => sources(...args)[0]?.text;

describe("freshness", () => {
  const asOf = "2026-11-21T09:00:00.000Z";

  it("today and yesterday are words, other days are dates, another year is said", () => {
    expect(text("2026-11-21T05:00:00Z", asOf)).toBe("CRM (refreshed today)");
    expect(text("2026-11-20T23:59:59Z", asOf)).toBe("CRM (refreshed yesterday)");
    expect(text("2026-11-19T23:59:59Z", asOf)).toBe("CRM (refreshed November 19)");
    expect(text("2025-12-31T12:00:00Z", "2026-01-02T12:00:00Z")).toBe("CRM (refreshed December 31, 2025)");
  });

  it("the day is that of the given time zone, not of the machine", () => {
    const times = ["2026-11-20T03:00:00Z", "2026-11-20T06:00:00Z"] as const;
    const inZone = (timeZone: string) => text(...times, { format: { timeZone } });
    expect(inZone("UTC")).toBe("CRM (refreshed today)");
    // 22:00 the day before, and 01:00
    expect(inZone("America/New_York")).toBe("CRM (refreshed yesterday)");
    expect(inZone("Asia/Kolkata")).toBe("CRM (refreshed today)");
  });

  it("the days on which clocks change are days: 23 hours in March, 25 in November", () => {
    const format = { timeZone: "America/New_York" };
    // 00:30 EDT on 8 March is 23.5 hours before 00:30 on 9 March less one hour
    expect(text("2026-03-08T05:30:00Z", "2026-03-09T04:30:00Z", { format })).toBe(
      "CRM (refreshed yesterday)",
    );
    // 00:30 EDT and 23:30 EST on 1 November are 24 hours apart
    expect(text("2026-11-01T04:30:00Z", "2026-11-02T04:30:00Z", { format })).toBe("CRM (refreshed today)");
  });

  it("a date without a time is that day in every zone", () => {
    for (const timeZone of ["Pacific/Auckland", "UTC", "America/Los_Angeles"]) {
      expect(text("2026-11-01", asOf, { format: { timeZone } })).toBe("CRM (refreshed November 1)");
    }
  });

  it("an asOf of the caller goes before that of the explanation", () => {
    expect(text("2026-11-20", asOf, { asOf: new Date("2026-11-20T12:00:00Z") })).toBe(
      "CRM (refreshed today)",
    );
  });

  it("without asOf there is no today, no age and nothing stale", () => {
    expect(sources("2019-11-20", null)).toEqual([
      {
        text: "CRM (refreshed November 20, 2019)",
        system: "CRM",
        refreshedAt: "2019-11-20",
        ageDays: null,
        stale: false,
      },
    ]);
  });

  it("a refresh after asOf is a date", () => {
    expect(text("2026-11-22T09:00:00Z", asOf)).toBe("CRM (refreshed November 22)");
  });

  it("older than 30 days is stale, exactly 30 is not", () => {
    expect(sources("2026-10-22T09:00:00Z", asOf)[0]).toMatchObject({ ageDays: 30, stale: false });
    expect(text("2026-10-22T08:59:59Z", asOf)).toBe("CRM (stale: last refreshed October 22)");
    expect(text("2026-11-20", asOf, { staleAfterDays: 0.5 })).toBe("CRM (stale: last refreshed November 20)");
  });

  it("a source without a refresh, or with one that is no date, is only named", () => {
    expect(text(undefined, asOf)).toBe("CRM");
    expect(text("last week", asOf)).toBe("CRM");
  });
});

it("a system is named once, with its oldest refresh; those of hidden features only are not named", () => {
  const from = (system: string, refreshedAt: string, visibility: "public" | "internal" = "public") =>
    ({ source: { system, refreshedAt }, visibility }) as const;
  const features = [
    feature("a", from("CRM", "2026-11-20")),
    feature("b", from("web", "2026-11-19")),
    feature("c", from("CRM", "2026-11-18")),
    feature("d", from("HR", "2026-11-18", "internal")),
  ];
  expect(narrate(explanationOf(features, [])).sources.map((source) => source.text)).toEqual([
    "CRM (refreshed November 18)",
    "web (refreshed November 19)",
  ]);
});
