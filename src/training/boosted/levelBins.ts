/** Bins of a category column. */
export interface LevelBins {
  /** Levels with a bin of their own, sorted: bin b is that of level b − 1. */
  readonly levels: readonly string[];
  /** Levels with few records, sorted: they share the last bin. */
  readonly pooled: readonly string[];
  /** The bin of each record, 0 for a missing value. */
  readonly codes: Uint16Array;
}

const FEW = 3;
const MOST_BINS = 65_000;

/**
 * Bins of levels: one each, but levels with fewer than three records share the last one. O(n + levels · log levels).
 *
 * @param codes - positions in the list of levels, −1 for missing
 * @param names - the levels
 * @returns the bins
 */
export function levelBins(codes: Int32Array, names: readonly string[]): LevelBins {
  const counts = new Int32Array(names.length);
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i] as number;
    if (code >= 0) counts[code] = (counts[code] as number) + 1;
  }
  const order = Array.from(names, (_, code) => code).filter((code) => (counts[code] as number) > 0);
  order.sort((a, b) => ((names[a] as string) < (names[b] as string) ? -1 : 1));
  const limit = floorFor(counts);
  const own = order.filter((code) => (counts[code] as number) >= limit);
  const few = order.filter((code) => (counts[code] as number) < limit);
  const binOf = new Uint16Array(names.length + 1);
  own.forEach((code, i) => {
    binOf[code + 1] = i + 1;
  });
  for (const code of few) binOf[code + 1] = own.length + 1;
  return {
    levels: own.map((code) => names[code] as string),
    pooled: few.map((code) => names[code] as string),
    codes: Uint16Array.from(codes, (code) => binOf[code + 1] as number),
  };
}

/** The count from which a level has a bin of its own: three, or more where there would be too many bins. */
function floorFor(counts: Int32Array): number {
  if (counts.length < MOST_BINS) return FEW;
  const sorted = counts.slice().sort();
  return Math.max(FEW, (sorted[sorted.length - MOST_BINS] as number) + 1);
}
