import type { Dialect } from "../dialect";
import type { Inputs } from "../inputs";
import type { Column, Layers } from "../layers";

/** What the translation of a feature works with. */
export interface Extraction {
  readonly dialect: Dialect;
  readonly layers: Layers;
  readonly inputs: Inputs;
  /** The feature's name. */
  readonly feature: string;
  /** Its part of the names of columns, unique among the features. */
  readonly hint: string;
  /** The texts that the model compares its values with. */
  readonly texts: readonly string[];
  /** Milliseconds of the instant, as SQL. */
  readonly asOf: string;
}

/** A feature in SQL. */
export interface FeatureSql {
  /** The value: NULL where it is missing. */
  readonly value: string;
  /** Conditions, one of which holds for a record that is rejected. */
  readonly rejected: readonly string[];
  /** The value before log1p, or null: what is compared instead, so that no rounding of a logarithm matters. */
  readonly beforeLog: Column | null;
  /** Whether the database calculates the same bits as the scorer. */
  readonly exact: boolean;
  /** Whether the text of a category is known; of a column of numbers only the texts that the model mentions are. */
  readonly hasText: boolean;
}

/** A feature with the same bits and without a logarithm. */
export function plain(value: string, rejected: readonly string[]): FeatureSql {
  return { value, rejected, beforeLog: null, exact: true, hasText: true };
}
