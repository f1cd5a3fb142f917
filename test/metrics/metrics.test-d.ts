import { expectTypeOf, test } from "vitest";
import {
  averagePrecision,
  bootstrapInterval,
  type DriftCounts,
  groupReport,
  rocAuc,
  topShareCapture,
} from "../../src/metrics/index";
import type { driftInputs } from "../../src/training/index";

test("the statistic of bootstrapInterval takes as many columns as are given", () => {
  bootstrapInterval(rocAuc, [[1, 0], Float64Array.of(0.2, 0.4)]);
  bootstrapInterval(averagePrecision, [
    [true, false],
    [1, 2],
  ] as const);
  bootstrapInterval(
    (a, b) => {
      expectTypeOf(a).toEqualTypeOf<Float64Array>();
      return (a[0] ?? 0) + (b[0] ?? 0);
    },
    [[1], [2]],
  );
  // @ts-expect-error two columns are missing
  bootstrapInterval((_a, _b, _c) => 0, [[1]]);
});

test("driftReport takes what driftInputs returns", () => {
  expectTypeOf<ReturnType<typeof driftInputs>[string]>().toExtend<DriftCounts>();
});

test("a group without enough data has no rates", () => {
  const [group] = groupReport([1], [0.5], ["a"], { threshold: 0.5 }).groups;
  if (group?.status === "not_enough_data") {
    expectTypeOf(group).not.toHaveProperty("selectionRate");
  } else if (group) expectTypeOf(group.selectionRate.value).toBeNumber();
});

test("share is required", () => {
  // @ts-expect-error no share
  topShareCapture([1], [1], {});
});
