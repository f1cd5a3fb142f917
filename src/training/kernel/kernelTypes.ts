/** Rows of a block: so few that its columns stay in the cache while their products are formed. */
export const BLOCK_ROWS = 512;

/** Numbers from the start of a column of a block to the next: no power of 2, so that columns do not share cache sets. */
export const BLOCK_STRIDE = 520;

/** Columns of a product tile, of which the number of columns is a multiple. */
export const TILE = 3;

/**
 * A block of rows, and what is summed over all blocks. Both implementations add in the same order, even rows and odd
 * rows apart, so that they give the same bits.
 */
export interface Kernel {
  /** Number of columns, a multiple of three: the intercept, the number columns, and zeros. */
  readonly width: number;
  /** The columns of the block, one every `BLOCK_STRIDE` numbers. */
  readonly columns: Float64Array;
  /** One per row of the block. */
  readonly margins: Float64Array;
  /** One per row of the block; 0 after the last one. */
  readonly residuals: Float64Array;
  /** One per row of the block, the square roots of what products are weighted with; 0 after the last one. */
  readonly roots: Float64Array;
  /** One per column. */
  readonly sums: Float64Array;
  /** `width` rows of `width`; only j ≤ i of (i, j) is meant. */
  readonly products: Float64Array;
  /** Column `at` = (values − mean) · inverse of the runs' rows, 0 for NaN; margins += coefficient · column. */
  load(
    at: number,
    values: Float64Array,
    runs: readonly { readonly from: number; readonly rows: number; readonly at: number }[],
    rows: number,
    shift: { readonly mean: number; readonly inverse: number },
    coefficient: number,
  ): void;
  /** sums[j] += Σ column j · residuals. */
  project(rows: number): void;
  /** columns ·= roots, then products[i, j] += Σ column i · column j. */
  square(rows: number): void;
}
