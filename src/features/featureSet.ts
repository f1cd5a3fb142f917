import { POLLUTING_KEYS, reject } from "../core/checks";
import type { Feature } from "./types";

/** Named features of one kind of record. Names are in sorted order, so that no result depends on key order. */
export interface FeatureSet<Row, Name extends string = string> {
  /** The names, sorted. */
  readonly names: readonly Name[];
  /** The features by name. */
  readonly features: Readonly<Record<Name, Feature<Row>>>;
}

/** The second call of {@link featureSet}: the features by name. */
export type NameFeatures<Row> = <Features extends Readonly<Record<string, Feature<Row>>>>(
  features: Features,
) => FeatureSet<Row, keyof Features & string>;

const CODE = "invalid_configuration";

/**
 * Names the features of a record type. Called twice, so that TypeScript takes the record type from you and
 * finds the names itself: `featureSet<Lead>()({ visits: numeric("visits") })`.
 *
 * @returns a function that takes features by name and returns the checked, frozen set
 * @throws SalienceError `invalid_configuration` for a first call with features, an empty set, a name of object
 * internals, or a value that is not a feature
 *
 * @example
 * ```ts
 * import { featureSet, flag, numeric } from "salience";
 * const features = featureSet<{ visits: number; optOut: boolean }>()({
 *   visits: numeric("visits"),
 *   optOut: flag("optOut"),
 * });
 * features.names; // => ["optOut", "visits"]
 * ```
 */
export function featureSet<Row>(): NameFeatures<Row>;
export function featureSet<Row>(first?: unknown): NameFeatures<Row> {
  if (first !== undefined) {
    reject("featureSet", "featureSet()({ … }), called twice: first without an argument", first, CODE);
  }
  return (features) => {
    // an object literal with a __proto__ key has another prototype instead of that key
    if (![Object.prototype, null].includes(Object.getPrototypeOf(features ?? 0))) {
      reject("featureSet", "a plain object of features without __proto__", features, CODE);
    }
    const names = Object.keys(features).sort() as (keyof typeof features & string)[];
    if (names.length === 0) reject("featureSet", "at least one feature", features, CODE);
    for (const name of names) {
      if (name === "" || POLLUTING_KEYS.includes(name)) {
        reject("featureSet", "feature names other than those of object internals", name, CODE);
      }
      if (typeof features[name]?.read !== "function") {
        reject("featureSet", `"${name}" to be made by an extractor`, features[name], CODE);
      }
    }
    const sorted = Object.fromEntries(names.map((name) => [name, features[name]]));
    return Object.freeze({
      names: Object.freeze(names),
      features: Object.freeze(sorted) as unknown as typeof features,
    });
  };
}
