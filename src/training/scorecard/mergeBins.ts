import { sum } from "../../core/numeric";
import { type BinCounts, total } from "../counts/counts";

/** How the event rate may go from bin to bin. */
export type BinTrend = "increasing" | "decreasing" | "none";

/** Bins next to each other that became one. */
export interface Run extends BinCounts {
  /** How many bins. */
  readonly size: number;
}

/** When bins are merged. */
export interface MergeOptions {
  /** Fewest records of a run, by weight. */
  readonly fewest: number;
  /** Most runs. */
  readonly most: number;
  /** Whether the bins are levels in the order of their event rates, which differ by chance alone. */
  readonly sorted: boolean;
}

/** Twice the log-likelihood that a boundary between two equal bins gains on average: the mean of χ² of one degree. */
const BY_CHANCE = 1;

/**
 * Merges neighbouring bins: those that violate the trend (pooled adjacent violators), then the smallest while one has
 * too few records, then the two that lose the least information, while there are too many or they lose no
 * more than chance would give. The information of bins is the log-likelihood of their event rates.
 *
 * @param bins - events and non-events per bin, in order
 * @param trend - how the event rate may go
 * @param options - sizes
 * @returns runs of bins, in order; a run of none is never among them
 */
export function mergeBins(bins: readonly BinCounts[], trend: BinTrend, options: MergeOptions): Run[] {
  const runs = trend === "none" ? bins.map((bin) => ({ ...bin, size: 1 })) : poolViolators(bins, trend);
  return mergeCheapest(mergeSmall(runs, options.fewest), options);
}

/**
 * The trend that keeps more information, and its runs.
 *
 * @param bins - events and non-events per bin, in order
 * @param options - sizes
 * @returns the trend, `increasing` where both keep as much
 */
export function mergeEitherWay(
  bins: readonly BinCounts[],
  options: MergeOptions,
): { readonly trend: BinTrend; readonly runs: Run[] } {
  const up = mergeBins(bins, "increasing", options);
  const down = mergeBins(bins, "decreasing", options);
  return information(down) > information(up)
    ? { trend: "decreasing", runs: down }
    : { trend: "increasing", runs: up };
}

function information(runs: readonly Run[]): number {
  return sum(runs.map(logLikelihood));
}

/** Joins a bin with the one before for as long as the event rate goes the wrong way, or not at all. */
function poolViolators(bins: readonly BinCounts[], trend: BinTrend): Run[] {
  const runs: Run[] = [];
  for (const bin of bins) {
    let run: Run = { ...bin, size: 1 };
    for (let before = runs[runs.length - 1]; before && violates(before, run, trend); ) {
      runs.pop();
      run = join(before, run);
      before = runs[runs.length - 1];
    }
    runs.push(run);
  }
  return runs;
}

function violates(before: Run, run: Run, trend: BinTrend): boolean {
  const rise = run.events * before.nonEvents - before.events * run.nonEvents;
  return trend === "increasing" ? rise <= 0 : rise >= 0;
}

function mergeSmall(all: readonly Run[], fewest: number): Run[] {
  const runs = [...all];
  while (runs.length > 1) {
    let at = 0;
    runs.forEach((run, i) => {
      if (total(run) < total(runs[at] as Run)) at = i;
    });
    const run = runs[at] as Run;
    if (total(run) >= fewest) break;
    const [before, after] = [runs[at - 1], runs[at + 1]];
    const isBefore = before && (!after || informationLost(before, run) <= informationLost(run, after));
    mergeAt(runs, isBefore ? at - 1 : at);
  }
  return runs;
}

function mergeCheapest(all: readonly Run[], { most, sorted }: MergeOptions): Run[] {
  const runs = [...all];
  // what merging a run with the next one loses, in proportion to what chance gives
  const lossAt = (i: number) => {
    const [one, next] = [runs[i] as Run, runs[i + 1] as Run];
    return informationLost(one, next) / (sorted ? chanceOf(one.size + next.size) : BY_CHANCE);
  };
  const losses = runs.slice(1).map((_, i) => lossAt(i));
  while (losses.length > 0) {
    const least = losses.reduce((best, loss, i) => (loss < (losses[best] as number) ? i : best), 0);
    if (runs.length <= most && (losses[least] as number) >= 1) break;
    mergeAt(runs, least);
    losses.splice(least, 1);
    if (least > 0) losses[least - 1] = lossAt(least - 1);
    if (least < losses.length) losses[least] = lossAt(least);
  }
  return runs;
}

/**
 * What the best boundary gains by chance between levels in the order of their event rates: of m levels that do not
 * differ it is (Σ|z|)²/m with normal z, of a mean near 1 + (m − 2)·2/π and a standard deviation near √m, taken once.
 */
function chanceOf(levels: number): number {
  return BY_CHANCE + (levels - 2) * (2 / Math.PI) + Math.sqrt(levels - 2);
}

/** Twice the log-likelihood that is lost where two bins share one event rate. */
function informationLost(one: BinCounts, other: BinCounts): number {
  return 2 * (logLikelihood(one) + logLikelihood(other) - logLikelihood(added(one, other)));
}

function logLikelihood({ events, nonEvents }: BinCounts): number {
  const part = (count: number) => (count === 0 ? 0 : count * Math.log(count / (events + nonEvents)));
  return part(events) + part(nonEvents);
}

function added(one: BinCounts, other: BinCounts): BinCounts {
  return { events: one.events + other.events, nonEvents: one.nonEvents + other.nonEvents };
}

function join(one: Run, other: Run): Run {
  return { ...added(one, other), size: one.size + other.size };
}

function mergeAt(runs: Run[], at: number): void {
  runs.splice(at, 2, join(runs[at] as Run, runs[at + 1] as Run));
}
