import { reject } from "../../core/checks";
import type { Dialect } from "./dialect";
import { bigquery } from "./dialects/bigquery";
import { clickhouse } from "./dialects/clickhouse";
import { duckdb } from "./dialects/duckdb";
import { postgres } from "./dialects/postgres";
import { snowflake } from "./dialects/snowflake";
import { spark } from "./dialects/spark";

const DIALECTS: readonly Dialect[] = [duckdb, postgres, spark, bigquery, snowflake, clickhouse];

/** The dialect of a name. */
export function findDialect(caller: string, name: unknown): Dialect {
  const names = DIALECTS.map((dialect) => dialect.name).join(", ");
  return (
    DIALECTS.find((dialect) => dialect.name === name) ?? reject(caller, `dialect to be one of ${names}`, name)
  );
}
