import type { FeatureSet } from "../../src/features/index";
import { type AdditiveModel, createScorer } from "../../src/models/index";
import {
  calibrateBeta,
  calibrateIsotonic,
  calibratePlatt,
  correctPrior,
  fitBoosted,
  fitElasticNet,
  fitLogistic,
  fitNaiveBayes,
  fitPooled,
  fitScorecard,
} from "../../src/training/index";
import { germanCredit } from "./dataSets/germanCredit";

/**
 * Models of every kind that can be learned, and with every calibration, of one data set. Every exporter is compared with
 * the scorer on each of them; one data set for all of them is enough, since the other data sets differ in features.
 *
 * @param rows - the records as an exporter's test has them
 * @param features - features of these records, with the names of the data set
 */
export function learnedKinds<Row>(
  rows: readonly Row[],
  features: FeatureSet<Row>,
): Readonly<Record<string, AdditiveModel>> {
  const outcome = germanCredit.outcome as unknown as (row: Row) => boolean;
  const options = { features, outcome };
  const { model: boosted } = fitBoosted(rows, { ...options, bags: 2 });
  const { model: bayes } = fitNaiveBayes(rows, options);
  const outcomes = rows.map(outcome);
  const records = (model: AdditiveModel) => ({
    margins: createScorer(model, features).scoreAll(rows).margin,
    outcomes,
    heldOut: false,
  });
  return {
    boosted,
    scorecard: fitScorecard(rows, options).model,
    "naive Bayes": bayes,
    "Firth's penalty": fitLogistic(rows, { ...options, penalty: "firth" }).model,
    "elastic net": fitElasticNet(rows, options).model,
    pooled: fitPooled(rows, { ...options, segment: "purpose" }).model,
    "naive Bayes with Platt's calibration": calibratePlatt(bayes, records(bayes)).model,
    "naive Bayes with isotonic calibration": calibrateIsotonic(bayes, records(bayes)).model,
    "boosted with beta calibration": calibrateBeta(boosted, records(boosted)).model,
    "boosted with another event rate": correctPrior(boosted, { trainedRate: 0.3, trueRate: 0.05 }).model,
  };
}
