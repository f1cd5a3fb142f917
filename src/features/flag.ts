import { reject } from "../core/checks";
import { defineFeature } from "./defineFeature";
import { checkItems, readText } from "./readers";
import type { Feature, FeatureOptions, RecordField, Rejection } from "./types";

/** Options of {@link flag}. */
export interface FlagOptions extends FeatureOptions {
  /** Texts or numbers that mean true, such as `["Yes", 1]`. */
  readonly trueValues?: readonly (string | number)[];
  /** Texts or numbers that mean false, such as `["No", 0]`. */
  readonly falseValues?: readonly (string | number)[];
  /** Texts or numbers that mean "not known", such as `["N/A", 9]`. */
  readonly missing?: readonly (string | number)[];
}

/**
 * A yes or no of the record: 1 or 0. Booleans are read as they are; other values only if they are listed.
 *
 * @param field - a key of the record, or a function of it
 * @param options - label, the values that mean true and false, placeholders that mean missing
 * @returns a feature of type `flag`
 * @throws SalienceError `invalid_argument`
 *
 * @example
 * ```ts
 * import { featureSet, flag, readTable } from "salience";
 * const features = featureSet<{ optOut: string }>()({
 *   optOut: flag("optOut", { trueValues: ["Yes"], falseValues: ["No"] }),
 * });
 * const { table, rejected } = readTable([{ optOut: "Yes" }, { optOut: "" }, { optOut: "perhaps" }], features);
 * table.columns.optOut; // => { type: "number", values: Float64Array.of(1, NaN, NaN) }
 * rejected; // => [{ index: 2, feature: "optOut", reason: 'expected a boolean or "Yes" or "No", received "perhaps"' }]
 * ```
 */
export function flag<Row>(
  field: RecordField<Row, boolean | string | number>,
  options: FlagOptions = {},
): Feature<Row> {
  const { trueValues = [], falseValues = [], missing = [] } = options ?? {};
  checkItems("flag", "trueValues", trueValues, true);
  checkItems("flag", "falseValues", falseValues, true);
  checkItems("flag", "missing", missing, true);
  const lists = [trueValues, falseValues, missing];
  const both = lists.flat().find((value) => lists.filter((list) => list.includes(value)).length > 1);
  if (both !== undefined) reject("flag", "trueValues, falseValues and missing without a common value", both);
  const listed = [...trueValues, ...falseValues].map((value) => JSON.stringify(value));
  const expected = ["a boolean", ...listed].join(" or ");
  return defineFeature<Row>("flag", options, ["trueValues", "falseValues", "missing"], {
    type: "flag",
    definition: { extractor: "flag", field, trueValues, falseValues, missing },
    parse,
    readNamed: parse,
  });

  function parse(raw: unknown): number | Rejection {
    if (typeof raw === "boolean") return raw ? 1 : 0;
    const value = typeof raw === "string" ? raw.trim() : raw;
    if (trueValues.includes(value as string)) return 1;
    if (falseValues.includes(value as string)) return 0;
    return readText(raw) === null || missing.includes(value as string)
      ? Number.NaN
      : { expected, received: raw };
  }
}
