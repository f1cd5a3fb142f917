import { describe, expect, it } from "vitest";
import { makeMonotone } from "../../../src/training/boosted/makeMonotone";
import { numberBins } from "../../../src/training/boosted/numberBins";
import { smoothShape } from "../../../src/training/boosted/smoothShape";
import { turningPoints } from "../../../src/training/boosted/turningPoints";

describe("turningPoints", () => {
  it("are where a sequence goes on the other way by more than the limit", () => {
    expect(turningPoints([0, 1, 0, 1], 0.02)).toEqual([1, 2]);
    expect(turningPoints([0, 1, 2, 3], 0)).toEqual([]);
    expect(turningPoints([1, 1, 1], 0)).toEqual([]);
    expect(turningPoints([], 0)).toEqual([]);
  });

  it("a swing of exactly the limit does not count", () => {
    expect(turningPoints([0, 1, 0.5, 2], 0.5)).toEqual([]);
    expect(turningPoints([0, 1, 0.5, 2], 0.4)).toEqual([1, 2]);
  });
});

describe("smoothShape", () => {
  it("leaves at most as many turning points as asked for, and keeps missing values", () => {
    const values = Float64Array.from({ length: 101 }, (_, i) => Math.sin(i) + (i % 7) / 10);
    const sizes = new Float64Array(101).fill(1);
    for (const most of [0, 1, 2, 5, 12]) {
      const smoothed = values.slice();
      smoothShape(smoothed, sizes, { limit: 0.02, most });
      expect(turningPoints(smoothed.subarray(1), 0).length).toBeLessThanOrEqual(most);
      expect(smoothed[0]).toBe(values[0]);
    }
  });

  it("keeps a large wave and irons out a small one", () => {
    const values = Float64Array.from({ length: 200 }, (_, i) => Math.sin(i / 20) + (i % 2) * 0.01);
    smoothShape(values, new Float64Array(200).fill(1), { limit: 0.02, most: 12 });
    expect(turningPoints(values.subarray(1), 0).length).toBe(3);
  });
});

describe("makeMonotone", () => {
  it("pools neighbours out of order into their weighted mean", () => {
    const values = Float64Array.of(9, 1, 3, 2, 4);
    makeMonotone(values, [0, 1, 1, 3, 1], 1, 5, 1);
    expect([...values]).toEqual([9, 1, 2.25, 2.25, 4]);
    makeMonotone(values, [0, 1, 1, 1, 1], 1, 5, -1);
    expect([...values]).toEqual([9, 2.375, 2.375, 2.375, 2.375]);
  });
});

describe("numberBins", () => {
  it("few values have a bin each, cut at the shortest decimal between them; missing is bin 0", () => {
    const { cuts, codes } = numberBins(Float64Array.of(1, 2, Number.NaN, 4, 2, 5000, 5003.2));
    expect(cuts).toEqual([2, 3, 3000, 5002]);
    expect([...codes]).toEqual([1, 2, 0, 3, 2, 4, 5]);
  });

  it("of many values, one that fills a bin has it for itself", () => {
    const values = Float64Array.from({ length: 4000 }, (_, i) => (i % 4 === 0 ? 500 : i / 4));
    const { cuts, codes } = numberBins(values);
    const bin = codes[0] as number;
    const inBin = values.filter((_, i) => codes[i] === bin);
    expect(inBin.every((value) => value >= 500 && value < 501)).toBe(true);
    expect(cuts.length).toBeLessThanOrEqual(200);
  });
});
