export { type BucketCountsOptions, bucketReportFromCounts } from "./bucketReportFromCounts";
export {
  countsFromStatistics,
  type StatisticsCounts,
  type StatisticsOptions,
  type StatisticsRow,
} from "./countsFromStatistics";
export { fitFromStatistics, type StatisticsReport } from "./fitFromStatistics";
export type { OutcomeValue, SqlOutcome } from "./outcomeSql";
export { type StatisticsSqlOptions, statisticsSql } from "./statisticsSql";
