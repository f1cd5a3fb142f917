/**
 * Scoring 1,000,000 × 20 numbers that are columns already, against a loop written by hand over the same columns,
 * scikit-learn's `predict_proba`, and `ml-logistic-regression`.
 */
import LogisticRegression from "ml-logistic-regression";
import { Matrix } from "ml-matrix";
import { numberColumn, table } from "../../src/core/index";
import { featureSet, numeric } from "../../src/features/index";
import { createScorer, type LinearTerm, sealModel } from "../../src/models/index";
import { pointsModel } from "../../src/scoring/index";
import { type BenchResult, median, medians, python, uniform } from "./support";

const n = 1_000_000;
const names = Array.from({ length: 20 }, (_, k) => `x${String(k).padStart(2, "0")}`);
type Row = Record<string, number>;

const random = uniform(3);
const columns = Object.fromEntries(
  names.map((name) => [name, Float64Array.from({ length: n }, () => 10 * random())]),
);
const weights = names.map((_, k) => ((k % 5) - 2) / 10 + k / 1000);
const intercept = -0.4;

const features = featureSet<Row>()(Object.fromEntries(names.map((name) => [name, numeric<Row>(name)])));
const empty = pointsModel({
  features,
  rules: [{ id: "all", when: { all: names.map((feature) => ({ feature, exists: true })) }, points: 1 }],
});
const model = sealModel({
  ...empty,
  link: "logit",
  intercept,
  terms: names.map((feature, k): LinearTerm => {
    const coefficient = weights[k] as number;
    return {
      kind: "linear",
      id: feature,
      label: feature,
      group: null,
      reference: 0,
      feature,
      coefficient,
      center: 5,
      missing: 0,
    };
  }),
});
const scorer = createScorer(model, features);
const prepared = table(
  Object.fromEntries(names.map((name) => [name, numberColumn(columns[name] as Float64Array)])),
);

/** Blocks of 2,048 rows, four columns a pass: the fastest loop that was found by hand. It knows no missing value. */
function byHand(): Float64Array {
  const out = new Float64Array(n);
  const size = 2048;
  const margin = new Float64Array(size);
  const all = names.map((name) => columns[name] as Float64Array);
  const start = intercept - weights.reduce((sum, weight) => sum + 5 * weight, 0);
  for (let from = 0; from < n; from += size) {
    const rows = Math.min(size, n - from);
    margin.fill(start, 0, rows);
    for (let k = 0; k < all.length; k += 4) {
      const [a, b, c, d] = all.slice(k, k + 4) as [Float64Array, Float64Array, Float64Array, Float64Array];
      const [wa, wb, wc, wd] = weights.slice(k, k + 4) as [number, number, number, number];
      for (let i = 0; i < rows; i++) {
        const j = from + i;
        margin[i] =
          (margin[i] as number) +
          wa * (a[j] as number) +
          wb * (b[j] as number) +
          wc * (c[j] as number) +
          wd * (d[j] as number);
      }
    }
    for (let i = 0; i < rows; i++) out[from + i] = 1 / (1 + Math.exp(-(margin[i] as number)));
  }
  return out;
}

const SKLEARN = `
import json, time, numpy as np
from sklearn.linear_model import LogisticRegression
x = np.asfortranarray(np.random.default_rng(0).random((${n}, 20)) * 10)
model = LogisticRegression()
model.classes_ = np.array([0, 1]); model.coef_ = np.linspace(-0.2, 0.2, 20)[None, :]; model.intercept_ = np.array([-0.4])
times = []
for _ in range(9):
    start = time.perf_counter(); model.predict_proba(x); times.append(time.perf_counter() - start)
print(json.dumps(sorted(times)[4] * 1000))
`;

/** The package's own prediction of the class, on a matrix that is made beforehand. */
function packageTime(): number {
  const rows = 100_000;
  const matrix = new Matrix(
    Array.from({ length: rows }, (_, i) => names.map((name) => (columns[name] as Float64Array)[i] as number)),
  );
  const some = new Matrix(matrix.to2DArray().slice(0, 50));
  const peer = new LogisticRegression({ numSteps: 1, learningRate: 1e-3 }) as LogisticRegression & {
    predict(features: Matrix): number[];
  };
  peer.train(some, Matrix.columnVector(Array.from({ length: 50 }, (_, i) => i % 2)));
  return (n / rows) * median(() => peer.predict(matrix), { repeats: 5, warmup: 1 });
}

export async function run(): Promise<readonly BenchResult[]> {
  const expected = byHand();
  const got = scorer.scoreAll(prepared).score;
  for (let i = 0; i < n; i++) {
    if (Math.abs((expected[i] as number) - (got[i] as number)) > 1e-12) throw new Error(`row ${i} differs`);
  }
  const [hand, ours, plain] = medians(
    [byHand, () => scorer.scoreAll(prepared), () => scorer.scoreAll(columns)],
    { repeats: 15 },
  ) as [number, number, number];
  const task = "scoreAll, 1,000,000 × 20 number columns";
  const writes = "writes margin, status and coverage too";
  return [
    { task: `${task}, a table`, peer: "loop by hand", ours, theirs: hand, atMost: 1.2, note: writes },
    {
      task: `${task}, plain columns`,
      peer: "loop by hand",
      ours: plain,
      theirs: hand,
      atMost: 1.2,
      note: "checks every number first",
    },
    {
      task,
      peer: "scikit-learn predict_proba",
      ours,
      theirs: python<number>(SKLEARN) ?? Number.NaN,
      atMost: 1.2,
      note: "",
    },
    {
      task,
      peer: "ml-logistic-regression predict",
      ours,
      theirs: packageTime(),
      atMost: 1 / 30,
      note: "the class only; 100,000 rows, scaled",
    },
  ];
}
