import { describe, expect, it } from "vitest";
import { bucketOf, bucketsByShare, bucketsByThreshold, nextCut } from "../../src/buckets/index";

const buckets = Object.freeze(bucketsByThreshold({ A: 0.6, B: 0.4, C: 0.2 }));

describe("bucketOf", () => {
  it("a score equal to a cut goes up, one just below it does not", () => {
    expect(bucketOf(buckets, 0.6)).toBe("A");
    expect(bucketOf(buckets, 0.6 - 2 ** -54)).toBe("B");
    expect(bucketOf(buckets, 0.4)).toBe("B");
    expect(bucketOf(buckets, 0.2)).toBe("C");
    expect(bucketOf(buckets, 0.19)).toBe("D");
  });

  it("the best bucket is open above, the lowest below", () => {
    expect(bucketOf(buckets, Number.MAX_VALUE)).toBe("A");
    expect(bucketOf(buckets, -Number.MAX_VALUE)).toBe("D");
  });

  it("an empty bucket, whose cut is that of a better one, is never given", () => {
    const tied = bucketsByShare([5, 5, 5, 1], { A: 0.1, B: 0.1, C: 0.8 });
    expect(tied.cuts).toEqual([5, 5]);
    expect(bucketOf(tied, 5)).toBe("A");
    expect(bucketOf(tied, 4.9)).toBe("C");
  });

  it("a record without a score has no bucket: NaN, null and text are errors", () => {
    for (const score of [Number.NaN, null, undefined, "0.5", Number.POSITIVE_INFINITY]) {
      expect(() => bucketOf(buckets, score as never)).toThrow(
        "bucketOf: expected score to be a finite number",
      );
    }
  });
});

describe("nextCut", () => {
  it("is the next better bucket and the score at which it begins", () => {
    expect(nextCut(buckets, 0.1)).toEqual({ label: "C", cut: 0.2 });
    expect(nextCut(buckets, 0.2)).toEqual({ label: "B", cut: 0.4 });
    expect(nextCut(buckets, 0.59)).toEqual({ label: "A", cut: 0.6 });
  });

  it("is null in the best bucket, and for a single bucket", () => {
    expect(nextCut(buckets, 0.6)).toBeNull();
    expect(nextCut(bucketsByShare([1], { all: 1 }), 0)).toBeNull();
  });

  it("passes over an empty bucket", () => {
    expect(nextCut({ labels: ["A", "B", "C"], cuts: [5, 5] }, 3)).toEqual({ label: "A", cut: 5 });
  });

  it("refuses a score that is no finite number", () => {
    expect(() => nextCut(buckets, Number.NaN)).toThrow(
      "nextCut: expected score to be a finite number, received NaN",
    );
  });
});

describe.each([
  ["bucketOf", bucketOf],
  ["nextCut", nextCut],
])("%s", (caller, of) => {
  it("accepts buckets that went through JSON", () => {
    expect(of(JSON.parse(JSON.stringify(buckets)), 0.5)).toEqual(of(buckets, 0.5));
  });

  it("refuses buckets that contradict themselves", () => {
    const refused: readonly [unknown, string][] = [
      [null, "expected buckets made by bucketsByThreshold or bucketsByShare, received null"],
      [{ labels: ["A", "B"] }, "expected buckets made by"],
      [{ labels: "AB", cuts: [1] }, "expected buckets made by"],
      [{ labels: ["A", "B"], cuts: [] }, "expected 1 cuts for 2 labels, received 0"],
      [{ labels: [], cuts: [] }, "expected at least one label"],
      [{ labels: ["A", "A"], cuts: [1] }, 'expected each label once, received "A"'],
      [{ labels: ["A", 2], cuts: [1] }, "expected labels that are text"],
      [{ labels: ["A", "B", "C"], cuts: [1, 2] }, "expected finite cuts that never increase, received 2"],
      [{ labels: ["A", "B"], cuts: [null] }, "expected finite cuts that never increase, received null"],
      [{ labels: ["A", "B"], cuts: [Number.NaN] }, "expected finite cuts"],
    ];
    for (const [wrong, message] of refused) {
      expect(() => of(wrong as never, 0.5), message).toThrow(`${caller}: ${message}`);
    }
  });
});
