import { describe, expect, it } from "vitest";
import { chiSquareQuantile, chiSquareTail, upperGamma } from "../../src/core/index";
import { failure } from "./failure";
import golden from "./fixtures/chiSquare.json";

const relativeError = (value: number, expected: number) =>
  value === expected ? 0 : Math.abs(value - expected) / Math.abs(expected);

type Row = [number, number, number];

describe(`against scipy ${golden.version}`, () => {
  it.each(golden.quantile as Row[])("chiSquareQuantile(%d, %d) to 1e-12 relative", (p, k, expected) => {
    expect(relativeError(chiSquareQuantile(p, k), expected)).toBeLessThan(1e-12);
  });

  it.each(golden.tail as Row[])("chiSquareTail(%d, %d) to 1e-11 relative, also far out", (x, k, expected) => {
    // scipy itself has no more digits than this in the far tail of many degrees
    const tolerance = expected < 1e-300 ? 1e-300 : 1e-11 * expected;
    expect(Math.abs(chiSquareTail(x, k) - expected)).toBeLessThanOrEqual(tolerance);
  });

  it.each(golden.upperGamma as Row[])("upperGamma(%d, %d) to 1e-11 relative", (a, x, expected) => {
    expect(relativeError(upperGamma(a, x), expected)).toBeLessThan(1e-11);
  });
});

describe("the ends", () => {
  it("chiSquareQuantile goes from 0 to Infinity", () => {
    expect(chiSquareQuantile(0, 3)).toBe(0);
    expect(chiSquareQuantile(1, 3)).toBe(Number.POSITIVE_INFINITY);
  });

  it("the tail goes from 1 to 0", () => {
    expect(chiSquareTail(0, 3)).toBe(1);
    expect(chiSquareTail(1e6, 3)).toBe(0);
    expect(upperGamma(2, 1e308)).toBe(0);
  });

  it("quantile and tail are inverse, also of many thousand degrees", () => {
    for (const degrees of [1, 7, 1000, 123_456]) {
      for (const p of [0.001, 0.2, 0.5, 0.999]) {
        expect(chiSquareTail(chiSquareQuantile(p, degrees), degrees)).toBeCloseTo(1 - p, 10);
      }
    }
  });
});

describe("wrong arguments", () => {
  it("refuses a probability outside [0, 1], degrees below 1, x below 0, and NaN", () => {
    expect(failure(() => chiSquareQuantile(1.2, 3))).toBe(
      "invalid_argument: chiSquareQuantile: expected probability in [0, 1], received 1.2",
    );
    expect(failure(() => chiSquareQuantile(Number.NaN, 3))).toContain("expected probability");
    expect(failure(() => chiSquareQuantile(0.5, 0))).toContain("expected degrees");
    expect(failure(() => chiSquareTail(-1, 3))).toContain("expected x to be a finite number of at least 0");
    expect(failure(() => chiSquareTail(1, 0.5))).toContain("expected degrees");
    expect(failure(() => upperGamma(0, 1))).toContain("expected shape to be a finite number above 0");
    expect(failure(() => upperGamma(1, Number.NaN))).toContain("expected x");
  });
});
