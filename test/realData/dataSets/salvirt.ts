import { categorical, featureSet } from "../../../src/features/index";
import { readCsv, sharedDataPath } from "../../support/sharedData";
import type { DataSet, Texts } from "../dataSet";

const columns = [
  ...["Product", "Seller", "Authority", "Comp_size", "Competitors", "Purch_dept", "Partnership"],
  ...["Budgt_alloc", "Forml_tend", "RFI", "RFP", "Growth", "Posit_statm", "Source", "Client", "Scope"],
  ...["Strat_deal", "Cross_sale", "Up_sale", "Deal_type", "Needs_def", "Att_t_client"],
];

export const salvirt: DataSet<Texts> = {
  name: "salvirt-b2b",
  rows: () => readCsv(sharedDataPath("salvirt-b2b", "opportunities.csv"), { delimiter: ";" }),
  features: featureSet<Texts>()(
    Object.fromEntries(columns.map((name) => [name, categorical<Texts>(name, { missing: ["Unknown"] })])),
  ),
  outcome: (row) => row.Status === "Won",
  points: {
    rules: [
      { id: "budget", when: { feature: "Budgt_alloc", is: "Yes" }, points: 15 },
      { id: "authority", when: { feature: "Authority", in: ["High", "Mid"] }, points: 7.3 },
      { id: "need", when: { feature: "Needs_def", startsWith: "y" }, points: 10, group: "interest" },
      { id: "client", when: { feature: "Client", is: "Current" }, points: 20, group: "interest" },
      { id: "up-sale", when: { feature: "Up_sale", is: "Yes" }, points: 12, group: "interest" },
      { id: "contested", when: { not: { feature: "Competitors", is: "No" } }, points: -6 },
      { id: "unclear", when: { feature: "Scope", exists: false }, points: -3 },
      { id: "referred", when: { feature: "Source", endsWith: "al" }, points: 4 },
    ],
    groups: { interest: { maximum: 30 } },
  },
};
