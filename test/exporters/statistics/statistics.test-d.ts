import { expectTypeOf, it } from "vitest";
import { type BucketReport, bucketsByThreshold } from "../../../src/buckets/index";
import {
  bucketReportFromCounts,
  fitFromStatistics,
  type StatisticsReport,
  type StatisticsRow,
  statisticsSql,
} from "../../../src/exporters/statistics/index";
import { featureSet, flag } from "../../../src/features/index";
import type { AdditiveModel } from "../../../src/models/index";

const features = featureSet<{ demo: boolean }>()({ demo: flag("demo") });

it("the query is text, and its rows make a model and a report", () => {
  const outcome = { column: "won", event: true, nonEvent: [false] } as const;
  expectTypeOf(
    statisticsSql(features, { dialect: "spark", table: "deals", outcome }),
  ).toEqualTypeOf<string>();
  const rows: StatisticsRow[] = [];
  expectTypeOf(fitFromStatistics(rows, { features })).toEqualTypeOf<{
    readonly model: AdditiveModel;
    readonly report: StatisticsReport;
  }>();
  // @ts-expect-error an outcome needs both classes
  statisticsSql(features, { dialect: "spark", table: "deals", outcome: { column: "won", event: true } });
  // @ts-expect-error a dialect that there is not
  statisticsSql(features, { dialect: "oracle", table: "deals", outcome });
});

it("the labels of buckets are inferred, and mql must be among them", () => {
  const buckets = bucketsByThreshold({ A: 0.6 }, { rest: "B" });
  const { counts } = fitFromStatistics([], { features }).report;
  expectTypeOf(bucketReportFromCounts(buckets, counts)).toEqualTypeOf<BucketReport<"A" | "B">>();
  // @ts-expect-error no label of these buckets
  bucketReportFromCounts(buckets, counts, { mql: ["C"] });
});
