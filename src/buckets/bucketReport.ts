import { checkNumber, checkOptions, reject } from "../core/checks";
import { differenceInterval, wilsonInterval } from "../core/intervals";
import { readOutcomes } from "../metrics/inputs";
import { bucketIndex, checkBuckets, checkLabels } from "./checkBuckets";
import { readScores } from "./readScores";
import type { BucketGroup, BucketReport, BucketRow, BucketStep, Buckets, Conversion } from "./types";

/** Options of {@link bucketReport}. */
export interface BucketReportOptions<Label extends string> {
  /** The labels that count as marketing-qualified; all but the last by default: A, B and C of A to D. */
  readonly mql?: readonly Label[];
  /** Confidence level of the intervals, in [0, 1], 0.95 by default. */
  readonly level?: number;
}

/**
 * What came of each bucket: how many records it held and how many of them converted, whether better buckets
 * convert more often, and what the marketing-qualified buckets capture. O(n).
 *
 * A record whose score is NaN was not scored: it is counted in `unscored`, and in nothing else.
 *
 * @param buckets - made by `bucketsByThreshold` or `bucketsByShare`
 * @param scores - one finite number per record, or NaN for a record without a score
 * @param outcomes - 1 or true for a record with the event, 0 or false for one without
 * @param options - `mql`: the labels that count as marketing-qualified; `level` of the intervals
 * @returns counts, rates in [0, 1] and comparisons; a rate with nothing to divide by is NaN; `monotone` is
 *   true where fewer than two buckets hold records
 * @throws SalienceError `invalid_argument` for a wrong value, with its position; `invalid_configuration` for
 *   buckets that contradict themselves or a label in `mql` that they do not have; `invalid_data` for no
 *   records
 *
 * @example
 * ```ts
 * import { bucketReport, bucketsByThreshold } from "salience";
 * const buckets = bucketsByThreshold({ A: 0.6 }, { rest: "B" });
 * const report = bucketReport(buckets, [0.9, 0.7, 0.6, 0.5, 0.1, Number.NaN], [1, 1, 0, 1, 0, 0]);
 * report.buckets.map((bucket) => [bucket.label, bucket.count, bucket.events]); // => [["A", 3, 2], ["B", 2, 1]]
 * report.monotone; // => true
 * report.steps[0]?.distinguishable; // => false
 * report.mql.share; // => 0.6
 * report.unscored.count; // => 1
 * ```
 */
export function bucketReport<Label extends string>(
  buckets: Buckets<Label>,
  scores: ArrayLike<number>,
  outcomes: ArrayLike<number | boolean>,
  options: BucketReportOptions<NoInfer<Label>> = {},
): BucketReport<Label> {
  checkBuckets("bucketReport", buckets);
  checkOptions("bucketReport", "options", options, ["mql", "level"]);
  const level = checkNumber("bucketReport", "level", options.level ?? 0.95, 0, 1);
  const { labels, cuts } = buckets;
  const mql = checkMql(labels, options.mql ?? labels.slice(0, -1), options.mql === undefined);
  const { counts, events } = countByBucket(cuts, scores, outcomes);

  const conversionOf = (positions: readonly number[]) =>
    conversion(total(counts, positions), total(events, positions), level);
  const positions = labels.map((_, i) => i);
  const overall = conversionOf(positions);
  const groupOf = (members: readonly number[]) => bucketGroup(conversionOf(members), overall);
  const rows = labels.map(
    (label, i): BucketRow<Label> => ({
      label,
      low: cuts[i] ?? null,
      high: cuts[i - 1] ?? null,
      ...groupOf([i]),
    }),
  );
  const steps = compareNeighbours(rows, level);
  return {
    overall,
    unscored: conversionOf([labels.length]),
    buckets: rows,
    monotone: steps.every((step) => step.holds),
    steps,
    mql: { labels: mql, ...groupOf(positions.filter((i) => mql.includes(labels[i] as Label))) },
  };
}

function checkMql<Label extends string>(
  labels: readonly Label[],
  mql: readonly Label[],
  isDefault: boolean,
): Label[] {
  if (!Array.isArray(mql)) reject("bucketReport", "mql to be an array of labels", mql);
  if (!isDefault) checkLabels("bucketReport", mql);
  const unknown = mql.find((label) => !labels.includes(label));
  if (unknown !== undefined) {
    reject("bucketReport", `mql with labels ${labels.join(", ")}`, unknown, "invalid_configuration");
  }
  return labels.filter((label) => mql.includes(label));
}

/** Records and events of each bucket, and at the end those without a score. */
function countByBucket(
  cuts: readonly number[],
  scores: ArrayLike<number>,
  outcomes: ArrayLike<number | boolean>,
): { counts: Float64Array; events: Float64Array } {
  const column = readScores("bucketReport", scores);
  const flags = readOutcomes("bucketReport", outcomes);
  if (flags.length !== column.length) {
    reject("bucketReport", `outcomes of length ${column.length}, as scores`, flags.length);
  }
  const counts = new Float64Array(cuts.length + 2);
  const events = new Float64Array(cuts.length + 2);
  for (let i = 0; i < column.length; i++) {
    const score = column[i] as number;
    const bucket = Number.isNaN(score) ? cuts.length + 1 : bucketIndex(cuts, score);
    (counts[bucket] as number)++;
    (events[bucket] as number) += flags[i] as number;
  }
  return { counts, events };
}

function total(values: Float64Array, positions: readonly number[]): number {
  return positions.reduce((sum, i) => sum + (values[i] as number), 0);
}

function conversion(count: number, events: number, level: number): Conversion {
  return { count, events, conversionRate: events / count, interval: wilsonInterval(events, count, level) };
}

function bucketGroup(part: Conversion, overall: Conversion): BucketGroup {
  return {
    ...part,
    share: part.count / overall.count,
    eventShare: part.events / overall.events,
    lift: part.conversionRate / overall.conversionRate,
  };
}

function compareNeighbours<Label extends string>(
  rows: readonly BucketRow<Label>[],
  level: number,
): BucketStep<Label>[] {
  const filled = rows.filter((row) => row.count > 0);
  return filled.slice(1).map((worse, i) => {
    const better = filled[i] as BucketRow<Label>;
    const interval = differenceInterval(
      { events: better.events, n: better.count },
      { events: worse.events, n: worse.count },
      level,
    );
    return {
      better: better.label,
      worse: worse.label,
      difference: better.conversionRate - worse.conversionRate,
      interval,
      holds: better.conversionRate > worse.conversionRate,
      distinguishable: interval.low > 0 || interval.high < 0,
    };
  });
}
