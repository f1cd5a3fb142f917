import { describe, expect, it } from "vitest";
import { bucketsByShare } from "../../src/buckets/index";
import { seededRandom } from "../../src/core/index";

const upTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1);

it("gives each bucket its share of the scores where all are different", () => {
  const scores = Object.freeze(upTo(100).map((i) => ((i * 37) % 101) / 101));
  const buckets = bucketsByShare(scores, Object.freeze({ A: 0.1, B: 0.15, C: 0.25, D: 0.5 }));
  expect(buckets.labels).toEqual(["A", "B", "C", "D"]);
  expect(buckets.cuts).toEqual([91 / 101, 76 / 101, 51 / 101]);
  expect(buckets).toMatchObject({
    wantedShares: [0.1, 0.15, 0.25, 0.5],
    shares: [0.1, 0.15, 0.25, 0.5],
    scored: 100,
    unscored: 0,
  });
});

it("rounds to the nearest number of records, down at a half", () => {
  // 0.25 of 10 is 2.5, 0.26 of 10 is 2.6
  expect(bucketsByShare(upTo(10), { A: 0.25, B: 0.75 }).shares).toEqual([0.2, 0.8]);
  expect(bucketsByShare(upTo(10), { A: 0.26, B: 0.74 }).shares).toEqual([0.3, 0.7]);
});

it("a sum of shares that rounds just past a whole number of records takes no further record", () => {
  expect(0.1 + 0.2).toBeGreaterThan(0.3);
  expect(bucketsByShare(upTo(10), { A: 0.1, B: 0.2, C: 0.7 }).cuts).toEqual([10, 8]);
});

describe("equal scores", () => {
  it("are never split: the group goes to the side that is nearer to the wanted share", () => {
    // 4 records of score 5 begin at the top: 0.3 of 10 is nearer to 4 than to 0; 0.1 of 10 is not, but see below
    expect(bucketsByShare([5, 5, 5, 5, 4, 3, 2, 1, 1, 1], { A: 0.3, B: 0.7 }).shares).toEqual([0.4, 0.6]);
    // 1 above, 4 in the group: 0.2 is nearer to 1 record, 0.4 to 5
    const scores = [9, 5, 5, 5, 5, 4, 3, 2, 1, 0];
    expect(bucketsByShare(scores, { A: 0.2, B: 0.8 })).toMatchObject({ cuts: [9], shares: [0.1, 0.9] });
    expect(bucketsByShare(scores, { A: 0.4, B: 0.6 })).toMatchObject({ cuts: [5], shares: [0.5, 0.5] });
  });

  it("go to the worse bucket where both sides are equally near", () => {
    // 1 above, 2 in the group: 0.2 of 10 lies in the middle
    expect(bucketsByShare([9, 5, 5, 4, 3, 2, 1, 0, -1, -2], { A: 0.2, B: 0.8 }).shares).toEqual([0.1, 0.9]);
  });

  it("at the top are in the best bucket, however many they are; the next bucket may then be empty", () => {
    const buckets = bucketsByShare([5, 5, 5, 5, 4, 3, 2, 1, 1, 1], { A: 0.1, B: 0.1, C: 0.8 });
    expect(buckets).toMatchObject({ cuts: [5, 5], shares: [0.4, 0, 0.6] });
  });

  it("at the bottom stay in the lowest bucket: leads without any points do not become MQLs", () => {
    const scores = [40, 30, 20, 10, 0, 0, 0, 0, 0, 0];
    expect(bucketsByShare(scores, { A: 0.1, B: 0.15, C: 0.25, D: 0.5 })).toMatchObject({
      labels: ["A", "B", "C", "D"],
      cuts: [40, 30, 10],
      shares: [0.1, 0.1, 0.2, 0.6],
    });
  });

  it("a constant score puts every record into the best bucket", () => {
    expect(bucketsByShare([3, 3, 3], { A: 0.5, B: 0.5 })).toMatchObject({ cuts: [3], shares: [1, 0] });
  });

  it("takes −0 and 0 as one score, and a cut at it is 0", () => {
    const { cuts, shares } = bucketsByShare([1, -0, 0, -1], { A: 0.6, B: 0.4 });
    expect(shares).toEqual([0.75, 0.25]);
    expect(cuts).toEqual([0]);
  });
});

it("counts records without a score, which have no part in the shares", () => {
  const scores = Float64Array.of(1, Number.NaN, 2, 3, Number.NaN, 4);
  expect(bucketsByShare(scores, { A: 0.5, B: 0.5 })).toMatchObject({
    cuts: [3],
    shares: [0.5, 0.5],
    scored: 4,
    unscored: 2,
  });
  expect(Array.from(scores)).toEqual([1, Number.NaN, 2, 3, Number.NaN, 4]);
});

it("a single score, and a single bucket, are fine", () => {
  expect(bucketsByShare([7], { A: 0.1, B: 0.9 })).toMatchObject({ cuts: [7], shares: [1, 0] });
  expect(bucketsByShare([7, 8], { all: 1 })).toMatchObject({ labels: ["all"], cuts: [], shares: [1] });
});

it("the option order stands for the order of the keys", () => {
  const shares = { cold: 0.5, hot: 0.2, warm: 0.3 };
  expect(bucketsByShare(upTo(10), shares, { order: ["hot", "warm", "cold"] })).toMatchObject({
    labels: ["hot", "warm", "cold"],
    cuts: [9, 6],
    wantedShares: [0.2, 0.3, 0.5],
  });
});

it("labels that are whole numbers need it, because JavaScript sorts such keys", () => {
  const shares = { 3: 0.2, 1: 0.8 };
  expect(() => bucketsByShare(upTo(10), shares)).toThrow(
    "bucketsByShare: expected the option order, because an object does not keep the order of labels that are whole numbers",
  );
  expect(bucketsByShare(upTo(10), shares, { order: ["3", "1"] } as never).labels).toEqual(["3", "1"]);
});

it("refuses shares that do not sum to 1 within 1e-9", () => {
  expect(() => bucketsByShare([1], { A: 0.1, B: 0.8 })).toThrow(
    "bucketsByShare: expected shares that sum to 1",
  );
  expect(() => bucketsByShare([1], { A: 0.5, B: 0.5 + 2e-9 })).toThrow("expected shares that sum to 1");
  expect(() => bucketsByShare([1], { A: 0.5, B: 0.5 + 5e-10 })).not.toThrow();
  expect(() => bucketsByShare([1], { A: 1 / 3, B: 1 / 3, C: 1 / 3 })).not.toThrow();
});

it("refuses shares outside (0, 1]", () => {
  const by = (shares: object) => () => bucketsByShare([1, 2], shares as never);
  expect(by({ A: 0, B: 1 })).toThrow('expected share of "A" in (0, 1], received 0');
  expect(by({ A: -0.5, B: 1.5 })).toThrow('expected share of "A" in [0, 1], received -0.5');
  expect(by({ A: 10, B: 90 })).toThrow('expected share of "A" in [0, 1], received 10');
  expect(by({ A: Number.NaN, B: 1 })).toThrow('expected share of "A" in [0, 1], received NaN');
  expect(by({ A: "0.5", B: 0.5 })).toThrow('expected share of "A" in [0, 1], received "0.5"');
  expect(by({})).toThrow("expected at least one label");
  expect(by([0.5, 0.5])).toThrow("expected shares to be an object");
  expect(by(JSON.parse('{"__proto__": 1}'))).toThrow('received "__proto__"');
});

it("refuses an order that does not list the labels, and unknown options", () => {
  const shares = { A: 0.5, B: 0.5 };
  for (const order of [["A"], ["A", "C"], ["A", "A"], ["A", "B", "B"], "AB"]) {
    expect(() => bucketsByShare([1], shares, { order } as never)).toThrow("expected order to list A, B");
  }
  expect(() => bucketsByShare([1], shares, { labels: ["A", "B"] } as never)).toThrow('received "labels"');
});

it("refuses no scores, only NaN, infinite ones, and what is no number, with its position", () => {
  const by = (scores: unknown) => () => bucketsByShare(scores as never, { A: 0.5, B: 0.5 });
  expect(by([])).toThrow("expected at least one score, received 0");
  expect(by([Number.NaN])).toThrow("expected at least one score that is not NaN");
  expect(by([1, Number.POSITIVE_INFINITY])).toThrow("expected scores[1] to be a finite number, or NaN");
  expect(by([1, null])).toThrow("expected scores[1]");
  expect(by("12")).toThrow("expected scores to be an array of numbers");
});

describe("many scores, whose cuts are found without sorting", () => {
  const { integer, next } = seededRandom(3);
  const shares = { A: 0.1, B: 0.15, C: 0.25, D: 0.5 };
  const columns: Record<string, Float64Array> = {
    "without ties": Float64Array.from({ length: 3000 }, next),
    "with ties": Float64Array.from({ length: 3000 }, () => integer(12) - 4),
    "with large ties and missing ones": Float64Array.from(
      { length: 3000 },
      () => [0, -0, 1, Number.NaN][integer(4)] as number,
    ),
    "that differ in their last bits only": Float64Array.from(
      { length: 3000 },
      () => 1 + integer(2000) * 2 ** -52,
    ),
  };

  it.each(Object.entries(columns))("%s: the rule, applied to the sorted scores", (_title, scores) => {
    const found = bucketsByShare(scores, shares);
    const sorted = Array.from(scores.filter((score) => !Number.isNaN(score))).sort((a, b) => b - a);
    const n = sorted.length;
    const wanted = [0.1, 0.25, 0.5].map((share) => share * n);
    const cuts = wanted.map((count) => {
      // equal scores stay together: of all cuts the one whose count is nearest, the worse bucket where two are equally near
      const distances = [...new Set(sorted)].map((cut) => {
        const reached = sorted.filter((score) => score >= cut).length;
        return { cut, distance: Math.abs(reached - count) };
      });
      return distances.reduce((best, one) => (one.distance < best.distance - 1e-6 ? one : best)).cut;
    });
    expect(found.cuts).toEqual(cuts.map((cut) => cut + 0));
    const reached = [...found.cuts.map((cut) => sorted.filter((score) => score >= cut).length), n];
    expect(found.shares).toEqual(reached.map((count, i) => (count - (reached[i - 1] ?? 0)) / n));
    expect([found.scored, found.unscored]).toEqual([n, scores.length - n]);
  });
});
