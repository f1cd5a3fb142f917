export type { BatchOptions } from "./checkBatch";
export { createWorkerPool, type WorkerPool, type WorkerPoolOptions } from "./createWorkerPool";
export type { BatchProgress, OnProgress } from "./progress";
export type { ReadableRecords, RecordSource } from "./recordSource";
export { scoreInWorkers, type WorkerOptions } from "./scoreInWorkers";
export { type ScoredRecord, scoreRecords } from "./scoreRecords";
export { scoreStream } from "./scoreStream";
export type { RejectedStreamRecord, ScoredChunk, StreamOptions } from "./streamTypes";
