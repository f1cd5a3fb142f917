import type { Dialect } from "../dialect";
import { call, decimal, doubled, escapeText, isIn, unicodeEscape, WHITE_SPACE } from "./shared";

/**
 * A TIMESTAMP_NTZ, which has no zone, is read in UTC: a cast would take the zone of the session.
 *
 * Quotation marks, backslashes and the start of `${variable}` are written as code points, so that no setting of the
 * session gives them a meaning.
 */
export const spark: Dialect = {
  name: "spark",
  identifier: (name) => doubled(name, "`"),
  forbiddenName: (name) => (name.includes("${") ? "no ${, which Spark substitutes" : null),
  holdsNul: true,
  text,
  number: (value) => `${decimal(value)}D`,
  infinity: "CAST('Infinity' AS DOUBLE)",
  numberType: "DOUBLE",
  textType: "STRING",
  withoutNaN: (number) => `nanvl(${number}, CAST(NULL AS DOUBLE))`,
  parseNumber: (value) => `CAST(${value} AS DOUBLE)`,
  parseDigits: (value) => `CAST(${value} AS DOUBLE)`,
  floor: (number) =>
    `CASE WHEN abs(${number}) < 9e15D THEN CAST(floor(${number}) AS DOUBLE) ELSE ${number} END`,
  trim: (value) => `btrim(${value}, ${text(WHITE_SPACE)})`,
  translate: (value, from, to) => `translate(${value}, ${text(from)}, ${text(to)})`,
  contains: call("contains"),
  startsWith: call("startswith"),
  endsWith: call("endswith"),
  matches: (value, pattern) => `${value} RLIKE '${pattern}'`,
  extract: (value, pattern) => `regexp_extract(${value}, '${pattern}', 1)`,
  instant: (column, type) =>
    type === "date"
      ? `CAST(unix_date(${column}) AS DOUBLE) * 86400000D`
      : `CAST(unix_millis(CASE WHEN typeof(${column}) = 'timestamp_ntz' THEN CAST(concat(CAST(${column} AS STRING), 'Z') AS TIMESTAMP) ELSE ${column} END) AS DOUBLE)`,
  isIn,
  exp: call("exp"),
  log1p: call("log1p"),
  partition: (number) => number,
  sum: call("sum"),
  nullable: (value) => value,
  lookUp: null,
  traps: false,
  fence: () => "",
};

function text(value: string): string {
  return `'${escapeText(value, "\\'", unicodeEscape).replaceAll("${", "\\u0024{")}'`;
}
