import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CategoryColumn, Column } from "../../src/core/columns";
import { categorical, type FeatureSet, featureSet, numeric } from "../../src/features/index";
import { fitLogistic, type LogisticReport } from "../../src/training/index";
import { type BenchResult, python, uniform } from "./support";

/** Columns, their outcomes, and the margin's true coefficients. */
interface Data {
  readonly rows: number;
  readonly columns: Readonly<Record<string, Column>>;
  readonly outcomes: Uint8Array;
}

type Row = Record<string, never>;

const LEVELS = [3, 4, 5, 6, 7, 8, 10, 12, 13, 15]; // 83 indicators beside 8 numbers: 91 columns

/** About normal, independent numbers, on which the peer needs the fewest iterations; skewed levels. */
function makeData(rows: number, numbers: number, levels: readonly number[], seed: number): Data {
  const next = uniform(seed);
  const normal = () => (next() + next() + next() + next() - 2) * Math.sqrt(3);
  const margins = new Float64Array(rows).fill(-1);
  const columns: Record<string, Column> = {};
  for (let j = 0; j < numbers; j++) {
    const coefficient = normal() * 0.25;
    const values = new Float64Array(rows);
    for (let i = 0; i < rows; i++) {
      values[i] = normal();
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
path, rows, numbers, repeats = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
levels = json.loads(sys.argv[5])
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
found = []
for name, data in inputs.items():
    for solver in ["lbfgs", "newton-cholesky"]:
        for tol in [1e-4, 1e-6, 1e-8]:
            times = []
            for _ in range(repeats):
                start = time.perf_counter()
                model = LogisticRegression(C=1, solver=solver, tol=tol, max_iter=1000).fit(data, y)
                times.append((time.perf_counter() - start) * 1000)
            error = float(np.abs(model.coef_[0] - best).max())
            found.append({"name": f"{solver}, {name}", "tol": tol, "ms": sorted(times)[len(times) // 2], "error": error})
            if error <= 1e-6:
                break
print(json.dumps({"found": found, "coefficients": best.tolist(), "intercept": float(exact.intercept_[0])}))
`;

interface Peer {
  readonly found: readonly {
    readonly name: string;
    readonly tol: number;
    readonly ms: number;
    readonly error: number;
  }[];
  readonly coefficients: readonly number[];
}

/** The fastest setting of scikit-learn that reaches the optimum to 1e-6, on columns that are standardised already. */
function runPeer(data: Data, repeats: number): Peer | null {
  const path = join(tmpdir(), `salience-fit-${process.pid}`);
  const lists = Object.values(data.columns);
  const numbers = lists.flatMap((column) => (column.type === "number" ? [column.values] : []));
  const codes = lists.filter((column): column is CategoryColumn => column.type === "category");
  const bytes = (list: readonly (Float64Array | Int32Array)[]) =>
    Buffer.concat(list.map((part) => Buffer.from(part.buffer, part.byteOffset, part.byteLength)));
  const levels = codes.map((column) => column.levels.length);
  writeFileSync(`${path}.numbers`, bytes(numbers));
  writeFileSync(`${path}.codes`, bytes(codes.map((column) => column.codes)));
  writeFileSync(`${path}.outcomes`, data.outcomes);
  try {
    const shape = [data.rows, numbers.length, repeats].map(String);
    return python<Peer>("sklearn", SCRIPT, [path, ...shape, JSON.stringify(levels)]);
  } finally {
    for (const part of ["numbers", "codes", "outcomes"]) rmSync(`${path}.${part}`);
  }
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

function measure(
  title: string,
  data: Data,
  limits: { readonly plain: number | null; readonly simd: number },
  repeats: number,
): BenchResult[] {
  const features = featuresOf(data);
  const table = { rowCount: data.rows, columns: data.columns };
  const run = () => fitLogistic(table, { features, outcome: data.outcomes as ArrayLike<0 | 1> }).report;
  const peer = runPeer(data, Math.max(3, repeats - 2));
  const reached = peer?.found.filter(({ error }) => error <= 1e-6) ?? [];
  const best = [...reached].sort((a, b) => a.ms - b.ms)[0];
  const name = best === undefined ? "scikit-learn" : `scikit-learn ${best.name}, tol ${best.tol}`;
  const before = peakMemory();
  const report = run();
  const memory = peakMemory() - before;
  const error = peer === null ? Number.NaN : largestError(report, data, peer.coefficients);
  const note = `coefficient error ${error.toExponential(0)}`;
  const time = (variant: () => unknown) => {
    variant();
    const times = Array.from({ length: repeats }, () => {
      const start = performance.now();
      variant();
      return performance.now() - start;
    }).sort((a, b) => a - b);
    return times[Math.floor(repeats / 2)] as number;
  };
  const theirs = best?.ms ?? Number.NaN;
  const simd = {
    task: `${title}, WebAssembly`,
    peer: name,
    ours: time(run),
    theirs,
    atMost: limits.simd,
    note: `${note}, ${Math.max(0, memory).toFixed(0)} MB beyond the input`,
  };
  if (limits.plain === null) return [simd];
  const plain = {
    task: `${title}, plain JavaScript`,
    peer: name,
    ours: time(() => withoutWebAssembly(run)),
    theirs,
    atMost: limits.plain,
    note,
  };
  return [plain, simd];
}

export async function run(): Promise<readonly BenchResult[]> {
  return [
    ...measure(
      "fitLogistic, 1,000,000 × (8 numbers + 10 categories)",
      makeData(1_000_000, 8, LEVELS, 3),
      { plain: null, simd: 0.33 },
      5,
    ),
    ...measure("fitLogistic, 100,000 × 50", makeData(100_000, 50, [], 1), { plain: 1, simd: 0.5 }, 9),
    ...measure("fitLogistic, 1,000,000 × 50", makeData(1_000_000, 50, [], 2), { plain: 0.8, simd: 0.5 }, 5),
  ];
}
