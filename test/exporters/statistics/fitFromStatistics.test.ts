import { describe, expect, it } from "vitest";
import { bucketReport, bucketsByThreshold } from "../../../src/buckets/index";
import { seededRandom } from "../../../src/core/index";
import {
  bucketReportFromCounts,
  countsFromStatistics,
  fitFromStatistics,
  type StatisticsRow,
} from "../../../src/exporters/statistics/index";
import { categorical, featureSet, numeric, ordinal } from "../../../src/features/index";
import { countsFromRecords, naiveBayesFromCounts, weightOfEvidence } from "../../../src/training/index";
import { failure } from "../../core/failure";

interface Lead {
  readonly source: string | null;
  readonly visits: number | null;
  readonly size: string;
  readonly won: boolean;
}
const features = featureSet<Lead>()({
  source: categorical("source"),
  visits: numeric("visits"),
  size: ordinal("size", ["small", "big"]),
});
const cuts = { visits: [2, 5] };
const rows: readonly StatisticsRow[] = [
  { feature: "visits", bin: "1", events: 2, non_events: 1 },
  { feature: "source", bin: "web", events: 2n, non_events: 0n },
  { feature: "", bin: "rejected", events: "1", non_events: "3" },
  { feature: "size", bin: "0", events: "3", non_events: "2" },
  { feature: "visits", bin: null, events: 1, non_events: 1 },
  { feature: "source", bin: null, events: 0, non_events: 1 },
  { feature: "source", bin: "Fair", events: 1, non_events: 1 },
  { feature: "", bin: "counted", events: 3, non_events: 2 },
];
const lead = (source: string | null, visits: number | null, won: boolean): Lead => ({
  source,
  visits,
  size: "small",
  won,
});
const leads = [
  lead("web", 2, true),
  lead("web", 4, true),
  lead("Fair", null, true),
  lead("Fair", 3, false),
  lead(null, null, false),
];
const { counts } = countsFromRecords(leads, { features, outcome: ({ won }) => won, cuts });

describe("countsFromStatistics", () => {
  it("gives what counting the records gives, whatever the order of the rows and the types of the numbers", () => {
    expect(countsFromStatistics(rows, { features, cuts })).toEqual({
      counts,
      rejected: { events: 1, nonEvents: 3 },
    });
    expect(countsFromStatistics(Object.freeze([...rows].reverse()), { features, cuts }).counts).toEqual(
      counts,
    );
  });

  it("the window is the one that is given", () => {
    const window = { from: new Date("2026-01-01"), to: new Date("2026-02-01") };
    expect(countsFromStatistics(rows, { features, cuts, window }).counts).toMatchObject({
      from: "2026-01-01T00:00:00.000Z",
      to: "2026-02-01T00:00:00.000Z",
    });
  });

  it("of no records there are no bins, and the totals say so", () => {
    const none = ["counted", "rejected"].map((bin) => ({ feature: "", bin, events: 0, non_events: 0 }));
    expect(countsFromStatistics(none, { features, cuts }).counts).toEqual(
      countsFromRecords<Lead>([], { features, outcome: ({ won }) => won, cuts }).counts,
    );
  });

  const one = (row: Partial<Record<keyof StatisticsRow, unknown>>) => [
    ...rows,
    { feature: "source", bin: "x", events: 0, non_events: 0, ...row },
  ];
  it.each([
    [
      one({ feature: "country" }),
      'invalid_data: countsFromStatistics: expected rows[8].feature to be a feature that was counted, received "country"',
    ],
    [
      one({ feature: undefined }),
      "invalid_data: countsFromStatistics: expected rows[8].feature to be a feature that was counted, received undefined",
    ],
    [
      one({ bin: "web" }),
      'invalid_data: countsFromStatistics: expected every bin of "source" once, received "web"',
    ],
    [
      one({ bin: 1 }),
      "invalid_argument: countsFromStatistics: expected rows[8].bin to be text or null, received 1",
    ],
    [
      one({ feature: "visits", bin: "3" }),
      'invalid_data: countsFromStatistics: expected bins of "visits" from 0 to 2, received "3"',
    ],
    [
      one({ feature: "visits", bin: "01" }),
      'invalid_data: countsFromStatistics: expected bins of "visits" from 0 to 2, received "01"',
    ],
    [
      one({ events: -1 }),
      "invalid_argument: countsFromStatistics: expected rows[8].events to be a whole number of at least 0, received -1",
    ],
    [
      one({ non_events: "1.5" }),
      'invalid_argument: countsFromStatistics: expected rows[8].non_events to be a whole number of at least 0, received "1.5"',
    ],
    [
      one({ non_events: null }),
      "invalid_argument: countsFromStatistics: expected rows[8].non_events to be a whole number of at least 0, received null",
    ],
    [
      one({ events: 2 }),
      'invalid_data: countsFromStatistics: expected 3 events in all bins of "source", received 5',
    ],
    [
      rows.filter(({ feature }) => feature !== "size"),
      'invalid_data: countsFromStatistics: expected 3 events in all bins of "size", received 0',
    ],
    [
      rows.slice(0, 7),
      'invalid_data: countsFromStatistics: expected a row "counted" of all records, received undefined',
    ],
    [
      [null],
      "invalid_data: countsFromStatistics: expected rows[0].feature to be a feature that was counted, received undefined",
    ],
    ["rows", 'invalid_argument: countsFromStatistics: expected rows to be an array, received "rows"'],
  ])("refuses rows that are not those of the query: %#", (wrong, message) => {
    expect(failure(() => countsFromStatistics(wrong as never, { features, cuts }))).toBe(message);
  });

  it.each([
    [{ features }, /cuts of the number "visits"/],
    [{ features, cuts, window: { from: 1 } }, /window.from to be a Date or ISO 8601 text, received 1/],
    [{ features, cuts, table: "t" }, /options with keys features, cuts, window, received "table"/],
    [{ cuts }, /features made by featureSet/],
  ])("refuses wrong options: %#", (wrong, message) => {
    expect(failure(() => countsFromStatistics(rows, wrong as never))).toMatch(message);
  });
});

describe("fitFromStatistics", () => {
  it("makes the model, the weights of evidence and the warnings of the counts", () => {
    const { model, report } = fitFromStatistics(rows, { features, cuts, smoothing: 1, missing: "ignored" });
    expect(model).toEqual(naiveBayesFromCounts(counts, { features, smoothing: 1, missing: "ignored" }));
    expect(report.counts).toEqual(counts);
    expect(report.rejected).toEqual({ events: 1, nonEvents: 3 });
    expect(report.weightOfEvidence).toEqual(weightOfEvidence(counts));
    expect(report.warnings.map(({ code, features: names }) => [code, names])).toEqual([
      ["duplicates_unknown", ["source", "visits"]],
      ["rare_levels", ["source"]],
      ["left_out", ["size"]],
    ]);
  });

  it("of one feature nothing can repeat", () => {
    const only = featureSet<Lead>()({ source: categorical("source") });
    const own = rows.filter(({ feature }) => feature === "" || feature === "source");
    const { report } = fitFromStatistics(own, { features: only });
    expect(report.warnings.map(({ code }) => code)).toEqual(["rare_levels"]);
  });

  it("refuses unknown options and counts of one class", () => {
    expect(failure(() => fitFromStatistics(rows, { features, cuts, bins: 3 } as never))).toMatch(
      /received "bins"$/,
    );
    const lost = rows.map((row) => ({ ...row, events: 0 }));
    expect(failure(() => fitFromStatistics(lost, { features, cuts }))).toBe(
      "invalid_data: fitFromStatistics: expected at least one event, received 0",
    );
  });
});

describe("bucketReportFromCounts", () => {
  interface Scored {
    readonly bucket: string | null;
    readonly score: number;
    readonly won: boolean;
  }
  const set = featureSet<Scored>()({ bucket: categorical("bucket") });
  const buckets = bucketsByThreshold({ A: 0.7, B: 0.4, C: 0.39 });
  const countOf = (all: readonly Scored[]) =>
    countsFromRecords(all, { features: set, outcome: ({ won }) => won }).counts;
  const random = seededRandom(4);
  const scored = Array.from({ length: 400 }, (): Scored => {
    const score = random.next();
    if (score > 0.95) return { score: Number.NaN, bucket: null, won: random.next() < 0.5 };
    const bucket = score >= 0.7 ? "A" : score >= 0.4 ? "B" : score >= 0.39 ? "C" : "D";
    return { score, bucket, won: random.next() < score };
  });

  it.each([
    ["all records", scored],
    ["an empty bucket", scored.filter(({ bucket }) => bucket !== "B")],
    ["one class", scored.filter(({ won }) => won)],
    ["unscored records only", scored.filter(({ bucket }) => bucket === null)],
  ])("is bucketReport of the records: %s", (_, all) => {
    for (const options of [{}, { mql: ["A", "D"] as const, confidence: 0.8 }]) {
      const scores = all.map(({ score }) => score);
      const won = all.map((one) => one.won);
      expect(bucketReportFromCounts(buckets, countOf(all), options)).toEqual(
        bucketReport(buckets, won, scores, options),
      );
    }
  });

  it("the category may have another name", () => {
    const other = featureSet<Scored>()({ grade: categorical("bucket") });
    const counted = countsFromRecords(scored, { features: other, outcome: ({ won }) => won }).counts;
    expect(bucketReportFromCounts(buckets, counted, { feature: "grade" })).toEqual(
      bucketReportFromCounts(buckets, countOf(scored)),
    );
    expect(failure(() => bucketReportFromCounts(buckets, counted))).toBe(
      'invalid_argument: bucketReportFromCounts: expected a counted category "bucket", received undefined',
    );
  });

  it("refuses a level that is no label, labels that do not exist, and other options", () => {
    const strange = countOf([{ bucket: "E", score: 1, won: true }]);
    expect(failure(() => bucketReportFromCounts(buckets, strange))).toBe(
      'invalid_data: bucketReportFromCounts: expected levels of "bucket" that are labels: A, B, C, D, received "E"',
    );
    const none = countOf([]);
    expect(failure(() => bucketReportFromCounts(buckets, none, { mql: ["E" as "A"] }))).toMatch(
      /^invalid_configuration/,
    );
    expect(failure(() => bucketReportFromCounts(buckets, none, { mql: ["A", "A"] }))).toMatch(
      /each label once/,
    );
    expect(failure(() => bucketReportFromCounts(buckets, none, { mql: "A" as never }))).toMatch(
      /mql to be an array/,
    );
    expect(failure(() => bucketReportFromCounts(buckets, none, { confidence: 2 }))).toMatch(
      /confidence in \(0, 1\)/,
    );
    expect(failure(() => bucketReportFromCounts(buckets, none, { bucket: "x" } as never))).toMatch(
      /received "bucket"/,
    );
    expect(failure(() => bucketReportFromCounts({} as never, none))).toMatch(/^invalid_argument/);
  });
});
