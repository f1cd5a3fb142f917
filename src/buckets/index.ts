export { bucketOf } from "./bucketOf";
export { type BucketReportOptions, bucketReport } from "./bucketReport";
export { type BucketsByShareOptions, bucketsByShare } from "./bucketsByShare";
export { type BucketsByThresholdOptions, bucketsByThreshold } from "./bucketsByThreshold";
export { type NextCut, nextCut } from "./nextCut";
export type {
  BucketGroup,
  BucketReport,
  BucketRow,
  BucketStep,
  Buckets,
  Conversion,
  ShareBuckets,
} from "./types";
