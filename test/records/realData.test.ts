import { expect, test } from "vitest";
import { convertFields, type FieldPlan, profileFields } from "../../src/records/index";
import { describeWithSharedData, readCsv, sharedDataPath } from "../support/sharedData";

const files = [
  ["x-education/leads.csv", ","],
  ["bank-marketing/contacts.csv", ";"],
  ["salvirt-b2b/opportunities.csv", ";"],
  ["olist-funnel/marketing_qualified_leads.csv", ","],
  ["olist-funnel/closed_deals.csv", ","],
  ["crm-pipeline/sales_pipeline.csv", ","],
  ["crm-pipeline/accounts.csv", ","],
  ["german-credit/applications.csv", ","],
] as const;

const read = (path: string, delimiter: string) => readCsv(sharedDataPath(...path.split("/")), { delimiter });

describeWithSharedData("real files", () => {
  test.each(files)(
    "%s: the proposed plan reads it, and every bad cell was said before",
    (path, delimiter) => {
      const rows = read(path, delimiter);
      const { plan, warnings } = profileFields(rows);
      const { counts, badCells } = convertFields(rows, plan, { badCells: "missing" });
      expect(counts.records).toBe(rows.length);
      const said = warnings
        .filter(({ code }) => code === "odd_cells")
        .map(({ message }) => Number(message.split(" ")[0]));
      expect(badCells).toHaveLength(said.reduce((sum, count) => sum + count, 0));
    },
  );

  const profileOf = (path: string, delimiter = ",") => {
    const { plan, warnings } = profileFields(read(path, delimiter));
    const said = new Set(warnings.map(({ code, field }) => `${code} ${field}`));
    return { plan: plan as Readonly<Record<string, FieldPlan>>, said };
  };

  test("the unfilled dropdown Select of X Education is missing, and its five constant columns are said", () => {
    const { plan, said } = profileOf("x-education/leads.csv");
    for (const field of ["Specialization", "City", "Lead Profile", "How did you hear about X Education"]) {
      expect(plan[field]).toEqual({ kind: "text", missing: ["Select"] });
      expect(said).toContain(`placeholders ${field}`);
    }
    expect([...said].filter((one) => one.startsWith("constant_field"))).toHaveLength(5);
    expect(plan["Page Views Per Visit"]).toEqual({ kind: "number", decimal: "." });
    expect(plan.Converted).toEqual({ kind: "yesNo" });
    expect(plan["Do Not Email"]).toEqual({ kind: "yesNo" });
  });

  test("999 days of the bank are said to be a code, and unknown is missing", () => {
    const { plan, said } = profileOf("bank-marketing/contacts.csv", ";");
    expect(said).toContain("possible_code pdays");
    expect([...said].filter((one) => one.startsWith("possible_code"))).toHaveLength(1);
    expect(plan.job).toEqual({ kind: "text", missing: ["unknown"] });
    expect(plan.default).toEqual({ kind: "yesNo", missing: ["unknown"] });
    expect(plan.euribor3m).toEqual({ kind: "number", decimal: "." });
  });

  test("days and times of Olist are told apart, and the zone is said to be unknown", () => {
    const leads = profileOf("olist-funnel/marketing_qualified_leads.csv");
    expect(leads.plan.first_contact_date).toEqual({ kind: "date", formats: ["yyyy-MM-dd"] });
    const deals = profileOf("olist-funnel/closed_deals.csv");
    expect(deals.plan.won_date).toEqual({ kind: "date", formats: ["yyyy-MM-dd HH:mm:ss"], zone: "UTC" });
    expect(deals.said).toContain("zone_unknown won_date");
    expect(deals.plan.average_stock).toMatchObject({ kind: "text" }); // 1-5, 5-20: neither numbers nor dates
  });
});
