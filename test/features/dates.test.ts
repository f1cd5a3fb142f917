import { describe, expect, it } from "vitest";
import { daysSince, daysUntil } from "../../src/features/index";
import { failure } from "../core/failure";
import { type Any, asOf, daysAgo, readAll, readOne } from "./read";

const rowsOf = (...values: unknown[]) => values.map((x) => ({ x }));
const { NaN: missing } = Number;

describe("daysSince", () => {
  it("counts elapsed days, fractions included, from a Date or ISO text", () => {
    expect(readAll(daysSince<Any>("x"), rowsOf(daysAgo(10.5), "2026-03-01", "2026-03-09T12:00:00Z"))).toEqual(
      [10.5, 9, 0.5],
    );
  });

  it("text without an offset is UTC, text with one is converted", () => {
    expect(readAll(daysSince<Any>("x"), rowsOf("2026-03-09 00:00:00", "2026-03-09T00:00:00+02:00"))).toEqual([
      1,
      1 + 2 / 24,
    ]);
  });

  it("is 0 at asOf itself, and missing for a date after it: that was not known then", () => {
    expect(readAll(daysSince<Any>("x"), rowsOf(asOf, new Date(asOf.getTime() + 1)))).toEqual([0, missing]);
  });
});

describe("daysUntil", () => {
  it("counts to a date ahead, and is negative once it has passed", () => {
    expect(readAll(daysUntil<Any>("x"), rowsOf("2026-03-20", asOf, daysAgo(3)))).toEqual([10, 0, -3]);
  });
});

describe.each(Object.entries({ daysSince, daysUntil }))("%s", (name, extractor) => {
  const feature = extractor<Any>("x");

  it("null, undefined, NaN, empty and blank text are missing", () => {
    expect(readAll(feature, rowsOf(null, undefined, Number.NaN, "", "  "))).toEqual(
      new Array(5).fill(missing),
    );
  });

  it.each([
    [new Date("soon"), "an invalid Date"],
    ["01.03.2026", '"01.03.2026"'],
    ["2026-02-30", '"2026-02-30"'],
    [1_772_361_000_000, "1772361000000"],
    [true, "true"],
  ])("%s rejects the record", (x, shown) => {
    expect(readOne(feature, { x })).toBe(`rejected: expected a Date or ISO 8601 text, received ${shown}`);
  });

  it("is measured in days unless another unit is given, and needs asOf", () => {
    expect([feature.unit, extractor<Any>("x", { unit: "d" }).unit, feature.needsAsOf]).toEqual([
      "days",
      "d",
      true,
    ]);
    expect(failure(() => readAll(feature, [{}], {}))).toBe(
      'missing_as_of: readTable: expected asOf, which feature "feature" needs, received undefined',
    );
  });

  it("refuses wrong arguments", () => {
    expect(failure(() => extractor<Any>("" as never))).toBe(
      `invalid_argument: ${name}: expected field to be a key of the record or a function, received ""`,
    );
    expect(failure(() => extractor<Any>("x", null as never))).toBe(
      `invalid_argument: ${name}: expected options to be an object, received null`,
    );
    expect(failure(() => extractor<Any>("x", { withinDays: 3 } as never))).toBe(
      `invalid_argument: ${name}: expected options with keys label, unit, source, visibility, phrase, received "withinDays"`,
    );
  });
});
