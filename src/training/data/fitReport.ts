import type { FeatureSet } from "../../features/featureSet";
import type { ConversionHistory } from "../../models/history";
import { type DataQuality, dataQuality } from "../validation/dataQuality";
import { eventsOf, type RowCounts, type TrainingData } from "./readTraining";

/** Something to know before using a model. */
export interface FitWarning<Code extends string = string> {
  /** A stable word. */
  readonly code: Code;
  /** The features that it is about, or the columns that a linear model makes of them; none where it is about all. */
  readonly features: readonly string[];
  /** What it means and what to do, in words. */
  readonly message: string;
}

/** What every report of a fit begins with. */
export interface FitReport<Code extends string = string> {
  readonly rows: RowCounts;
  /** Events among the records used, whatever their weights. */
  readonly events: number;
  /** Positions and reasons of rejected records. */
  readonly rejected: TrainingData["rejected"];
  /** What to know before using the model, the gravest first. */
  readonly warnings: readonly FitWarning<Code>[];
  /** Whether the records are enough, and whether a feature seems to know the outcome, as far as they say so alone. */
  readonly data: DataQuality;
  /** How often records converted, by the values of each feature and by weight. */
  readonly history: ConversionHistory;
}

/** What every report says of the records. */
export function reportHead<Row>(features: FeatureSet<Row>, data: TrainingData, history: ConversionHistory) {
  const { rows, rejected, outcomes } = data;
  return { rows, events: eventsOf(outcomes), rejected, data: dataQuality(features, data), history };
}
