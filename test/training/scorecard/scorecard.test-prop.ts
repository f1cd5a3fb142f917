import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileScorer } from "../../../src/exporters/index";
import { categorical, featureSet, flag, numeric } from "../../../src/features/index";
import { createScorer } from "../../../src/models/index";
import { weightedCuts } from "../../../src/training/counts/weightedCuts";
import { fitScorecard, monotoneCuts, quantileCuts } from "../../../src/training/index";

interface Row {
  readonly x: number | null;
  readonly c: string | null;
  readonly f: boolean | null;
  readonly won: boolean;
}
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null, freq: 6 });
const row: fc.Arbitrary<Row> = fc.record({
  x: maybe(fc.integer({ min: -9, max: 9 })),
  c: maybe(fc.constantFrom("a", "b", "c", "d", "__proto__")),
  f: maybe(fc.boolean()),
  won: fc.boolean(),
});
const rows = fc
  .array(row, { minLength: 10, maxLength: 150 })
  .filter((all) => new Set(all.map(({ won }) => won)).size === 2);
const features = featureSet<Row>()({ x: numeric("x"), c: categorical("c"), f: flag("f") });
const settings = fc.record({
  maximumBins: fc.integer({ min: 1, max: 8 }),
  zeroPoints: fc.constantFrom("average" as const, "lowest" as const),
  decimals: fc.constantFrom(0, 2, null),
  special: fc.constantFrom({}, { x: [0, -9] }, { x: [3], c: ["a"] }),
  wrongSigns: fc.constantFrom("keep" as const, "drop" as const),
});

describe("fitScorecard", () => {
  it("every record lies in one bin of each feature; contributions + base = margin; compiled code agrees", () => {
    fc.assert(
      fc.property(rows, settings, (all, more) => {
        const { model, report } = fitScorecard(all, { features, outcome: (one) => one.won, ...more });
        for (const { bins } of report.features) {
          expect(bins.reduce((total, bin) => total + bin.events + bin.nonEvents, 0)).toBe(all.length);
          expect(bins.reduce((total, bin) => total + bin.share, 0)).toBeCloseTo(1, 9);
          expect(bins.filter(({ bin }) => "from" in bin || "levels" in bin).length).toBeLessThanOrEqual(
            Math.max(more.maximumBins, 2) + 1, // a flag has two; levels of few records have one more
          );
        }
        const scorer = createScorer(model, features);
        const { contributions, margin, base, scores } = scorer.explainAll(all);
        all.forEach((_, i) => {
          const total = contributions.reduce((sum, column) => sum + (column[i] as number), base);
          expect(Math.abs(total - (margin[i] as number))).toBeLessThan(1e-9);
        });
        const compiled = compileScorer(model, features).scoreAll(all);
        expect([compiled.score, compiled.probability]).toEqual([scores.score, scores.probability]);
        expect(JSON.parse(JSON.stringify(model))).toEqual(model);
      }),
    );
  });

  it("the trend is kept: points of a number go one way where its coefficient is above 0", () => {
    fc.assert(
      fc.property(rows, fc.constantFrom("increasing" as const, "decreasing" as const), (all, trend) => {
        const options = { features, outcome: (one: Row) => one.won, wrongSigns: "drop" as const };
        const { report } = fitScorecard(all, { ...options, monotone: { x: trend } });
        const bins = report.features.find(({ name }) => name === "x")?.bins ?? [];
        const points = bins.filter(({ bin }) => "from" in bin).map((bin) => bin.points);
        expect(points).toEqual([...points].sort((a, b) => (trend === "increasing" ? a - b : b - a)));
      }),
    );
  });
});

describe("cuts", () => {
  const values = fc.array(fc.integer({ min: -5, max: 30 }), { minLength: 1, maxLength: 80 });

  it("of whole weights are those of repeated values", () => {
    fc.assert(
      fc.property(
        values,
        fc.infiniteStream(fc.integer({ min: 1, max: 4 })),
        fc.integer({ min: 1, max: 12 }),
        (list, stream, bins) => {
          const weights = Float64Array.from(list, () => stream.next().value as number);
          const repeated = list.flatMap((value, i) => Array<number>(weights[i] as number).fill(value));
          expect(weightedCuts(Float64Array.from(list), weights, bins)).toEqual(quantileCuts(repeated, bins));
        },
      ),
    );
  });

  it("event rates between monotone cuts go one way, whatever the order of the values", () => {
    fc.assert(
      fc.property(rows, fc.constantFrom("increasing" as const, "decreasing" as const), (all, trend) => {
        const numbers = all.map(({ x }) => x ?? Number.NaN);
        const outcomes = all.map(({ won }) => won);
        const cuts = monotoneCuts(numbers, outcomes, { trend });
        expect(monotoneCuts([...numbers].reverse(), [...outcomes].reverse(), { trend })).toEqual(cuts);
        const rates = [-Infinity, ...cuts].map((from, i) => {
          const inside = all.filter(({ x }) => x !== null && x >= from && x < (cuts[i] ?? Infinity));
          return inside.filter(({ won }) => won).length / inside.length;
        });
        if (cuts.length > 0)
          expect(rates).toEqual([...rates].sort((a, b) => (trend === "increasing" ? a - b : b - a)));
      }),
    );
  });
});
