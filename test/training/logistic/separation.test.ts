import { describe, expect, it } from "vitest";
import { categorical, type FeatureSet, featureSet, numeric } from "../../../src/features/index";
import { createScorer } from "../../../src/models/index";
import { fitLogistic, type LogisticReport } from "../../../src/training/index";
import { describeWithSharedData, readCsv, sharedDataPath } from "../../support/sharedData";
import { ofTheFit } from "../ofTheFit";

type Row = Record<string, number | string | null>;

const featuresOf = (rows: readonly Row[]): FeatureSet<Row> =>
  featureSet<Row>()(
    Object.fromEntries(
      Object.keys(rows[0] as Row)
        .filter((name) => name !== "won")
        .map((name) => [
          name,
          rows.some((row) => typeof row[name] === "string")
            ? categorical<Row>((row) => row[name] as string)
            : numeric<Row>((row) => row[name] as number),
        ]),
    ),
  );

const learn = (rows: readonly Row[], penalty: "none" | { l2: number } = "none") =>
  fitLogistic(rows, {
    features: featuresOf(rows),
    outcome: (row) => row.won === 1,
    penalty,
    minimumLevelCount: 1,
  });

const separating = (report: LogisticReport) =>
  report.warnings.filter(({ code }) => code === "separation").flatMap(({ features: columns }) => columns);

const finite = ({ coefficients }: LogisticReport) =>
  coefficients.every((row) =>
    [row.estimate, row.standardError, row.z, row.pValue, row.low, row.high].every(Number.isFinite),
  );

describe("separation, where no finite estimate exists", () => {
  const perfect = [1, 2, 3, 4, 5, 6].map((x) => ({ x, won: Number(x > 3) }));

  it("a number that separates events from non-events is named, and the report has no NaN", () => {
    const { report } = learn(perfect);
    expect(separating(report)).toEqual(["x"]);
    expect(report.converged).toBe(false);
    expect(finite(report)).toBe(true);
  });

  it("the message says what to do", () => {
    expect(learn(perfect).report.warnings[0]?.message).toBe(
      '"x" separates events from non-events, so no finite estimate exists without a penalty: ' +
        'fit with penalty "firth" or { l2: 1 }, or pool rare levels',
    );
  });

  it("a penalty makes it finite, without a warning", () => {
    const { report } = learn(perfect, { l2: 1 });
    expect(report.converged).toBe(true);
    expect(ofTheFit(report)).toEqual([]);
    expect(finite(report)).toBe(true);
  });

  it("quasi-complete separation is found: events and non-events share the value at the border", () => {
    const { report } = learn([1, 1, 2].map((x, i) => ({ x, won: Number(i === 0) })));
    expect(separating(report)).toEqual(["x"]);
    expect(report.converged).toBe(false);
    expect(finite(report)).toBe(true);
  });

  it("a level all of whose records are events is named, other columns are not", () => {
    const rows = Array.from({ length: 60 }, (_, i) => ({
      x: i % 7,
      source: i % 20 === 0 ? "sure" : i % 2 === 0 ? "web" : "fair",
      won: i % 20 === 0 ? 1 : Number(i % 3 === 0),
    }));
    expect(separating(learn(rows).report)).toEqual(["source = sure"]);
  });

  it("more columns than records: dependent columns are left out, the rest separates", () => {
    const rows = Array.from({ length: 4 }, (_, i) => ({
      ...Object.fromEntries(Array.from({ length: 9 }, (_, j) => [`x${j}`, Math.sin((i * 9 + j) ** 2)])),
      won: i % 2,
    }));
    const { report } = learn(rows);
    expect(separating(report)).toEqual(["x0", "x1", "x2"]);
    expect(report.warnings[1]).toMatchObject({
      code: "collinear",
      features: ["x3", "x4", "x5", "x6", "x7", "x8"],
    });
    expect(learn(rows, { l2: 1 }).report.converged).toBe(true);
  });

  it("it is found among 200,000 records", () => {
    const rows = Array.from({ length: 200_000 }, (_, i) => ({ x: i, won: Number(i > 50_000) }));
    expect(separating(learn(rows).report)).toEqual(["x"]);
  });

  it("one event among 100,000 records is rare, not separated", () => {
    const rows = Array.from({ length: 100_000 }, (_, i) => ({ x: i % 10, won: Number(i === 55) }));
    const { report } = learn(rows);
    expect(report.converged).toBe(true);
    expect(ofTheFit(report)).toEqual([]);
    expect(report.coefficients.every(({ standardError }) => standardError > 0)).toBe(true);
  });

  it.each([1, 2, 3, 4, 5, 6])("overlap of one record is no separation (%i)", (position) => {
    const rows = [1, 2, 3, 4, 5, 6, 7, 8].map((x) => ({ x, won: Number(x > 4) }));
    const flipped = rows.map((row, i) => (i === position ? { ...row, won: 1 - row.won } : row));
    const report = learn(flipped).report;
    const borders = position === 3 || position === 4; // moving the border leaves it a border
    expect(separating(report)).toEqual(borders ? ["x"] : []);
    expect(report.converged).toBe(!borders);
  });
});

describeWithSharedData("bank-marketing with every level as an indicator", () => {
  const numbers = ["age", "campaign", "pdays", "previous", "emp.var.rate", "cons.price.idx"];
  const categories = ["job", "marital", "education", "default", "housing", "loan", "contact"];
  const features = featureSet<Record<string, string>>()({
    ...Object.fromEntries(
      [...numbers, "cons.conf.idx", "euribor3m", "nr.employed"].map((name) => [
        name,
        numeric<Record<string, string>>(name, { fromText: true }),
      ]),
    ),
    ...Object.fromEntries(
      [...categories, "month", "day_of_week", "poutcome"].map((name) => [
        name,
        categorical<Record<string, string>>(name),
      ]),
    ),
  });
  const rows = readCsv(sharedDataPath("bank-marketing", "contacts.csv"), { delimiter: ";" });
  const bank = (penalty: "none" | { l2: number }) =>
    fitLogistic(rows, { features, outcome: (row) => row.y === "yes", penalty, minimumLevelCount: 1 });

  it("without penalty the report names the columns that separate, and holds no NaN", () => {
    const { model, report } = bank("none");
    expect(separating(report)).toEqual(["default = yes", "education = illiterate"]);
    expect(report.converged).toBe(false);
    expect(finite(report)).toBe(true);
    expect(report.logLikelihood).toBeGreaterThan(report.nullLogLikelihood);
    const { score } = createScorer(model, features).scoreAll(rows);
    expect(score.every((p) => p >= 0 && p <= 1)).toBe(true);
  });

  it("those columns are what the data say: one record each, and no more", () => {
    const yes = rows.filter((row) => row.default === "yes");
    const illiterate = rows.filter((row) => row.education === "illiterate");
    expect([yes.map(({ y }) => y), illiterate.map(({ y }) => y)]).toEqual([["no"], ["no"]]);
  });

  it("with an L2 penalty it converges", () => {
    const { report } = bank({ l2: 1 });
    expect(report.converged).toBe(true);
    expect(separating(report)).toEqual([]);
    expect(finite(report)).toBe(true);
  });

  it("with rare levels pooled it converges without penalty", () => {
    const { report } = fitLogistic(rows, { features, outcome: (row) => row.y === "yes", penalty: "none" });
    expect(report.converged).toBe(true);
    expect(separating(report)).toEqual([]);
  });
});
