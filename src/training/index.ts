export type { Coefficient } from "./coefficientTable";
export { conversionHistory } from "./conversionHistory";
export { type FitLogisticOptions, fitLogistic, type LogisticReport } from "./fitLogistic";
export type { FitWarning, LogisticStatistics } from "./fitReport";
export type { Outcome, TrainingOptions } from "./readTraining";
export { selectRows } from "./selectRows";
export { type Split, type SplitByHashOptions, splitByHash } from "./splitByHash";
export { type SplitByTimeOptions, splitByTime } from "./splitByTime";
