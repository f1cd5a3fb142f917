import nodeSqlParser from "node-sql-parser";
import { describe, expect, it } from "vitest";
import { type StatisticsSqlOptions, statisticsSql } from "../../../src/exporters/statistics/index";
import {
  categorical,
  countEvents,
  custom,
  featureSet,
  flag,
  numeric,
  ordinal,
} from "../../../src/features/index";
import { failure } from "../../core/failure";

interface Deal {
  readonly source: string;
  readonly visits: number;
  readonly stage: string;
  readonly demo: boolean;
}
const features = featureSet<Deal>()({
  source: categorical("source", { ignoreCase: true, missing: ["?"] }),
  visits: numeric("visits"),
  stage: ordinal("stage", ["new", "offer", "won"]),
  demo: flag("demo"),
});
const options: StatisticsSqlOptions = {
  dialect: "duckdb",
  table: ["crm", "deals"],
  outcome: { column: "status", event: "won", nonEvent: ["lost", "no decision"] },
  cuts: { visits: [2, 5.5] },
};
const dialects = ["duckdb", "postgres", "spark", "bigquery", "snowflake", "clickhouse"] as const;

/** A parser that reads the dialect, and what of the dialect it does not know. */
const parsers: Readonly<Record<(typeof dialects)[number], [string, (sql: string) => string]>> = {
  duckdb: ["PostgreSQL", (sql) => sql],
  postgres: ["PostgreSQL", (sql) => sql],
  bigquery: ["BigQuery", (sql) => sql],
  snowflake: ["Snowflake", (sql) => sql],
  // Hive knows no suffix of doubles, MySQL no Nullable
  spark: ["Hive", (sql) => sql.replace(/(?<![\\\w])(\d[\d.eE-]*)D\b/g, "$1")],
  clickhouse: ["MySQL", (sql) => sql.replace(/Nullable\(\w+\)/g, "CHAR")],
};

/** The number of queries that a statement unites. */
function blocks(sql: string, dialect: (typeof dialects)[number]): number {
  const [database, known] = parsers[dialect];
  const parsed = new nodeSqlParser.Parser().astify(known(sql), { database }) as unknown;
  let count = 0;
  for (
    let next = (Array.isArray(parsed) ? parsed[0] : parsed) as { _next?: never } | undefined;
    next;
    next = next._next
  ) {
    count++;
  }
  return count;
}

describe("statisticsSql", () => {
  it.each(dialects)(
    "%s: is what it was, and parses as one query per feature and two for all records",
    async (dialect) => {
      const sql = statisticsSql(features, { ...options, dialect });
      // what comes before is the extraction of the features, which toSql shares and has its own golden files of
      await expect(sql.slice(sql.indexOf("salience_bins AS ("))).toMatchFileSnapshot(`golden/${dialect}.sql`);
      expect(blocks(sql, dialect)).toBe(6);
    },
  );

  it.each(dialects)("%s: hostile names of features and values of outcomes stay texts", (dialect) => {
    const evil = "'; DROP TABLE deals; -- 😀";
    const hostile = featureSet<Record<string, string>>()({
      [evil]: categorical("a"),
      [`"${evil}`]: flag("b"),
    });
    const outcome = { column: "status", event: evil, nonEvent: `"${evil}` };
    expect(blocks(statisticsSql(hostile, { dialect, table: "deals", outcome }), dialect)).toBe(4);
  });

  it("a category is grouped by its text in the table, whatever its spellings", () => {
    const plain = featureSet<Deal>()({ ...features.features, source: categorical("source") });
    expect(statisticsSql(plain, options)).toBe(statisticsSql(features, options));
  });

  const one = (name: string, feature: object) => featureSet<Deal>()({ [name]: feature as never });
  it.each([
    [
      "a function",
      one(
        "f",
        custom(() => 1 as never, { type: "number" } as never),
      ),
      { cuts: { f: [1] } },
      /statisticsSql: expected feature "f" to be made without a function/,
    ],
    [
      "a number without cuts",
      features,
      { cuts: {} },
      /^invalid_configuration: statisticsSql: expected cuts of the number "visits", received undefined$/,
    ],
    [
      "cuts of a category",
      features,
      { cuts: { source: [1], visits: [1] } },
      /expected cuts of number features, received "source"/,
    ],
    [
      "a category of numbers",
      features,
      { columns: { source: "number" } },
      /^invalid_configuration: statisticsSql: expected columns\["source"\], which the category "source" counts by its text, to be text, received "number"$/,
    ],
    [
      "a table of events without a key",
      features,
      { events: { events: { table: "e", key: "id" } } },
      /statisticsSql: expected key, which the table of events refers to/,
    ],
    [
      "events without a table",
      one("n", countEvents("events" as never)),
      { cuts: { n: [1] } },
      /statisticsSql: expected asOf|statisticsSql: expected events/,
    ],
    [
      "no instant",
      one("n", countEvents("events" as never, { withinDays: 3 })),
      { cuts: { n: [1] } },
      /^missing_as_of: statisticsSql/,
    ],
    [
      "another dialect",
      features,
      { dialect: "oracle" },
      /^invalid_argument: statisticsSql: expected dialect to be one of/,
    ],
    ["no table", features, { table: "" }, /^invalid_argument: statisticsSql: expected table to be a name/],
    [
      "an unknown option",
      features,
      { explain: true },
      /statisticsSql: expected options with keys .*, received "explain"/,
    ],
    [
      "no outcome",
      features,
      { outcome: undefined },
      /statisticsSql: expected outcome to be an object, received undefined/,
    ],
    [
      "no column",
      features,
      { outcome: { event: 1, nonEvent: 0 } },
      /expected outcome.column to be a name, received undefined/,
    ],
    [
      "an outcome without values",
      features,
      { outcome: { column: "y", event: [], nonEvent: 0 } },
      /at least one value of outcome.event/,
    ],
    [
      "a value of both",
      features,
      { outcome: { column: "y", event: [1, 2], nonEvent: [2] } },
      /without a common value, received 2/,
    ],
    [
      "values of two types",
      features,
      { outcome: { column: "y", event: 1, nonEvent: "0" } },
      /of one type, received "number and string"/,
    ],
    [
      "a value that is none",
      features,
      { outcome: { column: "y", event: null, nonEvent: 0 } },
      /outcome.event to be text, finite numbers or booleans, received null/,
    ],
    [
      "NaN",
      features,
      { outcome: { column: "y", event: 1, nonEvent: Number.NaN } },
      /outcome.nonEvent to be text, finite numbers or booleans, received NaN/,
    ],
    [
      "half a character",
      features,
      { outcome: { column: "y", event: "\ud800", nonEvent: "0" } },
      /outcome.event without lone surrogates/,
    ],
    [
      "NUL in PostgreSQL",
      features,
      { dialect: "postgres", outcome: { column: "y", event: "a\0", nonEvent: "0" } },
      /without NUL in postgres/,
    ],
  ] as const)("refuses %s, in its own name", (_, set, wrong, message) => {
    expect(failure(() => statisticsSql(set as never, { ...options, ...wrong } as never))).toMatch(message);
  });

  it("does not change frozen options", () => {
    const frozen = Object.freeze({
      ...options,
      outcome: Object.freeze(options.outcome),
      cuts: Object.freeze(options.cuts),
    });
    expect(statisticsSql(features, frozen as never)).toBe(statisticsSql(features, options));
  });
});
