import { describe, expect, it } from "vitest";
import { seededRandom } from "../../src/core/index";
import { selectRanks } from "../../src/core/selectRanks";
import { positions, sortWith } from "../../src/core/sortWith";

const { integer, next, normal } = seededRandom(20_261_122);
const numbers = (n: number, draw: (i: number) => number) =>
  Float64Array.from({ length: n }, (_, i) => draw(i));
const odd = [0, -0, 5e-324, -5e-324, 1e308, -1e308, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];

const columns: readonly [string, Float64Array][] = [
  ["none", numbers(0, next)],
  ["one", numbers(1, next)],
  ["few", numbers(48, normal)],
  ["a few more", numbers(49, normal)],
  ["of both signs", numbers(5000, normal)],
  ["that share their upper 32 bits", numbers(5000, () => 0.5 + next() * 2 ** -21)],
  ["negative ones that share their upper 32 bits", numbers(5000, () => -0.5 - next() * 2 ** -21)],
  ["in tight groups", numbers(5000, () => integer(3) - 1 + next() * 2 ** -30)],
  ["of few values", numbers(5000, () => integer(7) - 3)],
  ["of one value", numbers(5000, () => 0.25)],
  ["in increasing order", numbers(5000, (i) => i / 7)],
  ["in decreasing order", numbers(5000, (i) => -i / 7)],
  ["increasing, but for the last", numbers(5000, (i) => (i === 4999 ? -1 : i))],
  ["of every size", numbers(5000, () => (next() - 0.5) * 10 ** (integer(600) - 300))],
  ["with zeros of both signs, subnormal and infinite ones", numbers(5000, () => odd[integer(8)] as number)],
];

/** The expected order: by number, and by position where numbers are equal. */
const orderOf = (column: Float64Array) =>
  Array.from(column.keys()).sort((a, b) => {
    const [x, y] = [column[a] as number, column[b] as number];
    return x < y ? -1 : x > y ? 1 : a - b;
  });

describe.each(columns)("numbers %s", (_title, column) => {
  const before = Array.from(column);
  const order = orderOf(column);

  it("sortWith sorts them, and equal ones stay in their order", () => {
    const { sorted, payload } = sortWith(column, positions(column.length));
    expect(Array.from(payload)).toEqual(order);
    expect(Array.from(sorted)).toEqual(order.map((i) => (column[i] as number) + 0));
  });

  it("sortWith carries bytes and numbers along, and changes no argument, a Buffer neither", () => {
    const bytes = Buffer.from(order.map((i) => i % 251));
    const weights = numbers(column.length, (i) => i / 3);
    expect(Array.from(sortWith(column, bytes).payload)).toEqual(order.map((i) => bytes[i]));
    expect(Array.from(sortWith(column, weights).payload)).toEqual(order.map((i) => weights[i]));
    expect(Array.from(bytes)).toEqual(order.map((i) => i % 251));
    expect(Array.from(column)).toEqual(before);
  });

  it("sortWith and selectRanks read a part of a larger array", () => {
    const part = Float64Array.of(Number.NaN, ...column, Number.NaN).subarray(1, column.length + 1);
    expect(sortWith(part, positions(part.length))).toEqual(sortWith(column, positions(column.length)));
    const [found] = selectRanks(
      part.map((value) => value + 0),
      column.length === 0 ? [] : [0],
    );
    expect(found?.value).toBe(column.length === 0 ? undefined : (column[order[0] as number] as number) + 0);
  });

  it("selectRanks finds each rank, what is below, at and above it", () => {
    const sorted = order.map((i) => (column[i] as number) + 0);
    const n = sorted.length;
    const ranks = n === 0 ? [] : [0, n - 1, n >> 1, n >> 1, Math.floor(n / 10), Math.floor(0.9 * n)];
    const expected = ranks.map((rank) => {
      const value = sorted[rank] as number;
      const upTo = sorted.lastIndexOf(value) + 1;
      return { value, below: sorted.indexOf(value), upTo, above: sorted[upTo] ?? Number.POSITIVE_INFINITY };
    });
    const column0 = column.map((value) => value + 0);
    expect(selectRanks(column0, ranks)).toEqual(expected);
    // one by one, and all at once with so many others that sorting is faster
    expect(ranks.map((rank) => selectRanks(column0, [rank])[0])).toEqual(expected);
    if (n > 0) expect(selectRanks(column0, [...ranks, ...Array(20).fill(0)]).slice(0, 6)).toEqual(expected);
    expect(Array.from(column)).toEqual(before);
  });
});
