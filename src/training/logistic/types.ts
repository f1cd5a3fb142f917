import type { ConversionHistory } from "../../models/history";
import type { AdditiveModel } from "../../models/types";
import type { RowCounts, TableTrainingOptions, TrainingData, TrainingOptions } from "../data/readTraining";
import type { FitWarning, LogisticStatistics } from "./fitReport";
import type { LogisticSettings, StandardErrors } from "./logisticSettings";

/** Options of {@link fitLogistic} for records. */
export interface FitLogisticOptions<Row> extends TrainingOptions<Row>, LogisticSettings {
  /** Where standard errors come from, the second derivative by default; clusters by a function of the record. */
  readonly standardErrors?: StandardErrors<(row: Row) => string | number>;
}

/** Options of {@link fitLogistic} for a table. */
export interface FitLogisticTableOptions<Row> extends TableTrainingOptions<Row>, LogisticSettings {
  /** Where standard errors come from, the second derivative by default; clusters with one entry per row. */
  readonly standardErrors?: StandardErrors<ArrayLike<string | number>>;
}

/** A model and how its fit went. */
export interface LogisticFit {
  readonly model: AdditiveModel;
  readonly report: LogisticReport;
}

/** How a fit went. */
export interface LogisticReport extends LogisticStatistics {
  readonly rows: RowCounts;
  /** Events among the records used. */
  readonly events: number;
  /** Positions and reasons of rejected records. */
  readonly rejected: TrainingData["rejected"];
  /** Steps over all records. */
  readonly iterations: number;
  readonly converged: boolean;
  /** Where the standard errors and intervals come from. */
  readonly standardErrors: "model" | "robust" | "clusters" | "profile";
  readonly warnings: readonly FitWarning[];
  /** How often records converted, by the values of each feature. */
  readonly history: ConversionHistory;
}
