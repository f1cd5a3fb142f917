import { reject } from "../core/checks";
import { defineFeature } from "./defineFeature";
import { checkItems, isRejection, readText } from "./readers";
import type { Feature, FeatureOptions, RecordField, Rejection } from "./types";

/** Options of {@link ordinal}. */
export interface OrdinalOptions extends FeatureOptions {
  /** Values that differ only in case are one level. */
  readonly ignoreCase?: boolean;
  /** Texts that mean "not known". */
  readonly missing?: readonly string[];
}

/**
 * A category with an order: the rank of its level, 0 for the lowest. A value that is not listed rejects the
 * record, since it has no place in the order.
 *
 * @param field - a key of the record, or a function of it
 * @param levels - the levels from lowest to highest
 * @param options - label, case folding, placeholders that mean missing
 * @returns a feature of type `ordinal`
 * @throws SalienceError `invalid_argument`
 *
 * @example
 * ```ts
 * import { featureSet, ordinal, readTable } from "salience";
 * const features = featureSet<{ size: string }>()({ size: ordinal("size", ["small", "mid", "big"]) });
 * readTable([{ size: "big" }, { size: "small" }], features).table.columns.size;
 * // => { type: "number", values: Float64Array.of(2, 0) }
 * ```
 */
export function ordinal<Row>(
  field: RecordField<Row, string | number>,
  levels: readonly string[],
  options: OrdinalOptions = {},
): Feature<Row> {
  const { ignoreCase = false, missing = [] } = options ?? {};
  if (!Array.isArray(levels) || levels.length < 2) reject("ordinal", "a list of at least two levels", levels);
  checkItems("ordinal", "levels", levels);
  checkItems("ordinal", "missing", missing);
  const fold = (text: string) => (ignoreCase ? text.toLowerCase() : text);
  const rank = new Map<string, number>();
  levels.forEach((level, i) => {
    if (rank.has(fold(level))) reject("ordinal", "every level once", level);
    rank.set(fold(level), i);
  });
  const placeholders = new Set(missing.map(fold));
  return defineFeature<Row>("ordinal", options, ["ignoreCase", "missing"], {
    type: "ordinal",
    levels: Object.freeze([...levels]),
    definition: { extractor: "ordinal", field, levels: [...levels], ignoreCase, missing },
    parse,
    readNamed: parse,
  });

  function parse(raw: unknown): number | Rejection {
    const text = readText(raw);
    if (isRejection(text)) return text;
    if (text === null || placeholders.has(fold(text))) return Number.NaN;
    return rank.get(fold(text)) ?? { expected: `one of ${levels.join(", ")}`, received: text };
  }
}
