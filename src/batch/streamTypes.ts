import type { RejectedRecord } from "../features/rejectedRecord";
import type { ScoreTable } from "../models/scoreTable";
import type { BatchOptions } from "./checkBatch";
import type { OnProgress } from "./progress";

/** Some consecutive records of a stream and their scores. */
export interface ScoredChunk<Row> {
  /** Position of the first record in the whole stream, from 0. */
  readonly offset: number;
  /** The records as they came; never empty. */
  readonly records: readonly Row[];
  /** The scores as columns: entry i belongs to `records[i]`, and so does the index i of a rejected record. */
  readonly scores: ScoreTable;
}

/** A record of a stream that could not be scored; `index` is its position in the whole stream. */
export interface RejectedStreamRecord<Row> extends RejectedRecord {
  /** The record as it came. */
  readonly record: Row;
}

/** Options of {@link scoreStream} and {@link scoreRecords}; `chunkSize` is 4,096 if absent. */
export interface StreamOptions<Row> extends BatchOptions<Row> {
  /** Told after each chunk, before the chunk is handed out; a promise is waited for. */
  readonly onProgress?: OnProgress | undefined;
  /** Told of each rejected record in the order of the stream; a promise is waited for. */
  readonly onRejected?: ((rejected: RejectedStreamRecord<Row>) => unknown) | undefined;
}
