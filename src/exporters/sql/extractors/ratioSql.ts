import type { RatioDefinition } from "../../../features/definitions";
import { finite, isInfinite, limited } from "../numbers";
import { type Extraction, type FeatureSql, plain } from "./types";

/** One number divided by another; missing where there is no finite result. */
export function ratioSql(extraction: Extraction, definition: RatioDefinition): FeatureSql {
  const { dialect, layers, inputs, feature, hint } = extraction;
  const [top, bottom] = [definition.numerator, definition.denominator].map((field, i) => {
    const { column } = inputs.read(feature, field, ["number"]);
    if (!dialect.traps) return { column, raw: column };
    return {
      column: layers.share(`${"ab"[i]}${hint}`, limited(dialect, column.sql), [column]),
      raw: column,
    };
  }) as [Operand, Operand];
  const quotient = `${top.column.sql} / NULLIF(${bottom.column.sql}, ${dialect.number(0)})`;
  const x = layers.define(`x${hint}`, quotient, [top.column, bottom.column]);
  return plain(
    finite(dialect, x.sql),
    [top, bottom].map(({ raw }) => isInfinite(dialect, raw.sql)),
  );
}

type Operand = Readonly<Record<"column" | "raw", { readonly sql: string; readonly layer: number }>>;
