import { Table as ArrowTable, Dictionary, Int32, Utf8, vectorFromArray } from "apache-arrow";
import { describe, expect, it } from "vitest";
import { categorical, featureSet, numeric } from "../../src/features/index";
import { createScorer } from "../../src/models/index";
import { pointsModel } from "../../src/scoring/index";
import { failure } from "../core/failure";
import type { Any } from "../features/read";

const features = featureSet<Any>()({
  visits: numeric<Any>("visits"),
  source: categorical<Any>("source"),
});
const model = pointsModel({
  features,
  rules: [
    { id: "visited", when: { feature: "visits", atLeast: 3 }, points: 10 },
    { id: "web", when: { feature: "source", is: "web" }, points: 5 },
  ],
});
const scorer = createScorer(model, features);
const rows = Array.from({ length: 5000 }, (_, i) => ({
  visits: i % 7 === 0 ? null : i % 6,
  source: ["web", "fair", null][i % 3],
}));
const columns = {
  visits: Float64Array.from(rows, ({ visits }) => visits ?? Number.NaN),
  source: rows.map(({ source }) => source ?? null),
};

describe("scoreAll and explainAll on columns", () => {
  it("give what they give for records: plain columns, codes, and an Arrow table", () => {
    const codes = Int32Array.from(rows, ({ source }) => ["web", "fair"].indexOf(source ?? ""));
    const arrow = new ArrowTable({
      visits: vectorFromArray(rows.map(({ visits }) => visits)),
      source: vectorFromArray(columns.source, new Dictionary(new Utf8(), new Int32())),
    });
    const expected = scorer.explainAll(rows);
    for (const input of [columns, { ...columns, source: { codes, levels: ["web", "fair"] } }, arrow]) {
      expect(scorer.scoreAll(input as Any)).toEqual(expected.scores);
      expect(scorer.explainAll(input as Any)).toEqual(expected);
    }
  });

  it("name the column that is missing or of the wrong length, and leave nothing half done", () => {
    expect(failure(() => scorer.scoreAll({ visits: columns.visits }))).toBe(
      'invalid_argument: scoreAll: expected a column "source", which feature "source" reads, received null',
    );
    expect(failure(() => scorer.explainAll({ ...columns, source: ["web"] }))).toMatch(
      /^invalid_argument: explainAll: expected column "(visits|source)" of length/,
    );
  });

  it("mark a row with an infinite number as rejected", () => {
    const { status, score, rejected } = scorer.scoreAll({
      visits: Float64Array.of(4, Number.POSITIVE_INFINITY),
      source: ["web", "web"],
    });
    expect([...status]).toEqual([0, 3]);
    expect([...score]).toEqual([15, Number.NaN]);
    expect(rejected[0]).toMatchObject({ index: 1, feature: "visits" });
  });
});

describe("blocks", () => {
  it("a record's score does not depend on the records around it, missing values or not", () => {
    const all = scorer.scoreAll(rows);
    for (const i of [0, 1, 2047, 2048, 2049, 4095, 4096, 4999]) {
      const alone = scorer.scoreAll([rows[i]]);
      expect([alone.score[0], alone.coverage[0], alone.status[0]]).toEqual([
        all.score[i],
        all.coverage[i],
        all.status[i],
      ]);
    }
  });

  it("a feature's function may score with the same scorer", () => {
    let inner: Any = null;
    const nested = featureSet<Any>()({
      visits: numeric<Any>((row) => {
        if (row.inner) inner = again.score({ visits: 5, source: "web" });
        return row.visits;
      }),
      source: categorical<Any>("source"),
    });
    const again = createScorer(model, nested);
    const outer = [
      { source: "fair", visits: 1 },
      { source: "web", visits: 2, inner: true },
      { source: "web", visits: 9 },
    ];
    expect([...again.scoreAll(outer).score]).toEqual([0, 5, 15]);
    expect(inner).toMatchObject({ score: 15 });
  });

  it("remembers no more levels than fit, however many the records bring", () => {
    const many = Array.from({ length: 30_000 }, (_, i) => ({
      visits: 4,
      source: i % 1000 === 0 ? "web" : `s${i}`,
    }));
    const { score } = scorer.scoreAll(many);
    expect(many.every((row, i) => score[i] === (row.source === "web" ? 15 : 10))).toBe(true);
  });
});
