import { expect, it } from "vitest";
import {
  decayedSum,
  type Feature,
  featureSet,
  growth,
  numeric,
  ratio,
  recencyFrequencyValue,
  sumEvents,
  trend,
} from "../../../src/features/index";
import { formula } from "../../../src/formulas/index";
import { type AdditiveModel, sealModel, type Term } from "../../../src/models/index";
import { pointsModel } from "../../../src/scoring/index";
import { compareWithScorer, loadData, type TestData, type TestRow } from "./compare";
import { describeEngines, type Engine } from "./engines";

const NUMBERS = [
  ...[0, 1, -3, 1e-320, -5e-324, 1e-160, -1e-200, 1e154, -1e200, 1e290, 2e-308],
  ...[1e-300, -1e300, 1e308, -1e308, Number.MAX_VALUE, null],
];
const PAIRS = NUMBERS.flatMap((a) => NUMBERS.map((b): TestRow => ({ a, b })));
const NOW = new Date("2026-03-01T12:00:00Z");
const DAY = 86_400_000;

type Features = Readonly<Record<string, Feature<TestRow>>>;

/** Points for each feature: more of them above 0, and some where it has a value. */
function rules(features: Features): AdditiveModel {
  return pointsModel<TestRow>({
    features: featureSet<TestRow>()(features),
    rules: Object.keys(features).flatMap((name, i) => [
      { id: `${name} above`, when: { feature: name, above: 0 }, points: 10 ** i },
      { id: `${name} below`, when: { feature: name, below: 0 }, points: 2 * 10 ** i },
      { id: `${name} exists`, when: { feature: name, exists: true }, points: 4 * 10 ** i },
    ]),
  });
}

async function differences(engine: Engine, data: TestData, features: Features, model: AdditiveModel) {
  await loadData(engine, data);
  const set = featureSet<TestRow>()(features);
  return (await compareWithScorer(engine, data, model, set, { explain: true })).differences;
}

const linear = (feature: string, more: Partial<Extract<Term, { kind: "linear" }>> = {}): Term => ({
  ...{ kind: "linear", id: feature, label: feature, feature, group: null, reference: 0 },
  ...{ coefficient: 10, center: 0, missing: 0, ...more },
});

describeEngines("numbers near the largest and the smallest double", (engine) => {
  it("a sum that is not finite rejects the record, whatever a cap or a gate would say", async () => {
    const features = { a: numeric<TestRow>("a"), b: numeric<TestRow>("b") };
    const base = pointsModel<TestRow>({
      features: featureSet<TestRow>()(features),
      rules: [
        { id: "r", when: { feature: "a", exists: true }, points: 1 },
        { id: "s", when: { feature: "b", above: 0 }, points: 2, times: "b", cap: 7 },
      ],
      groups: { capped: { maximum: 40 } },
      override: [{ id: "vip", when: { feature: "b", is: 1 }, reason: "a vip", points: 90 }],
    });
    const terms = [
      linear("a", { group: "capped" }),
      linear("b", { coefficient: -10 }),
      ...base.terms.slice(1),
    ];
    const model = sealModel({ ...base, terms });
    const data: TestData = { rows: PAIRS, types: { a: "number", b: "number" } };
    expect(await differences(engine(), data, features, model)).toEqual([]);
    const result = await engine().query(
      "SELECT COUNT(*) AS n FROM leads AS t WHERE t.a > 1e307 AND t.b > 1e307",
    );
    expect(Number(result.n?.[0])).toBe(4); // so there are records with Infinity − Infinity
  });

  it("a quotient, a product and a sum are exact, missing beyond the largest double and 0 below the smallest", async () => {
    const features: Features = {
      quotient: ratio<TestRow>("a", "b"),
      product: formula("a * b") as Feature<TestRow>,
      sum: formula("a + b") as Feature<TestRow>,
      difference: formula("a - b") as Feature<TestRow>,
      division: formula("a / b") as Feature<TestRow>,
      root: formula("sqrt(abs(a)) * 2") as Feature<TestRow>,
    };
    const data: TestData = { rows: PAIRS, types: { a: "number", b: "number" } };
    expect(await differences(engine(), data, features, rules(features))).toEqual([]);
  });

  it("a number near 0 keeps its sign, and a term of it is 0 where the scorer's is", async () => {
    const features = { a: numeric<TestRow>("a") };
    const small = NUMBERS.filter((a) => a === null || Math.abs(a) < 1e-100);
    const data: TestData = { rows: small.map((a) => ({ a })), types: { a: "number" } };
    expect(await differences(engine(), data, features, rules(features))).toEqual([]);
    const shape: Term = {
      ...{ kind: "piecewise", id: "shape", label: "", feature: "a", group: null, reference: 0, missing: 3 },
      ...{ knots: [-1, 0, 1e40], contributions: [2, 0, 1e-20] },
    };
    const model = sealModel({ ...rules(features), terms: [linear("a", { coefficient: 1e-40 }), shape] });
    expect(await differences(engine(), data, features, model)).toEqual([]);
  });

  it("a probability of a far margin is 0 or 1", async () => {
    const features = { a: numeric<TestRow>("a") };
    const base = rules(features);
    const calibration = { kind: "logistic", intercept: -1, slope: 1e10 } as const;
    const model = sealModel({
      ...base,
      link: "logit",
      terms: [linear("a", { coefficient: 1 })],
      calibration,
    });
    const rows = [0, 1e-12, -1, 1, -1e-7, -7e-8, 1e150, -1e200, 1e290, -1e-320].map((a) => ({ a }));
    expect(await differences(engine(), { rows, types: { a: "number" } }, features, model)).toEqual([]);
  });

  it("a trend of equal values is exactly 0", async () => {
    const features = { trend: trend<TestRow>("seats", { value: "used", perDays: 7 }) };
    const rows = Array.from({ length: 200 }, (_, k) => ({
      seats: Array.from({ length: 2 + (k % 9) }, (_, i) => ({
        at: new Date(NOW.getTime() - ((i * 7919 + k * 104729) % 5000) * 123_457),
        used: (k % 40) / 7 + 0.1,
      })),
    }));
    const data: TestData = {
      rows,
      types: {},
      events: { seats: { at: "timestamp", used: "number" } },
      asOf: NOW,
    };
    const model = rules(features);
    expect(await differences(engine(), data, features, model)).toEqual([]);
    const { differences: none, sql } = await compareWithScorer(
      engine(),
      data,
      model,
      featureSet<TestRow>()(features),
    );
    expect(none).toEqual([]);
    expect((await engine().query(sql)).score).toEqual(rows.map(() => 4));
  });

  it("an amount of an event that no sum can hold rejects the record", async () => {
    const features: Features = {
      sum: sumEvents<TestRow>("orders", { value: "amount" }),
      decayed: decayedSum<TestRow>("orders", { halfLifeDays: 3, weight: "amount" }),
      growth: growth<TestRow>("orders", { value: "amount", overDays: 5 }),
      value: recencyFrequencyValue<TestRow>("orders", { measure: "value", value: "amount" }),
      trend: trend<TestRow>("orders", { value: "amount" }),
    };
    const amounts = [1e300, 1e308, Number.MAX_VALUE, 1e-320, 1e-200, 1, 1e100, null];
    const rows = amounts.flatMap((late) =>
      amounts.map((early) => ({
        orders: [
          { at: new Date(NOW.getTime() - DAY), amount: late },
          { at: new Date(NOW.getTime() - 9 * DAY), amount: early },
        ],
      })),
    );
    const data: TestData = {
      rows,
      types: {},
      events: { orders: { at: "timestamp", amount: "number" } },
      asOf: NOW,
    };
    for (const [name, feature] of Object.entries(features)) {
      const own = { [name]: feature };
      expect(await differences(engine(), data, own, rules(own)), name).toEqual([]);
    }
  });
});
