import { readFileSync } from "node:fs";
import {
  countEvents,
  decayedSum,
  featureSet,
  growth,
  recencyFrequencyValue,
  sumEvents,
} from "../../../src/features/index";
import { sharedDataPath } from "../../support/sharedData";
import type { DataSet } from "../dataSet";

interface Order {
  readonly at: string;
  readonly discs: number;
  readonly dollars: number;
}

interface Customer {
  readonly id: string;
  readonly orders: Order[];
}

const END_OF_CALIBRATION = "1997-09-30";

function customers(): Customer[] {
  const byId = new Map<string, Customer>();
  for (const line of readFileSync(sharedDataPath("cdnow", "sample.txt"), "utf8").split("\n")) {
    const [, id, date = "", discs, dollars] = line.trim().split(/\s+/);
    if (id === undefined) continue;
    const at = `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}`;
    const customer = byId.get(id) ?? { id, orders: [] };
    customer.orders.push({ at, discs: Number(discs), dollars: Number(dollars) });
    byId.set(id, customer);
  }
  return [...byId.values()];
}

export const cdnow: DataSet<Customer> = {
  name: "cdnow",
  rows: customers,
  features: featureSet<Customer>()({
    recency: recencyFrequencyValue("orders", { measure: "recency" }),
    frequency: recencyFrequencyValue("orders", { measure: "frequency" }),
    value: recencyFrequencyValue("orders", { measure: "value", value: "dollars" }),
    orders90d: countEvents("orders", { withinDays: 90 }),
    discs: sumEvents("orders", { value: "discs" }),
    warmth: decayedSum("orders", { halfLifeDays: 45 }),
    growth: growth("orders", { value: "dollars", overDays: 120 }),
  }),
  outcome: ({ orders }) => orders.some(({ at }) => at > END_OF_CALIBRATION),
  asOf: new Date(`${END_OF_CALIBRATION}T23:59:59.999Z`),
  points: {
    rules: [
      {
        id: "orders",
        when: { feature: "orders90d", atLeast: 1 },
        points: 7,
        times: "orders90d",
        cap: 30,
        group: "activity",
      },
      { id: "warm", when: { feature: "warmth", above: 0.5 }, points: 11, group: "activity" },
      {
        id: "frequent",
        bands: "frequency",
        points: [
          { from: 1, points: 10 },
          { from: 2, points: 18 },
          { from: 5, points: 30 },
        ],
      },
      { id: "asleep", when: { feature: "recency", above: 180 }, points: -20 },
      { id: "grows", when: { feature: "growth", above: 0 }, points: 6.6 },
    ],
    groups: { activity: { maximum: 33 } },
  },
};
