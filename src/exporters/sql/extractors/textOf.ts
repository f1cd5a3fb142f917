import { caseOf } from "../format";
import type { Column } from "../layers";
import { isInfinite } from "../numbers";
import type { Extraction } from "./types";

/** The text of a category: a column of text, or of numbers that stand for themselves. */
export type CategoryText =
  | { readonly kind: "text"; readonly column: Column; readonly rejected: readonly string[] }
  | { readonly kind: "number"; readonly column: Column; readonly rejected: readonly string[] };

/** Reads a field as `readText` does; a boolean becomes "true" or "false". */
export function textOf({ dialect, layers, inputs, feature, hint }: Extraction, field: string): CategoryText {
  const { type, column } = inputs.read(feature, field, ["text", "number", "boolean"]);
  if (type === "number") return { kind: "number", column, rejected: [isInfinite(dialect, column.sql)] };
  if (type === "text") return { kind: "text", column, rejected: [] };
  const words = caseOf(
    [
      [column.sql, dialect.text("true")],
      [`NOT (${column.sql})`, dialect.text("false")],
    ],
    null,
  );
  return { kind: "text", column: layers.define(`b${hint}`, words, [column]), rejected: [] };
}
