import type { CategoricalDefinition } from "../../../features/definitions";
import { spellings } from "../../spellings";
import type { Dialect } from "../dialect";
import { caseOf } from "../format";
import type { Column } from "../layers";
import { lowerCase } from "../lowerCase";
import { numberWritten } from "../numbers";
import { textOf } from "./textOf";
import { type Extraction, type FeatureSql, plain } from "./types";

/** A category: placeholders, aliases and the spelling of levels. */
export function categoricalSql(extraction: Extraction, definition: CategoricalDefinition): FeatureSql {
  const { dialect, layers, texts, hint, feature } = extraction;
  const { ignoreCase } = definition;
  const spelled = spellings(definition);
  const input = textOf(extraction, definition.field);
  if (input.kind === "number")
    return {
      ...plain(fromNumber(extraction, definition, spelled, input.column), input.rejected),
      hasText: false,
    };
  let text = input.column;
  if (ignoreCase) {
    const lower = lowerCase(dialect, text.sql, [...texts, ...spelled.keys()], feature, true);
    if (lower !== text.sql) text = layers.define(`l${hint}`, lower, [text]);
  }
  return plain(caseOf(rename(dialect, spelled, text.sql), text.sql), []);
}

/** The branches that replace spellings, one per level. */
function rename(
  dialect: Dialect,
  spelled: ReadonlyMap<string, string | null>,
  value: string,
): [string, string][] {
  const byLevel = new Map<string | null, string[]>();
  for (const [key, level] of spelled) {
    if (key !== level) byLevel.set(level, [...(byLevel.get(level) ?? []), dialect.text(key)]);
  }
  return Array.from(byLevel, ([level, keys]) => [
    dialect.isIn(value, keys),
    level === null ? "NULL" : dialect.text(level),
  ]);
}

/** Numbers become the texts that JavaScript writes, as far as the model knows them; all others are one unknown text. */
function fromNumber(
  { dialect, texts }: Extraction,
  { ignoreCase }: CategoricalDefinition,
  spelled: ReadonlyMap<string, string | null>,
  column: Column,
): string {
  const keys = texts.map((text) => (ignoreCase ? text.toLowerCase() : text));
  const all = new Map<string, string | null>([...keys.map((key) => [key, key] as const), ...spelled]);
  const branches = [...all].flatMap(([key, level]): [string, string][] => {
    const value = numberWritten(key);
    if (value === null) return [];
    return [[`${column.sql} = ${dialect.number(value)}`, level === null ? "NULL" : dialect.text(level)]];
  });
  let other = "other";
  while (texts.includes(other)) other += "?";
  return caseOf([[`${column.sql} IS NULL`, "NULL"], ...branches], dialect.text(other));
}
