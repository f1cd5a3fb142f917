export {
  type FitWithMlLogisticRegressionOptions,
  fitWithMlLogisticRegression,
  type MlLogisticRegressionReport,
} from "./fitWithMlLogisticRegression";
