import { describe, expect, it } from "vitest";
import {
  averagePrecision,
  benjaminiHochberg,
  bootstrapInterval,
  compareRocAucs,
  expectedCalibrationError,
  expectedConversion,
  populationStabilityIndex,
  precisionRecallCurve,
  rocAucInterval,
} from "../../src/metrics/index";
import pRoc from "./golden/delong.json";
import golden from "./golden/inference.json";

const { outcomes, scoresA, scoresB, weights } = golden;

/** Every number of `expected`, at the same place of `received`, to 1e-12. */
function expectNumbers(received: object, expected: object): void {
  for (const [name, value] of Object.entries(expected)) {
    const own = (received as Record<string, unknown>)[name];
    if (typeof value === "number") expect(own, name).toBeCloseTo(value, 12);
    else if (typeof value === "object") expectNumbers(own as object, value);
  }
}

describe("scikit-learn 1.2.1 on 150 tied scores", () => {
  it("precisionRecallCurve has its points, without the one that no threshold has", () => {
    const curve = precisionRecallCurve(outcomes, scoresA);
    expect(curve.thresholds).toHaveLength(golden.precisionRecall.thresholds.length);
    expectNumbers(curve, golden.precisionRecall);
    expectNumbers(precisionRecallCurve(outcomes, scoresA, { weights }), golden.weightedPrecisionRecall);
  });

  it("averagePrecision, with weights and without", () => {
    expect(averagePrecision(outcomes, scoresA)).toBeCloseTo(golden.averagePrecision, 13);
    expect(averagePrecision(outcomes, scoresA, { weights })).toBeCloseTo(golden.weightedAveragePrecision, 13);
  });
});

describe("DeLong's formulas, pair by pair in numpy", () => {
  it("rocAucInterval, plain and on the logit scale", () => {
    const { plain, logit, ...area } = golden.delong;
    expectNumbers(rocAucInterval(outcomes, scoresA), { ...area, interval: plain });
    expectNumbers(rocAucInterval(outcomes, scoresA, { scale: "logit" }), { ...area, interval: logit });
    const ninety = rocAucInterval(outcomes, scoresA, { confidence: 0.9 });
    expectNumbers(ninety.interval, golden.delong90.plain);
  });

  it("compareRocAucs", () => {
    expectNumbers(compareRocAucs(outcomes, scoresA, scoresB), golden.compare);
  });

  it("whole weights are repeated records", () => {
    const { auc, standardError } = golden.delongRepeated;
    expectNumbers(rocAucInterval(outcomes, scoresA, { weights }), { auc, standardError });
    expectNumbers(compareRocAucs(outcomes, scoresA, scoresB, { weights }), golden.compareRepeated);
  });

  const separated = golden.separated.filter(({ m }) => m > 1); // a single event has no variance
  it.each(separated)("an area of 1 from $m events and $n non-events is at least $low", ({ m, n, low }) => {
    const events = [...Array(m).fill(1), ...Array(n).fill(0)];
    expect(rocAucInterval(events, events).interval.low).toBeCloseTo(low, 10);
  });
});

it(`ci.auc and roc.test of pROC ${pRoc.version} on the same columns`, () => {
  const { auc, standardError, interval } = rocAucInterval(outcomes, scoresA);
  expect(auc).toBeCloseTo(pRoc.auc, 12);
  expect(standardError).toBeCloseTo(pRoc.standardError, 12);
  expectNumbers(interval, { low: pRoc.low, high: pRoc.high });
  expectNumbers(compareRocAucs(outcomes, scoresA, scoresB), { z: pRoc.z, p: pRoc.p });
});

it("expectedCalibrationError by width, from its definition with scipy's folded normal distribution", () => {
  const error = expectedCalibrationError(outcomes, scoresA, { bins: 5, by: "width" });
  expectNumbers(error, golden.calibrationError);
});

it.each(golden.stability)(
  "populationStabilityIndex, case %#, with scipy's chi-square distribution",
  (example) => {
    const { expected, actual, ...values } = example;
    const result = populationStabilityIndex(expected, actual);
    expectNumbers(result, values);
  },
);

it("benjaminiHochberg equals statsmodels' multipletests", () => {
  expectNumbers(benjaminiHochberg(golden.pValues), golden.benjaminiHochberg);
});

it("expectedConversion has mean and variance of the Poisson-binomial distribution, built by convolution", () => {
  expectNumbers(expectedConversion(outcomes, scoresA), golden.poissonBinomial);
});

describe("scipy's bootstrap of the mean of 40 skewed numbers, 100,000 repeats", () => {
  const { sample } = golden.bootstrap;
  const mean = (column: Float64Array) => column.reduce((total, x) => total + x, 0) / column.length;

  it.each(["percentile", "bca"] as const)("%s, but for the chance in 20,000 repeats", (method) => {
    const expected = golden.bootstrap[method];
    const { interval, standardError } = bootstrapInterval(mean, [sample], { method, repeats: 20_000 });
    // the ends of 20,000 repeats have a standard error near 0.004; bias and skewness move them by 0.05 to 0.09
    expect(Math.abs(interval.low - expected.low)).toBeLessThan(0.012);
    expect(Math.abs(interval.high - expected.high)).toBeLessThan(0.02);
    expect(standardError).toBeCloseTo(expected.standardError, 2);
  });
});
