import { defineFeature } from "./defineFeature";
import { fieldReader, isRejection, readNumber } from "./readers";
import type { Feature, FeatureOptions, RecordField } from "./types";

/**
 * One number of the record divided by another. Missing if either is missing or the denominator is 0.
 *
 *     numerator / denominator
 *
 * @param numerator - a key of the record, or a function of it
 * @param denominator - a key of the record, or a function of it
 * @param options - label, unit
 * @returns a feature of type `number`
 * @throws SalienceError `invalid_argument`
 *
 * @example
 * ```ts
 * import { featureSet, ratio, readTable } from "salience";
 * const features = featureSet<{ active: number; paid: number }>()({ used: ratio("active", "paid") });
 * readTable([{ active: 30, paid: 40 }, { active: 3, paid: 0 }], features).table.columns.used;
 * // => { type: "number", values: Float64Array.of(0.75, NaN) }
 * ```
 */
export function ratio<Row>(
  numerator: RecordField<Row, number>,
  denominator: RecordField<Row, number>,
  options: FeatureOptions = {},
): Feature<Row> {
  const top = fieldReader<Row>("ratio", "numerator", numerator);
  const bottom = fieldReader<Row>("ratio", "denominator", denominator);
  return defineFeature<Row>("ratio", options, [], {
    type: "number",
    definition: { extractor: "ratio", numerator, denominator },
    read(row) {
      const a = readNumber(top(row));
      const b = readNumber(bottom(row));
      if (isRejection(a)) return a;
      if (isRejection(b)) return b;
      const value = a / b;
      return Number.isFinite(value) ? value : Number.NaN;
    },
  });
}
