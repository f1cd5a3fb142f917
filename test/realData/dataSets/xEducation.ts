import { categorical, featureSet, flag, numeric } from "../../../src/features/index";
import { readCsv, sharedDataPath } from "../../support/sharedData";
import type { DataSet, Texts } from "../dataSet";

const number = (column: string) => numeric<Texts>(column, { fromText: true });
const category = (column: string) => categorical<Texts>(column, { missing: ["Select"] });
const yesNo = (column: string) => flag<Texts>(column, { trueValues: ["Yes"], falseValues: ["No"] });

export const xEducation: DataSet<Texts> = {
  name: "x-education",
  rows: () => readCsv(sharedDataPath("x-education", "leads.csv")),
  features: featureSet<Texts>()({
    visits: number("TotalVisits"),
    timeOnSite: number("Total Time Spent on Website"),
    pagesPerVisit: number("Page Views Per Visit"),
    origin: category("Lead Origin"),
    source: categorical("Lead Source", { ignoreCase: true, missing: ["Select"] }),
    occupation: category("What is your current occupation"),
    specialization: category("Specialization"),
    country: category("Country"),
    city: category("City"),
    noEmail: yesNo("Do Not Email"),
    noCall: yesNo("Do Not Call"),
    brochure: yesNo("A free copy of Mastering The Interview"),
  }),
  outcome: (row) => row.Converted === "1",
  points: {
    start: 5,
    rules: [
      {
        id: "asked",
        label: "filled in the add form",
        when: { feature: "origin", is: "Lead Add Form" },
        points: 40,
        group: "fit",
      },
      {
        id: "professional",
        when: { feature: "occupation", in: ["Working Professional", "Businessman"] },
        points: 25,
        group: "fit",
      },
      { id: "known city", when: { feature: "city", exists: true }, points: 2.5, group: "fit" },
      {
        id: "time",
        bands: "timeOnSite",
        points: [
          { from: 1, points: 2 },
          { from: 300, points: 10 },
          { from: 1000, points: 25 },
        ],
        missing: -1,
        group: "engagement",
      },
      {
        id: "visits",
        when: { feature: "visits", above: 0 },
        points: 1.1,
        times: "visits",
        cap: 12,
        group: "engagement",
      },
      {
        id: "shallow",
        when: {
          all: [
            { feature: "pagesPerVisit", below: 2 },
            { not: { feature: "source", contains: "reference" } },
          ],
        },
        points: -4,
      },
      { id: "no mail", when: { feature: "noEmail", is: true }, points: -15 },
    ],
    groups: { fit: { maximum: 50 }, engagement: { minimum: 0, maximum: 30 } },
    total: { minimum: 0, maximum: 75 },
    disqualify: [
      {
        id: "unreachable",
        when: {
          all: [
            { feature: "noEmail", is: true },
            { feature: "noCall", is: true },
          ],
        },
        reason: "wants neither mail nor calls",
      },
    ],
    override: [
      {
        id: "sure",
        when: {
          all: [
            { feature: "origin", is: "Lead Add Form" },
            { feature: "timeOnSite", above: 1500 },
          ],
        },
        reason: "asked for contact and read it all",
        points: 90,
      },
    ],
    probability: [
      { points: 0, probability: 0.05 },
      { points: 30, probability: 0.35 },
      { points: 75, probability: 0.95 },
    ],
  },
};
