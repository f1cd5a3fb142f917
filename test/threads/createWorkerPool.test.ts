import { availableParallelism } from "node:os";
import { describe, expect, it } from "vitest";
import { SalienceError } from "../../src/index";
import { createWorkerPool, scoreInWorkers } from "../../src/threads/index";
import { records, scorer } from "../batch/support";

/** A thread that answers, without a look at what is asked, and says on its channel that it was started. */
const answering = new URL(
  `data:text/javascript,${encodeURIComponent(
    'import { BroadcastChannel, parentPort } from "node:worker_threads"; const channel = new BroadcastChannel("started"); channel.postMessage(1); channel.close(); parentPort.on("message", ({ id }) => parentPort.postMessage({ id, failure: null }));',
  )}`,
);

/** Counts the threads that are started while something runs. */
async function startedBy(run: () => Promise<unknown>): Promise<number> {
  const channel = new BroadcastChannel("started");
  let started = 0;
  channel.onmessage = () => {
    started += 1;
  };
  await run();
  await new Promise((resolve) => setTimeout(resolve, 20));
  channel.close();
  return started;
}

describe("createWorkerPool", () => {
  it("has as many threads as the machine runs at once, or as it is told", async () => {
    expect(createWorkerPool().threads).toBe(availableParallelism());
    expect(createWorkerPool({ threads: 3 }).threads).toBe(3);
  });

  it("starts a thread only when there is work for it, and uses it again", async () => {
    const pool = createWorkerPool({ threads: 4, worker: answering });
    const started = await startedBy(async () => {
      for (let i = 0; i < 5; i++) await scoreInWorkers(scorer, records(10), { pool });
    });
    expect(started).toBe(1);
    const more = await startedBy(() => scoreInWorkers(scorer, records(100), { pool, chunkSize: 10 }));
    expect(more).toBe(3);
    await pool.close();
  });

  it("close ends the threads, and calls that are not finished; it may be called twice", async () => {
    const pool = createWorkerPool({
      threads: 1,
      worker: new URL("data:text/javascript,setInterval(() => {}, 1e6)"),
    });
    const run = scoreInWorkers(scorer, records(100), { pool, chunkSize: 10 });
    const failed = expect(run).rejects.toThrow(
      "scoreInWorkers: expected an open pool, received one that is closed",
    );
    await Promise.all([pool.close(), failed]);
    await pool.close();
    const late = scoreInWorkers(scorer, records(1), { pool });
    await expect(late).rejects.toThrow("an open pool");
    await expect(late).rejects.toBeInstanceOf(SalienceError);
  });

  it("refuses wrong options", () => {
    for (const threads of [0, -1, 1.5, 1025, Number.NaN, "2"]) {
      expect(() => createWorkerPool({ threads: threads as never })).toThrow(
        "createWorkerPool: expected threads",
      );
    }
    expect(() => createWorkerPool({ worker: 7 as never })).toThrow(
      "worker to be a URL or a path, received 7",
    );
    expect(() => createWorkerPool({ size: 2 } as never)).toThrow("options with keys threads, worker");
    expect(() => createWorkerPool(null as never)).toThrow("options to be an object, received null");
  });
});
