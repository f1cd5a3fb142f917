import { describe, expect, it } from "vitest";
import { seededRandom } from "../../../src/core/index";
import { categorical, featureSet, numeric, readTable } from "../../../src/features/index";
import { duplicateEvidence } from "../../../src/training/index";
import { failure } from "../../core/failure";

interface Row {
  readonly a: string | null;
  readonly b: string | null;
  readonly x?: number;
}
const features = featureSet<Row>()({ a: categorical("a"), b: categorical("b") });
const pairs = (rows: readonly Row[], outcomes: readonly (boolean | null)[]) =>
  duplicateEvidence(readTable(rows, features).table, outcomes, { features });
const many = (n: number, row: (i: number) => Row) => Array.from({ length: n }, (_, i) => row(i));
const half = (n: number) => Array.from({ length: n }, (_, i) => i % 2 === 0);

describe("duplicateEvidence", () => {
  it("features that determine each other have strength 1, whatever their levels are called", () => {
    const rows = many(200, (i) => ({ a: `a${i % 5}`, b: `b${(i * 3) % 5}` }));
    expect(pairs(rows, half(200))).toEqual([{ features: ["a", "b"], strength: 1 }]);
  });

  it("features that both go with the outcome, but not with each other within a class, are none", () => {
    const random = seededRandom(8);
    const outcomes = half(4000);
    const rows = outcomes.map((won) => ({
      a: random.next() < (won ? 0.9 : 0.1) ? "yes" : "no",
      b: random.next() < (won ? 0.9 : 0.1) ? "yes" : "no",
    }));
    expect(pairs(rows, outcomes)).toEqual([]);
  });

  it("a half-copied feature is found in between: by hand, V is 0.6 where 80 % agree", () => {
    // within each class 40 of 50 records agree, half of them "yes": χ²/n = 0.36, less 1/(n − 1) for chance
    const rows = many(100, (i) => {
      const k = Math.floor(i / 2);
      const a = k % 2 === 0 ? "yes" : "no";
      return { a, b: k < 40 === (a === "yes") ? "yes" : "no" };
    });
    const room = 1 - 1 / 49;
    const [pair] = pairs(rows, half(100));
    expect(pair?.strength).toBeCloseTo(Math.sqrt((0.36 - 1 / 49) / room), 12);
  });

  it("what chance gives is no finding: 100 pairs of random features", () => {
    const random = seededRandom(12);
    let found = 0;
    for (let repeat = 0; repeat < 100; repeat++) {
      const rows = many(60, () => ({ a: `${random.integer(4)}`, b: `${random.integer(6)}` }));
      found += pairs(rows, half(60)).filter(({ strength }) => strength >= 0.5).length;
    }
    expect(found).toBe(0);
  });

  it("missing values are a bin: two features that are missing together repeat each other", () => {
    const rows = many(400, (i) => (i % 4 < 2 ? { a: null, b: null } : { a: "x", b: "y" }));
    expect(pairs(rows, half(400))[0]?.strength).toBe(1);
  });

  it("numbers are compared in their bins", () => {
    const set = featureSet<Row>()({ a: categorical("a"), x: numeric("x") });
    const rows = many(300, (i) => ({ a: i % 30 < 10 ? "low" : "high", b: null, x: i % 30 }));
    const { table } = readTable(rows, set);
    const strength = (cuts: number[]) =>
      duplicateEvidence(table, half(300), { features: set, cuts: { x: cuts } })[0]?.strength;
    expect(strength([10])).toBe(1);
    expect(strength([20])).toBeLessThan(0.6);
  });

  it("a class of one record, a constant feature and no records find nothing", () => {
    expect(pairs([{ a: "x", b: "y" }], [true])).toEqual([]);
    expect(
      pairs(
        many(50, (i) => ({ a: "x", b: `${i % 3}` })),
        half(50),
      ),
    ).toEqual([]);
    expect(pairs([], [])).toEqual([]);
  });

  it("records that are left out have no part", () => {
    const copies = many(100, (i) => ({ a: `${i % 4 < 2}`, b: `${i % 4 < 2}` }));
    const others = many(100, (i) => ({ a: `${i % 3}`, b: `${i % 5}` }));
    const outcomes = [...half(100), ...others.map(() => null)];
    expect(pairs([...copies, ...others], outcomes)[0]?.strength).toBe(1);
  });

  it("hundreds of levels are compared by the most frequent ones", () => {
    const rows = many(3000, (i) => ({ a: `a${i % 300}`, b: `b${i % 300}` }));
    expect(pairs(rows, half(3000))[0]?.strength).toBeGreaterThan(0.95);
  });

  it("refuses wrong arguments", () => {
    const { table } = readTable<Row>([{ a: "x", b: "y" }], features);
    expect(failure(() => duplicateEvidence(table, [], { features }))).toMatch(
      /outcomes of length 1, as rows of the table, received 0/,
    );
    expect(failure(() => duplicateEvidence({ ...table, columns: {} }, [1], { features }))).toMatch(
      /a category column "a"/,
    );
    expect(failure(() => duplicateEvidence(table, [1], { features, V: 1 } as never))).toMatch(
      /keys features, cuts/,
    );
  });
});
