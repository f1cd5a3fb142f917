const DIGIT_BITS = 11;
const DIGIT_VALUES = 1 << DIGIT_BITS;
const DIGIT_MASK = DIGIT_VALUES - 1;

/**
 * The positions of the keys from the smallest to the largest; equal keys stay in their order. The keys are
 * finite and hold no −0.
 *
 * A radix sort: the bits of a double, read as an integer after flipping all bits of a negative one and the
 * sign of a positive one, have the order of the numbers. Six stable passes over 11-bit digits. O(n).
 */
export function ascendingOrder(keys: Float64Array): Uint32Array {
  const n = keys.length;
  let { high, low } = orderedBits(keys);
  let order: Uint32Array = new Uint32Array(n);
  for (let i = 0; i < n; i++) order[i] = i;
  let nextHigh: Uint32Array = new Uint32Array(n);
  let nextLow: Uint32Array = new Uint32Array(n);
  let nextOrder: Uint32Array = new Uint32Array(n);
  for (let digit = 0; digit < 6; digit++) {
    const word = digit < 3 ? low : high;
    const shift = DIGIT_BITS * (digit % 3);
    const target = digitStarts(word, shift);
    if (target === null) continue;
    for (let i = 0; i < n; i++) {
      const at = (target[((word[i] as number) >>> shift) & DIGIT_MASK] as number)++;
      nextHigh[at] = high[i] as number;
      nextLow[at] = low[i] as number;
      nextOrder[at] = order[i] as number;
    }
    [high, nextHigh, low, nextLow, order, nextOrder] = [nextHigh, high, nextLow, low, nextOrder, order];
  }
  return order;
}

function orderedBits(keys: Float64Array): { high: Uint32Array; low: Uint32Array } {
  const n = keys.length;
  const high = new Uint32Array(n);
  const low = new Uint32Array(n);
  const words = new Uint32Array(keys.buffer, keys.byteOffset, 2 * n);
  const highAt = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1 ? 1 : 0; // little-endian hosts put it second
  for (let i = 0; i < n; i++) {
    const upper = words[2 * i + highAt] as number;
    const lower = words[2 * i + 1 - highAt] as number;
    const negative = upper >>> 31 === 1;
    high[i] = negative ? ~upper : upper ^ 0x80000000;
    low[i] = negative ? ~lower : lower;
  }
  return { high, low };
}

/** Where the keys of each digit value begin after this pass, or null where all keys share one value. */
function digitStarts(word: Uint32Array, shift: number): Uint32Array | null {
  const starts = new Uint32Array(DIGIT_VALUES);
  for (let i = 0; i < word.length; i++) {
    (starts[((word[i] as number) >>> shift) & DIGIT_MASK] as number)++;
  }
  let begin = 0;
  for (let value = 0; value < DIGIT_VALUES; value++) {
    const count = starts[value] as number;
    if (count === word.length) return null;
    starts[value] = begin;
    begin += count;
  }
  return starts;
}
