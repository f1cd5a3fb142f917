import { describe, expect, it } from "vitest";
import { readTable } from "../../src/features/index";
import { type TermGroup, withReference } from "../../src/models/index";
import { featuresOf, marginsOf, modelOf, scorerOf } from "./support";

const points = (group: string | null, coefficient = 1) =>
  ({ kind: "linear", feature: "x", coefficient, center: 0, missing: 0, group }) as const;
const group = (id: string, bounds: Partial<TermGroup> = {}): TermGroup => ({
  ...{ id, label: id, group: null, minimum: null, maximum: null, reference: 0 },
  ...bounds,
});
const xs = [-10, -1, 0, 1, 10].map((x) => ({ x }));

describe("groups", () => {
  it("the largest sum caps its terms together, and nothing else", () => {
    const model = modelOf({
      terms: [points("g"), points("g", 2), points(null, 100)],
      groups: [group("g", { maximum: 5 })],
    });
    expect(marginsOf(model, xs)).toEqual([-1030, -103, 0, 103, 1005]);
  });

  it("the smallest sum holds from below, both sides together", () => {
    const model = modelOf({ terms: [points("g")], groups: [group("g", { minimum: -2, maximum: 3 })] });
    expect(marginsOf(model, xs)).toEqual([-2, -1, 0, 1, 3]);
  });

  it("a sum equal to a bound is left as it is", () => {
    const model = modelOf({ terms: [points("g")], groups: [group("g", { minimum: -1, maximum: 1 })] });
    const { contributions } = scorerOf(model).explainAll(xs);
    expect(Array.from(contributions[1] as Float64Array)).toEqual([9, 0, 0, 0, -9]);
  });

  it("the bounds are of the group, without the intercept", () => {
    const model = modelOf({
      intercept: 50,
      terms: [points("g")],
      groups: [group("g", { maximum: 3 })],
    });
    expect(marginsOf(model, xs)).toEqual([40, 49, 50, 51, 53]);
  });

  it("a group without terms counts as 0, which its bounds may raise", () => {
    expect(marginsOf(modelOf({ groups: [group("g", { minimum: 4 })] }), [{ x: 1 }])).toEqual([4]);
  });

  it("nested groups are capped from the inside out", () => {
    const model = modelOf({
      terms: [points("inner"), points("outer")],
      groups: [group("inner", { maximum: 4, group: "outer" }), group("outer", { maximum: 10, minimum: -3 })],
    });
    // x = 10: inner 10 becomes 4, outer 4 + 10 becomes 10
    expect(marginsOf(model, xs)).toEqual([-3, -2, 0, 2, 10]);
    const explanation = scorerOf(model).explain({ x: 10 });
    expect(explanation.contributions.map(({ id, kind, contribution }) => [id, kind, contribution])).toEqual([
      ["term 0", "linear", 10],
      ["term 1", "linear", 10],
      ["inner", "cap", -6],
      ["outer", "cap", -4],
    ]);
  });

  it("three levels deep", () => {
    const model = modelOf({
      terms: [points("a"), points("b"), points("c")],
      groups: [
        group("a", { maximum: 1, group: "b" }),
        group("b", { maximum: 3, group: "c" }),
        group("c", { maximum: 6 }),
      ],
    });
    expect(marginsOf(model, [{ x: 1 }, { x: 2 }, { x: 10 }])).toEqual([3, 5, 6]);
  });

  it.each([
    [{ maximum: 40 }, "engagement capped at 40"],
    [{ minimum: 0 }, "engagement at least 0"],
    [{ minimum: 0, maximum: 40 }, "engagement capped at 40, at least 0"],
    [{}, "engagement"],
  ])("the line of a cap %j says its bounds: %s", (bounds, label) => {
    const model = modelOf({ terms: [points("g")], groups: [group("g", { ...bounds, label: "engagement" })] });
    expect(scorerOf(model).explain({ x: 1 }).contributions[1]).toMatchObject({ kind: "cap", label });
  });

  it("the line of a cap depends on the features of all terms inside, inner groups included", () => {
    const model = modelOf({
      terms: [
        points("inner"),
        { kind: "linear", feature: "f", coefficient: 1, center: 0, missing: 0, group: "outer" },
        { kind: "linear", feature: "o", coefficient: 1, center: 0, missing: 0 },
      ],
      groups: [group("inner", { group: "outer" }), group("outer", { maximum: 1 })],
    });
    const lines = scorerOf(model).explain({ x: 1 }).contributions;
    expect(lines.slice(3).map(({ feature, features }) => [feature, [...features].sort()])).toEqual([
      [null, ["x"]],
      [null, ["f", "x"]],
    ]);
  });

  it("with a reference population the adjustment is compared with its mean", () => {
    const plain = modelOf({ terms: [points("g")], groups: [group("g", { maximum: 4 })] });
    const { table } = readTable([{ x: 2 }, { x: 10 }], featuresOf(plain));
    const model = withReference(plain, table);
    expect([model.terms[0]?.reference, model.groups[0]?.reference]).toEqual([6, -3]);
    const { base, contributions } = scorerOf(model).explain({ x: 10 });
    expect([base, ...contributions.map(({ contribution }) => contribution)]).toEqual([3, 4, -3]);
  });
});
