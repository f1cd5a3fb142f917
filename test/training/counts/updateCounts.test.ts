import { describe, expect, it } from "vitest";
import { categorical, daysSince, featureSet, numeric } from "../../../src/features/index";
import { countsFromRecords, driftInputs, mergeCounts, updateCounts } from "../../../src/training/index";
import { failure } from "../../core/failure";

interface Lead {
  readonly source: string | null;
  readonly visits: number | null;
  readonly won: boolean;
}
const features = featureSet<Lead>()({ source: categorical("source"), visits: numeric("visits") });
const options = { features, outcome: (lead: Lead) => lead.won, cuts: { visits: [3] } };
const count = (leads: readonly Lead[]) => countsFromRecords(leads, options).counts;
const [first, second, third] = [
  { source: "web", visits: 1, won: false },
  { source: "fair", visits: 4, won: true },
  { source: null, visits: null, won: true },
] as const;

describe("updateCounts", () => {
  it("adds one record: the counts are those of counting it with the others", () => {
    const before = count([first, second]);
    const copy = structuredClone(before);
    expect(updateCounts(before, third, true, { features })).toEqual(count([first, second, third]));
    expect(before).toEqual(copy);
    expect(updateCounts(Object.freeze(before), third, false, { features }).nonEvents).toBe(2);
  });

  it("takes a record out again; a level without records stays", () => {
    const after = updateCounts(count([first, second, third]), second, true, { features, remove: true });
    expect(after.features[0]).toEqual({
      ...count([first, third]).features[0],
      levels: ["fair", "web"],
      bins: [
        { events: 0, nonEvents: 0 },
        { events: 0, nonEvents: 1 },
      ],
    });
    expect(after.events).toBe(1);
  });

  it("a record that is not in the counts cannot be taken out", () => {
    expect(failure(() => updateCounts(count([first]), second, true, { features, remove: true }))).toBe(
      "invalid_data: updateCounts: expected a record that was counted, received an object with source, visits, won",
    );
  });

  it("a record that cannot be read is refused with the reason", () => {
    const wrong = { ...first, visits: "1" as never };
    expect(failure(() => updateCounts(count([first]), wrong, true, { features }))).toMatch(
      /^invalid_data: updateCounts: expected a record that can be read, received "visits: expected a number/,
    );
  });

  it("the window grows with the record, and needs its instant where a feature does", () => {
    const dated = featureSet<{ at: string }>()({ age: daysSince("at") });
    const at = (day: string) => new Date(`2026-01-${day}`);
    const { counts } = countsFromRecords([{ at: "2026-01-01" }], {
      features: dated,
      outcome: () => true,
      asOf: at("03"),
      cuts: { age: [1] },
    });
    const after = updateCounts(counts, { at: "2026-01-01" }, false, { features: dated, asOf: at("09") });
    expect([after.from, after.to]).toEqual([at("03").toISOString(), at("09").toISOString()]);
    expect(failure(() => updateCounts(counts, { at: "2026-01-01" }, false, { features: dated }))).toMatch(
      /^missing_as_of/,
    );
    const removed = updateCounts(after, { at: "2026-01-01" }, false, {
      features: dated,
      asOf: at("09"),
      remove: true,
    });
    expect([removed.from, removed.to]).toEqual([after.from, after.to]);
  });

  it.each([
    [{ features, when: 1 }, true, /options with keys features, asOf, remove, received "when"/],
    [{ features }, 1, /outcome to be true or false, received 1/],
    [{ features, remove: 1 }, true, /remove to be true or false, received 1/],
    [{}, true, /features made by featureSet, received undefined/],
  ])("refuses wrong arguments: %#", (wrong, outcome, message) => {
    expect(failure(() => updateCounts(count([first]), second, outcome as never, wrong as never))).toMatch(
      message,
    );
  });

  it("refuses other features than those that were counted", () => {
    const other = featureSet<Lead>()({ visits: numeric("visits") });
    expect(failure(() => updateCounts(count([first]), second, true, { features: other }))).toBe(
      'invalid_configuration: updateCounts: expected counts of the features source, visits, received "visits"',
    );
  });
});

describe("mergeCounts", () => {
  it("the counts of two parts are those of the whole, in either order, new levels included", () => {
    const whole = count([first, second, third]);
    expect(mergeCounts(count([first]), count([second, third]))).toEqual(whole);
    expect(mergeCounts(count([second, third]), count([first]))).toEqual(whole);
    expect(mergeCounts(whole, count([]))).toEqual(whole);
  });

  it("other cuts are refused, not approximated", () => {
    const other = countsFromRecords([second], { ...options, cuts: { visits: [2] } }).counts;
    expect(failure(() => mergeCounts(count([first]), other))).toMatch(
      /^invalid_configuration: mergeCounts: expected the same bins of "visits"/,
    );
  });

  const counts = count([first, second]);
  const feature = counts.features[0] as (typeof counts.features)[number];
  it.each([
    [
      { ...counts, formatVersion: 2 },
      "invalid_argument: mergeCounts: expected counts of formatVersion 1, received 2",
    ],
    [
      { ...counts, events: Number.NaN },
      "invalid_argument: mergeCounts: expected events of all records to be a finite number of at least 0, received NaN",
    ],
    [
      { ...counts, events: 7 },
      'invalid_data: mergeCounts: expected 7 events in all bins of "source", received 1',
    ],
    [
      { ...counts, from: "then" },
      'invalid_argument: mergeCounts: expected from to be ISO text or null, received "then"',
    ],
    [
      { ...counts, features: [feature, feature] },
      'invalid_argument: mergeCounts: expected names of counted features to be different texts, received "source"',
    ],
    [
      { ...counts, features: [{ ...feature, levels: ["web"] }] },
      'invalid_argument: mergeCounts: expected 1 bins of "source", received 2',
    ],
    [
      { ...counts, features: [{ ...feature, levels: ["web", "web"] }] },
      'invalid_argument: mergeCounts: expected every level of "source" once, received an array of 2',
    ],
    [
      { ...counts, features: [{ ...feature, type: "text" }] },
      'invalid_argument: mergeCounts: expected "source" of a known type, received "text"',
    ],
    [
      { ...counts, features: [{ ...feature, cuts: [1] }] },
      'invalid_argument: mergeCounts: expected cuts of "source", of type category, received an array of 1',
    ],
    [
      { ...counts, features: [{ ...feature, bins: [{ events: -1, nonEvents: 1 }, {}] }] },
      'invalid_argument: mergeCounts: expected events of "source" to be a finite number of at least 0, received -1',
    ],
    [null, "invalid_argument: mergeCounts: expected counts of formatVersion 1, received null"],
  ])("stored counts that contradict themselves are refused: %#", (broken, message) => {
    expect(failure(() => mergeCounts(counts, broken as never))).toBe(message);
  });
});

describe("driftInputs", () => {
  it("puts the records of both populations into the same bins, whatever their outcome", () => {
    const drift = driftInputs(count([first, second, third]), count([{ ...first, source: "mail" }]));
    expect(drift.source).toEqual({
      bins: [{ level: "fair" }, { level: "mail" }, { level: "web" }, { missing: true }],
      expected: [1, 0, 1, 1],
      actual: [0, 1, 0, 0],
    });
    expect(drift.visits).toEqual({
      bins: [{ from: null, to: 3 }, { from: 3, to: null }, { missing: true }],
      expected: [1, 1, 1],
      actual: [1, 0, 0],
    });
  });

  it("refuses what is no counts", () => {
    expect(failure(() => driftInputs(count([]), 1 as never))).toMatch(/driftInputs: expected counts/);
  });
});
