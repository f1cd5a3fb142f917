import { checkPositive } from "../core/checks";
import { sum } from "../core/numeric";
import { mean } from "../core/statistics";
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

/** Options of {@link trend}. */
export interface TrendOptions<Event> extends FeatureOptions, EventOptions {
  /** The number that is followed: a property, points by a property, or a function. */
  readonly value: EventWeight<Event>;
  /** The slope is given per this many days, 1 by default. */
  readonly perDays?: number;
}

/**
 * The slope of a least-squares line through dated values of a record: how much they rise per day.
 *
 *     perDays · Σ (t − t̄)(v − v̄) / Σ (t − t̄)²,   t in days, v the values
 *
 * Missing with fewer than two different dates.
 *
 * @param field - a key of the record that holds the dated values, or a function of it
 * @param options - `value`, `perDays`, `at`, `where`, `withinDays`
 * @returns a feature of type `number`, in units of the value per `perDays` days, that needs `asOf`
 * @throws SalienceError `invalid_argument`
 *
 * @example
 * ```ts
 * import { featureSet, readTable, trend } from "salience";
 * const features = featureSet<{ seats: { at: string; used: number }[] }>()({
 *   seatTrend: trend("seats", { value: "used", perDays: 30 }),
 * });
 * const seats = [{ at: "2026-01-01", used: 10 }, { at: "2026-01-31", used: 16 }];
 * readTable([{ seats }], features, { asOf: new Date("2026-02-01") }).table.columns.seatTrend;
 * // => { type: "number", values: Float64Array.of(6) }
 * ```
 */
export function trend<
  Row,
  Key extends KeysOf<NoInfer<Row>, readonly object[]> = KeysOf<NoInfer<Row>, readonly object[]>,
>(
  field: Key | ((row: NoInfer<Row>) => readonly object[] | null | undefined),
  options: TrendOptions<EventOf<Row, Key>>,
): Feature<Row> {
  const perDays = checkPositive("trend", "perDays", options?.perDays ?? 1);
  const each = eventReader("trend", options);
  const numberOf = eventNumber("trend", "value", options?.value);
  const own = [...EVENT_OPTIONS, "value", "perDays"];
  return defineFeature<Row>("trend", options, own, {
    type: "number",
    needsAsOf: true,
    definition: definitionOf("trend", field, { ...options }, own),
    parse(list, asOf) {
      const days: number[] = [];
      const values: number[] = [];
      const problem = each(list, asOf, (event, ageDays) => {
        const value = numberOf(event);
        if (isRejection(value)) return value;
        if (!Number.isNaN(value)) {
          days.push(-ageDays);
          values.push(value);
        }
        return undefined;
      });
      return problem === undefined ? slope(days, values) * perDays : (problem ?? Number.NaN);
    },
  });
}

/**
 * Days are counted from the first date of the list, so that equal dates are exactly equal and give no slope; values
 * from the smallest, so that equal values have a slope of exactly 0. Infinite where the numbers are too large.
 */
function slope(days: readonly number[], values: readonly number[]): number {
  const x = days.map((day) => day - (days[0] as number));
  const centerX = mean(x);
  const least = values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const y = values.map((value) => value - least);
  const centerY = mean(y);
  const square = sum(x.map((day) => (day - centerX) ** 2));
  if (!(square > 0)) return Number.NaN;
  const product = sum(x.map((day, i) => (day - centerX) * ((y[i] as number) - centerY)));
  return Number.isFinite(product) ? product / square : Number.POSITIVE_INFINITY;
}
