import { expect, it } from "vitest";
import { seededRandom } from "../../../src/core/index";
import { toSql } from "../../../src/exporters/sql/toSql";
import {
  countEvents,
  daysSinceEvent,
  decayedSum,
  type Feature,
  featureSet,
  growth,
  numeric,
  recencyFrequencyValue,
  sumEvents,
  trend,
} from "../../../src/features/index";
import { type AdditiveModel, sealModel, type Term } from "../../../src/models/index";
import { pointsModel } from "../../../src/scoring/index";
import { AS_OF, compareWithScorer, loadData, type TestData, type TestRow } from "./compare";
import { describeEngines } from "./engines";

const NOW = Date.UTC(2026, 2, 1, 12);
const DAY = 86_400_000;

/** A model whose contributions are the values of the features. */
function mirror(features: Readonly<Record<string, Feature<TestRow>>>): AdditiveModel {
  const rules = Object.keys(features).map((name) => ({
    id: name,
    when: { feature: name, exists: true },
    points: 1,
  }));
  const model = pointsModel<TestRow>({ features: featureSet<TestRow>()(features), rules });
  const terms = model.features.map(({ name }): Term => {
    const rest = { group: null, reference: 0, coefficient: 1, center: 0, missing: -0.125 };
    return { kind: "linear", id: name, label: name, feature: name, ...rest };
  });
  return sealModel({ ...model, terms });
}

/** Records with 0 to 12 events each, some in the future, on the edge of a window, or without a number. */
function records(count: number): TestRow[] {
  const random = seededRandom(7);
  const pick = <T>(list: readonly T[]) => list[Math.floor(random.next() * list.length)] as T;
  return Array.from({ length: count }, () => {
    const visits = Array.from({ length: Math.floor(random.next() * 13) }, () => {
      const days = pick([0, 1, 7, 30, 30.5, -1, 0.25, 100, 400, random.next() * 60, random.next() * 60]);
      return {
        at: new Date(NOW - Math.round(days * DAY)),
        type: pick(["web", "Web", "fair", "it's", "", null, " web "]),
        amount: pick([null, 10, 12.5, -3, 0.1, 0.2, 1e6, random.next() * 100]),
        pages: Math.floor(random.next() * 9),
        paid: pick([true, false, null]),
        code: pick([1, 2, 3, null]),
      };
    });
    return { visits, [AS_OF]: new Date(NOW - Math.floor(random.next() * 20) * DAY) };
  });
}

const FEATURES: Readonly<Record<string, Feature<TestRow>>> = {
  count: countEvents("visits"),
  recent: countEvents("visits", { withinDays: 30 }),
  web: countEvents("visits", { where: { type: ["web", "it's", ""], paid: true } }),
  unknown: countEvents("visits", { where: { type: null, code: [1, null], paid: [false, null] } }),
  never: countEvents("visits", { where: { type: 1 } }),
  since: daysSinceEvent("visits", { where: { paid: true } }),
  sum: sumEvents("visits", { value: "amount", withinDays: 60 }),
  pages: sumEvents("visits", { value: "pages", where: { code: 2 } }),
  points: sumEvents("visits", {
    value: { by: "type", points: { web: 2, fair: -1, null: 7 }, otherwise: 0.5 },
  }),
  codes: sumEvents("visits", { value: { by: "code", points: { "1": 5, "2.0": 9, "3": 1 } } }),
  paid: sumEvents("visits", { value: { by: "paid", points: { true: 5, null: 3 }, otherwise: 1 } }),
  halving: decayedSum("visits", { halfLifeDays: 14 }),
  fading: decayedSum("visits", { lifespanDays: 45, weight: "amount" }),
  stepped: decayedSum("visits", {
    steps: [
      { withinDays: 7, weight: 1 },
      { withinDays: 30, weight: 0.5 },
    ],
    weight: { by: "type", points: { web: 3 }, otherwise: 0 },
  }),
  tiny: decayedSum("visits", { halfLifeDays: 0.01 }),
  growth: growth("visits", { value: "amount", overDays: 20 }),
  growthOfPages: growth("visits", { value: "pages", overDays: 7, where: { paid: [true, false] } }),
  trend: trend("visits", { value: "amount", perDays: 30 }),
  trendOfPages: trend("visits", { value: "pages", withinDays: 60 }),
  recency: recencyFrequencyValue("visits", { measure: "recency" }),
  frequency: recencyFrequencyValue("visits", { measure: "frequency" }),
  value: recencyFrequencyValue("visits", { measure: "value", value: "amount" }),
  span: recencyFrequencyValue("visits", { measure: "span", withinDays: 90 }),
  age: recencyFrequencyValue("visits", { measure: "age" }),
};
const PROPERTIES = {
  at: "timestamp",
  type: "text",
  amount: "number",
  pages: "number",
  paid: "boolean",
  code: "number",
} as const;

describeEngines("event features in SQL", (engine) => {
  for (const asOf of [new Date(NOW), "column"] as const) {
    it(`every extractor, ${asOf === "column" ? "an instant per record" : "one instant for all"}`, async () => {
      const data: TestData = {
        rows: records(400),
        types: asOf === "column" ? { [AS_OF]: "timestamp" } : {},
        events: { visits: PROPERTIES },
        asOf,
      };
      await loadData(engine(), data);
      const model = mirror(FEATURES);
      const features = featureSet<TestRow>()(FEATURES);
      const found = await compareWithScorer(engine(), data, model, features, { explain: true });
      expect(found.differences).toEqual([]);
    });
  }

  it("an event that passes the filter with a broken date or number rejects its record, others do not", async () => {
    const at = "2026-02-01";
    const lists = [
      [{ at: "2026-02-30", type: "web", amount: 1 }],
      [{ at: "2026-02-30", type: "fair", amount: 1 }],
      [{ at: null, type: "web", amount: 1 }],
      [{ at, type: "web", amount: Number.POSITIVE_INFINITY }],
      [{ at, type: "fair", amount: Number.POSITIVE_INFINITY }],
      [{ at: "2027-01-01", type: "web", amount: Number.POSITIVE_INFINITY }],
      [{ at, type: "web", amount: Number.NaN }],
      [{ at: " 2026-02-01T10:00:00+05:00 ", type: "web", amount: 3 }],
    ];
    const set = { web: sumEvents<TestRow>("visits", { value: "amount", where: { type: "web" } }) };
    const data: TestData = {
      rows: lists.map((visits) => ({ visits })),
      types: {},
      events: { visits: { at: "text", type: "text", amount: "number" } },
      asOf: new Date(NOW),
    };
    await loadData(engine(), data);
    const features = featureSet<TestRow>()(set);
    const found = await compareWithScorer(engine(), data, mirror(set), features, { explain: true });
    expect(found.differences).toEqual([]);
  });

  it("two lists of events, and a column of the record, in one query", async () => {
    const set = {
      visits: countEvents<TestRow>("visits"),
      orders: sumEvents<TestRow>("orders", { value: "amount", at: "placed" }),
      size: numeric<TestRow>("size"),
    };
    const rows = [
      {
        size: 1,
        visits: [{ at: new Date(NOW - DAY) }],
        orders: [{ placed: new Date(NOW - DAY), amount: 2.5 }],
      },
      { size: null, visits: [], orders: [{ placed: new Date(NOW + DAY), amount: 9 }] },
      { size: 3, visits: [{ at: new Date(NOW) }, { at: new Date(NOW - 1) }], orders: [] },
    ];
    const data: TestData = {
      rows,
      types: { size: "number" },
      events: { visits: { at: "timestamp" }, orders: { placed: "timestamp", amount: "number" } },
      asOf: new Date(NOW),
    };
    await loadData(engine(), data);
    const features = featureSet<TestRow>()(set);
    const found = await compareWithScorer(engine(), data, mirror(set), features, { explain: true });
    expect(found.differences).toEqual([]);
  });

  it("a record without rows has an empty list, or with withoutRows missing no list", async () => {
    const set = {
      count: countEvents<TestRow>("visits", { withinDays: 5 }),
      sum: sumEvents<TestRow>("visits", { value: "amount" }),
    };
    const features = featureSet<TestRow>()(set);
    const asOf = new Date(NOW);
    const data: TestData = {
      rows: [{ visits: [] }, { visits: [{ at: new Date(NOW - 30 * DAY), amount: 4 }] }],
      types: {},
      events: { visits: { at: "timestamp", amount: "number" } },
      asOf,
    };
    await loadData(engine(), data);
    const contributions = async (withoutRows: "empty" | "missing") => {
      const events = { visits: { table: "events of visits", key: "lead", withoutRows } };
      const options = { dialect: engine().dialect, table: "leads", key: "id", asOf, events, explain: true };
      const result = await engine().query(
        `SELECT * FROM (${toSql(mirror(set), features, options)}) AS r ORDER BY id`,
      );
      return [result.contribution_1_count, result.contribution_2_sum, result.coverage];
    };
    expect(await contributions("empty")).toEqual([
      [0, 0],
      [0, 4],
      [1, 1],
    ]);
    expect(await contributions("missing")).toEqual([
      [-0.125, 0],
      [-0.125, 4],
      [0, 1],
    ]);
  });
});
