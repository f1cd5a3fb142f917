import { checkNumber, checkSeed, reject } from "./checks";

/** A seeded source of random numbers. Its state lives here and nowhere else. */
export interface RandomSource {
  /** The next number, uniform in [0, 1). */
  next(): number;
  /** The next integer, uniform in [0, below); `below` is at least 1. */
  integer(below: number): number;
  /** The next draw from the standard normal distribution. */
  normal(): number;
  /** A shuffled copy of the items (Fisher and Yates). */
  shuffle<T>(items: readonly T[]): T[];
}

/**
 * A random source that gives the same numbers for the same seed on every machine (SplitMix32 seeding a
 * xoshiro128** generator; not for secrets). O(1) a number.
 *
 * @param seed - an integer in [0, 2³²)
 * @returns the source
 * @throws SalienceError `invalid_argument`
 *
 * Source: D. Blackman and S. Vigna, Scrambled Linear Pseudorandom Number Generators, ACM TOMS 47 (2021).
 *
 * @example
 * ```ts
 * import { seededRandom } from "salience/core";
 * const random = seededRandom(7);
 * random.integer(6) < 6; // => true
 * seededRandom(7).shuffle(["a", "b", "c"]).length; // => 3
 * ```
 */
export function seededRandom(seed: number): RandomSource {
  if (seed === undefined) reject("seededRandom", "a seed", seed);
  checkSeed("seededRandom", seed);
  const state = new Uint32Array(4).map(splitMix(seed));
  const bits = () => xoshiro(state);
  const next = () => (bits() * 2 ** 21 + (bits() >>> 11)) / 2 ** 53;
  return {
    next,
    integer: (below) => Math.floor(next() * checkNumber("integer", "below", below, 1)),
    normal: () => Math.sqrt(-2 * Math.log1p(-next())) * Math.cos(2 * Math.PI * next()),
    shuffle(items) {
      if (!Array.isArray(items)) reject("shuffle", "an array of items", items);
      const copy = [...items];
      for (let i = copy.length - 1; i > 0; i--) {
        const j = Math.floor(next() * (i + 1));
        [copy[i], copy[j]] = [copy[j] as (typeof copy)[0], copy[i] as (typeof copy)[0]];
      }
      return copy;
    },
  };
}

function splitMix(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let z = state ^ (state >>> 16);
    z = Math.imul(z, 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return (z ^ (z >>> 15)) >>> 0;
  };
}

function xoshiro(state: Uint32Array): number {
  const a = state[0] as number;
  const b = state[1] as number;
  const c = state[2] as number;
  const d = state[3] as number;
  const five = Math.imul(b, 5);
  const result = Math.imul((five << 7) | (five >>> 25), 9) >>> 0;
  const cc = c ^ a;
  const dd = d ^ b;
  state[0] = a ^ dd;
  state[1] = b ^ cc;
  state[2] = cc ^ (b << 9);
  state[3] = (dd << 11) | (dd >>> 21);
  return result;
}
