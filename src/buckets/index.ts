export { bucketOf } from "./bucketOf";
export { bucketReport } from "./bucketReport";
export { type BucketsByShareOptions, bucketsByShare } from "./bucketsByShare";
export { type BucketsByThresholdOptions, bucketsByThreshold } from "./bucketsByThreshold";
export { type NextCut, nextCut } from "./nextCut";
export type { BucketReportOptions } from "./reportOf";
export type {
  BucketConversion,
  BucketGroup,
  BucketReport,
  BucketRow,
  BucketStep,
  Buckets,
  ShareBuckets,
} from "./types";
