/** Records of one level of a category, or of one named level of an ordinal feature. */
export interface LevelCell {
  readonly level: string;
  /** Records in the cell. */
  readonly rows: number;
  /** Records with the event among them. */
  readonly events: number;
}

/** Records whose number lies in [from, to). Flags are 0 and 1, ordinal levels their rank from 0. */
export interface RangeCell {
  /** The lower end, part of the cell; null where there is none. */
  readonly from: number | null;
  /** The upper end, not part of the cell; null where there is none. */
  readonly to: number | null;
  readonly rows: number;
  readonly events: number;
}

/** Records without a value. */
export interface MissingCell {
  readonly missing: true;
  readonly rows: number;
  readonly events: number;
}

/** Records with similar values of one feature, and how many of them had the event. */
export type HistoryCell = LevelCell | RangeCell | MissingCell;

/**
 * How often records converted in the past, in all and by the values of each feature. Plain JSON: what the "why
 * it matters" line of a narrative is made of.
 */
export interface ConversionHistory {
  /** All records. */
  readonly rows: number;
  /** Records with the event among them. */
  readonly events: number;
  /** The cells by feature name; a record lies in at most one cell of a feature. */
  readonly features: Readonly<Record<string, readonly HistoryCell[]>>;
}
