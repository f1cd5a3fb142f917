import { categorical, custom, featureSet } from "../../../src/features/index";
import { readCsv, sharedDataPath } from "../../support/sharedData";
import type { DataSet, Texts } from "../dataSet";

const path = (file: string) => sharedDataPath("olist-funnel", file);
const day = (text: string | undefined) => Date.parse(`${text?.slice(0, 10)}T00:00:00Z`) / 86_400_000;
const lastDay = day("2018-11-14");
const window = 90;

export const olist: DataSet<Texts> = {
  name: "olist-funnel",
  rows() {
    const deals = new Map(readCsv(path("closed_deals.csv")).map((deal) => [deal.mql_id, deal]));
    return readCsv(path("marketing_qualified_leads.csv")).map((lead) => ({
      ...lead,
      won_date: deals.get(lead.mql_id)?.won_date ?? "",
    }));
  },
  features: featureSet<Texts>()({
    // a level of its own: leads of unknown origin convert best
    origin: categorical("origin", { label: "origin" }),
    page: categorical("landing_page_id", { label: "landing page" }),
    weekday: custom((_, asOf) => asOf.getUTCDay()),
    weekend: custom((_, asOf) => asOf.getUTCDay() % 6 === 0, { type: "flag" }),
  }),
  // won within 90 days; younger leads are still open
  outcome({ first_contact_date, won_date }) {
    const start = day(first_contact_date);
    if (won_date !== "" && day(won_date) - start <= window) return true;
    return start + window <= lastDay ? false : null;
  },
  asOf: (row) => new Date(`${row.first_contact_date}T00:00:00Z`),
  points: {
    rules: [
      { id: "searched", when: { feature: "origin", contains: "search" }, points: 10, group: "channel" },
      { id: "unknown", when: { feature: "origin", in: ["unknown"] }, points: 14, group: "channel" },
      { id: "no origin", when: { feature: "origin", exists: false }, points: -5, group: "channel" },
      { id: "weekend", when: { feature: "weekend", is: true }, points: -2.2 },
      { id: "late in the week", when: { feature: "weekday", above: 0 }, points: 0.3, times: "weekday" },
    ],
    groups: { channel: { minimum: 0, maximum: 12 } },
  },
};
