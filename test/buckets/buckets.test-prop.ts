import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bucketOf, bucketReport, bucketsByShare, bucketsByThreshold, nextCut } from "../../src/buckets/index";

const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
// a few values only, so that ties are common
const tied = fc.integer({ min: -4, max: 4 });
const score = fc.oneof(finite, tied);
const cuts = fc.uniqueArray(
  fc.oneof(
    finite.map((x) => x + 0),
    tied.map((x) => x + 0),
  ),
  { minLength: 3, maxLength: 3 },
);
const threshold = cuts.map(([a, b, c]) =>
  bucketsByThreshold({ A: a, B: b, C: c } as Record<"A" | "B" | "C", number>),
);
const shares = fc
  .array(fc.integer({ min: 1, max: 50 }), { minLength: 4, maxLength: 4 })
  .map((parts) => parts.map((part) => part / parts.reduce((total, one) => total + one, 0)))
  .map(([A, B, C, D]) => ({ A, B, C, D }) as Record<"A" | "B" | "C" | "D", number>);
const scores = fc.array(score, { minLength: 1, maxLength: 80 });

describe("bucketOf", () => {
  it("partitions the line: exactly one bucket holds a score, and better scores are never in worse buckets", () => {
    fc.assert(
      fc.property(threshold, score, score, (buckets, x, y) => {
        const position = (value: number) => buckets.labels.indexOf(bucketOf(buckets, value));
        const i = position(x);
        expect(x >= (buckets.cuts[i] ?? Number.NEGATIVE_INFINITY)).toBe(true);
        expect(x < (buckets.cuts[i - 1] ?? Number.POSITIVE_INFINITY)).toBe(true);
        if (x >= y) expect(i).toBeLessThanOrEqual(position(y));
      }),
    );
  });

  it("every cut is in the bucket that it begins", () => {
    fc.assert(
      fc.property(threshold, (buckets) => {
        expect(buckets.cuts.map((cut) => bucketOf(buckets, cut))).toEqual(buckets.labels.slice(0, -1));
      }),
    );
  });
});

describe("nextCut", () => {
  it("is the smallest score above that is in a better bucket, and bucketOf agrees on its label", () => {
    fc.assert(
      fc.property(scores, shares, score, (column, wanted, x) => {
        const buckets = bucketsByShare(column, wanted);
        const next = nextCut(buckets, x);
        const better = buckets.cuts.filter((cut) => cut > x);
        expect(next === null).toBe(better.length === 0);
        if (next === null) return;
        expect(next.cut).toBe(Math.min(...better));
        expect(bucketOf(buckets, next.cut)).toBe(next.label);
      }),
    );
  });
});

describe("bucketsByShare", () => {
  it("the realised shares are what bucketOf gives, and they sum to 1", () => {
    fc.assert(
      fc.property(scores, shares, (column, wanted) => {
        const buckets = bucketsByShare(column, wanted);
        const labels = column.map((value) => bucketOf(buckets, value));
        expect(buckets.shares).toEqual(
          buckets.labels.map((label) => labels.filter((one) => one === label).length / column.length),
        );
        expect(
          bucketReport(
            buckets,
            column.map(() => 1),
            column,
          ).buckets.map((bucket) => bucket.share),
        ).toEqual(buckets.shares);
      }),
    );
  });

  it("no other place between different scores brings the end of a bucket nearer to where it was wanted", () => {
    fc.assert(
      fc.property(scores, shares, (column, wanted) => {
        const buckets = bucketsByShare(column, wanted);
        const n = column.length;
        // the number of scores that a cut can leave above it, the top group being always in the best bucket
        const possible = column.map((cut) => column.filter((value) => value >= cut).length);
        let wantedEnd = 0;
        buckets.cuts.forEach((cut, i) => {
          wantedEnd += (buckets.wantedShares[i] as number) * n;
          const end = column.filter((value) => value >= cut).length;
          const nearest = Math.min(...possible.map((count) => Math.abs(count - wantedEnd)));
          expect(Math.abs(end - wantedEnd)).toBeLessThanOrEqual(nearest + 1e-6);
        });
      }),
    );
  });

  it("does not depend on the order of the scores", () => {
    const shuffled = scores.chain((column) =>
      fc.tuple(fc.constant(column), fc.shuffledSubarray(column, { minLength: column.length })),
    );
    fc.assert(
      fc.property(shuffled, shares, ([column, other], wanted) => {
        expect(bucketsByShare(other, wanted)).toEqual(bucketsByShare(column, wanted));
      }),
    );
  });

  it("survives JSON", () => {
    fc.assert(
      fc.property(scores, shares, (column, wanted) => {
        const buckets = bucketsByShare(column, wanted);
        expect(JSON.parse(JSON.stringify(buckets))).toEqual(buckets);
      }),
    );
  });
});

describe("bucketReport", () => {
  it("every record and every event is counted once: in a bucket or as unscored", () => {
    const record = fc.tuple(
      fc.oneof({ weight: 5, arbitrary: score }, { weight: 1, arbitrary: fc.constant(Number.NaN) }),
      fc.boolean(),
    );
    fc.assert(
      fc.property(threshold, fc.array(record, { minLength: 1, maxLength: 60 }), (buckets, records) => {
        const outcomes = records.map(([, outcome]) => outcome);
        const report = bucketReport(
          buckets,
          outcomes,
          records.map(([value]) => value),
        );
        const total = (key: "count" | "events") =>
          report.unscored[key] + report.buckets.reduce((sum, bucket) => sum + bucket[key], 0);
        expect(total("count")).toBe(records.length);
        expect(total("events")).toBe(outcomes.filter(Boolean).length);
        expect(report.overall.count + report.unscored.count).toBe(records.length);
        expect(report.mql.count + (report.buckets[3]?.count as number)).toBe(report.overall.count);
      }),
    );
  });
});
