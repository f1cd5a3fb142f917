import type { RatioDefinition } from "../../../features/definitions";
import { quotientSql } from "../arithmetic";
import type { Column } from "../layers";
import { finite, isInfinite } from "../numbers";
import { type Extraction, type FeatureSql, plain } from "./types";

/** One number divided by another; missing where there is no finite result. */
export function ratioSql(extraction: Extraction, definition: RatioDefinition): FeatureSql {
  const { dialect, layers, inputs, feature, hint } = extraction;
  const [top, bottom] = [definition.numerator, definition.denominator].map(
    (field) => inputs.read(feature, field, ["number"]).column,
  ) as [Column, Column];
  const x = layers.define(`x${hint}`, quotientSql(dialect, top.sql, bottom.sql), [top, bottom]);
  return plain(
    finite(dialect, x.sql),
    [top, bottom].map(({ sql }) => isInfinite(dialect, sql)),
  );
}
