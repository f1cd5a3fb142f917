import fc from "fast-check";
import { expect, it } from "vitest";
import { bucketsByThreshold } from "../../../src/buckets/index";
import type { SqlColumnType } from "../../../src/exporters/sql/types";
import { categorical, type Feature, featureSet, flag, numeric, ordinal } from "../../../src/features/index";
import { type AdditiveModel, createScorer, type FeatureSummary, sealModel } from "../../../src/models/index";
import { arbitraryModel } from "../../support/arbitraryModel";
import { compareWithScorer, loadData, type TestData, type TestRow } from "./compare";
import { describeEngines } from "./engines";
import { ODD_TEXTS } from "./oddValues";

const ODD_NUMBERS = [
  ...[0, -0, 1, -1, 0.1, -0.5, 19.999999999999996, 1e15, -1e15, 2 ** 53, 1e100, -1e120, 1e308, -1e308],
  ...[Number.MAX_VALUE, 5e-324, 1e-300, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
];

/** Numbers so small that databases which stop at an underflow refuse them become 0. */
function rounded(model: AdditiveModel): AdditiveModel | null {
  const plain = JSON.stringify(model, (_, value) =>
    typeof value === "number" && Math.abs(value) < 1e-30 ? 0 : value,
  );
  try {
    return sealModel(JSON.parse(plain));
  } catch {
    return null; // cuts that are equal now
  }
}

/** Fields of hostile names: that of the feature behind a number, because databases ignore the case of names. */
function sourceOf({ name, type, transform, levels }: FeatureSummary, i: number) {
  const field = `${i} ${name}`;
  const make = (): Feature<TestRow> => {
    if (type === "number") return numeric(field, transform === null ? {} : { transform });
    if (type === "flag") return flag(field);
    if (type === "category") return categorical(field, { ignoreCase: i % 2 === 0 });
    return ordinal(
      field,
      (levels as readonly string[]).length > 1 ? (levels as readonly string[]) : ["a", "b"],
    );
  };
  const columnType: SqlColumnType = type === "number" ? "number" : type === "flag" ? "boolean" : "text";
  return { field, name, make, columnType };
}

interface Case {
  readonly model: AdditiveModel;
  readonly data: TestData;
  readonly features: ReturnType<ReturnType<typeof featureSet<TestRow>>>;
}

const withTwoLevels = (model: AdditiveModel) =>
  model.features.every(
    ({ type, levels }) =>
      type !== "ordinal" || ((levels?.length ?? 0) > 1 && levels?.every((level) => level.trim() === level)),
  );

const value = (summary: FeatureSummary, model: AdditiveModel): fc.Arbitrary<unknown> => {
  const none = { weight: 1, arbitrary: fc.constantFrom(null, undefined) };
  if (summary.type === "number") {
    const numbers = fc.oneof(
      fc.integer({ min: -30, max: 30 }),
      fc.double({ min: -0.9, max: 200, noNaN: true }),
    );
    return fc.oneof(
      { weight: 12, arbitrary: numbers },
      { weight: 1, arbitrary: fc.constantFrom(...ODD_NUMBERS) },
      none,
    );
  }
  if (summary.type === "flag") return fc.oneof({ weight: 8, arbitrary: fc.boolean() }, none);
  const mentioned = JSON.stringify(model).match(/"(?:[^"\\]|\\.)*"/g) ?? [];
  const texts = [...new Set(mentioned.map((text) => JSON.parse(text) as string))].slice(0, 80);
  const own = summary.type === "ordinal" ? (summary.levels as readonly string[]) : texts;
  const cased = own.flatMap((text) => [text, text.toUpperCase(), text.toLowerCase(), ` ${text}\u00a0`]);
  return fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom(...(summary.type === "ordinal" ? own : cased)) },
    { weight: 1, arbitrary: fc.constantFrom(...ODD_TEXTS) },
    none,
  );
};

/** Random models with random records; the same ones every time. */
function cases(count: number): Case[] {
  const usable = arbitraryModel.filter(withTwoLevels).map(rounded);
  const models = fc.sample(usable, { numRuns: count, seed: 20261122 }).filter((model) => model !== null);
  return models.map((model, k) => {
    const sources = model.features.map(sourceOf);
    const rows = fc.sample(
      fc
        .tuple(...model.features.map((summary) => value(summary, model)))
        .map((values) => Object.fromEntries(sources.map(({ field }, i) => [field, values[i]]))),
      { numRuns: 150, seed: k },
    );
    const types = Object.fromEntries(sources.map(({ field, columnType }) => [field, columnType]));
    const features = featureSet<TestRow>()(
      Object.fromEntries(sources.map(({ name, make }) => [name, make()])),
    );
    return { model, data: { rows, types }, features };
  });
}

describeEngines("random models", (engine) => {
  it("terms, conditions, groups, gates and calibrations of every kind: the scorer's answers", async () => {
    const all = cases(80);
    expect(all.length).toBeGreaterThan(40);
    const statuses = new Set<number>();
    for (const { model, data, features } of all) {
      const { status, score } = createScorer(model, features).scoreAll(data.rows);
      for (const code of status) statuses.add(code);
      const scored = score.find((one) => Number.isFinite(one)) ?? 0;
      const buckets = bucketsByThreshold({ A: scored, B: scored - 0.1 - Math.abs(scored) / 2 });
      await loadData(engine(), data);
      const found = await compareWithScorer(engine(), data, model, features, { buckets, explain: true });
      expect(found.differences, model.provenance.contentHash).toEqual([]);
    }
    expect(statuses).toEqual(new Set([0, 1, 2, 3]));
  }, 120_000);
});
