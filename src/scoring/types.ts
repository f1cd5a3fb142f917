import type { FeatureSet } from "../features/featureSet";
import type { Condition } from "../models/types";

/** Points where a condition holds. */
export interface PointsRule {
  /** Unique among the rules. */
  readonly id: string;
  /** Words for people; the id if absent. */
  readonly label?: string;
  /** When the rule fires, in terms of feature names. */
  readonly when: Condition;
  /** Points, positive or negative. */
  readonly points: number;
  /** A count feature: the points are given every time, that is, multiplied by its value. */
  readonly times?: string;
  /** Largest total of the rule (smallest, for negative points), with `times`. */
  readonly cap?: number;
  /** The group whose cap applies. */
  readonly group?: string;
}

/** Points by the band that a number falls in. */
export interface BandsRule {
  readonly id: string;
  readonly label?: string;
  /** The number feature, such as a count of visits. */
  readonly bands: string;
  /** Lower ends, increasing, with the points from there on; below the first there are none. */
  readonly points: readonly { readonly from: number; readonly points: number }[];
  /** Points of a missing value, 0 by default. */
  readonly missing?: number;
  readonly group?: string;
}

/** A cap on the points of the rules that name it. */
export interface PointsGroup {
  readonly label?: string;
  readonly minimum?: number;
  readonly maximum?: number;
}

/** What disqualifies a record. */
export interface Disqualifier {
  readonly id: string;
  readonly when: Condition;
  /** Why, in words for people. */
  readonly reason: string;
}

/** A record whose points are fixed by a rule, whatever else is known. */
export interface PointsOverride extends Disqualifier {
  /** The points. */
  readonly points: number;
}

/** What {@link pointsModel} is made of. */
export interface PointsModelOptions<Row> {
  /** The features that conditions speak of. */
  readonly features: FeatureSet<Row>;
  /** The rules, in the order in which explanations list them. */
  readonly rules: readonly (PointsRule | BandsRule)[];
  /** Caps by group name. */
  readonly groups?: Readonly<Record<string, PointsGroup>>;
  /** Points of a record before any rule, 0 by default. */
  readonly start?: number;
  /** Smallest and largest total. */
  readonly total?: { readonly minimum?: number; readonly maximum?: number };
  /** What makes a record no lead at all. */
  readonly disqualify?: readonly Disqualifier[];
  /** What fixes the points; tried after the disqualifiers. */
  readonly override?: readonly PointsOverride[];
  /** A non-decreasing map from points to probability. */
  readonly probability?: readonly { readonly points: number; readonly probability: number }[];
  /** Share of the features that must have a value for a score, 0.2 by default. */
  readonly coverageFloor?: number;
  /** Share of the features below which a score is of low confidence, 0.5 by default. */
  readonly lowConfidenceBelow?: number;
}
