import type { Expression } from "./expression";
import type { FeatureDefinition } from "./types";

/**
 * The fields of the record that a definition reads, each once, in order of appearance.
 *
 * @param definition - the definition of a declarative feature
 * @returns keys of the record
 */
export function definitionFields(definition: FeatureDefinition): string[] {
  const { field, numerator, denominator, expression } = definition;
  const keys = [field, numerator, denominator].filter((key) => key !== undefined) as string[];
  return [...new Set([...keys, ...(expression ? expressionFields(expression as Expression) : [])])];
}

function expressionFields(part: Expression): string[] {
  if (part.op === "field") return [part.field];
  return part.op === "call" ? part.arguments.flatMap(expressionFields) : [];
}
