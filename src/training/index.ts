export type { Coefficient } from "./coefficientTable";
export { conversionHistory } from "./conversionHistory";
export type { Bin, BinCounts, CutsByFeature, EventCounts, FeatureCounts } from "./counts";
export { type CountOptions, type CountResult, countsFromRecords } from "./countsFromRecords";
export { type CountTableOptions, countsFromTable } from "./countsFromTable";
export { type DriftInput, driftInputs } from "./driftInputs";
export { type DuplicateEvidence, duplicateEvidence } from "./duplicateEvidence";
export {
  type FitLogisticOptions,
  type FitLogisticTableOptions,
  fitLogistic,
  type LogisticFit,
  type LogisticReport,
  type LogisticSettings,
} from "./fitLogistic";
export { type FitNaiveBayesOptions, fitNaiveBayes, type NaiveBayesReport } from "./fitNaiveBayes";
export type { FitWarning, LogisticStatistics } from "./fitReport";
export { mergeCounts } from "./mergeCounts";
export type { Overconfidence } from "./naiveBayesCalibration";
export { type NaiveBayesOptions, naiveBayesFromCounts } from "./naiveBayesFromCounts";
export type { NaiveBayesWarning } from "./naiveBayesWarnings";
export { quantileCuts } from "./quantileCuts";
export type { Outcome, TableTrainingOptions, TrainingOptions } from "./readTraining";
export { selectRows } from "./selectRows";
export { type Split, type SplitByHashOptions, splitByHash } from "./splitByHash";
export { type SplitByTimeOptions, splitByTime } from "./splitByTime";
export { type UpdateCountsOptions, updateCounts } from "./updateCounts";
export {
  type WeightOfEvidence,
  type WeightOfEvidenceBin,
  type WeightOfEvidenceOptions,
  weightOfEvidence,
} from "./weightOfEvidence";
