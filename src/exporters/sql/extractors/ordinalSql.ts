import type { OrdinalDefinition } from "../../../features/definitions";
import { caseOf } from "../format";
import { lowerCase } from "../lowerCase";
import { numberWritten } from "../numbers";
import { textOf } from "./textOf";
import { type Extraction, type FeatureSql, plain } from "./types";

/** The rank of a level; a text that is neither a level nor a placeholder rejects the record. */
export function ordinalSql(extraction: Extraction, definition: OrdinalDefinition): FeatureSql {
  const { dialect, layers, feature, hint } = extraction;
  const { levels, ignoreCase, missing } = definition;
  const fold = (text: string) => (ignoreCase ? text.toLowerCase() : text);
  const input = textOf(extraction, definition.field);
  let { column } = input;
  const literal = (text: string): string[] => {
    if (input.kind === "text") return [dialect.text(fold(text))];
    const value = numberWritten(fold(text));
    return value === null ? [] : [dialect.number(value)];
  };
  if (ignoreCase && input.kind === "text") {
    const lower = lowerCase(dialect, column.sql, [...levels, ...missing], feature, true);
    if (lower !== column.sql) column = layers.define(`l${hint}`, lower, [column]);
  }
  const placeholders = missing.flatMap(literal);
  const branches = levels.flatMap((level, rank) =>
    literal(level).map((sql): [string, string] => [`${column.sql} = ${sql}`, dialect.number(rank)]),
  );
  if (placeholders.length > 0) branches.unshift([dialect.isIn(column.sql, placeholders), "NULL"]);
  const known = [...new Set([...placeholders, ...levels.flatMap(literal)])];
  const unknown =
    known.length === 0 ? `${column.sql} IS NOT NULL` : `NOT (${dialect.isIn(column.sql, known)})`;
  return plain(caseOf(branches, `CAST(NULL AS ${dialect.numberType})`), [unknown]);
}
