import { categorical, custom, daysSince, featureSet, flag, numeric } from "../../../src/features/index";
import { readCsv, sharedDataPath } from "../../support/sharedData";
import type { DataSet, Texts } from "../dataSet";

const path = (file: string) => sharedDataPath("crm-pipeline", file);
const byKey = (file: string, key: string) => new Map(readCsv(path(file)).map((row) => [row[key], row]));

/** Deals with their account, product and agent joined; open deals have no outcome yet. */
function deals(): Texts[] {
  const accounts = byKey("accounts.csv", "account");
  const products = byKey("products.csv", "product");
  const teams = byKey("sales_teams.csv", "sales_agent");
  return readCsv(path("sales_pipeline.csv")).map((deal) => ({
    ...accounts.get(deal.account),
    ...products.get(deal.product === "GTXPro" ? "GTX Pro" : (deal.product as string)),
    ...teams.get(deal.sales_agent),
    ...deal,
  }));
}

const NOW = new Date("2018-01-01T00:00:00Z");

export const crmPipeline: DataSet<Texts> = {
  name: "crm-pipeline",
  rows: deals,
  features: featureSet<Texts>()({
    product: categorical("product", { aliases: { GTXPro: "GTX Pro" } }),
    sector: categorical("sector", { aliases: { technolgy: "technology" } }),
    office: categorical("regional_office"),
    account: categorical("account"),
    revenue: numeric("revenue", { fromText: true, transform: "log1p" }),
    employees: numeric("employees", { fromText: true, transform: "log1p" }),
    price: numeric("sales_price", { fromText: true }),
    subsidiary: flag((row) => (row.subsidiary_of === undefined ? null : row.subsidiary_of !== "")),
    open: daysSince("engage_date"),
    age: custom((row, asOf) =>
      row.year_established === undefined ? null : asOf.getUTCFullYear() - Number(row.year_established),
    ),
  }),
  outcome: ({ deal_stage }) => (deal_stage === "Won" || deal_stage === "Lost" ? deal_stage === "Won" : null),
  asOf: ({ close_date }) => (close_date ? new Date(`${close_date}T00:00:00Z`) : NOW),
  points: {
    rules: [
      { id: "big", when: { feature: "price", above: 3000 }, points: 20, group: "size" },
      { id: "staff", when: { feature: "employees", above: 5000 }, points: 15, group: "size" },
      { id: "known account", when: { feature: "account", exists: true }, points: 5 },
      {
        id: "stale",
        bands: "open",
        points: [
          { from: 30, points: -2 },
          { from: 90, points: -8.5 },
        ],
      },
      {
        id: "good fit",
        when: {
          any: [
            { feature: "sector", in: ["technology", "software"] },
            {
              all: [
                { feature: "subsidiary", is: true },
                { feature: "age", above: 20 },
              ],
            },
          ],
        },
        points: 12,
      },
    ],
    groups: { size: { maximum: 25 } },
    coverageFloor: 0.5,
  },
};
