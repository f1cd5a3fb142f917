import { describe, expect, it } from "vitest";
import { featureSet, numeric, readColumns, readTable } from "../../src/features/index";
import { counterfactual, createScorer, withReference } from "../../src/models/index";
import { narrate } from "../../src/narratives/index";
import { pointsModel } from "../../src/scoring/index";
import { conversionHistory, fitLogistic, selectRows } from "../../src/training/index";

interface Lead {
  readonly visits: number;
  readonly spend: string;
}
const features = featureSet<Lead>()({
  visits: numeric("visits", { phrase: "{value} {visit|visits}", clip: [0, 20] }),
  spend: numeric("spend", { clip: [1, 50], transform: "log1p", fromText: true, missing: [7] }),
});
const rules = [
  { id: "visits", when: { feature: "visits", atLeast: 3 }, points: 10 },
  { id: "spend", when: { feature: "spend", above: 10 }, points: 5 },
];
const written = pointsModel({ features, rules });
const lead = { visits: 251, spend: "1234.5" };

describe("where clip or a transform changes a number", () => {
  it("an explanation has the record's own number", () => {
    const { contributions, values, margin } = createScorer(written, features).explain(lead);
    expect(values).toEqual({ visits: 251, spend: 1234.5 });
    expect(contributions.map(({ value }) => value)).toEqual([251, 1234.5]);
    expect(margin).toBe(15);
    expect(createScorer(written, features).explain({ visits: -3, spend: "7" }).values).toEqual({
      visits: -3,
      spend: null,
    });
  });

  it("a narrative tells it", () => {
    const { reasonsFor } = narrate(createScorer(written, features).explain(lead));
    expect(reasonsFor.map(({ text }) => text)).toContain("251 visits");
  });

  it("a counterfactual starts from it", () => {
    const scorer = createScorer(
      pointsModel({ features, rules: [{ ...rules[0], when: { feature: "visits", below: 5 } }] as never }),
      features,
    );
    const { changes } = counterfactual(scorer, lead, { target: 10, actionable: ["visits"] });
    expect(changes).toMatchObject([{ from: 251, to: 4 }]);
  });

  it("a table has it beside the column, which holds what the model reads", () => {
    const rows = [lead, { visits: 3, spend: "no number" }, { visits: -1, spend: "0" }];
    const { visits, spend } = readTable(rows, features).table.columns;
    expect(visits).toEqual({
      type: "number",
      values: Float64Array.of(20, Number.NaN, 0),
      originals: Float64Array.of(251, Number.NaN, -1),
    });
    expect(spend).toEqual({
      type: "number",
      values: Float64Array.of(Math.log1p(50), Number.NaN, Math.log1p(1)),
      originals: Float64Array.of(1234.5, Number.NaN, 0),
    });
    const columns = { visits: rows.map((row) => row.visits), spend: rows.map((row) => row.spend) };
    expect(readColumns(columns, features).table).toEqual(readTable(rows, features).table);
    const some = selectRows(readTable(rows, features).table, [2, 0]);
    expect(some.columns.visits).toMatchObject({ originals: Float64Array.of(-1, 251) });
  });

  it("the reference population and the history are told in it", () => {
    const rows = Array.from({ length: 101 }, (_, i) => ({ visits: i * 3, spend: String(i / 2) }));
    const { table } = readTable(rows, features);
    const reference = withReference(written, table).features.find(({ name }) => name === "visits")?.reference;
    expect(reference).toMatchObject({ minimum: 0, maximum: 300, integer: true });
    const outcomes = rows.map((_, i) => i % 2);
    expect(conversionHistory(features, table, outcomes).features.visits).toMatchObject([
      { from: null, to: 60 },
      { from: 60 },
      { from: 120 },
      { from: 180 },
      { from: 240, to: null },
    ]);
    const { model, report } = fitLogistic(rows, { features, outcome: (row) => row.visits % 2 === 0 });
    expect(model.features.find(({ name }) => name === "visits")?.reference).toEqual(reference);
    expect(report.history.features.visits).toHaveLength(5);
  });

  it("a model knows the clip, and a scorer notices that another one reads for it", () => {
    expect(written.features.find(({ name }) => name === "visits")?.clip).toEqual([0, 20]);
    const other = featureSet<Lead>()({ ...features.features, visits: numeric("visits", { clip: [0, 30] }) });
    expect(() => createScorer(written, other)).toThrow(
      'createScorer: expected feature "visits" of kind number clip [0,20], received "number clip [0,30]"',
    );
  });
});
