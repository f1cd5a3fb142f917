import { describe, expect, it } from "vitest";
import { categorical, daysSince, featureSet, flag, numeric } from "../../../src/features/index";
import { createScorer, type LevelsTerm } from "../../../src/models/index";
import { type FitLogisticOptions, fitLogistic } from "../../../src/training/index";

interface Row {
  readonly x?: number | null;
  readonly z?: number | null;
  readonly source?: string | null;
  readonly toString?: unknown;
  readonly won?: unknown;
  readonly weight?: number;
}

const features = featureSet<Row>()({ x: numeric("x") });
const rows: Row[] = [0, 1, 2, 3, 4, 5].map((x) => ({ x, won: x === 1 || x > 3 }));
const train = (data: readonly Row[], options: Partial<FitLogisticOptions<Row>> = {}) =>
  fitLogistic(data, { features, outcome: (row) => row.won as boolean, ...options });

/** 200 records whose outcome depends on x, with noise. */
const many = (make: (i: number) => Row): Row[] =>
  Array.from({ length: 200 }, (_, i) => ({ won: (i * 37) % 100 < 20 + (i % 50), ...make(i) }));

describe("records that cannot be learned from", () => {
  it.each([
    ["no records", [], "fitLogistic: expected at least one record, received an array of 0"],
    [
      "events only",
      rows.filter(({ won }) => won),
      "fitLogistic: expected both events and non-events among the outcomes, received 3 events only",
    ],
    [
      "non-events only",
      rows.filter(({ won }) => !won),
      "fitLogistic: expected both events and non-events among the outcomes, received 3 non-events only",
    ],
    [
      "open records only",
      [{ x: 1 }, { x: 2, won: null }],
      "fitLogistic: expected at least one record with an outcome and a weight above 0, received none",
    ],
    [
      "outcomes as text: the first reason is said",
      [
        { x: 1, won: "1" },
        { x: 2, won: "0" },
      ],
      "fitLogistic: expected at least one record with an outcome and a weight above 0, received none; " +
        'record 0 was rejected: expected the outcome to be a boolean, 0 or 1, received "1"',
    ],
  ])("%s: invalid_data", (_, data, message) => {
    expect(() => train(data)).toThrow(expect.objectContaining({ code: "invalid_data", message }));
  });

  it("a non-event of weight 0 does not make two classes", () => {
    const data = rows.map((row) => ({ ...row, weight: row.won ? 1 : 0 }));
    expect(() => train(data, { weight: (row) => row.weight as number })).toThrow("3 events only");
  });

  it.each([
    [
      "a NaN outcome",
      { x: 1, won: Number.NaN },
      "expected the outcome to be a boolean, 0 or 1, received NaN",
    ],
    ["a text outcome", { x: 1, won: "yes" }, 'expected the outcome to be a boolean, 0 or 1, received "yes"'],
    ["an outcome of 2", { x: 1, won: 2 }, "expected the outcome to be a boolean, 0 or 1, received 2"],
  ])("%s rejects the record, with its position and reason", (_, row, reason) => {
    const { report } = train([...rows, row]);
    expect(report.rejected).toEqual([{ index: 6, feature: null, reason }]);
    expect(report.rows).toEqual({ given: 7, used: 6, open: 0, rejected: 1 });
    expect(report.warnings.find(({ code }) => code === "rejected_records")?.message).toBe(
      `1 record was rejected; the first is record 6: ${reason}`,
    );
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, -1])("a weight of %s rejects the record", (weight) => {
    const { report } = train([...rows, { x: 1, won: true, weight }], { weight: (row) => row.weight ?? 1 });
    expect(report.rejected).toEqual([
      {
        index: 6,
        feature: null,
        reason: `expected the weight to be a finite number of at least 0, received ${weight}`,
      },
    ]);
  });

  it("an unreadable feature and a throwing outcome function reject the record, in the order of the input", () => {
    const outcome = (row: Row) => {
      if (row.x === 2) throw new Error("no such field");
      return row.won as boolean;
    };
    const { report } = train([{ x: "1" as never, won: true }, ...rows], { outcome });
    expect(report.rejected.map(({ index, feature }) => [index, feature])).toEqual([
      [0, "x"],
      [3, null],
    ]);
    expect(report.rejected[1]?.reason).toContain("no such field");
  });

  it("a record without an outcome is open: counted, and not learned from", () => {
    const { report, model } = train([...rows, { x: 1e6 }, { x: -1e6, won: null }]);
    expect(report.rows).toEqual({ given: 8, used: 6, open: 2, rejected: 0 });
    expect(model.terms).toEqual(train(rows).model.terms);
  });

  it("a feature that needs an instant and gets none: missing_as_of", () => {
    const timed = featureSet<{ at: string; won: boolean }>()({ age: daysSince("at") });
    const data = ["2026-01-01", "2026-01-20", "2026-02-01"].map((at, i) => ({ at, won: i === 1 }));
    const options = { features: timed, outcome: (row: (typeof data)[number]) => row.won };
    expect(() => fitLogistic(data, options)).toThrow(expect.objectContaining({ code: "missing_as_of" }));
    const { model } = fitLogistic(data, {
      ...options,
      asOf: (row) => new Date(Date.parse(row.at) + 86_400_000 * (row.won ? 3 : 2)),
    });
    expect(model.provenance).toMatchObject({
      from: "2026-01-03T00:00:00.000Z",
      to: "2026-02-03T00:00:00.000Z",
      rows: 3,
      events: 1,
    });
  });
});

describe("arguments that are refused", () => {
  it.each<[string, Partial<Record<keyof FitLogisticOptions<Row> | "penality", unknown>>, string]>([
    ["an unknown option", { penality: "none" }, "penality"],
    ["a penalty of another kind", { penalty: "l1" }, "penalty"],
    ["a negative penalty", { penalty: { l2: -1 } }, "penalty.l2"],
    ["a NaN penalty", { penalty: { l2: Number.NaN } }, "penalty.l2"],
    ["an unknown key of the penalty", { penalty: { l2: 1, l1: 2 } }, "l1"],
    ["a minimum count of 0", { minimumLevelCount: 0 }, "minimumLevelCount"],
    ["a confidence of 1", { confidence: 1 }, "confidence"],
    ["a confidence as text", { confidence: "0.9" }, "confidence"],
    ["a coverage floor above 1", { coverageFloor: 1.1 }, "coverageFloor"],
    ["no outcome function", { outcome: "won" }, "outcome"],
    ["no weight function", { weight: 1 }, "weight"],
    ["features that are no feature set", { features: { x: numeric<Row>("x") } }, "featureSet"],
    ["asOf that is no instant", { asOf: "yesterday" }, "asOf"],
  ])("%s", (_, options, named) => {
    expect(() => train(rows, options as never)).toThrow(
      expect.objectContaining({
        name: "SalienceError",
        code: "invalid_argument",
        message: expect.stringContaining(named),
      }),
    );
  });

  it("rows that are no array, and no options at all", () => {
    expect(() => train("rows" as never)).toThrow("expected rows to be an array of records");
    expect(() => fitLogistic(rows, undefined as never)).toThrow("expected options to be an object");
  });
});

describe.each(["none", { l2: 1 }] as const)("columns that cannot be learned from, penalty %j", (penalty) => {
  const both = featureSet<Row>()({ x: numeric("x"), z: numeric("z") });
  const learn = (data: readonly Row[]) => train(data, { features: both, penalty });
  const leftOut = (report: ReturnType<typeof learn>["report"]) =>
    report.warnings.find(({ code }) => code === "left_out")?.message;

  it("a constant, an empty and a nearly constant column are left out, with the reason", () => {
    expect(leftOut(learn(many((i) => ({ x: i % 50, z: 7 }))).report)).toBe(
      "without effect: z (it has one value only, or nearly)",
    );
    expect(leftOut(learn(many((i) => ({ x: i % 50, z: null }))).report)).toBe(
      "without effect: z (it has no value)",
    );
    expect(leftOut(learn(many((i) => ({ x: i % 50, z: 1e9 + (i % 2) * 1e-7 }))).report)).toBe(
      "without effect: z (it has one value only, or nearly)",
    );
  });

  it("all features constant: the event rate is the prediction", () => {
    const { model, report } = learn(many(() => ({ x: 1, z: 2 })));
    expect(report.coefficients.map(({ column }) => column)).toEqual(["(intercept)"]);
    expect(model.features).toEqual([]);
    const result = createScorer(model, both).score({ x: 5 });
    expect(result).toMatchObject({ status: "scored", coverage: 1 });
    expect((result as { score: number }).score).toBeCloseTo(report.events / 200, 12);
  });

  it("values of 1e12 and a spread of 1e-4 about 1e9 are learned like values of 1", () => {
    const probabilities = (scale: number, offset: number) => {
      const data = many((i) => ({ x: offset + scale * ((i * 7) % 13), z: i % 5 }));
      const { model, report } = learn(data);
      expect(report).toMatchObject({ converged: true, warnings: [] });
      return createScorer(model, both).scoreAll(data).probability;
    };
    const plain = probabilities(1, 0);
    const gap = (others: Float64Array) =>
      Math.max(...others.map((p, i) => Math.abs(p - (plain[i] as number))));
    expect(gap(probabilities(1e12, 0))).toBeLessThan(1e-12);
    // 1e9 + 1e-4 is rounded to 1e-7, a thousandth of the spread
    expect(gap(probabilities(1e-4, 1e9))).toBeLessThan(1e-3);
  });

  it("values too large to be squared are left out, and said so", () => {
    const { report } = learn(many((i) => ({ x: 1e200 * (i % 9), z: i % 50 })));
    expect(leftOut(report)).toBe("without effect: x (its values are too large to compute with)");
  });

  it("a duplicate column and a linear combination are collinear", () => {
    const { report } = learn(many((i) => ({ x: i % 50, z: 3 - 2 * (i % 50) })));
    const warning = report.warnings.find(({ code }) => code === "collinear");
    expect(warning?.features).toEqual(["z"]);
    expect(warning?.message).toBe(
      penalty === "none"
        ? '"z" can be computed from other columns: left out'
        : '"z" can be computed from other columns: the penalty shares the weight between them',
    );
    const estimates = report.coefficients.map(({ column }) => column);
    expect(estimates).toEqual(penalty === "none" ? ["(intercept)", "x"] : ["(intercept)", "x", "z"]);
    expect(report.converged).toBe(true);
  });

  it("two columns that are nearly the same are named as hard to read", () => {
    const { report } = learn(many((i) => ({ x: i % 50, z: (i % 50) + ((i * 11) % 7) / 10 })));
    const warning = report.warnings.find(({ code }) => code === "collinear");
    expect(warning?.features).toEqual(["x", "z"]);
    expect(warning?.message).toContain("other columns explain more than 90 %");
  });

  it("1,000 levels with few records each say nothing", () => {
    const levels = featureSet<Row>()({ source: categorical("source") });
    const data = Array.from({ length: 3000 }, (_, i) => ({ source: `level ${i % 1000}`, won: i % 3 === 0 }));
    const { report } = train(data, { features: levels, penalty });
    expect(leftOut(report)).toBe("without effect: source (each of its levels has few records)");
    expect(report.converged).toBe(true);
  });

  it("1,000 levels, some of them frequent: the others share one coefficient", () => {
    const levels = featureSet<Row>()({ source: categorical("source") });
    const data = Array.from({ length: 4000 }, (_, i) => ({
      source: `level ${i % 4 === 0 ? i % 1000 : i % 10}`,
      won: (i * 7) % 11 < 4,
    }));
    const { report, model } = train(data, { features: levels, penalty });
    expect(report.converged).toBe(true);
    expect(report.coefficients.length).toBeLessThan(15);
    const term = model.terms[0] as LevelsTerm;
    expect(term.levels.length).toBeGreaterThan(250);
    expect(new Set(term.contributions).size).toBeLessThan(15);
    const warning = report.warnings.find(({ code }) => code === "rare_levels");
    expect(warning?.message).toMatch(/^levels with few records share a coefficient: \d+ of source$/);
  });
});

describe("names of object internals as features", () => {
  it("toString, valueOf and hasOwnProperty are names like any other", () => {
    const data = Array.from({ length: 40 }, (_, i) => ({
      a: i % 3 === 0 ? "p" : "q",
      b: i % 4,
      won: i % 5 < 2,
    }));
    type Plain = (typeof data)[number];
    const odd = featureSet<Plain>()({
      toString: categorical<Plain>("a"),
      valueOf: numeric<Plain>("b"),
      hasOwnProperty: flag<Plain>((row) => row.b === 1),
    });
    const { model, report } = fitLogistic(data, { features: odd, outcome: (row) => row.won });
    expect(report.converged).toBe(true);
    expect(model.terms.map(({ id }) => id)).toEqual(["hasOwnProperty", "toString", "valueOf"]);
    expect(createScorer(model, odd).score(data[0] as Plain).status).toBe("scored");
  });
});
