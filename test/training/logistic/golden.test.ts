import { describe, expect, it } from "vitest";
import { categorical, featureSet, flag, numeric } from "../../../src/features/index";
import { createScorer } from "../../../src/models/index";
import { fitLogistic } from "../../../src/training/index";
import golden from "../golden/golden.json";
import { ofTheFit } from "../ofTheFit";

describe("scikit-learn on numbers, flags and levels with missing values, weights and a penalty", () => {
  type Row = (typeof golden.mixed.rows)[number];
  const features = featureSet<Row>()({
    x: numeric("x"),
    z: numeric("z"),
    flag: flag("flag"),
    level: categorical("level"),
  });

  it.each(golden.mixed.fits)("penalty $l2: every estimate, standard error and probability", (expected) => {
    const { model, report } = fitLogistic(golden.mixed.rows, {
      features,
      outcome: (row) => row.won,
      weight: (row) => row.weight,
      penalty: { l2: expected.l2 },
      minimumLevelCount: 1,
    });
    expect(report.coefficients.map(({ column }) => column)).toEqual(Object.keys(expected.coefficients));
    for (const { column, estimate, standardError } of report.coefficients) {
      const golden = expected.coefficients[column as keyof typeof expected.coefficients];
      expect(estimate, column).toBeCloseTo(golden.estimate, 10);
      expect(standardError, `standard error of ${column}`).toBeCloseTo(golden.standardError, 10);
    }
    const { probability } = createScorer(model, features).scoreAll(golden.mixed.rows);
    expected.probabilities.forEach((p, i) => {
      expect(probability[i], `record ${i}`).toBeCloseTo(p, 10);
    });
  });
});

/** Newton's method from zero without step halving, in at most 60 steps: the coefficients, or null. */
function plainNewton(x: readonly number[][], y: readonly number[], w: readonly number[]): number[] | null {
  const rows = x.map((row) => [1, ...row]);
  const size = (rows[0] as number[]).length;
  let beta: number[] = new Array(size).fill(0);
  for (let iteration = 0; iteration < 60; iteration++) {
    const system = Array.from({ length: size }, () => new Array(size + 1).fill(0) as number[]);
    rows.forEach((row, i) => {
      const p = 1 / (1 + Math.exp(-row.reduce((total, value, j) => total + value * (beta[j] as number), 0)));
      row.forEach((value, j) => {
        const equation = system[j] as number[];
        row.forEach((other, k) => {
          equation[k] = (equation[k] as number) + (w[i] as number) * p * (1 - p) * value * other;
        });
        equation[size] = (equation[size] as number) + (w[i] as number) * ((y[i] as number) - p) * value;
      });
    });
    const step = solve(system);
    if (!step.every(Number.isFinite)) return null;
    beta = beta.map((value, j) => value + (step[j] as number));
    if (step.every((change) => Math.abs(change) < 1e-9)) return beta;
  }
  return null;
}

/** Gaussian elimination with pivoting. */
function solve(system: number[][]): number[] {
  const size = system.length;
  for (let j = 0; j < size; j++) {
    const order = (row: number[]) => Math.abs(row[j] as number);
    const pivot = system.slice(j).reduce((best, row) => (order(row) > order(best) ? row : best));
    const position = system.indexOf(pivot);
    [system[j], system[position]] = [pivot, system[j] as number[]];
    for (const row of system) {
      if (row === pivot) continue;
      const factor = (row[j] as number) / (pivot[j] as number);
      for (let k = j; k <= size; k++) row[k] = (row[k] as number) - factor * (pivot[k] as number);
    }
  }
  return system.map((row, j) => (row[size] as number) / (row[j] as number));
}

describe("step halving", () => {
  it.each(golden.hard.map((data, i) => [i, data] as const))(
    "hard data %i: a plain Newton iteration fails, fitLogistic finds scipy's maximum",
    (_, { x, y, w, coefficients, logLikelihood }) => {
      expect(plainNewton(x, y, w)).toBeNull();
      const rows = x.map((row, i) => ({ a: row[0], b: row[1], c: row[2], y: y[i], w: w[i] as number }));
      type Row = (typeof rows)[number];
      const features = featureSet<Row>()({
        a: numeric("a"),
        b: numeric("b"),
        ...((x[0] as number[]).length > 2 ? { c: numeric<Row>("c") } : {}),
      });
      const { report } = fitLogistic(rows, {
        features,
        outcome: (row) => row.y === 1,
        weight: (row) => row.w,
        penalty: "none",
      });
      expect(report.converged).toBe(true);
      expect(ofTheFit(report)).toEqual([]);
      expect(report.logLikelihood).toBeCloseTo(logLikelihood, 9);
      report.coefficients.forEach(({ estimate, column }, i) => {
        expect(estimate / (coefficients[i] as number), column).toBeCloseTo(1, 9);
      });
    },
  );

  it("the plain iteration of this test is right where it converges", () => {
    // two groups: the estimates are the log-odds of the groups, ln(1/3) and ln(3) − ln(1/3)
    const x = [0, 0, 0, 0, 1, 1, 1, 1].map((value) => [value]);
    const [intercept, slope] = plainNewton(x, [1, 0, 0, 0, 1, 1, 1, 0], new Array(8).fill(1)) as number[];
    expect(intercept).toBeCloseTo(Math.log(1 / 3), 12);
    expect(slope).toBeCloseTo(Math.log(9), 12);
  });
});

describe("separation", () => {
  const learn = (records: string, penalty: "none" | { l2: number }) => {
    const rows = records.split(" ").map((digits) => Array.from(digits, Number));
    const columns = (rows[0] as number[]).length - 1;
    const features = featureSet<number[]>()(
      Object.fromEntries(
        Array.from({ length: columns }, (_, j) => [`x${j}`, numeric<number[]>((row) => row[j] as number)]),
      ),
    );
    const outcome = (row: number[]) => row.at(-1) === 1;
    return fitLogistic(rows, { features, outcome, penalty }).report;
  };
  // where the first of two records on a border is exactly the mean, and where the direction has a small part
  const found = [
    { records: "11 01 01 20 10 20 20 11 01", separated: true },
    { records: "031 430 111 110 041 001 400 001 001 041 041 400 031", separated: true },
  ];

  it("is found exactly where linear programming finds it, in 302 small data sets", () => {
    const sets = [...golden.separation, ...found];
    const wrong = sets.filter(({ records, separated }) => {
      const { converged, warnings } = learn(records, "none");
      const named = warnings.some(
        ({ code, features: columns }) => code === "separation" && columns.length > 0,
      );
      return named !== separated || converged === separated;
    });
    expect(wrong).toEqual([]);
    expect(sets.filter(({ separated }) => separated).length).toBeGreaterThan(80);
    expect(sets.filter(({ separated }) => !separated).length).toBeGreaterThan(80);
  });

  it("every one of them converges with a penalty, without a warning of it", () => {
    const wrong = golden.separation.filter(({ records }) => {
      const { converged, warnings } = learn(records, { l2: 1 });
      return !converged || warnings.some(({ code }) => code === "separation" || code === "not_converged");
    });
    expect(wrong).toEqual([]);
  });
});
