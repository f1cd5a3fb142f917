import type { Dialect } from "../dialect";
import {
  call,
  decimal,
  doubled,
  escapeText,
  isIn,
  LOWEST_EXPONENT,
  unicodeEscape,
  WHITE_SPACE,
} from "./shared";

/** A quoted name keeps its case: `LEADS` is the name of a table that was made without quotation marks. */
export const snowflake: Dialect = {
  name: "snowflake",
  identifier: (name) => doubled(name, '"'),
  forbiddenName: () => null,
  holdsNul: true,
  text,
  number,
  infinity: "'inf'::FLOAT",
  numberType: "FLOAT",
  textType: "VARCHAR",
  withoutNaN: (value) => `NULLIF(${value}, 'NaN'::FLOAT)`,
  parseNumber: (value) => `TRY_TO_DOUBLE(${value})`,
  parseDigits: (value) => `TRY_TO_DOUBLE(${value})`,
  floor: call("FLOOR"),
  trim: (value) => `TRIM(${value}, ${text(WHITE_SPACE)})`,
  translate: (value, from, to) => `TRANSLATE(${value}, ${text(from)}, ${text(to)})`,
  contains: call("CONTAINS"),
  startsWith: call("STARTSWITH"),
  endsWith: call("ENDSWITH"),
  // the pattern is anchored at both ends anyway
  matches: (value, pattern) => `REGEXP_LIKE(${value}, '${pattern}')`,
  extract: (value, pattern) => `REGEXP_SUBSTR(${value}, '${pattern}', 1, 1, 'e', 1)`,
  instant: (column, type) =>
    `CAST(DATE_PART(EPOCH_MILLISECOND, ${type === "date" ? `CAST(${column} AS TIMESTAMP_NTZ)` : column}) AS FLOAT)`,
  isIn,
  exp: (value) => `CASE WHEN ${value} < ${number(LOWEST_EXPONENT)} THEN ${number(0)} ELSE EXP(${value}) END`,
  log1p: null,
  partition: (number) => number,
  sum: call("SUM"),
  nullable: (value) => value,
  lookUp: null,
  traps: true,
  fence: () => "",
};

function number(value: number): string {
  return `'${decimal(value)}'::FLOAT`;
}

function text(value: string): string {
  return `'${escapeText(value, "\\'", (character) => {
    if (character === "\\") return "\\\\";
    if (character === "'") return "''";
    return character > "\uffff" ? character : unicodeEscape(character);
  })}'`;
}
