import type { Dialect } from "../dialect";
import { call, decimal, doubled, isIn, isPlain, TRIM_PATTERN } from "./shared";

/** Numbers with an exponent are doubles, all others are decimals; a backslash is one. */
export const duckdb: Dialect = {
  name: "duckdb",
  identifier: (name) => doubled(name, '"'),
  forbiddenName: () => null,
  holdsNul: true,
  text,
  number: (value) => {
    const digits = decimal(value);
    return digits.includes("e") ? digits : `${digits}e0`;
  },
  infinity: "'Infinity'::DOUBLE",
  numberType: "DOUBLE",
  textType: "VARCHAR",
  withoutNaN: (number) => `NULLIF(${number}, 'NaN'::DOUBLE)`,
  parseNumber: (value) => `TRY_CAST(${value} AS DOUBLE)`,
  parseDigits: (value) => `TRY_CAST(${value} AS DOUBLE)`,
  floor: call("floor"),
  trim: (value) => `regexp_replace(${value}, '${TRIM_PATTERN}', '', 'g')`,
  translate: (value, from, to) => `translate(${value}, ${text(from)}, ${text(to)})`,
  contains: call("contains"),
  startsWith: call("starts_with"),
  endsWith: call("ends_with"),
  matches: (value, pattern) => `regexp_matches(${value}, '${pattern}')`,
  extract: (value, pattern) => `regexp_extract(${value}, '${pattern}', 1)`,
  instant: (column, type) =>
    `floor(CAST(epoch_us(${type === "date" ? `CAST(${column} AS TIMESTAMP)` : column}) AS DOUBLE) / 1000e0)`,
  isIn,
  exp: call("exp"),
  log1p: null,
  partition: (number) => number,
  sum: call("fsum"),
  nullable: (value) => value,
  lookUp: null,
  traps: false,
  fence: () => "",
};

function text(value: string): string {
  const runs: string[] = [];
  let run = "";
  for (const character of value) {
    if (isPlain(character)) run += character;
    else {
      if (run !== "") runs.push(doubled(run, "'"));
      runs.push(`chr(${character.codePointAt(0)})`);
      run = "";
    }
  }
  if (run !== "" || runs.length === 0) runs.push(doubled(run, "'"));
  return runs.length === 1 ? (runs[0] as string) : `(${runs.join(" || ")})`;
}
