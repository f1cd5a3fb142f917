import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import {
  featureSet,
  type RecencyFrequencyValueMeasure,
  readTable,
  recencyFrequencyValue,
} from "../../src/features/index";
import { failure } from "../core/failure";
import { describeWithSharedData, readCsv, sharedDataPath } from "../support/sharedData";
import { type Any, daysAgo, readOne } from "./read";

const of = (measure: RecencyFrequencyValueMeasure, options: object = {}) =>
  recencyFrequencyValue<Any>("orders", {
    measure,
    ...(measure === "value" ? { value: "amount" } : {}),
    ...options,
  });

const orders = [
  { at: daysAgo(30), amount: 50 },
  { at: daysAgo(10), amount: 30 },
  { at: daysAgo(10 - 1 / 24), amount: 10 },
  { at: daysAgo(4), amount: 60 },
];

describe("recencyFrequencyValue", () => {
  it.each([
    ["recency", 4],
    ["frequency", 3],
    ["value", 50],
    ["span", 26],
    ["age", 30],
  ] as const)("%s of orders 30, 10, 10 and 4 days ago", (measure, expected) => {
    expect(readOne(of(measure), { orders })).toBe(expected);
  });

  it("without a purchase frequency is 0 and the others are missing", () => {
    const none = (["recency", "frequency", "value", "span", "age"] as const).map((measure) =>
      readOne(of(measure), { orders: [] }),
    );
    expect(none).toEqual([Number.NaN, 0, Number.NaN, Number.NaN, Number.NaN]);
  });

  it("two purchases around midnight UTC are two days", () => {
    const around = [{ at: "2026-03-01T23:59:59Z" }, { at: "2026-03-02T00:00:01Z" }];
    expect(readOne(of("frequency"), { orders: around })).toBe(2);
  });

  it("purchases of one UTC day, hours apart, are one purchase: frequency 1 and span 0", () => {
    const sameDay = [{ at: "2026-03-01T01:00:00Z" }, { at: "2026-03-01T23:00:00Z" }];
    expect([readOne(of("frequency"), { orders: sameDay }), readOne(of("span"), { orders: sameDay })]).toEqual(
      [1, 0],
    );
  });

  it("a purchase without an amount counts for the frequency, and is left out of the value", () => {
    const mixed = [{ at: daysAgo(1) }, { at: daysAgo(2), amount: 8 }];
    expect([readOne(of("frequency"), { orders: mixed }), readOne(of("value"), { orders: mixed })]).toEqual([
      2, 8,
    ]);
  });

  it("spans are measured in days, the others in no unit of their own", () => {
    const units = (["recency", "span", "age", "frequency", "value"] as const).map(
      (measure) => of(measure).unit,
    );
    expect(units).toEqual(["days", "days", "days", null, null]);
    expect(of("value", { unit: "EUR" }).unit).toBe("EUR");
  });

  it.each([
    [{ measure: "monetary" }, 'measure recency, frequency, value, span or age, received "monetary"'],
    [undefined, "measure recency, frequency, value, span or age, received undefined"],
    [{ measure: "value" }, "value, the amount of a purchase, for the measure value, received undefined"],
    [{ measure: "recency", value: "amount" }, 'value for no other measure than value, received "amount"'],
  ])("the options %j are refused", (options, message) => {
    expect(failure(() => recencyFrequencyValue<Any>("orders", options as never))).toBe(
      `invalid_argument: recencyFrequencyValue: expected ${message}`,
    );
  });
});

describeWithSharedData("CDNOW: x, tₓ and T as Fader and Hardie published them", () => {
  it("for all 2,357 customers, in weeks to two digits", () => {
    const byCustomer = new Map<string, { at: string; amount: number }[]>();
    for (const line of readFileSync(sharedDataPath("cdnow", "sample.txt"), "utf8").trim().split("\n")) {
      const [, id, day, , dollars] = line.trim().split(/\s+/) as [string, string, string, string, string];
      const at = day.replace(/^(\d{4})(\d{2})(\d{2})$/, "$1-$2-$3");
      byCustomer.set(id, [...(byCustomer.get(id) ?? []), { at, amount: Number(dollars) }]);
    }
    const summary = readCsv(sharedDataPath("cdnow", "customer_summary.csv"));
    const rows = summary.map(({ ID }) => ({ orders: byCustomer.get(String(ID).padStart(4, "0")) }));
    const features = featureSet<Any>()({ frequency: of("frequency"), span: of("span"), age: of("age") });
    const { table, rejected } = readTable<Any>(rows, features, { asOf: new Date("1997-09-30T00:00:00Z") });
    const columnOf = (name: string) => {
      const column = table.columns[name];
      return column?.type === "number" ? column.values : new Float64Array(0);
    };
    expect(rejected).toEqual([]);
    expect(summary).toHaveLength(2357);
    summary.forEach(({ ID, frequency, recency, T }, i) => {
      expect((columnOf("frequency")[i] as number) - 1, `x of ${ID}`).toBe(Number(frequency));
      expect(Math.abs((columnOf("span")[i] as number) / 7 - Number(recency)), `tx of ${ID}`).toBeLessThan(
        0.00501,
      );
      expect(Math.abs((columnOf("age")[i] as number) / 7 - Number(T)), `T of ${ID}`).toBeLessThan(0.00501);
    });
  });
});
