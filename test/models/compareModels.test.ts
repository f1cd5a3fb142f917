import { describe, expect, it } from "vitest";
import { compareModels } from "../../src/models/index";
import { modelOf, scorerOf, summary, type Values } from "./support";

const linear = (feature: string, coefficient: number) =>
  ({ kind: "linear", feature, coefficient, center: 0, missing: 0 }) as const;
const features = [summary("x"), summary("y")];
const scorer = (x: number, y: number) =>
  scorerOf(modelOf({ features, terms: [linear("x", x), linear("y", y)] }));
const rows = [1, 2, 3, 4].map((x, i) => ({ x, y: [0, 3, 1, 0][i] }));

describe("compareModels", () => {
  it("means, difference, rank correlation and influence, by hand", () => {
    // a: 1 2 3 4, b: 0 3 1 0 with ranks 1.5 4 3 1.5
    const result = compareModels(scorer(1, 0), scorer(0, 1), rows);
    expect(result.rows).toEqual({ given: 4, both: 4 });
    expect([result.meanScoreA, result.meanScoreB, result.meanAbsoluteDifference]).toEqual([2.5, 1, 2]);
    // Spearman: deviations (−1.5, −.5, .5, 1.5) and (−1, 1.5, .5, −1): −.5 / √(5 · 4.5)
    expect(result.rankCorrelation).toBeCloseTo(-0.5 / Math.sqrt(5 * 4.5), 12);
    expect(result.features).toEqual([
      { feature: "x", influenceA: expect.closeTo(Math.sqrt(1.25), 12), influenceB: 0 },
      { feature: "y", influenceA: 0, influenceB: expect.closeTo(Math.sqrt(1.5), 12) },
    ]);
    expect(result.statusDiffers).toEqual([]);
  });

  it("percentiles count lower scores, ties half; disagreements are sorted by their distance", () => {
    const { largestDisagreements } = compareModels(scorer(1, 0), scorer(0, 1), rows);
    expect(largestDisagreements).toEqual([
      { index: 3, scoreA: 4, scoreB: 0, percentileA: 0.875, percentileB: 0.25 },
      { index: 1, scoreA: 2, scoreB: 3, percentileA: 0.375, percentileB: 0.875 },
      { index: 0, scoreA: 1, scoreB: 0, percentileA: 0.125, percentileB: 0.25 },
      { index: 2, scoreA: 3, scoreB: 1, percentileA: 0.625, percentileB: 0.625 },
    ]);
  });

  it("at most ten disagreements, at equal distance the earlier record first", () => {
    const many = Array.from({ length: 30 }, (_, i) => ({ x: i, y: -i }));
    const { largestDisagreements } = compareModels(scorer(1, 0), scorer(0, 1), many);
    expect(largestDisagreements.map(({ index }) => index)).toEqual([0, 29, 1, 28, 2, 27, 3, 26, 4, 25]);
  });

  it("the overlap of the best tenths", () => {
    const many = Array.from({ length: 40 }, (_, i) => ({ x: i, y: i < 38 ? 0 : i }));
    expect(compareModels(scorer(1, 0), scorer(1, 0), many).topTenthOverlap).toBe(1);
    // best of b: 38 and 39, then the first two of the tied
    expect(compareModels(scorer(1, 0), scorer(0, 1), many).topTenthOverlap).toBe(0.5);
    expect(compareModels(scorer(1, 0), scorer(-1, 0), many).topTenthOverlap).toBe(0);
  });

  it("the same order is a correlation of 1, the opposite −1, and one score for all none", () => {
    const correlation = (a: number, b: number) =>
      compareModels(scorer(a, 0), scorer(b, 0), rows).rankCorrelation;
    expect(correlation(1, 7)).toBeCloseTo(1, 12);
    expect(correlation(1, -3)).toBeCloseTo(-1, 12);
    expect(correlation(1, 0)).toBeNaN();
  });

  it("records that only one model scores are counted, named, and left out of the numbers", () => {
    const gates = [{ kind: "disqualify", id: "d", when: { feature: "x", above: 3 }, reason: "" }] as const;
    const gated = scorerOf(modelOf({ features, terms: [linear("x", 1)], gates }));
    const strict = scorerOf(modelOf({ features, terms: [linear("x", 1)], coverageFloor: 1 }));
    const mixed: Values[] = [...rows, { x: 2 }, { x: "no" }];
    const result = compareModels(gated, strict, mixed);
    expect(result.rows).toEqual({ given: 6, both: 3 });
    expect(result.statusDiffers).toEqual([3, 4]);
    expect([result.meanScoreA, result.meanScoreB]).toEqual([2, 2]);
    expect(result.largestDisagreements.map(({ index }) => index)).toEqual([0, 1, 2]);
  });

  it("where no record is scored by both, every number is NaN", () => {
    const result = compareModels(scorer(1, 0), scorer(0, 1), []);
    expect(result).toEqual({
      rows: { given: 0, both: 0 },
      statusDiffers: [],
      meanScoreA: Number.NaN,
      meanScoreB: Number.NaN,
      meanAbsoluteDifference: Number.NaN,
      rankCorrelation: Number.NaN,
      topTenthOverlap: Number.NaN,
      features: ["x", "y"].map((feature) => ({ feature, influenceA: Number.NaN, influenceB: Number.NaN })),
      largestDisagreements: [],
    });
  });

  it("a model compared with itself agrees with itself", () => {
    const one = scorer(1, 2);
    expect(compareModels(one, one, rows)).toMatchObject({
      meanAbsoluteDifference: 0,
      rankCorrelation: expect.closeTo(1, 12),
      topTenthOverlap: 1,
    });
  });

  it("frozen records are accepted, and the same call gives the same result", () => {
    const frozen = Object.freeze(rows.map((row) => Object.freeze({ ...row })));
    const call = () => compareModels(scorer(1, 0), scorer(0, 1), frozen);
    expect(call()).toEqual(call());
  });

  it.each<[string, unknown[], string]>([
    ["no second scorer", [scorer(1, 0), undefined, rows], "two scorers"],
    ["a model for a scorer", [modelOf({}), scorer(1, 0), rows], "two scorers"],
    ["rows that are no array", [scorer(1, 0), scorer(1, 0), "rows"], "rows to be an array"],
    ["an unknown option", [scorer(1, 0), scorer(1, 0), rows, { at: new Date(0) }], 'received "at"'],
  ])("%s: invalid_argument", (_, args, message) => {
    const call = () => compareModels(...(args as Parameters<typeof compareModels<Values>>));
    expect(call).toThrow(
      expect.objectContaining({ code: "invalid_argument", message: expect.stringContaining(message) }),
    );
  });
});
