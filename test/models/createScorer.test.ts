import { describe, expect, it } from "vitest";
import { categoryColumn, numberColumn, table } from "../../src/core/index";
import { compileScorer } from "../../src/exporters/index";
import {
  categorical,
  daysSince,
  featureSet,
  numeric,
  ordinal,
  type RejectedRecord,
  readTable,
} from "../../src/features/index";
import { type AdditiveModel, createScorer, SCORE_STATUSES, sealModel } from "../../src/models/index";
import { pointsModel } from "../../src/scoring/index";
import { failure } from "../core/failure";
import { featuresOf, modelOf, scorerOf, summary } from "./support";

const terms = [
  { kind: "linear", feature: "x", coefficient: 2, center: 0, missing: -1 },
  { kind: "levels", feature: "c", levels: ["a"], contributions: [5], missing: 0, unseen: 1 },
] as const;
const model = modelOf({ terms, coverageFloor: 0.5, lowConfidenceBelow: 0.75 });
const scorer = scorerOf(model);
const full = { x: 3, c: "a", f: 1, o: 2 };

describe("the four statuses", () => {
  it("scored: score, probability, margin and coverage", () => {
    expect(scorer.score(full)).toEqual({
      status: "scored",
      score: 11,
      probability: null,
      margin: 11,
      coverage: 1,
      lowConfidence: false,
    });
  });

  it("coverage equal to a floor is enough; below lowConfidenceBelow the score is of low confidence", () => {
    expect(scorer.score({ x: 3, c: "a", f: 1 })).toMatchObject({ coverage: 0.75, lowConfidence: false });
    expect(scorer.score({ x: 3, c: "a" })).toMatchObject({
      status: "scored",
      coverage: 0.5,
      lowConfidence: true,
    });
  });

  it("insufficient_data: the features without a value, and the coverage", () => {
    expect(scorer.score({ x: 3 })).toEqual({
      status: "insufficient_data",
      missing: ["c", "f", "o"],
      coverage: 0.25,
    });
  });

  it("disqualified: reason and rule", () => {
    const gates = [
      { kind: "disqualify", id: "spam", when: { feature: "c", is: "spam" }, reason: "it is spam" },
    ] as const;
    expect(scorerOf(modelOf({ terms, gates })).score({ c: "spam" })).toEqual({
      status: "disqualified",
      reason: "it is spam",
      rule: "spam",
    });
  });

  it("rejected: the feature and the reason, or no feature for what is no record", () => {
    const features = featureSet<{ x: number }>()({ x: numeric("x") });
    const points = pointsModel({
      features,
      rules: [{ id: "any", when: { feature: "x", above: 0 }, points: 1 }],
    });
    const strict = createScorer(points, features);
    expect(strict.score({ x: "12" as never })).toEqual({
      status: "rejected",
      feature: "x",
      reason: 'expected a number (the option fromText converts text), received "12"',
    });
    expect(strict.score(null as never)).toEqual({
      status: "rejected",
      feature: null,
      reason: "expected a record, received null",
    });
  });

  it("a list of records where one is wanted is a wrong argument, not a record without values", () => {
    const named = featureSet<typeof full>()({ x: numeric("x"), c: categorical("c") });
    const small = modelOf({ terms, features: [summary("x"), summary("c", "category")] });
    const scorer = createScorer(small, named);
    for (const list of [[full], [], [full, full]]) {
      const received = `received an array of ${list.length}`;
      expect(failure(() => scorer.score(list as never))).toBe(
        `invalid_argument: score: expected a record (scoreAll takes a list of them), ${received}`,
      );
      expect(failure(() => scorer.explain(list as never))).toBe(
        `invalid_argument: explain: expected a record (explainAll takes a list of them), ${received}`,
      );
      expect(failure(() => compileScorer(small, named).score(list as never))).toBe(
        `invalid_argument: score: expected a record (scoreAll takes a list of them), ${received}`,
      );
    }
  });

  it("an array is a record where the features are functions of it", () => {
    const features = featureSet<readonly [number, string]>()({ x: numeric(([x]) => x) });
    const pairs = modelOf({ terms: [terms[0]], features: [summary("x", "number")] });
    for (const bind of [createScorer, compileScorer]) {
      expect(bind(pairs, features).score([3, "a"])).toMatchObject({ status: "scored", score: 6 });
    }
    expect(createScorer(pairs, features).explain([3, "a"]).margin).toBe(6);
  });

  it("a model without features has full coverage", () => {
    const constant = modelOf({ intercept: 3, features: [], coverageFloor: 1 });
    const one = featureSet<object>()({ unused: numeric(() => 1) });
    expect(createScorer(constant, one).score({})).toMatchObject({ status: "scored", score: 3, coverage: 1 });
  });
});

describe("scoreAll", () => {
  const rows = [full, { x: 3 }, { x: "no" }, { x: -1, c: "z" }];
  const scores = scorer.scoreAll(rows);

  it("has one entry per record in every column; NaN where there is no score", () => {
    const none = Number.NaN;
    expect(Array.from(scores.status, (code) => SCORE_STATUSES[code])).toEqual([
      "scored",
      "insufficient_data",
      "rejected",
      "scored",
    ]);
    expect(Array.from(scores.score)).toEqual([11, none, none, -1]);
    expect(Array.from(scores.margin)).toEqual([11, none, none, -1]);
    expect(Array.from(scores.coverage)).toEqual([1, 0.25, 0, 0.5]);
    expect(Array.from(scores.lowConfidence)).toEqual([0, 1, 0, 1]);
    expect(Array.from(scores.gate)).toEqual([-1, -1, -1, -1]);
    expect(scores.rowCount).toBe(4);
  });

  it("rejected records come back with their index and reason", () => {
    expect(scores.rejected).toEqual<RejectedRecord[]>([
      { index: 2, feature: "x", reason: expect.stringContaining('received "no"') },
    ]);
  });

  it("takes a table as well, with columns of its own in any order", () => {
    const { table: read } = readTable([full, { x: 3 }], featuresOf(model));
    const other = { ...read.columns, unused: numberColumn([1, 2]) };
    const reversed = table(Object.fromEntries(Object.entries(other).reverse()));
    expect(Array.from(scorer.scoreAll(reversed).score)).toEqual([11, Number.NaN]);
  });

  it("no records give empty columns", () => {
    expect(scorer.scoreAll([])).toMatchObject({ rowCount: 0, rejected: [] });
    expect(scorer.scoreAll([]).score).toEqual(new Float64Array(0));
  });

  it.each([
    ["text", "rows", "records, a table or columns"],
    ["nothing", undefined, "records, a table or columns"],
    ["a table without a feature", table({ x: numberColumn([1]) }), 'a category column "c"'],
    [
      "a column of another type",
      table({
        x: categoryColumn(["1"]),
        c: categoryColumn(["a"]),
        f: numberColumn([1]),
        o: numberColumn([1]),
      }),
      'a number column "x"',
    ],
    [
      "a column of another length",
      {
        rowCount: 2,
        columns: {
          x: numberColumn([1, 2]),
          c: categoryColumn(["a"]),
          f: numberColumn([1]),
          o: numberColumn([1]),
        },
      },
      'column "c" of length 2',
    ],
  ])("refuses %s", (_, rows, message) => {
    const expected = expect.objectContaining({
      code: "invalid_argument",
      message: expect.stringContaining(message),
    });
    expect(() => scorer.scoreAll(rows as never)).toThrow(expected);
    expect(() => scorer.explainAll(rows as never)).toThrow(expected);
  });
});

describe("instants", () => {
  interface Deal {
    readonly at: string;
  }
  const features = featureSet<Deal>()({ age: daysSince("at") });
  const rules = [{ id: "old", when: { feature: "age", above: 0 }, points: 1, times: "age" }];
  const aged = createScorer(pointsModel({ features, rules }), features);
  const deal = { at: "2026-03-01" };

  it("asOf is one instant, or a function of the record", () => {
    const asOf = new Date("2026-03-04");
    expect(aged.score(deal, { asOf })).toMatchObject({ score: 3 });
    const later = aged.scoreAll([deal, { at: "2026-02-28" }], {
      asOf: (row) => new Date(Date.parse(row.at) + 86_400_000 * 5),
    });
    expect(Array.from(later.score)).toEqual([5, 5]);
    expect(aged.explain(deal, { asOf })).toMatchObject({
      asOf: "2026-03-04T00:00:00.000Z",
      values: { age: 3 },
    });
  });

  it("a feature that needs an instant and gets none: missing_as_of", () => {
    for (const call of [() => aged.score(deal), () => aged.scoreAll([deal]), () => aged.explain(deal)]) {
      expect(call).toThrow(expect.objectContaining({ code: "missing_as_of" }));
    }
  });

  it("an unknown option is refused, as a misspelt instant would be ignored", () => {
    const asof = { asof: new Date("2026-03-04"), asOf: new Date("2026-03-04") } as object;
    expect(() => aged.score(deal, asof)).toThrow('received "asof"');
    expect(() => aged.scoreAll([deal], asof)).toThrow('received "asof"');
  });
});

describe("binding a model to features", () => {
  interface Lead {
    readonly x: number;
    readonly c: string;
    readonly o: string;
  }
  const parts = {
    x: numeric<Lead>("x"),
    c: categorical<Lead>("c"),
    o: ordinal<Lead>("o", ["low", "high"]),
  };
  const features = featureSet<Lead>()(parts);
  const points = pointsModel({
    features,
    rules: [
      {
        id: "r",
        when: {
          all: [
            { feature: "x", above: 0 },
            { feature: "c", is: "a" },
          ],
        },
        points: 1,
      },
      { id: "o", when: { feature: "o", is: "high" }, points: 1 },
    ],
  });
  const bind = (changed: object) => createScorer(points, featureSet<Lead>()({ ...parts, ...changed }));

  it("only the features that the model reads are read", () => {
    const more = featureSet<Lead>()({
      ...parts,
      extra: numeric(() => {
        throw new Error("not needed");
      }),
    });
    const bound = createScorer(points, more);
    expect(bound.features.names).toEqual(["c", "o", "x"]);
    expect(bound.score({ x: 1, c: "a", o: "low" })).toMatchObject({ status: "scored", score: 1 });
  });

  it.each([
    ["a feature of another type", { x: categorical<Lead>("x" as never) }, 'feature "x" of kind number'],
    ["another transform", { x: numeric<Lead>("x", { transform: "log1p" }) }, 'feature "x" of kind number'],
    ["other levels", { o: ordinal<Lead>("o", ["low", "mid", "high"]) }, "low,high, received"],
    ["levels in another order", { o: ordinal<Lead>("o", ["high", "low"]) }, 'feature "o" of kind ordinal'],
  ])("%s: invalid_configuration that names it", (_, changed, message) => {
    expect(() => bind(changed)).toThrow(
      expect.objectContaining({ code: "invalid_configuration", message: expect.stringContaining(message) }),
    );
  });

  it("a feature that is not there: invalid_configuration that names it", () => {
    const without = featureSet<Lead>()({ x: parts.x, c: parts.c });
    expect(() => createScorer(points, without)).toThrow(
      expect.objectContaining({
        code: "invalid_configuration",
        message: expect.stringContaining('feature "o"'),
      }),
    );
  });

  it("a feature of the name toString must be there itself", () => {
    const odd = modelOf({ features: [summary("toString")] });
    const plain = featureSet<object>()({ x: numeric(() => 1) });
    expect(() => createScorer(odd, plain)).toThrow(
      expect.objectContaining({ code: "invalid_configuration" }),
    );
  });

  it("features that are no feature set: invalid_argument", () => {
    expect(() => createScorer(points, parts as never)).toThrow(
      expect.objectContaining({ code: "invalid_argument", message: expect.stringContaining("featureSet") }),
    );
    expect(() => createScorer(points, undefined as never)).toThrow(/featureSet/);
  });
});

describe("the seal", () => {
  const features = featuresOf(model);
  const open = (changed: unknown) => () => createScorer(changed as AdditiveModel, features);
  const invalid = expect.objectContaining({ name: "SalienceError", code: "invalid_model" });

  it("a model changed after it was sealed is refused", () => {
    expect(open({ ...model, intercept: 1 })).toThrow(invalid);
    expect(open({ ...model, terms: model.terms.slice(1) })).toThrow(invalid);
    expect(open({ ...model, provenance: { ...model.provenance, rows: 7 } })).toThrow(invalid);
    expect(open({ ...model, note: "mine" })).toThrow(invalid);
  });

  it("the message says what to do", () => {
    expect(open({ ...model, intercept: 1 })).toThrow(/sealModel/);
  });

  it("sealed again it is accepted", () => {
    expect(createScorer(sealModel({ ...model, intercept: 1 }), features).score(full)).toMatchObject({
      score: 12,
    });
  });

  it("a number that JSON cannot hold is refused", () => {
    expect(open({ ...model, intercept: Number.NaN })).toThrow(/finite numbers, received NaN/);
  });

  it("the order of keys does not matter", () => {
    const reversed = Object.fromEntries(Object.entries(model).reverse()) as unknown as AdditiveModel;
    expect(createScorer(reversed, features).score(full)).toEqual(scorer.score(full));
  });

  it.each([
    ["another format version", { ...model, formatVersion: 2 }],
    ["another kind", { ...model, kind: "tree" }],
    ["no hash", { ...model, provenance: { ...model.provenance, contentHash: "" } }],
    ["no provenance", { ...model, provenance: undefined }],
    ["text", "model"],
    ["nothing", undefined],
    ["an empty object", {}],
  ])("%s: invalid_model", (_, changed) => {
    expect(open(changed)).toThrow(invalid);
  });
});
