import type { Buckets } from "../../buckets/types";
import type { Instant } from "../../core/instant";

/** A database whose SQL can be written. */
export type SqlDialect = "duckdb" | "postgres" | "spark" | "bigquery" | "snowflake" | "clickhouse";

/**
 * What a column holds, as far as reading it goes.
 *
 * - `number`: any type of numbers
 * - `text`: any type of text; a date in it is ISO 8601
 * - `boolean`
 * - `timestamp`: a date with a time; without a time zone it is taken as UTC
 * - `date`: a date without a time, taken as midnight UTC
 */
export type SqlColumnType = "number" | "text" | "boolean" | "timestamp" | "date";

/** A column where it is not as expected: its type, or its name and its type. */
export type SqlColumn =
  | SqlColumnType
  | {
      /** The name of the column, where it is not the key of the record. */
      readonly name?: string;
      /** The type, where it is not the one that the feature expects. */
      readonly type?: SqlColumnType;
    };

/** A table with one row per event, whose columns are the properties of the events. */
export interface SqlEvents {
  /** The table: its name, or the parts of a qualified name, such as `["crm", "visits"]`. */
  readonly table: string | readonly string[];
  /** The columns that equal the key of the record, in its order. */
  readonly key: string | readonly string[];
  /** Columns, by property of the event, that are not named or typed as expected. */
  readonly columns?: Readonly<Record<string, SqlColumn>>;
  /**
   * A column that has the events of a record in the order of their list. It matters to `growth` only, where two events
   * have the same instant: the first one counts. Without it, the one of the smaller number does.
   */
  readonly order?: string;
  /**
   * What a record without any row is: one with an empty list of events (`empty`, the default), or one whose events
   * are not known (`missing`). A table of events cannot tell the two apart.
   */
  readonly withoutRows?: "empty" | "missing";
}

/** Options of `toSql`. */
export interface ToSqlOptions {
  /** The database that runs the query. */
  readonly dialect: SqlDialect;
  /** The table of records: its name, or the parts of a qualified name, such as `["crm", "leads"]`. */
  readonly table: string | readonly string[];
  /** The column, or columns, that identify a record. The result has them under the same names. */
  readonly key: string | readonly string[];
  /** The instant that features look from: one for all records, or a column of the table. */
  readonly asOf?: Instant | { readonly column: string };
  /**
   * Columns, by key of the record, that are not named or typed as expected. Expected is: the key itself as the
   * name; text for `numeric` with `fromText`, `categorical`, `ordinal` and a `flag` with listed texts; boolean
   * for any other `flag` without listed numbers; timestamp for dates and the column of `asOf`; number for the rest.
   */
  readonly columns?: Readonly<Record<string, SqlColumn>>;
  /** Where the events are, by key of the record that holds their list. */
  readonly events?: Readonly<Record<string, SqlEvents>>;
  /** Adds the column `bucket`. */
  readonly buckets?: Buckets;
  /**
   * Adds the column `base`, a column per line of the explanation, and the strongest reasons: 3, or as many as said.
   */
  readonly explain?: boolean | { readonly reasons: number };
}
