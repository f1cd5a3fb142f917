import { categorical, featureSet, numeric } from "../../../src/features/index";
import { readCsv, sharedDataPath } from "../../support/sharedData";
import type { DataSet, Texts } from "../dataSet";

const numbers = ["age", "campaign", "previous", "emp.var.rate", "cons.price.idx", "cons.conf.idx"];
const categories = ["job", "marital", "education", "default", "housing", "loan", "contact"];
const others = ["month", "day_of_week", "poutcome"];

export const bank: DataSet<Texts> = {
  name: "bank-marketing",
  rows: () => readCsv(sharedDataPath("bank-marketing", "contacts.csv"), { delimiter: ";" }),
  features: featureSet<Texts>()({
    ...Object.fromEntries(
      [...numbers, "euribor3m", "nr.employed"].map((name) => [
        name,
        numeric<Texts>(name, { fromText: true }),
      ]),
    ),
    pdays: numeric("pdays", { fromText: true, missing: [999] }),
    ...Object.fromEntries(
      [...categories, ...others].map((name) => [name, categorical<Texts>(name, { missing: ["unknown"] })]),
    ),
  }),
  outcome: (row) => row.y === "yes",
  points: {
    rules: [
      { id: "bought before", when: { feature: "poutcome", is: "success" }, points: 60 },
      {
        id: "recent",
        bands: "pdays",
        points: [
          { from: 0, points: 25 },
          { from: 7, points: 10 },
        ],
      },
      {
        id: "pestered",
        when: { feature: "campaign", above: 3 },
        points: -1.7,
        times: "campaign",
        cap: -20,
      },
      { id: "mobile", when: { feature: "contact", is: "cellular" }, points: 8 },
      { id: "cheap money", when: { feature: "euribor3m", atMost: 1.5 }, points: 18, group: "market" },
      { id: "few jobs", when: { feature: "nr.employed", below: 5100 }, points: 14, group: "market" },
      {
        id: "student or retired",
        when: {
          any: [
            { feature: "job", in: ["student", "retired"] },
            { feature: "age", above: 65 },
          ],
        },
        points: 9,
      },
    ],
    groups: { market: { maximum: 25 } },
    total: { minimum: -10, maximum: 100 },
    disqualify: [{ id: "default", when: { feature: "default", is: "yes" }, reason: "has credit in default" }],
  },
};
