import { describe, expect, it } from "vitest";
import { categoryColumn, numberColumn, table } from "../../src/core/index";
import {
  type CategoryReference,
  createScorer,
  type NumberReference,
  withReference,
} from "../../src/models/index";
import { featuresOf, modelOf, summary } from "./support";

const model = modelOf({
  intercept: 1,
  features: [summary("x"), summary("c", "category")],
  terms: [
    { kind: "linear", feature: "x", coefficient: 2, center: 0, missing: 10 },
    { kind: "levels", feature: "c", levels: ["a"], contributions: [4], missing: 0, unseen: 0 },
  ],
});
const population = table({
  x: numberColumn([1, 2, null, 6]),
  c: categoryColumn(["a", "b", "b", null]),
});
const withPopulation = withReference(model, population);
const referenceOf = (values: readonly (number | null)[], transform: "log1p" | "sqrt" | null = null) => {
  const one = modelOf({ features: [summary("x", "number", { transform })] });
  return withReference(one, table({ x: numberColumn(values) })).features[0]?.reference as NumberReference;
};

describe("withReference", () => {
  it("the reference of a term is its mean contribution, missing values included", () => {
    expect(withPopulation.terms.map(({ reference }) => reference)).toEqual([(2 + 4 + 10 + 12) / 4, 1]);
  });

  it("scores do not change; contributions are compared with the population", () => {
    const before = createScorer(model, featuresOf(model));
    const after = createScorer(withPopulation, featuresOf(model));
    const row = { x: 5, c: "a" };
    expect(after.score(row)).toEqual(before.score(row));
    expect(after.explain(row)).toMatchObject({ base: 1 + 7 + 1, margin: 15 });
    expect(after.explain(row).contributions.map(({ contribution }) => contribution)).toEqual([3, 3]);
  });

  it("the distribution of a number: counts, moments, quantiles with linear interpolation", () => {
    expect(withPopulation.features[0]?.reference).toEqual({
      kind: "number",
      count: 3,
      missing: 1,
      mean: 3,
      standardDeviation: expect.closeTo(Math.sqrt(14 / 3), 12),
      minimum: 1,
      maximum: 6,
      quantiles: [expect.closeTo(1.1, 12), 1.5, 2, 4, expect.closeTo(5.6, 12)],
      integer: true,
    });
  });

  it("the distribution of a category: levels by count, the most frequent first", () => {
    expect(withPopulation.features[1]?.reference).toEqual({
      kind: "category",
      count: 3,
      missing: 1,
      levels: [
        { level: "b", count: 2 },
        { level: "a", count: 1 },
      ],
    });
  });

  it("at a tie levels are in sorted order, and at most 100 are kept", () => {
    const names = Array.from({ length: 130 }, (_, i) => `level ${String(129 - i).padStart(3, "0")}`);
    const one = modelOf({ features: [summary("c", "category")] });
    const { reference } = withReference(one, table({ c: categoryColumn(names) })).features[0] ?? {};
    const levels = (reference as CategoryReference).levels.map(({ level }) => level);
    expect(levels).toEqual([...names].sort().slice(0, 100));
  });

  it("distributions are of original values, before a transform", () => {
    const reference = referenceOf([0, 3, 8].map(Math.log1p), "log1p");
    expect(reference).toMatchObject({ minimum: 0, maximum: 8, integer: true });
    expect(reference.quantiles[2]).toBe(3);
    expect(referenceOf([0, 2, 3], "sqrt")).toMatchObject({ minimum: 0, maximum: 9, integer: true });
  });

  it("values that are not whole, that are one value, or that are none", () => {
    expect(referenceOf([1, 2.5]).integer).toBe(false);
    expect(referenceOf([4, 4])).toMatchObject({ standardDeviation: 0, mean: 4, quantiles: [4, 4, 4, 4, 4] });
    expect(referenceOf([null, null])).toEqual({
      ...{ kind: "number", count: 0, missing: 2, mean: 0, standardDeviation: 0, minimum: 0, maximum: 0 },
      quantiles: [0, 0, 0, 0, 0],
      integer: false,
    });
  });

  it("values of 1e200 have a standard deviation", () => {
    expect(referenceOf([0, 2e200])).toMatchObject({ mean: 1e200, standardDeviation: 1e200 });
  });

  it("an override has no part in the usual sum", () => {
    const gates = [
      { kind: "override", id: "o", when: { feature: "x", above: 0 }, reason: "", margin: 99 },
    ] as const;
    const gated = withReference(modelOf({ ...model, gates }), population);
    expect(gated.terms).toEqual(withPopulation.terms);
  });

  it("weights are repeated rows in the means", () => {
    const repeated = table({ x: numberColumn([1, 1, 1, 2]), c: categoryColumn(["a", "a", "a", "b"]) });
    const once = table({ x: numberColumn([1, 2, 50]), c: categoryColumn(["a", "b", "z"]) });
    expect(withReference(model, once, [3, 1, 0]).terms).toEqual(withReference(model, repeated).terms);
  });

  it("the result is sealed, and the given model unchanged", () => {
    const before = JSON.stringify(model);
    expect(withPopulation.provenance.contentHash).not.toBe(model.provenance.contentHash);
    expect(() => createScorer(withPopulation, featuresOf(model))).not.toThrow();
    expect(JSON.stringify(model)).toBe(before);
  });

  it.each<[string, unknown[], string]>([
    ["a table without rows", [model, table({ x: numberColumn([]), c: categoryColumn([]) })], "with rows"],
    ["a table without a feature", [model, table({ x: numberColumn([1]) })], 'a category column "c"'],
    ["no table", [model, undefined], "a table"],
    ["too few weights", [model, population, [1]], "4 weights, one per row"],
    ["a negative weight", [model, population, [1, 1, 1, -1]], "weights[3]"],
    ["a NaN weight", [model, population, [1, Number.NaN, 1, 1]], "weights[1]"],
    ["weights of 0 only", [model, population, [0, 0, 0, 0]], "a sum above 0"],
  ])("%s: invalid_argument", (_, args, message) => {
    expect(() => withReference(...(args as Parameters<typeof withReference>))).toThrow(
      expect.objectContaining({ code: "invalid_argument", message: expect.stringContaining(message) }),
    );
  });
});
