import { describe, expect, it } from "vitest";
import {
  checkDecay,
  checkInstant,
  type Decay,
  daysBetween,
  decayWeight,
  MILLISECONDS_PER_DAY,
  parseInstant,
} from "../../src/core/index";
import { lastInstantOf } from "../../src/core/instant";
import { failure } from "./failure";

describe("parseInstant", () => {
  it.each([
    ["1970-01-01", 0],
    ["1970-01-02", 86_400_000],
    ["2026-03-01T10:30:00Z", Date.UTC(2026, 2, 1, 10, 30)],
    ["2026-03-01 10:30", Date.UTC(2026, 2, 1, 10, 30)],
    ["2026-03-01T10:30:15,5Z", Date.UTC(2026, 2, 1, 10, 30, 15, 500)],
    // as databases and CRMs write it
    ["2018-03-14 22:06:53", Date.UTC(2018, 2, 14, 22, 6, 53)],
    ["2026-03-01 10:30:00.250+02", Date.UTC(2026, 2, 1, 8, 30, 0, 250)],
    ["2026-03-01T10:30:00.000+0000", Date.UTC(2026, 2, 1, 10, 30)],
    ["2026-03-01 10:30:00.1234567", Date.UTC(2026, 2, 1, 10, 30, 0, 123)],
    // offsets
    ["2026-01-01T00:30:00+05:30", Date.UTC(2025, 11, 31, 19)],
    ["2026-01-01T00:30:00-03:30", Date.UTC(2026, 0, 1, 4)],
    ["2026-01-01T00:00:00-00:00", Date.UTC(2026, 0, 1)],
    ["2026-01-01T00:00:00+23:59", Date.UTC(2025, 11, 31, 0, 1)],
    // the ends of a day and of a year
    ["2026-12-31T23:59:59.999Z", Date.UTC(2027, 0, 1) - 1],
  ])("reads %s", (text, expected) => {
    expect(parseInstant(text)).toBe(expected);
  });

  it("takes text without an offset as UTC, whatever the zone of the machine", () => {
    expect(parseInstant("2026-07-01T12:00:00")).toBe(Date.UTC(2026, 6, 1, 12));
    expect(parseInstant("2026-07-01")).toBe(Date.UTC(2026, 6, 1));
  });

  it("cuts a fraction of a second to milliseconds, all thousand of them exactly", () => {
    for (let i = 0; i < 1000; i++) {
      const digits = String(i).padStart(3, "0");
      expect(parseInstant(`1970-01-01T00:00:00.${digits}Z`)).toBe(i);
      expect(parseInstant(`1970-01-01T00:00:00.${digits}999Z`)).toBe(i);
    }
    expect(parseInstant("1970-01-01T00:00:00.5Z")).toBe(500);
  });

  it.each([
    ["2024-02-29", true],
    ["2023-02-29", false],
    ["2000-02-29", true],
    ["1900-02-29", false],
    ["2400-02-29", true],
  ])("29 February: %s exists: %s", (text, exists) => {
    expect(Number.isNaN(parseInstant(text))).toBe(!exists);
  });

  it("reads years far away, which Date's constructor would take for 19xx", () => {
    expect(parseInstant("0000-01-01")).toBe(Date.parse("0000-01-01T00:00:00.000Z"));
    expect(parseInstant("0099-12-31")).toBe(Date.parse("0099-12-31T00:00:00.000Z"));
    expect(parseInstant("9999-12-31")).toBe(Date.parse("9999-12-31T00:00:00.000Z"));
  });

  it.each([
    "",
    " ",
    "today",
    "2026",
    "2026-03",
    "20260301",
    "01/03/2026",
    "2026-3-1",
    "2026-00-10",
    "2026-13-01",
    "2026-01-00",
    "2026-01-32",
    "2026-04-31",
    "2026-01-01T24:00:00Z",
    "2026-01-01T10:60:00Z",
    "2026-01-01T10:00:60Z",
    "2026-01-01T10Z",
    "2026-01-01T10:00:00+24:00",
    "2026-01-01T10:00:00+02:60",
    "2026-01-01T10:00:00 Z",
    "2026-01-01T10:00:00.Z",
    "2026-01-01 10:00:00 PM",
    " 2026-01-01",
    "2026-01-01\n",
    "-2026-01-01",
    "+002026-01-01",
    "Sun Mar 01 2026 10:30:00 GMT+0100",
    "1772361000000",
  ])("%j is NaN", (text) => {
    expect(parseInstant(text)).toBeNaN();
  });

  it("is NaN for what is not text", () => {
    for (const value of [undefined, null, 1_772_361_000_000, {}, new Date(0)])
      expect(parseInstant(value as never)).toBeNaN();
  });
});

describe("daysBetween and checkInstant", () => {
  const winter = new Date("2026-03-28T12:00:00Z");

  it("are elapsed days: a change to summer time in between makes no difference", () => {
    expect(daysBetween(winter, new Date("2026-03-30T12:00:00Z"))).toBe(2);
  });

  it("a later first date gives a negative number", () => {
    expect(daysBetween(winter, new Date("2026-03-28T06:00:00Z"))).toBe(-0.25);
  });

  it.each([
    [undefined, "undefined"],
    ["28.3.2026", '"28.3.2026"'],
    ["2026-02-30", '"2026-02-30"'],
    ["", '""'],
    [0, "0"],
    [new Date("soon"), "an invalid Date"],
  ])("refuse %s", (value, shown) => {
    expect(failure(() => daysBetween(value as never, winter))).toBe(
      `invalid_argument: daysBetween: expected "from" to be a Date or ISO 8601 text, received ${shown}`,
    );
    expect(failure(() => daysBetween(winter, value as never))).toBe(
      `invalid_argument: daysBetween: expected "to" to be a Date or ISO 8601 text, received ${shown}`,
    );
    expect(failure(() => checkInstant("score", "asOf", value))).toBe(
      `invalid_argument: score: expected asOf to be a Date or ISO 8601 text, received ${shown}`,
    );
  });

  it("checkInstant gives the milliseconds of a Date and of ISO 8601 text", () => {
    for (const instant of [new Date(MILLISECONDS_PER_DAY), "1970-01-02", " 1970-01-02T02:00+02:00 "]) {
      expect(checkInstant("score", "asOf", instant)).toBe(86_400_000);
    }
  });

  it("text without a time is a whole day where dates are compared: its last millisecond is what it may mean at most", () => {
    expect(lastInstantOf(" 1970-01-01 ")).toBe(MILLISECONDS_PER_DAY - 1);
    expect(lastInstantOf("1970-01-01T00:00")).toBe(0);
    expect(lastInstantOf(new Date(0))).toBe(0);
    for (const value of ["1970-13-01", "0123456789", null, 0]) expect(lastInstantOf(value)).toBeNaN();
  });
});

describe("decayWeight", () => {
  const steps: Decay = {
    steps: [
      { withinDays: 7, weight: 1 },
      { withinDays: 30, weight: 0.5 },
    ],
  };

  it("halves after every half-life and never reaches 0", () => {
    expect([0, 14, 28, 42].map((age) => decayWeight({ halfLifeDays: 14 }, age))).toEqual([
      1, 0.5, 0.25, 0.125,
    ]);
    expect(decayWeight({ halfLifeDays: 14 }, 7)).toBeCloseTo(Math.SQRT1_2, 15);
  });

  it("falls along a line and is 0 from the end of the lifespan on", () => {
    expect([0, 15, 30, 31].map((age) => decayWeight({ lifespanDays: 30 }, age))).toEqual([1, 0.5, 0, 0]);
  });

  it("a step holds up to and including its day, and nothing holds after the last", () => {
    expect([0, 7, 7.001, 30, 30.001].map((age) => decayWeight(steps, age))).toEqual([1, 1, 0.5, 0.5, 0]);
  });

  it("steps may rise and may be negative", () => {
    const rising: Decay = {
      steps: [
        { withinDays: 1, weight: -1 },
        { withinDays: 2, weight: 3 },
      ],
    };
    expect([0.5, 1.5].map((age) => decayWeight(rising, age))).toEqual([-1, 3]);
  });

  it.each([-1, Number.NaN, Number.POSITIVE_INFINITY, "3"])("refuses the age %s", (age) => {
    expect(failure(() => decayWeight(steps, age as never))).toContain(
      "decayWeight: expected ageDays to be a finite number of at least 0, received",
    );
  });
});

it.each([
  [null, "decay to be an object, received null"],
  [14, "decay to be an object, received 14"],
  [{}, "exactly one of halfLifeDays, lifespanDays and steps, received an object with no keys"],
  [
    { halfLifeDays: 1, lifespanDays: 2 },
    "exactly one of halfLifeDays, lifespanDays and steps, received an object with halfLifeDays, lifespanDays",
  ],
  [{ halfLife: 3 }, 'decay with keys halfLifeDays, lifespanDays, steps, received "halfLife"'],
  [{ halfLifeDays: 0 }, "halfLifeDays to be a finite number above 0, received 0"],
  [{ lifespanDays: "30" }, 'lifespanDays to be a finite number above 0, received "30"'],
  [{ steps: [] }, "steps to be a list of at least one step, received an array of 0"],
  [{ steps: [7] }, "steps[0] to be an object, received 7"],
  [{ steps: [{ withinDays: 7 }] }, "steps[0].weight to be a finite number, received undefined"],
  [{ steps: [{ weight: 7 }] }, "steps[0].withinDays to be a finite number above 0, received undefined"],
  [{ steps: [{ days: 7, weight: 1 }] }, 'steps[0] with keys withinDays, weight, received "days"'],
  [
    {
      steps: [
        { withinDays: 7, weight: 1 },
        { withinDays: 7, weight: 0 },
      ],
    },
    "steps in increasing order of withinDays, received 7",
  ],
])("checkDecay refuses %j", (decay, message) => {
  expect(failure(() => checkDecay("f", decay as never))).toBe(`invalid_argument: f: expected ${message}`);
});
