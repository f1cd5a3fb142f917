import { describe, expect, it } from "vitest";
import { featureSet, numeric } from "../../src/features/index";
import { createScorer } from "../../src/models/index";
import { narrate, toPlainText } from "../../src/narratives/index";
import { modelOf, scorerOf, summary, type Values } from "./support";

const linear = (feature: string, coefficient: number, group: string | null = null) =>
  ({ kind: "linear", feature, coefficient, center: 0, missing: 0, group }) as const;
const features = [summary("a"), summary("b")];
const terms = [linear("a", 10), linear("b", -10)];
const reason = (sum: number) => `expected a finite sum of contributions, received ${sum}`;
const rejected = (sum: number) => ({ status: "rejected", feature: null, reason: reason(sum) });

describe("a sum that is not finite", () => {
  const model = modelOf({ terms, features });
  const scorer = scorerOf(model);
  const rows: Values[] = [
    { a: 2, b: 1 },
    { a: 1e308, b: 1e308 },
    { a: 1e308 },
    { b: 1e308 },
    { a: 1e307, b: 1e306 },
  ];
  const sums = [10, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 9e307];

  it("rejects the record and says so, in score, scoreAll, explain, explainAll and words", () => {
    const scores = scorer.scoreAll(rows);
    expect(scores.status).toEqual(Uint8Array.of(0, 3, 3, 3, 0));
    expect([scores.score[1], scores.score[2], scores.score[3]]).toEqual([Number.NaN, Number.NaN, Number.NaN]);
    expect(scores.rejected).toEqual(
      [1, 2, 3].map((index) => ({ index, feature: null, reason: reason(sums[index] as number) })),
    );
    const explained = scorer.explainAll(rows);
    expect(explained.scores).toEqual(scores);
    expect(explained.margin).toEqual(scores.margin);
    rows.forEach((row, i) => {
      const isSound = Number.isFinite(sums[i]);
      const wanted = isSound ? { status: "scored", score: sums[i] } : rejected(sums[i] as number);
      expect(scorer.score(row)).toMatchObject(wanted);
      const explanation = scorer.explain(row);
      expect(explanation.result).toEqual(scorer.score(row));
      expect(explanation.contributions).toHaveLength(isSound ? 2 : 0);
      const text = toPlainText(narrate(explanation));
      if (!isSound) expect(text).toContain("not scored, because the record cannot be used");
      expect(explained.contributions.every((line) => Number.isFinite(line[i]) === isSound)).toBe(true);
    });
  });

  it("rejects rows of columns and of tables alike, among more rows than one block", () => {
    const read = featureSet<Values>()({ a: numeric("a"), b: numeric("b") });
    const many = Array.from({ length: 5000 }, (_, i) => ({ a: i === 4321 ? 1e308 : i, b: 1 }));
    const columns = {
      a: Float64Array.from(many, ({ a }) => a),
      b: Float64Array.from(many, ({ b }) => b),
    };
    const reader = createScorer(model, read);
    expect(reader.scoreAll(columns).rejected).toEqual([
      { index: 4321, feature: null, reason: reason(Number.POSITIVE_INFINITY) },
    ]);
    expect(reader.scoreAll(columns)).toEqual(reader.scoreAll(many));
  });

  it("is a score of no probability either", () => {
    expect(scorerOf(modelOf({ terms, features, link: "logit" })).score({ a: 1e308 })).toEqual(
      rejected(Number.POSITIVE_INFINITY),
    );
  });

  it("is not hidden by the cap of a group, nor by a gate", () => {
    const groups = [{ id: "g", label: "g", group: null, minimum: null, maximum: 5, reference: 0 }];
    const capped = modelOf({ terms: [linear("a", 10, "g"), linear("b", 1)], groups, features });
    expect(scorerOf(capped).score({ a: 1e308, b: 1 })).toEqual(rejected(Number.NaN));
    expect(scorerOf(capped).score({ a: 1e306, b: 1 })).toMatchObject({ status: "scored", score: 6 });
    const when = { feature: "a", above: 0 } as const;
    for (const gate of [
      { kind: "override", id: "o", when, reason: "of note", margin: 3 } as const,
      { kind: "disqualify", id: "d", when, reason: "of note" } as const,
    ]) {
      const gated = scorerOf(modelOf({ terms, features, gates: [gate] }));
      expect(gated.score({ a: 1e308 })).toEqual(rejected(Number.POSITIVE_INFINITY));
      expect(gated.explain({ a: 1e308 }).contributions).toEqual([]);
    }
  });

  it("leaves the reason of a record that cannot be read anyway", () => {
    const huge = [
      { ...linear("a", 1), missing: 1e308 },
      { ...linear("b", 1), missing: 1e308 },
    ];
    const model = modelOf({ terms: huge, features });
    const read = featureSet<Values>()({ a: numeric("a"), b: numeric("b") });
    const scorer = createScorer(model, read);
    expect(scorer.score({ a: "1" })).toMatchObject({ status: "rejected", feature: "a" });
    expect(scorer.scoreAll({ a: ["1"], b: [1] }).rejected).toMatchObject([{ feature: "a" }]);
    expect(scorer.scoreAll([{}, { a: "1" }, { a: 1, b: 1 }]).rejected).toMatchObject([
      { index: 0, feature: null },
      { index: 1, feature: "a" },
    ]);
  });
});
