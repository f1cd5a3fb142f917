import { availableParallelism } from "node:os";
import { checkOptions, checkWhole, reject } from "../core/checks";
import type { SalienceError } from "../core/errors";
import { type Lane, startLane } from "./lane";
import { workerFailure } from "./workerFailure";

/** Options of {@link createWorkerPool}. */
export interface WorkerPoolOptions {
  /** The most threads that run at once, a whole number from 1 to 1,024; what the machine has if absent. */
  readonly threads?: number | undefined;
  /**
   * Where the threads' code is. Only needed where a bundler took the package apart: make `dist/threads/worker.js` of the
   * package an entry of its own there, and pass where it ends up.
   */
  readonly worker?: URL | string | undefined;
}

/** Worker threads that are kept for several calls of `scoreInWorkers`. */
export interface WorkerPool {
  /** The most threads that run at once. */
  readonly threads: number;
  /** Ends the threads; calls that are not finished fail. Resolves when no thread is left. */
  close(): Promise<void>;
}

/** The pool as `scoreInWorkers` sees it. */
export interface LanePool extends WorkerPool {
  /** A lane that has nothing to do: an idle one, a new one, or the next that is given back. */
  take(): Promise<Lane>;
  /** Gives a lane back. */
  give(lane: Lane): void;
}

const MOST_THREADS = 1024;

/**
 * A pool of worker threads for many calls of `scoreInWorkers`, which otherwise starts threads of its own each time (25
 * to 35 ms a thread). A thread is started when there is work for it. Idle threads do not keep the process alive, and
 * `close` ends them. If a thread dies, the whole pool is torn down, and every call that uses it fails.
 *
 * @param options - `threads`, `worker`
 * @returns the pool
 * @throws SalienceError `invalid_argument`
 *
 * @example
 * ```ts
 * import { createScorer, featureSet, numeric, pointsModel } from "salience";
 * import { createWorkerPool, scoreInWorkers } from "salience/threads";
 * const features = featureSet<{ visits: number }>()({ visits: numeric("visits") });
 * const rules = [{ id: "visited", when: { feature: "visits", atLeast: 3 }, points: 10 }];
 * const scorer = createScorer(pointsModel({ features, rules }), features);
 * const pool = createWorkerPool({ threads: 1 });
 * const today = await scoreInWorkers(scorer, [{ visits: 5 }], { pool });
 * const tomorrow = await scoreInWorkers(scorer, [{ visits: 1 }], { pool });
 * await pool.close();
 * [...today.score, ...tomorrow.score]; // => [10, 0]
 * ```
 */
export function createWorkerPool(options: WorkerPoolOptions = {}): WorkerPool {
  const caller = "createWorkerPool";
  checkOptions(caller, "options", options, ["threads", "worker"]);
  const { threads = availableParallelism(), worker } = options;
  checkWhole(caller, "threads", threads, 1, MOST_THREADS);
  if (worker !== undefined && !(worker instanceof URL) && typeof worker !== "string") {
    reject(caller, "worker to be a URL or a path", worker);
  }
  return lanePool(threads, worker);
}

/** A pool without the checks. */
export function lanePool(threads: number, worker: URL | string | undefined): LanePool {
  const lanes: Lane[] = [];
  const idle: Lane[] = [];
  const waiting: { resolve(lane: Lane): void; reject(reason: SalienceError): void }[] = [];
  let ended: { readonly reason: SalienceError; readonly gone: Promise<unknown> } | null = null;

  const end = (reason: SalienceError) => {
    if (ended !== null) return ended.gone;
    for (const { reject } of waiting.splice(0)) reject(reason);
    ended = { reason, gone: Promise.all(lanes.map((lane) => lane.end(reason))) };
    return ended.gone;
  };

  return {
    threads,
    async take() {
      if (ended !== null) throw ended.reason;
      const free = idle.pop();
      if (free !== undefined) return free;
      if (lanes.length === threads)
        return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
      const lane = startLane(worker, (reason) => void end(reason));
      lanes.push(lane);
      return lane;
    },
    give(lane) {
      const next = waiting.shift();
      if (next === undefined) idle.push(lane);
      else next.resolve(lane);
    },
    async close() {
      await end(workerFailure("an open pool", "one that is closed"));
    },
  };
}
