import { describe, expect, it } from "vitest";
import { categorical, featureSet, numeric } from "../../../src/features/index";
import { createScorer } from "../../../src/models/index";
import { type FitLogisticOptions, fitLogistic } from "../../../src/training/index";
import { ofTheFit } from "../ofTheFit";
import golden from "./golden/firth.json";

type Row = (typeof golden.rare.rows)[number];
const features = featureSet<Row>()({ x: numeric("x"), source: categorical("source") });
const options = { features, outcome: (row: Row) => row.won === 1, minimumLevelCount: 1 };
const firth = (rows: readonly Row[], more: Partial<FitLogisticOptions<Row>> = {}) =>
  fitLogistic(rows, { ...options, penalty: "firth", ...more });

describe.each(["separated", "rare"] as const)("brglm2 and the penalised profile, %s", (name) => {
  const { rows, coefficients } = golden[name];
  const { model, report } = firth(rows);

  it("estimates, standard errors, p-values and intervals", () => {
    expect(report).toMatchObject({ converged: true, standardErrors: "profile" });
    expect(report.coefficients.map(({ column }) => column).sort()).toEqual(Object.keys(coefficients).sort());
    for (const row of report.coefficients) {
      const expected = coefficients[row.column as keyof typeof coefficients];
      expect(row.estimate, row.column).toBeCloseTo(expected.estimate, 7);
      expect(row.standardError, row.column).toBeCloseTo(expected.standardError, 7);
      expect(row.pValue, row.column).toBeCloseTo(expected.pValue, 7);
      expect(row.low, row.column).toBeCloseTo(expected.low, 6);
      expect(row.high, row.column).toBeCloseTo(expected.high, 6);
      expect(Math.sign(row.z), row.column).toBe(Math.sign(row.estimate));
    }
  });

  it("the model's probabilities add up to the events, though those of the estimates themselves do not", () => {
    const { probability } = createScorer(model, features).scoreAll(rows);
    const events = rows.filter((row) => row.won === 1).length;
    expect(probability.reduce((total, p) => total + p, 0)).toBeCloseTo(events, 9);
    expect(model.provenance.method).toBe("firth");
  });
});

describe("one yes-or-no feature, where the estimate is that of half a record more in each cell", () => {
  const records = (a: number, b: number, c: number, d: number) =>
    [
      ...Array.from({ length: a }, () => ({ yes: 1, won: true })),
      ...Array.from({ length: b }, () => ({ yes: 1, won: false })),
      ...Array.from({ length: c }, () => ({ yes: 0, won: true })),
      ...Array.from({ length: d }, () => ({ yes: 0, won: false })),
    ] as const;
  type Cell = { readonly yes: number; readonly won: boolean };
  const cells = featureSet<Cell>()({ yes: numeric("yes") });
  const learn = (rows: readonly Cell[], weight?: (row: Cell) => number) =>
    fitLogistic(rows, {
      features: cells,
      outcome: (row) => row.won,
      penalty: "firth",
      ...(weight === undefined ? {} : { weight }),
    }).report;

  it.each([
    [7, 3, 4, 9],
    [8, 0, 3, 9],
    [5, 0, 0, 6],
    [1, 40, 2, 300],
  ])("%i won and %i lost with it, %i and %i without", (a, b, c, d) => {
    const report = learn(records(a, b, c, d));
    const { coefficients } = report;
    expect(coefficients[0]?.estimate).toBeCloseTo(Math.log((c + 0.5) / (d + 0.5)), 8);
    expect(coefficients[1]?.estimate).toBeCloseTo(
      Math.log(((a + 0.5) * (d + 0.5)) / ((b + 0.5) * (c + 0.5))),
      8,
    );
    expect(ofTheFit(report)).toEqual([]);
  });

  it("a weight of 3 is three records, for estimates, errors and intervals", () => {
    const rows = records(3, 1, 2, 6);
    const repeated = learn([...rows, ...rows, ...rows]);
    const weighted = learn(rows, () => 3);
    weighted.coefficients.forEach((row, j) => {
      for (const key of ["estimate", "standardError", "pValue", "low", "high"] as const) {
        expect(row[key], key).toBeCloseTo(repeated.coefficients[j]?.[key] as number, 7);
      }
    });
  });
});

describe("the rest of Firth's penalty", () => {
  const { rows } = golden.separated;

  it("separation points to it, and with it there is no warning", () => {
    const warning = fitLogistic(rows, { ...options, penalty: "none" }).report.warnings[0];
    expect(warning).toMatchObject({ code: "separation", features: ["source = sure"] });
    expect(warning?.message).toContain('fit with penalty "firth" or { l2: 1 }');
    expect(ofTheFit(firth(rows).report)).toEqual([]);
  });

  it("perfect separation by a number: every number of the report is finite", () => {
    const perfect = [1, 2, 3, 4, 5, 6].map((x) => ({ x, source: "web", won: Number(x > 3) }));
    const { report } = firth(perfect);
    expect(report.converged).toBe(true);
    for (const row of report.coefficients) {
      const numbers = [row.estimate, row.standardError, row.z, row.pValue, row.low, row.high];
      expect(numbers.every(Number.isFinite)).toBe(true);
      expect(row.low).toBeLessThan(row.estimate);
      expect(row.high).toBeGreaterThan(row.estimate);
    }
  });

  it("one event among 200: finite, and nearer to the middle than the odds of the data", () => {
    const one = Array.from({ length: 200 }, (_, i) => ({ x: i % 10, source: "web", won: Number(i === 55) }));
    const { report, model } = firth(one);
    expect(report.converged).toBe(true);
    expect(report.coefficients.every(({ high }) => Number.isFinite(high))).toBe(true);
    const { probability } = createScorer(model, features).scoreAll(one);
    expect(probability.reduce((total, p) => total + p, 0)).toBeCloseTo(1, 9);
  });

  it("a column that depends on others is left out, as without a penalty", () => {
    const doubled = rows.map((row) => ({ ...row, twice: 2 * row.x }));
    type Doubled = (typeof doubled)[number];
    const { report } = fitLogistic(doubled, {
      features: featureSet<Doubled>()({ x: numeric("x"), twice: numeric("twice") }),
      outcome: (row) => row.won === 1,
      penalty: "firth",
    });
    expect(report.coefficients.map(({ column }) => column)).toEqual(["(intercept)", "twice"]);
    expect(ofTheFit(report)).toMatchObject([{ code: "collinear", features: ["x"] }]);
  });

  it("more columns than records: what does not depend on others is estimated", () => {
    const wide = Array.from({ length: 6 }, (_, i) => ({
      values: Array.from({ length: 9 }, (_, j) => Math.sin((i * 9 + j) ** 2)),
      won: i % 2 === 0,
    }));
    type Wide = (typeof wide)[number];
    const names = Array.from({ length: 9 }, (_, j) => [`x${j}`, numeric<Wide>((row) => row.values[j] ?? 0)]);
    const { report } = fitLogistic(wide, {
      features: featureSet<Wide>()(Object.fromEntries(names)),
      outcome: (row) => row.won,
      penalty: "firth",
      standardErrors: "model",
    });
    expect(report.coefficients.every(({ estimate }) => Number.isFinite(estimate))).toBe(true);
    expect(report.warnings[0]).toMatchObject({ code: "collinear" });
  });

  it("a record that is far away and decides its own estimate does not keep the steps from settling", () => {
    const far = [...rows, { x: 1e6, source: "web", won: 1 }];
    const { report } = firth(far, { standardErrors: "model" });
    expect(report.converged).toBe(true);
    expect(report.iterations).toBeLessThan(60);
  });

  it("the profile is the default up to 300,000 records × columns², Wald's above it", () => {
    const many = Array.from({ length: 30_000 }, (_, i) => rows[i % rows.length] as Row);
    expect(firth(many).report.standardErrors).toBe("model");
    expect(firth(rows).report.standardErrors).toBe("profile");
  });

  it('standardErrors "model" gives Wald intervals around the same estimates', () => {
    const wald = firth(rows, { standardErrors: "model" }).report;
    const profile = firth(rows).report;
    wald.coefficients.forEach((row, j) => {
      expect(row.estimate).toBe(profile.coefficients[j]?.estimate);
      expect((row.low + row.high) / 2).toBeCloseTo(row.estimate, 9);
    });
    expect(wald.standardErrors).toBe("model");
  });

  it.each(["robust", { clusters: (row: Row) => row.source }, "HC3"])(
    "standardErrors %j is refused",
    (kind) => {
      expect(() => firth(rows, { standardErrors: kind as never })).toThrow(
        'fitLogistic: expected standardErrors to be "model" or "profile" with penalty "firth"',
      );
    },
  );
});
