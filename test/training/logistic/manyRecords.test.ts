import { describe, expect, it } from "vitest";
import { seededRandom } from "../../../src/core/random";
import { at, type Triangle } from "../../../src/training/logistic/cholesky";
import { collinearity } from "../../../src/training/logistic/collinearity";
import { makeDesign } from "../../../src/training/logistic/design";
import { type LogisticProblem, makeEvaluate } from "../../../src/training/logistic/likelihood";
import { solveLogistic } from "../../../src/training/logistic/newton";
import { newtonSteps } from "../../../src/training/logistic/newtonSteps";
import { allRuns, countRows, sampleRuns } from "../../../src/training/logistic/runs";
import { startNearMaximum } from "../../../src/training/logistic/startNearMaximum";

interface Kind {
  readonly rows: number;
  readonly numbers: number;
  readonly levels: readonly number[];
  readonly l2: number;
  /** Sorted by outcome, as an export may be. */
  readonly sorted?: boolean;
  readonly weighted?: boolean;
}

/** Records with skewed numbers, missing values and rare levels. */
function problemOf({ rows, numbers, levels, l2, sorted = false, weighted = false }: Kind): LogisticProblem {
  const random = seededRandom(rows + numbers);
  const margins = new Float64Array(rows).fill(-1);
  const entries = Array.from({ length: numbers }, (_, j) => {
    const coefficient = random.normal() * 0.4;
    const values = Float64Array.from({ length: rows }, (_, i) => {
      const value = j % 3 === 0 ? Math.exp(random.normal()) : random.normal();
      margins[i] = (margins[i] as number) + coefficient * value;
      return random.next() < 0.02 && j % 4 === 0 ? Number.NaN : 1000 * j + value;
    });
    return [`n${j}`, { type: "number" as const, values }] as const;
  });
  const categories = levels.map((count, k) => {
    const effects = Array.from({ length: count }, () => random.normal() * 0.7);
    const codes = Int32Array.from({ length: rows }, (_, i) => {
      const code = Math.floor(count * random.next() ** 3) - (random.next() < 0.01 ? 1 : 0);
      margins[i] = (margins[i] as number) + (effects[code] ?? 0);
      return code;
    });
    const names = effects.map((_, level) => `level ${level}`);
    return [`c${k}`, { type: "category" as const, codes, levels: names }] as const;
  });
  const columns = Object.fromEntries<(typeof entries)[number][1] | (typeof categories)[number][1]>([
    ...entries,
    ...categories,
  ]);
  const outcomes = Uint8Array.from(margins, (m) => Number(random.next() < 1 / (1 + Math.exp(-m))));
  if (sorted) outcomes.sort();
  const weights = Float64Array.from({ length: rows }, () => (weighted ? 1 + random.integer(3) : 1));
  const design = makeDesign({ rowCount: rows, columns }, weights, {
    minimumLevelCount: 10,
    baseline: l2 === 0,
  });
  const penalties = Float64Array.from([0, ...design.columns.map(() => l2)]);
  return { design, outcomes, weights, penalties, fixed: Array.from(penalties, () => false) };
}

const kinds: readonly (readonly [string, Kind])[] = [
  ["numbers", { rows: 60_000, numbers: 20, levels: [], l2: 1 }],
  ["numbers without penalty", { rows: 60_000, numbers: 20, levels: [], l2: 0 }],
  ["numbers and categories", { rows: 60_000, numbers: 5, levels: [3, 12, 30], l2: 1 }],
  ["categories without penalty", { rows: 60_000, numbers: 3, levels: [4, 25], l2: 0 }],
  ["weights", { rows: 60_000, numbers: 20, levels: [5], l2: 1, weighted: true }],
  ["records sorted by outcome", { rows: 60_000, numbers: 20, levels: [5], l2: 1, sorted: true }],
  ["a strong penalty", { rows: 60_000, numbers: 20, levels: [5], l2: 5000 }],
];

describe("fits of many records", () => {
  it.each(kinds)("%s: the estimates of Newton's method from zero, standard errors to 5e-5", (_, kind) => {
    const problem = problemOf(kind);
    const evaluate = makeEvaluate(problem);
    expect(startNearMaximum(problem, evaluate)).not.toBeNull();
    const exact = newtonSteps(problem, evaluate, new Float64Array(problem.penalties.length), 1e-9);
    const solution = solveLogistic(problem);
    expect([exact.converged, solution.converged]).toEqual([true, true]);
    exact.beta.forEach((value, j) => {
      expect(Math.abs((solution.beta[j] as number) - value)).toBeLessThan(1e-8 * (1 + Math.abs(value)));
    });
    const diagonal = (hessian: Triangle) => Array.from(exact.beta, (_, j) => hessian[at(j, j)] as number);
    const expected = diagonal(exact.hessian);
    diagonal(solution.hessian).forEach((value, j) => {
      expect(Math.abs(value / (expected[j] as number) - 1)).toBeLessThan(1e-4);
    });
    expect(Math.abs(solution.logLikelihood / exact.logLikelihood - 1)).toBeLessThan(1e-9);
  });

  it("one second derivative of all records is enough where samples say where to begin", () => {
    const problem = problemOf({ rows: 100_000, numbers: 20, levels: [], l2: 1 });
    let seconds = 0;
    const evaluate = makeEvaluate(problem);
    const start = startNearMaximum(problem, evaluate);
    const counted: typeof evaluate = (beta, wantsHessian) => {
      if (wantsHessian) seconds++;
      return evaluate(beta, wantsHessian);
    };
    newtonSteps(problem, counted, start?.beta as Float64Array, 5e-5);
    expect(seconds).toBe(1);
    expect(start?.passes).toBeLessThanOrEqual(5);
  });

  it("few records are not sampled", () => {
    const problem = problemOf({ rows: 5_000, numbers: 5, levels: [], l2: 1 });
    expect(startNearMaximum(problem, makeEvaluate(problem))).toBeNull();
  });
});

describe("runs of rows", () => {
  it.each([
    [100, 7],
    [100_000, 2_000],
    [1_000_003, 83_334],
    [40_000, 10_000],
  ])("a sample of %d rows, about %d: different rows in order, from all parts", (rowCount, rows) => {
    const blocks = sampleRuns(rowCount, rows);
    expect(countRows(blocks)).toBeGreaterThanOrEqual(rows);
    expect(countRows(blocks)).toBeLessThan(rows + 512);
    let next = 0;
    for (const runs of blocks) {
      let at = 0;
      for (const run of runs) {
        expect(run.from).toBeGreaterThanOrEqual(next);
        expect(run.at).toBe(at);
        next = run.from + run.rows;
        at += run.rows;
      }
      expect(at).toBeLessThanOrEqual(512);
    }
    expect(next).toBeLessThanOrEqual(rowCount);
    const tenths = new Set(blocks.flat().map(({ from }) => Math.floor((from / rowCount) * 10)));
    if (rows > 1000) expect(tenths.size).toBe(10);
  });

  it.each([1, 511, 512, 513, 5000])("all of %d rows: each once", (rowCount) => {
    const blocks = allRuns(rowCount);
    expect(countRows(blocks)).toBe(rowCount);
    blocks.forEach((runs, k) => {
      expect(runs.map(({ from, at }) => [from, at])).toEqual([[k * 512, 0]]);
    });
  });
});

describe("collinearity of many records", () => {
  const normal = (rows: number, seed: number) => {
    const random = seededRandom(seed);
    return Float64Array.from({ length: rows }, () => random.normal());
  };
  const rows = 40_000;
  const [a, b, c] = [1, 2, 3].map((seed) => normal(rows, seed)) as [Float64Array, Float64Array, Float64Array];
  const found = (columns: Readonly<Record<string, Float64Array>>) => {
    const entries = Object.entries(columns).map(([name, values]) => [
      name,
      { type: "number" as const, values },
    ]);
    const weights = new Float64Array(rows).fill(1);
    const table = { rowCount: rows, columns: Object.fromEntries(entries) };
    const design = makeDesign(table, weights, { minimumLevelCount: 10, baseline: false });
    const { dependent, nearlyDependent } = collinearity(design, weights);
    return {
      dependent: design.columns.filter((_, j) => dependent[j + 1]).map(({ name }) => name),
      nearly: nearlyDependent,
    };
  };

  it("nothing to find", () => {
    expect(found({ a, b, c })).toEqual({ dependent: [], nearly: [] });
  });

  it("a sum of others is dependent, and a copy with little noise nearly", () => {
    expect(found({ a, b, c: a.map((value, i) => 2 * value - (b[i] as number)) }).dependent).toEqual(["c"]);
    const copy = a.map((value, i) => value + 0.05 * (c[i] as number));
    expect(found({ a, b, copy })).toEqual({ dependent: [], nearly: ["a", "copy"] });
  });

  it("what one record alone keeps apart is not dependent", () => {
    const apart = a.map((value, i) => (i === 12_345 ? value + 100 : value));
    expect(found({ a, apart, b }).dependent).toEqual([]);
  });

  it("inflation that a few extreme records make is seen, though samples miss them", () => {
    const extreme = (values: Float64Array) => values.map((value, i) => (i % 9_973 === 0 ? 1e4 : value));
    expect(found({ a: extreme(a), b: extreme(b), c }).nearly).toEqual(["a", "b"]);
  });

  it("inflation just above and just below ten is told apart by all records", () => {
    const mixed = (share: number) => a.map((value, i) => value + share * (c[i] as number));
    expect(found({ a, mixed: mixed(0.345), b }).nearly).toEqual([]);
    expect(found({ a, mixed: mixed(0.32), b }).nearly).toEqual(["a", "mixed"]);
  });
});
