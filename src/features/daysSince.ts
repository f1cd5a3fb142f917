import { MILLISECONDS_PER_DAY } from "../core/time";
import { defineFeature } from "./defineFeature";
import { isRejection, readInstant } from "./readers";
import type { Feature, FeatureOptions, RecordField } from "./types";

/**
 * Elapsed days from a date of the record to `asOf`. A date after `asOf` was not known then: it counts as
 * missing. Dates are `Date` objects or ISO 8601 text; text without an offset is UTC.
 *
 *     (asOf − date) / 86,400,000 ms
 *
 * @param field - a key of the record, or a function of it
 * @param options - label; the unit is `days`
 * @returns a feature of type `number`, ≥ 0, that needs `asOf`
 * @throws SalienceError `invalid_argument`
 *
 * @example
 * ```ts
 * import { daysSince, featureSet, readTable } from "salience";
 * const features = featureSet<{ lastCall: string }>()({ lastCall: daysSince("lastCall") });
 * const rows = [{ lastCall: "2026-03-01" }, { lastCall: "2026-04-01" }];
 * readTable(rows, features, { asOf: new Date("2026-03-11T12:00:00Z") }).table.columns.lastCall;
 * // => { type: "number", values: Float64Array.of(10.5, NaN) }
 * ```
 */
export function daysSince<Row>(
  field: RecordField<Row, Date | string>,
  options: FeatureOptions = {},
): Feature<Row> {
  return defineFeature<Row>("daysSince", options, [], {
    type: "number",
    unit: "days",
    needsAsOf: true,
    limits: { minimum: 0 },
    definition: { extractor: "daysSince", field },
    parse(raw, asOf) {
      const time = readInstant(raw);
      if (isRejection(time)) return time;
      return time > asOf ? Number.NaN : (asOf - time) / MILLISECONDS_PER_DAY;
    },
  });
}
