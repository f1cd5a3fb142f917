import { type BatchOptions, checkBatch } from "../batch/checkBatch";
import { interruptible } from "../batch/interruption";
import type { OnProgress } from "../batch/progress";
import { reject } from "../core/checks";
import type { Table } from "../core/columns";
import type { ColumnInput } from "../features/index";
import type { Scorer, ScoreTable } from "../models/index";
import { chunkedWork, runLane } from "./chunkedWork";
import { createWorkerPool, type LanePool, type WorkerPool, type WorkerPoolOptions } from "./createWorkerPool";

/** Options of {@link scoreInWorkers}; `chunkSize` is 16,384 if absent. */
export interface WorkerOptions<Row> extends BatchOptions<Row>, WorkerPoolOptions {
  /** Threads that are kept for later calls; then `threads` and `worker` are options of the pool. */
  readonly pool?: WorkerPool | undefined;
  /** Told after each chunk; a promise is waited for. */
  readonly onProgress?: OnProgress | undefined;
}

const CALLER = "scoreInWorkers";
const DEFAULT_CHUNK_SIZE = 16_384;

/**
 * Scores many records in worker threads: the same columns, order and bits as `scorer.scoreAll`, while the main thread
 * stays free for other work between two chunks.
 *
 * Records are read into columns in the main thread (a record costs more to send than to read, and features that are
 * functions cannot be sent), the threads evaluate the model as `createScorer` does. So this pays for large tables of
 * columns, and for models with many terms. Columns are copied into memory that the threads share, chunk by chunk;
 * columns in a `SharedArrayBuffer` are not copied. Arguments are neither changed nor detached.
 *
 * An error of a thread or the signal ends the call; then there is no result, and no thread is left behind. O(terms) a
 * record, divided among the threads.
 *
 * @param scorer - a scorer of `createScorer`, or one with its interface
 * @param input - what `scoreAll` takes: records, a table of features, columns of fields, or an Apache Arrow table
 * @param options - `asOf`, `threads`, `pool`, `chunkSize`, `signal`, `onProgress`, `worker`
 * @returns the scores as columns: entry i belongs to record i
 * @throws SalienceError (as a rejection) `invalid_argument`, `missing_as_of`, and `worker_failed` if a thread
 * dies or the pool is closed; what `onProgress` throws, or the reason of the signal
 *
 * @example
 * ```ts
 * import { createScorer, featureSet, numeric, pointsModel } from "salience";
 * import { scoreInWorkers } from "salience/threads";
 * const features = featureSet<{ visits: number }>()({ visits: numeric("visits") });
 * const rules = [{ id: "visited", when: { feature: "visits", atLeast: 3 }, points: 10 }];
 * const scorer = createScorer(pointsModel({ features, rules }), features);
 * const { score } = await scoreInWorkers(scorer, [{ visits: 5 }, { visits: 1 }], { threads: 2 });
 * Array.from(score); // => [10, 0]
 * ```
 */
export async function scoreInWorkers<Row>(
  scorer: Scorer<Row>,
  input: readonly NoInfer<Row>[] | Table | ColumnInput,
  options: WorkerOptions<NoInfer<Row>> = {},
): Promise<ScoreTable> {
  checkOptionsOf(scorer, options);
  const { signal, threads, worker, chunkSize = DEFAULT_CHUNK_SIZE } = options;
  signal?.throwIfAborted();
  const work = chunkedWork(CALLER, scorer, input, { ...options, chunkSize });
  const pool = options.pool ?? createWorkerPool({ threads, worker });
  const interruption = interruptible(signal);
  try {
    const lanes = Math.min(pool.threads, Math.ceil(work.rowCount / chunkSize));
    const runs = Array.from({ length: lanes }, () => runLane(work, pool as LanePool));
    await interruption.wait(Promise.all(runs));
  } finally {
    interruption.dispose();
    if (options.pool === undefined) await pool.close();
  }
  const { rowCount, scores, rejected, warnings } = work;
  return { rowCount, ...scores, rejected: rejected.sort((a, b) => a.index - b.index), warnings };
}

function checkOptionsOf<Row>(scorer: Scorer<Row>, options: WorkerOptions<Row>): void {
  checkBatch(CALLER, scorer, options, ["threads", "pool", "worker", "onProgress"], ["onProgress"]);
  const { pool, threads, worker } = options;
  if (pool === undefined) return;
  if (typeof (pool as LanePool)?.take !== "function") reject(CALLER, "pool made by createWorkerPool", pool);
  if (threads !== undefined || worker !== undefined)
    reject(CALLER, "threads and worker to be given to createWorkerPool", threads ?? worker);
}
