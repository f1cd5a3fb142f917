import type { Instant } from "../core/instant";
import type { FeatureValue } from "../features/types";
import type { ConversionHistory } from "../models/history";
import type { ScoreResult } from "../models/resultTypes";
import type { Outlook } from "./types";
import type { NarrativeWords } from "./words";

/**
 * A sentence part with placeholders in braces: `{value}`, `{usual}`, `{name}` and the names of `facts`. A
 * template is used only where each of its placeholders has a value. `{visit|visits}` writes the alternative for
 * the number, singular first, and `{value} {visit|visits}` writes "no visits" for 0.
 */
export type Template = string;

/**
 * How a feature is told: a template, several of which the first whose placeholders all have values is used, or
 * templates by case. Where none fits, it is `label: value`. A template must be true whether the value counts for
 * or against. For a flag, a template without `{value}` is used for yes only.
 */
export type Phrase =
  | Template
  | readonly Template[]
  | {
      /** Wherever there is a value and nothing below fits better. */
      readonly text?: Template | readonly Template[];
      /** By level of a category or ordinal feature; `yes` and `no` for a flag. */
      readonly levels?: Readonly<Record<string, Template>>;
      /** For a number below 0; `{value}` is then written without its sign. */
      readonly negative?: Template;
      /** Where the value is missing. */
      readonly missing?: Template;
    };

/** When an action applies: every part that is given must hold. */
export interface PlaybookCondition {
  /** The status of the result; `scored` if absent. */
  readonly status?: ScoreResult["status"];
  /** One of these buckets. */
  readonly bucket?: string | readonly string[];
  /** One of these outlooks. */
  readonly outlook?: Outlook | readonly Outlook[];
  /** A feature that counts for this record. */
  readonly reasonFor?: string;
  /** A feature that counts against it. */
  readonly reasonAgainst?: string;
  /** A feature without a value. */
  readonly missing?: string;
}

/** One line of the host's playbook. */
export interface PlaybookAction {
  /** When it applies; always if absent. */
  readonly when?: PlaybookCondition;
  /** What to do. `{value}` and `{usual}` are those of the feature that `when` names. */
  readonly text: Template | readonly Template[];
}

/** What may be told as a reason. */
export interface ReasonPolicy {
  /**
   * Features that are never told, beside those marked `internal` or `protected`. Names that the model does not
   * read do nothing, so that one list serves several models.
   */
  readonly hide?: readonly string[];
  /** Directions that make sense: a reason that goes the other way is not told. */
  readonly expect?: Readonly<Record<string, "increasing" | "decreasing">>;
  /** What to do with a value outside of everything in the reference population: `say` so (default), or `hide`. */
  readonly unusual?: "say" | "hide";
  /** Smallest part of the sum of absolute contributions that is worth telling, in [0, 1]; 0.03 by default. */
  readonly minimumShare?: number;
  /** Most reasons, for and against together; 4 by default. One place is kept for the other direction. */
  readonly maximumReasons?: number;
  /** Fewest records of a history cell that say something; 30 by default. */
  readonly minimumRows?: number;
  /** Smallest difference of a cell's rate from that of all records that is worth telling, as a part of the latter; 0.1 by default. */
  readonly minimumDifference?: number;
  /** Most lines of evidence; 2 by default. */
  readonly maximumEvidence?: number;
  /** Most next steps; 3 by default. */
  readonly maximumSteps?: number;
}

/** The probabilities at which the words of the headline change, in increasing order, and a factor. */
export interface OutlookThresholds {
  /** Below: very unlikely. 0.1 by default. */
  readonly veryUnlikely?: number;
  /** Below: unlikely. 0.4 by default. */
  readonly unlikely?: number;
  /** From here: likely. 0.6 by default. */
  readonly likely?: number;
  /** From here: very likely. 0.9 by default. */
  readonly veryLikely?: number;
  /** From this many times the rate of all records: more likely than average. 1.5 by default. */
  readonly aboveAverage?: number;
}

/** How numbers, money and dates are written. */
export interface NarrativeFormat {
  /** A BCP 47 locale that the host's `Intl` supports; `en` by default. */
  readonly locale?: string;
  /** An IANA time zone; `UTC` by default. */
  readonly timeZone?: string;
  /** ISO 4217 code for features whose unit is `money`. */
  readonly currency?: string;
}

/** Changes that would reach another bucket, such as the result of a counterfactual. */
export interface NextBucketReach {
  /** The bucket that they reach. */
  readonly bucket: string;
  /** The features to change, and the values to change them to. */
  readonly changes: readonly { readonly feature: string; readonly to: FeatureValue }[];
}

/** Options of {@link narrate}. All are optional; what is not given is not told. */
export interface NarrateOptions {
  /** Whom it is about, such as `Acme Robotics`. */
  readonly name?: string | null;
  /** The bucket's label. */
  readonly bucket?: string | null;
  /** Share of the population with at least this score, in (0, 1]: "top 10%". Rounded up to whole percent. */
  readonly topShare?: number | null;
  /** The place among others, 1 for the best. */
  readonly rank?: { readonly position: number; readonly of: number } | null;
  /** Whom `topShare` and `rank` count, such as `this month's leads`. */
  readonly population?: string;
  /** The instant to look from, if not the explanation's own. */
  readonly asOf?: Instant;
  /** The event in words: `{ verb: "buy", past: "bought" }`. "convert" and "converted" by default. */
  readonly outcome?: { readonly verb?: string; readonly past?: string };
  /** The record in words. "lead" and "leads" by default. */
  readonly recordNoun?: { readonly one: string; readonly other: string };
  /** Data of the record for templates. Dates are written as days; missing ones make a template not apply. */
  readonly facts?: Readonly<Record<string, string | number | Date | null | undefined>>;
  /** How features are told, by name; goes before the phrase of the feature itself. */
  readonly phrases?: Readonly<Record<string, Phrase>>;
  /** Which records a history cell holds, by feature: `from referrals`, `with {value} visits`. */
  readonly groups?: Readonly<Record<string, Phrase>>;
  /** Past conversion by feature. Without it, nothing is said of why a reason matters. */
  readonly history?: ConversionHistory;
  /** The host's playbook, in order of importance. */
  readonly actions?: readonly PlaybookAction[];
  /** Features that a rep can ask for. Those without a value are asked for. */
  readonly ask?: readonly string[];
  /** Changes that would reach another bucket. */
  readonly reach?: NextBucketReach | null;
  /**
   * What `dataSufficiency` or the report of the fit says of the data that the model was learned from. On insufficient
   * data no probability is called likely or unlikely. By default they are insufficient with fewer than 50 events or
   * non-events, as the model remembers them; a written model is never called so.
   */
  readonly dataVerdict?: "sufficient" | "thin" | "insufficient";
  /** What may be told. */
  readonly policy?: ReasonPolicy;
  /** What a probability is called. */
  readonly thresholds?: OutlookThresholds;
  /** Days after which a source is said to be stale; 30 by default. */
  readonly staleAfterDays?: number;
  /** How numbers, money and dates are written. */
  readonly format?: NarrativeFormat;
  /** Fixed words, each in place of the English one. `germanWords` is complete. */
  readonly words?: Partial<NarrativeWords>;
}
