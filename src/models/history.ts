import type { Bin } from "../core/bin";

/** Records with similar values of one feature, and how many of them had the event. */
export type HistoryCell = Bin & {
  /** Records in the cell. */
  readonly rows: number;
  /** Records with the event among them. */
  readonly events: number;
};

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
