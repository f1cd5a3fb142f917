import { describe, expect, it } from "vitest";
import { bucketReport, bucketsByShare, bucketsByThreshold } from "../../src/buckets/index";
import { differenceInterval, wilsonInterval } from "../../src/core/index";
import { describeWithSharedData, readCsv, sharedDataPath } from "../support/sharedData";

const buckets = bucketsByThreshold({ A: 0.6, B: 0.4, C: 0.2 });

/** Outcomes and scores of buckets given as [score, events, count]. */
function sample(groups: readonly (readonly [score: number, events: number, count: number])[]) {
  const rows = groups.flatMap(([score, events, count]) =>
    Array.from({ length: count }, (_, i) => ({ score, outcome: i < events })),
  );
  return [rows.map((row) => row.outcome), rows.map((row) => row.score)] as const;
}

describe("per bucket", () => {
  const report = bucketReport(
    buckets,
    ...sample([
      [0.7, 6, 10],
      [0.5, 4, 10],
      [0.3, 4, 20],
      [0.1, 2, 40],
    ]),
  );

  it("counts, shares, conversion with its Wilson interval, and lift over the overall rate", () => {
    expect(report.overall).toEqual({
      count: 80,
      events: 16,
      conversionRate: 0.2,
      interval: wilsonInterval(16, 80),
    });
    expect(report.buckets.map((bucket) => bucket.label)).toEqual(["A", "B", "C", "D"]);
    expect(report.buckets[0]).toEqual({
      label: "A",
      low: 0.6,
      high: null,
      count: 10,
      events: 6,
      conversionRate: 0.6,
      interval: wilsonInterval(6, 10),
      share: 0.125,
      eventShare: 0.375,
      lift: expect.closeTo(3, 12),
    });
    expect(report.buckets[3]).toMatchObject({
      low: null,
      high: 0.2,
      count: 40,
      conversionRate: 0.05,
      share: 0.5,
    });
  });

  it("A > B > C > D holds, and says between which buckets the difference could be chance", () => {
    expect(report.monotone).toBe(true);
    expect(report.steps.map((step) => [step.better, step.worse, step.holds, step.distinguishable])).toEqual([
      ["A", "B", true, false],
      ["B", "C", true, false],
      ["C", "D", true, false],
    ]);
    expect(report.steps[0]?.difference).toBeCloseTo(0.2, 12);
    expect(report.steps[0]?.interval).toEqual(
      differenceInterval({ events: 6, count: 10 }, { events: 4, count: 10 }),
    );
  });

  it("the MQLs are A, B and C unless told otherwise", () => {
    expect(report.mql).toMatchObject({
      labels: ["A", "B", "C"],
      count: 40,
      share: 0.5,
      events: 14,
      eventShare: 0.875,
    });
    expect(report.mql.conversionRate).toBe(0.35);
    expect(report.mql.interval).toEqual(wilsonInterval(14, 40));
    expect(report.mql.lift).toBeCloseTo(1.75, 12);
  });
});

describe("A > B > C > D", () => {
  it("does not hold where two neighbours convert equally or the wrong way round", () => {
    const equal = bucketReport(
      buckets,
      ...sample([
        [0.7, 5, 10],
        [0.5, 5, 10],
        [0.3, 2, 10],
        [0.1, 1, 10],
      ]),
    );
    expect(equal.monotone).toBe(false);
    expect(equal.steps.map((step) => step.holds)).toEqual([false, true, true]);
    const inverted = bucketReport(
      buckets,
      ...sample([
        [0.7, 5, 10],
        [0.5, 4, 10],
        [0.3, 10, 200],
        [0.1, 60, 200],
      ]),
    );
    expect(inverted.monotone).toBe(false);
    expect(inverted.steps[2]).toMatchObject({ better: "C", worse: "D", holds: false, distinguishable: true });
    expect(inverted.steps[2]?.difference).toBeCloseTo(-0.25, 12);
  });

  it("neighbours are distinguishable once there are enough records", () => {
    const report = bucketReport(
      buckets,
      ...sample([
        [0.7, 60, 100],
        [0.5, 40, 100],
        [0.3, 20, 100],
        [0.1, 5, 100],
      ]),
    );
    expect(report.steps.map((step) => step.distinguishable)).toEqual([true, true, true]);
    const sure = bucketReport(
      buckets,
      ...sample([
        [0.7, 60, 100],
        [0.5, 40, 100],
        [0.3, 20, 100],
        [0.1, 5, 100],
      ]),
      { confidence: 0.99999 },
    );
    expect(sure.steps[0]?.distinguishable).toBe(false);
  });

  it("passes over buckets without records, whose rates are NaN", () => {
    const report = bucketReport(
      buckets,
      ...sample([
        [0.7, 5, 10],
        [0.3, 2, 10],
      ]),
    );
    expect(report.steps.map((step) => [step.better, step.worse])).toEqual([["A", "C"]]);
    expect(report.monotone).toBe(true);
    const [, b] = report.buckets;
    expect(b).toMatchObject({
      label: "B",
      count: 0,
      events: 0,
      share: 0,
      eventShare: 0,
      interval: { low: 0, high: 1 },
    });
    expect(b?.conversionRate).toBeNaN();
    expect(b?.lift).toBeNaN();
  });
});

it("counts records without a score, and their events, apart from all buckets and shares", () => {
  const report = bucketReport(buckets, [1, 1, 0, 0], [0.7, Number.NaN, 0.1, Number.NaN]);
  expect(report.unscored).toEqual({
    count: 2,
    events: 1,
    conversionRate: 0.5,
    interval: wilsonInterval(1, 2),
  });
  expect(report.overall).toMatchObject({ count: 2, events: 1 });
  expect(report.buckets[0]).toMatchObject({ count: 1, share: 0.5, eventShare: 1 });
});

it("without any event, event shares and lifts are NaN and the order does not hold", () => {
  const report = bucketReport(buckets, [0, 0], [0.7, 0.1]);
  expect(report.overall.conversionRate).toBe(0);
  expect(report.mql.eventShare).toBeNaN();
  expect(report.buckets[0]?.lift).toBeNaN();
  expect(report.monotone).toBe(false);
});

it("if no record was scored, everything but the counts is NaN", () => {
  const report = bucketReport(buckets, [1], [Number.NaN]);
  expect(report.unscored.count).toBe(1);
  expect(report.overall.count).toBe(0);
  expect(report.overall.conversionRate).toBeNaN();
  expect(report.mql.share).toBeNaN();
  expect(report.steps).toEqual([]);
});

it("mql takes any of the labels, and gives them best first", () => {
  const { mql } = bucketReport(
    buckets,
    ...sample([
      [0.7, 6, 10],
      [0.5, 4, 10],
      [0.3, 2, 20],
    ]),
    { mql: ["C", "A"] },
  );
  expect(mql).toMatchObject({ labels: ["A", "C"], count: 30, events: 8, share: 0.75 });
});

it("a single bucket has no MQL by default: the last label is not one", () => {
  const { mql } = bucketReport({ labels: ["all"], cuts: [] }, [0, 1], [1, 2]);
  expect(mql).toMatchObject({ labels: [], count: 0, share: 0 });
});

it("accepts frozen arguments, booleans, typed arrays and buckets from JSON", () => {
  const [outcomes, scores] = sample([
    [0.7, 6, 10],
    [0.1, 1, 10],
  ]);
  const expected = bucketReport(buckets, outcomes, scores);
  const typed = bucketReport(
    JSON.parse(JSON.stringify(buckets)),
    Uint8Array.from(outcomes, Number),
    Float64Array.from(scores),
    Object.freeze({ mql: Object.freeze(["A", "B", "C"]) }) as never,
  );
  expect(typed).toEqual(expected);
  expect(bucketReport(buckets, Object.freeze(outcomes), Object.freeze(scores))).toEqual(expected);
});

it("refuses columns of different lengths, empty ones, and wrong values with their position", () => {
  const of = (scores: unknown, outcomes: unknown) => () =>
    bucketReport(buckets, outcomes as never, scores as never);
  expect(of([0.1, 0.2], [1])).toThrow("bucketReport: expected outcomes of length 2, as scores, received 1");
  expect(of([], [])).toThrow("bucketReport: expected at least one score, received 0");
  expect(of([0.1, 0.2], [1, 0.5])).toThrow("expected outcomes[1] to be 0, 1, true or false, received 0.5");
  expect(of([Number.NaN], [Number.NaN])).toThrow("expected outcomes[0]");
  expect(of([0.1, Number.NEGATIVE_INFINITY], [1, 0])).toThrow("expected scores[1]");
  expect(of(["0.1"], [1])).toThrow("expected scores[0]");
  expect(of({ A: 1 }, [1])).toThrow("expected scores to be an array of numbers");
});

it("refuses MQL labels that the buckets do not have, none, one twice, and unknown options", () => {
  const of = (options: unknown) => () => bucketReport(buckets, [1], [0.1], options as never);
  expect(of({ mql: ["A", "E"] })).toThrow('bucketReport: expected mql with labels A, B, C, D, received "E"');
  expect(of({ mql: [] })).toThrow("expected at least one label");
  expect(of({ mql: ["A", "A"] })).toThrow("expected each label once");
  expect(of({ mql: "A" })).toThrow("expected mql to be an array of labels");
  expect(of({ confidence: 95 })).toThrow("expected confidence in (0, 1), received 95");
  expect(of({ mqls: ["A"] })).toThrow('received "mqls"');
  expect(() => bucketReport({ labels: ["A"], cuts: [1] }, [1], [0.1])).toThrow(
    "expected 0 cuts for 1 labels",
  );
});

describeWithSharedData("x-education, time on the website as a score", () => {
  const rows = readCsv(sharedDataPath("x-education", "leads.csv"));
  const outcomes = rows.map((row) => row.Converted === "1");
  const scores = rows.map((row) =>
    row.TotalVisits === "" ? Number.NaN : Number(row["Total Time Spent on Website"]),
  );

  it("every lead is in a bucket or unscored, and every conversion is counted once", () => {
    const byShare = bucketsByShare(scores, { A: 0.1, B: 0.15, C: 0.25, D: 0.5 });
    expect(byShare.scored + byShare.unscored).toBe(6468);
    byShare.shares.forEach((share, i) => {
      expect(Math.abs(share - (byShare.wantedShares[i] as number))).toBeLessThan(0.005);
    });
    const report = bucketReport(byShare, outcomes, scores);
    expect(report.unscored.count).toBe(70);
    // 2,398 conversions among the leads with visits: statistics.json, x-education, mle, events
    expect(report.overall).toMatchObject({ count: 6398, events: 2398 });
    expect(report.buckets.map((bucket) => bucket.share)).toEqual(byShare.shares);
    expect(report.unscored.events + 2398).toBe(outcomes.filter(Boolean).length);
  });
});
