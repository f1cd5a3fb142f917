import type { AdditiveModel } from "../../models/types";
import type { FitReport } from "../data/fitReport";
import type { TableTrainingOptions, TrainingOptions } from "../data/readTraining";
import type { LinearCode, LogisticStatistics } from "./fitReport";
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
export interface LogisticReport extends FitReport<LinearCode>, LogisticStatistics {
  /** Steps over all records. */
  readonly iterations: number;
  readonly converged: boolean;
  /** Where the standard errors and intervals come from. */
  readonly standardErrors: "model" | "robust" | "clusters" | "profile";
}
