import type { AsOf, CounterfactualOptions, DealFields, FeatureSet, NarrateOptions } from "salience";

/**
 * What the quickstart needs to know about a kind of record. To use your own records, copy softwareLeads.ts, and
 * change the type of the record, the features and the words.
 */
export interface Dataset<Row> {
  /** What the records are, in words. */
  readonly title: string;
  readonly rows: readonly Row[];
  /** What is read from a record. */
  readonly features: FeatureSet<Row>;
  /** Whether the record converted; null while that is not known. Throws where the record says something else. */
  readonly outcome: (row: Row) => boolean | null;
  /** The day from which each record is seen. Empty where no feature depends on time. */
  readonly instant: { readonly asOf?: AsOf<Row> };
  /** The day from which open records are seen. */
  readonly today: { readonly asOf?: Date };
  /** Sorts records into the past, which trains, and the future, which tests. */
  readonly split: (rows: readonly Row[]) => Split<Row>;
  readonly nameOf: (row: Row) => string;
  /** Words and data for the narrative of a record. */
  readonly wordsFor: (row: Row) => NarrateOptions;
  /** What a sales rep can change about a record. */
  readonly actionable: CounterfactualOptions["actionable"];
  /** Two periods of closed deals, where the records tell of money. */
  readonly deals?: Deals<Row>;
  /** Where the data were generated: the formula that made them. */
  readonly truth?: Truth<Row>;
}

/** Records of the past and of the future, and in words how they were told apart. */
export interface Split<Row> {
  readonly train: readonly Row[];
  readonly test: readonly Row[];
  readonly how: readonly string[];
}

/** The deals that were closed in two periods. */
export interface Deals<Row> {
  readonly currency: string;
  readonly fields: DealFields<Row>;
  readonly before: Period<Row>;
  readonly after: Period<Row>;
}

/** The deals that were closed in a period. */
export interface Period<Row> {
  readonly name: string;
  readonly deals: readonly Row[];
}

/** What only the maker of data can know. */
export interface Truth<Row> {
  /** Change of the log-odds per unit, by name of the feature. */
  readonly effects: Readonly<Record<string, number>>;
  readonly chanceOf: (row: Row) => number;
}
