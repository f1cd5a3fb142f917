import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { fromSklearn, type SklearnPipeline } from "../../src/interop/index";
import { createScorer } from "../../src/models/index";
import { projectRoot } from "../support/sources";

interface Case {
  readonly name: string;
  readonly pipeline: SklearnPipeline;
  readonly records: readonly Record<string, unknown>[];
  readonly scores: readonly number[];
}

const golden = join(projectRoot, "test/interop/golden");
const cases: Case[] = JSON.parse(readFileSync(join(golden, "sklearnPipelines.json"), "utf8"));

const pipeline: SklearnPipeline = {
  estimator: "LogisticRegression",
  classes: [0, 1],
  coefficients: [0.5, -1, 1],
  intercept: 0.25,
  columns: [
    { kind: "number", column: "visits", mean: 4, scale: 2 },
    { kind: "category", column: "source", categories: ["fair", "web"], handleUnknown: "ignore" },
  ],
};
const [visits, source] = pipeline.columns as [never, never];

describe("fromSklearn gives what scikit-learn 1.2.1 gives", () => {
  it.each(cases)("$name", ({ pipeline: dumped, records, scores }) => {
    const { model, features } = fromSklearn(dumped);
    const scored = createScorer(model, features).scoreAll(records);
    expect(scored.rejected).toEqual([]);
    scores.forEach((score, i) => {
      expect(Math.abs((scored.score[i] as number) - score), `record ${i}`).toBeLessThan(1e-9);
    });
    const isClassifier = dumped.classes !== undefined;
    expect(scored.probability.every((p) => Number.isNaN(p) !== isClassifier)).toBe(true);
  });

  it("the Python function in the comment is the one that made the references", () => {
    const code = readFileSync(join(golden, "dump_pipeline.py"), "utf8");
    const [, body] = code.split(/(?=^def )/m);
    const comment = (body as string)
      .trimEnd()
      .split("\n")
      .map((line) => ` * ${line}`);
    expect(readFileSync(join(projectRoot, "src/interop/fromSklearn.ts"), "utf8")).toContain(
      comment.join("\n"),
    );
  });
});

describe("fromSklearn", () => {
  it("a number contributes coefficient · (value − mean) / scale, a category its coefficient", () => {
    const { model, features } = fromSklearn(pipeline);
    const { margin } = createScorer(model, features).scoreAll([
      { visits: 6, source: "web" },
      { visits: 4, source: "fair" },
      { visits: 0, source: " web " },
    ]);
    expect(Array.from(margin)).toEqual([1.75, -0.75, 0.25]);
  });

  it("an unseen category contributes 0; so do a missing number and a missing category where nothing says otherwise", () => {
    const { model, features } = fromSklearn(pipeline);
    const { margin, status } = createScorer(model, features).scoreAll([{ visits: 4, source: "new" }, {}]);
    expect(Array.from(margin)).toEqual([0.25, 0.25]);
    expect(Array.from(status)).toEqual([0, 0]);
  });

  it("a missing number contributes as the imputer's fill, a missing category as its fill", () => {
    const { model, features } = fromSklearn({
      ...pipeline,
      columns: [{ ...(visits as object), fill: 8 } as never, { ...(source as object), fill: "web" } as never],
    });
    expect(createScorer(model, features).scoreAll([{}]).margin[0]).toBe(0.25 + 1 + 1);
  });

  it("numbers and booleans as categories are read as their text; null and empty text are the missing category", () => {
    for (const none of [null, ""]) {
      const { model, features } = fromSklearn({
        ...pipeline,
        coefficients: [1, 2, 4],
        columns: [{ kind: "category", column: "tier", categories: [3, true, none] }],
      });
      const rows = [{ tier: 3 }, { tier: "3" }, { tier: true }, { tier: null }, { tier: "other" }];
      expect(Array.from(createScorer(model, features).scoreAll(rows).margin)).toEqual([
        1.25, 1.25, 2.25, 4.25, 0.25,
      ]);
    }
  });

  it("a regressor has no probability: the score is the margin", () => {
    const { model, features } = fromSklearn({
      estimator: "Ridge",
      coefficients: [2],
      intercept: 1,
      columns: [{ kind: "number", column: "x" }],
    });
    expect(createScorer(model, features).score({ x: 3 })).toMatchObject({ score: 7, probability: null });
  });

  it("a column may be called toString; the frozen argument is not changed", () => {
    const frozen = Object.freeze({
      ...pipeline,
      coefficients: Object.freeze([1]),
      columns: Object.freeze([Object.freeze({ kind: "number" as const, column: "toString" })]),
    });
    const { model, features } = fromSklearn(frozen);
    expect(createScorer(model, features).scoreAll([{ toString: 2 }, {}]).margin[0]).toBe(2.25);
    expect(fromSklearn(frozen).model).toEqual(model);
  });
});

describe("fromSklearn refuses", () => {
  const change = (more: object) => () => fromSklearn({ ...pipeline, ...more });
  const category = (more: object) => change({ columns: [visits, { ...(source as object), ...more }] });

  it.each([
    ["another estimator", change({ estimator: "SVC" }), "expected estimator LogisticRegression, "],
    ["more than two classes", change({ classes: [0, 1, 2] }), "two classes"],
    ["a classifier without classes", change({ classes: undefined }), "classes to be a list"],
    ["a regressor with classes", change({ estimator: "Ridge" }), "no classes for Ridge"],
    [
      "too few coefficients",
      change({ coefficients: [1, 2] }),
      "expected 3 or more coefficients, one for each column of the transformer, received 2",
    ],
    [
      "too many coefficients",
      change({ coefficients: [1, 2, 3, 4] }),
      "expected 3 coefficients, one for each column of the transformer, received 4",
    ],
    [
      "a coefficient that is no number",
      change({ coefficients: [1, null, 2] }),
      "coefficients[1] to be a finite number",
    ],
    ["an intercept that is a list", change({ intercept: [1] }), "intercept to be a finite number"],
    ["no columns", change({ columns: [], coefficients: [] }), "at least one column"],
    [
      "a column of another kind",
      change({ columns: [{ kind: "text", column: "x" }] }),
      "columns[0].kind number or category",
    ],
    ["a column that is no object", change({ columns: [null] }), "columns[0].kind"],
    ["an unknown key", change({ coef_: [] }), "pipeline with keys estimator, classes"],
    ["an unknown key of a column", category({ min: 1 }), "columns[1] with keys"],
    [
      "object internals as a column",
      category({ column: "__proto__" }),
      'columns[1].column to be the name of a column, received "__proto__"',
    ],
    ["a column twice", category({ column: "visits" }), 'every column once, received "visits"'],
    [
      "a category twice, but for white space",
      category({ categories: ["web", " web"] }),
      'every category of "source"',
    ],
    ["a number and its text", category({ categories: [1, "1"] }), 'every category of "source"'],
    [
      "a category that is a list",
      category({ categories: [["a"], "b"] }),
      'categories of "source" to be text',
    ],
    ["drop that is no position", category({ drop: 2 }), 'drop of "source"'],
    ["drop and infrequent", category({ drop: 0, infrequent: ["web"] }), "drop or infrequent, not both"],
    [
      "an infrequent category that is none",
      category({ infrequent: ["fax"] }),
      'infrequent of "source" to be among',
    ],
    ["another handling of unknown ones", category({ handleUnknown: "warn" }), 'handleUnknown of "source"'],
    [
      "a scale of 0",
      change({ columns: [{ ...(visits as object), scale: 0 }, source] }),
      'scale of "visits" to be a finite number above 0',
    ],
    [
      "a mean that is NaN",
      change({ columns: [{ ...(visits as object), mean: Number.NaN }, source] }),
      'mean of "visits"',
    ],
    [
      "a fill that is no number",
      change({ columns: [{ ...(visits as object), fill: "4" }, source] }),
      'fill of "visits"',
    ],
    ["what is no object", () => fromSklearn("[]" as never), "pipeline to be an object"],
  ])("%s", (_, run, message) => {
    expect(run).toThrow(message);
    expect(run).toThrow(/^fromSklearn: expected /);
  });
});
