import type { FeatureValue } from "../features/types";
import type { FeatureSummary, Term } from "./types";

/** The outcome of scoring one record. */
export type ScoreResult =
  | {
      readonly status: "scored";
      /** A probability for a logit link (after calibration), points for an identity link. */
      readonly score: number;
      /** In [0, 1], or null where the model has none. */
      readonly probability: number | null;
      /** The sum: log-odds or points. */
      readonly margin: number;
      /** Share of the model's features that had a value. */
      readonly coverage: number;
      /** Whether coverage is below the model's `lowConfidenceBelow`. */
      readonly lowConfidence: boolean;
    }
  | {
      readonly status: "disqualified";
      /** Why, in words. */
      readonly reason: string;
      /** The gate that decided. */
      readonly rule: string;
    }
  | {
      readonly status: "insufficient_data";
      /** The features without a value. */
      readonly missing: readonly string[];
      readonly coverage: number;
    }
  | {
      readonly status: "rejected";
      /** The feature whose value cannot be used, or null if the record itself is none or has no finite sum. */
      readonly feature: string | null;
      /** What was expected and what was found. */
      readonly reason: string;
    };

/** One line of an explanation: what a term, a cap or an override adds against the reference population. */
export interface Contribution {
  /** The id of the term, group or gate. */
  readonly id: string;
  /** What the line comes from. */
  readonly kind: Term["kind"] | "cap" | "override";
  /** Words for people. */
  readonly label: string;
  /** The feature of a term that reads one feature, else null. */
  readonly feature: string | null;
  /** All features that the line depends on. */
  readonly features: readonly string[];
  /** The record's own value of `feature`, before any clip and transform; null where it is missing or there is no single feature. */
  readonly value: FeatureValue;
  /** The usual value: median or most frequent level of the reference population, or null. */
  readonly referenceValue: FeatureValue;
  /** Difference to the reference population's mean contribution, in margin units. */
  readonly contribution: number;
  /** Whether a rule applied to this record; null for a line that is no rule or whose points come several times. */
  readonly fired: boolean | null;
}

/** Why a record has its score. The contributions sum to margin − base. */
export interface Explanation {
  /** The outcome, as `score` gives it. */
  readonly result: ScoreResult;
  /** The margin of the reference population: intercept plus the mean of every line. */
  readonly base: number;
  readonly contributions: readonly Contribution[];
  /** The sum, even for a record that a gate disqualified; NaN for a rejected record. */
  readonly margin: number;
  /** The score, NaN unless the record is scored. */
  readonly score: number;
  /** The probability, or null where the record is not scored or the model has none. */
  readonly probability: number | null;
  /** Share of the model's features that had a value. */
  readonly coverage: number;
  /** Values of all features of the model by name. */
  readonly values: Readonly<Record<string, FeatureValue>>;
  /** What the model knows of its features. */
  readonly features: readonly FeatureSummary[];
  /** The instant as ISO text, or null where none was needed. */
  readonly asOf: string | null;
  /** How many records the model was learned from, and events among them; null for a written model. */
  readonly learnedFrom: { readonly rows: number; readonly events: number } | null;
  /** The content hash of the model. */
  readonly model: string;
}
