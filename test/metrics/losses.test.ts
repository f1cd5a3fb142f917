import { describe, expect, it } from "vitest";
import { expit, seededRandom, sum } from "../../src/core/index";
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

describe("logLoss of many records, which are taken in blocks", () => {
  const { next } = seededRandom(11);
  // sure and unsure, right and wrong ones
  const probabilities = Array.from({ length: 1000 }, (_, i) => {
    const p = [next(), next() / 1e3, 1 - next() / 1e3, next() / 1e12, next() / 1e300][i % 5] as number;
    return p;
  });
  const outcomes = probabilities.map((p) => (next() < 0.9 * p + 0.05 ? 1 : 0));
  const mean = (n: number) =>
    sum(probabilities.slice(0, n).map((p, i) => (outcomes[i] === 1 ? -Math.log(p) : -Math.log1p(-p)))) / n;

  it.each([1, 31, 32, 33, 64, 1000])("is the mean of the losses of %d records to 1e-14", (n) => {
    const loss = logLoss(outcomes.slice(0, n), probabilities.slice(0, n));
    expect(Math.abs(loss / mean(n) - 1)).toBeLessThan(1e-14);
  });

  it("does not lose what certain predictions lack to certainty", () => {
    const tiny = Array.from({ length: 100 }, (_, i) => (i + 1) * 1e-20);
    expect(Math.abs(logLoss(Array(100).fill(0), tiny) / 50.5e-20 - 1)).toBeLessThan(1e-14);
  });

  it("does not underflow where every record of a block was nearly certain and wrong", () => {
    const loss = logLoss(Array(64).fill(1), Array(64).fill(1e-300));
    expect(Math.abs(loss / (300 * Math.LN10) - 1)).toBeLessThan(1e-14);
    expect(logLoss(Array(64).fill(1), Array(64).fill(2e-9))).toBeCloseTo(-Math.log(2e-9), 12);
  });

  it("is Infinity where one of them was certain and wrong", () => {
    const one = probabilities.map((p, i) => (i === 500 ? 0 : p));
    expect(
      logLoss(
        outcomes.map((outcome, i) => (i === 500 ? 1 : outcome)),
        one,
      ),
    ).toBe(Number.POSITIVE_INFINITY);
  });

  it("is the same with weights of 1, to 1e-14", () => {
    const weighted = logLoss(outcomes, probabilities, { weights: Array(1000).fill(1) });
    expect(Math.abs(weighted / logLoss(outcomes, probabilities) - 1)).toBeLessThan(1e-14);
  });
});
