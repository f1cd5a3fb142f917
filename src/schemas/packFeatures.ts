import { POLLUTING_KEYS, reject } from "../core/checks";
import { SalienceError } from "../core/errors";
import { featureFromDefinition } from "../features/featureFromDefinition";
import { type FeatureSet, featureSet } from "../features/featureSet";
import type { Feature, FeatureDefinition, FeatureOptions } from "../features/types";

/** A feature as it is saved: its definition, and what a definition does not hold; null is not given. */
export interface PackedFeature {
  readonly definition: FeatureDefinition;
  readonly label: string | null;
  readonly unit: string | null;
  readonly source: Feature<unknown>["source"];
  readonly visibility: Feature<unknown>["visibility"];
  readonly phrase: string | null;
}

const KEYS = ["definition", "label", "phrase", "source", "unit", "visibility"];

/**
 * The features of a set as plain JSON.
 *
 * @param caller - the name of the calling function
 * @param features - the feature set
 * @returns definitions and words by name
 * @throws SalienceError `invalid_configuration` for a feature that a function is part of
 */
export function packFeatures<Row>(
  caller: string,
  { names, features }: FeatureSet<Row>,
): Readonly<Record<string, PackedFeature>> {
  const packed = names.map((name): [string, PackedFeature] => {
    const { definition, label, unit, source, visibility, phrase } = features[name] as Feature<Row>;
    if (definition === null) {
      const way = "put what it computes in a field of the record, or write it as a formula";
      const problem = `feature "${name}" to be made without a function, which cannot be saved (${way})`;
      reject(caller, problem, features[name]?.read, "invalid_configuration");
    }
    return [name, { definition, label, unit, source, visibility, phrase }];
  });
  return Object.fromEntries(packed);
}

/**
 * Makes a feature set from what {@link packFeatures} wrote.
 *
 * @param caller - the name of the calling function
 * @param packed - what should be packed features
 * @returns the feature set
 * @throws SalienceError `invalid_model` that names the feature
 */
export function unpackFeatures<Row>(caller: string, packed: unknown): FeatureSet<Row> {
  if (typeof packed !== "object" || packed === null || Array.isArray(packed)) {
    reject(caller, "features to be an object", packed, "invalid_model");
  }
  const made = Object.entries(packed).map(([name, feature]) => [
    name,
    unpackFeature<Row>(caller, name, feature),
  ]);
  return featureSet<Row>()(Object.fromEntries(made));
}

function unpackFeature<Row>(caller: string, name: string, packed: PackedFeature): Feature<Row> {
  const isWhole =
    typeof packed === "object" && packed !== null && KEYS.every((key) => Object.hasOwn(packed, key));
  if (!isWhole || Object.keys(packed).length !== KEYS.length || POLLUTING_KEYS.includes(name)) {
    reject(caller, `feature "${name}" with keys ${KEYS.join(", ")}`, packed, "invalid_model");
  }
  const { definition, ...words } = packed;
  const options = Object.fromEntries(Object.entries(words).filter(([, value]) => value !== null));
  try {
    return featureFromDefinition<Row>(definition, options as FeatureOptions);
  } catch (error) {
    if (!(error instanceof SalienceError)) throw error;
    throw new SalienceError("invalid_model", `${caller}: feature "${name}" cannot be made: ${error.message}`);
  }
}
