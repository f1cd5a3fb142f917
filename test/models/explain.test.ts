import { describe, expect, it } from "vitest";
import { categorical, featureSet, numeric, ordinal, readTable } from "../../src/features/index";
import { createScorer, type NumberReference, withReference } from "../../src/models/index";
import { pointsModel } from "../../src/scoring/index";
import { modelOf, scorerOf, summary } from "./support";

interface Lead {
  readonly visits: number | null;
  readonly source: string | null;
  readonly size: string | null;
}

const features = featureSet<Lead>()({
  visits: numeric("visits", { label: "site visits", unit: "visits", transform: "log1p" }),
  source: categorical("source"),
  size: ordinal("size", ["small", "mid", "big"]),
});
const written = pointsModel({
  features,
  start: 3,
  rules: [
    { id: "keen", label: "keen visitor", when: { feature: "visits", atLeast: 3 }, points: 10 },
    {
      id: "fair",
      when: {
        all: [
          { feature: "source", is: "fair" },
          { feature: "size", is: "big" },
        ],
      },
      points: 4,
    },
    { id: "sized", bands: "size", points: [{ from: 1, points: 2 }], missing: -1 },
  ],
});
const population: Lead[] = [
  { visits: 0, source: "web", size: "small" },
  { visits: 5, source: "web", size: "big" },
  { visits: 8, source: "fair", size: "big" },
  { visits: null, source: null, size: "mid" },
];
const model = withReference(written, readTable(population, features).table);
const scorer = createScorer(model, features);

describe("explain", () => {
  it("has one line per term: its feature, the value and the usual value in original units, and the difference", () => {
    const { contributions } = scorer.explain({ visits: 5, source: "fair", size: "big" });
    expect(contributions).toEqual([
      {
        id: "keen",
        kind: "condition",
        label: "keen visitor",
        feature: "visits",
        features: ["visits"],
        value: 5,
        referenceValue: 5,
        contribution: 10 - 5, // two of four have 10
        fired: true,
      },
      {
        id: "fair",
        kind: "condition",
        label: "fair",
        feature: null,
        features: ["source", "size"],
        value: null,
        referenceValue: null,
        contribution: 4 - 1,
        fired: true,
      },
      {
        id: "sized",
        kind: "step",
        label: "sized",
        feature: "size",
        features: ["size"],
        value: "big",
        referenceValue: "big", // ranks 0, 1, 2, 2: the median 1.5 is rounded up
        contribution: 2 - 1.5,
        fired: null,
      },
    ]);
  });

  it("base is the mean margin of the reference population", () => {
    const { margin, base } = scorer.explainAll(population);
    expect(base).toBe(3 + 5 + 1 + 1.5);
    expect(margin.reduce((a, b) => a + b) / 4).toBe(base);
  });

  it("has the values of all features, their summaries, and the model's hash", () => {
    const explanation = scorer.explain({ visits: 5, source: null, size: "mid" });
    expect(explanation.values).toEqual({ visits: 5, source: null, size: "mid" });
    expect(explanation.features).toBe(model.features);
    expect(explanation.model).toBe(model.provenance.contentHash);
    expect(explanation.asOf).toBeNull();
    expect(explanation.coverage).toBeCloseTo(2 / 3, 15);
  });

  it("a rejected record has a reason, no contributions, and NaN for numbers", () => {
    const explanation = scorer.explain({ visits: 5, source: "web", size: "gigantic" });
    expect(explanation).toMatchObject({
      result: { status: "rejected", feature: "size" },
      contributions: [],
      margin: Number.NaN,
      score: Number.NaN,
      probability: null,
      coverage: 0,
    });
  });

  it("a record with too little data has its sum explained, and no score", () => {
    const little = scorerOf(
      modelOf({
        intercept: 2,
        terms: [{ kind: "linear", feature: "x", coefficient: 1, center: 0, missing: 7 }],
        coverageFloor: 0.5,
      }),
    ).explain({ f: 1 });
    expect(little).toMatchObject({ margin: 9, score: Number.NaN, probability: null });
    expect(little.result).toEqual({ status: "insufficient_data", missing: ["x", "c", "o"], coverage: 0.25 });
    expect(little.contributions.map(({ contribution }) => contribution)).toEqual([7]);
  });

  it("without a reference population contributions are what the terms add, and usual values are not known", () => {
    const { base, contributions } = createScorer(written, features).explain({
      visits: 5,
      source: "web",
      size: null,
    });
    expect(base).toBe(3);
    expect(contributions.map(({ contribution, referenceValue }) => [contribution, referenceValue])).toEqual([
      [10, null],
      [0, null],
      [-1, null],
    ]);
  });

  it("usual values: the median, the most frequent level, none where the population has none", () => {
    const reference: NumberReference = {
      ...{ kind: "number", count: 3, missing: 0, mean: 0, standardDeviation: 1, minimum: 0, maximum: 9 },
      quantiles: [0, 1, 2, 3, 4],
      integer: true,
    };
    const levels = [
      { level: "b", count: 2 },
      { level: "a", count: 1 },
    ];
    const usual = modelOf({
      features: [
        summary("x", "number", { reference }),
        summary("c", "category", { reference: { kind: "category", count: 3, missing: 0, levels } }),
        summary("f", "flag", { reference: { ...reference, count: 0 } }),
      ],
      terms: [
        { kind: "linear", feature: "x", coefficient: 1, center: 0, missing: 0 },
        { kind: "levels", feature: "c", levels: [], contributions: [], missing: 0, unseen: 0 },
        { kind: "linear", feature: "f", coefficient: 1, center: 0, missing: 0 },
      ],
    });
    const { contributions } = scorerOf(usual).explain({});
    expect(contributions.map(({ referenceValue }) => referenceValue)).toEqual([2, "b", null]);
  });
});

describe("explainAll", () => {
  it("columns equal explain, line by line", () => {
    const rows = [...population, { visits: 2, source: "fair", size: "mid" }];
    const { base, lines, contributions, margin, scores } = scorer.explainAll(rows);
    rows.forEach((row, i) => {
      const one = scorer.explain(row);
      expect(one.base).toBe(base);
      expect(one.margin).toBe(margin[i]);
      expect(one.score).toBe(scores.score[i]);
      expect(one.contributions.map(({ contribution }) => contribution)).toEqual(
        contributions.map((column) => column[i]),
      );
      expect(one.contributions.map(({ id, kind, feature }) => [id, kind, feature])).toEqual(
        lines.map(({ id, kind, feature }) => [id, kind, feature]),
      );
    });
  });

  it("rejected records are NaN in every column, and in no other record", () => {
    const { contributions, margin, scores } = scorer.explainAll([
      { visits: 5, source: "fair", size: "big" },
      { visits: "5" as never, source: "fair", size: "big" },
    ]);
    expect(contributions.map((column) => Array.from(column, Number.isNaN))).toEqual(
      new Array(3).fill([false, true]),
    );
    expect(Array.from(margin, Number.isNaN)).toEqual([false, true]);
    expect(scores.rejected.map(({ index }) => index)).toEqual([1]);
  });
});
