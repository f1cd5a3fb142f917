import type { FeatureSource, FeatureType } from "../features/types";

/** A number compared with a bound; an ordinal feature also with one of its levels, such as `atLeast: "director"`. */
export interface NumberComparison {
  /** Strictly above. */
  readonly above?: number | string;
  /** At least. */
  readonly atLeast?: number | string;
  /** Strictly below. */
  readonly below?: number | string;
  /** At most. */
  readonly atMost?: number | string;
}

/**
 * A condition on feature values, as plain JSON. A comparison with a missing value is neither true nor false;
 * `not` leaves it so (three-valued logic, as in SQL). Only `exists` asks whether a value is there.
 *
 * - `{ all: [...] }`, `{ any: [...] }`, `{ not: ... }`: combinations
 * - `{ feature, is }`: equal to a number, text or boolean; `{ feature, in: [...] }`: one of several
 * - `{ feature, above | atLeast | below | atMost }`: comparisons with numbers, or levels of an ordinal feature,
 *   together a range
 * - `{ feature, contains | startsWith | endsWith }`: text matches, ignoring case
 * - `{ feature, exists: true | false }`: has a value or has none
 */
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | { readonly feature: string; readonly is: number | string | boolean }
  | { readonly feature: string; readonly in: readonly (number | string | boolean)[] }
  | ({ readonly feature: string } & NumberComparison)
  | { readonly feature: string; readonly contains: string }
  | { readonly feature: string; readonly startsWith: string }
  | { readonly feature: string; readonly endsWith: string }
  | { readonly feature: string; readonly exists: boolean };

interface TermBase {
  /** Unique among the terms of a model. */
  readonly id: string;
  /** Words for people. */
  readonly label: string;
  /** The group whose cap applies, or null. */
  readonly group: string | null;
  /** The mean contribution in the reference population: what an explanation compares with. */
  readonly reference: number;
}

/** coefficient · (value − center). */
export interface LinearTerm extends TermBase {
  readonly kind: "linear";
  readonly feature: string;
  readonly coefficient: number;
  readonly center: number;
  /** Contribution of a missing value. */
  readonly missing: number;
}

/** A contribution per level of a category. */
export interface LevelsTerm extends TermBase {
  readonly kind: "levels";
  readonly feature: string;
  readonly levels: readonly string[];
  /** One per level. */
  readonly contributions: readonly number[];
  readonly missing: number;
  /** Contribution of a level that is not listed. */
  readonly unseen: number;
}

/** A constant contribution between cuts: n increasing cuts, n + 1 contributions; a value equal to a cut goes up. */
export interface StepTerm extends TermBase {
  readonly kind: "step";
  readonly feature: string;
  readonly cuts: readonly number[];
  readonly contributions: readonly number[];
  readonly missing: number;
}

/** Straight lines between knots, constant before the first and after the last. */
export interface PiecewiseTerm extends TermBase {
  readonly kind: "piecewise";
  readonly feature: string;
  /** Increasing. */
  readonly knots: readonly number[];
  /** One per knot. */
  readonly contributions: readonly number[];
  readonly missing: number;
}

/** A contribution where a condition holds, or that contribution times a feature's value, within bounds. */
export interface ConditionTerm extends TermBase {
  readonly kind: "condition";
  readonly when: Condition;
  /** Contribution where the condition is true. */
  readonly contribution: number;
  /** The feature whose value multiplies the contribution, or null for once; a missing value counts as 0 times. */
  readonly times: string | null;
  /** Smallest result where the condition is true, or null. */
  readonly minimum: number | null;
  /** Largest result where the condition is true, or null. */
  readonly maximum: number | null;
  /** Contribution where the condition is false, or a value it needs is missing. */
  readonly otherwise: number;
}

/** One side of a {@link GridTerm}: cuts of a number, or levels of a category. Missing has a cell of its own. */
export type GridAxis =
  | { readonly feature: string; readonly cuts: readonly number[] }
  | { readonly feature: string; readonly levels: readonly string[] };

/**
 * A table of contributions over two features. A number axis with n cuts has n + 1 cells and one for missing; a
 * level axis with n levels has n cells, one for unlisted levels, and one for missing: the order is as said.
 */
export interface GridTerm extends TermBase {
  readonly kind: "grid";
  readonly rows: GridAxis;
  readonly columns: GridAxis;
  /** Row by row: the cell of row i and column j is at i · (number of column cells) + j. */
  readonly contributions: readonly number[];
}

/** A part of the sum. */
export type Term = LinearTerm | LevelsTerm | StepTerm | PiecewiseTerm | ConditionTerm | GridTerm;

/**
 * A cap on the sum of the terms (and groups) that name it. The cap adds one line of its own to an explanation:
 * the capped sum minus the sum.
 */
export interface TermGroup {
  /** Unique among the groups of a model. */
  readonly id: string;
  /** Words for people. */
  readonly label: string;
  /** The group that this one belongs to, listed later, or null. */
  readonly group: string | null;
  /** Smallest sum, or null. */
  readonly minimum: number | null;
  /** Largest sum, or null. */
  readonly maximum: number | null;
  /** The mean adjustment in the reference population. */
  readonly reference: number;
}

/** What is decided before and above the sum. Gates are tried in order; the first that holds decides. */
export type Gate =
  | {
      readonly kind: "disqualify";
      /** Unique among the gates of a model. */
      readonly id: string;
      readonly when: Condition;
      /** Why, in words for people. */
      readonly reason: string;
    }
  | {
      readonly kind: "override";
      readonly id: string;
      readonly when: Condition;
      readonly reason: string;
      /** The margin that replaces the sum. */
      readonly margin: number;
    };

/**
 * A non-decreasing map from margin to probability.
 *
 * - `logistic`: expit(intercept + slope · margin), slope ≥ 0
 * - `piecewise`: straight lines between points, constant outside
 */
export type Calibration =
  | { readonly kind: "logistic"; readonly intercept: number; readonly slope: number }
  | {
      readonly kind: "piecewise";
      readonly margins: readonly number[];
      readonly probabilities: readonly number[];
    };

/** The distribution of a number feature in the reference population, as the records have its values (before clip and transform). */
export interface NumberReference {
  readonly kind: "number";
  /** Records with a value. */
  readonly count: number;
  readonly missing: number;
  readonly mean: number;
  /** Population standard deviation. */
  readonly standardDeviation: number;
  readonly minimum: number;
  readonly maximum: number;
  /** Quantiles at 0.05, 0.25, 0.5, 0.75 and 0.95. */
  readonly quantiles: readonly [number, number, number, number, number];
  /** Whether every value was a whole number. */
  readonly integer: boolean;
}

/** The distribution of a category feature in the reference population, the most frequent level first. */
export interface CategoryReference {
  readonly kind: "category";
  readonly count: number;
  readonly missing: number;
  readonly levels: readonly { readonly level: string; readonly count: number }[];
}

/** What a model knows of a feature that it reads. */
export interface FeatureSummary {
  readonly name: string;
  readonly type: FeatureType;
  readonly label: string;
  readonly unit: string | null;
  readonly source: FeatureSource | null;
  readonly visibility: "public" | "internal" | "protected";
  readonly phrase: string | null;
  /** Levels from lowest to highest for an ordinal feature, else null. */
  readonly levels: readonly string[] | null;
  /** The transform that the feature applies to the original values, or null. */
  readonly transform: "log1p" | "sqrt" | null;
  /** The ends that the feature's numbers beyond them become, before the transform; absent where it has none. */
  readonly clip?: readonly [number | null, number | null];
  /** The distribution, in original values, that explanations compare with, or null where no population was given. */
  readonly reference: NumberReference | CategoryReference | null;
}

/** Where a model comes from. */
export interface Provenance {
  /** How it was made, such as `logistic` or `points`. */
  readonly method: string;
  /** Records that it was learned from, or null for a written model. */
  readonly rows: number | null;
  /** Records with the event among them, or null. */
  readonly events: number | null;
  /** First and last `asOf` of the training records as ISO text, or null. */
  readonly from: string | null;
  readonly to: string | null;
  /** Version of the library that made it. */
  readonly libraryVersion: string;
  /** Changes made by hand after it was made, oldest first. */
  readonly edits: readonly string[];
  /** `fnv1a64:` and the fingerprint of the model's canonical JSON without this field. */
  readonly contentHash: string;
}

/** Every scorer, learned or written by hand: a sum of terms. Plain JSON. */
export interface AdditiveModel {
  readonly kind: "additive";
  readonly formatVersion: 1;
  /** `logit`: the score is expit(margin), a probability; `identity`: the score is the margin, in points. */
  readonly link: "logit" | "identity";
  readonly intercept: number;
  readonly terms: readonly Term[];
  readonly groups: readonly TermGroup[];
  readonly gates: readonly Gate[];
  readonly calibration: Calibration | null;
  readonly features: readonly FeatureSummary[];
  /** Share of the features that must have a value for a record to be scored, in [0, 1]. */
  readonly coverageFloor: number;
  /** Share of the features below which a score is marked as of low confidence, in [0, 1]. */
  readonly lowConfidenceBelow: number;
  readonly provenance: Provenance;
}
