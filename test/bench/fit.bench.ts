import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { CategoryColumn, Column } from "../../src/core/columns";
import { categorical, type FeatureSet, featureSet, numeric } from "../../src/features/index";
import { fitLogistic, type LogisticReport } from "../../src/training/index";
import { type BenchResult, pythonFor, uniform } from "./support";

/** Columns, their outcomes, and the margin's true coefficients. */
interface Data {
  readonly rows: number;
  readonly columns: Readonly<Record<string, Column>>;
  readonly outcomes: Uint8Array;
}

type Row = Record<string, never>;

const LEVELS = [3, 4, 5, 6, 7, 8, 10, 12, 13, 15]; // 83 indicators beside 8 numbers: 91 columns

/**
 * About normal numbers, independent (on which the peer needs the fewest iterations) or sharing a factor, as the
 * activities of a lead do; skewed levels.
 */
function makeData(
  rows: number,
  numbers: number,
  levels: readonly number[],
  { seed, correlation = 0 }: { readonly seed: number; readonly correlation?: number },
): Data {
  const next = uniform(seed);
  const normal = () => (next() + next() + next() + next() - 2) * Math.sqrt(3);
  const margins = new Float64Array(rows).fill(-1);
  const columns: Record<string, Column> = {};
  const [common, own] = [Math.sqrt(correlation), Math.sqrt(1 - correlation)];
  const factor = correlation === 0 ? null : Float64Array.from({ length: rows }, normal);
  for (let j = 0; j < numbers; j++) {
    const coefficient = normal() * 0.25;
    const values = new Float64Array(rows);
    for (let i = 0; i < rows; i++) {
      values[i] = own * normal() + common * (factor?.[i] ?? 0);
      margins[i] = (margins[i] as number) + coefficient * (values[i] as number);
    }
    columns[`n${String(j).padStart(2, "0")}`] = { type: "number", values };
  }
  for (const count of levels) {
    const coefficients = Float64Array.from({ length: count }, () => normal() * 0.5);
    const codes = new Int32Array(rows);
    for (let i = 0; i < rows; i++) {
      codes[i] = Math.floor(next() * next() * count);
      margins[i] = (margins[i] as number) + (coefficients[codes[i] as number] as number);
    }
    const names = Array.from({ length: count }, (_, level) => `level ${level}`);
    columns[`c${count}`] = { type: "category", codes, levels: names };
  }
  const outcomes = Uint8Array.from(margins, (margin) => Number(next() < 1 / (1 + Math.exp(-margin))));
  return { rows, columns, outcomes };
}

function featuresOf({ columns }: Data): FeatureSet<Row> {
  const entries = Object.entries(columns).map(([name, { type }]) => [
    name,
    type === "number" ? numeric<Row>(() => 0) : categorical<Row>(() => ""),
  ]);
  return featureSet<Row>()(Object.fromEntries(entries));
}

const SCRIPT = `
import sys, json, time, warnings
import numpy as np
from scipy import sparse
from sklearn.linear_model import LogisticRegression
warnings.filterwarnings("ignore")
path, rows, numbers = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
levels = json.loads(sys.argv[4])
raw = np.fromfile(path + ".numbers").reshape(numbers, rows)
y = np.fromfile(path + ".outcomes", dtype=np.uint8).astype(float)
# standardised as fitLogistic does it, before the clock starts, so that both solve the same problem
raw = (raw - raw.mean(axis=1, keepdims=True)) / raw.std(axis=1, keepdims=True)
X = np.asfortranarray(raw.T)
if levels:
    codes = np.fromfile(path + ".codes", dtype=np.int32).reshape(len(levels), rows)
    hot = [sparse.csr_matrix((np.ones(rows), (np.arange(rows), c)), shape=(rows, k)) for c, k in zip(codes, levels)]
    inputs = {"sparse": sparse.csr_matrix(sparse.hstack([sparse.csr_matrix(X)] + hot)),
              "dense": np.asfortranarray(np.hstack([X] + [h.toarray() for h in hot]))}
else:
    inputs = {"dense": X}
exact = LogisticRegression(C=1, solver="newton-cholesky", tol=1e-12, max_iter=100).fit(inputs["dense"], y)
best = exact.coef_[0]
def fit(name, solver, tol):
    start = time.perf_counter()
    model = LogisticRegression(C=1, solver=solver, tol=tol, max_iter=1000).fit(inputs[name], y)
    return (time.perf_counter() - start) * 1000, float(np.abs(model.coef_[0] - best).max())
found = []
for name in inputs:
    for solver in ["lbfgs", "newton-cholesky"]:
        for tol in [1e-4, 1e-6, 1e-8]:
            ms, error = fit(name, solver, tol)
            if error <= 1e-6:
                found.append((ms, name, solver, tol))
                break
ms, *fastest = min(found)
print(json.dumps({"name": "{1}, {0}, tol {2}".format(*fastest), "coefficients": best.tolist()}), flush=True)
for line in sys.stdin:
    print(json.dumps(fit(*fastest)[0]), flush=True)
`;

/** scikit-learn in a process of its own, waiting to fit again. */
interface Peer {
  /** The fastest setting that reaches the optimum to 1e-6. */
  readonly name: string;
  /** The optimum, on columns that are standardised already. */
  readonly coefficients: readonly number[];
  /** Fits once more, and says how many milliseconds it took. */
  time(): Promise<number>;
  stop(): void;
}

/** Starts the peer on the same data; null where it is not installed. */
async function startPeer(data: Data): Promise<Peer | null> {
  const command = pythonFor(SCRIPT);
  if (command === null) return null;
  const folder = mkdtempSync(join(tmpdir(), "salience-fit-"));
  const path = join(folder, "data");
  const lists = Object.values(data.columns);
  const numbers = lists.flatMap((column) => (column.type === "number" ? [column.values] : []));
  const codes = lists.filter((column): column is CategoryColumn => column.type === "category");
  const bytes = (list: readonly (Float64Array | Int32Array)[]) =>
    Buffer.concat(list.map((part) => Buffer.from(part.buffer, part.byteOffset, part.byteLength)));
  writeFileSync(`${path}.numbers`, bytes(numbers));
  writeFileSync(`${path}.codes`, bytes(codes.map((column) => column.codes)));
  writeFileSync(`${path}.outcomes`, data.outcomes);
  const levels = JSON.stringify(codes.map((column) => column.levels.length));
  const child = spawn(command, ["-c", SCRIPT, path, `${data.rows}`, `${numbers.length}`, levels], {
    stdio: ["pipe", "pipe", "inherit"],
    env: { ...process.env, OMP_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1" },
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const answer = async () => {
    const { value, done } = await lines.next();
    if (done) throw new Error("scikit-learn stopped");
    return JSON.parse(value as string);
  };
  const found = await answer();
  rmSync(folder, { recursive: true });
  return {
    ...found,
    time() {
      child.stdin.write("again\n");
      return answer();
    },
    stop: () => child.stdin.end(),
  };
}

/** The largest difference of a standardised coefficient from the exact one, levels compared with their mean. */
function largestError({ coefficients }: LogisticReport, data: Data, exact: readonly number[]): number {
  let at = 0;
  let worst = 0;
  const weights = new Map(coefficients.map((row) => [row.column, row]));
  for (const [name, column] of Object.entries(data.columns)) {
    if (column.type === "number") {
      const ours = weights.get(name)?.standardised as number;
      worst = Math.max(worst, Math.abs(ours - (exact[at] as number)));
      at++;
    }
  }
  for (const [name, column] of Object.entries(data.columns)) {
    if (column.type === "number") continue;
    const theirs = column.levels.map((_, level) => exact[at + level] as number);
    const ours = column.levels.map((level) => weights.get(`${name} = ${level}`)?.estimate as number);
    const shift = (ours[0] as number) - (theirs[0] as number);
    theirs.forEach((value, level) => {
      worst = Math.max(worst, Math.abs((ours[level] as number) - value - shift));
    });
    at += column.levels.length;
  }
  return worst;
}

/** Runs something as in a host without WebAssembly. */
function withoutWebAssembly<T>(run: () => T): T {
  const host = globalThis as { WebAssembly?: unknown };
  const { WebAssembly: known } = host;
  host.WebAssembly = undefined;
  try {
    return run();
  } finally {
    host.WebAssembly = known;
  }
}

/** The largest resident memory of this process so far, in MB; 0 where the system does not say. */
function peakMemory(): number {
  try {
    const line = readFileSync("/proc/self/status", "utf8").match(/VmHWM:\s+(\d+)/);
    return Number(line?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

interface Limits {
  readonly plain: number | null;
  readonly simd: number;
}

/** Both ways of fitting and the peer in turns, so that a busy moment of a shared machine hits all of them. */
async function measure(title: string, data: Data, limits: Limits, repeats: number): Promise<BenchResult[]> {
  const features = featuresOf(data);
  const table = { rowCount: data.rows, columns: data.columns };
  const run = () => fitLogistic(table, { features, outcome: data.outcomes as ArrayLike<0 | 1> }).report;
  const before = peakMemory();
  const report = run();
  const memory = peakMemory() - before;
  const peer = await startPeer(data);
  const error = peer === null ? Number.NaN : largestError(report, data, peer.coefficients);
  const timed = (variant: () => unknown) => {
    const start = performance.now();
    variant();
    return performance.now() - start;
  };
  const times = { plain: [] as number[], simd: [] as number[], peer: [] as number[] };
  for (let i = 0; i <= repeats; i++) {
    const simd = timed(run);
    const plain = limits.plain === null ? Number.NaN : timed(() => withoutWebAssembly(run));
    const theirs = (await peer?.time()) ?? Number.NaN;
    if (i === 0) continue; // warm-up
    times.simd.push(simd);
    times.plain.push(plain);
    times.peer.push(theirs);
  }
  peer?.stop();
  const middle = (list: number[]) => list.sort((a, b) => a - b)[list.length >> 1] as number;
  const line = (kind: string, ours: number, atMost: number, more: string): BenchResult => ({
    task: `${title}, ${kind}`,
    peer: `scikit-learn ${peer?.name ?? ""}`,
    ours,
    theirs: middle(times.peer),
    atMost,
    note: `coefficient error ${error.toExponential(0)}${more}`,
  });
  const simd = line(
    "WebAssembly",
    middle(times.simd),
    limits.simd,
    `, ${Math.max(0, memory).toFixed(0)} MB beyond the input`,
  );
  return limits.plain === null
    ? [simd]
    : [line("plain JavaScript", middle(times.plain), limits.plain, ""), simd];
}

export async function run(): Promise<readonly BenchResult[]> {
  const wide = (rows: number, correlation: number) => makeData(rows, 50, [], { seed: 1, correlation });
  const mixed = makeData(1_000_000, 8, LEVELS, { seed: 3 });
  return [
    ...(await measure(
      "fitLogistic, 1,000,000 × (8 numbers + 10 categories)",
      mixed,
      { plain: null, simd: 0.33 },
      3,
    )),
    ...(await measure(
      "fitLogistic, 100,000 × 50, independent",
      wide(100_000, 0),
      { plain: 1, simd: 0.5 },
      7,
    )),
    ...(await measure(
      "fitLogistic, 100,000 × 50, correlation 0.5",
      wide(100_000, 0.5),
      { plain: 1, simd: 0.5 },
      7,
    )),
    ...(await measure(
      "fitLogistic, 1,000,000 × 50, correlation 0.5",
      wide(1_000_000, 0.5),
      { plain: 0.8, simd: 0.5 },
      3,
    )),
  ];
}
