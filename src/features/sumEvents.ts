import { sum } from "../core/numeric";
import { defineFeature } from "./defineFeature";
import {
  definitionOf,
  EVENT_OPTIONS,
  type EventOf,
  type EventOptions,
  type EventWeight,
  eventNumber,
  eventReader,
} from "./events";
import { isRejection } from "./readers";
import type { Feature, FeatureOptions, KeysOf } from "./types";

/** Options of {@link sumEvents}. */
export interface SumEventsOptions<Event> extends FeatureOptions, EventOptions {
  /** What is summed: a numeric property, points by the value of a property, or a function of the event. */
  readonly value: EventWeight<Event>;
}

/**
 * The sum of a number over events of a record, at or before `asOf`. Events without the number are left out, as
 * in SQL; if every event that counts lacks it, the sum is missing. No events sum to 0; a missing list is
 * missing.
 *
 * @param field - a key of the record that holds the events, or a function of it
 * @param options - `value`, `at`, `where`, `withinDays`
 * @returns a feature of type `number` that needs `asOf`
 * @throws SalienceError `invalid_argument`
 *
 * @example
 * ```ts
 * import { featureSet, readTable, sumEvents } from "salience";
 * const features = featureSet<{ orders: { at: string; amount: number }[] }>()({
 *   revenue365d: sumEvents("orders", { value: "amount", withinDays: 365, unit: "EUR" }),
 * });
 * const orders = [{ at: "2026-01-05", amount: 120 }, { at: "2026-02-05", amount: 80 }];
 * readTable([{ orders }], features, { asOf: new Date("2026-03-01") }).table.columns.revenue365d;
 * // => { type: "number", values: Float64Array.of(200) }
 * ```
 */
export function sumEvents<
  Row,
  Key extends KeysOf<NoInfer<Row>, readonly object[]> = KeysOf<NoInfer<Row>, readonly object[]>,
>(
  field: Key | ((row: NoInfer<Row>) => readonly object[] | null | undefined),
  options: SumEventsOptions<EventOf<Row, Key>>,
): Feature<Row> {
  const each = eventReader("sumEvents", options);
  const numberOf = eventNumber("sumEvents", "value", options?.value);
  const own = [...EVENT_OPTIONS, "value"];
  return defineFeature<Row>("sumEvents", options, own, {
    type: "number",
    needsAsOf: true,
    definition: definitionOf("sumEvents", field, { ...options }, own),
    parse(list, asOf) {
      const values: number[] = [];
      let seen = 0;
      const problem = each(list, asOf, (event) => {
        const value = numberOf(event);
        if (isRejection(value)) return value;
        seen++;
        if (!Number.isNaN(value)) values.push(value);
        return undefined;
      });
      if (problem !== undefined) return problem ?? Number.NaN;
      return seen > 0 && values.length === 0 ? Number.NaN : sum(values);
    },
  });
}
