import { describe, expect, it } from "vitest";
import { seededRandom } from "../../src/core/index";
import { benjaminiHochberg, type DriftCounts, driftReport } from "../../src/metrics/index";

const levels = (expected: number[], actual: number[]): DriftCounts => ({
  bins: expected.map((_, b) => ({ level: `l${b}` })),
  expected,
  actual,
});

describe("driftReport", () => {
  it("puts the clearest shift first, what has not enough data last", () => {
    const report = driftReport({
      tiny: levels([1, 1], [1, 0]),
      still: levels([400, 600], [205, 295]),
      clear: levels([400, 600], [350, 150]),
      clearer: levels([400, 600], [450, 50]),
    });
    expect(report.features.map(({ feature }) => feature)).toEqual(["clearer", "clear", "still", "tiny"]);
    expect(report.features.map(({ verdict }) => verdict)).toEqual([
      "shifted",
      "shifted",
      "within_chance",
      "not_enough_data",
    ]);
    expect(report.shifted).toEqual(["clearer", "clear"]);
    expect(report.tested).toBe(3);
  });

  it("names the bin that changed most: a level, a range, an end, or no value", () => {
    const report = driftReport({
      size: {
        bins: [{ from: null, to: 10 }, { from: 10, to: 50 }, { from: 50, to: null }, { missing: true }],
        expected: [300, 300, 300, 100],
        actual: [100, 100, 100, 700],
      },
    });
    expect(report.features[0]?.largestChange).toEqual({
      bin: { missing: true },
      expectedShare: 0.1,
      actualShare: 0.7,
    });
    const sentenceOf = (expected: number[], actual: number[]) => {
      const bins = [
        { from: null, to: 10 },
        { from: 10, to: 50 },
        { from: 50, to: null },
      ];
      return driftReport({ size: { bins, expected, actual } }).features[0]?.sentence;
    };
    expect(sentenceOf([300, 300, 300], [100, 400, 400])).toContain(
      "size has shifted: below 10 went from 33.3 % to 11.1 %",
    );
    expect(sentenceOf([300, 300, 300], [400, 100, 400])).toContain(
      "10 to below 50 went from 33.3 % to 11.1 %",
    );
    expect(sentenceOf([300, 300, 300], [400, 400, 100])).toContain("50 or more went from 33.3 % to 11.1 %");
  });

  it("says in words what is within chance, and what cannot be told", () => {
    const report = driftReport({ still: levels([400, 600], [205, 295]), tiny: levels([2, 1], [1, 0]) });
    expect(report.features[0]?.sentence).toMatch(
      /^still: no shift beyond chance \(PSI 0\.000, customarily called stable; tested 0\.000 against 0\.0\d\d by chance\)\.$/,
    );
    expect(report.features[1]?.sentence).toContain("tiny: too few records");
  });

  it("one feature has the verdict of populationStabilityIndex", () => {
    for (const moved of [0, 20, 40, 60, 80, 100]) {
      const { features } = driftReport({ one: levels([500, 500], [250 - moved / 2, 250 + moved / 2]) });
      expect(features[0]?.verdict).toBe(features[0]?.stability.verdict);
    }
  });

  it("calls a shift that would be one alone chance among many features, and says so", () => {
    const still = Object.fromEntries(
      Array.from({ length: 60 }, (_, i) => [`f${i}`, levels([500, 500], [500, 500])]),
    );
    const edge = levels([500, 500], [440, 560]); // p about 0.007
    expect(driftReport({ edge }).shifted).toEqual(["edge"]);
    const many = driftReport({ edge, ...still });
    expect(many.shifted).toEqual([]);
    expect(many.features[0]?.sentence).toContain(
      "edge: no shift beyond what chance does among so many features",
    );
    expect(many.features[0]?.stability.verdict).toBe("shifted");
  });

  it("raises a false alarm in at most 2 % of reports on 20 features that have not moved", () => {
    const random = seededRandom(8);
    const counts = () => {
      const bins = [0, 0, 0, 0, 0];
      for (let i = 0; i < 100; i++) (bins[Math.floor(5 * random.next())] as number)++;
      return bins;
    };
    let alarms = 0;
    for (let repeat = 0; repeat < 300; repeat++) {
      const inputs = Object.fromEntries(
        Array.from({ length: 20 }, (_, i) => [`f${i}`, levels(counts(), counts())]),
      );
      if (driftReport(inputs).shifted.length > 0) alarms++;
    }
    expect(alarms / 300).toBeLessThanOrEqual(0.02);
  });

  it("does not depend on the order of the features, nor change its frozen input", () => {
    const a = Object.freeze(levels([40, 60], [60, 40]));
    const b = Object.freeze(levels([40, 60], [60, 40]));
    expect(driftReport(Object.freeze({ a, b }))).toEqual(driftReport({ b, a }));
  });

  it("refuses what it cannot read, naming the feature", () => {
    const of = (inputs: unknown, options?: object) => () => driftReport(inputs as never, options);
    expect(of({})).toThrow("driftReport: expected at least one feature, received 0");
    expect(of([levels([1], [1])])).toThrow("expected inputs to be an object");
    expect(of({ a: null })).toThrow('expected inputs of "a" to be an object');
    expect(of({ a: { bins: [], expected: [1], actual: [1] } })).toThrow(
      'inputs of "a" with one count per bin',
    );
    expect(of({ a: { bins: [3], expected: [1], actual: [1] } })).toThrow(
      'inputs of "a" with bins[0] of a level',
    );
    expect(of({ a: { ...levels([1], [1]), extra: 1 } })).toThrow('received "extra"');
    expect(of(JSON.parse('{"__proto__": {}}'))).toThrow("expected another feature name");
    expect(of({ a: levels([1], [1]) }, { falseDiscoveryRate: 0 })).toThrow("falseDiscoveryRate in (0, 1)");
    expect(of({ a: levels([1], [1]) }, { alpha: 0.1 })).toThrow('received "alpha"');
  });
});

describe("benjaminiHochberg", () => {
  it("multiplies the smallest of m by m, leaves the largest, and keeps the order of the input", () => {
    expect(Array.from(benjaminiHochberg([0.5, 0.01]))).toEqual([0.5, 0.02]);
    expect(Array.from(benjaminiHochberg([0.04, 0.04, 0.04]))).toEqual([0.04, 0.04, 0.04]);
  });

  it("never exceeds 1, nor falls as p rises", () => {
    const adjusted = benjaminiHochberg([0.9, 1, 0.2, 0.21, 0.001]);
    expect(adjusted[1]).toBe(1);
    expect(adjusted[2]).toBeLessThanOrEqual(adjusted[3] as number);
  });

  it("leaves tests that were not made out of the count: NaN stays NaN", () => {
    expect(Array.from(benjaminiHochberg([0.01, Number.NaN, 0.02]))).toEqual([0.02, Number.NaN, 0.02]);
    expect(Array.from(benjaminiHochberg([]))).toEqual([]);
    expect(benjaminiHochberg([Number.NaN])[0]).toBeNaN();
  });

  it("refuses what is no p-value, and does not change its argument", () => {
    expect(() => benjaminiHochberg([0.1, 1.2])).toThrow("benjaminiHochberg: expected pValues[1] in [0, 1]");
    expect(() => benjaminiHochberg([-0.1])).toThrow("pValues[0]");
    expect(() => benjaminiHochberg(["0.1"] as never)).toThrow("pValues[0]");
    expect(() => benjaminiHochberg(0.1 as never)).toThrow("pValues to be an array");
    const own = Float64Array.of(0.02, 0.01);
    benjaminiHochberg(own);
    expect(Array.from(own)).toEqual([0.02, 0.01]);
  });
});
