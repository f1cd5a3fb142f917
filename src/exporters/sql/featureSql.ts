import { reject } from "../../core/checks";
import type { EventDefinition, KnownDefinition } from "../../features/definitions";
import type { FeatureSet } from "../../features/featureSet";
import type { Feature } from "../../features/types";
import { categoricalSql } from "./extractors/categoricalSql";
import { daysSql } from "./extractors/daysSql";
import { expressionSql } from "./extractors/expressionSql";
import { flagSql } from "./extractors/flagSql";
import { numericSql } from "./extractors/numericSql";
import { ordinalSql } from "./extractors/ordinalSql";
import { ratioSql } from "./extractors/ratioSql";
import type { Extraction, FeatureSql } from "./extractors/types";

const EVENT_EXTRACTORS = [
  ...["countEvents", "daysSinceEvent", "sumEvents", "decayedSum", "growth", "trend"],
  "recencyFrequencyValue",
];
const WAY_OUT = "write its values to a column of the table, and make the feature of that column";

/** The definition of a feature, or an error that says how to do without. */
export function definitionOf<Row>(name: string, features: FeatureSet<Row>): KnownDefinition {
  const { definition, read } = features.features[name] as Feature<Row>;
  if (definition === null) {
    const wanted = `feature "${name}" to be made without a function (${WAY_OUT})`;
    return reject("toSql", wanted, read, "invalid_configuration");
  }
  return definition as unknown as KnownDefinition;
}

/** Whether a definition is one of a list of events. */
export function isEventDefinition(definition: KnownDefinition): definition is EventDefinition {
  return EVENT_EXTRACTORS.includes(definition.extractor);
}

/** A feature in SQL; those of events are joined before. */
export function featureSql(
  extraction: Extraction,
  definition: Exclude<KnownDefinition, EventDefinition>,
): FeatureSql {
  switch (definition.extractor) {
    case "numeric":
      return numericSql(extraction, definition);
    case "categorical":
      return categoricalSql(extraction, definition);
    case "ordinal":
      return ordinalSql(extraction, definition);
    case "flag":
      return flagSql(extraction, definition);
    case "ratio":
      return ratioSql(extraction, definition);
    case "expression":
      return expressionSql(extraction, definition.expression);
    case "daysSince":
    case "daysUntil":
      return daysSql(extraction, definition);
    default:
      return reject(
        "toSql",
        `feature "${extraction.feature}" of an extractor that has the same meaning in every database (${WAY_OUT})`,
        definition.extractor,
        "invalid_configuration",
      );
  }
}
