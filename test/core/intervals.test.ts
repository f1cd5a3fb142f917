import { describe, expect, it } from "vitest";
import { differenceInterval, meanInterval, wilsonInterval } from "../../src/core/index";
import { describeWithSharedData, readReference } from "../support/sharedData";
import { failure } from "./failure";

describeWithSharedData("statistics.json, metrics.wilson95", () => {
  it("Wilson intervals to 1e-12", () => {
    const cases = Object.entries(readReference().statistics.metrics.wilson95 as Record<string, number[]>);
    expect(cases.length).toBeGreaterThan(3);
    for (const [fraction, [low, high]] of cases) {
      const [events, n] = fraction.split("/").map(Number) as [number, number];
      const interval = wilsonInterval(events, n);
      expect(Math.abs(interval.low - (low as number)), fraction).toBeLessThan(1e-12);
      expect(Math.abs(interval.high - (high as number)), fraction).toBeLessThan(1e-12);
    }
  });
});

describe("wilsonInterval", () => {
  it("no events begin at exactly 0, all events end at exactly 1", () => {
    for (let n = 1; n <= 300; n++) {
      for (const level of [0.5, 0.8, 0.9, 0.95, 0.99]) {
        expect(wilsonInterval(0, n, level).low).toBe(0);
        expect(wilsonInterval(n, n, level).high).toBe(1);
      }
    }
  });

  it("no trials say nothing: [0, 1]", () => {
    expect(wilsonInterval(0, 0)).toEqual({ low: 0, high: 1 });
  });

  it("a level near 1 keeps the interval inside [0, 1]", () => {
    expect(wilsonInterval(0, 1, 1 - 2 ** -53).high).toBeCloseTo(0.985666, 6);
  });

  it("takes fractional and tiny weighted counts", () => {
    const { low, high } = wilsonInterval(0.5, 1.5);
    expect(low).toBeGreaterThan(0);
    expect(high).toBeLessThan(1);
    expect(low).toBeLessThan(high);
    expect(wilsonInterval(1e-200, 2e-200).low).toBeCloseTo(0, 10);
    expect(wilsonInterval(1e-200, 2e-200).high).toBeCloseTo(1, 10);
  });
});

describe("differenceInterval", () => {
  // R. G. Newcombe, Statistics in Medicine 17 (1998) 873-890, table II, method 10
  it.each([
    [56, 70, 48, 80, 0.0524, 0.3339],
    [9, 10, 3, 10, 0.1705, 0.809],
    [6, 7, 2, 7, 0.0582, 0.8062],
    [5, 56, 0, 29, -0.0381, 0.1926],
    [0, 10, 0, 20, -0.1611, 0.2775],
    [0, 10, 0, 10, -0.2775, 0.2775],
    [10, 10, 0, 20, 0.6791, 1],
    [10, 10, 0, 10, 0.6075, 1],
  ])("Newcombe's example %d/%d against %d/%d", (events, count, otherEvents, otherCount, low, high) => {
    const interval = differenceInterval({ events, count }, { events: otherEvents, count: otherCount });
    expect(interval.low).toBeCloseTo(low, 4);
    expect(interval.high).toBeCloseTo(high, 4);
  });

  it("names itself, not the interval it is built from", () => {
    expect(failure(() => differenceInterval({ events: 9, count: 8 }, { events: 1, count: 2 }))).toBe(
      "invalid_argument: differenceInterval: expected events in [0, 8], received 9",
    );
  });

  it("needs trials in both groups", () => {
    const message = "invalid_argument: differenceInterval: expected count above 0 in both groups, received";
    expect(failure(() => differenceInterval({ events: 0, count: 0 }, { events: 1, count: 2 }))).toBe(
      `${message} 0`,
    );
    expect(failure(() => differenceInterval({ events: 1, count: 2 }, null as never))).toBe(
      `${message} undefined`,
    );
  });
});

describe("meanInterval", () => {
  it("is mean ± z · s / √n: 10 ± 1.959964 · 2 / √4 for a standard deviation of 2", () => {
    // deviations −3, −1, −1, 1, ... would be less plain: √((4 + 4 + 4 + 0) / 3) = 2
    const { low, high } = meanInterval([8, 8, 12, 12].map((value) => 10 + (value - 10) * Math.sqrt(3) * 0.5));
    expect(low).toBeCloseTo(10 - 1.959963984540054, 12);
    expect(high).toBeCloseTo(10 + 1.959963984540054, 12);
  });

  it("has NaN ends for fewer than two values", () => {
    expect(meanInterval([1])).toEqual({ low: Number.NaN, high: Number.NaN });
  });

  it("has no width for equal values", () => {
    expect(meanInterval([2, 2, 2])).toEqual({ low: 2, high: 2 });
  });
});

describe("bad input", () => {
  it.each([
    [-1, 10, "wilsonInterval: expected events in [0, 10], received -1"],
    [11, 10, "wilsonInterval: expected events in [0, 10], received 11"],
    [1, -2, "wilsonInterval: expected count to be a finite number of at least 0, received -2"],
    [1, Number.NaN, "wilsonInterval: expected count to be a finite number of at least 0, received NaN"],
    [
      1,
      Number.POSITIVE_INFINITY,
      "wilsonInterval: expected count to be a finite number of at least 0, received Infinity",
    ],
    ["1", 10, 'wilsonInterval: expected events in [0, 10], received "1"'],
  ])("wilsonInterval(%s, %s)", (events, n, message) => {
    expect(failure(() => wilsonInterval(events as never, n))).toBe(`invalid_argument: ${message}`);
  });

  it.each([-0.1, 0, 1, 1.5, 95, Number.NaN])("confidence %d", (confidence) => {
    const message = `expected confidence in (0, 1), received ${confidence}`;
    expect(failure(() => wilsonInterval(1, 2, confidence))).toBe(
      `invalid_argument: wilsonInterval: ${message}`,
    );
    expect(failure(() => meanInterval([1, 2], confidence))).toBe(
      `invalid_argument: meanInterval: ${message}`,
    );
    expect(
      failure(() => differenceInterval({ events: 1, count: 2 }, { events: 1, count: 2 }, confidence)),
    ).toBe(`invalid_argument: differenceInterval: ${message}`);
  });

  it("values that are no numbers", () => {
    expect(failure(() => meanInterval(["1"] as never))).toBe(
      'invalid_argument: meanInterval: expected a number at position 0, received "1"',
    );
  });
});
