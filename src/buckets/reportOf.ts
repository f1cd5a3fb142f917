import { checkConfidence, checkOptions, reject } from "../core/checks";
import { differenceInterval, wilsonInterval } from "../core/intervals";
import { checkLabels } from "./checkBuckets";
import type { BucketConversion, BucketGroup, BucketReport, BucketRow, BucketStep, Buckets } from "./types";

/** Options of a report on buckets. */
export interface BucketReportOptions<Label extends string> {
  /** The labels that count as marketing-qualified; all but the last by default: A, B and C of A to D. */
  readonly mql?: readonly Label[];
  /** Confidence level of the intervals, in (0, 1), 0.95 by default. */
  readonly confidence?: number;
}

/** Records and events of each bucket, and at the end those without a score. */
export interface BucketTotals {
  readonly counts: ArrayLike<number>;
  readonly events: ArrayLike<number>;
}

/**
 * The report of buckets whose records and events are counted.
 *
 * @param caller - name of the calling function
 * @param buckets - checked buckets
 * @param totals - records and events per bucket
 * @param options - `mql` and `confidence`
 * @returns the report
 * @throws SalienceError `invalid_argument`, `invalid_configuration`
 */
export function reportOf<Label extends string>(
  caller: string,
  { labels, cuts }: Buckets<Label>,
  { counts, events }: BucketTotals,
  options: BucketReportOptions<Label>,
): BucketReport<Label> {
  checkOptions(caller, "options", options, ["mql", "confidence"]);
  const confidence = checkConfidence(caller, options.confidence);
  const mql = checkMql(caller, labels, options.mql ?? labels.slice(0, -1), options.mql === undefined);
  const conversionOf = (positions: readonly number[]) =>
    conversion(total(counts, positions), total(events, positions), confidence);
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
  const steps = compareNeighbours(rows, confidence);
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
  caller: string,
  labels: readonly Label[],
  mql: readonly Label[],
  isDefault: boolean,
): Label[] {
  if (!Array.isArray(mql)) reject(caller, "mql to be an array of labels", mql);
  if (!isDefault) checkLabels(caller, mql);
  const unknown = mql.find((label) => !labels.includes(label));
  if (unknown !== undefined) {
    reject(caller, `mql with labels ${labels.join(", ")}`, unknown, "invalid_configuration");
  }
  return labels.filter((label) => mql.includes(label));
}

function total(values: ArrayLike<number>, positions: readonly number[]): number {
  return positions.reduce((sum, i) => sum + (values[i] as number), 0);
}

function conversion(count: number, events: number, confidence: number): BucketConversion {
  return {
    count,
    events,
    conversionRate: events / count,
    interval: wilsonInterval(events, count, confidence),
  };
}

function bucketGroup(part: BucketConversion, overall: BucketConversion): BucketGroup {
  return {
    ...part,
    share: part.count / overall.count,
    eventShare: part.events / overall.events,
    lift: part.conversionRate / overall.conversionRate,
  };
}

function compareNeighbours<Label extends string>(
  rows: readonly BucketRow<Label>[],
  confidence: number,
): BucketStep<Label>[] {
  const filled = rows.filter((row) => row.count > 0);
  return filled.slice(1).map((worse, i) => {
    const better = filled[i] as BucketRow<Label>;
    const interval = differenceInterval(
      { events: better.events, count: better.count },
      { events: worse.events, count: worse.count },
      confidence,
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
