export { averagePrecision } from "./averagePrecision";
export { benjaminiHochberg } from "./benjaminiHochberg";
export type { BinningOptions } from "./binRanges";
export { type BootstrapInterval, type BootstrapOptions, bootstrapInterval } from "./bootstrapInterval";
export { brierScore } from "./brierScore";
export { type CalibrationBin, type CalibrationCurveOptions, calibrationCurve } from "./calibrationCurve";
export { compareRocAucs, type RocAucComparison, type RocAucComparisonOptions } from "./compareRocAucs";
export type { ConfidenceOptions, Estimate, NormalTest } from "./confidence";
export { type ConfusionMatrix, confusionMatrix } from "./confusionMatrix";
export { type CostCurve, type CostCurveOptions, type CostPoint, costCurve } from "./costCurve";
export { driftReport } from "./driftReport";
export type {
  DriftCounts,
  DriftReport,
  DriftReportOptions,
  FeatureDrift,
  ShareChange,
} from "./driftTypes";
export {
  type CalibrationError,
  type CalibrationErrorOptions,
  expectedCalibrationError,
} from "./expectedCalibrationError";
export {
  type ExpectedConversion,
  type ExpectedConversionOptions,
  expectedConversion,
} from "./expectedConversion";
export { type GainsCurve, gainsCurve } from "./gainsCurve";
export type { GroupDifferences, GroupRates } from "./groupRates";
export {
  type GroupReport,
  type GroupReportOptions,
  groupReport,
  type ReportedGroup,
  type SmallGroup,
} from "./groupReport";
export type { GroupLabel } from "./groupRows";
export type { WeightOptions } from "./inputs";
export { ksStatistic } from "./ksStatistic";
export { type LiftCurveOptions, liftCurve } from "./liftCurve";
export type { LiftPoint } from "./liftPoint";
export { logLoss } from "./logLoss";
export { logLossFromMargins } from "./logLossFromMargins";
export {
  type PopulationStability,
  populationStabilityIndex,
  type ShiftVerdict,
} from "./populationStabilityIndex";
export { type PrecisionRecallCurve, precisionRecallCurve } from "./precisionRecallCurve";
export { rocAuc } from "./rocAuc";
export { type RocAucInterval, type RocAucIntervalOptions, rocAucInterval } from "./rocAucInterval";
export { type RocCurve, rocCurve } from "./rocCurve";
export { type ScoredRecords, scoredOnly } from "./scoredOnly";
export { type TopShareOptions, topShareCapture } from "./topShareCapture";
