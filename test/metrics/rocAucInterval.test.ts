import { describe, expect, it } from "vitest";
import { seededRandom } from "../../src/core/index";
import { compareRocAucs, rocAuc, rocAucInterval } from "../../src/metrics/index";

const nothing = { low: Number.NaN, high: Number.NaN };

describe("rocAucInterval", () => {
  it("has the area of rocAuc, bit for bit", () => {
    const random = seededRandom(3);
    const scores = Float64Array.from({ length: 999 }, () => Math.floor(100 * random.next()));
    const outcomes = scores.map((score) => (score + 100 * random.next() > 120 ? 1 : 0));
    expect(rocAucInterval(outcomes, scores).auc).toBe(rocAuc(outcomes, scores));
  });

  it("is all NaN if all outcomes are the same", () => {
    const none = { auc: Number.NaN, standardError: Number.NaN, interval: nothing };
    expect(rocAucInterval([1, 1], [1, 2])).toEqual(none);
    expect(rocAucInterval([0, 0], [1, 2], { scale: "logit" })).toEqual(none);
  });

  it("has no standard error and no interval for a single event or non-event", () => {
    const single = { auc: 0.75, standardError: Number.NaN, interval: nothing };
    expect(rocAucInterval([1, 0, 0], [2, 2, 1])).toEqual(single);
    expect(rocAucInterval([0, 1, 1], [2, 3, 2])).toEqual(single);
  });

  it("an area of 1 or 0 is not certain: the interval is as wide as few records make it", () => {
    const few = rocAucInterval([0, 0, 0, 1, 1, 1], [1, 2, 3, 4, 5, 6]);
    expect(few.standardError).toBe(0);
    expect(few.interval.high).toBe(1);
    expect(few.interval.low).toBeLessThan(0.6);
    expect(few.interval.low).toBeGreaterThan(0.4);
    const reversed = rocAucInterval([1, 1, 1, 0, 0, 0], [1, 2, 3, 4, 5, 6]).interval;
    expect(reversed.low).toBe(0);
    expect(reversed.high).toBeCloseTo(1 - few.interval.low, 12);
    const weights = [0.1, 0.7, 3.3, 1.1, 2.2, 0.3];
    expect(rocAucInterval([0, 0, 0, 1, 1, 1], [1, 2, 3, 4, 5, 6], { weights }).interval.low).toBeLessThan(
      0.7,
    );
  });

  it("a constant score has area 0.5 and nothing to be uncertain about", () => {
    expect(rocAucInterval([0, 1, 0, 1], [1, 1, 1, 1])).toEqual({
      auc: 0.5,
      standardError: 0,
      interval: { low: 0.5, high: 0.5 },
    });
  });

  it("the plain interval is cut off at 1, the logit one does not reach it", () => {
    const outcomes = [0, 0, 0, 1, 0, 1, 1, 1];
    const scores = [1, 2, 3, 4, 5, 6, 7, 8];
    expect(rocAucInterval(outcomes, scores).interval.high).toBe(1);
    expect(rocAucInterval(outcomes, scores, { scale: "logit" }).interval.high).toBeLessThan(1);
  });

  it("holds the true area in about 95 % of samples", () => {
    // normal scores, one standard deviation apart: the true area is Φ(1/√2) = 0.7602
    const random = seededRandom(11);
    let held = 0;
    for (let repeat = 0; repeat < 400; repeat++) {
      const outcomes = Array.from({ length: 120 }, (_, i) => (i < 40 ? 1 : 0));
      const { interval } = rocAucInterval(
        outcomes,
        outcomes.map((outcome) => outcome + random.normal()),
      );
      if (interval.low <= 0.7602499 && 0.7602499 <= interval.high) held++;
    }
    expect(held / 400).toBeGreaterThan(0.92);
    expect(held / 400).toBeLessThan(0.98);
  });

  it("refuses another scale", () => {
    expect(() => rocAucInterval([0, 1], [1, 2], { scale: "probit" } as never)).toThrow(
      'rocAucInterval: expected scale to be "plain" or "logit", received "probit"',
    );
  });
});

describe("compareRocAucs", () => {
  const outcomes = [0, 0, 1, 0, 1, 1, 0, 1];
  const scores = [1, 2, 3, 4, 5, 6, 7, 8];

  it("scores that rank alike have difference 0, z 0 and p 1", () => {
    const same = compareRocAucs(
      outcomes,
      scores,
      scores.map((score) => Math.exp(score)),
    );
    expect(same).toMatchObject({
      difference: 0,
      standardError: 0,
      z: 0,
      p: 1,
      interval: { low: 0, high: 0 },
    });
  });

  it("changes its sign when the scores change places", () => {
    const others = [2, 1, 7, 3, 5, 6, 4, 8];
    const one = compareRocAucs(outcomes, scores, others);
    const other = compareRocAucs(outcomes, others, scores);
    expect(other.difference).toBe(-one.difference);
    expect(other.z).toBeCloseTo(-one.z, 12);
    expect(other.p).toBeCloseTo(one.p, 12);
    expect(other.interval.low).toBeCloseTo(-one.interval.high, 12);
  });

  it("has no test for a single event, nor where rankings differ without any variance", () => {
    const single = compareRocAucs([0, 0, 1], [1, 3, 2], [1, 2, 3]);
    expect(single.difference).toBe(-0.5);
    expect([single.standardError, single.z, single.p, single.interval.low]).toEqual(
      Array(4).fill(Number.NaN),
    );
    const opposite = compareRocAucs([0, 0, 1, 1], [1, 2, 3, 4], [4, 3, 2, 1]);
    expect(opposite).toMatchObject({ difference: 1, standardError: 0, z: Number.NaN, p: Number.NaN });
    expect(opposite.interval).toEqual(nothing);
  });

  it("is surer of a difference than of either area", () => {
    const random = seededRandom(5);
    const y = Array.from({ length: 300 }, () => (random.next() < 0.4 ? 1 : 0));
    const a = y.map((outcome) => outcome + random.normal());
    const b = a.map((score) => score + 0.2 * random.normal());
    const { standardError } = compareRocAucs(y, a, b);
    expect(standardError).toBeLessThan(rocAucInterval(y, a).standardError / 2);
  });

  it("calls two equally good scores different in about 5 % of samples", () => {
    const random = seededRandom(29);
    let different = 0;
    for (let repeat = 0; repeat < 400; repeat++) {
      const y = Array.from({ length: 100 }, (_, i) => (i < 40 ? 1 : 0));
      const score = () => y.map((outcome) => outcome + random.normal());
      if (compareRocAucs(y, score(), score()).p < 0.05) different++;
    }
    expect(different / 400).toBeGreaterThan(0.02);
    expect(different / 400).toBeLessThan(0.09);
  });

  it("refuses second scores of another length, and NaN", () => {
    expect(() => compareRocAucs([0, 1], [1, 2], [1])).toThrow("scoresB of length 2, as outcomes, received 1");
    expect(() => compareRocAucs([0, 1], [1, 2], [1, Number.NaN])).toThrow("expected scoresB[1]");
  });
});
