import type { FeatureValue } from "../features/types";
import type { ScoreResult } from "../models/resultTypes";

/**
 * What a probability is called. With p the probability and the default thresholds:
 *
 * - `veryLikely`: p ≥ 0.9
 * - `likely`: 0.6 ≤ p < 0.9
 * - `aboveAverage`: p < 0.6, and p is at least 1.5 times the rate of all records, if a history says what that is
 * - `even`: 0.4 ≤ p < 0.6
 * - `unlikely`: 0.1 ≤ p < 0.4
 * - `veryUnlikely`: p < 0.1
 */
export type Outlook = "veryLikely" | "likely" | "aboveAverage" | "even" | "unlikely" | "veryUnlikely";

/** The first line: who, and how good the opportunity is. */
export interface Headline {
  readonly text: string;
  readonly status: ScoreResult["status"];
  /** Null where no name was given. */
  readonly name: string | null;
  /** Null where there is no probability. */
  readonly outlook: Outlook | null;
  /** Null where the model has none, or the record was not scored. */
  readonly probability: number | null;
  /** Null where the record was not scored. */
  readonly score: number | null;
  readonly bucket: string | null;
  /** Share of the population with at least this score, in (0, 1], or null. */
  readonly topShare: number | null;
  /** Rate of all records of the history, or null without one. */
  readonly averageRate: number | null;
  readonly lowConfidence: boolean;
}

/** One reason: what a feature's value adds to the score or takes from it. */
export interface ToldReason {
  readonly text: string;
  readonly direction: "for" | "against";
  /** The features that it is about; empty for a cap or an override. */
  readonly features: readonly string[];
  /** The value of the one feature; null where it is missing or there are several. */
  readonly value: FeatureValue;
  /** The usual value: median or most frequent level, or null. */
  readonly usual: FeatureValue;
  /** Against the reference population, in margin units: all terms of the feature together. */
  readonly contribution: number;
  /** Its part of the sum of all absolute contributions, in [0, 1]. */
  readonly share: number;
  /** Whether the value lies outside of everything in the reference population. */
  readonly unusual: "above" | "below" | "unseen" | null;
}

/** One line of "why it matters": how records like this one converted in the past. */
export interface HistoryEvidence {
  readonly text: string;
  readonly feature: string;
  /** Past records with a value like this one's. */
  readonly rows: number;
  readonly events: number;
  /** events / rows. */
  readonly rate: number;
  /** The same of all past records. */
  readonly overall: { readonly rows: number; readonly events: number; readonly rate: number };
}

/** One line of "next". */
export interface NextStep {
  readonly text: string;
  /**
   * - `action`: from the host's list
   * - `default`: the library's suggestion where no action of the host applies
   * - `ask`: missing information
   * - `reach`: what would reach the next bucket
   */
  readonly kind: "action" | "default" | "ask" | "reach";
  /** The features that it is about. */
  readonly features: readonly string[];
}

/** Where the data come from. */
export interface SourceNote {
  readonly text: string;
  readonly system: string;
  /** The oldest refresh among the features from this system, as it was given, or null. */
  readonly refreshedAt: string | null;
  /** Elapsed days from the refresh to `asOf`, or null where one of them is unknown. */
  readonly ageDays: number | null;
  /** Whether it is older than `staleAfterDays`. */
  readonly stale: boolean;
}

/** A closing sentence that keeps the narrative honest: what is not known, and what is not shown. */
export type Remark =
  | {
      readonly kind: "missing";
      readonly text: string;
      /** Features without a value. */
      readonly count: number;
      /** All features of the model. */
      readonly total: number;
      /** Names of those that may be shown. */
      readonly features: readonly string[];
    }
  | {
      readonly kind: "rest";
      readonly text: string;
      /** Reasons that are not shown. */
      readonly count: number;
      /** The part of the weight that the shown reasons carry, in [0, 1]. */
      readonly shownShare: number;
      /** What the others add, in margin units: shown and others together are margin − base. */
      readonly contribution: number;
    }
  | { readonly kind: "nothing"; readonly text: string };

/** The words before each section. */
export interface NarrativeTitles {
  readonly reasonsFor: string;
  readonly reasonsAgainst: string;
  readonly why: string;
  readonly next: string;
  readonly sources: string;
}

/**
 * A score in words: sentence parts, each with the numbers that it was made of. Plain JSON. Every `text` is one
 * line of plain text without a full stop at its end, except remarks, which are whole sentences. None of it is
 * escaped for HTML or Markdown: that is the renderer's work.
 */
export interface Narrative {
  readonly headline: Headline;
  /** Reasons for, the strongest first. */
  readonly reasonsFor: readonly ToldReason[];
  /** Reasons against, the strongest first. */
  readonly reasonsAgainst: readonly ToldReason[];
  readonly why: readonly HistoryEvidence[];
  readonly next: readonly NextStep[];
  readonly sources: readonly SourceNote[];
  readonly remarks: readonly Remark[];
  readonly titles: NarrativeTitles;
}
