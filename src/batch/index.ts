export type { BatchOptions, BatchSignal } from "./checkBatch";
export type { BatchProgress, OnProgress } from "./progress";
export type { ReadableRecords, RecordSource } from "./recordSource";
export { type ScoredRecord, scoreRecords } from "./scoreRecords";
export { scoreStream } from "./scoreStream";
export type { RejectedStreamRecord, ScoredChunk, StreamOptions } from "./streamTypes";
