import type { Dialect } from "../dialect";
import { call, escapeText, isIn, LOWEST_EXPONENT, pointed, unicodeEscape, WHITE_SPACE } from "./shared";

/** Division by zero and overflow of doubles are errors; names are escaped like text. */
export const bigquery: Dialect = {
  name: "bigquery",
  identifier: (name) => `\`${escapeText(name, "\\`", escapeOne)}\``,
  forbiddenName: () => null,
  holdsNul: true,
  text,
  number: pointed,
  infinity: "CAST('inf' AS FLOAT64)",
  numberType: "FLOAT64",
  textType: "STRING",
  withoutNaN: (number) => `IF(IS_NAN(${number}), NULL, ${number})`,
  parseNumber: (value) => `SAFE_CAST(${value} AS FLOAT64)`,
  parseDigits: (value) => `SAFE_CAST(${value} AS FLOAT64)`,
  floor: call("FLOOR"),
  trim: (value) => `TRIM(${value}, ${text(WHITE_SPACE)})`,
  translate: (value, from, to) => `TRANSLATE(${value}, ${text(from)}, ${text(to)})`,
  contains: (value, part) => `STRPOS(${value}, ${part}) > 0`,
  startsWith: call("STARTS_WITH"),
  endsWith: call("ENDS_WITH"),
  matches: (value, pattern) => `REGEXP_CONTAINS(${value}, '${pattern}')`,
  extract: (value, pattern) => `REGEXP_EXTRACT(${value}, '${pattern}')`,
  instant: (column) => `CAST(UNIX_MILLIS(TIMESTAMP(${column})) AS FLOAT64)`,
  isIn,
  exp: (value) =>
    `CASE WHEN ${value} < ${pointed(LOWEST_EXPONENT)} THEN ${pointed(0)} ELSE EXP(${value}) END`,
  log1p: null,
  partition: (number) => `CAST(${number} AS INT64)`,
  sum: call("SUM"),
  nullable: (value) => value,
  lookUp: null,
  traps: true,
  fence: () => "",
};

function text(value: string): string {
  return `'${escapeText(value, "\\'", escapeOne)}'`;
}

function escapeOne(character: string): string {
  if (character === "\\" || character === "'" || character === "`") return `\\${character}`;
  if (character <= "\uffff") return unicodeEscape(character);
  return `\\U${(character.codePointAt(0) as number).toString(16).toUpperCase().padStart(8, "0")}`;
}
