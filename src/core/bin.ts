/** The numbers in [from, to). Flags are 0 and 1, ordinal levels their rank from 0. */
export interface RangeBin {
  /** The lower end, part of the bin; null where there is none. */
  readonly from: number | null;
  /** The upper end, not part of the bin; null where there is none. */
  readonly to: number | null;
}

/** One level of a category, or one named level of an ordinal feature. */
export interface LevelBin {
  readonly level: string;
}

/** The records without a value. */
export interface MissingBin {
  readonly missing: true;
}

/** Several levels of a category or an ordinal feature together. */
export interface LevelsBin {
  readonly levels: readonly string[];
  /** Whether the bin also holds levels of few records, and every level that is not listed anywhere. */
  readonly otherLevels: boolean;
}

/** A special code, alone. */
export interface SpecialBin {
  readonly special: number | string;
}

/** What a bin holds: one level, the numbers in [from, to), or the records without a value. */
export type Bin = LevelBin | RangeBin | MissingBin;

/** What a bin of a learned shape or scorecard holds: levels can be together there, and codes stand alone. */
export type LearnedBin = Bin | LevelsBin | SpecialBin;

/** The i-th of the ranges between increasing cuts, from 0. */
export function rangeAt(cuts: readonly number[], i: number): RangeBin {
  return { from: cuts[i - 1] ?? null, to: cuts[i] ?? null };
}

/** A bin in English words: `"web"`, `below 3`, `3 to below 5`, `5 or more`, `any number`, `missing`. */
export function binText(bin: LearnedBin): string {
  if ("level" in bin) return JSON.stringify(bin.level);
  if ("missing" in bin) return "missing";
  if ("special" in bin) return `code ${bin.special}`;
  if ("levels" in bin) return [...bin.levels, ...(bin.otherLevels ? ["other levels"] : [])].join(", ");
  if (bin.from === null) return bin.to === null ? "any number" : `below ${bin.to}`;
  return bin.to === null ? `${bin.from} or more` : `${bin.from} to below ${bin.to}`;
}
