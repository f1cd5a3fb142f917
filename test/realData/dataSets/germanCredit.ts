import { categorical, featureSet, numeric } from "../../../src/features/index";
import { readCsv, sharedDataPath } from "../../support/sharedData";
import type { DataSet, Texts } from "../dataSet";

const number = (column: string, transform?: "log1p" | "sqrt") =>
  numeric<Texts>(column, { fromText: true, ...(transform === undefined ? {} : { transform }) });
const categories = [
  ...["status_of_existing_checking_account", "credit_history", "purpose", "savings_account_and_bonds"],
  ...["present_employment_since", "other_debtors_or_guarantors", "property", "other_installment_plans"],
  ...["housing", "job", "telephone"],
];

export const germanCredit: DataSet<Texts> = {
  name: "german-credit",
  rows: () => readCsv(sharedDataPath("german-credit", "applications.csv")),
  features: featureSet<Texts>()({
    duration: number("duration_in_month", "sqrt"),
    amount: number("credit_amount", "log1p"),
    rate: number("installment_rate_in_percentage_of_disposable_income"),
    age: number("age_in_years"),
    ...Object.fromEntries(categories.map((name) => [name, categorical<Texts>(name)])),
  }),
  outcome: (row) => row.creditability === "bad",
  points: {
    start: 40,
    rules: [
      {
        id: "overdrawn",
        when: { feature: "status_of_existing_checking_account", startsWith: "... < 0" },
        points: 30,
      },
      {
        id: "no account",
        when: { feature: "status_of_existing_checking_account", contains: "no checking" },
        points: -25,
      },
      {
        id: "critical",
        when: { feature: "credit_history", contains: "critical" },
        points: -15,
        group: "history",
      },
      {
        id: "paid",
        when: { feature: "credit_history", contains: "paid back duly" },
        points: -5,
        group: "history",
      },
      // conditions and bands speak of the feature's values: square roots of months here
      {
        id: "long",
        bands: "duration",
        points: [
          { from: 12, points: 8 },
          { from: 36, points: 17.5 },
        ],
      },
      { id: "young", when: { feature: "age", below: 26 }, points: 7 },
      { id: "burden", when: { feature: "rate", atLeast: 1 }, points: 2.25, times: "rate" },
    ],
    groups: { history: { minimum: -12 } },
    total: { minimum: 0 },
  },
};
