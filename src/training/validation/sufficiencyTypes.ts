import type { RejectedRecord } from "../../features/rejectedRecord";
import type { TrainingOptions } from "../data/readTraining";
import type { FeatureParameters } from "./countParameters";
import type { DataFloors, VendorFloors } from "./floors";

/** `insufficient`: less than half of a floor; `thin`: below a floor; `sufficient`: all floors reached. */
export type SufficiencyVerdict = "insufficient" | "thin" | "sufficient";

/** One number beside its floor. */
export interface SufficiencyCheck {
  /** A stable word. */
  readonly code:
    | "records"
    | "events"
    | "non_events"
    | "events_per_parameter"
    | "span_days"
    | "no_dates"
    | "constant"
    | "levels";
  /** The features that it is about, if any. */
  readonly features: readonly string[];
  readonly value: number;
  /** The floor, or for `levels` the ceiling; NaN where there is none. */
  readonly limit: number;
  readonly verdict: SufficiencyVerdict;
  /** What was found, in words. */
  readonly message: string;
  /** What to do, or null where nothing is wrong. */
  readonly next: string | null;
}

/** Options of {@link dataSufficiency}. */
export interface DataSufficiencyOptions<Row> extends TrainingOptions<Row> {
  /** What is asked of the data: a vendor's published floors by name, or numbers; 100 of each outcome, 10 per parameter and 90 days by default. */
  readonly floors?: VendorFloors | DataFloors;
  /** The segment of a record, such as its region: each segment is counted too. */
  readonly segment?: (row: Row) => string;
  /** Numbers that the model will learn, where it is no logistic regression on these features. */
  readonly parameters?: number;
  /** Levels with fewer records share a parameter, as in `fitLogistic`: 10 by default. */
  readonly minimumLevelCount?: number;
}

/** What one segment has. */
export interface SegmentSufficiency {
  readonly segment: string;
  readonly records: number;
  readonly events: number;
  readonly nonEvents: number;
  readonly verdict: SufficiencyVerdict;
  readonly message: string;
}

/** What {@link dataSufficiency} found. */
export interface DataSufficiency {
  /** The worst of the checks. */
  readonly verdict: SufficiencyVerdict;
  /** Records with an outcome. */
  readonly records: number;
  readonly events: number;
  readonly nonEvents: number;
  /** Records still open. */
  readonly open: number;
  /** Records that could not be read. */
  readonly rejected: readonly RejectedRecord[];
  /** Numbers that a model has to learn beside the intercept. */
  readonly parameters: number;
  /** Records of the rarer outcome per parameter; NaN without parameters. */
  readonly eventsPerParameter: number;
  /** First and last `asOf` as ISO text, or null without one per record. */
  readonly from: string | null;
  readonly to: string | null;
  /** Days between them; NaN without. */
  readonly spanDays: number;
  readonly features: readonly FeatureParameters[];
  readonly checks: readonly SufficiencyCheck[];
  /** By segment, the one with fewest of the rarer outcome first. */
  readonly segments: readonly SegmentSufficiency[];
  /** What to do, the most urgent first; empty where the data suffice. */
  readonly next: readonly string[];
}
