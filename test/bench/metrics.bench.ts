/** Metrics on 1,000,000 scores, beside scikit-learn and NumPy on the same numbers. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bucketsByShare } from "../../src/buckets/index";
import { expit } from "../../src/core/index";
import { isotonicRegression } from "../../src/core/isotonicRegression";
import { logLoss, rocAuc } from "../../src/metrics/index";
import { type BenchResult, median, python, uniform } from "./support";

const COUNT = 1_000_000;
const REPEATS = 9;

/** What Python says of one task: the result, and the median of its times in milliseconds. */
interface Timed {
  readonly value: number | readonly number[];
  readonly ms: number;
}

const SCRIPT = `
import json, sys, time
import numpy as np
from sklearn.isotonic import IsotonicRegression
from sklearn.metrics import log_loss, roc_auc_score

folder, task, repeats = sys.argv[1], sys.argv[2], int(sys.argv[3])
scores = np.fromfile(folder + "/scores")
weights = np.fromfile(folder + "/weights")
outcomes = np.fromfile(folder + "/outcomes", dtype=np.uint8)

def timed(run, value):
    for _ in range(2):
        result = run()
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        result = run()
        times.append(1e3 * (time.perf_counter() - start))
    return {"value": value(result), "ms": sorted(times)[repeats // 2]}

floats = outcomes.astype(float)
curve = lambda fit: fit.predict(np.linspace(0, 1, 101)).tolist()
isotonic = lambda: IsotonicRegression(out_of_bounds="clip").fit(scores, floats)
tasks = {
    "auc": (lambda: roc_auc_score(outcomes, scores), float),
    "weightedAuc": (lambda: roc_auc_score(outcomes, scores, sample_weight=weights), float),
    "isotonic": (isotonic, curve),
    "logLoss": (lambda: log_loss(outcomes, scores), float),
    "quantile": (lambda: np.quantile(scores, [0.9, 0.75, 0.5]), lambda cuts: cuts.tolist()),
}
print(json.dumps(timed(*tasks[task])))
`;

/** Scores as a model gives them, without ties; outcomes that follow them but for a bend; weights. */
function data() {
  const random = uniform(7);
  const normal = () => Math.sqrt(-2 * Math.log1p(-random())) * Math.cos(2 * Math.PI * random());
  const scores = Float64Array.from({ length: COUNT }, () => expit(1.5 * normal() - 1));
  return {
    scores,
    outcomes: Uint8Array.from(scores, (score) => (random() < score * Math.sqrt(score) ? 1 : 0)),
    weights: Float64Array.from({ length: COUNT }, () => 0.5 + random()),
  };
}

const { scores, outcomes, weights } = data();
const shares = { A: 0.1, B: 0.15, C: 0.25, D: 0.5 };

const curveAt = ({ thresholds, values }: ReturnType<typeof isotonicRegression>) =>
  Array.from({ length: 101 }, (_, i) => interpolate(thresholds, values, i / 100));

function interpolate(xs: Float64Array, ys: Float64Array, x: number): number {
  const right = xs.findIndex((threshold) => threshold >= x);
  if (right === 0) return ys[0] as number;
  if (right === -1) return ys[ys.length - 1] as number;
  const [x0, x1, y0, y1] = [xs[right - 1], xs[right], ys[right - 1], ys[right]] as [
    number,
    number,
    number,
    number,
  ];
  return y0 + ((y1 - y0) * (x - x0)) / (x1 - x0);
}

/** Each task: its name, the peer and its key, the promise, how close the results must be, and what to run. */
const tasks = [
  ["ROC AUC", "scikit-learn roc_auc_score", "auc", 0.35, 1e-12, () => rocAuc(outcomes, scores)],
  [
    "ROC AUC with weights",
    "scikit-learn roc_auc_score",
    "weightedAuc",
    0.35,
    1e-9,
    () => rocAuc(outcomes, scores, { weights }),
  ],
  [
    "isotonic regression",
    "scikit-learn IsotonicRegression",
    "isotonic",
    0.3,
    1e-9,
    () => isotonicRegression(scores, outcomes),
  ],
  ["log loss", "scikit-learn log_loss", "logLoss", 0.1, 1e-12, () => logLoss(outcomes, scores)],
  ["share cuts of four buckets", "NumPy quantile", "quantile", 1, 1e-5, () => bucketsByShare(scores, shares)],
] as const;

/** Numbers to compare: of buckets the cuts, of a curve its values at 0, 0.01 … 1. */
function valuesOf(result: ReturnType<(typeof tasks)[number][5]>): readonly number[] {
  if (typeof result === "number") return [result];
  return "cuts" in result ? result.cuts : curveAt(result);
}

/** Whether the results agree, to the tolerance of the task: without that, times say nothing. */
function check(name: string, ours: readonly number[], theirs: readonly number[], tolerance: number): void {
  theirs.forEach((value, i) => {
    if (!(Math.abs((ours[i] as number) - value) <= tolerance))
      throw new Error(`${name}: ${ours[i]}, not ${value}`);
  });
}

/** Each task on both sides, one right after the other, so that they meet the same machine; results before times. */
export async function run(): Promise<readonly BenchResult[]> {
  const folder = mkdtempSync(join(tmpdir(), "salience-bench-"));
  for (const [name, column] of Object.entries({ scores, weights, outcomes })) {
    writeFileSync(join(folder, name), column);
  }
  const results = tasks.map(([name, peer, key, atMost, tolerance, compute]) => {
    const answer = python<Timed>(SCRIPT, [folder, key, String(REPEATS)]);
    if (answer) check(name, valuesOf(compute()), [answer.value].flat(), tolerance);
    const ours = median(compute, { repeats: REPEATS });
    return {
      task: `${name}, 1,000,000 scores`,
      peer,
      ours,
      theirs: answer?.ms ?? Number.NaN,
      atMost,
      note: "",
    };
  });
  rmSync(folder, { recursive: true });
  return results;
}
