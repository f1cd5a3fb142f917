import { describe, expect, it } from "vitest";
import { erfc, normalCdf, normalQuantile } from "../../src/core/index";
import { failure } from "./failure";
import golden from "./fixtures/golden.json";

const relativeError = (value: number, expected: number) =>
  value === expected ? 0 : Math.abs(value - expected) / Math.abs(expected);

describe(`against mpmath ${golden.versions.mpmath} and scipy ${golden.versions.scipy}`, () => {
  it.each(golden.erfc)("erfc(%d) to 1e-13 relative", (x, expected) => {
    expect(relativeError(erfc(x as number), expected as number)).toBeLessThan(1e-13);
  });

  it.each(golden.normalCdf)("normalCdf(%d) to 2e-13 relative, also in the lower tail", (z, expected) => {
    // a subnormal number has fewer digits
    const tolerance = (expected as number) < 1e-307 ? 1e-8 : 2e-13;
    expect(relativeError(normalCdf(z as number), expected as number)).toBeLessThan(tolerance);
  });

  it.each(golden.normalQuantile)("normalQuantile(%d) to 1e-13 relative, 1e-16 next to 0", (p, expected) => {
    const error = Math.abs(normalQuantile(p as number) - (expected as number));
    expect(error).toBeLessThan(1e-13 * Math.abs(expected as number) + 1e-16);
  });
});

describe("the ends", () => {
  it("erfc goes from 2 to 0 and keeps NaN", () => {
    expect(erfc(Number.NEGATIVE_INFINITY)).toBe(2);
    expect(erfc(Number.POSITIVE_INFINITY)).toBe(0);
    expect(erfc(Number.NaN)).toBeNaN();
  });

  it("normalCdf goes from 0 to 1", () => {
    expect(normalCdf(Number.NEGATIVE_INFINITY)).toBe(0);
    expect(normalCdf(Number.POSITIVE_INFINITY)).toBe(1);
  });

  it("normalQuantile is infinite at 0 and 1, and finite at the smallest number above 0", () => {
    expect(normalQuantile(0)).toBe(Number.NEGATIVE_INFINITY);
    expect(normalQuantile(1)).toBe(Number.POSITIVE_INFINITY);
    expect(normalQuantile(0.5)).toBe(0);
    expect(normalQuantile(5e-324)).toBeCloseTo(-38.47, 1);
  });
});

it.each([-0.1, 1.1, Number.NaN, "0.5", null])("normalQuantile refuses %s", (probability) => {
  expect(failure(() => normalQuantile(probability as never))).toBe(
    `invalid_argument: normalQuantile: expected probability in [0, 1], received ${JSON.stringify(probability) === "null" ? String(probability) : JSON.stringify(probability)}`,
  );
});
