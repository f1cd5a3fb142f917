import { checkPositive } from "../core/checks";
import { defineFeature } from "./defineFeature";
import {
  definitionOf,
  type EventOf,
  type EventOptions,
  type EventWeight,
  eventNumber,
  eventReader,
} from "./events";
import { isRejection } from "./readers";
import type { Feature, FeatureOptions, KeysOf } from "./types";

/** Options of {@link growth}. */
export interface GrowthOptions<Event> extends FeatureOptions, Omit<EventOptions, "withinDays"> {
  /** The number that is followed: a property, points by a property, or a function. */
  readonly value: EventWeight<Event>;
  /** How far back the comparison goes, in days. */
  readonly overDays: number;
}

/**
 * The relative change of a dated value over some days: the latest value at or before `asOf`, against the latest
 * one at or before `asOf − overDays`.
 *
 *     latest / earlier − 1
 *
 * Missing if either does not exist or the earlier one is not above 0.
 *
 * @param field - a key of the record that holds the dated values, or a function of it
 * @param options - `value`, `overDays`, `at`, `where`
 * @returns a feature of type `number`, a fraction (0.18 is +18 %), that needs `asOf`
 * @throws SalienceError `invalid_argument`
 *
 * @example
 * ```ts
 * import { featureSet, growth, readTable } from "salience";
 * const features = featureSet<{ headcount: { at: string; people: number }[] }>()({
 *   headcountGrowth: growth("headcount", { value: "people", overDays: 365 }),
 * });
 * const headcount = [{ at: "2025-01-01", people: 100 }, { at: "2026-01-01", people: 125 }];
 * readTable([{ headcount }], features, { asOf: new Date("2026-02-01") }).table.columns.headcountGrowth;
 * // => { type: "number", values: Float64Array.of(0.25) }
 * ```
 */
export function growth<
  Row,
  Key extends KeysOf<NoInfer<Row>, readonly object[]> = KeysOf<NoInfer<Row>, readonly object[]>,
>(
  field: Key | ((row: NoInfer<Row>) => readonly object[] | null | undefined),
  options: GrowthOptions<EventOf<Row, Key>>,
): Feature<Row> {
  const overDays = checkPositive("growth", "overDays", options?.overDays);
  const each = eventReader("growth", options);
  const numberOf = eventNumber("growth", "value", options?.value);
  const own = ["at", "where", "value", "overDays"];
  return defineFeature<Row>("growth", options, own, {
    type: "number",
    needsAsOf: true,
    definition: definitionOf("growth", field, { ...options }, own),
    parse(list, asOf) {
      let latest = { ageDays: Number.POSITIVE_INFINITY, value: Number.NaN };
      let earlier = latest;
      const problem = each(list, asOf, (event, ageDays) => {
        const value = numberOf(event);
        if (isRejection(value)) return value;
        if (Number.isNaN(value)) return undefined;
        if (ageDays < latest.ageDays) latest = { ageDays, value };
        if (ageDays >= overDays && ageDays < earlier.ageDays) earlier = { ageDays, value };
        return undefined;
      });
      if (problem !== undefined) return problem ?? Number.NaN;
      return earlier.value > 0 ? latest.value / earlier.value - 1 : Number.NaN;
    },
  });
}
