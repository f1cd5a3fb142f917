import { describe, expect, it } from "vitest";
import { categorical, featureSet, numeric } from "../../../src/features/index";
import { fitPooled } from "../../../src/training/index";
import golden from "./golden/pooling.json";

type Row = (typeof golden.different.rows)[number];
const features = featureSet<Row>()({
  x: numeric("x"),
  flag: numeric("flag"),
  region: categorical("region"),
});
const learn = (rows: readonly Row[]) =>
  fitPooled(rows, { features, outcome: (row) => row.won === 1, segment: "region", penalty: "none" }).report;

describe("a random intercept as R's glmer fits it, with Laplace's approximation", () => {
  const expected = golden.different;
  const report = learn(expected.rows);
  const effects = new Map(Object.entries(expected.effects));

  it("the standard deviation between segments and the likelihood", () => {
    expect(report.converged).toBe(true);
    expect(report.between.standardDeviation).toBeCloseTo(expected.sd, 5);
    expect(report.logLikelihood).toBeCloseTo(expected.logLikelihood, 8);
  });

  it("its interval from the profile of the likelihood", () => {
    expect(report.between.low).toBeCloseTo(expected.interval[0] as number, 2);
    expect(report.between.high).toBeCloseTo(expected.interval[1] as number, 2);
  });

  it("coefficients and their standard errors", () => {
    const rows = new Map(report.coefficients.map((row) => [row.column, row]));
    const { x, flag } = expected.coefficients;
    expect(rows.get("(intercept)")?.estimate).toBeCloseTo(expected.coefficients["(Intercept)"], 5);
    expect(rows.get("x")?.estimate).toBeCloseTo(x, 5);
    expect(rows.get("flag")?.estimate).toBeCloseTo(flag, 5);
    const names = ["(intercept)", "x", "flag"];
    names.forEach((name, j) => {
      expect(rows.get(name)?.standardError, name).toBeCloseTo(expected.standardErrors[j] as number, 5);
    });
  });

  it("the effect of every segment, and its standard deviation", () => {
    expect(report.segments.map(({ segment }) => segment)).toEqual([...effects.keys()]);
    report.segments.forEach(({ segment, effect, standardError }, s) => {
      expect(effect, `${segment}`).toBeCloseTo(effects.get(segment as string) as number, 4);
      expect(standardError, `${segment}`).toBeCloseTo(expected.effectErrors[s] as number, 4);
    });
  });
});

describe("segments that do not differ, where glmer's estimate is at its bound", () => {
  const expected = golden.alike;
  const report = learn(expected.rows);

  it("the standard deviation is 0, every effect is 0, and the report says so", () => {
    expect(report.between).toMatchObject({ standardDeviation: 0, low: 0, pValue: 1 });
    expect(report.between.high).toBeGreaterThan(0.05);
    expect(report.segments.every(({ effect, shrinkage }) => effect === 0 && shrinkage === 1)).toBe(true);
    expect(report.warnings[0]).toEqual({
      code: "left_out",
      features: ["region"],
      message: "without effect: region (its segments differ no more than by chance)",
    });
  });

  it("coefficients and likelihood are those of a logistic regression", () => {
    expect(report.logLikelihood).toBeCloseTo(expected.logLikelihood, 7);
    expect(report.coefficients.find(({ column }) => column === "x")?.estimate).toBeCloseTo(
      expected.coefficients.x,
      5,
    );
  });
});
