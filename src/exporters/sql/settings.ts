import { checkBuckets } from "../../buckets/checkBuckets";
import type { Buckets } from "../../buckets/types";
import { checkNumber, checkOptions, POLLUTING_KEYS, reject } from "../../core/checks";
import { checkInstant } from "../../core/instant";
import type { Dialect } from "./dialect";
import { findDialect } from "./findDialect";
import type { SqlColumnType, ToSqlOptions } from "./types";

/** What is said of a column. */
export interface ColumnSetting {
  readonly name?: string;
  readonly type?: SqlColumnType;
}

/** Columns by the key of the record, or by the property of an event. */
export type ColumnSettings = ReadonlyMap<string, ColumnSetting>;

/** Checked options of a table of events; names are quoted. */
export interface EventSettings {
  readonly table: string;
  readonly key: readonly string[];
  readonly columns: ColumnSettings;
  readonly order: string | null;
  readonly withoutRows: "empty" | "missing";
}

/** Checked options of `toSql`; the names of tables are quoted. */
export interface Settings {
  readonly dialect: Dialect;
  readonly table: string;
  readonly key: readonly string[];
  /** Milliseconds, a column, or null. */
  readonly asOf: number | { readonly column: string } | null;
  readonly columns: ColumnSettings;
  readonly events: ReadonlyMap<string, EventSettings>;
  readonly buckets: Buckets | null;
  /** The number of reasons, or null where nothing is explained. */
  readonly reasons: number | null;
}

const CALLER = "toSql";
const OPTIONS = ["dialect", "table", "key", "asOf", "columns", "events", "buckets", "explain"];
const TYPES: readonly unknown[] = ["number", "text", "boolean", "timestamp", "date"];

const isColumn = (asOf: ToSqlOptions["asOf"] | null): asOf is { readonly column: string } =>
  typeof asOf === "object" && asOf !== null && !(asOf instanceof Date);

/** Checks the options of `toSql`. */
export function readSettings(options: ToSqlOptions): Settings {
  checkOptions(CALLER, "options", options, OPTIONS);
  const dialect = findDialect(CALLER, options.dialect);
  const { asOf = null, buckets = null } = options;
  if (buckets !== null) checkBuckets(CALLER, buckets);
  if (isColumn(asOf)) {
    checkOptions(CALLER, "asOf", asOf, ["column"]);
    quoteName(dialect, "asOf.column", asOf.column);
  }
  const events = entriesOf("events", options.events).map(([field, table]) => {
    const name = `events[${JSON.stringify(field)}]`;
    checkOptions(CALLER, name, table, ["table", "key", "columns", "order", "withoutRows"]);
    const { withoutRows = "empty" } = table;
    if (withoutRows !== "empty" && withoutRows !== "missing")
      reject(CALLER, `${name}.withoutRows "empty" or "missing"`, withoutRows);
    const setting = {
      table: quoteTable(dialect, `${name}.table`, table.table),
      key: readKey(dialect, `${name}.key`, table.key),
      columns: readColumns(dialect, `${name}.columns`, table.columns),
      order: table.order === undefined ? null : quoteName(dialect, `${name}.order`, table.order),
      withoutRows,
    };
    return [field, setting] as const;
  });
  const key = readKey(dialect, "key", options.key);
  for (const [field, table] of events) {
    if (table.key.length !== key.length)
      reject(CALLER, `events[${JSON.stringify(field)}].key with ${key.length} columns`, table.key.length);
  }
  return {
    dialect,
    table: quoteTable(dialect, "table", options.table),
    key,
    asOf: asOf === null || isColumn(asOf) ? asOf : checkInstant(CALLER, "asOf", asOf),
    columns: readColumns(dialect, "columns", options.columns),
    events: new Map(events),
    buckets,
    reasons: readReasons(options.explain),
  };
}

function readReasons(explain: ToSqlOptions["explain"] = false): number | null {
  if (typeof explain === "boolean") return explain ? 3 : null;
  checkOptions(CALLER, "explain", explain, ["reasons"]);
  const reasons = checkNumber(CALLER, "explain.reasons", explain.reasons, 0, 20);
  return Number.isInteger(reasons)
    ? reasons
    : reject(CALLER, "explain.reasons to be a whole number", reasons);
}

/** Stands for a line break in a name until the query is complete, so that no indentation gets into it. */
export const LINE_BREAK = "\0";

/** A quoted name, or an error that says which one cannot be quoted. */
export function quoteName(dialect: Dialect, what: string, name: unknown): string {
  if (typeof name !== "string" || name === "") return reject(CALLER, `${what} to be a name`, name);
  if (name.includes("\0") || /[\ud800-\udfff]/u.test(name))
    return reject(CALLER, `${what} without NUL and lone surrogates`, name);
  const problem = dialect.forbiddenName(name);
  return problem === null
    ? dialect.identifier(name).replaceAll("\n", LINE_BREAK)
    : reject(CALLER, `${what} with ${problem}`, name, "invalid_configuration");
}

function quoteTable(dialect: Dialect, what: string, table: unknown): string {
  return namesOf(what, table)
    .map((part) => quoteName(dialect, what, part))
    .join(".");
}

function readKey(dialect: Dialect, what: string, key: unknown): readonly string[] {
  const names = namesOf(what, key);
  for (const name of names) quoteName(dialect, what, name);
  const twice = names.find(
    (name, i) => names.findIndex((one) => one.toLowerCase() === name.toLowerCase()) < i,
  );
  return twice === undefined ? names : reject(CALLER, `every column of ${what} once`, twice);
}

function namesOf(what: string, value: unknown): readonly string[] {
  if (!Array.isArray(value)) return [value as string];
  return value.length > 0 ? [...value] : reject(CALLER, `${what} to be a name or a list of names`, value);
}

function readColumns(dialect: Dialect, what: string, columns: ToSqlOptions["columns"]): ColumnSettings {
  const entries = entriesOf(what, columns).map(([field, column]) => {
    const label = `${what}[${JSON.stringify(field)}]`;
    const setting: ColumnSetting = typeof column === "string" ? { type: column } : column;
    checkOptions(CALLER, label, setting, ["name", "type"]);
    if (setting.name !== undefined) quoteName(dialect, `${label}.name`, setting.name);
    if (setting.type !== undefined && !TYPES.includes(setting.type))
      reject(CALLER, `${label} of type ${TYPES.join(", ")}`, setting.type);
    return [field, setting] as const;
  });
  return new Map(entries);
}

function entriesOf<Value>(what: string, value: Readonly<Record<string, Value>> = {}): [string, Value][] {
  if (Object.prototype.toString.call(value) !== "[object Object]")
    reject(CALLER, `${what} to be an object`, value);
  const entries = Object.entries(value);
  for (const [key] of entries) {
    if (POLLUTING_KEYS.includes(key)) reject(CALLER, `${what} without keys of object internals`, key);
  }
  return entries;
}
