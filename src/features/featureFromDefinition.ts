import { reject } from "../core/checks";
import { categorical } from "./categorical";
import { countEvents } from "./countEvents";
import { daysSince } from "./daysSince";
import { daysSinceEvent } from "./daysSinceEvent";
import { daysUntil } from "./daysUntil";
import { decayedSum } from "./decayedSum";
import { department } from "./department";
import { emailDomainType } from "./emailDomainType";
import { type Expression, expression } from "./expression";
import { flag } from "./flag";
import { growth } from "./growth";
import { numeric } from "./numeric";
import { ordinal } from "./ordinal";
import { ratio } from "./ratio";
import { recencyFrequencyValue } from "./recencyFrequencyValue";
import { seniority } from "./seniority";
import { sumEvents } from "./sumEvents";
import { trend } from "./trend";
import type { Feature, FeatureDefinition, FeatureOptions } from "./types";

/** An extractor that takes one field and options, whatever the record is. */
type FieldExtractor = (field: string, options: object) => Feature<unknown>;

/** Extractors whose first argument is a field and whose second is every other option. */
const BY_FIELD = (): Readonly<Record<string, unknown>> => ({
  numeric,
  categorical,
  flag,
  daysSince,
  daysUntil,
  seniority,
  department,
  emailDomainType,
  countEvents,
  daysSinceEvent,
  sumEvents,
  decayedSum,
  growth,
  trend,
  recencyFrequencyValue,
});

/**
 * Makes a feature again from its definition, as a saved feature set, a worker thread or another process needs it.
 * The extractor that wrote the definition checks it.
 *
 * @param definition - the `definition` of a declarative feature, as JSON
 * @param options - label, unit, source, visibility, phrase: what a definition does not hold
 * @returns the feature: the same values for every record
 * @throws SalienceError `invalid_argument` for an unknown extractor or options that it refuses, `invalid_formula`
 *
 * @example
 * ```ts
 * import { featureFromDefinition, featureSet, numeric, readTable } from "salience";
 * const saved = JSON.stringify(numeric<{ visits: number }>("visits", { clip: [0, 20] }).definition);
 * const features = featureSet<{ visits: number }>()({ visits: featureFromDefinition(JSON.parse(saved)) });
 * readTable([{ visits: 251 }], features).table.columns.visits;
 * // => { type: "number", values: Float64Array.of(20), originals: Float64Array.of(251) }
 * ```
 */
export function featureFromDefinition<Row>(
  definition: FeatureDefinition,
  options: FeatureOptions = {},
): Feature<Row> {
  const caller = "featureFromDefinition";
  if (typeof definition !== "object" || definition === null)
    reject(caller, "a feature's definition", definition);
  if (typeof options !== "object" || options === null) reject(caller, "options to be an object", options);
  const { extractor, field, ...own } = definition;
  const all = { ...given(own), ...options };
  if (extractor === "expression") {
    return expression<Row>(own.expression as Expression, options);
  }
  if (extractor === "ratio") {
    return ratio<Row>(own.numerator as never, own.denominator as never, options);
  }
  if (extractor === "ordinal") {
    const { levels, ...rest } = all as { levels?: readonly string[] };
    return ordinal<Row>(field as never, levels as readonly string[], rest);
  }
  const known = BY_FIELD();
  const make =
    typeof extractor === "string" && Object.hasOwn(known, extractor) ? known[extractor] : undefined;
  if (make === undefined) reject(caller, "the definition of a declarative extractor", extractor);
  return (make as FieldExtractor)(field as string, all) as Feature<Row>;
}

/** Options that a definition writes as null are those that were not given. */
function given(own: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(own).filter(([, value]) => value !== null));
}
