import { reject } from "../core/checks";
import { defineFeature } from "../features/defineFeature";
import { expressionParts } from "../features/expression";
import type { Feature, FeatureOptions, KeysOf } from "../features/types";
import { parseFor } from "./parseFormula";

/** Options of {@link formula}. */
export interface FormulaOptions<Row> extends FeatureOptions {
  /** The fields that the formula may read; without it, any name is taken for a field. */
  readonly fields?: readonly KeysOf<Row, number | boolean>[];
  /**
   * Names of the formula for fields that are no names themselves, such as `{ time: "Total Time Spent on Website" }`.
   * A name listed here need not be among `fields`.
   */
  readonly names?: Readonly<Record<string, KeysOf<Row, number | boolean>>>;
}

/**
 * A number computed from fields of the record by a formula, such as `log1p(employees) * fit`: see `parseFormula` for
 * what a formula may hold, and `evaluateExpression` for missing values. The feature is declarative: its definition
 * holds the expression, not the text.
 *
 * @param text - the formula, at most 2,000 characters
 * @param options - label, unit, the fields that exist, and names for fields
 * @returns a feature of type `number`; missing (NaN) where a field that it needs is missing, or there is no finite
 *   result
 * @throws SalienceError `invalid_formula` whose message gives the position, counted from 1, and shows it;
 *   `invalid_argument` for wrong options
 *
 * @example
 * ```ts
 * import { featureSet, readTable } from "salience";
 * import { formula } from "salience/formulas";
 * interface Lead {
 *   employees: number | null;
 *   "Region Fit": number;
 * }
 * const features = featureSet<Lead>()({
 *   fit: formula("(employees + 1) * fit", { fields: ["employees"], names: { fit: "Region Fit" } }),
 * });
 * const { table } = readTable([{ employees: 9, "Region Fit": 0.5 }, { employees: null, "Region Fit": 1 }], features);
 * table.columns.fit; // => { type: "number", values: Float64Array.of(5, NaN) }
 * ```
 */
export function formula<Row>(text: string, options: FormulaOptions<Row> = {}): Feature<Row> {
  if (typeof options !== "object" || options === null) reject("formula", "options to be an object", options);
  const { fields, names } = options;
  const tree = parseFor("formula", text, { ...(fields && { fields }), ...(names && { names }) });
  return defineFeature("formula", options, ["fields", "names"], expressionParts<Row>(tree));
}
