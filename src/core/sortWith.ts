import { IS_LITTLE_ENDIAN } from "./binary";

const DIGIT_BITS = 11;
const DIGIT_VALUES = 0x800;
const DIGIT_MASK = 0x7ff;
/** So many digits have a word, half of a double. */
const DIGITS = 3;
/** One half of a double: where it is, and the bit of it that is flipped in a number that is not negative. */
interface Word {
  readonly position: 0 | 1;
  readonly sign: number;
}
const UPPER_POSITION = IS_LITTLE_ENDIAN ? 1 : 0;
const UPPER: Word = { position: UPPER_POSITION, sign: 0x80000000 };
const LOWER: Word = { position: IS_LITTLE_ENDIAN ? 0 : 1, sign: 0 };
/** Up to so many numbers, insertion is the fastest way to sort. */
const FEW = 48;
/** So many moves per number cost less than three more passes. */
const MOVES_PER_NUMBER = 4;

/** What can be carried along: one entry per number. */
type Payload = Uint8Array | Uint32Array | Float64Array;

interface Pairs {
  readonly sorted: Float64Array;
  readonly payload: Payload;
}

/**
 * Sorts numbers and moves a payload with them: the position of each, or what belongs to it. None of the numbers is
 * NaN; −0 becomes 0. The arguments are not changed. O(n), stable.
 *
 * A radix sort: the bits of a double, read as an integer after flipping all bits of a negative one and the sign of a
 * positive one, have the order of the numbers. Passes over the three upper 11-bit digits leave few numbers out of
 * place, which are then moved one by one; where there are too many, since many numbers share their upper 32 bits,
 * passes over all six digits follow.
 */
export function sortWith<P extends Payload>(
  numbers: Float64Array,
  payload: P,
): { readonly sorted: Float64Array; readonly payload: P } {
  const n = numbers.length;
  const start: Pairs = { sorted: new Float64Array(n), payload: copyOf(payload) };
  for (let i = 0; i < n; i++) start.sorted[i] = (numbers[i] as number) + 0; // −0 + 0 is 0
  return sortPairs(start) as { sorted: Float64Array; payload: P };
}

/** The positions of n numbers, 0 to n − 1: the payload with which {@link sortWith} gives the order. */
export function positions(n: number): Uint32Array {
  const all = new Uint32Array(n);
  for (let i = 0; i < n; i++) all[i] = i;
  return all;
}

/** Not `slice`, which is a view of the same bytes where the payload is a Buffer of Node. */
function copyOf(payload: Payload): Payload {
  if (payload instanceof Uint8Array) return new Uint8Array(payload);
  return payload instanceof Uint32Array ? new Uint32Array(payload) : new Float64Array(payload);
}

function sortPairs(start: Pairs): Pairs {
  const n = start.sorted.length;
  if (insertionSort(start, n <= FEW ? FEW * FEW : 0)) return start; // few, or sorted already
  const spare: Pairs = { sorted: new Float64Array(n), payload: copyOf(start.payload) };
  const byUpper = sortByWord(start, spare, UPPER);
  if (insertionSort(byUpper, MOVES_PER_NUMBER * n)) return byUpper;
  const other = (place: Pairs) => (place === start ? spare : start);
  const byLower = sortByWord(byUpper, other(byUpper), LOWER);
  return sortByWord(byLower, other(byLower), UPPER);
}

/** Sorts in place unless that takes too many moves; says whether it is done. */
function insertionSort({ sorted, payload }: Pairs, mostMoves: number): boolean {
  let movesLeft = mostMoves;
  for (let i = 1; i < sorted.length; i++) {
    const number = sorted[i] as number;
    if (number >= (sorted[i - 1] as number)) continue;
    const carried = payload[i] as number;
    let to = i;
    for (; to > 0 && (sorted[to - 1] as number) > number && movesLeft > 0; to--, movesLeft--) {
      sorted[to] = sorted[to - 1] as number;
      payload[to] = payload[to - 1] as number;
    }
    sorted[to] = number;
    payload[to] = carried;
    if (movesLeft === 0) return false;
  }
  return true;
}

/** Sorts by one word, lowest digit first, moving the numbers between two places; says in which they end. */
function sortByWord(from: Pairs, to: Pairs, word: Word): Pairs {
  const counts = countDigits(from.sorted, word);
  let [here, there] = [from, to];
  for (let digit = 0; digit < DIGITS; digit++) {
    const starts = counts.subarray(digit * DIGIT_VALUES, (digit + 1) * DIGIT_VALUES);
    if (starts.includes(from.sorted.length)) continue; // all numbers have the same digit
    accumulate(starts);
    moveByDigit(here, there, word, digit * DIGIT_BITS, starts);
    [here, there] = [there, here];
  }
  return here;
}

/** How often each value of each digit of a word occurs. */
function countDigits({ buffer, length }: Float64Array, { position, sign }: Word): Uint32Array {
  const words = new Uint32Array(buffer);
  const counts = new Uint32Array(DIGITS * DIGIT_VALUES);
  for (let i = 0; i < length; i++) {
    const key =
      (words[2 * i + position] as number) ^ (((words[2 * i + UPPER_POSITION] as number) >> 31) | sign);
    (counts[key & DIGIT_MASK] as number)++;
    (counts[DIGIT_VALUES + ((key >>> DIGIT_BITS) & DIGIT_MASK)] as number)++;
    (counts[2 * DIGIT_VALUES + (key >>> (2 * DIGIT_BITS))] as number)++;
  }
  return counts;
}

/** Replaces counts by where the numbers with each value begin. */
function accumulate(counts: Uint32Array): void {
  let begin = 0;
  for (let value = 0; value < counts.length; value++) {
    const count = counts[value] as number;
    counts[value] = begin;
    begin += count;
  }
}

/** One stable pass. The bits of a negative number are flipped, of the others only the sign: so they have its order. */
function moveByDigit(
  from: Pairs,
  to: Pairs,
  { position, sign }: Word,
  shift: number,
  starts: Uint32Array,
): void {
  const { sorted, payload } = from;
  const { sorted: toSorted, payload: toPayload } = to;
  const words = new Uint32Array(sorted.buffer);
  for (let i = 0; i < sorted.length; i++) {
    const key =
      (words[2 * i + position] as number) ^ (((words[2 * i + UPPER_POSITION] as number) >> 31) | sign);
    const at = (starts[(key >>> shift) & DIGIT_MASK] as number)++;
    toSorted[at] = sorted[i] as number;
    toPayload[at] = payload[i] as number;
  }
}
