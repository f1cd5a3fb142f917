import type { EventDefinition } from "../../../features/definitions";

/** A feature that is calculated from events. */
export interface EventFeature {
  readonly name: string;
  readonly hint: string;
  readonly definition: EventDefinition;
}
