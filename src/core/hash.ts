import { utf8 } from "./utf8";

// The constants of SHA-256 are the first 32 bits of the fractional parts of roots of the first primes.
const PRIMES: readonly number[] = /* @__PURE__ */ firstPrimes(64);
const INITIAL_STATE = /* @__PURE__ */ Uint32Array.from(/* @__PURE__ */ PRIMES.slice(0, 8), (p) =>
  fractionBits(Math.sqrt(p)),
);
const ROUND_CONSTANTS = /* @__PURE__ */ Uint32Array.from(PRIMES, (p) => fractionBits(Math.cbrt(p)));

/**
 * The SHA-256 digest of a text's UTF-8 bytes. Written here because a pure, synchronous digest that runs in
 * every host is not in the language; databases have the same function, so a split made by it can be made
 * there too. O(length).
 *
 * @param text - any text
 * @returns 64 hexadecimal digits
 *
 * Source: FIPS 180-4, section 6.2.
 *
 * @example
 * ```ts
 * import { sha256 } from "salience/core";
 * sha256("abc"); // => "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
 * ```
 */
export function sha256(text: string): string {
  return Array.from(digest(text), (word) => word.toString(16).padStart(8, "0")).join("");
}

/**
 * A number in [0, 1) that depends on nothing but the text and the seed: the same on every machine, for stable
 * splits, holdouts and samples. It is the first 52 bits of `sha256(seed + ":" + text)`. O(length).
 *
 * @param text - usually the id of a record
 * @param seed - any text; another seed gives an independent number
 * @returns a number in [0, 1), uniform over texts
 *
 * @example
 * ```ts
 * import { hashUnit } from "salience/core";
 * hashUnit("lead-1", "2026-q1") === hashUnit("lead-1", "2026-q1"); // => true
 * hashUnit("lead-1", "2026-q1") === hashUnit("lead-1", "2026-q2"); // => false
 * ```
 */
export function hashUnit(text: string, seed: string): number {
  const words = digest(`${seed}:${text}`);
  return ((words[0] as number) * 2 ** 20 + ((words[1] as number) >>> 12)) / 2 ** 52;
}

function digest(text: string): Uint32Array {
  const state = INITIAL_STATE.slice();
  const bytes = padded(text);
  const view = new DataView(bytes.buffer);
  const w = new Uint32Array(64);
  for (let start = 0; start < bytes.length; start += 64) {
    for (let i = 0; i < 16; i++) w[i] = view.getUint32(start + i * 4);
    for (let i = 16; i < 64; i++) {
      const a = w[i - 15] as number;
      const b = w[i - 2] as number;
      const s0 = rotate(a, 7) ^ rotate(a, 18) ^ (a >>> 3);
      const s1 = rotate(b, 17) ^ rotate(b, 19) ^ (b >>> 10);
      w[i] = (w[i - 16] as number) + s0 + (w[i - 7] as number) + s1;
    }
    compress(state, w);
  }
  return state;
}

function compress(state: Uint32Array, w: Uint32Array): void {
  let [a, b, c, d, e, f, g, h] = Array.from(state) as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  for (let i = 0; i < 64; i++) {
    const s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    const choice = (e & f) ^ (~e & g);
    const t1 = (h + s1 + choice + (ROUND_CONSTANTS[i] as number) + (w[i] as number)) | 0;
    const s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
    const majority = (a & b) ^ (a & c) ^ (b & c);
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + s0 + majority) | 0;
  }
  [a, b, c, d, e, f, g, h].forEach((value, i) => {
    state[i] = (state[i] as number) + value;
  });
}

function padded(text: string): Uint8Array<ArrayBuffer> {
  const content = utf8(text);
  const bytes = new Uint8Array(Math.ceil((content.length + 9) / 64) * 64);
  bytes.set(content);
  bytes[content.length] = 0x80;
  const view = new DataView(bytes.buffer);
  view.setUint32(bytes.length - 8, Math.floor(content.length / 2 ** 29));
  view.setUint32(bytes.length - 4, content.length * 8);
  return bytes;
}

function rotate(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by));
}

function fractionBits(root: number): number {
  return Math.floor((root - Math.floor(root)) * 2 ** 32);
}

function firstPrimes(count: number): number[] {
  const primes: number[] = [];
  for (let n = 2; primes.length < count; n++) if (primes.every((p) => n % p !== 0)) primes.push(n);
  return primes;
}
