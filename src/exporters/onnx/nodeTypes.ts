import type { AdditiveModel } from "../../models/types";
import type { Graph, Value } from "./graph";
import type { FieldKind } from "./inputs";
import type { CaseVariants } from "./textPatterns";

/** What the nodes of a model are made in. */
export interface Scope {
  readonly g: Graph;
  readonly model: AdditiveModel;
  /** The input of a field. */
  readonly inputOf: (field: string, kind: FieldKind) => Value;
  /** The case variants of letters, computed where they are needed. */
  readonly variants: () => CaseVariants;
}

/** A feature's values for every record: numbers, NaN where missing. */
export interface NumberNodes {
  readonly kind: "number";
  readonly value: Value;
  /** Whether there is a value. */
  readonly present: Value;
  /** Where a record is rejected, as lists of truth values. */
  readonly rejected: readonly Value[];
  /** The levels of an ordinal feature. */
  readonly levels: readonly string[] | null;
}

/** A feature's values for every record: codes of levels, then one for any other text and one for missing. */
export interface CategoryNodes {
  readonly kind: "category";
  readonly code: Value;
  readonly levels: readonly string[];
  readonly present: Value;
  readonly rejected: readonly Value[];
  /** The raw texts. */
  readonly input: Value;
}

/** The nodes of a feature. */
export type FeatureNodes = NumberNodes | CategoryNodes;
