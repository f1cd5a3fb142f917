import { describe, expect, it } from "vitest";
import { expit } from "../../src/core/index";
import { brierScore, logLoss, logLossFromMargins } from "../../src/metrics/index";

describe("logLoss", () => {
  it("is −ln p of what happened", () => {
    expect(logLoss([1], [0.25])).toBeCloseTo(2 * Math.LN2, 15);
    expect(logLoss([0], [0.25])).toBeCloseTo(-Math.log(0.75), 15);
  });

  it("is 0, not −0, for certain predictions that are right", () => {
    expect(logLoss([1, 0], [1, 0])).toBe(0);
  });

  it("is Infinity for a certain prediction that is wrong", () => {
    expect(logLoss([1, 0, 1], [0.5, 1, 0.9])).toBe(Number.POSITIVE_INFINITY);
    expect(logLoss([1, 0, 0, 1], [0, 1, 0.5, 0])).toBe(Number.POSITIVE_INFINITY);
  });

  it("leaves out a record of weight 0, even if it was certain and wrong", () => {
    expect(logLoss([1, 1], [0.5, 0], { weights: [2, 0] })).toBeCloseTo(Math.LN2, 15);
  });

  it("does not lose a small probability of an event that did not happen", () => {
    expect(logLoss([0], [1e-20])).toBe(1e-20);
  });
});

describe("logLossFromMargins", () => {
  it("equals logLoss of expit(margin) at ordinary margins", () => {
    const outcomes = [1, 0, 0, 1, 1];
    const margins = [-2, -1.5, 0, 0.5, 3];
    expect(logLossFromMargins(outcomes, margins)).toBeCloseTo(logLoss(outcomes, margins.map(expit)), 14);
  });

  it("stays finite and exact at margins whose probability rounds to 0 or 1", () => {
    expect(logLossFromMargins([1, 0], [-800, 800])).toBe(800);
    expect(logLossFromMargins([1], [800])).toBe(0);
  });
});

describe("brierScore", () => {
  it("is r · (1 − r) for the constant prediction of the event rate r", () => {
    expect(brierScore([1, 0, 0, 0], [0.25, 0.25, 0.25, 0.25])).toBe(0.1875);
  });

  it("is 0 for certain predictions that are right and 1 for ones that are wrong", () => {
    expect(brierScore([1, 0], [1, 0])).toBe(0);
    expect(brierScore([1, 0], [0, 1])).toBe(1);
  });
});
