import type { KnownDefinition } from "../../features/definitions";
import { emitCategorical, emitDomainType, emitHost, emitOrdinal, emitTitle } from "./emitCategories";
import { emitEvents } from "./emitEvents";
import { emitExpression } from "./emitExpression";
import { emitDays, emitFlag, emitNumeric, emitRatio } from "./emitNumbers";
import type { EmitRead } from "./emitRead";
import type { Slot } from "./slots";
import type { Writer } from "./writer";

/**
 * Translates a feature. What both ways of reading fields share, such as a table, is added to the module here, once.
 *
 * @param definition - the definition, or null for a feature that is a function of the host
 * @param slot - its place
 * @param writer - takes helpers and tables
 * @returns a function that writes the statements
 */
export function emitFeature(definition: KnownDefinition | null, slot: Slot, writer: Writer): EmitRead {
  if (definition === null) return emitHost(slot, writer);
  switch (definition.extractor) {
    case "numeric":
      return emitNumeric(definition, slot, writer);
    case "flag":
      return emitFlag(definition, slot, writer);
    case "ratio":
      return emitRatio(definition, slot, writer);
    case "daysSince":
    case "daysUntil":
      return emitDays(definition, slot, writer);
    case "ordinal":
      return emitOrdinal(definition, slot, writer);
    case "categorical":
      return emitCategorical(definition, slot, writer);
    case "seniority":
    case "department":
      return emitTitle(definition, slot, writer);
    case "emailDomainType":
      return emitDomainType(definition, slot, writer);
    case "expression":
      return emitExpression(definition, slot, writer);
    default:
      return emitEvents(definition, slot, writer);
  }
}
