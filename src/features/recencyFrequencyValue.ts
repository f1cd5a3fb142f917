import { reject } from "../core/checks";
import { sum } from "../core/numeric";
import { MILLISECONDS_PER_DAY } from "../core/time";
import { defineFeature } from "./defineFeature";
import {
  definitionOf,
  EVENT_OPTIONS,
  type EventOf,
  type EventOptions,
  type EventWeight,
  eventNumber,
  eventReader,
  longestAge,
} from "./events";
import { isRejection } from "./readers";
import type { Feature, FeatureOptions, KeysOf, ValueLimits } from "./types";

/** What {@link recencyFrequencyValue} measures. */
export type RecencyFrequencyValueMeasure = "recency" | "frequency" | "value" | "span" | "age";

/** Options of {@link recencyFrequencyValue}. */
export interface RecencyFrequencyValueOptions<Event> extends FeatureOptions, EventOptions {
  /** Which number is wanted. */
  readonly measure: RecencyFrequencyValueMeasure;
  /** The amount of a purchase, needed for the measure `value`. */
  readonly value?: EventWeight<Event>;
}

/**
 * A number of the recency, frequency, value family over the purchases of a record. Purchases on the same UTC
 * day are one.
 *
 * - `recency`: days from the latest purchase to `asOf`
 * - `frequency`: number of days with a purchase; 0 without any
 * - `value`: mean amount of a day with a purchase
 * - `span`: whole days from the first day with a purchase to the latest, 0 where frequency is 1 (tₓ of the
 *   customer-base literature, where x = frequency − 1)
 * - `age`: days from the first purchase to `asOf` (T)
 *
 * All but `frequency` are missing without a purchase.
 *
 * @param field - a key of the record that holds the purchases, or a function of it
 * @param options - `measure`, `value`, `at`, `where`, `withinDays`
 * @returns a feature of type `number` that needs `asOf`
 * @throws SalienceError `invalid_argument`
 *
 * Source: P. Fader, B. Hardie and K. L. Lee, "Counting Your Customers" the Easy Way, Marketing Science 24 (2005), for x, tₓ and T.
 *
 * @example
 * ```ts
 * import { featureSet, readTable, recencyFrequencyValue } from "salience";
 * const features = featureSet<{ orders: { at: string; amount: number }[] }>()({
 *   recency: recencyFrequencyValue("orders", { measure: "recency" }),
 *   value: recencyFrequencyValue("orders", { measure: "value", value: "amount" }),
 * });
 * const orders = [{ at: "2026-01-01", amount: 50 }, { at: "2026-01-01", amount: 30 }, { at: "2026-01-11", amount: 40 }];
 * const { columns } = readTable([{ orders }], features, { asOf: new Date("2026-01-15") }).table;
 * columns.recency; // => { type: "number", values: Float64Array.of(4) }
 * columns.value; // => { type: "number", values: Float64Array.of(60) }
 * ```
 */
export function recencyFrequencyValue<
  Row,
  Key extends KeysOf<NoInfer<Row>, readonly object[]> = KeysOf<NoInfer<Row>, readonly object[]>,
>(
  field: Key | ((row: NoInfer<Row>) => readonly object[] | null | undefined),
  options: RecencyFrequencyValueOptions<EventOf<Row, Key>>,
): Feature<Row> {
  const { measure, value } = options ?? {};
  if (!MEASURES.includes(measure)) {
    reject("recencyFrequencyValue", "measure recency, frequency, value, span or age", measure);
  }
  if (measure === "value" && value === undefined) {
    reject("recencyFrequencyValue", "value, the amount of a purchase, for the measure value", value);
  }
  if (measure !== "value" && value !== undefined) {
    reject("recencyFrequencyValue", "value for no other measure than value", value);
  }
  const each = eventReader("recencyFrequencyValue", options);
  const numberOf = value === undefined ? () => 0 : eventNumber("recencyFrequencyValue", "value", value);
  const own = [...EVENT_OPTIONS, "measure", "value"];
  return defineFeature<Row>("recencyFrequencyValue", options, own, {
    type: "number",
    unit: measure === "frequency" || measure === "value" ? undefined : "days",
    needsAsOf: true,
    limits: limitsOf(measure, options),
    definition: definitionOf("recencyFrequencyValue", field, { ...options }, own),
    parse(list, asOf) {
      const days = new Set<number>();
      let youngest = Number.POSITIVE_INFINITY;
      let oldest = Number.NEGATIVE_INFINITY;
      let firstDay = Number.POSITIVE_INFINITY;
      let lastDay = Number.NEGATIVE_INFINITY;
      const amounts: number[] = [];
      const problem = each(list, asOf, (event, ageDays, time) => {
        const amount = numberOf(event);
        if (isRejection(amount)) return amount;
        if (Number.isNaN(amount)) return undefined;
        const day = Math.floor(time / MILLISECONDS_PER_DAY);
        firstDay = Math.min(firstDay, day);
        lastDay = Math.max(lastDay, day);
        days.add(day);
        youngest = Math.min(youngest, ageDays);
        oldest = Math.max(oldest, ageDays);
        amounts.push(amount);
        return undefined;
      });
      if (problem !== undefined) return problem ?? Number.NaN;
      if (measure === "frequency") return days.size;
      if (days.size === 0) return Number.NaN;
      if (measure === "recency") return youngest;
      if (measure === "age") return oldest;
      return measure === "span" ? lastDay - firstDay : sum(amounts) / days.size;
    },
  });
}

const MEASURES: readonly RecencyFrequencyValueMeasure[] = ["recency", "frequency", "value", "span", "age"];

function limitsOf(measure: RecencyFrequencyValueMeasure, options: EventOptions): Partial<ValueLimits> {
  if (measure === "value") return {};
  if (measure === "recency" || measure === "age") return { minimum: 0, maximum: longestAge(options) };
  // days of the calendar that a window touches
  const { withinDays = Number.POSITIVE_INFINITY } = options;
  const days = Math.ceil(withinDays) + (measure === "frequency" ? 1 : 0);
  return { minimum: 0, maximum: days, whole: true };
}
