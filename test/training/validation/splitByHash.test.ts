import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { splitByHash } from "../../../src/training/index";

const rows = Array.from({ length: 2000 }, (_, i) => ({ id: `lead-${i}`, account: i % 150 }));
type Row = (typeof rows)[number];
const key = (row: Row) => row.id;
const options = { key, testShare: 0.3, seed: "2026" };

describe("splitByHash", () => {
  it("a record is a test record where the first 52 bits of sha256(seed:key) are below the share", () => {
    const below = (text: string) => {
      const bits = createHash("sha256").update(`2026:${text}`).digest("hex").slice(0, 13);
      return Number.parseInt(bits, 16) / 2 ** 52 < 0.3;
    };
    const expected = rows.map((_, i) => i).filter((i) => below(`lead-${i}`));
    expect(splitByHash(rows, options).test).toEqual(expected);
  });

  it("both sides together are every record once, in the order of the input", () => {
    const { train, test } = splitByHash(rows, options);
    expect([...train, ...test].sort((a, b) => a - b)).toEqual(rows.map((_, i) => i));
    expect(train).toEqual([...train].sort((a, b) => a - b));
  });

  it("the share of test records is about what was asked for", () => {
    const { test } = splitByHash(rows, options);
    const sd = Math.sqrt(2000 * 0.3 * 0.7);
    expect(Math.abs(test.length - 600)).toBeLessThan(4 * sd);
  });

  it("a record stays on its side whatever the order and however many come later", () => {
    const sides = (data: readonly Row[]) => new Set(splitByHash(data, options).test.map((i) => data[i]?.id));
    const some = rows.slice(0, 500);
    const all = sides(rows);
    expect(sides([...rows].reverse())).toEqual(all);
    expect(sides(some)).toEqual(new Set([...all].filter((id) => some.some((row) => row.id === id))));
  });

  it("records with the same key stay together, and a number is its text", () => {
    const byAccount = { ...options, key: (row: Row) => row.account };
    const { train, test } = splitByHash(rows, byAccount);
    const accounts = (side: readonly number[]) => new Set(side.map((i) => rows[i]?.account));
    expect([...accounts(train)].filter((account) => accounts(test).has(account))).toEqual([]);
    expect(splitByHash(rows, { ...options, key: (row) => String(row.account) })).toEqual({ train, test });
  });

  it("another seed gives another split", () => {
    expect(splitByHash(rows, { ...options, seed: "2027" })).not.toEqual(splitByHash(rows, options));
  });

  it.each([
    ["records that are no array", [{}, options], "rows to be an array"],
    ["no options", [rows, undefined], "options to be an object"],
    ["an unknown option", [rows, { ...options, share: 1 }], 'received "share"'],
    ["a key that is no function", [rows, { ...options, key: "id" }], "key to be a function"],
    ["a share of 0", [rows, { ...options, testShare: 0 }], "testShare in (0, 1)"],
    ["a share of 1", [rows, { ...options, testShare: 1 }], "testShare in (0, 1)"],
    ["a share as text", [rows, { ...options, testShare: "0.3" }], "testShare in (0, 1)"],
    ["a NaN share", [rows, { ...options, testShare: Number.NaN }], "testShare in (0, 1)"],
    ["a seed that is a number", [rows, { ...options, seed: 1 }], "seed to be text"],
    ["an empty key", [[{ id: "" }], options], "a key of record 0"],
    ["a NaN key", [rows, { ...options, key: () => Number.NaN }], "a key of record 0"],
    ["no key", [[{}], options], "a key of record 0"],
  ])("%s: invalid_argument", (_, args, message) => {
    const call = () => splitByHash(...(args as unknown as Parameters<typeof splitByHash<Row>>));
    expect(call).toThrow(
      expect.objectContaining({ code: "invalid_argument", message: expect.stringContaining(message) }),
    );
  });
});
