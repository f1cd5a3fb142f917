export type { CrmPropertyType } from "./crmProperty";
export type { CrmFilter, CrmOperator, CrmValue } from "./filterCondition";
export {
  type FitWithMlLogisticRegressionOptions,
  fitWithMlLogisticRegression,
  type MlLogisticRegressionReport,
} from "./fitWithMlLogisticRegression";
export { fromOptBinning } from "./fromOptBinning";
export {
  type CrmLimit,
  type CrmPoints,
  type CrmPointsGroup,
  type CrmPointsRule,
  fromPointsJson,
} from "./fromPointsJson";
export {
  fromSklearn,
  type SklearnCategory,
  type SklearnCategoryColumn,
  type SklearnNumberColumn,
  type SklearnPipeline,
} from "./fromSklearn";
export type { ImportedModel, ImportedRow } from "./importedModel";
export type { OptBinningRow, OptBinningScorecard, SpecialCodes } from "./optBinningTypes";
