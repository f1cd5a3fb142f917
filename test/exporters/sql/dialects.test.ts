import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import nodeSqlParser from "node-sql-parser";
import { describe, expect, it } from "vitest";
import { toSql } from "../../../src/exporters/sql/toSql";
import type { SqlDialect } from "../../../src/exporters/sql/types";
import {
  categorical,
  countEvents,
  daysSince,
  decayedSum,
  featureSet,
  flag,
  growth,
  numeric,
  ordinal,
  recencyFrequencyValue,
  trend,
} from "../../../src/features/index";
import { formula } from "../../../src/formulas/index";
import { sealModel } from "../../../src/models/index";
import { pointsModel } from "../../../src/scoring/index";
import type { TestRow } from "./compare";

const DIALECTS: readonly SqlDialect[] = [
  "duckdb",
  "postgres",
  "spark",
  "bigquery",
  "snowflake",
  "clickhouse",
];

/** A model that uses what can be written differently in each database. */
function example(dialect: SqlDialect): string {
  const features = featureSet<TestRow>()({
    visits: numeric("Total Visits", { fromText: true, missing: ["n/a"], clip: [0, 50] }),
    employees: numeric("employees", { transform: "log1p" }),
    origin: categorical("Lead Origin", {
      ignoreCase: true,
      levels: ["Web Form", "Messe'Ä\\"],
      missing: ["Select"],
    }),
    rank: ordinal("rank", ["low", "high"]),
    noEmail: flag("Do Not Email", { trueValues: ["Yes"], falseValues: ["No"] }),
    touched: daysSince("touched"),
    fit: formula("log1p(seats) / (floor(seats) + 1) ^ 0.5 + (paid ? 1 : -1)") as never,
    orders: countEvents("orders", { withinDays: 30, where: { type: ["web", "app", null] } }),
    warmth: decayedSum("orders", { halfLifeDays: 14, weight: { by: "type", points: { web: 2 } } }),
    growth: growth("orders", { value: "amount", overDays: 90 }),
    trend: trend("orders", { value: "amount" }),
    spent: recencyFrequencyValue("orders", { measure: "value", value: "amount" }),
  });
  const written = pointsModel<TestRow>({
    features,
    start: 5,
    rules: [
      {
        id: "web",
        label: "came by the form",
        when: { feature: "origin", is: "Web Form" },
        points: 20,
        group: "fit",
      },
      { id: "big", when: { feature: "employees", atLeast: 500 }, points: 15.5, group: "fit" },
      {
        id: "fair",
        when: { any: [{ not: { feature: "touched", below: 30 } }, { feature: "origin", contains: "messe" }] },
        points: -4,
      },
      {
        id: "ends",
        when: {
          any: [
            { feature: "origin", startsWith: "web" },
            { feature: "origin", endsWith: "form" },
          ],
        },
        points: 1,
      },
      { id: "orders", when: { feature: "orders", above: 0 }, points: 1.5, times: "orders", cap: 12 },
      { id: "in", when: { feature: "rank", in: ["low", "high"] }, points: 1e-7 },
      { id: "fitting", when: { feature: "fit", above: 0 }, points: 2, times: "warmth", cap: 9 },
      {
        id: "grows",
        when: {
          all: [
            { feature: "growth", above: 0.2 },
            { feature: "trend", above: 0 },
            { feature: "spent", exists: true },
          ],
        },
        points: 3,
      },
      {
        id: "time",
        bands: "visits",
        points: [
          { from: 1, points: 2 },
          { from: 10, points: 10 },
        ],
        missing: -1,
      },
    ],
    groups: { fit: { maximum: 30 } },
    disqualify: [{ id: "no mail", when: { feature: "noEmail", is: true }, reason: "wants no mail" }],
    override: [{ id: "sure", when: { feature: "rank", is: "high" }, reason: "it's sure", points: 60 }],
    coverageFloor: 0.25,
  });
  const calibration = { kind: "logistic", intercept: -3, slope: 0.08 } as const;
  const provenance = { ...written.provenance, libraryVersion: "0.0.0" };
  const model = sealModel({ ...written, link: "logit", calibration, provenance });
  return toSql(model, features, {
    dialect,
    table: ["crm", "leads"],
    key: "Prospect ID",
    asOf: { column: "as_of" },
    columns: { touched: "text", employees: { name: "EMPLOYEES" }, "Lead Origin": "text" },
    events: { orders: { table: ["crm", "orders"], key: "lead id", columns: { at: "date" } } },
    buckets: { labels: ["A", "B", "C"], cuts: [0.6, 0.3] },
    explain: { reasons: 2 },
  });
}

describe("golden files", () => {
  it.each(DIALECTS)("%s: the query is the one that was read and accepted", (dialect) => {
    const path = join(import.meta.dirname, "golden", `${dialect}.sql`);
    const sql = example(dialect);
    if (process.env.SALIENCE_WRITE_GOLDEN !== undefined) writeFileSync(path, sql);
    expect(sql).toBe(readFileSync(path, "utf8"));
  });
});

/** The grammars of node-sql-parser; it has none for Spark, whose literals of doubles Hive does not know, or ClickHouse. */
const GRAMMARS: readonly (readonly [SqlDialect, string, (sql: string) => string])[] = [
  ["bigquery", "BigQuery", (sql) => sql],
  ["snowflake", "Snowflake", (sql) => sql],
  ["spark", "Hive", (sql) => sql.replace(/(\d)D\b/g, "$1")],
];

describe("a parser accepts the query", () => {
  it.each(GRAMMARS)("%s, by the grammar of %s", (dialect, database, adapt) => {
    const parser = new nodeSqlParser.Parser();
    const sql = adapt(example(dialect));
    const parsed = parser.astify(sql, { database });
    expect((Array.isArray(parsed) ? parsed : [parsed]).map(({ type }) => type)).toEqual(["select"]);
    expect(() => parser.astify(sql.replace(" END", ""), { database })).toThrow();
  });
});

describe("every dialect", () => {
  it.each(DIALECTS)(
    "%s: one statement, whose literals and names hold no line break or invisible character",
    (dialect) => {
      const sql = example(dialect);
      expect(sql).not.toContain(";");
      expect(sql).toMatch(/^-- Salience, model fnv1a64:[0-9a-f]{16}\nWITH /);
      expect(sql).not.toMatch(/[\p{Cf}\u00a0\u2000-\u200a\u3000\t\r]/u);
    },
  );
});
