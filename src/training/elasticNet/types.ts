import type { AdditiveModel } from "../../models/types";
import type { FitReport } from "../data/fitReport";
import type { TableTrainingOptions, TrainingOptions } from "../data/readTraining";
import type { LinearCode } from "../logistic/fitReport";
import type { ElasticNetSettings } from "./elasticNetOptions";

/** Options of {@link fitElasticNet} for records. */
export interface FitElasticNetOptions<Row> extends TrainingOptions<Row>, ElasticNetSettings {
  /**
   * How many folds, 10 by default, dealt with events and non-events evenly; or the fold of a record, such as that of
   * its account or its quarter.
   */
  readonly folds?: number | ((row: Row) => number | string);
}

/** Options of {@link fitElasticNet} for a table. */
export interface FitElasticNetTableOptions<Row> extends TableTrainingOptions<Row>, ElasticNetSettings {
  /** How many folds, 10 by default, or the fold of each row. */
  readonly folds?: number | ArrayLike<number | string>;
}

/** A coefficient of an elastic net. */
export interface ElasticNetCoefficient {
  /** The column, such as `visits` or `source = web`; `(intercept)` for the intercept. */
  readonly column: string;
  /** The feature it belongs to, or null for the intercept. */
  readonly feature: string | null;
  /** Change of the log-odds per unit. */
  readonly estimate: number;
  /** The estimate times the column's standard deviation: comparable between columns, and what is penalised. */
  readonly standardised: number;
}

/** A point of the path of an elastic net. */
export interface ElasticNetPoint {
  /** The strength of the penalty. */
  readonly lambda: number;
  /** Coefficients other than 0, the intercept not counted. */
  readonly nonzero: number;
  /** −2·ln P per record, on the training records. */
  readonly deviance: number;
  /** The same on records left out. */
  readonly crossValidatedDeviance: number;
  /** Its standard error over the folds. */
  readonly standardError: number;
}

/** How a fit went. */
export interface ElasticNetReport extends FitReport<LinearCode> {
  /** From the strongest penalty to the weakest. */
  readonly path: readonly ElasticNetPoint[];
  /** The chosen strength. */
  readonly lambda: number;
  /** The points of least deviance and within one standard error of it: positions in the path. */
  readonly minimum: number;
  readonly oneStandardError: number;
  /** −2·ln P per record of the event rate alone. */
  readonly nullDeviance: number;
  /** The intercept and the coefficients other than 0 at the chosen strength, in the order of the columns. */
  readonly coefficients: readonly ElasticNetCoefficient[];
  /** Features without effect at the chosen strength: the model does not read them. */
  readonly dropped: readonly string[];
  readonly converged: boolean;
}

/** A model and how its fit went. */
export interface ElasticNetFit {
  readonly model: AdditiveModel;
  readonly report: ElasticNetReport;
}
