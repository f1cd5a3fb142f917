export { brierScore } from "./brierScore";
export { type CalibrationBin, type CalibrationCurveOptions, calibrationCurve } from "./calibrationCurve";
export { type ConfusionMatrix, confusionMatrix } from "./confusionMatrix";
export type { WeightOptions } from "./inputs";
export { ksStatistic } from "./ksStatistic";
export { type LiftCurveOptions, type LiftPoint, liftCurve } from "./liftCurve";
export { logLoss } from "./logLoss";
export { logLossFromMargins } from "./logLossFromMargins";
export { rocAuc } from "./rocAuc";
