import { expect, it } from "vitest";
import { logLoss, rocAuc } from "../../../src/metrics/index";
import { createScorer } from "../../../src/models/index";
import { fitLogistic } from "../../../src/training/index";
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
  expect([train.length, test.length]).toEqual([reference.train, reference.test]);
  const { model, report } = fitLogistic(train, { features, outcome: event });
  const outcomes = test.map(event);
  const { probability } = createScorer(model, features).scoreAll(test);
  const theirs = reference.models["logistic regression, L2, C=1"];
  const ours = { auc: rocAuc(outcomes, probability), logLoss: logLoss(outcomes, probability) };
  const four = (value: number) => value.toFixed(4);
  console.log(
    `${name}, ${split}: AUC ${four(ours.auc)} (scikit-learn ${four(theirs.auc)}), ` +
      `log loss ${four(ours.logLoss)} (${four(theirs.logLoss)})`,
  );
  return { ...ours, theirs, report };
}

describeWithSharedData(
  "fitLogistic against scikit-learn's logistic regression on records it has not seen",
  () => {
    it("x-education, interleaved: ROC AUC of at least 0.863 and log loss of at most 0.452", () => {
      const { auc, logLoss, report } = measure("x-education", "interleaved", interleaved);
      expect(report.converged).toBe(true);
      expect(auc).toBeGreaterThanOrEqual(0.863);
      expect(logLoss).toBeLessThanOrEqual(0.452);
    });

    it("x-education, oldest 70 % against newest 30 %: no worse than the reference", () => {
      const { auc, logLoss, theirs } = measure("x-education", "oldest 70% against newest 30%", newest);
      expect(auc).toBeGreaterThanOrEqual(theirs.auc - 0.005);
      expect(logLoss).toBeLessThanOrEqual(theirs.logLoss + 0.005);
    });

    it.each(["salvirt-b2b", "bank-marketing", "german-credit"] as const)(
      "%s, interleaved: within 0.005 of the reference",
      (name) => {
        const { auc, logLoss, theirs } = measure(name, "interleaved", interleaved);
        expect(auc).toBeGreaterThanOrEqual(theirs.auc - 0.005);
        expect(logLoss).toBeLessThanOrEqual(theirs.logLoss + 0.005);
      },
    );
  },
);
