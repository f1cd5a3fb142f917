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

/** What the records themselves warn of, in every fit. */
export type DataCode = "insufficient_data" | "possible_leak";

/** What every report of a fit begins with. */
export interface FitReport<Code extends string = string> {
  readonly rows: RowCounts;
  /** Events among the records used, whatever their weights. */
  readonly events: number;
  /** Positions and reasons of rejected records. */
  readonly rejected: TrainingData["rejected"];
  /** What to know before using the model: of the fit, the gravest first, then of the records. */
  readonly warnings: readonly FitWarning<Code | DataCode>[];
  /** Whether the records are enough, and whether a feature seems to know the outcome, as far as they say so alone. */
  readonly data: DataQuality;
  /** How often records converted, by the values of each feature and by weight. */
  readonly history: ConversionHistory;
}

/** What every report says of the records, and its warnings: those of the fit, and those of the records. */
export function reportHead<Row, Code extends string>(
  features: FeatureSet<Row>,
  data: TrainingData,
  history: ConversionHistory,
  warnings: readonly FitWarning<Code>[],
) {
  const { rows, rejected, outcomes } = data;
  const quality = dataQuality(features, data);
  const told: readonly FitWarning<Code | DataCode>[] = [...warnings, ...dataWarnings(quality)];
  return { rows, events: eventsOf(outcomes), rejected, data: quality, history, warnings: told };
}

/** Too few records, and features that seem to know the outcome, as warnings. */
function dataWarnings({ checks, leaks }: DataQuality): FitWarning<DataCode>[] {
  const warnings = leaks.map(({ feature, message }): FitWarning<DataCode> => {
    return { code: "possible_leak", features: feature === null ? [] : [feature], message };
  });
  const short = checks.filter(({ verdict }) => verdict === "insufficient");
  if (short.length > 0) {
    const message = `too few records to rely on the model: ${short.map((check) => check.message).join("; ")}`;
    warnings.unshift({ code: "insufficient_data", features: [], message });
  }
  return warnings;
}
