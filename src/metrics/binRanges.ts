import { checkOneOf, checkWhole } from "../core/checks";
import type { ScoreGroups } from "./scoreGroups";

/** How predictions are put into bins. */
export interface BinningOptions {
  /** Number of bins, 10 by default. */
  readonly bins?: number;
  /** Bins of (nearly) equal count, the default, or of equal width in [0, 1]. */
  readonly by?: "count" | "width";
}

/**
 * The bins that hold a record, in increasing order, each as its first group of equal predictions and the first group
 * after it. No group is split. O(groups).
 */
export function binRanges(
  caller: string,
  groups: ScoreGroups,
  { bins = 10, by = "count" }: BinningOptions,
): [first: number, next: number][] {
  checkWhole(caller, "bins", bins, 1);
  checkOneOf(caller, "by", by, ["count", "width"]);
  const total = groups.events + groups.nonEvents;
  const upTo = (g: number) => (groups.eventsUpTo[g] ?? 0) + (groups.nonEventsUpTo[g] ?? 0);
  const binOf = (g: number) =>
    by === "width"
      ? widthBin(groups.scores[g] as number, bins)
      : Math.min(bins - 1, Math.floor(((upTo(g - 1) + upTo(g)) / 2 / total) * bins));
  const ranges: [number, number][] = [];
  for (let first = 0, next = 0; first < groups.scores.length; first = next) {
    const bin = binOf(first);
    while (next < groups.scores.length && binOf(next) === bin) next++;
    ranges.push([first, next]);
  }
  return ranges;
}

/** The position of p among bins of equal width; p equal to the double i/b is in bin i, however p · b is rounded. */
function widthBin(p: number, bins: number): number {
  const near = Math.floor(p * bins);
  const exact = p < near / bins ? near - 1 : p >= (near + 1) / bins ? near + 1 : near;
  return Math.min(bins - 1, exact);
}
