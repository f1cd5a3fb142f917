import { describe, expect, it } from "vitest";
import {
  type AdditiveModel,
  checkModel,
  contentHash,
  createScorer,
  sealModel,
  type TermGroup,
  termFeatures,
} from "../../src/models/index";
import { featuresOf, modelOf, summary } from "./support";

const group = (id: string, more: Partial<TermGroup> = {}): TermGroup => ({
  ...{ id, label: id, group: null, minimum: null, maximum: null, reference: 0 },
  ...more,
});
const condition = { contribution: 1, times: null, minimum: null, maximum: null, otherwise: 0 };
const model = modelOf({
  terms: [
    { kind: "linear", feature: "x", coefficient: 1, center: 0, missing: 0, group: "inner" },
    { kind: "step", feature: "x", cuts: [1, 2], contributions: [0, 1, 2], missing: 0 },
    { kind: "levels", feature: "c", levels: ["a", "b"], contributions: [1, 2], missing: 0, unseen: 0 },
    { kind: "piecewise", feature: "x", knots: [1, 2], contributions: [0, 1], missing: 0 },
    { kind: "condition", when: { feature: "x", above: 1 }, ...condition, times: "x", maximum: 3 },
    {
      kind: "grid",
      rows: { feature: "x", cuts: [] },
      columns: { feature: "c", levels: ["a"] },
      contributions: [1, 2, 3, 4, 5, 6],
    },
  ],
  groups: [group("inner", { group: "outer", minimum: 0, maximum: 1 }), group("outer")],
  gates: [
    { kind: "disqualify", id: "gate", when: { not: { feature: "c", is: "a" } }, reason: "no" },
    { kind: "override", id: "over", when: { feature: "f", is: true }, reason: "yes", margin: 1 },
  ],
  calibration: { kind: "piecewise", margins: [0, 1], probabilities: [0.1, 0.9] },
});

/** The model with one part replaced; the path is of keys and positions. */
function withPart(
  path: readonly (string | number)[],
  value: unknown,
  source: unknown = model,
): AdditiveModel {
  const [key, ...rest] = path;
  if (key === undefined) return value as AdditiveModel;
  const copy = (Array.isArray(source) ? [...source] : { ...(source as object) }) as Record<string, unknown>;
  copy[key] = withPart(rest, value, copy[key]);
  return copy as unknown as AdditiveModel;
}

describe("checkModel", () => {
  it("accepts a model with parts of every kind", () => {
    expect(() => checkModel("f", model)).not.toThrow();
  });

  it.each<[string, (string | number)[], unknown, string]>([
    ["no model", [], null, "a model, received null"],
    ["another kind", ["kind"], "tree", 'kind "additive", received "tree"'],
    ["another version", ["formatVersion"], 2, "formatVersion 1, received 2"],
    ["another link", ["link"], "probit", 'link "logit" or "identity", received "probit"'],
    ["terms that are no list", ["terms"], {}, "terms, groups, gates and features to be lists"],
    ["a NaN intercept", ["intercept"], Number.NaN, "intercept to be a finite number, received NaN"],
    ["a coverage floor above 1", ["coverageFloor"], 1.5, "coverageFloor in [0, 1], received 1.5"],
    ["a coverage floor as text", ["coverageFloor"], "0.5", 'coverageFloor in [0, 1], received "0.5"'],
    ["no floor for confidence", ["lowConfidenceBelow"], null, "lowConfidenceBelow in [0, 1], received null"],
    ["no provenance", ["provenance"], undefined, "provenance, received undefined"],
    ["a feature twice", ["features", 1, "name"], "x", 'every feature name once, received "x"'],
    ["a feature called __proto__", ["features", 1, "name"], "__proto__", 'received "__proto__"'],
    ["a feature without a name", ["features", 1, "name"], "", 'feature name to be text, received ""'],
    ["a feature of an unknown type", ["features", 0, "type"], "date", 'feature "x" of a known type'],
    ["an ordinal feature without levels", ["features", 3, "levels"], null, 'feature "o" to have levels'],
    ["an unknown transform", ["features", 0, "transform"], "log", 'feature "x" with a known transform'],
    [
      "a reference of another kind",
      ["features", 0, "reference"],
      { kind: "category" },
      'a number reference for feature "x", received "category"',
    ],
    [
      "a label that is no text",
      ["terms", 0, "label"],
      5,
      'the label of term "term 0" to be text, received 5',
    ],
    [
      "an id twice among terms, groups and gates",
      ["terms", 1, "id"],
      "gate",
      'every id once, received "gate"',
    ],
    ["a term without an id", ["terms", 1, "id"], undefined, "id to be text, received undefined"],
    ["a missing term", ["terms", 1], null, "id to be text"],
    ["an unknown kind of term", ["terms", 1, "kind"], "tree", 'term "term 1" of a known kind'],
    ["an unknown group", ["terms", 0, "group"], "none", 'term "term 0" to name a group, received "none"'],
    ["an unknown feature", ["terms", 0, "feature"], "y", 'term "term 0" to read a feature of the model'],
    ["a category where a number is read", ["terms", 0, "feature"], "c", 'term "term 0" to read a number'],
    ["a number where a category is read", ["terms", 2, "feature"], "x", 'term "term 2" to read a category'],
    ["an infinite coefficient", ["terms", 0, "coefficient"], Number.POSITIVE_INFINITY, "a finite number"],
    ["no contribution of missing values", ["terms", 0, "missing"], null, 'missing of term "term 0"'],
    ["a NaN reference", ["terms", 0, "reference"], Number.NaN, 'the reference of term "term 0"'],
    ["cuts that do not increase", ["terms", 1, "cuts"], [1, 1], 'cuts of term "term 1" to increase'],
    [
      "too few contributions",
      ["terms", 1, "contributions"],
      [0, 1],
      'term "term 1" with 3 values, received 2',
    ],
    ["a level twice", ["terms", 2, "levels"], ["a", "a"], 'every level of term "term 2" once'],
    ["levels that are no list", ["terms", 2, "levels"], "ab", 'a list with every level of term "term 2"'],
    ["no contribution of unseen levels", ["terms", 2, "unseen"], null, 'unseen of term "term 2"'],
    ["knots that do not increase", ["terms", 3, "knots"], [2, 1], 'knots of term "term 3" to increase'],
    ["no knots", ["terms", 3, "knots"], [], 'term "term 3" to have knots'],
    [
      "a minimum above the maximum",
      ["terms", 4, "minimum"],
      4,
      'term "term 4" with minimum at most maximum 3',
    ],
    ["times an unknown feature", ["terms", 4, "times"], "y", 'term "term 4" to read a feature'],
    ["times a category", ["terms", 4, "times"], "c", 'term "term 4" to read a number'],
    ["a grid without rows", ["terms", 5, "rows"], null, 'term "term 5" with rows and columns'],
    ["a grid of the wrong size", ["terms", 5, "contributions"], [1], 'term "term 5" with 6 values'],
    ["a grid axis of the wrong type", ["terms", 5, "rows", "feature"], "c", "to read a number"],
    [
      "a group in one listed before",
      ["groups", 1, "group"],
      "inner",
      'group "outer" to name a group that is listed after it',
    ],
    ["a group in itself", ["groups", 1, "group"], "outer", "listed after it"],
    [
      "a group's minimum above its maximum",
      ["groups", 0, "minimum"],
      2,
      'group "inner" with minimum at most',
    ],
    ["an infinite bound", ["groups", 0, "maximum"], Number.POSITIVE_INFINITY, 'group "inner"'],
    ["an unknown kind of gate", ["gates", 0, "kind"], "stop", "a gate to disqualify or override"],
    ["a gate without a reason", ["gates", 0, "reason"], undefined, 'the reason of gate "gate" to be text'],
    ["an override without a margin", ["gates", 1, "margin"], undefined, 'margin of gate "over"'],
    ["a falling calibration", ["calibration", "probabilities"], [0.9, 0.1], "calibration that never falls"],
    ["a probability above 1", ["calibration", "probabilities"], [0.1, 1.1], "probabilities in [0, 1]"],
    [
      "a calibration without points",
      ["calibration"],
      { kind: "piecewise", margins: [], probabilities: [] },
      "with points",
    ],
    [
      "a falling logistic calibration",
      ["calibration"],
      { kind: "logistic", intercept: 0, slope: -1 },
      "slope of at least 0",
    ],
    ["an unknown calibration", ["calibration", "kind"], "isotonic", '"logistic" or "piecewise"'],
    ["a calibration that is left out", ["calibration"], undefined, "calibration or null"],
  ])("%s: invalid_model that names it", (_, path, value, message) => {
    const changed = withPart(path, value);
    const expected = expect.objectContaining({
      name: "SalienceError",
      code: "invalid_model",
      message: expect.stringContaining(message),
    });
    expect(() => checkModel("f", changed)).toThrow(expected);
    expect(() => sealModel(changed)).toThrow(expected);
  });

  it.each<[string, unknown, string]>([
    ["nothing", undefined, 'gate "gate" to have a condition'],
    [
      "an unknown feature",
      { feature: "y", is: 1 },
      'gate "gate" to read a known feature (x, c, f, o), received "y"',
    ],
    ["no comparison", { feature: "x" }, 'one comparison of "x" in gate "gate"'],
    ["two comparisons", { feature: "x", is: 1, in: [1] }, 'one comparison of "x"'],
    ["a range and a set", { feature: "x", above: 1, is: 2 }, 'one comparison of "x"'],
    ["an unknown operator", { feature: "x", equals: 1 }, "to use is, in, above"],
    ["a range of text", { feature: "c", above: 1 }, '"above" of "c" in gate "gate" to compare a number'],
    [
      "a NaN bound",
      { feature: "x", atLeast: Number.NaN },
      '"atLeast" of "x" in gate "gate" to be a finite number',
    ],
    ["a bound as text", { feature: "x", below: "3" }, 'to be a finite number, received "3"'],
    [
      "a number compared with text",
      { feature: "x", is: "1" },
      '"is" of "x" in gate "gate" to be a finite number',
    ],
    ["a category compared with a number", { feature: "c", is: 1 }, "to be text, received 1"],
    ["a flag compared with text", { feature: "f", is: "yes" }, "to be true or false"],
    ["an ordinal compared with another level", { feature: "o", is: "huge" }, "to be one of low, mid, high"],
    ["an empty set", { feature: "x", in: [] }, '"in" of "x" in gate "gate" to be a list'],
    ["a set that is no list", { feature: "x", in: 3 }, "to be a list"],
    ["a set with another type", { feature: "x", in: [1, "2"] }, "to be a finite number"],
    ["a text match of a number", { feature: "x", contains: "1" }, "to compare a category"],
    ["an empty text match", { feature: "c", startsWith: "" }, "to be text"],
    ["exists that is no boolean", { feature: "x", exists: 1 }, "exists: true or false"],
    ["an empty all", { all: [] }, '"all" of gate "gate" to be a list of conditions'],
    ["all that is no list", { all: { feature: "x", is: 1 } }, '"all" of gate "gate" to be a list'],
    ["all and any at once", { all: [{ feature: "x", is: 1 }], any: [{ feature: "x", is: 1 }] }, 'only "all"'],
    ["not of nothing", { not: null }, 'gate "gate" to have a condition'],
    [
      "a wrong part deep inside",
      {
        any: [
          {
            not: {
              all: [
                { feature: "x", is: 1 },
                { feature: "z", is: 1 },
              ],
            },
          },
        ],
      },
      'received "z"',
    ],
  ])("a condition with %s: invalid_model", (_, when, message) => {
    expect(() => checkModel("f", withPart(["gates", 0, "when"], when))).toThrow(
      expect.objectContaining({ code: "invalid_model", message: expect.stringContaining(message) }),
    );
  });

  it("a condition nested 50 deep is accepted, 51 deep is not", () => {
    const nested = (depth: number) => {
      let when: unknown = { feature: "x", is: 1 };
      for (let i = 0; i < depth; i++) when = { not: when };
      return withPart(["gates", 0, "when"], when);
    };
    expect(() => checkModel("f", nested(50))).not.toThrow();
    expect(() => checkModel("f", nested(51))).toThrow("nested at most 50 deep");
  });

  it("the code of the error is the caller's choice", () => {
    expect(() => checkModel("f", withPart(["intercept"], "1"), "invalid_configuration")).toThrow(
      expect.objectContaining({ code: "invalid_configuration" }),
    );
  });
});

describe("sealModel", () => {
  it("writes the content hash, whatever was there, and changes nothing else", () => {
    const { provenance, ...rest } = model;
    const sealed = sealModel(withPart(["provenance", "contentHash"], "anything"));
    expect(sealed).toEqual({ ...rest, provenance: { ...provenance, contentHash: contentHash(model) } });
    expect(createScorer(sealed, featuresOf(model)).model).toBe(sealed);
  });

  it("sealing again changes nothing", () => {
    expect(sealModel(model)).toEqual(model);
  });
});

describe("contentHash", () => {
  it("depends on everything but itself and the order of keys", () => {
    const reversed = (value: unknown): unknown =>
      typeof value !== "object" || value === null
        ? value
        : Array.isArray(value)
          ? value.map(reversed)
          : Object.fromEntries(
              Object.entries(value)
                .reverse()
                .map(([key, part]) => [key, reversed(part)]),
            );
    const hash = contentHash(model);
    expect(contentHash(reversed(model) as AdditiveModel)).toBe(hash);
    expect(contentHash(withPart(["provenance", "contentHash"], "other"))).toBe(hash);
    for (const path of [
      ["intercept"],
      ["terms", 0, "center"],
      ["features", 0, "label"],
      ["provenance", "rows"],
    ]) {
      expect(contentHash(withPart(path, 77)), path.join(".")).not.toBe(hash);
    }
    expect(contentHash(withPart(["terms"], [...model.terms].reverse()))).not.toBe(hash);
  });

  it("a property that is undefined is as if it were absent", () => {
    expect(contentHash(withPart(["note"], undefined))).toBe(contentHash(model));
  });

  it("refuses what JSON cannot hold", () => {
    expect(() => contentHash(withPart(["intercept"], Number.POSITIVE_INFINITY))).toThrow(/finite numbers/);
    expect(() => contentHash(withPart(["intercept"], () => 1))).toThrow(/plain JSON/);
  });
});

describe("termFeatures", () => {
  it("every feature that a term reads, each once, in order of appearance", () => {
    expect(model.terms.map(termFeatures)).toEqual([["x"], ["x"], ["c"], ["x"], ["x"], ["x", "c"]]);
    const nested = modelOf({
      features: [summary("a"), summary("b"), summary("n")],
      terms: [
        {
          kind: "condition",
          ...condition,
          times: "n",
          when: {
            any: [
              { feature: "b", is: 1 },
              {
                not: {
                  all: [
                    { feature: "a", is: 1 },
                    { feature: "b", is: 2 },
                  ],
                },
              },
            ],
          },
        },
      ],
    });
    expect(nested.terms.map(termFeatures)).toEqual([["b", "a", "n"]]);
  });
});
