import type { NumericDefinition } from "../../../features/definitions";
import { caseOf } from "../format";
import { clipped, isInfinite, log1pSql, noNumber, rootSql } from "../numbers";
import { type Extraction, type FeatureSql, plain } from "./types";

const DECIMAL = "^[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]+)?$";

/** A number: from text if asked for, then placeholders, clip and transform. */
export function numericSql(extraction: Extraction, definition: NumericDefinition): FeatureSql {
  const { dialect, layers, feature, hint } = extraction;
  const n = dialect.number;
  const { number, rejected } = readNumber(extraction, definition);
  if (number === null) return plain(noNumber(dialect), rejected);
  const placeholders = definition.missing.filter((value) => typeof value === "number");
  const [low, high] = definition.clip;
  const branches = clipped(dialect, number.sql, low, high);
  if (placeholders.length > 0) branches.unshift([dialect.isIn(number.sql, placeholders.map(n)), "NULL"]);
  const value = caseOf(branches, number.sql);
  if (definition.transform === null) return plain(value, rejected);
  const x = branches.length === 0 ? number : layers.define(`x${hint}`, value, [number]);
  if (definition.transform === "sqrt") {
    return plain(rootSql(dialect, x.sql), [...rejected, `${x.sql} < ${n(0)}`]);
  }
  return {
    value: log1pSql(dialect, x.sql),
    rejected: [...rejected, `${x.sql} <= ${n(-1)}`],
    beforeLog: x,
    exact: false,
    hasText: false,
  };

  function readNumber({ inputs }: Extraction, { field, fromText, missing }: NumericDefinition) {
    const { type, column } = inputs.read(feature, field, fromText ? ["text", "number"] : ["number", "text"]);
    if (type === "number") return { number: column, rejected: [isInfinite(dialect, column.sql)] };
    const placeholders = missing.filter((value) => typeof value === "string").map(dialect.text);
    const blank = placeholders.length > 0 ? dialect.isIn(column.sql, placeholders) : null;
    const isText = `${column.sql} IS NOT NULL${blank === null ? "" : ` AND NOT (${blank})`}`;
    if (!fromText) return { number: null, rejected: [isText] };
    const parsed = caseOf(
      [
        ...(blank === null ? [] : [[blank, "NULL"] as const]),
        [dialect.matches(column.sql, DECIMAL), dialect.parseNumber(column.sql)],
      ],
      null,
    );
    const number = layers.define(`n${hint}`, parsed, [column]);
    return { number, rejected: [`${isText} AND ${number.sql} IS NULL`, isInfinite(dialect, number.sql)] };
  }
}
