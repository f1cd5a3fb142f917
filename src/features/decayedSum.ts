import { sum } from "../core/numeric";
import { checkDecay, type Decay, weightAt } from "../core/time";
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

/** Options of {@link decayedSum}: exactly one of the three decays. */
export interface DecayedSumOptions<Event> extends FeatureOptions, EventOptions {
  /** An event counts half after this many days: 2^(−age / halfLifeDays). */
  readonly halfLifeDays?: number;
  /** An event counts less along a straight line, and not at all after this many days. */
  readonly lifespanDays?: number;
  /** The weight of the first step whose `withinDays` is at least the age; 0 after the last. */
  readonly steps?: readonly { readonly withinDays: number; readonly weight: number }[];
  /** What an event counts: 1 by default, or a property, points by a property, or a function. */
  readonly weight?: EventWeight<Event>;
}

/**
 * The sum of the events of a record, each counting less as it ages.
 *
 *     Σ weight(event) · decay(age in days)
 *
 * No events sum to 0; a missing list is missing; an event without a weight is left out.
 *
 * @param field - a key of the record that holds the events, or a function of it
 * @param options - one decay (`halfLifeDays`, `lifespanDays` or `steps`), `weight`, `at`, `where`, `withinDays`
 * @returns a feature of type `number` that needs `asOf`
 * @throws SalienceError `invalid_argument`
 *
 * @example
 * ```ts
 * import { decayedSum, featureSet, readTable } from "salience";
 * const features = featureSet<{ events: { type: string; at: string }[] }>()({
 *   engagement: decayedSum("events", { halfLifeDays: 14, weight: { by: "type", points: { demo: 10, visit: 1 } } }),
 * });
 * const events = [{ type: "demo", at: "2026-03-01" }, { type: "visit", at: "2026-03-15" }];
 * readTable([{ events }], features, { asOf: new Date("2026-03-15") }).table.columns.engagement;
 * // => { type: "number", values: Float64Array.of(6) }
 * ```
 */
export function decayedSum<
  Row,
  Key extends KeysOf<NoInfer<Row>, readonly object[]> = KeysOf<NoInfer<Row>, readonly object[]>,
>(
  field: Key | ((row: NoInfer<Row>) => readonly object[] | null | undefined),
  options: DecayedSumOptions<EventOf<Row, Key>>,
): Feature<Row> {
  const { weight } = options ?? {};
  const decay = onlyDecay(options ?? {});
  const each = eventReader("decayedSum", options);
  const weightOf = weight === undefined ? () => 1 : eventNumber("decayedSum", "weight", weight);
  const own = [...EVENT_OPTIONS, "halfLifeDays", "lifespanDays", "steps", "weight"];
  return defineFeature<Row>("decayedSum", options, own, {
    type: "number",
    needsAsOf: true,
    limits: weight === undefined ? { minimum: 0 } : {},
    definition: definitionOf("decayedSum", field, { ...options }, own),
    parse(list, asOf) {
      const parts: number[] = [];
      const problem = each(list, asOf, (event, ageDays) => {
        const value = weightOf(event);
        if (isRejection(value)) return value;
        if (!Number.isNaN(value)) parts.push(value * weightAt(decay, ageDays));
        return undefined;
      });
      return problem === null ? Number.NaN : (problem ?? sum(parts));
    },
  });
}

function onlyDecay(options: DecayedSumOptions<never>): Decay {
  const given = (["halfLifeDays", "lifespanDays", "steps"] as const).filter(
    (key) => options[key] !== undefined,
  );
  const decay = Object.fromEntries(given.map((key) => [key, options[key]]));
  return checkDecay("decayedSum", decay as unknown as Decay);
}
