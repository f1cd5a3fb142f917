import { describe, expect, it } from "vitest";
import { type RandomSource, seededRandom } from "../../src/core/index";
import { populationStabilityIndex } from "../../src/metrics/index";

/** Counts per bin of n records with the given chances. */
function sample(random: RandomSource, chances: readonly number[], n: number): number[] {
  const total = chances.reduce((sum, chance) => sum + chance, 0);
  const counts = chances.map(() => 0);
  for (let i = 0; i < n; i++) {
    let rest = random.next() * total;
    let bin = 0;
    for (; bin < chances.length - 1 && rest >= (chances[bin] as number); bin++)
      rest -= chances[bin] as number;
    (counts[bin] as number)++;
  }
  return counts;
}

const equal = (bins: number) => Array<number>(bins).fill(1);
const distributions: readonly [string, readonly number[]][] = [
  ["10 equal bins", equal(10)],
  ["5 equal bins", equal(5)],
  ["20 equal bins", equal(20)],
  ["2 bins", equal(2)],
  ["10 bins, each half as full as the one before", Array.from({ length: 10 }, (_, b) => 2 ** -b)],
  ["10 bins, one with 90 % of the records", [81, ...equal(9)]],
  ["5 skewed bins", [60, 30, 7, 2, 1]],
  ["300 levels", Array.from({ length: 300 }, (_, b) => 1 / (b + 1))],
];

describe("two samples of one distribution", () => {
  it.each(distributions)(
    "the verdict fires in at most 2 % of 1,000 repeats at n = 100: %s",
    (_title, chances) => {
      const random = seededRandom(1);
      let fired = 0;
      for (let repeat = 0; repeat < 1000; repeat++) {
        const { verdict } = populationStabilityIndex(
          sample(random, chances, 100),
          sample(random, chances, 100),
        );
        if (verdict === "shifted") fired++;
      }
      expect(fired).toBeLessThanOrEqual(20);
    },
  );

  it.each([
    [100, 5000],
    [1000, 1000],
  ])("and at n = %d against %d, in 10 equal and 10 halving bins", (n, m) => {
    const random = seededRandom(2);
    for (const [, chances] of [distributions[0], distributions[4]] as typeof distributions) {
      let fired = 0;
      for (let repeat = 0; repeat < 400; repeat++) {
        const { verdict } = populationStabilityIndex(sample(random, chances, n), sample(random, chances, m));
        if (verdict === "shifted") fired++;
      }
      expect(fired).toBeLessThanOrEqual(10);
    }
  });

  it("the customary 0.10 is exceeded more often than not at n = 100 in 10 bins", () => {
    const random = seededRandom(3);
    let fired = 0;
    for (let repeat = 0; repeat < 400; repeat++) {
      const { customary } = populationStabilityIndex(
        sample(random, equal(10), 100),
        sample(random, equal(10), 100),
      );
      if (customary !== "stable") fired++;
    }
    expect(fired / 400).toBeGreaterThan(0.5);
  });

  it("p is spread evenly: below 0.1 in about 10 % of repeats", () => {
    const random = seededRandom(4);
    let low = 0;
    for (let repeat = 0; repeat < 600; repeat++) {
      if (populationStabilityIndex(sample(random, equal(5), 300), sample(random, equal(5), 300)).p < 0.1)
        low++;
    }
    expect(low / 600).toBeGreaterThan(0.06);
    expect(low / 600).toBeLessThan(0.14);
  });
});

describe("real shifts", () => {
  it("are found: half the records in a level that was not there before, among 100 rare ones", () => {
    const before = [...equal(100), 0];
    const after = [...Array(50).fill(1), ...Array(50).fill(0), 50];
    expect(populationStabilityIndex(before, after).verdict).toBe("shifted");
  });

  it("are found in most samples of 100 where a third of the records moves", () => {
    const random = seededRandom(6);
    let fired = 0;
    for (let repeat = 0; repeat < 200; repeat++) {
      const after = sample(random, [5, 5, 15, 15, 10], 100);
      if (populationStabilityIndex(sample(random, [15, 15, 5, 5, 10], 100), after).verdict === "shifted")
        fired++;
    }
    expect(fired / 200).toBeGreaterThan(0.9);
  });
});

describe("populationStabilityIndex", () => {
  it("is 0 for equal shares, whatever the number of records", () => {
    const result = populationStabilityIndex([10, 20, 30], [100, 200, 300]);
    expect(result.value).toBeCloseTo(0, 15);
    expect(result).toMatchObject({ customary: "stable", verdict: "within_chance", degrees: 2 });
    expect(populationStabilityIndex([10, 20, 30], [10, 20, 30]).p).toBe(1);
  });

  it("has the customary words below 0.10, from 0.10, and from 0.25", () => {
    const shift = (by: number) => populationStabilityIndex([500, 500], [500 - by, 500 + by]).customary;
    // (by / 1000) · ln((500 + by) / (500 − by))
    expect([shift(100), shift(150), shift(160), shift(235), shift(250)]).toEqual([
      "stable",
      "stable",
      "moderate",
      "moderate",
      "major",
    ]);
  });

  it("takes half a record for an empty bin, and leaves out one that is empty in both", () => {
    const { value } = populationStabilityIndex([50, 50, 0, 0], [40, 40, 20, 0]);
    const shares = [
      [50 / 100.5, 0.4],
      [50 / 100.5, 0.4],
      [0.5 / 100.5, 0.2],
    ] as const;
    const expected = shares.reduce((sum, [e, a]) => sum + (a - e) * Math.log(a / e), 0);
    expect(value).toBeCloseTo(expected, 14);
    expect(populationStabilityIndex([50, 50, 0], [40, 60, 0])).toEqual(
      populationStabilityIndex([50, 50], [40, 60]),
    );
  });

  it("is symmetric, and does not depend on the order of the bins", () => {
    const e = [3, 40, 2, 30, 0, 25, 9];
    const a = [2, 70, 9, 31, 4, 20, 11];
    const { value, p } = populationStabilityIndex(e, a);
    expect(populationStabilityIndex(a, e).value).toBeCloseTo(value, 14);
    const reversed = populationStabilityIndex([...e].reverse(), [...a].reverse());
    expect(reversed.value).toBeCloseTo(value, 14);
    expect(reversed.p).toBeCloseTo(p, 12);
  });

  it("is not enough data for one bin, or for a handful of records", () => {
    const none = {
      verdict: "not_enough_data",
      tested: Number.NaN,
      threshold: Number.NaN,
      p: Number.NaN,
      degrees: 0,
    };
    expect(populationStabilityIndex([10], [20])).toEqual({ value: 0, customary: "stable", ...none });
    expect(populationStabilityIndex([2, 2], [1, 3])).toMatchObject(none);
    expect(populationStabilityIndex([1, 2, 1], [900, 40, 60])).toMatchObject(none);
  });

  it("a higher level raises the threshold", () => {
    const at = (level: number) =>
      populationStabilityIndex([40, 60], [60, 40], { confidence: level }).threshold;
    expect(at(0.999)).toBeGreaterThan(at(0.99));
    expect(at(0.95)).toBeCloseTo(0.02 * 3.841458820694124, 12); // χ² of one degree
  });

  it("with many records a shift that is stable by the customary word is beyond chance", () => {
    const result = populationStabilityIndex([400_000, 600_000], [410_000, 590_000]);
    expect(result).toMatchObject({ customary: "stable", verdict: "shifted" });
  });

  it("refuses samples without records, other bins, negative counts, and NaN", () => {
    const of = (expected: unknown, actual: unknown) => () =>
      populationStabilityIndex(expected as number[], actual as number[]);
    expect(of([], [])).toThrow(
      "populationStabilityIndex: expected expected with at least one record, received 0",
    );
    expect(of([1, 2], [0, 0])).toThrow("expected actual with at least one record");
    expect(of([1, 2], [1])).toThrow("expected actual of length 2, as expected, received 1");
    expect(of([1, -2], [1, 2])).toThrow("expected expected[1] to be a finite number of at least 0");
    expect(of([1, 2], [1, Number.NaN])).toThrow("expected actual[1]");
    expect(of("12", [1, 2])).toThrow("expected expected to be an array of numbers");
    expect(() => populationStabilityIndex([1], [1], { confidence: 1 })).toThrow("confidence in (0, 1)");
    expect(() => populationStabilityIndex([1], [1], { bins: 3 } as never)).toThrow('received "bins"');
  });
});
