import { checkOptions, reject } from "../../core/checks";
import type { Table } from "../../core/columns";
import { describeValue } from "../../core/describe";
import type { FeatureSet } from "../../features/featureSet";
import { readTable } from "../../features/readTable";
import type { RejectedRecord } from "../../features/rejectedRecord";
import type { AsOf } from "../../features/types";
import { OPEN, readOutcome } from "../data/readOutcome";
import type { Outcome } from "../data/readTraining";
import type { CutsByFeature, EventCounts } from "./counts";
import { featureBins } from "./countsBins";
import { countClasses } from "./countsFromTable";

/** Options of {@link countsFromRecords}. */
export interface CountOptions<Row> {
  /** The features to count. */
  readonly features: FeatureSet<Row>;
  /** Whether the event happened; `null` or `undefined` for a record that is still open, which is left out. */
  readonly outcome: (row: Row) => Outcome;
  /** The instant to look from: a function from record to instant wherever features depend on time. */
  readonly asOf?: AsOf<Row> | undefined;
  /** The cuts between the bins of number features, by name; `quantileCuts` finds some. */
  readonly cuts?: CutsByFeature;
}

/** What {@link countsFromRecords} returns. */
export interface CountResult {
  /** Events and non-events per bin, of the records that have an outcome and could be read. */
  readonly counts: EventCounts;
  /** Records that could not be read, with their positions and the reasons. */
  readonly rejected: readonly RejectedRecord[];
  /** Positions of the records whose outcome is not known. */
  readonly open: readonly number[];
}

/** Records as columns, with the class of each. */
export interface ClassedRecords extends Omit<CountResult, "counts"> {
  readonly table: Table;
  /** 1 for an event, 0 for a non-event, −1 for a record that is open or rejected. */
  readonly classes: Int8Array;
  /** First and last instant of the records with a class, as ISO text, or null without one. */
  readonly from: string | null;
  readonly to: string | null;
}

/**
 * Counts events and non-events per bin of each feature. A stream is counted chunk by chunk, with the same cuts, and
 * the counts are added by `mergeCounts`: the result is that of counting all records at once.
 * O(records · features · log cuts).
 *
 * @param rows - the records
 * @param options - `features`, `outcome`, `asOf`, and `cuts` for the number features
 * @returns the counts, and the records that are not in them
 * @throws SalienceError `missing_as_of`, `invalid_configuration` for a number feature without cuts,
 * `invalid_argument`
 *
 * @example
 * ```ts
 * import { categorical, countsFromRecords, featureSet, mergeCounts } from "salience";
 * const features = featureSet<{ source: string; won?: boolean }>()({ source: categorical("source") });
 * const options = { features, outcome: (lead: { won?: boolean }) => lead.won };
 * const first = countsFromRecords([{ source: "web", won: true }, { source: "fair", won: false }], options);
 * const second = countsFromRecords([{ source: "web", won: false }, { source: "web" }], options);
 * second.open; // => [1]
 * const { features: counted } = mergeCounts(first.counts, second.counts);
 * counted[0]?.levels; // => ["fair", "web"]
 * counted[0]?.bins; // => [{ events: 0, nonEvents: 1 }, { events: 1, nonEvents: 1 }]
 * ```
 */
export function countsFromRecords<Row>(rows: readonly Row[], options: CountOptions<Row>): CountResult {
  checkOptions("countsFromRecords", "options", options, ["features", "outcome", "asOf", "cuts"]);
  const bins = featureBins("countsFromRecords", options.features, options.cuts);
  const { table, classes, from, to, rejected, open } = readClasses("countsFromRecords", rows, options);
  const counts = countClasses("countsFromRecords", table, classes, bins);
  return { counts: { ...counts, from, to }, rejected, open };
}

/**
 * Reads records and the class of each.
 *
 * @param caller - the public function that complains
 * @param rows - the records
 * @param options - features, outcome and instant
 * @returns columns, classes, window, and what is left out
 */
export function readClasses<Row>(
  caller: string,
  rows: readonly Row[],
  options: Pick<CountOptions<Row>, "features" | "outcome" | "asOf">,
): ClassedRecords {
  if (!Array.isArray(rows)) reject(caller, "rows to be an array of records", rows);
  const { features, outcome, asOf } = options;
  if (typeof outcome !== "function") reject(caller, "outcome to be a function of the record", outcome);
  const read = readTable(rows, features, { asOf });
  const problems = new Map(read.rejected.map((problem) => [problem.index, problem]));
  const open: number[] = [];
  const classes = new Int8Array(rows.length).fill(OPEN);
  let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  rows.forEach((row, index) => {
    if (problems.has(index)) return;
    const known = outcomeOf(row, outcome);
    if (typeof known === "string") problems.set(index, { index, feature: null, reason: known });
    else if (known === null) open.push(index);
    else {
      classes[index] = known;
      const instant = read.instants[index] as number;
      if (instant < from) from = instant; // NaN, no instant, is in no window
      if (instant > to) to = instant;
    }
  });
  return {
    table: read.table,
    classes,
    from: from > to ? null : new Date(from).toISOString(),
    to: from > to ? null : new Date(to).toISOString(),
    rejected: [...problems.values()].sort((a, b) => a.index - b.index),
    open,
  };
}

/** The outcome of a record, or what is wrong with it. A function of the host may throw. */
function outcomeOf<Row>(row: Row, outcome: (row: Row) => Outcome): ReturnType<typeof readOutcome> {
  try {
    return readOutcome(outcome(row));
  } catch (error) {
    return `expected the outcome function to return, received ${describeValue(error)}`;
  }
}
