export { type DuplicateEvidence, duplicateEvidence } from "./bayes/duplicateEvidence";
export { type FitNaiveBayesOptions, fitNaiveBayes, type NaiveBayesReport } from "./bayes/fitNaiveBayes";
export type { Overconfidence } from "./bayes/naiveBayesCalibration";
export { type NaiveBayesOptions, naiveBayesFromCounts } from "./bayes/naiveBayesFromCounts";
export type { NaiveBayesWarning } from "./bayes/naiveBayesWarnings";
export type { Bin, BinCounts, CutsByFeature, EventCounts, FeatureCounts } from "./counts/counts";
export { type CountOptions, type CountResult, countsFromRecords } from "./counts/countsFromRecords";
export { type CountTableOptions, countsFromTable } from "./counts/countsFromTable";
export { type DriftInput, driftInputs } from "./counts/driftInputs";
export { mergeCounts } from "./counts/mergeCounts";
export { quantileCuts } from "./counts/quantileCuts";
export { type UpdateCountsOptions, updateCounts } from "./counts/updateCounts";
export {
  type WeightOfEvidence,
  type WeightOfEvidenceBin,
  type WeightOfEvidenceOptions,
  weightOfEvidence,
} from "./counts/weightOfEvidence";
export { conversionHistory } from "./data/conversionHistory";
export type { Outcome, TableTrainingOptions, TrainingOptions } from "./data/readTraining";
export { selectRows } from "./data/selectRows";
export type { Coefficient } from "./logistic/coefficientTable";
export {
  type FitLogisticOptions,
  type FitLogisticTableOptions,
  fitLogistic,
  type LogisticFit,
  type LogisticReport,
  type LogisticSettings,
} from "./logistic/fitLogistic";
export type { FitWarning, LogisticStatistics } from "./logistic/fitReport";
export { type Split, type SplitByHashOptions, splitByHash } from "./validation/splitByHash";
export { type SplitByTimeOptions, splitByTime } from "./validation/splitByTime";
