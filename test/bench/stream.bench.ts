/** What a stream of any length needs in memory, and what worker threads bring. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { table } from "../../src/core/columns";
import { createWorkerPool, scoreInWorkers } from "../../src/threads/index";
import { streamScorer } from "./streamScorer";
import { type BenchResult, median, medianAsync, uniform } from "./support";

const RECORDS = 10_000_000;
const MEGABYTES = 200;
const ONCE = { repeats: 1, warmup: 0 };

/** Peak memory of a process that scores a stream, in megabytes: all of it, the 44 of Node itself included. */
function peakMemory(records: number): { readonly megabytes: number; readonly seconds: number } {
  const folder = mkdtempSync(join(tmpdir(), "salience-"));
  try {
    const outfile = join(folder, "streamMemory.mjs");
    const entryPoints = [join(import.meta.dirname, "streamMemory.ts")];
    buildSync({ entryPoints, outfile, bundle: true, platform: "node", format: "esm", logLevel: "error" });
    return JSON.parse(execFileSync(process.execPath, [outfile, String(records)], { encoding: "utf8" }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A table of the model's features, in memory that threads share. */
function sharedTable(rows: number) {
  const random = uniform(11);
  const numbers = (most: number) => {
    const values = new Float64Array(new SharedArrayBuffer(rows * 8));
    for (let i = 0; i < rows; i++) values[i] = Math.floor(random() * most);
    return { type: "number", values } as const;
  };
  const codes = new Int32Array(new SharedArrayBuffer(rows * 4));
  for (let i = 0; i < rows; i++) codes[i] = Math.floor(random() * 4) - 1;
  return table({
    visits: numbers(40),
    seats: numbers(500),
    budget: numbers(90_000),
    daysSilent: numbers(400),
    optOut: numbers(2),
    origin: { type: "category", codes, levels: ["web", "fair", "partner"] },
  });
}

export async function run(): Promise<readonly BenchResult[]> {
  const { megabytes, seconds } = peakMemory(RECORDS);
  const scorer = streamScorer();
  const rows = sharedTable(2_000_000);
  const pool = createWorkerPool({ threads: 2 });
  const { score } = await scoreInWorkers(scorer, rows, { pool });
  const same = scorer.scoreAll(rows).score.every((value, i) => Object.is(value, score[i]));
  if (!same) throw new Error("threads give other scores");
  // in turns, so that a busy moment of a shared machine hits both
  const times: { ours: number[]; theirs: number[] } = { ours: [], theirs: [] };
  for (let i = 0; i < 9; i++) {
    times.theirs.push(median(() => scorer.scoreAll(rows), ONCE));
    times.ours.push(await medianAsync(() => scoreInWorkers(scorer, rows, { pool }), ONCE));
  }
  await pool.close();
  const [ours = Number.NaN, theirs = Number.NaN] = [times.ours, times.theirs].map(
    (all) => all.sort((a, b) => a - b)[4],
  );
  return [
    {
      task: `scoreStream, peak memory over ${RECORDS.toLocaleString("en")} records`,
      peer: "the promise",
      ours: megabytes,
      theirs: MEGABYTES,
      atMost: 1,
      note: `MB, not ms; of the whole process, in ${Math.round(seconds)} s`,
    },
    {
      task: "scoreInWorkers, 2 threads, 2,000,000 × 6 in shared memory",
      peer: "scoreAll in one thread",
      ours,
      theirs,
      atMost: 1,
      note: "needs two idle processors",
    },
  ];
}
