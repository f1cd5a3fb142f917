import { describe, expect, it } from "vitest";
import { categorical, featureSet, numeric } from "../../../src/features/index";
import { createScorer } from "../../../src/models/index";
import { type FitElasticNetOptions, fitElasticNet } from "../../../src/training/index";
import golden from "./golden/elasticNet.json";

type Row = Omit<(typeof golden.rows)[number], "x"> & { readonly x?: number | null };
const rows: readonly Row[] = golden.rows;
const features = featureSet<Row>()({
  x: numeric("x"),
  z: numeric("z"),
  noise: numeric("noise"),
  level: categorical("level"),
});

describe.each(golden.fits)("glmnet with alpha $mix, weights $weighted", (expected) => {
  const learn = (options: Partial<FitElasticNetOptions<Row>> = {}) =>
    fitElasticNet(rows, {
      features,
      outcome: (row) => row.won === 1,
      folds: (row) => row.fold,
      l1Ratio: expected.mix,
      lambdas: 40,
      ...(expected.weighted ? { weight: (row: Row) => row.weight } : {}),
      ...options,
    });
  const { report } = learn();

  it("the path ends where glmnet's does, with the same strengths and numbers of coefficients", () => {
    expect(report.converged).toBe(true);
    expect(report.path.map(({ nonzero }) => nonzero)).toEqual(expected.nonzero);
    report.path.forEach(({ lambda, deviance }, k) => {
      expect(lambda / (expected.lambda[k] as number)).toBeCloseTo(1, 9);
      expect(deviance).toBeCloseTo(expected.deviance[k] as number, 7);
    });
    expect(report.nullDeviance).toBeCloseTo(expected.nullDeviance, 9);
  });

  it("cross-validated deviance and its standard error, and both choices", () => {
    report.path.forEach(({ crossValidatedDeviance, standardError }, k) => {
      expect(crossValidatedDeviance).toBeCloseTo(expected.crossValidated[k] as number, 5);
      expect(standardError).toBeCloseTo(expected.standardError[k] as number, 5);
    });
    expect(report.path[report.minimum]?.lambda).toBeCloseTo(expected.minimum, 9);
    expect(report.path[report.oneStandardError]?.lambda).toBeCloseTo(expected.oneStandardError, 9);
    expect(report.lambda).toBe(report.path[report.minimum]?.lambda);
    expect(learn({ choice: "oneStandardError" }).report.lambda).toBeCloseTo(expected.oneStandardError, 9);
  });

  it.each([0, 3, 8, 15, 23])("every coefficient at point %i of the path, to 1e-6", (k) => {
    const lambda = expected.lambda[k] as number;
    const { coefficients } = learn({ lambdas: [lambda] }).report;
    const found = new Map(coefficients.map(({ column, estimate }) => [column, estimate]));
    expect(found.get("(intercept)")).toBeCloseTo(expected.intercept[k] as number, 5);
    for (const [column, estimate] of Object.entries(expected.beta[k] as Record<string, number>)) {
      expect(found.get(column) ?? 0, column).toBeCloseTo(estimate, 6);
    }
  });
});

describe("more features than records", () => {
  const { wide } = golden;
  const records = wide.x.map((values, i) => ({ values, won: wide.won[i] === 1 }));
  type Wide = (typeof records)[number];
  const names = (wide.x[0] as number[]).map((_, j) => [
    `x${j}`,
    numeric<Wide>(({ values }) => values[j] ?? 0),
  ]);
  const many = featureSet<Wide>()(Object.fromEntries(names));
  const outcome = ({ won }: Wide) => won;

  it("40 records of 90 features: the path is glmnet's", () => {
    const { report } = fitElasticNet(records, { features: many, outcome, l1Ratio: wide.mix, lambdas: 30 });
    expect(report.converged).toBe(true);
    expect(report.path.map(({ nonzero }) => nonzero)).toEqual(wide.nonzero);
    report.path.forEach(({ lambda }, k) => {
      expect(lambda / (wide.lambda[k] as number)).toBeCloseTo(1, 9);
    });
  });

  it("every coefficient at a point of the path, and features without effect are not in the model", () => {
    const lambdas = [wide.lambda[12] as number];
    const { model, report } = fitElasticNet(records, { features: many, outcome, l1Ratio: wide.mix, lambdas });
    const expected = wide.beta[12] as number[];
    const found = new Map(report.coefficients.map(({ feature, estimate }) => [feature, estimate]));
    expected.forEach((estimate, j) => {
      expect(found.get(`x${j}`) ?? 0).toBeCloseTo(estimate, 6);
    });
    const kept = expected.flatMap((estimate, j) => (estimate === 0 ? [] : [`x${j}`]));
    expect(model.features.map(({ name }) => name)).toEqual([...kept].sort());
    expect(report.dropped.length).toBe(90 - kept.length);
    const { probability } = createScorer(model, many).scoreAll(records);
    expect(probability.reduce((total, p) => total + p, 0)).toBeCloseTo(report.events, 5);
  });
});
