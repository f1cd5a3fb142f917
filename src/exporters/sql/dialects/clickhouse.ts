import { utf8 } from "../../../core/utf8";
import type { Dialect } from "../dialect";
import { call, escapeText, pointed, TRIM_PATTERN } from "./shared";

const READ_NUMBER = "toFloat64OrNull";

/** Text is bytes; names are escaped like text; before version 24 the test of a list with NULL is false. */
export const clickhouse: Dialect = {
  name: "clickhouse",
  identifier: (name) => `\`${escapeText(name, "\\`", escapeOne)}\``,
  forbiddenName: () => null,
  holdsNul: true,
  text,
  number: pointed,
  infinity: "inf",
  numberType: "Nullable(Float64)",
  textType: "Nullable(String)",
  withoutNaN: (number) => `if(isNaN(${number}), NULL, ${number})`,
  parseNumber: call(READ_NUMBER),
  parseDigits: call(READ_NUMBER),
  floor: call("floor"),
  trim: (value) => `replaceRegexpAll(${value}, ${text(TRIM_PATTERN)}, '')`,
  translate: (value, from, to) => `translateUTF8(${value}, ${text(from)}, ${text(to)})`,
  contains: (value, part) => `position(${value}, ${part}) > 0`,
  startsWith: call("startsWith"),
  endsWith: call("endsWith"),
  matches: (value, pattern) => `match(${value}, '${pattern}')`,
  extract: (value, pattern) => `extract(${value}, '${pattern}')`,
  instant: (column) => `CAST(toUnixTimestamp64Milli(toDateTime64(${column}, 3, 'UTC')) AS Nullable(Float64))`,
  isIn: (value, list) =>
    list.length === 1
      ? `${value} = ${list[0]}`
      : `if(${value} IS NULL, NULL, ${value} IN (${list.join(", ")}))`,
  exp: call("exp"),
  log1p: call("log1p"),
  partition: (number) => number,
  sum: call("sumKahan"),
  nullable: call("toNullable"),
  lookUp: (number, bounds, results) =>
    `[${results.join(", ")}][arrayCount(bound -> bound <= ${number}, [${bounds.join(", ")}]) + 1]`,
  traps: false,
  // before version 26.7 a text is read as a double that may be a neighbour of the nearest one
  fence: (sql) => (sql.includes(READ_NUMBER) ? "SETTINGS precise_float_parsing = 1" : ""),
};

function text(value: string): string {
  return `'${escapeText(value, "\\'", escapeOne)}'`;
}

function escapeOne(character: string): string {
  if (character === "\\" || character === "'" || character === "`") return `\\${character}`;
  return Array.from(utf8(character))
    .map((byte) => `\\x${byte.toString(16).toUpperCase().padStart(2, "0")}`)
    .join("");
}
