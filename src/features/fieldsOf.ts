import { definitionFields } from "./definitionFields";
import type { Feature } from "./types";

/** The fields of the record that a feature names; none where a function reads the record. */
export function fieldsOf<Row>(feature: Feature<Row> | undefined): string[] {
  const { definition = null, key = null } = feature ?? {};
  return definition !== null ? definitionFields(definition) : key !== null ? [key] : [];
}
