import { describe, expect, it } from "vitest";
import { daysSince, featureSet, numeric } from "../../src/features/index";
import {
  type CounterfactualOptions,
  counterfactual,
  createScorer,
  type FeatureSummary,
  type NumberReference,
} from "../../src/models/index";
import { pointsModel } from "../../src/scoring/index";
import { modelOf, scorerOf, summary, type Values } from "./support";

const population = (more: Partial<NumberReference> = {}): NumberReference => ({
  ...{ kind: "number", count: 100, missing: 0, mean: 5, standardDeviation: 2, minimum: 0, maximum: 10 },
  quantiles: [0, 2, 5, 8, 10],
  integer: false,
  ...more,
});
const real = (name: string, more: Partial<NumberReference> = {}): FeatureSummary =>
  summary(name, "number", { reference: population(more) });
const whole = (name: string, more: Partial<NumberReference> = {}) => real(name, { integer: true, ...more });
const linear = (feature: string, coefficient: number, missing = 0) =>
  ({ kind: "linear", feature, coefficient, center: 0, missing }) as const;
const find = (
  parts: Parameters<typeof modelOf>[0],
  row: Values,
  target: number,
  actionable: CounterfactualOptions["actionable"],
  more: Partial<CounterfactualOptions> = {},
) => counterfactual(scorerOf(modelOf(parts)), row, { target, actionable, ...more });

describe("counterfactual: one number", () => {
  const parts = { features: [real("x")], terms: [linear("x", 2)] };

  it("the nearest value that reaches the target", () => {
    const { status, changes, scoreBefore, scoreAfter } = find(parts, { x: 1 }, 7, ["x"]);
    expect({ status, scoreBefore }).toEqual({ status: "found", scoreBefore: 2 });
    expect(changes).toEqual([{ feature: "x", label: "x", from: 1, to: expect.closeTo(3.5, 4) }]);
    expect(scoreAfter).toBeGreaterThanOrEqual(7);
    expect(changes[0]?.to).toBeGreaterThanOrEqual(3.5);
  });

  it("a record that reaches the target already needs no change", () => {
    expect(find(parts, { x: 4 }, 8, ["x"])).toEqual({
      status: "already_reached",
      changes: [],
      scoreBefore: 8,
      scoreAfter: 8,
    });
  });

  it("the population's range is the limit, and its end can be reached", () => {
    expect(find(parts, { x: 1 }, 20, ["x"]).changes[0]?.to).toBeCloseTo(10, 4);
    expect(find(parts, { x: 1 }, 20.1, ["x"])).toEqual({
      status: "not_reachable",
      changes: [],
      scoreBefore: 2,
      scoreAfter: 2,
    });
  });

  it("minimum and maximum replace the population's range", () => {
    expect(find(parts, { x: 1 }, 7, { x: { maximum: 3 } }).status).toBe("not_reachable");
    expect(find(parts, { x: 1 }, 30, { x: { maximum: 15 } }).changes[0]?.to).toBeCloseTo(15, 4);
    expect(find(parts, { x: 1 }, 7, { x: { minimum: 6 } }).changes[0]?.to).toBe(6);
  });

  it("a falling feature is lowered", () => {
    const falling = { features: [real("x")], terms: [linear("x", -2)] };
    expect(find(falling, { x: 6 }, -4, ["x"]).changes[0]?.to).toBeCloseTo(2, 4);
  });

  it("direction allows one way only", () => {
    const valley = {
      features: [real("x")],
      terms: [
        { kind: "piecewise", feature: "x", knots: [2, 5, 10], contributions: [9, 0, 9], missing: 0 },
      ] as const,
    };
    // from 4 the lower slope is nearer: 3 below, 20/3 above
    expect(find(valley, { x: 4 }, 6, ["x"]).changes[0]?.to).toBeCloseTo(3, 4);
    expect(find(valley, { x: 4 }, 6, { x: { direction: "increase" } }).changes[0]?.to).toBeCloseTo(25 / 3, 4);
    expect(find(valley, { x: 9.5 }, 9, { x: { direction: "decrease" } }).changes[0]?.to).toBeCloseTo(2, 4);
  });

  it("a whole number stays whole", () => {
    const count = { features: [whole("x")], terms: [linear("x", 3)] };
    expect(find(count, { x: 1 }, 10, ["x"])).toMatchObject({ changes: [{ to: 4 }], scoreAfter: 12 });
    expect(find(count, { x: 1 }, 10, { x: { maximum: 3.9 } }).status).toBe("not_reachable");
  });

  it("a whole number stays whole in a large range, and under a transform", () => {
    const large = { features: [whole("x", { maximum: 1_000_000 })], terms: [linear("x", 3)] };
    expect(find(large, { x: 1 }, 100_000, ["x"]).changes[0]?.to).toBe(33_334);
    const features = featureSet<{ visits: number }>()({ visits: numeric("visits", { transform: "log1p" }) });
    const rule = { id: "v", when: { feature: "visits", above: 0 }, points: 10, times: "visits" };
    const scorer = createScorer(pointsModel({ features, rules: [rule] }), features);
    const { changes } = counterfactual(scorer, { visits: 2 }, { target: 20, actionable: ["visits"] });
    expect(changes[0]).toMatchObject({ from: 2, to: 7 }); // ln 8 = 2.08, ln 7 = 1.95
  });

  it("a whole number under a cap that no whole number hits exactly", () => {
    const features = featureSet<{ visits: number }>()({ visits: numeric("visits") });
    const rule = { id: "v", when: { feature: "visits", above: 0 }, points: 3, times: "visits", cap: 10 };
    const scorer = createScorer(pointsModel({ features, rules: [rule] }), features);
    const result = counterfactual(scorer, { visits: 2 }, { target: 10, actionable: ["visits"] });
    expect(result).toMatchObject({ changes: [{ from: 2, to: 4 }], scoreAfter: 10 });
  });

  it("at a cut the value is the cut itself, not one above", () => {
    const step = {
      features: [real("x")],
      terms: [{ kind: "step", feature: "x", cuts: [3, 4.25], contributions: [0, 1, 5], missing: 0 }] as const,
    };
    expect(find(step, { x: 1 }, 5, ["x"]).changes[0]?.to).toBe(4.25);
    expect(find(step, { x: 1 }, 1, ["x"]).changes[0]?.to).toBe(3);
  });

  it("a narrow cell among hundreds is found", () => {
    const cuts = Array.from({ length: 300 }, (_, i) => i / 50);
    const contributions = [0, ...cuts.map((_, i) => (i === 217 ? 9 : 0))];
    const comb = {
      features: [real("x")],
      terms: [{ kind: "step", feature: "x", cuts, contributions, missing: 0 }] as const,
    };
    expect(find(comb, { x: 9 }, 9, ["x"]).changes[0]?.to).toBeCloseTo(218 / 50, 4);
    expect(find(comb, { x: 0.1 }, 9, ["x"]).changes[0]?.to).toBe(217 / 50);
  });

  it("without a population there is no upper limit, and 0 is the lower one of a number that is not negative", () => {
    const open = { features: [summary("x")], terms: [linear("x", 2)] };
    expect(find(open, { x: 1 }, 2_000_000, ["x"]).changes[0]?.to).toBe(1_000_000);
    expect(find(open, { x: 1.5 }, 2_000_000, ["x"]).changes[0]?.to).toBeCloseTo(1_000_000, 0);
    const falling = { features: [summary("x")], terms: [linear("x", -2)] };
    expect(find(falling, { x: 5 }, 0, ["x"]).changes[0]?.to).toBe(0);
    expect(find(falling, { x: 5 }, 1, ["x"]).status).toBe("not_reachable");
    expect(find(falling, { x: -5 }, 1000, ["x"]).changes[0]?.to).toBe(-500);
  });

  it("a missing value is filled in with the nearest to the usual one that reaches the target", () => {
    const some = { features: [real("x")], terms: [linear("x", 2, -100)] };
    expect(find(some, { x: null }, 3, ["x"]).changes).toEqual([
      { feature: "x", label: "x", from: null, to: 5 },
    ]);
    expect(find(some, { x: null }, 13, ["x"]).changes[0]?.to).toBeCloseTo(6.5, 4);
  });
});

describe("counterfactual: flags, levels and ranks", () => {
  const levels = (contributions: readonly number[]) => {
    const values = { levels: ["a", "b", "z"], contributions, missing: 0, unseen: 0 };
    return { kind: "levels", feature: "c", ...values } as const;
  };

  it("a flag is turned", () => {
    const parts = { features: [summary("f", "flag")], terms: [linear("f", 4)] };
    expect(find(parts, { f: 0 }, 4, ["f"]).changes).toEqual([{ feature: "f", label: "f", from: 0, to: 1 }]);
    expect(find(parts, { f: 0 }, 4, { f: { direction: "decrease" } }).status).toBe("not_reachable");
  });

  it("another level of a category; at equal distance the first in sorted order", () => {
    const parts = { features: [summary("c", "category")], terms: [levels([1, 5, 5])] };
    expect(find(parts, { c: "a" }, 5, ["c"])).toMatchObject({
      changes: [{ from: "a", to: "b" }],
      scoreAfter: 5,
    });
    expect(find(parts, { c: null }, 1, ["c"]).changes).toEqual([
      { feature: "c", label: "c", from: null, to: "a" },
    ]);
  });

  it("levels of conditions and of the population are tried as well", () => {
    const when = { feature: "c", startsWith: "gold" } as const;
    const condition = { contribution: 3, times: null, minimum: null, maximum: null, otherwise: 0 };
    const levels = [{ level: "gold partner", count: 2 }];
    const reference = { kind: "category", count: 2, missing: 0, levels } as const;
    const parts = {
      features: [summary("c", "category", { reference })],
      terms: [{ kind: "condition", when, ...condition }] as const,
    };
    expect(find(parts, { c: "silver" }, 3, ["c"]).changes[0]?.to).toBe("gold partner");
    const listed = {
      ...parts,
      terms: [{ kind: "condition", when: { feature: "c", in: ["x", "y"] }, ...condition }] as const,
    };
    expect(find(listed, { c: "silver" }, 3, ["c"]).changes[0]?.to).toBe("x");
  });

  it("an ordinal feature moves as few ranks as possible, and changes are told by level", () => {
    const parts = { features: [summary("o", "ordinal")], terms: [linear("o", 5)] };
    expect(find(parts, { o: 0 }, 3, ["o"]).changes).toEqual([
      { feature: "o", label: "o", from: "low", to: "mid" },
    ]);
    expect(find(parts, { o: 0 }, 10, ["o"]).changes[0]?.to).toBe("high");
  });
});

describe("counterfactual: several features", () => {
  it("one change is preferred to two, however small", () => {
    const parts = {
      features: [real("x"), real("y"), real("z", { standardDeviation: 0.001 })],
      terms: [linear("x", 1), linear("y", 1), linear("z", 1)],
    };
    expect(find(parts, { x: 9, y: 9, z: 0 }, 20, ["x", "y", "z"])).toMatchObject({
      changes: [{ feature: "z" }],
    });
  });

  it("of single changes the one with the least distance in standard deviations", () => {
    const parts = {
      features: [real("x"), real("y", { standardDeviation: 8 })],
      terms: [linear("x", 1), linear("y", 1)],
    };
    expect(find(parts, { x: 1, y: 1 }, 6, ["x", "y"]).changes.map(({ feature }) => feature)).toEqual(["y"]);
  });

  it("two changes where one is not enough, in the order of names whatever the order given", () => {
    const parts = { features: [whole("x"), whole("y")], terms: [linear("x", 1), linear("y", 1)] };
    for (const actionable of [
      ["x", "y"],
      ["y", "x"],
    ]) {
      const result = find(parts, { x: 1, y: 1 }, 13, actionable);
      expect(result).toMatchObject({ status: "found", scoreAfter: 13 });
      expect(result.changes.map(({ feature }) => feature)).toEqual(["x", "y"]);
    }
  });

  it("the order of keys of actionable does not matter", () => {
    const parts = { features: [whole("x"), whole("y")], terms: [linear("x", 1), linear("y", 1)] };
    expect(find(parts, { x: 1, y: 1 }, 6, { y: {}, x: {} })).toEqual(
      find(parts, { x: 1, y: 1 }, 6, { x: {}, y: {} }),
    );
  });

  it("at most maximumChanges, 3 by default", () => {
    const names = ["p", "q", "r", "s"];
    const parts = {
      features: names.map((name) => summary(name, "flag")),
      terms: names.map((name) => linear(name, 1)),
    };
    const none = { p: 0, q: 0, r: 0, s: 0 };
    expect(find(parts, none, 3, names).changes).toHaveLength(3);
    expect(find(parts, none, 4, names).status).toBe("not_reachable");
    expect(find(parts, none, 4, names, { maximumChanges: 4 }).changes).toHaveLength(4);
    expect(find(parts, none, 2, names, { maximumChanges: 1 }).status).toBe("not_reachable");
  });

  it("an interaction is seen: neither change alone does anything", () => {
    const parts = {
      features: [summary("p", "flag"), summary("q", "flag")],
      terms: [
        {
          kind: "condition",
          when: {
            all: [
              { feature: "p", is: true },
              { feature: "q", is: true },
            ],
          },
          ...{ contribution: 9, times: null, minimum: null, maximum: null, otherwise: 0 },
        },
      ] as const,
    };
    expect(find(parts, { p: 0, q: 0 }, 9, ["p", "q"])).toMatchObject({ status: "found", scoreAfter: 9 });
  });

  it("a change that the greedy search added and that is not needed is dropped", () => {
    const names = ["p", "q", "r", "s"];
    const parts = {
      features: names.map((name) => summary(name, "flag")),
      terms: [
        linear("p", 3), // tempting, and of no use
        {
          kind: "condition",
          when: { all: ["q", "r", "s"].map((feature) => ({ feature, is: true })) },
          ...{ contribution: 20, times: null, minimum: null, maximum: null, otherwise: 0 },
        },
      ] as const,
    };
    const result = find(parts, { p: 0, q: 0, r: 0, s: 0 }, 20, names, { maximumChanges: 4 });
    expect(result).toMatchObject({ status: "found", scoreAfter: 20 });
    expect(result.changes.map(({ feature }) => feature)).toEqual(["q", "r", "s"]);
  });

  it("caps limit what a feature can do", () => {
    const parts = {
      features: [whole("x"), whole("y")],
      terms: [{ ...linear("x", 1), group: "g" }, linear("y", 1)],
      groups: [{ id: "g", label: "g", group: null, minimum: null, maximum: 4, reference: 0 }],
    };
    expect(find(parts, { x: 1, y: 0 }, 5, ["x"]).status).toBe("not_reachable");
    expect(find(parts, { x: 1, y: 0 }, 12, ["x", "y"])).toMatchObject({
      changes: [
        { feature: "x", to: 3 },
        { feature: "y", to: 9 },
      ].map((change) => expect.objectContaining({ feature: change.feature })),
      scoreAfter: 12,
    });
  });
});

describe("counterfactual: records without a score", () => {
  it("a disqualified record can be brought to a score", () => {
    const parts = {
      features: [whole("x"), summary("f", "flag")],
      terms: [linear("x", 1)],
      gates: [
        { kind: "disqualify", id: "g", when: { feature: "f", is: true }, reason: "opted out" },
      ] as const,
    };
    const result = find(parts, { x: 5, f: 1 }, 5, ["f"]);
    expect(result).toEqual({
      status: "found",
      changes: [{ feature: "f", label: "f", from: 1, to: 0 }],
      scoreBefore: Number.NaN,
      scoreAfter: 5,
    });
    expect(find(parts, { x: 5, f: 1 }, 5, ["x"])).toMatchObject({ status: "not_scored", changes: [] });
  });

  it("a record with too little data can be filled in", () => {
    const parts = { features: [whole("x"), whole("y")], terms: [linear("x", 1)], coverageFloor: 0.5 };
    expect(find(parts, {}, 5, ["x"])).toMatchObject({ status: "found", changes: [{ from: null, to: 5 }] });
  });

  it("a change into a disqualification is none", () => {
    const parts = {
      features: [whole("x")],
      terms: [linear("x", 1)],
      gates: [{ kind: "disqualify", id: "g", when: { feature: "x", in: [6, 7] }, reason: "" }] as const,
    };
    expect(find(parts, { x: 1 }, 6, ["x"]).changes[0]?.to).toBe(8);
  });

  it("a rejected record is not scored", () => {
    const features = featureSet<{ x: number }>()({ x: numeric("x") });
    const rules = [{ id: "r", when: { feature: "x", above: 0 }, points: 1, times: "x" }];
    const scorer = createScorer(pointsModel({ features, rules }), features);
    expect(counterfactual(scorer, { x: "1" as never }, { target: 5, actionable: ["x"] })).toEqual({
      status: "not_scored",
      changes: [],
      scoreBefore: Number.NaN,
      scoreAfter: Number.NaN,
    });
  });

  it("a target that is a probability", () => {
    const parts = {
      link: "logit",
      features: [real("x", { minimum: -10 })],
      terms: [linear("x", 1)],
    } as const;
    const result = find(parts, { x: 0 }, 0.8, ["x"]);
    expect(result.changes[0]?.to).toBeCloseTo(Math.log(4), 4);
    expect(result.scoreAfter).toBeGreaterThanOrEqual(0.8);
  });

  it("features that depend on time are looked at from asOf", () => {
    interface Deal {
      readonly at: string;
      readonly seats: number;
    }
    const features = featureSet<Deal>()({ age: daysSince("at"), seats: numeric("seats") });
    const rules = [
      { id: "old", when: { feature: "age", above: 30 }, points: -10 },
      { id: "seats", when: { feature: "seats", above: 0 }, points: 1, times: "seats" },
    ];
    const scorer = createScorer(pointsModel({ features, rules }), features);
    const deal = { at: "2026-01-01", seats: 3 };
    const options = { target: 5, actionable: ["seats"] };
    expect(counterfactual(scorer, deal, { ...options, asOf: new Date("2026-01-10") }).changes[0]?.to).toBe(5);
    expect(counterfactual(scorer, deal, { ...options, asOf: new Date("2026-03-10") }).changes[0]?.to).toBe(
      15,
    );
    expect(() => counterfactual(scorer, deal, options)).toThrow(
      expect.objectContaining({ code: "missing_as_of" }),
    );
  });
});

describe("counterfactual: arguments", () => {
  const scorer = scorerOf(
    modelOf({
      features: [whole("x"), summary("c", "category"), summary("toString", "flag"), summary("o", "ordinal")],
      terms: [linear("x", 1), linear("toString", 5)],
    }),
  );

  it("a feature called toString is a feature like any other", () => {
    const row = { x: 1, toString: 0 };
    expect(counterfactual(scorer, row, { target: 3, actionable: ["x"] })).toMatchObject({
      changes: [{ feature: "x", to: 3 }],
    });
    expect(counterfactual(scorer, row, { target: 6, actionable: ["toString"] })).toMatchObject({
      changes: [{ feature: "toString", from: 0, to: 1 }],
    });
  });

  it("nothing that can be acted on: not reachable", () => {
    expect(counterfactual(scorer, { x: 1 }, { target: 3, actionable: [] }).status).toBe("not_reachable");
  });

  it("the record and the options are unchanged, and may be frozen", () => {
    const row = Object.freeze({ x: 1, toString: 0 });
    const options = Object.freeze({ target: 3, actionable: Object.freeze({ x: Object.freeze({}) }) });
    expect(counterfactual(scorer, row, options)).toEqual(counterfactual(scorer, row, options));
  });

  it.each<[string, object, string]>([
    ["a NaN target", { target: Number.NaN, actionable: ["x"] }, "target"],
    ["no target", { actionable: ["x"] }, "target"],
    ["an unknown option", { target: 3, actionable: ["x"], max: 2 }, 'received "max"'],
    ["no change at all", { target: 3, actionable: ["x"], maximumChanges: 0 }, "maximumChanges"],
    ["half a change", { target: 3, actionable: ["x"], maximumChanges: 1.5 }, "maximumChanges"],
    ["nothing actionable", { target: 3 }, "actionable feature names"],
    ["actionable that is text", { target: 3, actionable: "x" }, "actionable feature names"],
    ["a feature that the model does not read", { target: 3, actionable: ["y"] }, 'received "y"'],
    ["a feature of object internals", { target: 3, actionable: ["__proto__"] }, 'received "__proto__"'],
    ["an unknown limit", { target: 3, actionable: { x: { max: 3 } } }, 'received "max"'],
    ["limits that are no object", { target: 3, actionable: { x: true } }, "actionable.x"],
    ["another direction", { target: 3, actionable: { x: { direction: "up" } } }, 'received "up"'],
    ["a NaN limit", { target: 3, actionable: { x: { maximum: Number.NaN } } }, "actionable.x.maximum"],
    ["a limit as text", { target: 3, actionable: { x: { minimum: "3" } } }, "actionable.x.minimum"],
    [
      "a minimum above the maximum",
      { target: 3, actionable: { x: { minimum: 3, maximum: 2 } } },
      "actionable.x.minimum of at most 2",
    ],
    [
      "a direction for a category",
      { target: 3, actionable: { c: { direction: "increase" } } },
      "actionable.c",
    ],
    ["a limit for a flag", { target: 3, actionable: { toString: { minimum: 0 } } }, "actionable.toString"],
    ["a limit for a rank", { target: 3, actionable: { o: { maximum: 1 } } }, "actionable.o"],
  ])("%s: invalid_argument", (_, options, message) => {
    expect(() => counterfactual(scorer, { x: 1 }, options as CounterfactualOptions)).toThrow(
      expect.objectContaining({ code: "invalid_argument", message: expect.stringContaining(message) }),
    );
  });

  it("what is no scorer: invalid_argument", () => {
    expect(() => counterfactual({} as never, { x: 1 }, { target: 1, actionable: ["x"] })).toThrow(
      expect.objectContaining({ code: "invalid_argument" }),
    );
  });
});
