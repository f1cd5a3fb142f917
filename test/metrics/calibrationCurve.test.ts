import { describe, expect, it } from "vitest";
import { wilsonInterval } from "../../src/core/index";
import { calibrationCurve } from "../../src/metrics/index";

describe("by count", () => {
  it("gives every bin the same number of records where no predictions are equal", () => {
    const probabilities = Array.from({ length: 30 }, (_, i) => ((i * 7) % 30) / 40);
    const outcomes = probabilities.map((p) => p > 0.5);
    const curve = calibrationCurve(outcomes, probabilities);
    expect(curve.map((bin) => bin.count)).toEqual([3, 3, 3, 3, 3, 3, 3, 3, 3, 3]);
    expect(curve[0]).toEqual({
      low: 0,
      high: 0.05,
      count: 3,
      events: 0,
      meanPrediction: expect.closeTo(0.025, 15),
      eventRate: 0,
      interval: wilsonInterval(0, 3),
    });
  });

  it("never splits equal predictions: they go to the bin that their middle falls in", () => {
    // ranks 1–4 of 6 are equal: their middle, 2, is in the first of two bins
    const curve = calibrationCurve([0, 1, 0, 1, 1, 1], [0.2, 0.2, 0.2, 0.2, 0.6, 0.8], { bins: 2 });
    expect(curve.map((bin) => [bin.low, bin.high, bin.count, bin.events])).toEqual([
      [0.2, 0.2, 4, 2],
      [0.6, 0.8, 2, 2],
    ]);
  });

  it("leaves out bins without a record, so that a constant prediction makes one bin", () => {
    const curve = calibrationCurve([0, 1, 0, 1], [0.4, 0.4, 0.4, 0.4]);
    expect(curve).toHaveLength(1);
    expect(curve[0]).toMatchObject({ count: 4, events: 2, meanPrediction: 0.4, eventRate: 0.5 });
  });
});

describe("by width", () => {
  it("a prediction equal to a cut is in the upper bin, and 1 is in the last", () => {
    const probabilities = [0, 0.1, 0.29, 0.3, 0.57, 0.58, 1];
    const curve = calibrationCurve([0, 0, 0, 0, 0, 0, 1], probabilities, { by: "width", bins: 100 });
    expect(curve.map((bin) => bin.count)).toEqual([1, 1, 1, 1, 1, 1, 1]);
    const ten = calibrationCurve([0, 0, 0, 0, 0, 0, 1], probabilities, { by: "width" });
    expect(ten.map((bin) => [bin.low, bin.high])).toEqual([
      [0, 0],
      [0.1, 0.1],
      [0.29, 0.29],
      [0.3, 0.3],
      [0.57, 0.58],
      [1, 1],
    ]);
  });

  it("a prediction that is i/b goes to bin i, whichever way the product with b is rounded", () => {
    expect(0.29 * 100).toBeLessThan(29);
    const curve = calibrationCurve([0, 1], [0.285, 0.29], { by: "width", bins: 100 });
    expect(curve).toHaveLength(2);
  });
});

it("leaves out bins that hold only records of weight 0", () => {
  const curve = calibrationCurve([0, 1], [0.1, 0.9], { by: "width", weights: [0, 1] });
  expect(curve.map((bin) => bin.low)).toEqual([0.9]);
});

it("a higher level gives wider intervals", () => {
  const [narrow] = calibrationCurve([0, 1], [0.5, 0.5], { confidence: 0.5 });
  const [wide] = calibrationCurve([0, 1], [0.5, 0.5], { confidence: 0.99 });
  expect(narrow?.interval.low).toBeGreaterThan(wide?.interval.low as number);
});

it("refuses bins that are not a whole number above 0, unknown ways to bin, levels outside (0, 1)", () => {
  const curve = (options: object) => () => calibrationCurve([0, 1], [0.2, 0.8], options);
  expect(curve({ bins: 0 })).toThrow(
    "calibrationCurve: expected bins to be a whole number of at least 1, received 0",
  );
  expect(curve({ bins: 2.5 })).toThrow("expected bins");
  expect(curve({ bins: Number.NaN })).toThrow("expected bins");
  expect(curve({ by: "quantile" })).toThrow('expected by to be "count" or "width", received "quantile"');
  expect(curve({ confidence: 95 })).toThrow("expected confidence in (0, 1), received 95");
});
