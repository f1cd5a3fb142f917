import { reject } from "../../core/checks";
import type { CategoricalDefinition } from "../../features/definitions";
import type { FeatureSet } from "../../features/featureSet";
import type { Feature } from "../../features/types";
import { summarizeFeature } from "../../models/summarizeFeature";
import type { AdditiveModel } from "../../models/types";
import type { ColumnSettings } from "../sql/settings";

/**
 * The features with the texts of categories as the table has them. Which spellings are one level is decided where the
 * rows are read, by the feature itself: a database has no lower case, and no text of a number, that is JavaScript's.
 *
 * @param features - the features
 * @param columns - what is said of the columns
 * @returns the same features, categories without aliases, placeholders, levels and folding of case
 */
export function withoutSpelling<Row>(features: FeatureSet<Row>, columns: ColumnSettings): FeatureSet<Row> {
  const entries = features.names.map((name) => {
    const feature = features.features[name] as Feature<Row>;
    const definition = categoricalOf(feature);
    if (definition === null) return [name, feature] as const;
    const { field } = definition;
    if (columns.get(field)?.type === "number") {
      const wanted = `columns[${JSON.stringify(field)}], which the category "${name}" counts by its text, to be text`;
      reject("statisticsSql", wanted, "number", "invalid_configuration");
    }
    const plain = { ...definition, levels: null, ignoreCase: false, aliases: {}, missing: [] };
    return [name, { ...feature, definition: plain }] as const;
  });
  return { names: features.names, features: Object.fromEntries(entries) };
}

/** The definition of a category that is a field of the record, or null for any other feature. */
export function categoricalOf<Row>({ definition }: Feature<Row>): CategoricalDefinition | null {
  return definition?.extractor === "categorical" ? (definition as unknown as CategoricalDefinition) : null;
}

/** A model that has the features and nothing to add up: what the extraction of features goes by. */
export function unscored<Row>(features: FeatureSet<Row>): AdditiveModel {
  return {
    kind: "additive",
    formatVersion: 1,
    link: "identity",
    intercept: 0,
    terms: [],
    groups: [],
    gates: [],
    calibration: null,
    features: features.names.map((name) => summarizeFeature(name, features.features[name] as Feature<Row>)),
    coverageFloor: 0,
    lowConfidenceBelow: 0,
    provenance: {
      method: "",
      rows: null,
      events: null,
      from: null,
      to: null,
      libraryVersion: "",
      edits: [],
      contentHash: "",
    },
  };
}
