import { utf8 } from "../../../core/utf8";
import { type Dialect, LARGEST } from "../dialect";
import {
  call,
  decimal,
  doubled,
  escapeText,
  isIn,
  isPlain,
  LOWEST_EXPONENT,
  unicodeEscape,
  WHITE_SPACE,
} from "./shared";

/** The longest name: the rest of a longer one is cut off, which could make it another name. */
const LONGEST_NAME = 63;
/** Half the smallest double: what is less is 0. */
const SMALLEST = "2.4703282292062328e-324";

/** Division by zero, overflow and underflow of doubles are errors; a text cannot hold the character of code 0. */
export const postgres: Dialect = {
  name: "postgres",
  identifier: (name) => doubled(name, '"'),
  forbiddenName: (name) => (utf8(name).length > LONGEST_NAME ? `at most ${LONGEST_NAME} bytes` : null),
  holdsNul: false,
  text,
  number,
  infinity: "'Infinity'::float8",
  numberType: "float8",
  textType: "text",
  withoutNaN: (value) => `NULLIF(${value}, 'NaN'::float8)`,
  parseNumber,
  parseDigits: (value) => `${value}::float8`,
  floor: call("floor"),
  trim: (value) => `btrim(${value}, ${text(WHITE_SPACE)})`,
  translate: (value, from, to) => `translate(${value}, ${text(from)}, ${text(to)})`,
  contains: (value, part) => `strpos(${value}, ${part}) > 0`,
  startsWith: (value, part) => `left(${value}, char_length(${part})) = ${part}`,
  endsWith: (value, part) => `right(${value}, char_length(${part})) = ${part}`,
  matches: (value, pattern) => `${value} ~ '${pattern}'`,
  extract: (value, pattern) => `substring(${value} from '${pattern}')`,
  instant: (column) => `floor(extract(epoch from ${column}) * 1000)::float8`,
  isIn,
  exp: (value) => `CASE WHEN ${value} < ${number(LOWEST_EXPONENT)} THEN ${number(0)} ELSE exp(${value}) END`,
  log1p: null,
  partition: (number) => number,
  sum: call("sum"),
  nullable: (value) => value,
  lookUp: null,
  traps: true,
  fence: () => "OFFSET 0",
};

function number(value: number): string {
  return `${decimal(value)}::float8`;
}

/** A literal that means the same whatever the setting `standard_conforming_strings`. */
function text(value: string): string {
  const plain = Array.from(value).every((character) => isPlain(character) && character !== "\\");
  if (plain) return doubled(value, "'");
  const escaped = escapeText(value, "\\'", (character) => {
    if (character === "\\") return "\\\\";
    return character === "'" ? "''" : character > "\uffff" ? longEscape(character) : unicodeEscape(character);
  });
  return `E'${escaped}'`;
}

function longEscape(character: string): string {
  return `\\U${(character.codePointAt(0) as number).toString(16).toUpperCase().padStart(8, "0")}`;
}

/** The cast of a text is an error where the number is too large or too small, so that those are told apart before. */
function parseNumber(value: string): string {
  return [
    "CASE",
    `  WHEN ${value} ~ '^[+-]?[0-9.]{1,255}$' THEN ${value}::float8`,
    `  WHEN char_length(${value}) > 10000 OR ${value} ~ '[eE][+]?0*[1-9][0-9]{3}' THEN NULL`,
    `  WHEN ${value} ~ '[eE]-0*[1-9][0-9]{3}' OR abs(${value}::numeric) < ${SMALLEST} THEN ${number(0)}`,
    `  WHEN abs(${value}::numeric) > ${decimal(LARGEST)} THEN NULL`,
    `  ELSE ${value}::float8`,
    "END",
  ].join("\n");
}
