import { sortWith } from "../../core/sortWith";

/** Bins of a number column. */
export interface NumberBins {
  readonly cuts: readonly number[];
  /** The bin of each record, 0 for a missing value. */
  readonly codes: Uint16Array;
}

const MOST_BINS = 1024;
const FEWEST_BINS = 32;
const ROWS_PER_BIN = 20;

/**
 * Bins of numbers: one per value while values are few, else bins of about equal size, where a value that fills one
 * has it for itself. There are 32 bins, or one per 20 records up to 1,024. A cut is the shortest decimal number
 * between its neighbours. O(n).
 *
 * @param values - numbers; NaN is missing
 * @returns cuts, and the bin of each value
 */
export function numberBins(values: Float64Array): NumberBins {
  const known = values.filter((value) => !Number.isNaN(value));
  const { sorted } = sortWith(known, new Uint8Array(known.length));
  const most = Math.min(MOST_BINS, Math.max(FEWEST_BINS, Math.floor(known.length / ROWS_PER_BIN)));
  const distinct = distinctValues(sorted);
  const starts =
    distinct.values.length <= most
      ? distinct.values.map((_, i) => i)
      : equalStarts(distinct.counts, sorted.length / most);
  const cuts: number[] = [];
  for (const start of starts) {
    if (start > 0) cuts.push(between(distinct.values[start - 1] as number, distinct.values[start] as number));
  }
  return { cuts, codes: codesOf(values, cuts) };
}

function distinctValues(sorted: Float64Array) {
  const values: number[] = [];
  const counts: number[] = [];
  for (let i = 0; i < sorted.length; i++) {
    const value = sorted[i] as number;
    if (i > 0 && value === values[values.length - 1])
      counts[counts.length - 1] = (counts[counts.length - 1] as number) + 1;
    else {
      values.push(value);
      counts.push(1);
    }
  }
  return { values, counts };
}

/** Positions of the values that bins begin with. */
function equalStarts(counts: readonly number[], size: number): number[] {
  const starts: number[] = [0];
  let inBin = 0;
  for (let i = 0; i < counts.length; i++) {
    const count = counts[i] as number;
    const alone = count >= size;
    if (inBin >= size || (alone && inBin > 0)) {
      if (alone && inBin < size / 2 && starts.length > 1 && inBin > 0) starts.pop(); // too few for a bin
      starts.push(i);
      inBin = 0;
    }
    inBin = alone ? Number.POSITIVE_INFINITY : inBin + count;
  }
  return starts;
}

/** The shortest decimal number above the first, at most the second. */
function between(low: number, high: number): number {
  const middle = low + (high - low) / 2;
  for (let digits = 1; digits <= 17; digits++) {
    const short = Number(middle.toPrecision(digits));
    if (short > low && short <= high) return short;
  }
  return high;
}

function codesOf(values: Float64Array, cuts: readonly number[]): Uint16Array {
  const limits = Float64Array.from(cuts);
  const codes = new Uint16Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (Number.isNaN(value)) continue;
    let low = 0;
    let high = limits.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((limits[middle] as number) <= value) low = middle + 1;
      else high = middle;
    }
    codes[i] = low + 1;
  }
  return codes;
}
