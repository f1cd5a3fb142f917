import type { KnownDefinition } from "../../features/definitions";
import type { Expression } from "../../features/expression";
import type { FeatureSet } from "../../features/featureSet";
import { isEventDefinition } from "./featureSql";

/** What the features of a set read: keys of the record, and for every list of events the properties of an event. */
export interface MentionedFields {
  readonly fields: ReadonlySet<string>;
  readonly events: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Collects what the features of a set read, those that the model does not use included. */
export function mentionedFields<Row>(features: FeatureSet<Row>): MentionedFields {
  const fields = new Set<string>();
  const events = new Map<string, Set<string>>();
  const visit = (part: Expression): void => {
    if (part.op === "field") fields.add(part.field);
    else if (part.op === "call") part.arguments.forEach(visit);
  };
  for (const name of features.names) {
    const definition = features.features[name]?.definition as unknown as KnownDefinition | null;
    if (definition === null) continue;
    if (definition.extractor === "expression") visit(definition.expression);
    else if (definition.extractor === "ratio") fields.add(definition.numerator).add(definition.denominator);
    else if (!isEventDefinition(definition)) fields.add(definition.field);
    else {
      const { field, at = "at", where = {} } = definition;
      const properties = events.get(field) ?? new Set<string>();
      events.set(field, properties);
      for (const property of [at, ...Object.keys(where)]) properties.add(property);
      const number =
        "value" in definition ? definition.value : "weight" in definition ? definition.weight : undefined;
      if (number !== undefined) properties.add(typeof number === "string" ? number : number.by);
    }
  }
  return { fields, events };
}
