import { defineFeature } from "./defineFeature";
import { definitionOf, EVENT_OPTIONS, type EventOptions, eventReader, longestAge } from "./events";
import type { Feature, FeatureOptions, RecordField } from "./types";

/** Options of {@link daysSinceEvent}. */
export interface DaysSinceEventOptions extends FeatureOptions, EventOptions {}

/**
 * Elapsed days from the latest event of a record to `asOf`; missing if there is none.
 *
 * @param field - a key of the record that holds the events, or a function of it
 * @param options - `at` (date property), `where` (filter), `withinDays` (window)
 * @returns a feature of type `number`, ≥ 0, that needs `asOf`
 * @throws SalienceError `invalid_argument`
 *
 * @example
 * ```ts
 * import { daysSinceEvent, featureSet, readTable } from "salience";
 * const features = featureSet<{ events: { type: string; at: Date }[] }>()({
 *   lastReply: daysSinceEvent("events", { where: { type: "reply" } }),
 * });
 * const events = [{ type: "reply", at: new Date("2026-03-01") }, { type: "reply", at: new Date("2026-03-08") }];
 * readTable([{ events }, { events: [] }], features, { asOf: new Date("2026-03-10") }).table.columns.lastReply;
 * // => { type: "number", values: Float64Array.of(2, NaN) }
 * ```
 */
export function daysSinceEvent<Row>(
  field: RecordField<Row, readonly object[]>,
  options: DaysSinceEventOptions = {},
): Feature<Row> {
  const each = eventReader("daysSinceEvent", options);
  return defineFeature<Row>("daysSinceEvent", options, EVENT_OPTIONS, {
    type: "number",
    unit: "days",
    needsAsOf: true,
    limits: { minimum: 0, maximum: longestAge(options) },
    definition: definitionOf("daysSinceEvent", field, { ...options }, EVENT_OPTIONS),
    parse(list, asOf) {
      let youngest = Number.POSITIVE_INFINITY;
      const problem = each(list, asOf, (_, ageDays) => {
        youngest = Math.min(youngest, ageDays);
        return undefined;
      });
      if (problem !== undefined) return problem ?? Number.NaN;
      return youngest === Number.POSITIVE_INFINITY ? Number.NaN : youngest;
    },
  });
}
