import { describe, expect, it } from "vitest";
import { expit, log1pExp, logExpit, logit, sum } from "../../src/core/index";
import { failure } from "./failure";

describe("expit and logit", () => {
  it("are 0.5 and 0 in the middle", () => {
    expect(expit(0)).toBe(0.5);
    expect(logit(0.5)).toBe(0);
  });

  it("expit(ln 3) is 3/4, since the odds are 3 to 1", () => {
    expect(expit(Math.log(3))).toBeCloseTo(0.75, 15);
    expect(expit(-Math.log(3))).toBeCloseTo(0.25, 15);
  });

  it("expit keeps the lower tail: expit(−745) is e^(−745), not 0", () => {
    expect(expit(-745)).toBe(Math.exp(-745));
    expect(expit(-745)).toBeGreaterThan(0);
    expect(expit(-40)).toBeCloseTo(Math.exp(-40), 30);
  });

  it("never overflow: expit(±1e308) and expit(±Infinity) are 0 and 1", () => {
    expect([expit(1e308), expit(-1e308)]).toEqual([1, 0]);
    expect([expit(Number.POSITIVE_INFINITY), expit(Number.NEGATIVE_INFINITY)]).toEqual([1, 0]);
  });

  it("logit is infinite at 0 and 1, NaN outside [0, 1]", () => {
    expect([logit(0), logit(1)]).toEqual([Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]);
    expect([logit(-0.1), logit(1.1), logit(Number.NaN)]).toEqual([Number.NaN, Number.NaN, Number.NaN]);
  });

  it("logit is accurate next to 1, where 1 − p rounds: logit(1 − 2⁻⁵³) is 53 ln 2", () => {
    expect(logit(1 - 2 ** -53)).toBeCloseTo(53 * Math.LN2, 12);
  });
});

describe("log1pExp and logExpit", () => {
  it("log1pExp(0) is ln 2", () => {
    expect(log1pExp(0)).toBe(Math.LN2);
  });

  it("log1pExp is x above, e^x below, and never infinite for a finite x", () => {
    expect(log1pExp(800)).toBe(800);
    expect(log1pExp(1e308)).toBe(1e308);
    expect(log1pExp(-50)).toBe(Math.exp(-50));
    expect(log1pExp(-1e308)).toBe(0);
  });

  it("the log of expit(−800) is −800, where expit itself is 0", () => {
    expect(expit(-800)).toBe(0);
    expect(logExpit(-800)).toBe(-800);
    expect(logExpit(800)).toBe(-0);
  });

  it("keep NaN and infinities", () => {
    expect(log1pExp(Number.NaN)).toBeNaN();
    expect(log1pExp(Number.POSITIVE_INFINITY)).toBe(Number.POSITIVE_INFINITY);
    expect(log1pExp(Number.NEGATIVE_INFINITY)).toBe(0);
    expect(logExpit(Number.NEGATIVE_INFINITY)).toBe(Number.NEGATIVE_INFINITY);
  });
});

describe("sum", () => {
  it("of nothing is 0", () => {
    expect(sum([])).toBe(0);
  });

  it("loses no small term beside a large one", () => {
    expect(sum([1, 1e100, 1, -1e100])).toBe(2);
  });

  it("a million times 0.1 is 100,000, which a plain loop misses", () => {
    const tenths = new Float64Array(1_000_000).fill(0.1);
    expect(sum(tenths)).toBe(100_000);
    expect(tenths.reduce((total, value) => total + value, 0)).not.toBe(100_000);
  });

  it("is NaN if a value is, infinite if a value is, NaN for opposite infinities", () => {
    expect(sum([1, Number.NaN])).toBeNaN();
    expect(sum([1, Number.POSITIVE_INFINITY, 2])).toBe(Number.POSITIVE_INFINITY);
    expect(sum([Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])).toBeNaN();
  });

  it("refuses text, which would be concatenated, and null, which would count as 0", () => {
    expect(failure(() => sum(["1", "2"] as never))).toBe(
      'invalid_argument: sum: expected a number at position 0, received "1"',
    );
    expect(failure(() => sum([1, null] as never))).toBe(
      "invalid_argument: sum: expected a number at position 1, received null",
    );
    expect(failure(() => sum({ length: 1 } as never))).toBe(
      "invalid_argument: sum: expected an array of numbers, received an object with length",
    );
  });
});
