import { reject } from "./checks";
import { utf8 } from "./utf8";

// The first 32 bits of the fractional parts of the square roots of the first 8 primes, and of the cube roots of
// the first 64. Written out, because a computed constant would survive tree shaking.
const INITIAL_STATE: readonly number[] = [
  0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
];
const ROUND_CONSTANTS: readonly number[] = [
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98,
  0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786,
  0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8,
  0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13,
  0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819,
  0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a,
  0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7,
  0xc67178f2,
];

/**
 * The SHA-256 digest of a text's UTF-8 bytes. Written here because a pure, synchronous digest that runs in
 * every host is not in the language; databases have the same function, so a split made by it can be made
 * there too. O(length).
 *
 * @param text - any text
 * @returns 64 hexadecimal digits
 * @throws SalienceError `invalid_argument` for what is not text
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
  checkText("sha256", text);
  return Array.from(digest(text), (word) => word.toString(16).padStart(8, "0")).join("");
}

/**
 * A number in [0, 1) that depends on nothing but the text and the seed: the same on every machine, for stable
 * splits, holdouts and samples. It is the first 52 bits of `sha256(seed + ":" + text)`. O(length).
 *
 * @param text - usually the id of a record
 * @param seed - any text; another seed gives an independent number
 * @returns a number in [0, 1), uniform over texts
 * @throws SalienceError `invalid_argument` for what is not text
 *
 * @example
 * ```ts
 * import { hashUnit } from "salience/core";
 * hashUnit("lead-1", "2026-q1") === hashUnit("lead-1", "2026-q1"); // => true
 * hashUnit("lead-1", "2026-q1") === hashUnit("lead-1", "2026-q2"); // => false
 * ```
 */
export function hashUnit(text: string, seed: string): number {
  checkText("hashUnit", text);
  checkText("hashUnit", seed);
  const words = digest(`${seed}:${text}`);
  return ((words[0] as number) * 2 ** 20 + ((words[1] as number) >>> 12)) / 2 ** 52;
}

function checkText(caller: string, text: unknown): void {
  if (typeof text !== "string") reject(caller, "text", text);
}

function digest(text: string): Uint32Array {
  const state = Uint32Array.from(INITIAL_STATE);
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
