import { describe, expect, it } from "vitest";
import {
  brierScore,
  calibrationCurve,
  confusionMatrix,
  ksStatistic,
  logLoss,
  rocAuc,
  rocCurve,
} from "../../src/metrics/index";
import { describeWithSharedData, readReference } from "../support/sharedData";
import rocGolden from "./golden/rocCurve.json";
import golden from "./golden/scikitLearn.json";

const { outcomes, probabilities } = golden;

describe.each([
  ["without weights", rocGolden.unweighted, {}],
  ["with weights, some of them 0", rocGolden.weighted, { weights: golden.weights }],
])("scikit-learn 1.2.1's roc_curve on 200 tied scores, %s", (_title, expected, options) => {
  const { thresholds, falsePositiveRate, truePositiveRate } = rocCurve(outcomes, probabilities, options);
  const close = (found: Float64Array, [first, ...rest]: readonly number[], name: string) => {
    expect(found, name).toHaveLength(rest.length + 1);
    for (const [i, value] of [first as number, ...rest].entries())
      expect(found[i], `${name} ${i}`).toBeCloseTo(value, 13);
  };

  it("has its points, ties as one, after the point of a threshold above all scores", () => {
    expect(thresholds[0]).toBe(Number.POSITIVE_INFINITY);
    expect(Array.from(thresholds.subarray(1))).toEqual(expected.thresholds);
    const [falseAtFirst, trueAtFirst] = expected.first as [number, number];
    close(falsePositiveRate, [falseAtFirst, ...expected.falsePositiveRate], "false positive rate");
    close(truePositiveRate, [trueAtFirst, ...expected.truePositiveRate], "true positive rate");
  });

  it("has the area of scikit-learn, which is rocAuc", () => {
    expect(rocAuc(outcomes, probabilities, options)).toBeCloseTo(expected.area, 13);
  });
});

describe.each([
  ["without weights", golden.unweighted, {}],
  ["with weights, some of them 0", golden.weighted, { weights: golden.weights }],
])("scikit-learn 1.2.1 on 200 tied scores, %s", (_title, expected, options) => {
  it("rocAuc", () => {
    expect(rocAuc(outcomes, probabilities, options)).toBeCloseTo(expected.rocAuc, 13);
  });

  it("logLoss", () => {
    expect(logLoss(outcomes, probabilities, options)).toBeCloseTo(expected.logLoss, 13);
  });

  it("brierScore", () => {
    expect(brierScore(outcomes, probabilities, options)).toBeCloseTo(expected.brierScore, 13);
  });

  it("ksStatistic, from its definition in numpy", () => {
    expect(ksStatistic(outcomes, probabilities, options)).toBeCloseTo(expected.ksStatistic, 13);
  });

  it("confusionMatrix and every rate of it", () => {
    const matrix = confusionMatrix(outcomes, probabilities, 0.4, options);
    for (const [name, value] of Object.entries(expected["confusionAt0.4"])) {
      expect(matrix[name as keyof typeof matrix], name).toBeCloseTo(value, 12);
    }
  });
});

it("calibrationCurve by width equals scikit-learn's calibration_curve", () => {
  const curve = calibrationCurve(outcomes, probabilities, { bins: 7, by: "width" });
  const { eventRate, meanPrediction } = golden.calibrationUniform7;
  expect(curve).toHaveLength(eventRate.length);
  curve.forEach((bin, i) => {
    expect(bin.eventRate).toBeCloseTo(eventRate[i] as number, 13);
    expect(bin.meanPrediction).toBeCloseTo(meanPrediction[i] as number, 13);
  });
});

describeWithSharedData("../shared/reference/statistics.json, metrics", () => {
  const { metrics } = readReference().statistics;
  const { labels, scores, quality } = metrics;

  it("rocAuc, logLoss, brierScore and ksStatistic to 1e-12", () => {
    expect(Math.abs(rocAuc(labels, scores) - quality.rocAuc)).toBeLessThan(1e-12);
    expect(Math.abs(logLoss(labels, scores) - quality.logLoss)).toBeLessThan(1e-12);
    expect(Math.abs(brierScore(labels, scores) - quality.brier)).toBeLessThan(1e-12);
    expect(Math.abs(ksStatistic(labels, scores) - quality.ks)).toBeLessThan(1e-12);
  });

  it("confusionMatrix at 0.35", () => {
    const matrix = confusionMatrix(labels, scores, 0.35);
    const { trueNegatives, falsePositives, falseNegatives, truePositives } = matrix;
    expect([trueNegatives, falsePositives, falseNegatives, truePositives]).toEqual(
      metrics["confusionAt0.35 (tn, fp, fn, tp)"],
    );
    expect(Math.abs(matrix.f1 - metrics["f1At0.35"])).toBeLessThan(1e-12);
  });

  it("the calibration bins hold every record and every event, and the mean prediction overall", () => {
    const curve = calibrationCurve(labels, scores);
    expect(curve.reduce((n, bin) => n + bin.count, 0)).toBe(labels.length);
    expect(curve.reduce((n, bin) => n + bin.events, 0)).toBe(15);
    const mean = curve.reduce((total, bin) => total + bin.count * bin.meanPrediction, 0) / labels.length;
    expect(mean).toBeCloseTo(quality.meanPrediction, 12);
  });
});
