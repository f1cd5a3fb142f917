import { describe, expect, it } from "vitest";
import {
  averagePrecision,
  gainsCurve,
  liftCurve,
  precisionRecallCurve,
  topShareCapture,
} from "../../src/metrics/index";

describe("precisionRecallCurve", () => {
  it("selects equal scores together, whatever their order", () => {
    const expected = { thresholds: [2, 1], precision: [1, 0.5], recall: [0.5, 1] };
    for (const outcomes of [
      [1, 1, 0, 0],
      [1, 0, 1, 0],
    ]) {
      const { thresholds, precision, recall } = precisionRecallCurve(outcomes, [2, 1, 1, 1]);
      expect({
        thresholds: Array.from(thresholds),
        precision: Array.from(precision),
        recall: Array.from(recall),
      }).toEqual(expected);
    }
  });

  it("recall is NaN and precision 0 without events", () => {
    const { precision, recall } = precisionRecallCurve([0, 0], [1, 2]);
    expect(Array.from(precision)).toEqual([0, 0]);
    expect(Array.from(recall)).toEqual([Number.NaN, Number.NaN]);
  });

  it("has no threshold that only records of weight 0 have", () => {
    const { thresholds } = precisionRecallCurve([1, 0, 1], [1, 2, 3], { weights: [1, 0, 1] });
    expect(Array.from(thresholds)).toEqual([3, 1]);
  });
});

describe("averagePrecision", () => {
  it("is 1 where all events come first, and their share for a constant score", () => {
    expect(averagePrecision([1, 1, 0], [3, 2, 1])).toBe(1);
    expect(averagePrecision([1, 0, 0, 0], [7, 7, 7, 7])).toBe(0.25);
    expect(averagePrecision([1, 1], [1, 2])).toBe(1);
  });

  it("is the mean over the events of the precision at their rank, without ties", () => {
    // events at ranks 1, 3 and 4
    const expected = (1 / 1 + 2 / 3 + 3 / 4) / 3;
    expect(averagePrecision([1, 0, 1, 1, 0], [5, 4, 3, 2, 1])).toBeCloseTo(expected, 14);
  });

  it("is NaN without events", () => {
    expect(averagePrecision([0, 0], [1, 2])).toBeNaN();
  });
});

describe("gainsCurve", () => {
  it("has a corner for each distinct score and ends at (1, 1)", () => {
    const { thresholds, fractions, captured } = gainsCurve([1, 0, 1, 0], [9, 5, 5, 1]);
    expect(Array.from(thresholds)).toEqual([9, 5, 1]);
    expect(Array.from(fractions)).toEqual([0.25, 0.75, 1]);
    expect(Array.from(captured)).toEqual([0.5, 1, 1]);
  });

  it("goes through the points of liftCurve at its own fractions", () => {
    const outcomes = [1, 0, 1, 1, 0, 0, 1, 0];
    const scores = [8, 7, 7, 5, 4, 3, 3, 1];
    const { fractions, captured } = gainsCurve(outcomes, scores);
    const points = liftCurve(outcomes, scores, { fractions });
    points.forEach((point, i) => {
      expect(point.captured).toBeCloseTo(captured[i] as number, 14);
    });
  });

  it("captured is NaN without events", () => {
    expect(gainsCurve([0], [1]).captured[0]).toBeNaN();
  });
});

describe("topShareCapture", () => {
  it("counts equal scores at the cut in proportion, also where the cut is inside a record", () => {
    expect(topShareCapture([1, 0, 1, 0], [2, 1, 1, 0], { share: 0.5 })).toBe(0.75);
    expect(topShareCapture([1, 1, 0, 0], [2, 1, 1, 0], { share: 0.5 })).toBe(0.75);
    expect(topShareCapture([1, 0], [2, 1], { share: 0.25 })).toBe(0.5);
  });

  it("is the share itself for a constant score, and 1 for a share of 1", () => {
    expect(topShareCapture([1, 0, 0], [3, 3, 3], { share: 0.35 })).toBeCloseTo(0.35, 14);
    expect(topShareCapture([1, 0, 1], [1, 2, 3], { share: 1 })).toBe(1);
  });

  it("is NaN without events", () => {
    expect(topShareCapture([0, 0], [1, 2], { share: 0.5 })).toBeNaN();
  });

  it("refuses a share outside (0, 1], and none", () => {
    const at = (share: unknown) => () => topShareCapture([1, 0], [2, 1], { share } as never);
    expect(at(0)).toThrow("topShareCapture: expected share in (0, 1], received 0");
    expect(at(35)).toThrow("expected share in [0, 1], received 35");
    expect(at(undefined)).toThrow("expected share");
    expect(() => topShareCapture([1, 0], [2, 1], undefined as never)).toThrow("expected options");
  });
});
