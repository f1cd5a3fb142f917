import type { FeatureSummary } from "../../models/types";

/** A feature of the model and the columns that hold it. */
export interface SqlFeature {
  readonly summary: FeatureSummary;
  /** The column with the value, NULL where it is missing. */
  readonly sql: string;
  /** The column with the value before log1p, or null. */
  readonly beforeLog: string | null;
  /** Whether the text of a category is known; it is not where the column holds numbers. */
  readonly hasText: boolean;
}

/** Gives the feature of a name. */
export type FeatureOf = (name: string) => SqlFeature;
