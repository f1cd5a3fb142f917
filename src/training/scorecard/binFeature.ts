import type { LearnedBin } from "../../core/bin";
import { type BinCounts, total } from "../counts/counts";
import type { BinTrend } from "./mergeBins";

/** A bin with what is counted in it. */
export interface Part {
  readonly bin: LearnedBin;
  readonly counts: BinCounts;
  /** Whether it has too few records to say anything. */
  readonly neutral: boolean;
}

/** A feature whose records are in bins. */
export interface BinnedFeature {
  readonly name: string;
  readonly parts: readonly Part[];
  /** The position in `parts` of each record's bin. */
  readonly codes: Int32Array;
  readonly trend: BinTrend | null;
  /** The bins that the parts were merged from. */
  readonly finer: readonly BinCounts[];
  /** The bins without a trend that would have to hold, where another one was asked for. */
  readonly free: readonly BinCounts[] | null;
  /** Cuts of a term in original units, and the position in `parts` of each of its cells; null for a category. */
  readonly cells: { readonly cuts: readonly number[]; readonly parts: readonly number[] } | null;
  /** Levels of a term with their positions in `parts`, and the position of levels that are not listed; else null. */
  readonly levels: {
    readonly names: readonly string[];
    readonly parts: readonly number[];
    readonly others: number;
  } | null;
  /** Levels of few records that share a bin. */
  readonly rareLevels: number;
}

/** What bins are made from. */
export interface BinningContext {
  readonly outcomes: Uint8Array;
  readonly weights: Float64Array;
  /** Fewest records of a bin, by weight. */
  readonly fewest: number;
  /** Records that are enough to say anything, by weight. */
  readonly enough: number;
  readonly maximumBins: number;
  readonly preBins: number;
}

/** Counts records by code: one bin per code from 0 on. O(n). */
export function countByCode(
  codes: ArrayLike<number>,
  size: number,
  { outcomes, weights }: Pick<BinningContext, "outcomes" | "weights">,
): BinCounts[] {
  const counted = new Float64Array(2 * size);
  for (let i = 0; i < codes.length; i++) {
    const at = 2 * (codes[i] as number) + (outcomes[i] as number);
    counted[at] = (counted[at] as number) + (weights[i] as number);
  }
  return Array.from({ length: size }, (_, bin) => ({
    events: counted[2 * bin + 1] as number,
    nonEvents: counted[2 * bin] as number,
  }));
}

/** A part; with fewer records than say anything it is neutral. */
export function partOf(bin: LearnedBin, counts: BinCounts, enough: number): Part {
  return { bin, counts, neutral: !(total(counts) >= enough) };
}
