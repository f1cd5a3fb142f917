import {
  BOOLEAN,
  DATE,
  DOUBLE,
  type DuckDBConnection,
  DuckDBDataChunk,
  DuckDBDateValue,
  DuckDBInstance,
  DuckDBTimestampValue,
  type DuckDBType,
  type DuckDBValue,
  INTEGER,
  TIMESTAMP,
  VARCHAR,
} from "@duckdb/node-api";
import type { Session } from "chdb";
import { afterAll, beforeAll, describe, test } from "vitest";
import type { SqlColumnType, SqlDialect } from "../../../src/exporters/sql/types";
import { type Postgres, postgresAbsent, startPostgres } from "../../support/postgres";

/** A value of a table; a Date for both kinds of dates. */
export type Value = string | number | boolean | Date | null | undefined;

/** A column of a table of the tests. */
export interface TestColumn {
  readonly name: string;
  readonly type: SqlColumnType | "integer";
  readonly values: readonly Value[];
}

/** A database that the generated SQL runs in. */
export interface Engine {
  readonly dialect: SqlDialect;
  /** Makes a temporary table, in place of one of the same name. */
  readonly load: (table: string, columns: readonly TestColumn[]) => Promise<void>;
  /** The columns of a result by name. */
  readonly query: (sql: string) => Promise<Readonly<Record<string, readonly unknown[]>>>;
}

const quote = (name: string) => `"${name.replaceAll('"', '""')}"`;

const DUCKDB_TYPES: Readonly<Record<TestColumn["type"], DuckDBType>> = {
  integer: INTEGER,
  number: DOUBLE,
  text: VARCHAR,
  boolean: BOOLEAN,
  timestamp: TIMESTAMP,
  date: DATE,
};

export function duckdbEngine(connection: DuckDBConnection): Engine {
  const convert = (type: TestColumn["type"], value: Value): DuckDBValue => {
    if (value === null || value === undefined) return null;
    if (!(value instanceof Date)) return value;
    return type === "date"
      ? new DuckDBDateValue(Math.floor(value.getTime() / 86_400_000))
      : new DuckDBTimestampValue(BigInt(value.getTime()) * 1000n);
  };
  return {
    dialect: "duckdb",
    async load(table, columns) {
      const list = columns.map(({ name, type }) => `${quote(name)} ${DUCKDB_TYPES[type]}`).join(", ");
      await connection.run(`CREATE OR REPLACE TEMP TABLE ${quote(table)} (${list})`);
      const rowCount = columns[0]?.values.length ?? 0;
      const appender = await connection.createAppender(table, null, "temp");
      for (let from = 0; from < rowCount; from += 2048) {
        const chunk = DuckDBDataChunk.create(columns.map(({ type }) => DUCKDB_TYPES[type]));
        chunk.setColumns(
          columns.map(({ type, values }) =>
            values.slice(from, from + 2048).map((value) => convert(type, value)),
          ),
        );
        appender.appendDataChunk(chunk);
      }
      appender.closeSync();
    },
    async query(sql) {
      const reader = await connection.runAndReadAll(sql);
      return reader.getColumnsObjectJS();
    },
  };
}

const POSTGRES_TYPES: Readonly<Record<TestColumn["type"], string>> = {
  integer: "integer",
  number: "double precision",
  text: "text",
  boolean: "boolean",
  timestamp: "timestamptz",
  date: "date",
};

function postgresEngine({ client }: Postgres): Engine {
  return {
    dialect: "postgres",
    async load(table, columns) {
      const list = columns.map(({ name, type }) => `${quote(name)} ${POSTGRES_TYPES[type]}`).join(", ");
      await client.query(`DROP TABLE IF EXISTS ${quote(table)}; CREATE TEMP TABLE ${quote(table)} (${list})`);
      const arrays = columns.map(({ type }, i) => `$${i + 1}::${POSTGRES_TYPES[type]}[]`).join(", ");
      const values = columns.map(({ values }) =>
        values.map((value) => (value instanceof Date ? value.toISOString() : (value ?? null))),
      );
      await client.query(`INSERT INTO ${quote(table)} SELECT * FROM unnest(${arrays})`, values);
    },
    async query(sql) {
      const { rows, fields } = await client.query({ text: sql, rowMode: "array" });
      return Object.fromEntries(fields.map(({ name }, i) => [name, rows.map((row: unknown[]) => row[i])]));
    },
  };
}

const CLICKHOUSE_TYPES: Readonly<Record<TestColumn["type"], string>> = {
  integer: "Int32",
  number: "Nullable(Float64)",
  text: "Nullable(String)",
  boolean: "Nullable(Bool)",
  timestamp: "Nullable(DateTime64(3, 'UTC'))",
  date: "Nullable(Date32)",
};

/** ClickHouse in process; its package has no binary for some platforms. */
const chdb: Pick<typeof import("chdb"), "Session"> | null = await import("chdb").catch((problem: Error) => {
  console.log(`skipped: ClickHouse: ${problem.message}`);
  return null;
});

const SPECIAL: ReadonlyMap<string, number> = new Map([
  ["inf", Number.POSITIVE_INFINITY],
  ["-inf", Number.NEGATIVE_INFINITY],
  ["nan", Number.NaN],
]);

function clickhouseEngine(session: Session): Engine {
  const name = (text: string) => `\`${text.replaceAll("\\", "\\\\").replaceAll("`", "\\`")}\``;
  const convert = (type: TestColumn["type"], value: Value) => {
    if (value instanceof Date)
      return type === "date" ? Math.floor(value.getTime() / 86_400_000) : value.getTime();
    if (typeof value !== "number" || Number.isFinite(value)) return value;
    return [...SPECIAL].find(([, number]) => Object.is(number, value))?.[0];
  };
  return {
    dialect: "clickhouse",
    async load(table, columns) {
      const list = columns
        .map((column) => `${name(column.name)} ${CLICKHOUSE_TYPES[column.type]}`)
        .join(", ");
      session.query(`CREATE OR REPLACE TABLE ${name(table)} (${list}) ENGINE = Memory`);
      const rows = (columns[0]?.values ?? []).map((_, i) =>
        JSON.stringify(columns.map(({ type, values }) => convert(type, values[i]) ?? null)),
      );
      const exact = "SETTINGS precise_float_parsing = 1";
      session.query(`INSERT INTO ${name(table)} ${exact} FORMAT JSONCompactEachRow ${rows.join(" ")}`);
    },
    async query(sql) {
      const settings = "SETTINGS output_format_json_quote_denormals = 1";
      const lines = session.query(`${sql} ${settings}`, "JSONCompactEachRowWithNames").trim().split("\n");
      const [names, ...rows] = lines.map((line) => JSON.parse(line) as unknown[]);
      const read = (name: unknown, value: unknown) =>
        name === "low_confidence" ? Boolean(value) : (SPECIAL.get(value as string) ?? value);
      return Object.fromEntries(
        (names as string[]).map((name, i) => [name, rows.map((row) => read(name, row[i]))]),
      );
    },
  };
}

/** Defines tests for each database; those of PostgreSQL are skipped, and say so, where there is no server. */
export function describeEngines(title: string, define: (engine: () => Engine) => void): void {
  describe(`${title}, DuckDB`, () => {
    let engine: Engine;
    let instance: DuckDBInstance;
    beforeAll(async () => {
      instance = await DuckDBInstance.create(":memory:");
      engine = duckdbEngine(await instance.connect());
    });
    afterAll(() => instance.closeSync());
    define(() => engine);
  });
  describeClickhouse(title, define);
  if (postgresAbsent !== null) {
    console.log(`skipped: ${title}, PostgreSQL: ${postgresAbsent}`);
    describe.skipIf(true)(`${title}, PostgreSQL (skipped: ${postgresAbsent})`, () =>
      test("needs it", () => {}),
    );
    return;
  }
  describe(`${title}, PostgreSQL`, () => {
    let engine: Engine;
    let postgres: Postgres;
    beforeAll(async () => {
      postgres = await startPostgres();
      engine = postgresEngine(postgres);
    }, 60_000);
    afterAll(() => postgres.stop());
    define(() => engine);
  });
}

/** The same in ClickHouse, where its package has a binary, with the reading of numbers of versions before 26.7. */
function describeClickhouse(title: string, define: (engine: () => Engine) => void): void {
  describe.skipIf(chdb === null)(`${title}, ClickHouse`, () => {
    let engine: Engine;
    let session: Session;
    beforeAll(() => {
      session = new (chdb as NonNullable<typeof chdb>).Session();
      session.query("SET max_memory_usage = 4000000000, precise_float_parsing = 0");
      engine = clickhouseEngine(session);
    });
    afterAll(() => session?.cleanup());
    define(() => engine);
  });
}
