import { describe, expect, it } from "vitest";
import {
  mean,
  quantile,
  quantileSorted,
  sortedNumbers,
  standardDeviation,
  variance,
} from "../../src/core/index";
import { describeWithSharedData, readReference } from "../support/sharedData";
import { failure } from "./failure";
import golden from "./fixtures/golden.json";

describe.each(golden.samples.map((sample, i) => [`sample ${i} of ${sample.values.length}`, sample] as const))(
  `against numpy ${golden.versions.numpy}: %s`,
  (_title, sample) => {
    it("mean", () => {
      expect(mean(sample.values)).toBeCloseTo(sample.mean, 12);
    });

    it("variance with n − 1, NaN for one value", () => {
      if (sample.variance === null) expect(variance(sample.values)).toBeNaN();
      else expect(variance(sample.values)).toBeCloseTo(sample.variance, 12);
    });

    it("quantiles of type 7", () => {
      for (const [probability, expected] of sample.quantiles) {
        const value = quantile(sample.values, probability as number);
        expect(Math.abs(value - (expected as number))).toBeLessThanOrEqual(1e-15 * Math.abs(value));
      }
    });
  },
);

describeWithSharedData("statistics.json, metrics.quantilesLinear", () => {
  it("quantiles to 1e-12", () => {
    const { scores, quantilesLinear } = readReference().statistics.metrics;
    for (const [probability, expected] of Object.entries(quantilesLinear)) {
      expect(Math.abs(quantile(scores, Number(probability)) - (expected as number))).toBeLessThan(1e-12);
    }
  });
});

describe("mean, variance, standardDeviation", () => {
  it("of no values is NaN, and of one value only the mean is known", () => {
    expect([mean([]), variance([]), standardDeviation([])]).toEqual([Number.NaN, Number.NaN, Number.NaN]);
    expect([mean([5]), variance([5]), standardDeviation([5])]).toEqual([5, Number.NaN, Number.NaN]);
  });

  it("are NaN if a value is", () => {
    expect([mean([1, Number.NaN]), variance([1, Number.NaN])]).toEqual([Number.NaN, Number.NaN]);
  });

  it("a common offset of 1e15 changes no digit of the variance", () => {
    expect(variance([1e15 + 1, 1e15 + 2, 1e15 + 3])).toBe(1);
  });

  it("the standard deviation is the root of the variance: 2 for a variance of 4", () => {
    expect(standardDeviation([1, 3, 5])).toBe(2);
  });
});

describe("quantile", () => {
  it("leaves out NaN, changes no order and no input", () => {
    const values = Object.freeze([3, Number.NaN, 1, 2]) as readonly number[];
    expect(quantile(values, 0.5)).toBe(2);
    expect(values).toEqual([3, Number.NaN, 1, 2]);
  });

  it("of no values, or of NaN only, is NaN", () => {
    expect(quantile([], 0.5)).toBeNaN();
    expect(quantile([Number.NaN], 0.5)).toBeNaN();
  });

  it("0 and 1 are the smallest and the largest value, infinite ones too", () => {
    expect(quantile([Number.NEGATIVE_INFINITY, 0, 4], 0)).toBe(Number.NEGATIVE_INFINITY);
    expect(quantile([Number.NEGATIVE_INFINITY, 0, 4], 0.5)).toBe(0);
    expect(quantile([0, 4, Number.POSITIVE_INFINITY], 1)).toBe(Number.POSITIVE_INFINITY);
  });

  it("sorts by number, not by text", () => {
    expect(Array.from(sortedNumbers([10, 9, -1, Number.NaN, 100]))).toEqual([-1, 9, 10, 100]);
  });

  it("quantileSorted takes the values as sorted", () => {
    expect(quantileSorted([10, 20, 30], 0.75)).toBe(25);
    expect(quantileSorted([], 0.75)).toBeNaN();
  });
});

describe("bad input", () => {
  it.each([-0.01, 1.01, Number.NaN])("probability %d", (probability) => {
    expect(failure(() => quantile([1], probability))).toBe(
      `invalid_argument: quantile: expected probability in [0, 1], received ${probability}`,
    );
  });

  it.each(Object.entries({ mean, variance, standardDeviation, sortedNumbers, quantile }))(
    "%s names what is not an array of numbers",
    (name, compute) => {
      const call = (values: unknown) => failure(() => compute(values as never, 0.5));
      expect(call(undefined)).toBe(
        `invalid_argument: ${name}: expected an array of numbers, received undefined`,
      );
      expect(call("12")).toBe(`invalid_argument: ${name}: expected an array of numbers, received "12"`);
      expect(call([1, "2"])).toBe(`invalid_argument: ${name}: expected a number at position 1, received "2"`);
      expect(call([null])).toBe(`invalid_argument: ${name}: expected a number at position 0, received null`);
      expect(call([1n])).toBe(`invalid_argument: ${name}: expected a number at position 0, received 1n`);
    },
  );
});
