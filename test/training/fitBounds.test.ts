import { describe, expect, it } from "vitest";
import {
  type AdditiveModel,
  categorical,
  featureSet,
  fitBoosted,
  fitElasticNet,
  fitLogistic,
  fitNaiveBayes,
  fitPooled,
  fitScorecard,
  numeric,
  seededRandom,
} from "../../src/index";
import { termFeatures } from "../../src/models/termFeatures";
import type { FitReport } from "../../src/training/data/fitReport";

interface Row {
  readonly account: string;
  readonly x: number;
  readonly won: boolean;
}
const features = featureSet<Row>()({ account: categorical("account"), x: numeric("x") });
const outcome = (row: Row) => row.won;
const rowsOf = (n: number, levels: number): Row[] => {
  const random = seededRandom(1);
  return Array.from({ length: n }, (_, i) => ({
    account: `account ${i % levels}`,
    x: random.integer(10),
    won: random.next() < 0.5,
  }));
};
const seconds = (work: () => void) => {
  const before = process.cpuUsage();
  work();
  return process.cpuUsage(before).user / 1e6;
};

describe("fits without a bound end soon, or name the feature that would take minutes", () => {
  it("2,000 levels of large weights in fitLogistic", () => {
    const fitting = () => fitLogistic(rowsOf(4000, 2000), { features, outcome, weight: () => 100 });
    expect(seconds(() => expect(fitting).toThrow('"account" alone makes 2000'))).toBeLessThan(10);
  });

  it("levels of large weights, one record each, and 800 levels, in fitElasticNet", () => {
    const ids = () => fitElasticNet(rowsOf(300, 300), { features, outcome, weight: () => 100 });
    const many = () => fitElasticNet(rowsOf(2000, 800), { features, outcome, minimumLevelCount: 1 });
    for (const fitting of [ids, many]) {
      expect(seconds(() => expect(fitting).toThrow('levels of "account"'))).toBeLessThan(5);
    }
  });

  it("Firth's profile under separation gives way to Wald's intervals, unless it is asked for", () => {
    const random = seededRandom(3);
    const names = Array.from({ length: 16 }, (_, j) => `x${j}`);
    const rows = Array.from({ length: 100 }, () => names.map(() => random.normal()));
    const set = featureSet<number[]>()(
      Object.fromEntries(
        names.map((label, j) => [label, numeric<number[]>((row) => row[j] as number, { label })]),
      ),
    );
    const settings = {
      features: set,
      outcome: (row: number[]) => (row[0] as number) > 0,
      penalty: "firth",
    } as const;
    let kind = "";
    const used = seconds(() => {
      kind = fitLogistic(rows, settings).report.standardErrors;
    });
    expect(kind).toBe("model");
    expect(used).toBeLessThan(8);
  });
});

describe("signal and onProgress", () => {
  const fits: Record<string, (rows: readonly Row[], options: object) => unknown> = {
    fitLogistic: (rows, options) => fitLogistic(rows, options as never),
    fitElasticNet: (rows, options) => fitElasticNet(rows, options as never),
    fitPooled: (rows: readonly Row[], options: object) =>
      fitPooled(rows, { ...options, segment: "account" } as never),
    fitBoosted: (rows: readonly Row[], options: object) => fitBoosted(rows, { ...options, bags: 2 } as never),
    fitScorecard: (rows, options) => fitScorecard(rows, options as never),
    fitNaiveBayes: (rows, options) => fitNaiveBayes(rows, options as never),
  };
  it.each(Object.entries(fits))(
    "%s: can be followed, and is stopped with the reason of the signal",
    (_, learn) => {
      const rows = rowsOf(300, 5);
      let calls = 0;
      learn(rows, { features, outcome, onProgress: () => calls++ } as never);
      expect(calls).toBeGreaterThan(1);
      const control = new AbortController();
      const onProgress = () => control.abort(new Error("enough"));
      expect(() => learn(rows, { features, outcome, onProgress, signal: control.signal } as never)).toThrow(
        "enough",
      );
      expect(() => learn(rows, { features, outcome, signal: {} } as never)).toThrow(
        "expected signal to be an AbortSignal",
      );
    },
  );
});

describe("values near the largest double", () => {
  const rows = rowsOf(120, 3).map(
    (row, i): Row => ({ ...row, x: (i % 2 ? 1 : -1) * 1.7e308 * ((i % 7) / 7) }),
  );
  const fits: Record<string, () => { model: AdditiveModel; report: FitReport<string> }> = {
    fitLogistic: () => fitLogistic(rows, { features, outcome }),
    "fitLogistic, bins": () => fitLogistic(rows, { features, outcome, shapes: { x: { bins: 4 } } }),
    "fitLogistic, knots": () => fitLogistic(rows, { features, outcome, shapes: { x: { knots: 4 } } }),
    fitElasticNet: () => fitElasticNet(rows, { features, outcome }),
    fitPooled: () => fitPooled(rows, { features, outcome, segment: "account" }),
    fitScorecard: () => fitScorecard(rows, { features, outcome }),
    fitNaiveBayes: () => fitNaiveBayes(rows, { features, outcome }),
    "fitNaiveBayes, cuts": () => fitNaiveBayes(rows, { features, outcome, cuts: { x: [-1e308, 0, 1e308] } }),
    fitBoosted: () => fitBoosted(rows, { features, outcome, bags: 2 }),
  };
  it.each(Object.entries(fits))(
    "%s leaves the feature out, or names itself and the feature",
    (name, learn) => {
      let fit: ReturnType<typeof learn>;
      try {
        fit = learn();
      } catch (error) {
        const caller = name.split(",")[0] as string;
        expect((error as Error).message).toContain(`${caller}: expected values of "x"`);
        return;
      }
      expect(fit.model.features.map((feature) => feature.name)).not.toContain("x");
      expect(fit.model.terms.flatMap(termFeatures)).not.toContain("x");
      expect(fit.report.warnings.map(({ message }) => message).join()).toMatch(
        /\bx\b.* \(its values are too large to compute with\)/,
      );
    },
  );
});
