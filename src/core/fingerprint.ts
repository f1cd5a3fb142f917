import { reject } from "./checks";
import { utf8 } from "./utf8";

/**
 * A 64-bit fingerprint of a text (FNV-1a over its UTF-8 bytes): short code and no host function, to notice that
 * data changed. It is no protection against somebody who wants to deceive. O(length).
 *
 * @param text - any text
 * @returns 16 hexadecimal digits
 *
 * Source: G. Fowler, L. C. Noll, K.-P. Vo and D. Eastlake, The FNV Non-Cryptographic Hash Algorithm, IETF draft.
 *
 * @example
 * ```ts
 * import { fingerprint } from "salience/core";
 * fingerprint("foobar"); // => "85944171f73967e8"
 * ```
 */
export function fingerprint(text: string): string {
  if (typeof text !== "string") reject("fingerprint", "text", text);
  let high = 0xcbf29ce4;
  let low = 0x84222325;
  for (const byte of utf8(text)) {
    // times 2⁴⁰ + 0x1b3, modulo 2⁶⁴
    const product = ((low ^ byte) >>> 0) * 0x1b3;
    high = (Math.imul(high, 0x1b3) + ((low ^ byte) << 8) + Math.floor(product / 2 ** 32)) >>> 0;
    low = product >>> 0;
  }
  return [high, low].map((word) => word.toString(16).padStart(8, "0")).join("");
}
