export { type DuplicateEvidence, duplicateEvidence } from "./bayes/duplicateEvidence";
export {
  type FitNaiveBayesOptions,
  type FitNaiveBayesTableOptions,
  fitNaiveBayes,
  type NaiveBayesFit,
  type NaiveBayesReport,
} from "./bayes/fitNaiveBayes";
export type { Overconfidence } from "./bayes/naiveBayesCalibration";
export { type NaiveBayesOptions, naiveBayesFromCounts } from "./bayes/naiveBayesFromCounts";
export type { NaiveBayesCode, NaiveBayesWarning } from "./bayes/naiveBayesWarnings";
export type {
  BoostedPair,
  BoostedReport,
  ExactValues,
  LearnedShape,
  ShapeBin,
} from "./boosted/boostedReport";
export type { BoostedCode, BoostedWarning } from "./boosted/boostedWarnings";
export { type EditedShape, editShape, type ShapeChange, type ShapeEdit } from "./boosted/editShape";
export {
  type BoostedFit,
  type FitBoostedOptions,
  type FitBoostedTableOptions,
  fitBoosted,
} from "./boosted/fitBoosted";
export type {
  BoostedProgress,
  BoostedSettings,
  MonotoneDirection,
} from "./boosted/settings";
export type { BetaCurve } from "./calibration/betaCurve";
export {
  type BetaCalibrationRecords,
  type BetaCalibrationReport,
  calibrateBeta,
} from "./calibration/calibrateBeta";
export {
  calibrateIsotonic,
  type IsotonicCalibrationRecords,
  type IsotonicCalibrationReport,
} from "./calibration/calibrateIsotonic";
export { calibratePlatt, type PlattReport } from "./calibration/calibratePlatt";
export type { CalibrationRecords } from "./calibration/calibrationRecords";
export type {
  CalibrationQuality,
  CalibrationReport,
  CalibrationWarning,
} from "./calibration/calibrationReport";
export {
  type CorrectPriorOptions,
  correctPrior,
  type PriorChange,
  type PriorReport,
} from "./calibration/correctPrior";
export type { BinCounts, CutsByFeature, EventCounts, FeatureCounts } from "./counts/counts";
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
export type { FitControl, FitProgress, StopSignal } from "./data/fitControl";
export type { DataCode, FitReport, FitWarning } from "./data/fitReport";
export type { Outcome, RowCounts, TableTrainingOptions, TrainingOptions } from "./data/readTraining";
export { selectRows } from "./data/selectRows";
export type { ElasticNetSettings } from "./elasticNet/elasticNetOptions";
export { fitElasticNet } from "./elasticNet/fitElasticNet";
export type {
  ElasticNetCoefficient,
  ElasticNetFit,
  ElasticNetPoint,
  ElasticNetReport,
  FitElasticNetOptions,
  FitElasticNetTableOptions,
} from "./elasticNet/types";
export type { Coefficient } from "./logistic/coefficientTable";
export type { NumberShape, NumberShapes } from "./logistic/designTypes";
export { fitLogistic } from "./logistic/fitLogistic";
export type { LinearCode, LinearWarning, LogisticStatistics } from "./logistic/fitReport";
export type { LogisticSettings, StandardErrors } from "./logistic/logisticSettings";
export type {
  FitLogisticOptions,
  FitLogisticTableOptions,
  LogisticFit,
  LogisticReport,
} from "./logistic/types";
export type { BetweenSegments } from "./pooling/betweenSegments";
export { fitPooled } from "./pooling/fitPooled";
export type {
  FitPooledOptions,
  FitPooledTableOptions,
  PooledFit,
  PooledReport,
  PooledSettings,
  SegmentEffect,
} from "./pooling/types";
export {
  type FitScorecardOptions,
  type FitScorecardTableOptions,
  fitScorecard,
} from "./scorecard/fitScorecard";
export type { BinTrend } from "./scorecard/mergeBins";
export { type MonotoneCutsOptions, monotoneCuts } from "./scorecard/monotoneCuts";
export { type ScorecardLine, scorecardTable } from "./scorecard/scorecardTable";
export type { ScorecardSettings } from "./scorecard/settings";
export type {
  ScorecardBin,
  ScorecardCode,
  ScorecardFeature,
  ScorecardFit,
  ScorecardReport,
  ScorecardRounding,
  ScorecardScale,
  ScorecardWarning,
} from "./scorecard/types";
export type { FeatureParameters } from "./validation/countParameters";
export { crossValidate } from "./validation/crossValidate";
export type {
  CrossValidateOptions,
  CrossValidation,
  ValidationFold,
  ValidationRun,
  ValidationScheme,
} from "./validation/crossValidationTypes";
export type { DataQuality } from "./validation/dataQuality";
export { dataSufficiency } from "./validation/dataSufficiency";
export {
  type Candidate,
  type DevelopedModel,
  type DevelopModelOptions,
  developModel,
} from "./validation/developModel";
export { type DataFloors, VENDOR_FLOORS, type VendorFloors } from "./validation/floors";
export type { GateCheck, GateLimits } from "./validation/gateChecks";
export type { LeakageEvidence } from "./validation/leakageEvidence";
export type { LeakageFinding } from "./validation/leakageFindings";
export { type LeakageReport, type LeakageReportOptions, leakageReport } from "./validation/leakageReport";
export { modelCard } from "./validation/modelCard";
export type { ModelCardOptions } from "./validation/modelCardOptions";
export type { ModelPerformance } from "./validation/performance";
export { type PublishDecision, type PublishGateOptions, publishGate } from "./validation/publishGate";
export { type SplitByHashOptions, splitByHash, type TrainTestSplit } from "./validation/splitByHash";
export { type SplitByTimeOptions, splitByTime } from "./validation/splitByTime";
export type {
  DataSufficiency,
  DataSufficiencyOptions,
  SegmentSufficiency,
  SufficiencyCheck,
  SufficiencyVerdict,
} from "./validation/sufficiencyTypes";
