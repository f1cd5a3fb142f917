import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { fingerprint, hashUnit, sha256 } from "../../src/core/index";
import { failure } from "./failure";

const texts = [
  "",
  "abc",
  "The quick brown fox jumps over the lazy dog",
  "größer — 日本語 🙂",
  "\u0000\u007f\u0080\u07ff\u0800\uffff\u{10000}\u{10ffff}",
];

describe("sha256", () => {
  const expected = (text: string) => createHash("sha256").update(text, "utf8").digest("hex");

  it.each(texts)("equals node:crypto for %j", (text) => {
    expect(sha256(text)).toBe(expected(text));
  });

  it("equals node:crypto at every length around the ends of its 64-byte blocks", () => {
    for (let length = 0; length <= 200; length++) {
      const text = "é".repeat(length % 7) + "x".repeat(length);
      expect(sha256(text), `length ${length}`).toBe(expected(text));
    }
  });

  it("equals node:crypto for a text of a million characters", () => {
    expect(sha256("a".repeat(1_000_000))).toBe(
      "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0",
    );
  });

  it("takes a lone surrogate for U+FFFD, as TextEncoder does", () => {
    expect(sha256("a\ud800b")).toBe(expected("a\ufffdb"));
    expect(sha256("\udc00")).toBe(expected("\ufffd"));
  });

  it("refuses what is not text", () => {
    expect(failure(() => sha256(12 as never))).toBe("invalid_argument: sha256: expected text, received 12");
  });
});

describe("fingerprint", () => {
  /** FNV-1a with big integers, from the definition. */
  const expected = (text: string) => {
    let hash = 0xcbf29ce484222325n;
    for (const byte of Buffer.from(text, "utf8")) {
      hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
    }
    return hash.toString(16).padStart(16, "0");
  };

  it.each([
    ["", "cbf29ce484222325"],
    ["a", "af63dc4c8601ec8c"],
    ["foobar", "85944171f73967e8"],
  ])("gives the published FNV-1a value for %j", (text, digits) => {
    expect(fingerprint(text)).toBe(digits);
  });

  it("equals its definition in big integers", () => {
    for (const text of [...texts, ...Array.from({ length: 300 }, (_, i) => `lead-${i}-${"x".repeat(i)}`)]) {
      expect(fingerprint(text)).toBe(expected(text));
    }
  });
});

describe("hashUnit", () => {
  it("is the first 52 bits of sha256(seed + ':' + text), so that a database can make the same split", () => {
    for (const id of ["lead-1", "ä", ""]) {
      const digits = createHash("sha256").update(`2026-q1:${id}`).digest("hex").slice(0, 13);
      expect(hashUnit(id, "2026-q1")).toBe(Number.parseInt(digits, 16) / 2 ** 52);
    }
  });

  const units = Array.from({ length: 20_000 }, (_, i) => hashUnit(`lead-${i}`, "seed"));

  it("is uniform in [0, 1): no tenth of the line is off by more than 4.5 standard deviations", () => {
    const counts = new Array<number>(10).fill(0);
    for (const unit of units) counts[Math.floor(unit * 10)] = (counts[Math.floor(unit * 10)] ?? 0) + 1;
    expect(counts).toHaveLength(10);
    const spread = Math.sqrt(units.length * 0.1 * 0.9);
    for (const count of counts) expect(Math.abs(count - 2000)).toBeLessThan(4.5 * spread);
  });

  it("gives numbers under another seed that are not correlated with the first", () => {
    const others = units.map((_, i) => hashUnit(`lead-${i}`, "another seed"));
    const covariance =
      units.reduce((total, unit, i) => total + (unit - 0.5) * ((others[i] ?? 0) - 0.5), 0) / units.length;
    expect(Math.abs(covariance * 12)).toBeLessThan(4.5 / Math.sqrt(units.length));
  });

  it("refuses a missing id instead of putting all such records into one place", () => {
    expect(failure(() => hashUnit(undefined as never, "seed"))).toBe(
      "invalid_argument: hashUnit: expected text, received undefined",
    );
  });
});
