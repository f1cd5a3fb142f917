export { compileScorer, type JavaScriptOptions, toJavaScript } from "./javascript/index";
export { type ToOnnxOptions, toOnnx } from "./onnx/index";
export { type ToPmmlOptions, toPmml } from "./pmml/toPmml";
export { toSql } from "./sql/toSql";
export type { SqlColumn, SqlColumnType, SqlDialect, SqlEvents, ToSqlOptions } from "./sql/types";
export {
  type BucketCountsOptions,
  bucketReportFromCounts,
  countsFromStatistics,
  fitFromStatistics,
  type OutcomeValue,
  type SqlOutcome,
  type StatisticsCounts,
  type StatisticsOptions,
  type StatisticsReport,
  type StatisticsRow,
  type StatisticsSqlOptions,
  statisticsSql,
} from "./statistics/index";
