import type { Moments } from "../data/moments";
import type { NumberReading } from "../data/plainValues";

/** A column of the design: the value of a number feature, or an indicator. */
export interface DesignColumn {
  /** Such as `visits`, `visits (missing)`, `source = web`, `source (rare levels)`. */
  readonly name: string;
  readonly feature: string;
  readonly role: "value" | "missing" | "level" | "rare";
  /** Whether the feature is a category. */
  readonly category: boolean;
  /** The level of a `level` column, else null. */
  readonly level: string | null;
  /** Weighted mean, subtracted from values; the share of an indicator. */
  readonly mean: number;
  /** Weighted population standard deviation, by which values are divided. */
  readonly scale: number;
}

/** Where columns of the design come from: nothing is written out, and the arrays are those of the table. */
export type DesignPart =
  /** One column: (value − mean) · inverse, 0 for NaN. */
  | {
      readonly kind: "values";
      readonly column: number;
      readonly values: Float64Array;
      readonly mean: number;
      readonly inverse: number;
    }
  /** One column: 1 where the value is NaN, else 0. */
  | { readonly kind: "missing"; readonly column: number; readonly values: Float64Array }
  /** Columns `first` to `first + count − 1`: row i belongs to column first − 1 + places[codes[i] + 1], or for 0 to none. */
  | {
      readonly kind: "levels";
      readonly first: number;
      readonly count: number;
      readonly codes: Int32Array;
      readonly places: Int32Array;
    };

/** Standardised values of one column, or the column (or −1) that each row's code belongs to. */
export type DesignBlock =
  | { readonly kind: "values"; readonly column: number; readonly values: Float64Array }
  | { readonly kind: "codes"; readonly codes: Int32Array };

/** What a linear model is learned from: number columns to standardise, categories as codes. */
export interface Design {
  readonly rowCount: number;
  readonly columns: readonly DesignColumn[];
  readonly parts: readonly DesignPart[];
  /** The parts written out, anew at every reading: for small designs only. */
  readonly blocks: readonly DesignBlock[];
  /** The column of the most frequent level of each category, where it was not left out. */
  readonly baselines: readonly number[];
  /** Of every number feature. */
  readonly moments: ReadonlyMap<string, Moments>;
  /** What became no column, and why. */
  readonly leftOut: readonly { readonly column: string; readonly reason: string }[];
  /** Features whose missing values are rare and pooled with the rare levels. */
  readonly rareMissing: readonly string[];
  /** The curves of number features that are not straight lines, by feature. */
  readonly shapes: ReadonlyMap<string, ShapeCurve>;
  /** The rare levels that share the column `feature (rare levels)`, or have none, by feature. */
  readonly rareLevels: ReadonlyMap<string, readonly string[]>;
  /** Is called before every reading of the rows; what it throws ends the fit. */
  readonly proceed: (() => void) | null;
}

/** How a design is made. */
export interface DesignOptions {
  /** Levels, and missing values, with fewer records (by weight) share a column. */
  readonly minimumLevelCount: number;
  /** Whether the most frequent level of each category is left out, as an estimate without penalty needs. */
  readonly baseline: boolean;
  /** Number features that are binned or bent, by name. */
  readonly shapes?: Readonly<Record<string, ReadShape>>;
  /** Features without a column. */
  readonly without?: readonly string[];
  /** Name of the calling function, `fitLogistic` by default. */
  readonly caller?: string;
  /** Is called before every reading of the rows. */
  readonly proceed?: () => void;
  /** The most levels of a category that have a column. */
  readonly mostLevels?: number;
}

/**
 * The curve of a number feature that is no straight line, in original units (before a transform):
 *
 * - `knots`: straight lines between knots (along what the transform gives), constant outside; as a number, so many
 *   knots at evenly spaced quantiles from 0.05 to 0.95
 * - `cuts`: a constant between cuts; a value equal to a cut goes up
 * - `bins`: the same, with cuts that make bins of about equal count
 */
export type NumberShape =
  | { readonly knots: number | readonly number[] }
  | { readonly cuts: readonly number[] }
  | { readonly bins: number };

/** Curves by feature name. */
export type NumberShapes = Readonly<Record<string, NumberShape>>;

/** The same, with what its feature does to the numbers of records. */
export type ReadShape = NumberShape & { readonly reading?: NumberReading };

/** A curve whose knots or cuts are known, in original units. */
export type ShapeCurve =
  | { readonly kind: "piecewise"; readonly knots: readonly number[] }
  | {
      readonly kind: "step";
      readonly cuts: readonly number[];
      /** One per bin. */
      readonly names: readonly string[];
      /** Whether it has a record, one per bin. */
      readonly seen: readonly boolean[];
    };
