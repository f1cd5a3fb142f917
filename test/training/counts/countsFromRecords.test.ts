import { describe, expect, it } from "vitest";
import {
  categorical,
  daysSince,
  featureSet,
  flag,
  numeric,
  ordinal,
  readTable,
} from "../../../src/features/index";
import { countsFromRecords, countsFromTable, type EventCounts } from "../../../src/training/index";
import { failure } from "../../core/failure";

interface Lead {
  readonly source?: string | null;
  readonly visits?: number | null;
  readonly size?: string | null;
  readonly optOut?: boolean | null;
  readonly won?: boolean | null;
}
const features = featureSet<Lead>()({
  source: categorical("source"),
  visits: numeric("visits"),
  size: ordinal("size", ["small", "mid", "big"]),
  optOut: flag("optOut"),
});
const outcome = (lead: Lead) => lead.won;
const options = { features, outcome, cuts: { visits: [2, 5] } };
const of = (counts: EventCounts, name: string) => counts.features.find((feature) => feature.name === name);

describe("countsFromRecords", () => {
  const leads: Lead[] = [
    { source: "web", visits: 2, size: "big", optOut: true, won: true },
    { source: "fair", visits: 1.9, size: "small", optOut: false, won: false },
    { source: "web", visits: 5, size: null, optOut: null, won: false },
    { source: null, visits: null, size: "small", optOut: false, won: true },
    { source: "new", visits: 3, won: null },
  ];
  const { counts, open, rejected } = countsFromRecords(leads, options);

  it("counts events and non-events, and leaves open records out, their levels as well", () => {
    expect([counts.events, counts.nonEvents, open, rejected]).toEqual([2, 2, [4], []]);
    expect(of(counts, "source")).toEqual({
      name: "source",
      type: "category",
      cuts: null,
      levels: ["fair", "web"],
      bins: [
        { events: 0, nonEvents: 1 },
        { events: 1, nonEvents: 1 },
      ],
      missing: { events: 1, nonEvents: 0 },
    });
  });

  it("a number equal to a cut goes up", () => {
    expect(of(counts, "visits")?.bins).toEqual([
      { events: 0, nonEvents: 1 },
      { events: 1, nonEvents: 0 },
      { events: 0, nonEvents: 1 },
    ]);
    expect(of(counts, "visits")?.missing).toEqual({ events: 1, nonEvents: 0 });
  });

  it("an ordinal feature has a bin per level, even without records; a flag has no and yes", () => {
    expect(of(counts, "size")).toMatchObject({
      cuts: [1, 2],
      levels: ["small", "mid", "big"],
      bins: [
        { events: 1, nonEvents: 1 },
        { events: 0, nonEvents: 0 },
        { events: 1, nonEvents: 0 },
      ],
      missing: { events: 0, nonEvents: 1 },
    });
    expect(of(counts, "optOut")).toMatchObject({
      cuts: [1],
      levels: null,
      bins: [
        { events: 1, nonEvents: 1 },
        { events: 1, nonEvents: 0 },
      ],
    });
  });

  it("is plain JSON", () => {
    expect(JSON.parse(JSON.stringify(counts))).toEqual(counts);
  });

  it("rejected records are in no bin, and come back with the reason", () => {
    const bad = [
      { won: true, visits: "12" as never },
      { won: "yes" as never },
      { won: true, source: "web" },
      null as never,
    ];
    const result = countsFromRecords<Lead>(bad, { ...options, outcome: (lead) => lead.won });
    expect(result.rejected.map(({ index, reason }) => [index, reason])).toEqual([
      [0, 'expected a number (the option fromText converts text), received "12"'],
      [1, 'expected the outcome to be a boolean, 0 or 1, received "yes"'],
      [3, "expected a record, received null"],
    ]);
    expect([result.counts.events, result.counts.nonEvents]).toEqual([1, 0]);
  });

  it("an outcome function that throws rejects the record", () => {
    const result = countsFromRecords<Lead>([{}], {
      ...options,
      outcome: () => {
        throw new Error("no such field");
      },
    });
    expect(result.rejected[0]?.reason).toMatch(/no such field/);
  });

  it("the window is that of the counted records, null without instants", () => {
    interface Dated {
      readonly at: string;
      readonly won: boolean | null;
    }
    const dated = featureSet<Dated>()({ age: daysSince("at") });
    const rows = ["2026-03-01", "2026-01-05", "2025-01-01"].map((at, i) => ({
      at,
      won: i === 2 ? null : i === 0,
    }));
    const result = countsFromRecords(rows, {
      features: dated,
      outcome: (row) => row.won,
      asOf: (row) => new Date(row.at),
      cuts: { age: [1] },
    });
    expect([result.counts.from, result.counts.to]).toEqual([
      "2026-01-05T00:00:00.000Z",
      "2026-03-01T00:00:00.000Z",
    ]);
    expect([counts.from, counts.to]).toEqual([null, null]);
  });

  it("no records give zero everywhere", () => {
    const none = countsFromRecords([], options).counts;
    expect([none.events, none.nonEvents, of(none, "source")?.bins]).toEqual([0, 0, []]);
  });

  it("does not change frozen records", () => {
    const frozen = Object.freeze(leads.map((lead) => Object.freeze(lead)));
    expect(countsFromRecords(frozen, options).counts).toEqual(counts);
  });

  it("a level named like a part of an object is a level", () => {
    const result = countsFromRecords<Lead>([{ source: "__proto__", won: true }], options);
    expect(of(result.counts, "source")?.levels).toEqual(["__proto__"]);
  });

  it.each([
    [
      { ...options, cuts: {} },
      'invalid_configuration: countsFromRecords: expected cuts of the number "visits", received undefined',
    ],
    [
      { ...options, cuts: { visits: [2, 2] } },
      'invalid_argument: countsFromRecords: expected cuts of "visits" to increase, received 2',
    ],
    [
      { ...options, cuts: { visits: [Number.NaN] } },
      'invalid_argument: countsFromRecords: expected cuts of "visits" to be a finite number, received NaN',
    ],
    [
      { ...options, cuts: { visits: [2], source: [1] } },
      'invalid_configuration: countsFromRecords: expected cuts of number features, received "source"',
    ],
    [
      { ...options, cuts: null },
      "invalid_argument: countsFromRecords: expected cuts to be lists by feature name, received null",
    ],
    [
      { ...options, outcome: "won" },
      'invalid_argument: countsFromRecords: expected outcome to be a function of the record, received "won"',
    ],
    [
      { ...options, weights: [1] },
      'invalid_argument: countsFromRecords: expected options with keys features, outcome, asOf, cuts, weight, received "weights"',
    ],
    [
      { ...options, features: {} },
      "invalid_argument: countsFromRecords: expected features made by featureSet, received an object with no keys",
    ],
  ])("refuses wrong options: %#", (wrong, message) => {
    expect(failure(() => countsFromRecords(leads, wrong as never))).toBe(message);
  });

  it("refuses what is no list of records", () => {
    expect(failure(() => countsFromRecords("leads" as never, options))).toMatch(
      /rows to be an array of records/,
    );
  });
});

describe("countsFromTable", () => {
  const { table } = readTable<Lead>([{ visits: 1 }, { visits: 9, source: "web" }], features);

  it("counts columns; null leaves a record out", () => {
    const counts = countsFromTable(table, [true, null], { features, cuts: { visits: [2] } });
    expect([counts.events, counts.nonEvents, of(counts, "source")?.levels]).toEqual([1, 0, []]);
    expect(of(counts, "visits")?.bins).toEqual([
      { events: 1, nonEvents: 0 },
      { events: 0, nonEvents: 0 },
    ]);
  });

  it.each([
    [table, [1], "outcomes of length 2, as rows of the table, received 1"],
    [table, [1, 2], "outcomes[1] to be a boolean, 0, 1 or null, received 2"],
    [null, [], "a table, received null"],
    [{ ...table, columns: {} }, [1, 0], 'a number column "optOut", received undefined'],
  ])("refuses wrong arguments: %#", (columns, outcomes, message) => {
    const run = () =>
      countsFromTable(columns as never, outcomes as never, { features, cuts: { visits: [2] } });
    expect(failure(run)).toBe(`invalid_argument: countsFromTable: expected ${message}`);
  });
});
