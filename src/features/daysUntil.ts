import { MILLISECONDS_PER_DAY } from "../core/time";
import { defineFeature } from "./defineFeature";
import { isRejection, readInstant } from "./readers";
import type { Feature, FeatureOptions, RecordField } from "./types";

/**
 * Elapsed days from `asOf` to a date of the record that is known in advance, such as a renewal; negative once
 * it has passed.
 *
 *     (date − asOf) / 86,400,000 ms
 *
 * @param field - a key of the record, or a function of it
 * @param options - label; the unit is `days`
 * @returns a feature of type `number` that needs `asOf`
 * @throws SalienceError `invalid_argument`
 *
 * @example
 * ```ts
 * import { daysUntil, featureSet, readTable } from "salience";
 * const features = featureSet<{ renewal: Date | null }>()({ renewal: daysUntil("renewal") });
 * const rows = [{ renewal: new Date("2026-12-14T00:00:00Z") }, { renewal: null }];
 * readTable(rows, features, { asOf: new Date("2026-11-21T00:00:00Z") }).table.columns.renewal;
 * // => { type: "number", values: Float64Array.of(23, NaN) }
 * ```
 */
export function daysUntil<Row>(
  field: RecordField<Row, Date | string>,
  options: FeatureOptions = {},
): Feature<Row> {
  return defineFeature<Row>("daysUntil", options, [], {
    type: "number",
    unit: "days",
    needsAsOf: true,
    definition: { extractor: "daysUntil", field },
    parse(raw, asOf) {
      const time = readInstant(raw);
      return isRejection(time) ? time : (time - asOf) / MILLISECONDS_PER_DAY;
    },
  });
}
