import { IS_LITTLE_ENDIAN } from "./binary";
import { sortWith } from "./sortWith";

const DIGIT_VALUES = 1 << 16;
/** The position among the four 16-bit digits of a double of the one that counts most. */
const TOP_DIGIT = 3;
/** Of so few numbers, or at so many ranks, sorting is faster. */
const FEW_NUMBERS = 1000;
const MANY_RANKS = 16;

/** The number at a rank, and how many numbers are below it or equal to it. */
export interface Ranked {
  /** The number that has the rank. */
  readonly value: number;
  /** How many numbers are smaller: the lowest rank that this value has. */
  readonly below: number;
  /** How many numbers are smaller or equal. */
  readonly upTo: number;
  /** The smallest of the larger numbers; Infinity if there is none. */
  readonly above: number;
}

/**
 * The numbers at the given ranks, 0 for the smallest, without sorting all of them. None of them is NaN or −0; they are
 * not changed. O(n) for any input.
 *
 * Counts how often each value of the top 16 bits occurs, keeps the numbers that share them with the number at the
 * rank, and goes on with the next 16 bits of those.
 */
export function selectRanks(numbers: Float64Array, ranks: readonly number[]): Ranked[] {
  if (numbers.length <= FEW_NUMBERS || ranks.length > MANY_RANKS) {
    const { sorted } = sortWith(numbers, new Uint8Array(numbers.length));
    return ranks.map((rank) => rankIn(sorted, rank));
  }
  return selectByDigit(numbers, ranks, TOP_DIGIT);
}

function selectByDigit(numbers: Float64Array, ranks: readonly number[], digit: number): Ranked[] {
  const n = numbers.length;
  if (digit < 0) {
    const all = { value: numbers[0] as number, below: 0, upTo: n, above: Number.POSITIVE_INFINITY };
    return ranks.map(() => all);
  }
  const { digits, starts } = readDigits(numbers, digit);
  const digitOf = ranks.map((rank) => digitAt(starts, rank));
  const membersOf = splitByDigit(numbers, digits, starts, digitOf);
  return ranks.map((rank, i) => {
    const shared = digitOf[i] as number;
    const start = starts[shared] as number;
    const members = membersOf.get(shared) as Float64Array;
    const [found] =
      members.length <= FEW_NUMBERS
        ? selectRanks(members, [rank - start])
        : selectByDigit(members, [rank - start], digit - 1);
    const { value, below, upTo, above } = found as Ranked;
    const isLast = above === Number.POSITIVE_INFINITY && start + upTo < n;
    return {
      value,
      below: start + below,
      upTo: start + upTo,
      above: isLast ? nextAbove(numbers, value) : above,
    };
  });
}

/**
 * A digit of each number, where all bits of a negative one are flipped, and the sign of the others; and how many
 * digits are smaller than each value.
 */
function readDigits(numbers: Float64Array, digit: number): { digits: Uint16Array; starts: Uint32Array } {
  const halves = new Uint16Array(numbers.buffer, numbers.byteOffset, 4 * numbers.length);
  const top = IS_LITTLE_ENDIAN ? TOP_DIGIT : 0;
  const at = IS_LITTLE_ENDIAN ? digit : TOP_DIGIT - digit;
  const sign = digit === TOP_DIGIT ? 0x8000 : 0;
  const digits = new Uint16Array(numbers.length);
  const starts = new Uint32Array(DIGIT_VALUES + 1);
  for (let i = 0; i < digits.length; i++) {
    const flip = (-((halves[4 * i + top] as number) >>> 15) & 0xffff) | sign;
    const value = (halves[4 * i + at] as number) ^ flip;
    digits[i] = value;
    (starts[value + 1] as number)++;
  }
  for (let value = 0; value < DIGIT_VALUES; value++) (starts[value + 1] as number) += starts[value] as number;
  return { digits, starts };
}

/** The digit of the number at a rank: the last of which no more than `rank` digits are smaller. */
function digitAt(starts: Uint32Array, rank: number): number {
  let low = 0;
  let high = DIGIT_VALUES;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if ((starts[middle] as number) <= rank) low = middle;
    else high = middle;
  }
  return low;
}

/** The numbers that have one of the digits, by digit. */
function splitByDigit(
  numbers: Float64Array,
  digits: Uint16Array,
  starts: Uint32Array,
  wanted: readonly number[],
): Map<number, Float64Array> {
  const distinct = [...new Set(wanted)];
  const parts = distinct.map(
    (digit) => new Float64Array((starts[digit + 1] as number) - (starts[digit] as number)),
  );
  if (parts[0]?.length === numbers.length) return new Map([[distinct[0] as number, numbers]]);
  const partOf = new Uint8Array(DIGIT_VALUES); // one more than the position in parts
  distinct.forEach((digit, i) => {
    partOf[digit] = i + 1;
  });
  const filled = new Uint32Array(parts.length + 1);
  for (let i = 0; i < digits.length; i++) {
    const part = partOf[digits[i] as number] as number;
    if (part === 0) continue;
    (parts[part - 1] as Float64Array)[(filled[part] as number)++] = numbers[i] as number;
  }
  return new Map(distinct.map((digit, i) => [digit, parts[i] as Float64Array]));
}

function nextAbove(numbers: Float64Array, number: number): number {
  let next = Number.POSITIVE_INFINITY;
  for (let i = 0; i < numbers.length; i++) {
    const other = numbers[i] as number;
    if (other > number && other < next) next = other;
  }
  return next;
}

function rankIn(sorted: Float64Array, rank: number): Ranked {
  const value = sorted[rank] as number;
  const below = countWhile(sorted, (number) => number < value);
  const upTo = countWhile(sorted, (number) => number <= value);
  return { value, below, upTo, above: sorted[upTo] ?? Number.POSITIVE_INFINITY };
}

/** How many of the first numbers pass a test that none of the later ones passes. O(log n). */
function countWhile(sorted: Float64Array, passes: (number: number) => boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (passes(sorted[middle] as number)) low = middle + 1;
    else high = middle;
  }
  return low;
}
