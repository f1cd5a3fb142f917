export { modelSchema } from "./modelSchema";
export type { PackedFeature } from "./packFeatures";
export { type PackedScorer, packScorer, type ScorerParts } from "./packScorer";
export { parseModel } from "./parseModel";
export { type ParsedRecords, parseRecords, type RefusedRecord } from "./parseRecords";
export { serializeModel } from "./serializeModel";
export type { StandardIssue, StandardResult, StandardSchema } from "./standardSchema";
export { type UnpackedScorer, unpackScorer } from "./unpackScorer";
