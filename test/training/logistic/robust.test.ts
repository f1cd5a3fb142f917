import { describe, expect, it } from "vitest";
import { featureSet, numeric, readTable } from "../../../src/features/index";
import { createScorer } from "../../../src/models/index";
import { type FitLogisticOptions, fitLogistic } from "../../../src/training/index";
import { ofTheFit } from "../ofTheFit";
import golden from "./golden/robust.json";

type Row = (typeof golden.rows)[number];
const { rows } = golden;
const features = featureSet<Row>()({ x: numeric("x"), z: numeric("z") });
const outcome = (row: Row) => row.won === 1;
const learn = (options: Partial<FitLogisticOptions<Row>> = {}) =>
  fitLogistic(rows, { features, outcome, penalty: "none", ...options });
const errors = (options: Partial<FitLogisticOptions<Row>>) =>
  learn(options).report.coefficients.map(({ standardError }) => standardError);
const near = (received: readonly number[], expected: readonly number[], digits = 9) => {
  expect(received.length).toBe(expected.length);
  received.forEach((value, i) => {
    expect(value).toBeCloseTo(expected[i] as number, digits);
  });
};

describe("robust standard errors, as statsmodels computes them", () => {
  const clusters = (row: Row) => row.account;

  it("robust is HC1: White's sandwich times n / (n − k)", () => {
    const factor = Math.sqrt(150 / 147);
    near(
      errors({ standardErrors: "robust" }),
      golden.robust.standardErrors.map((error) => error * factor),
    );
  });

  it("clusters: p-values and intervals too", () => {
    const { report } = learn({ standardErrors: { clusters } });
    expect(report.standardErrors).toBe("clusters");
    near(
      report.coefficients.map(({ standardError }) => standardError),
      golden.cluster.standardErrors,
    );
    near(
      report.coefficients.map(({ pValue }) => pValue),
      golden.cluster.pValues,
    );
    near(
      report.coefficients.flatMap(({ low, high }) => [low, high]),
      golden.cluster.intervals.flat(),
    );
  });

  it("a record of weight k counts as k records", () => {
    const weight = (row: Row) => row.weight;
    const n = rows.reduce((total, row) => total + row.weight, 0);
    const factor = Math.sqrt(n / (n - 3));
    near(
      errors({ weight, standardErrors: "robust" }),
      golden.weighted.standardErrors.map((error) => error * factor),
    );
    near(errors({ weight, standardErrors: { clusters } }), golden.weightedCluster.standardErrors);
  });

  it("a cluster per record is the sandwich with n / (n − 1) more, whose corrections are the same", () => {
    const own = errors({ standardErrors: { clusters: (row) => rows.indexOf(row) } });
    near(own, errors({ standardErrors: "robust" }), 12);
  });

  it("estimates do not change, and those of the second derivative stay the default", () => {
    const estimates = (options: Partial<FitLogisticOptions<Row>>) =>
      learn(options).report.coefficients.map(({ estimate }) => estimate);
    expect(estimates({ standardErrors: "robust" })).toEqual(estimates({}));
    expect(learn().report.standardErrors).toBe("model");
    expect(errors({ standardErrors: "model" })).toEqual(errors({}));
  });

  it("clusters of a table are one entry per row, also where rows are left out", () => {
    const { table } = readTable(rows, features);
    const left = rows.map((row, i) => (i % 10 === 3 ? null : row.won === 1));
    const kept = rows.filter((_, i) => i % 10 !== 3);
    const common = { features, penalty: "none" } as const;
    const fromTable = fitLogistic(table, {
      ...common,
      outcome: left,
      standardErrors: { clusters: rows.map(clusters) },
    });
    const fromRows = fitLogistic(kept, { ...common, outcome, standardErrors: { clusters } });
    expect(fromTable.report.coefficients).toEqual(fromRows.report.coefficients);
  });

  it.each([
    ["HC3", 'fitLogistic: expected standardErrors to be "model" or "robust" or { clusters }, received "HC3"'],
    [
      "profile",
      'fitLogistic: expected standardErrors to be "model" or "robust" or { clusters }, received "profile"',
    ],
    [{ cluster: 1 }, 'fitLogistic: expected standardErrors with keys clusters, received "cluster"'],
    [{ clusters: "account" }, 'fitLogistic: expected clusters to be a function, received "account"'],
    [
      { clusters: () => null },
      "fitLogistic: expected the cluster of a record to be text or a finite number, received null",
    ],
    [{ clusters: () => "one" }, "fitLogistic: expected at least two clusters, received 1"],
  ])("standardErrors %j is refused", (standardErrors, message) => {
    expect(() => learn({ standardErrors: standardErrors as never })).toThrow(message);
  });
});

describe("an offset, as statsmodels' GLM has it", () => {
  const withPrior = featureSet<Row>()({ x: numeric("x"), prior: numeric("prior"), z: numeric("z") });
  const withOffset = (options: Partial<FitLogisticOptions<Row>> = {}) =>
    fitLogistic(rows, { features: withPrior, outcome, penalty: "none", offset: "prior", ...options });
  const { model, report } = withOffset();

  it("estimates, standard errors, likelihoods", () => {
    expect(report.converged).toBe(true);
    expect(report.coefficients.map(({ column }) => column)).toEqual(["(intercept)", "x", "z"]);
    near(
      report.coefficients.map(({ estimate }) => estimate),
      golden.offset.estimates,
    );
    near(
      report.coefficients.map(({ standardError }) => standardError),
      golden.offset.standardErrors,
    );
    expect(report.logLikelihood).toBeCloseTo(golden.offset.logLikelihood, 9);
    expect(report.nullLogLikelihood).toBeCloseTo(golden.offset.nullLogLikelihood, 9);
  });

  it("the model reads the offset like any feature, with coefficient 1, and scores the fitted probabilities", () => {
    const { probability } = createScorer(model, withPrior).scoreAll(rows);
    near(Array.from(probability).slice(0, 20), golden.offset.probabilities);
    expect(model.terms.find(({ id }) => id === "prior")).toMatchObject({ kind: "linear", coefficient: 1 });
  });

  it("a record without the offset scores as with the average one", () => {
    const scorer = createScorer(model, withPrior);
    const mean = rows.reduce((total, { prior }) => total + prior, 0) / rows.length;
    const row = rows[0] as Row;
    const margin = (prior: number | null) =>
      (scorer.score({ ...row, prior } as Row) as { readonly margin: number }).margin;
    expect(margin(null)).toBeCloseTo(margin(mean), 12);
  });

  it("with a penalty, the offset itself is not penalised, and a feature that equals it gets no weight", () => {
    const doubled = featureSet<Row>()({ a: numeric("prior"), prior: numeric("prior") });
    const learn = (data: readonly Row[]) =>
      fitLogistic(data, { features: doubled, outcome, offset: "prior", penalty: { l2: 1 } }).report;
    const report = learn(rows);
    const { coefficients } = report;
    expect(coefficients.map(({ column }) => column)).toEqual(["(intercept)", "a"]);
    expect(Math.abs(coefficients[1]?.estimate as number)).toBeLessThan(
      2 * (coefficients[1]?.standardError as number),
    );
    expect(ofTheFit(report)).toEqual([]);
  });

  it("a constant offset only moves the intercept", () => {
    const constant = rows.map((row) => ({ ...row, prior: 2 }));
    const plain = fitLogistic(rows, { features, outcome, penalty: "none" }).report.coefficients;
    const shifted = fitLogistic(constant, { features: withPrior, outcome, penalty: "none", offset: "prior" });
    expect(shifted.report.coefficients[0]?.estimate).toBeCloseTo((plain[0]?.estimate as number) - 2, 9);
    expect(shifted.report.coefficients[1]?.estimate).toBeCloseTo(plain[1]?.estimate as number, 9);
    near(
      Array.from(createScorer(shifted.model, withPrior).scoreAll(constant).margin).slice(0, 5),
      Array.from(
        createScorer(fitLogistic(rows, { features, outcome, penalty: "none" }).model, features).scoreAll(rows)
          .margin,
      ).slice(0, 5),
    );
  });

  it("with Firth's penalty and robust errors it works as well", () => {
    expect(withOffset({ penalty: "firth" }).report.converged).toBe(true);
    expect(withOffset({ standardErrors: "robust" }).report.coefficients[1]?.standardError).toBeGreaterThan(0);
  });

  it("separation is found beside an offset", () => {
    const perfect = rows.map((row) => ({ ...row, won: Number(row.x > 10) }));
    const { warnings } = fitLogistic(perfect, {
      features: withPrior,
      outcome,
      penalty: "none",
      offset: "prior",
    }).report;
    expect(warnings[0]?.code).toBe("separation");
    expect(warnings[0]?.features).toContain("x");
    expect(warnings[0]?.features).not.toContain("prior");
  });

  it("records without the offset are refused, with their number", () => {
    const gap = rows.map((row, i) => (i < 3 ? { ...row, prior: null as never } : row));
    expect(() => fitLogistic(gap, { features: withPrior, outcome, offset: "prior" })).toThrow(
      'fitLogistic: expected a finite offset "prior" in every record, received "none in 3 of 150"',
    );
  });

  it.each(["y", "toString", 3, ""])("an offset that is no number feature is refused: %j", (offset) => {
    expect(() => withOffset({ offset: offset as never })).toThrow(
      "fitLogistic: expected offset to be the name of a number feature, without a shape",
    );
  });
});
