import { spawnSync } from "node:child_process";

/** One line of the table: what we promise, what we took, what the peer took in the same run. */
export interface BenchResult {
  /** Such as `rocAuc, 1,000,000 scores`. */
  readonly task: string;
  /** Such as `scikit-learn roc_auc_score`. */
  readonly peer: string;
  /** Median milliseconds of Salience; NaN where it did not run. */
  readonly ours: number;
  /** Median milliseconds of the peer; NaN where it is not installed. */
  readonly theirs: number;
  /** The largest ratio ours / theirs that is promised. */
  readonly atMost: number;
  /** What else a reader has to know, or empty. */
  readonly note: string;
}

/** Median milliseconds of a function: some warm-up calls, then the middle of the timed ones. */
export function median(run: () => unknown, { repeats = 7, warmup = 2 } = {}): number {
  for (let i = 0; i < warmup; i++) run();
  const times: number[] = [];
  for (let i = 0; i < repeats; i++) {
    const start = performance.now();
    run();
    times.push(performance.now() - start);
  }
  return middle(times);
}

/** {@link median} of an asynchronous function. */
export async function medianAsync(
  run: () => Promise<unknown>,
  { repeats = 5, warmup = 1 } = {},
): Promise<number> {
  for (let i = 0; i < warmup; i++) await run();
  const times: number[] = [];
  for (let i = 0; i < repeats; i++) {
    const start = performance.now();
    await run();
    times.push(performance.now() - start);
  }
  return middle(times);
}

/**
 * Medians of several functions, run in turns, so that a busy moment of a shared machine hits all of them.
 */
export function medians(runs: readonly (() => unknown)[], { repeats = 7, warmup = 2 } = {}): number[] {
  for (let i = 0; i < warmup; i++) for (const run of runs) run();
  const times = runs.map((): number[] => []);
  for (let i = 0; i < repeats; i++) {
    runs.forEach((run, which) => {
      const start = performance.now();
      run();
      times[which]?.push(performance.now() - start);
    });
  }
  return times.map(middle);
}

function middle(times: readonly number[]): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** The modules that a Python script imports at its left margin, which it cannot do without. */
const modulesOf = (script: string) => [
  ...new Set(Array.from(script.matchAll(/^(?:import|from) +(\w+)/gm), ([, name]) => name as string)),
];

/**
 * The Python that has every module that a script imports, or null, and then a word on the error output: a peer that is
 * not installed is left out. Debian's own Python comes first, since its packages are there.
 */
export function pythonFor(script: string): string | null {
  const modules = modulesOf(script);
  const found = ["/usr/bin/python3", "python3"].find(
    (python) => spawnSync(python, ["-c", `import ${modules.join(", ")}`]).status === 0,
  );
  if (found === undefined) process.stderr.write(`left out: no Python that has ${modules.join(", ")}\n`);
  return found ?? null;
}

/** Runs a Python script that prints one JSON value, and returns that; null where a module it imports is missing. */
export function python<T>(script: string, args: readonly string[] = []): T | null {
  const command = pythonFor(script);
  if (command === null) return null;
  const { status, stdout, stderr } = spawnSync(command, ["-c", script, ...args], {
    encoding: "utf8",
    maxBuffer: 1e9,
    env: { ...process.env, OMP_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1" },
  });
  if (status !== 0) throw new Error(`python failed: ${stderr}`);
  return JSON.parse(stdout) as T;
}

/** Deterministic numbers in [0, 1) for made-up data. */
export function uniform(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) >>> 0;
    let x = Math.imul(state ^ (state >>> 12), 0x297a2d39);
    x ^= x >>> 15;
    return (x >>> 0) / 4294967296;
  };
}

/** Refuses to time what gives other numbers. */
export function expectClose(what: string, ours: ArrayLike<number>, theirs: ArrayLike<number>): void {
  for (let i = 0; i < theirs.length; i++) {
    if (!(Math.abs((ours[i] as number) - (theirs[i] as number)) < 1e-9)) {
      throw new Error(`${what}, record ${i}: ${ours[i]}, not ${theirs[i]}`);
    }
  }
}

/** Median milliseconds of functions of new records, in turns; making the records is not timed. */
export function mediansOfNew<Row>(make: () => Row[], runs: readonly ((rows: Row[]) => unknown)[]): number[] {
  const times = runs.map((): number[] => []);
  for (let i = 0; i < 11; i++) {
    runs.forEach((run, which) => {
      const rows = make();
      const start = performance.now();
      run(rows);
      if (i >= 2) times[which]?.push(performance.now() - start);
    });
  }
  return times.map(middle);
}
