import { describe, expect, it } from "vitest";
import type { GridTerm } from "../../src/models/index";
import { marginsOf, modelOf, type Values } from "./support";

type Terms = NonNullable<Parameters<typeof modelOf>[0]["terms"]>;
const contributions = (term: Terms[number], rows: readonly Values[]) =>
  marginsOf(modelOf({ terms: [term] }), rows);
const xs = (...values: readonly unknown[]) => values.map((x) => ({ x }));

describe("a linear term", () => {
  it("is coefficient · (value − center); a missing value has its own contribution", () => {
    const term = { kind: "linear", feature: "x", coefficient: 2, center: 3, missing: -7 } as const;
    expect(contributions(term, xs(3, 5, 0, null, undefined, Number.NaN))).toEqual([0, 4, -6, -7, -7, -7]);
  });

  it("reads flags as 0 and 1, and ordinal levels as ranks", () => {
    const linear = { kind: "linear", coefficient: 2, center: 0, missing: -1 } as const;
    expect(contributions({ ...linear, feature: "f" }, [{ f: 0 }, { f: 1 }, {}])).toEqual([0, 2, -1]);
    expect(contributions({ ...linear, feature: "o" }, [{ o: 2 }])).toEqual([4]);
  });
});

describe("a step term", () => {
  const term = {
    kind: "step",
    feature: "x",
    cuts: [1, 2.5],
    contributions: [10, 20, 30],
    missing: 5,
  } as const;

  it("a value equal to a cut goes up", () => {
    expect(contributions(term, xs(1, 2.5))).toEqual([20, 30]);
  });

  it("the last number below a cut stays below", () => {
    expect(contributions(term, xs(1 - Number.EPSILON / 2, 2.4999999999999996))).toEqual([10, 20]);
  });

  it("the outer contributions reach to infinity; a missing value is in no cell", () => {
    expect(contributions(term, xs(-1e300, 1e300, null))).toEqual([10, 30, 5]);
  });

  it("without cuts there is one contribution", () => {
    const flat = { ...term, cuts: [], contributions: [4] };
    expect(contributions(flat, xs(-3, 3, null))).toEqual([4, 4, 5]);
  });
});

describe("a piecewise term", () => {
  const term = {
    kind: "piecewise",
    feature: "x",
    knots: [0, 10, 20],
    contributions: [1, 5, -5],
    missing: 9,
  } as const;

  it("passes through its knots", () => {
    expect(contributions(term, xs(0, 10, 20))).toEqual([1, 5, -5]);
  });

  it("is a straight line between knots, and flat outside", () => {
    expect(contributions(term, xs(5, 12.5, -100, 100, null))).toEqual([3, 2.5, 1, -5, 9]);
  });

  it("one knot is a constant", () => {
    expect(contributions({ ...term, knots: [3], contributions: [2] }, xs(-1, 3, 7))).toEqual([2, 2, 2]);
  });
});

describe("a levels term", () => {
  const term = {
    kind: "levels",
    feature: "c",
    levels: ["web", "__proto__"],
    contributions: [1, 2],
    missing: 3,
    unseen: 4,
  } as const;

  it("has a contribution per level, one for missing and one for levels that are not listed", () => {
    const rows = ["web", "__proto__", "fair", "Web", null].map((c) => ({ c }));
    expect(contributions(term, rows)).toEqual([1, 2, 4, 4, 3]);
  });

  it("names of object internals are levels like any other", () => {
    const rows = ["constructor", "toString", "hasOwnProperty"].map((c) => ({ c }));
    expect(contributions(term, rows)).toEqual([4, 4, 4]);
  });
});

describe("a condition term", () => {
  const term = {
    kind: "condition",
    when: { feature: "x", above: 0 },
    contribution: 3,
    times: null,
    minimum: null,
    maximum: null,
    otherwise: -1,
  } as const;

  it("contributes where the condition is true, and otherwise where it is false or not known", () => {
    expect(contributions(term, xs(1, 0, null))).toEqual([3, -1, -1]);
  });

  it("is given every time: times the value of a feature", () => {
    expect(contributions({ ...term, times: "x" }, xs(1, 2.5, 0, null))).toEqual([3, 7.5, -1, -1]);
  });

  it("a missing count is no time", () => {
    const always = { ...term, when: { feature: "c", exists: true }, times: "x" } as const;
    expect(contributions(always, [{ c: "a", x: null }])).toEqual([0]);
  });

  it("bounds hold where the condition is true, and not otherwise", () => {
    const capped = { ...term, times: "x", minimum: 2, maximum: 10, otherwise: -50 } as const;
    expect(contributions(capped, xs(0.1, 1, 4, 0))).toEqual([2, 3, 10, -50]);
  });

  it("negative points have a smallest total", () => {
    const minus = { ...term, contribution: -4, times: "x", minimum: -10 } as const;
    expect(contributions(minus, xs(1, 2, 3))).toEqual([-4, -8, -10]);
  });
});

describe("a grid term", () => {
  // rows: x below 1, at least 1, missing; columns: a, b, unlisted, missing
  const grid: Partial<GridTerm> & { kind: "grid" } = {
    kind: "grid",
    rows: { feature: "x", cuts: [1] },
    columns: { feature: "c", levels: ["a", "b"] },
    contributions: [11, 12, 13, 14, 21, 22, 23, 24, 31, 32, 33, 34],
  };
  const cells = [0, 1, null].flatMap((x) => ["a", "b", "other", null].map((c) => ({ x, c })));

  it("has a cell per pair, missing and unlisted ones included, row by row", () => {
    expect(contributions(grid, cells)).toEqual(grid.contributions);
  });

  it("the sides may be exchanged", () => {
    const turned: typeof grid = {
      ...grid,
      rows: { feature: "c", levels: ["a", "b"] },
      columns: { feature: "x", cuts: [1] },
      contributions: [11, 21, 31, 12, 22, 32, 13, 23, 33, 14, 24, 34],
    };
    expect(contributions(turned, cells)).toEqual(grid.contributions);
  });

  it("a value equal to a cut goes up, on both axes", () => {
    const numbers: typeof grid = {
      kind: "grid",
      rows: { feature: "x", cuts: [1] },
      columns: { feature: "o", cuts: [1, 2] },
      contributions: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
    };
    const rows = [0.5, 1, null].flatMap((x) => [0, 1, 2, null].map((o) => ({ x, o })));
    expect(contributions(numbers, rows)).toEqual(numbers.contributions);
  });

  it("both sides may read the same feature", () => {
    const square: typeof grid = {
      kind: "grid",
      rows: { feature: "x", cuts: [1] },
      columns: { feature: "x", cuts: [] },
      contributions: [1, 2, 3, 4, 5, 6],
    };
    expect(contributions(square, xs(0, 1, null))).toEqual([1, 3, 6]);
  });
});
