import { expect, it } from "vitest";
import { toSql } from "../../../src/exporters/sql/toSql";
import { categorical, countEvents, featureSet, numeric } from "../../../src/features/index";
import { createScorer, sealModel, type Term } from "../../../src/models/index";
import { pointsModel } from "../../../src/scoring/index";
import { compareWithScorer, loadData, type TestRow } from "./compare";
import { describeEngines, type TestColumn } from "./engines";

const column = (name: string, type: TestColumn["type"], values: TestColumn["values"]): TestColumn => ({
  name,
  type,
  values,
});

describeEngines("the result of the query", (engine) => {
  it("a key of two columns joins the events of both; rows of the same key are each scored once", async () => {
    const features = featureSet<TestRow>()({ visits: countEvents<TestRow>("visits") });
    const rules = [{ id: "visits", when: { feature: "visits", above: 0 }, points: 1, times: "visits" }];
    const model = pointsModel<TestRow>({ features, rules });
    const at = new Date("2026-01-01T00:00:00Z");
    await engine().load("leads", [
      column("Tenant", "text", ["a", "a", "b", "a", null]),
      column("id", "integer", [1, 2, 1, 1, 1]),
      column("as_of", "timestamp", [at, at, at, new Date(at.getTime() - 1), at]),
    ]);
    await engine().load("visits", [
      column("tenant", "text", ["a", "a", "b", "c", null]),
      column("lead", "integer", [1, 1, 1, 1, 1]),
      column("at", "timestamp", [at, at, at, at, at]),
    ]);
    const sql = toSql(model, features, {
      dialect: engine().dialect,
      table: "leads",
      key: ["Tenant", "id"],
      asOf: { column: "as_of" },
      events: { visits: { table: "visits", key: ["tenant", "lead"] } },
    });
    const result = await engine().query(`SELECT * FROM (${sql}) AS r ORDER BY "Tenant", id, score`);
    expect(Object.keys(result).slice(0, 3)).toEqual(["Tenant", "id", "status"]);
    expect([result.Tenant, result.id, result.score]).toEqual([
      ["a", "a", "a", "b", null],
      [1, 1, 2, 1, 1],
      [0, 2, 0, 1, 0],
    ]);
  });

  it("columns may have other names and types than the records' keys", async () => {
    const features = featureSet<TestRow>()({
      visits: numeric<TestRow>("Total Visits", { fromText: true }),
      plan: categorical<TestRow>("plan"),
    });
    const model = pointsModel<TestRow>({
      features,
      rules: [
        { id: "visits", when: { feature: "visits", above: 0 }, points: 1, times: "visits" },
        { id: "plan", when: { feature: "plan", is: "7" }, points: 100 },
      ],
    });
    await engine().load("leads", [
      column("id", "integer", [1, 2]),
      column("total_visits", "number", [3, null]),
      column("plan_code", "number", [7, 8]),
    ]);
    const sql = toSql(model, features, {
      dialect: engine().dialect,
      table: "leads",
      key: "id",
      columns: {
        "Total Visits": { name: "total_visits", type: "number" },
        plan: { name: "plan_code", type: "number" },
      },
    });
    const result = await engine().query(`SELECT * FROM (${sql}) AS r ORDER BY id`);
    expect(result.score).toEqual([103, 0]);
  });

  it("reasons: the largest contributions first, without those of protected features and without caps", async () => {
    const features = featureSet<TestRow>()({
      a: numeric<TestRow>("a", { label: "size" }),
      b: numeric<TestRow>("b"),
      age: numeric<TestRow>("age", { visibility: "protected" }),
    });
    const model = pointsModel<TestRow>({
      features,
      rules: [
        { id: "big", label: "is big", when: { feature: "a", above: 1 }, points: 20, group: "all" },
        { id: "bad", when: { feature: "b", above: 1 }, points: -30, group: "all" },
        { id: "old", when: { feature: "age", above: 1 }, points: 500, group: "all" },
      ],
      groups: { all: { maximum: 10 } },
      override: [{ id: "vip", when: { feature: "b", is: 99 }, reason: "a vip", points: 90 }],
    });
    const rows = [
      { a: 2, b: 2, age: 2 },
      { a: 2, b: 0, age: 0 },
      { a: 0, b: 99, age: 0 },
      { a: 0, b: 0, age: 9 },
    ];
    await loadData(engine(), { rows, types: { a: "number", b: "number", age: "number" } });
    const options = {
      dialect: engine().dialect,
      table: "leads",
      key: "id",
      explain: { reasons: 3 },
    } as const;
    const sql = toSql(model, features, options);
    const result = await engine().query(`SELECT * FROM (${sql}) AS r ORDER BY id`);
    expect([result.reason_1, result.reason_2, result.reason_3]).toEqual([
      ["bad", "is big", "a vip", null],
      ["is big", null, "bad", null],
      [null, null, null, null],
    ]);
    expect(result.reason_1_contribution).toEqual([-30, 20, 120, null]);
    const { contributions } = createScorer(model, features).explainAll(rows);
    expect(result.contribution_5_override).toEqual(Array.from(contributions[4] as Float64Array));
  });

  it("a model of 1,500 terms and 500 levels runs, and its sum has the same bits", async () => {
    const features = featureSet<TestRow>()({ x: numeric<TestRow>("x"), code: categorical<TestRow>("code") });
    const base = pointsModel<TestRow>({
      features,
      rules: [
        { id: "x", when: { feature: "x", above: 0 }, points: 1 },
        { id: "code", when: { feature: "code", is: "a" }, points: 1 },
      ],
    });
    const common = { label: "", group: null, reference: 0.01, missing: 0.3 };
    const codes = Array.from({ length: 500 }, (_, i) => `code ${i}`);
    const terms = Array.from({ length: 1500 }, (_, i): Term => {
      const id = `term ${i}`;
      if (i % 500 !== 0)
        return { ...common, id, kind: "linear", feature: "x", coefficient: 0.1 + i / 7, center: i };
      const contributions = codes.map((_, k) => k / 3);
      return { ...common, id, kind: "levels", feature: "code", levels: codes, contributions, unseen: 0.7 };
    });
    const model = sealModel({ ...base, terms });
    const rows = Array.from({ length: 40 }, (_, i) => ({
      x: i % 9 === 0 ? null : i / 3,
      code: `code ${i * 13}`,
    }));
    const data = { rows, types: { x: "number", code: "text" } } as const;
    await loadData(engine(), data);
    const found = await compareWithScorer(engine(), data, model, features);
    expect(found.differences).toEqual([]);
    expect(found.margin).toBe(0);
  });
});
