import type { FeatureSet } from "../../src/features/index";
import type { PointsModelOptions } from "../../src/scoring/index";
import type { Outcome } from "../../src/training/index";

/** A real data set with what models of it are made of. */
export interface DataSet<Row> {
  readonly name: string;
  /** Reads the records, where they are. */
  readonly rows: () => Row[];
  readonly features: FeatureSet<Row>;
  readonly outcome: (row: Row) => Outcome;
  readonly asOf?: Date | ((row: Row) => Date);
  readonly weight?: (row: Row) => number;
  /** A scorer as a sales team would write it. */
  readonly points: Omit<PointsModelOptions<Row>, "features">;
}

/** A record of a CSV file. */
export type Texts = Record<string, string>;
