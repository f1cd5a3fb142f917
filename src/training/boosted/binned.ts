/** A feature as bins: 0 is missing; the bins of a number follow in increasing order, those of a category by level. */
export interface BinnedFeature {
  readonly name: string;
  readonly kind: "number" | "category";
  /** The bin of each record. */
  readonly codes: Uint16Array;
  /** How many bins there are, that of missing values included. */
  readonly count: number;
  /** Numbers: bin b ≥ 1 holds the values from cut b − 2 (none for the first) to below cut b − 1; else empty. */
  readonly cuts: readonly number[];
  /** Categories: bin b ≥ 1 is that of level b − 1; else empty. */
  readonly levels: readonly string[];
  /** Categories: the levels with few records, which share the last bin; new levels are taken for one of them. */
  readonly pooled: readonly string[];
  /** 1 for a shape that may only rise, −1 for one that may only fall, 0 for any. */
  readonly direction: -1 | 0 | 1;
  /** Numbers: the mean value of each bin. */
  readonly centers: Float64Array;
  /** Numbers: the value of each bin that holds a single one, else NaN. */
  readonly exact: Float64Array;
  /** Weight of the records of each bin. */
  readonly sizes: Float64Array;
  /** Records of each bin. */
  readonly counts: Int32Array;
}

/** Records as bins, in an order that depends on their content and the seed alone, fold after fold. */
export interface BinnedData {
  readonly rowCount: number;
  readonly features: readonly BinnedFeature[];
  readonly outcomes: Float64Array;
  readonly weights: Float64Array;
  /** Where each fold begins; one more entry for the end. */
  readonly folds: Int32Array;
}
