import { defineFeature } from "./defineFeature";
import { definitionOf, EVENT_OPTIONS, type EventOptions, eventReader } from "./events";
import type { Feature, FeatureOptions, RecordField } from "./types";

/** Options of {@link countEvents}. */
export interface CountEventsOptions extends FeatureOptions, EventOptions {}

/**
 * The number of events of a record, at or before `asOf`. An empty list counts 0; a missing list is missing.
 *
 * @param field - a key of the record that holds the events, or a function of it
 * @param options - `at` (date property), `where` (filter), `withinDays` (window: (asOf − days, asOf])
 * @returns a feature of type `number`, an integer ≥ 0, that needs `asOf`
 * @throws SalienceError `invalid_argument`
 *
 * @example
 * ```ts
 * import { countEvents, featureSet, readTable } from "salience";
 * const features = featureSet<{ events: { type: string; at: string }[] }>()({
 *   visits30d: countEvents("events", { where: { type: "visit" }, withinDays: 30 }),
 * });
 * const events = [{ type: "visit", at: "2026-03-01" }, { type: "visit", at: "2026-04-02" }, { type: "mail", at: "2026-03-01" }];
 * readTable([{ events }], features, { asOf: new Date("2026-03-10") }).table.columns.visits30d;
 * // => { type: "number", values: Float64Array.of(1) }
 * ```
 */
export function countEvents<Row>(
  field: RecordField<Row, readonly object[]>,
  options: CountEventsOptions = {},
): Feature<Row> {
  const each = eventReader("countEvents", options);
  return defineFeature<Row>("countEvents", options, EVENT_OPTIONS, {
    type: "number",
    needsAsOf: true,
    limits: { minimum: 0, whole: true },
    definition: definitionOf("countEvents", field, { ...options }, EVENT_OPTIONS),
    parse(list, asOf) {
      let count = 0;
      const problem = each(list, asOf, () => {
        count++;
        return undefined;
      });
      return problem === null ? Number.NaN : (problem ?? count);
    },
  });
}
