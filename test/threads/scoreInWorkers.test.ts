import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { BatchProgress } from "../../src/batch/index";
import { custom, daysSince, featureSet, numeric } from "../../src/features/index";
import { createScorer, SalienceError } from "../../src/index";
import { createWorkerPool, scoreInWorkers, type WorkerPool } from "../../src/threads/index";
import { bitsOf, record, records, scorer, tableOf } from "../batch/support";
import { modelOf, summary, type Values } from "../models/support";
import { projectRoot } from "../support/sources";

/** A thread that does what a line of code says with each message. */
const threadOf = (code: string) => {
  const start = 'import { parentPort } from "node:worker_threads"; parentPort.on("message", ({ id }) => {';
  return new URL(`data:text/javascript,${encodeURIComponent(`${start} ${code} });`)}`);
};

/** A thread that takes its time to answer. */
const SLOW = threadOf("setTimeout(() => parentPort.postMessage({ id, failure: null }), 300)");

/** The threads of this process that are alive. */
const threads = () =>
  (process.report.getReport() as unknown as { readonly workers: unknown[] }).workers.length;

let pool: WorkerPool;
beforeAll(() => {
  pool = createWorkerPool({ threads: 2 });
});
afterAll(() => pool.close());

describe("the result is that of scoreAll, bit by bit", () => {
  it.each([1, 3, 64, 997, 5000])("for records, in chunks of %i", async (chunkSize) => {
    const rows = records(chunkSize === 1 ? 30 : 1500);
    const scores = await scoreInWorkers(scorer, rows, { pool, chunkSize });
    expect(bitsOf([scores])).toEqual(bitsOf([scorer.scoreAll(rows)]));
    expect(scores.rowCount).toBe(rows.length);
  });

  it.each([
    ["own", ArrayBuffer],
    ["shared", SharedArrayBuffer],
  ] as const)("for a table in %s memory", async (_, memory) => {
    const table = tableOf(1000, memory);
    const scores = await scoreInWorkers(scorer, table, { pool, chunkSize: 96 });
    expect(bitsOf([scores])).toEqual(bitsOf([scorer.scoreAll(table)]));
  });

  it("for the same table again", async () => {
    const table = tableOf(300);
    const expected = bitsOf([scorer.scoreAll(table)]);
    for (let i = 0; i < 3; i++) {
      expect(bitsOf([await scoreInWorkers(scorer, table, { pool, chunkSize: 40 })])).toEqual(expected);
    }
  });

  it("for a table whose columns begin in the middle of their memory", async () => {
    const { columns } = tableOf(101);
    const x = columns.x?.type === "number" ? columns.x.values.subarray(1) : new Float64Array();
    const f = columns.f?.type === "number" ? columns.f.values.subarray(1) : new Float64Array();
    const { codes, levels } =
      columns.c?.type === "category" ? columns.c : { codes: new Int32Array(), levels: [] };
    const part = {
      rowCount: 100,
      columns: {
        x: { type: "number", values: x },
        f: { type: "number", values: f },
        c: { type: "category", codes: codes.subarray(1), levels },
      },
    } as const;
    const scores = await scoreInWorkers(scorer, part, { pool, chunkSize: 9 });
    expect(bitsOf([scores])).toEqual(bitsOf([scorer.scoreAll(part)]));
  });

  it("for columns of fields, rejected records included", async () => {
    const features = featureSet<{ readonly visits: number; readonly pages: number }>()({
      visits: numeric("visits"),
      pages: numeric("pages", { fromText: true }),
    });
    const terms = ["visits", "pages"].map(
      (feature) => ({ kind: "linear", feature, coefficient: 0.3, center: 1, missing: 0 }) as const,
    );
    const model = modelOf({ features: [summary("pages"), summary("visits")], terms });
    const columns = {
      visits: Float64Array.from({ length: 50 }, (_, i) => i),
      pages: Array.from({ length: 50 }, (_, i) => (i % 20 === 13 ? "many" : `${i}`)),
    };
    const plain = createScorer(model, features);
    const scores = await scoreInWorkers(plain, columns, { pool, chunkSize: 16 });
    expect(bitsOf([scores])).toEqual(bitsOf([plain.scoreAll(columns)]));
    expect(scores.rejected.map(({ index }) => index)).toEqual([13, 33]);
  });

  it("for features that are functions, which no thread could be sent", async () => {
    const features = featureSet<Values>()({ x: custom((row) => Number(row.x) * 2) });
    const terms = [{ kind: "linear", feature: "x", coefficient: 0.1, center: 0, missing: 0 } as const];
    const plain = createScorer(modelOf({ features: [summary("x")], terms }), features);
    const rows = records(40).filter(({ x }) => typeof x === "number");
    expect(bitsOf([await scoreInWorkers(plain, rows, { pool, chunkSize: 7 })])).toEqual(
      bitsOf([plain.scoreAll(rows)]),
    );
  });

  it("for an instant per record", async () => {
    const features = featureSet<{ readonly seen: string }>()({ age: daysSince("seen") });
    const terms = [{ kind: "linear", feature: "age", coefficient: 1, center: 0, missing: 0 } as const];
    const model = modelOf({ features: [{ ...summary("age"), unit: "days" }], terms });
    const rows = [{ seen: "2026-01-01T00:00:00Z" }, { seen: "2026-01-05T00:00:00Z" }];
    const asOf = (row: { readonly seen: string }) => new Date(Date.parse(row.seen) + 86_400_000);
    const { score } = await scoreInWorkers(createScorer(model, features), rows, { pool, asOf });
    expect(Array.from(score)).toEqual([1, 1]);
  });

  it("for no records and for an empty table, without a thread", async () => {
    const none = { threads: 1, worker: new URL("data:text/javascript,process.exit(1)") };
    expect((await scoreInWorkers(scorer, [], none)).rowCount).toBe(0);
    expect((await scoreInWorkers(scorer, tableOf(0), none)).rowCount).toBe(0);
  });

  it("the columns lie in memory of their own, as those of scoreAll do", async () => {
    const { score, status } = await scoreInWorkers(scorer, records(10), { pool });
    expect([score.buffer, status.buffer].every((buffer) => buffer instanceof ArrayBuffer)).toBe(true);
  });

  it("neither records nor columns are changed or detached", async () => {
    const rows = records(100).map((row) => Object.freeze(row));
    await scoreInWorkers(scorer, Object.freeze(rows), { pool });
    const table = tableOf(100);
    const before = structuredClone(table);
    await scoreInWorkers(scorer, table, { pool });
    expect(table).toEqual(before);
  });

  it("several calls may share a pool, each with its own model", async () => {
    const other = createScorer(modelOf({ ...scorer.model, intercept: 2 }), scorer.features);
    const rows = records(400);
    const all = [scorer, other, scorer, other];
    const scores = await Promise.all(all.map((one) => scoreInWorkers(one, rows, { pool, chunkSize: 50 })));
    expect(scores.map((one) => bitsOf([one]))).toEqual(all.map((one) => bitsOf([one.scoreAll(rows)])));
  });
});

describe("progress and errors", () => {
  it("progress counts every record once", async () => {
    const told: BatchProgress[] = [];
    const onProgress = (progress: BatchProgress) => told.push(progress);
    await scoreInWorkers(scorer, records(1000), { pool, chunkSize: 100, onProgress });
    expect(told.map(({ read }) => read)).toEqual(
      [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((hundreds) => hundreds * 100),
    );
    const { read, scored, disqualified, insufficientData, rejected } = told[9] as BatchProgress;
    expect(scored + disqualified + insufficientData + rejected).toBe(read);
    expect(rejected).toBe(scorer.scoreAll(records(1000)).rejected.length);
  });

  it("what onProgress throws ends the call; the pool can be used again", async () => {
    const full = async () => Promise.reject(new Error("the disk is full"));
    const run = scoreInWorkers(scorer, records(1000), { pool, chunkSize: 10, onProgress: full });
    await expect(run).rejects.toThrow("the disk is full");
    expect((await scoreInWorkers(scorer, records(10), { pool })).rowCount).toBe(10);
  });

  it("an error in a thread arrives with its code and message; the pool can be used again", async () => {
    const bad = { ...scorer, model: { ...scorer.model, intercept: 9 } }; // no longer as it was sealed
    const run = scoreInWorkers(bad, records(10), { pool });
    await expect(run).rejects.toThrow(/^createScorer: expected content hash/);
    await expect(run).rejects.toBeInstanceOf(SalienceError);
    await expect(run).rejects.toMatchObject({ code: "invalid_model" });
    expect((await scoreInWorkers(scorer, records(10), { pool })).rowCount).toBe(10);
  });

  it("an error of another class arrives as it is", async () => {
    const worker = threadOf(
      'parentPort.postMessage({ id, failure: { error: new RangeError("out of range"), code: null } })',
    );
    const run = scoreInWorkers(scorer, records(10), { threads: 1, worker });
    await expect(run).rejects.toThrow(new RangeError("out of range"));
  });
});

describe("a signal", () => {
  it("that is aborted before the start: no thread is started", async () => {
    const worker = threadOf("");
    const signal = AbortSignal.abort(new Error("not today"));
    await expect(scoreInWorkers(scorer, records(10), { threads: 1, worker, signal })).rejects.toThrow(
      "not today",
    );
  });

  it("while threads work: the call ends at once, and its threads with it", async () => {
    const before = threads();
    const controller = new AbortController();
    const silent = { threads: 2, worker: threadOf(""), chunkSize: 5, signal: controller.signal };
    const run = scoreInWorkers(scorer, records(10), silent);
    await setTimeout(50);
    controller.abort(new Error("too slow"));
    await expect(run).rejects.toThrow("too slow");
    expect(threads()).toBe(before);
  });

  it("leaves a pool that can be used again", async () => {
    const controller = new AbortController();
    const onProgress = () => controller.abort(new Error("enough"));
    const { signal } = controller;
    await expect(
      scoreInWorkers(scorer, records(500), { pool, chunkSize: 10, signal, onProgress }),
    ).rejects.toThrow("enough");
    const rows = records(100);
    expect(bitsOf([await scoreInWorkers(scorer, rows, { pool, chunkSize: 10 })])).toEqual(
      bitsOf([scorer.scoreAll(rows)]),
    );
  });
});

describe("a thread that dies", () => {
  it.each([
    ["by leaving", "process.exit(3)", "exit code 3"],
    ["by an error", 'throw new Error("out of luck")', "an error: out of luck"],
  ])("%s ends the call with a clear error", async (_, code, received) => {
    const before = threads();
    const run = scoreInWorkers(scorer, records(10), { threads: 2, chunkSize: 5, worker: threadOf(code) });
    await expect(run).rejects.toThrow(
      `scoreInWorkers: expected a worker thread to stay alive, received ${received}`,
    );
    await expect(run).rejects.toBeInstanceOf(SalienceError);
    expect(threads()).toBe(before);
  });

  it.each([
    ["text", '"hello"', '"hello"'],
    ["nothing at all", "undefined", "undefined"],
    ["an object of its own", "{ type: 'ready' }", "an object with"],
    ["an error that is none", "{ id, failure: { error: 5, code: 'invalid_data' } }", "an object with"],
    ["twice", "{ id, failure: null }); parentPort.postMessage({ id, failure: null }", "an object with"],
    ["another request", "{ id: id + 1, failure: null }", "an object with"],
  ])("ends the call as well where it answers %s", async (_, answer, received) => {
    const before = threads();
    const worker = threadOf(`parentPort.postMessage(${answer});`);
    const run = scoreInWorkers(scorer, records(40), { threads: 1, chunkSize: 1, worker });
    await expect(run).rejects.toThrow(
      expect.objectContaining({ name: "SalienceError", code: "worker_failed" }),
    );
    await expect(run).rejects.toThrow(
      `scoreInWorkers: expected a worker thread that runs worker.js of the package, received ${received}`,
    );
    expect(threads()).toBe(before);
  });

  it("tears its pool down: other calls fail as well, and so do later ones", async () => {
    const broken = createWorkerPool({
      threads: 2,
      worker: threadOf("setTimeout(() => process.exit(3), 20)"),
    });
    const both = [records(10), records(20)].map((rows) =>
      scoreInWorkers(scorer, rows, { pool: broken, chunkSize: 5 }),
    );
    for (const run of [...both, scoreInWorkers(scorer, records(3), { pool: broken })]) {
      await expect(run).rejects.toThrow("exit code 3");
    }
    await broken.close();
  });

  it("a file that is not there is said by name", async () => {
    const run = scoreInWorkers(scorer, records(3), { threads: 1, worker: join(projectRoot, "nowhere.js") });
    await expect(run).rejects.toThrow("nowhere.js");
  });
});

describe("no thread is left", () => {
  it("after a call with threads of its own, nor after a pool is closed", async () => {
    const before = threads();
    const seen: number[] = [];
    const onProgress = () => seen.push(threads() - before);
    await scoreInWorkers(scorer, records(100), { threads: 2, chunkSize: 50, onProgress });
    expect(seen).toEqual([2, 2]);
    expect(threads()).toBe(before);
    const own = createWorkerPool({ threads: 2 });
    await scoreInWorkers(scorer, records(100), { pool: own, chunkSize: 50 });
    expect(threads()).toBe(before + 2);
    await own.close();
    expect(threads()).toBe(before);
  });

  it("to keep a process alive, even where a pool is forgotten; one that works does", () => {
    const code = `
      import { createWorkerPool, scoreInWorkers } from "./src/threads/index";
      import { records, scorer } from "./test/batch/support";
      (async () => {
        const pool = createWorkerPool({ threads: 2 });
        const slow = createWorkerPool({ threads: 1, worker: new URL(${JSON.stringify(SLOW.href)}) });
        for (const used of [pool, slow, pool, slow]) {
          const { rowCount } = await scoreInWorkers(scorer, records(100), { pool: used, chunkSize: 50 });
          console.log(rowCount);
        }
      })();`;
    const tsx = join(projectRoot, "node_modules/tsx/dist/cli.mjs");
    const { status, stdout, stderr } = spawnSync(process.execPath, [tsx, "-e", code], {
      cwd: projectRoot,
      encoding: "utf8",
      timeout: 50_000,
    });
    expect([status, stdout, stderr]).toEqual([0, "100\n".repeat(4), ""]);
  }, 60_000);
});

describe("wrong arguments", () => {
  const wrong = async (run: Promise<unknown>, message: string) =>
    expect(run).rejects.toThrow(`scoreInWorkers: expected ${message}`);

  it("a scorer or an input that is none", async () => {
    await wrong(scoreInWorkers({} as never, []), "a scorer made by createScorer");
    for (const input of [null, undefined, 7, "records"]) {
      await expect(scoreInWorkers(scorer, input as never)).rejects.toBeInstanceOf(SalienceError);
    }
  });

  it("a table without a column that the model reads, or with one of another length", async () => {
    const { columns } = tableOf(5);
    const { x: _, ...rest } = columns;
    await wrong(scoreInWorkers(scorer, { rowCount: 5, columns: rest }), 'a number column "x"');
    await wrong(scoreInWorkers(scorer, { rowCount: 6, columns }), 'column "x" of length 6');
  });

  it("options: unknown keys, threads, chunk sizes, pools", async () => {
    const run = (options: object) => scoreInWorkers(scorer, [record(0)], options);
    await wrong(run({ workers: 2 }), "options with keys asOf, chunkSize, signal, threads");
    for (const threads of [0, 1.5, 2000, Number.NaN, "2"])
      await expect(run({ threads })).rejects.toThrow(/threads/);
    await wrong(run({ chunkSize: 0 }), "chunkSize to be a whole number from 1 to 1000000, received 0");
    await wrong(run({ pool: { threads: 2 } }), "pool made by createWorkerPool");
    await wrong(run({ pool, threads: 2 }), "threads and worker to be given to createWorkerPool, received 2");
  });

  it("an instant that a feature needs and that is missing", async () => {
    const features = featureSet<{ readonly seen: string }>()({ age: daysSince("seen") });
    const model = modelOf({ features: [{ ...summary("age"), unit: "days" }] });
    await expect(scoreInWorkers(createScorer(model, features), [])).rejects.toMatchObject({
      code: "missing_as_of",
    });
  });
});
