import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { categorical, featureSet, flag, numeric, ordinal } from "../../../src/features/index";
import { createScorer } from "../../../src/models/index";
import {
  countsFromRecords,
  driftInputs,
  fitNaiveBayes,
  mergeCounts,
  naiveBayesFromCounts,
  quantileCuts,
  updateCounts,
  weightOfEvidence,
} from "../../../src/training/index";

interface Row {
  readonly x: number | null;
  readonly c: string | null;
  readonly s: string | null;
  readonly f: boolean | null;
  readonly won: boolean;
}
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null, freq: 5 });
const row: fc.Arbitrary<Row> = fc.record({
  x: maybe(fc.integer({ min: -9, max: 9 })),
  c: maybe(fc.constantFrom("a", "b", "c", "__proto__", "ß'\"")),
  s: maybe(fc.constantFrom("new", "offer", "won")),
  f: maybe(fc.boolean()),
  won: fc.boolean(),
});
const rows = fc.array(row, { maxLength: 40 });
const bothClasses = rows.filter((all) => new Set(all.map(({ won }) => won)).size === 2);
const cuts = { x: [-3, 0, 4] };
const features = featureSet<Row>()({
  x: numeric("x"),
  c: categorical("c"),
  s: ordinal("s", ["new", "offer", "won"]),
  f: flag("f"),
});
const options = { features, outcome: (one: Row) => one.won, cuts };
const count = (all: readonly Row[]) => countsFromRecords(all, options).counts;

describe("counts", () => {
  it("every record lies in one bin of each feature", () => {
    fc.assert(
      fc.property(rows, (all) => {
        for (const { bins, missing } of count(all).features) {
          const parts = [...bins, missing];
          expect(parts.reduce((total, bin) => total + bin.events, 0)).toBe(
            all.filter(({ won }) => won).length,
          );
          expect(parts.reduce((total, bin) => total + bin.nonEvents, 0)).toBe(
            all.filter(({ won }) => !won).length,
          );
        }
      }),
    );
  });

  it("do not depend on how records are divided, nor on their order", () => {
    fc.assert(
      fc.property(rows, fc.nat(40), (all, at) => {
        const whole = count(all);
        const [first, second] = [count(all.slice(0, at)), count(all.slice(at))];
        expect(mergeCounts(first, second)).toEqual(whole);
        expect(mergeCounts(second, first)).toEqual(whole);
        expect(count([...all].reverse())).toEqual(whole);
      }),
    );
  });

  it("a record added and taken out again leaves the counts, levels of no record aside", () => {
    fc.assert(
      fc.property(rows, row, (all, one) => {
        const before = count(all);
        const added = updateCounts(before, one, one.won, { features });
        expect(added).toEqual(count([...all, one]));
        const removed = updateCounts(added, one, one.won, { features, remove: true });
        expect(mergeCounts(before, count([]))).toEqual(before);
        for (const { expected, actual } of Object.values(driftInputs(before, removed)))
          expect(actual).toEqual(expected);
      }),
    );
  });
});

describe("weightOfEvidence", () => {
  it("the information value is never below 0, and turning the outcome round turns the sign", () => {
    fc.assert(
      fc.property(bothClasses, (all) => {
        const table = weightOfEvidence(count(all));
        const turned = weightOfEvidence(count(all.map((one) => ({ ...one, won: !one.won }))));
        for (const [name, { bins, informationValue }] of Object.entries(table)) {
          expect(informationValue).toBeGreaterThanOrEqual(-1e-12);
          expect(turned[name]?.informationValue).toBeCloseTo(informationValue, 10);
          bins.forEach((bin, i) => {
            expect(turned[name]?.bins[i]?.weightOfEvidence).toBeCloseTo(-bin.weightOfEvidence, 10);
          });
        }
      }),
    );
  });
});

describe("naive Bayes", () => {
  const settings = fc.record({
    smoothing: fc.constantFrom(0.1, 0.5, 1),
    missing: fc.constantFrom("evidence" as const, "ignored" as const),
    stages: fc.constantFrom([], ["s"]),
  });

  it("fitting records is fitting their counts; contributions and base sum to the margin", () => {
    fc.assert(
      fc.property(bothClasses, settings, (all, chosen) => {
        const { model } = fitNaiveBayes(all, { ...options, ...chosen });
        const counted = naiveBayesFromCounts(count(all), { features, ...chosen });
        expect(model.terms).toEqual(counted.terms);
        expect(model.intercept).toBe(counted.intercept);
        const scorer = createScorer(model, features);
        for (const one of all) {
          const { base, contributions, margin } = scorer.explain(one);
          const total = contributions.reduce((sum, line) => sum + line.contribution, base);
          expect(Math.abs(total - margin)).toBeLessThan(1e-9);
        }
      }),
    );
  });

  it("a repeated set of records counts twice: the shares stay, and so does the model without smoothing of the prior", () => {
    fc.assert(
      fc.property(bothClasses, (all) => {
        const once = naiveBayesFromCounts(count(all), { features, smoothing: 0.5 });
        const twice = naiveBayesFromCounts(count([...all, ...all]), { features, smoothing: 1 });
        once.terms.forEach((term, i) => {
          expect(twice.terms[i]).toMatchObject({ id: term.id });
          const [one, two] = [term, twice.terms[i]] as unknown as { contributions: number[] }[];
          one?.contributions.forEach((value, j) => {
            expect(two?.contributions[j]).toBeCloseTo(value, 10);
          });
        });
        expect(twice.intercept).toBe(once.intercept);
      }),
    );
  });

  it("turning the outcome round turns every contribution round, but for stages", () => {
    fc.assert(
      fc.property(bothClasses, (all) => {
        const model = naiveBayesFromCounts(count(all), { features });
        const turned = naiveBayesFromCounts(count(all.map((one) => ({ ...one, won: !one.won }))), {
          features,
        });
        expect(turned.intercept).toBeCloseTo(-model.intercept, 12);
        model.terms.forEach((term, i) => {
          const [one, two] = [term, turned.terms[i]] as unknown as { contributions: number[] }[];
          one?.contributions.forEach((value, j) => {
            expect(two?.contributions[j]).toBeCloseTo(-value, 12);
          });
        });
      }),
    );
  });

  it("evidence of stages never falls", () => {
    fc.assert(
      fc.property(bothClasses, (all) => {
        const model = naiveBayesFromCounts(count(all), { features, stages: ["s"] });
        const term = model.terms.find(({ id }) => id === "s") as { contributions: number[] } | undefined;
        expect(term?.contributions[0] ?? 0).toBe(0);
        expect([...(term?.contributions ?? [])].sort((a, b) => a - b)).toEqual(term?.contributions ?? []);
      }),
    );
  });
});

describe("quantileCuts", () => {
  const numbers = fc.array(
    fc.oneof(fc.integer({ min: -5, max: 5 }), fc.double({ noNaN: true, noDefaultInfinity: true })),
    {
      maxLength: 50,
    },
  );

  it("cuts increase, lie above the smallest number and not above the largest, and each bin holds a number", () => {
    fc.assert(
      fc.property(numbers, fc.integer({ min: 1, max: 12 }), (values, bins) => {
        const found = quantileCuts(values, bins);
        expect(found.length).toBeLessThan(bins);
        const edges = [Number.NEGATIVE_INFINITY, ...found, Number.POSITIVE_INFINITY];
        for (let i = 1; i < edges.length; i++) {
          const [from, to] = [edges[i - 1] as number, edges[i] as number];
          expect(from).toBeLessThan(to);
          if (values.length > 0) expect(values.some((value) => value >= from && value < to)).toBe(true);
        }
      }),
    );
  });
});
