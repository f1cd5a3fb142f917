import { reject } from "../core/checks";
import { categorical } from "../features/categorical";
import { daysSince } from "../features/daysSince";
import { flag } from "../features/flag";
import { numeric } from "../features/numeric";
import type { Feature } from "../features/types";
import type { ImportedRow } from "./importedModel";

/** What a property of a CRM system holds. */
export type CrmPropertyType = "string" | "enumeration" | "number" | "bool" | "daysSince";

/** A property of a CRM system as a feature. */
export interface CrmProperty {
  readonly type: CrmPropertyType;
  readonly feature: Feature<ImportedRow>;
  /** Whether its values are numbers that can be compared. */
  readonly number: boolean;
}

/**
 * Makes the feature that reads a property.
 *
 * @param caller - name of the calling function
 * @param name - the property
 * @param type - its type
 * @returns type and feature
 */
export function crmProperty(caller: string, name: string, type: CrmPropertyType): CrmProperty {
  switch (type) {
    case "string":
      return { type, feature: categorical(name, { ignoreCase: true }), number: false };
    case "enumeration":
      return { type, feature: categorical(name), number: false };
    case "number":
      return { type, feature: numeric(name, { fromText: true }), number: true };
    case "bool":
      return { type, feature: flag(name, { trueValues: ["true"], falseValues: ["false"] }), number: false };
    case "daysSince":
      return { type, feature: daysSince(name), number: true };
    default:
      return reject(
        caller,
        `property "${name}" of type string, enumeration, number, bool or daysSince`,
        type,
      );
  }
}
