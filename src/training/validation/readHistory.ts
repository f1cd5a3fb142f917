import { readLabelled, type TrainingData, type TrainingOptions } from "../data/readTraining";

/** Records with known outcomes, as columns; unlike those of a fit they may all have one outcome. */
export interface History extends TrainingData {
  /** Whether there is an `asOf` per record, and not all of them are the same. */
  readonly isDated: boolean;
}

/** The names of the options that {@link readHistory} reads. */
export const HISTORY_OPTIONS = ["features", "outcome", "asOf", "weight"];

/**
 * Reads records with their outcomes. A record of weight 0 is as if it were absent.
 *
 * @param caller - name of the calling function
 * @param rows - the records
 * @param options - features, outcome, instant, weight
 * @returns columns of the records with an outcome; the others by position
 * @throws SalienceError `invalid_data` if no record is left, `missing_as_of`, `invalid_argument`
 */
export function readHistory<Row>(
  caller: string,
  rows: readonly Row[],
  options: TrainingOptions<Row>,
): History {
  const data = readLabelled(caller, rows, options, "a record");
  const { instants } = data;
  const isDated = typeof options.asOf === "function" && instants.some((time) => time !== instants[0]);
  return { ...data, isDated };
}
