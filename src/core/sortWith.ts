const DIGIT_BITS = 11;
const DIGIT_VALUES = 1 << DIGIT_BITS;
const DIGIT_MASK = DIGIT_VALUES - 1;
/** Digits of a double: three in its lower 32 bits, three in its upper ones. */
const DIGITS = 6;
const FIRST_UPPER_DIGIT = 3;
/** Which of the two words of a double is the upper one: the second on little-endian machines. */
const UPPER_WORD = /* @__PURE__ */ new Uint8Array(/* @__PURE__ */ Uint32Array.of(1).buffer)[0] as 0 | 1;
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
  const nearly = radixSort(start, spare, FIRST_UPPER_DIGIT);
  if (insertionSort(nearly, MOVES_PER_NUMBER * n)) return nearly;
  return radixSort(nearly, nearly === start ? spare : start, 0);
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

/** Sorts by the digits from `firstDigit` up, moving the numbers between two places; says in which they end. */
function radixSort(from: Pairs, to: Pairs, firstDigit: number): Pairs {
  const values = new Uint16Array(from.sorted.length);
  let [here, there] = [from, to];
  for (let digit = firstDigit; digit < DIGITS; digit++) {
    const target = readDigit(here.sorted, digit, values);
    if (target === null) continue; // all the same
    moveTo(target, values, here, there);
    [here, there] = [there, here];
  }
  return here;
}

/** Reads one digit of all numbers; says where the numbers with each value of it begin, or null if it is one value. */
function readDigit(numbers: Float64Array, digit: number, values: Uint16Array): Uint32Array | null {
  const words = new Uint32Array(numbers.buffer);
  const word = digit < FIRST_UPPER_DIGIT ? 1 - UPPER_WORD : UPPER_WORD;
  const sign = digit < FIRST_UPPER_DIGIT ? 0 : 0x80000000;
  const shift = DIGIT_BITS * (digit % FIRST_UPPER_DIGIT);
  const starts = new Uint32Array(DIGIT_VALUES);
  for (let i = 0; i < values.length; i++) {
    const flip = ((words[2 * i + UPPER_WORD] as number) >> 31) | sign; // all bits of a negative number, else the sign
    const value = (((words[2 * i + word] as number) ^ flip) >>> shift) & DIGIT_MASK;
    values[i] = value;
    (starts[value] as number)++;
  }
  let begin = 0;
  for (let value = 0; value < DIGIT_VALUES; value++) {
    const count = starts[value] as number;
    if (count === values.length) return null;
    starts[value] = begin;
    begin += count;
  }
  return starts;
}

function moveTo(target: Uint32Array, values: Uint16Array, from: Pairs, to: Pairs): void {
  for (let i = 0; i < values.length; i++) {
    const at = (target[values[i] as number] as number)++;
    to.sorted[at] = from.sorted[i] as number;
    to.payload[at] = from.payload[i] as number;
  }
}
