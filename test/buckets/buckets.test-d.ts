import { expectTypeOf, it } from "vitest";
import {
  type BucketReport,
  type Buckets,
  bucketOf,
  bucketReport,
  bucketsByShare,
  bucketsByThreshold,
  type NextCut,
  nextCut,
  type ShareBuckets,
} from "../../src/buckets/index";

type Grade = "A" | "B" | "C" | "D";

it("the labels are inferred, the default rest among them", () => {
  const buckets = bucketsByThreshold({ A: 0.6, B: 0.4, C: 0.2 });
  expectTypeOf(buckets).toEqualTypeOf<Buckets<Grade>>();
  expectTypeOf(bucketOf(buckets, 0.5)).toEqualTypeOf<Grade>();
  expectTypeOf(nextCut(buckets, 0.5)).toEqualTypeOf<NextCut<Grade> | null>();
  expectTypeOf(bucketReport(buckets, [1], [0.5])).toEqualTypeOf<BucketReport<Grade>>();
});

it("the label of the rest is inferred", () => {
  const buckets = bucketsByThreshold({ hot: 80, warm: 30 }, { rest: "cold" });
  expectTypeOf(buckets).toEqualTypeOf<Buckets<"hot" | "warm" | "cold">>();
});

it("labels of shares are inferred, and order and mql must be among them", () => {
  const buckets = bucketsByShare([0.1, 0.9], { A: 0.1, B: 0.9 });
  expectTypeOf(buckets).toEqualTypeOf<ShareBuckets<"A" | "B">>();
  expectTypeOf(bucketOf(buckets, 0.5)).toEqualTypeOf<"A" | "B">();
  // @ts-expect-error "C" is no label
  bucketsByShare([0.1, 0.9], { A: 0.1, B: 0.9 }, { order: ["A", "C"] });
  // @ts-expect-error "C" is no label
  bucketReport(buckets, [1], [0.1], { mql: ["C"] });
});

it("outcomes may be numbers, booleans or a typed array", () => {
  const buckets = bucketsByThreshold({ A: 0.6 });
  expectTypeOf(bucketReport).toBeCallableWith(buckets, [true], new Float64Array(1));
  expectTypeOf(bucketReport).toBeCallableWith(buckets, new Uint8Array(1), [0.5]);
});
