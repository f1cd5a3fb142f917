import { spawnSync } from "node:child_process";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SqlDialect } from "../../../src/exporters/sql/types";
import {
  categorical,
  countEvents,
  daysSince,
  decayedSum,
  type Feature,
  featureSet,
  flag,
  growth,
  numeric,
  ordinal,
  ratio,
  recencyFrequencyValue,
  sumEvents,
  trend,
} from "../../../src/features/index";
import { formula } from "../../../src/formulas/index";
import { sealModel, type Term } from "../../../src/models/index";
import { pointsModel } from "../../../src/scoring/index";
import { compareWithScorer, loadData, type TestData, type TestRow } from "./compare";
import { duckdbEngine, type Engine } from "./engines";

const SCRIPT = `import sys, sqlglot
print(sqlglot.transpile(sys.stdin.read(), read=sys.argv[1], write="duckdb")[0])`;

/** A Python that has sqlglot, or null. */
const python =
  ["python3", "/usr/bin/python3"].find((path) => spawnSync(path, ["-c", "import sqlglot"]).status === 0) ??
  null;

/** Functions that DuckDB has under another name, or not at all. */
const MACROS = [
  "unix_millis(t) AS epoch_ms(t)",
  "unix_date(d) AS d - DATE '1970-01-01'",
  "nanvl(a, b) AS CASE WHEN isnan(a) THEN b ELSE a END",
  "is_nan(a) AS isnan(a)",
  "log1p(x) AS ln(1 + x)",
  "btrim(x, characters) AS trim(x, characters)",
  "startswith(x, part) AS starts_with(x, part)",
  "endswith(x, part) AS ends_with(x, part)",
  "try_to_double(x) AS TRY_CAST(x AS DOUBLE)",
  "first_group(x, pattern) AS regexp_extract(x, pattern, 1)",
];

/** Applies a change to the SQL outside of names and literals. */
const outside = (sql: string, change: (code: string) => string) =>
  sql.replace(/('(?:[^'\\]|\\.|'')*'|`[^`]*`|"[^"]*")|[^'`"]+/gu, (part, quoted) =>
    quoted === undefined ? change(part) : part,
  );

/** What the version of Debian does not know: escapes in texts, doubles of 64 bits that are called FLOAT, patterns. */
function prepare(sql: string): string {
  const text = sql.replace(/\\u([0-9A-F]{4})/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16)));
  return outside(text, (code) =>
    code
      .replace(/\bFLOAT(64)?\b/g, "DOUBLE")
      .replace(/\bSAFE_CAST\(/g, "TRY_CAST(")
      .replace(/\bUNIX_MILLIS\(TIMESTAMP\(/g, "UNIX_MILLIS((")
      .replace(/\bDATE_PART\(EPOCH_MILLISECOND, /g, "UNIX_MILLIS(")
      .replace(/\b(REGEXP_EXTRACT|regexp_extract|REGEXP_SUBSTR)\(/g, "first_group(")
      .replace(/(?<![\w.])(\d+\.\d+)(?![\de])/g, "$1e0"),
  ).replace(/(first_group\([^']*'[^']*')(, 1, 1, 'e')?, 1\)/g, "$1)");
}

function transpile(dialect: SqlDialect, sql: string): string {
  const { stdout, stderr, status } = spawnSync(python as string, ["-c", SCRIPT, dialect], {
    input: prepare(sql),
    encoding: "utf8",
    maxBuffer: 1e8,
  });
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

const NOW = new Date("2026-03-01T12:00:00Z");
const DAY = 86_400_000;

/** A model whose contributions show the value of every feature. */
function mirror(features: Readonly<Record<string, Feature<TestRow>>>) {
  const rules = Object.keys(features).map((name) => ({
    id: name,
    when: { feature: name, exists: true },
    points: 1,
  }));
  const model = pointsModel<TestRow>({ features: featureSet<TestRow>()(features), rules });
  const terms = model.features.map(({ name, type }): Term => {
    const common = { id: name, label: name, feature: name, group: null, reference: 0, missing: -0.125 };
    if (type !== "category") return { ...common, kind: "linear", coefficient: 1, center: 0 };
    return { ...common, kind: "levels", levels: ["web", "fair"], contributions: [1, 2], unseen: -2 };
  });
  const probability = { kind: "piecewise", margins: [-9, 0, 40], probabilities: [0.1, 0.2, 0.9] } as const;
  return sealModel({ ...model, terms, calibration: probability });
}

const FEATURES: Readonly<Record<string, Feature<TestRow>>> = {
  visits: numeric("visits", { fromText: true, missing: ["n/a"], clip: [0, 50] }),
  size: numeric("size", { transform: "log1p" }),
  root: numeric("size", { transform: "sqrt" }),
  origin: categorical("origin", { ignoreCase: true, aliases: { messe: "fair" }, missing: ["Select"] }),
  rank: ordinal("rank", ["low", "mid", "high"], { ignoreCase: true }),
  yes: flag("yes"),
  since: daysSince("touched"),
  sinceText: daysSince("text"),
  sinceDay: daysSince("day"),
  share: ratio("size", "seats"),
  fit: formula("log1p(abs(seats)) * floor(size / 3) - seats ^ 2 + (yes ? 1 : exp(0 - size))") as never,
  count: countEvents("orders", { withinDays: 30, where: { type: ["web", null] } }),
  sum: sumEvents("orders", { value: "amount" }),
  warmth: decayedSum("orders", { halfLifeDays: 14, weight: "amount" }),
  growth: growth("orders", { value: "amount", overDays: 9 }),
  trend: trend("orders", { value: "amount", perDays: 7 }),
  spent: recencyFrequencyValue("orders", { measure: "value", value: "amount" }),
};

const DATA: TestData = {
  rows: Array.from({ length: 300 }, (_, i) => {
    const at = new Date(NOW.getTime() - ((i * 7919) % 500) * 3_700_123);
    const pick = <Item>(list: readonly Item[], step: number) => list[(i * step) % list.length] as Item;
    return {
      visits: pick(["12", " 7.5 ", "n/a", "1e2", "-3", "", null, "1.7091", "x"], 5),
      size: pick([0, 1, 12.5, 1000, null, 3, 0.1, 7], 3),
      seats: pick([1, -2, 0, null, 4, 0.5, 1e9], 11),
      origin: pick(["Web", " fair ", "MESSE", "Select", null, "other", "Größe"], 3),
      rank: pick(["low", "HIGH", null, "mid", "low"], 7),
      yes: pick([true, false, null], 1),
      touched: pick([at, null], 1),
      text: pick([at.toISOString(), "2026-02-01", "2026-01-31T10:30:15+02:00", null], 3),
      day: new Date(Math.floor(at.getTime() / DAY) * DAY),
      orders: Array.from({ length: i % 6 }, (_, k) => ({
        at: new Date(at.getTime() - ((k * k * 31) % 40) * 0.77 * DAY),
        type: pick(["web", "app", null], k + 1),
        amount: i % 5 === 0 ? 0.1 : pick([null, 10, 12.5, -3, 0.1], k + 2),
      })),
    };
  }),
  types: {
    ...{ visits: "text", size: "number", seats: "number", origin: "text", rank: "text", yes: "boolean" },
    ...{ touched: "timestamp", text: "text", day: "date" },
  },
  events: { orders: { at: "timestamp", type: "text", amount: "number" } },
  asOf: NOW,
};

const SIZES = [0, 1, -3, 1e-320, -1e-200, 1e154, -1e200, 1e290, 1e308, -1e308, null];
const EXTREMES: TestData = {
  rows: SIZES.flatMap((a) => SIZES.map((b) => ({ a, b }))),
  types: { a: "number", b: "number" },
};

describe.skipIf(python === null)(
  `queries for other databases, in DuckDB (needs python3-sqlglot${python === null ? ": skipped" : ""})`,
  () => {
    let instance: DuckDBInstance;
    let duckdb: Engine;
    beforeAll(async () => {
      instance = await DuckDBInstance.create(":memory:");
      const connection = await instance.connect();
      for (const macro of MACROS) await connection.run(`CREATE MACRO ${macro}`);
      duckdb = duckdbEngine(connection);
    });
    afterAll(() => instance?.closeSync());

    describe.each(["spark", "bigquery", "snowflake"] as const)("%s", (dialect) => {
      const engine = (): Engine => ({
        ...duckdb,
        dialect,
        query: (sql) => duckdb.query(transpile(dialect, sql)),
      });

      it("every kind of feature: the scorer's answers", async () => {
        await loadData(engine(), DATA);
        const set = featureSet<TestRow>()(FEATURES);
        const found = await compareWithScorer(engine(), DATA, mirror(FEATURES), set, { explain: true });
        expect(found.differences).toEqual([]);
      });

      it("numbers near the largest and the smallest double: the scorer's answers", async () => {
        await loadData(engine(), EXTREMES);
        const features: Readonly<Record<string, Feature<TestRow>>> = {
          plain: numeric("a"),
          quotient: ratio("a", "b"),
          product: formula("a * b + a - b") as never,
        };
        const set = featureSet<TestRow>()(features);
        const found = await compareWithScorer(engine(), EXTREMES, mirror(features), set, { explain: true });
        expect(found.differences).toEqual([]);
      });
    });

    it("spark: a timestamp without a zone is read in UTC", async () => {
      const { events, ...dated } = DATA;
      await loadData(duckdb, dated);
      const isPlain = (sql: string) => sql.replaceAll("'timestamp_ntz'", "'TIMESTAMP'"); // as DuckDB calls it
      const query = (sql: string) => duckdb.query(transpile("spark", isPlain(sql)));
      const { since } = FEATURES as { readonly since: Feature<TestRow> };
      const set = featureSet<TestRow>()({ since });
      const found = await compareWithScorer(
        { ...duckdb, dialect: "spark", query },
        dated,
        mirror({ since }),
        set,
      );
      expect(found.differences).toEqual([]);
      expect(found.sql).not.toBe(isPlain(found.sql));
    });
  },
);

if (python === null)
  console.log("skipped: Spark, BigQuery and Snowflake in DuckDB: python3-sqlglot is not installed");
