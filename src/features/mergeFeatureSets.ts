import { reject } from "../core/checks";
import { type FeatureSet, featureSet } from "./featureSet";

/**
 * One feature set from two. A name that is in both is refused: merging never drops a feature silently.
 *
 * @param first - a feature set
 * @param second - a feature set of the same kind of record
 * @returns the features of both
 * @throws SalienceError `invalid_configuration` for a duplicate name
 *
 * @example
 * ```ts
 * import { featureSet, mergeFeatureSets, numeric } from "salience";
 * const a = featureSet<{ visits: number; seats: number }>()({ visits: numeric("visits") });
 * const b = featureSet<{ visits: number; seats: number }>()({ seats: numeric("seats") });
 * mergeFeatureSets(a, b).names; // => ["seats", "visits"]
 * mergeFeatureSets(a, a); // throws SalienceError: mergeFeatureSets: expected every feature name once, received "visits"
 * ```
 */
export function mergeFeatureSets<Row, First extends string, Second extends string>(
  first: FeatureSet<Row, First>,
  second: FeatureSet<Row, Second>,
): FeatureSet<Row, First | Second> {
  for (const set of [first, second]) {
    if (!Array.isArray(set?.names))
      reject("mergeFeatureSets", "two feature sets", set, "invalid_configuration");
  }
  const twice = first.names.find((name) => (second.names as readonly string[]).includes(name));
  if (twice !== undefined)
    reject("mergeFeatureSets", "every feature name once", twice, "invalid_configuration");
  return featureSet<Row>()({ ...first.features, ...second.features });
}
