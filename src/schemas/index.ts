export { modelSchema } from "./modelSchema";
export { parseModel } from "./parseModel";
export { type ParsedRecords, parseRecords, type RefusedRecord } from "./parseRecords";
export { serializeModel } from "./serializeModel";
export type { StandardIssue, StandardResult, StandardSchema } from "./standardSchema";
