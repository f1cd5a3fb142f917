import { describe, expect, it } from "vitest";
import { differenceInterval, wilsonInterval } from "../../src/core/index";
import {
  type GroupLabel,
  type GroupReportOptions,
  groupReport,
  rocAucInterval,
} from "../../src/metrics/index";

interface Row {
  readonly group: GroupLabel | undefined;
  readonly won: boolean;
  readonly p: number;
}

/** A group with a share of events and of selected records (p 0.6, the others 0.2). */
const rowsOf = (
  group: GroupLabel | undefined,
  n: number,
  won: (i: number) => boolean,
  high: (i: number) => boolean,
) => Array.from({ length: n }, (_, i): Row => ({ group, won: won(i), p: high(i) ? 0.6 : 0.2 }));

const report = (rows: readonly Row[], options: GroupReportOptions = { threshold: 0.5 }) =>
  groupReport(
    rows.map((row) => row.won),
    rows.map((row) => row.p),
    rows.map((row) => row.group),
    options,
  );

const north = rowsOf(
  "north",
  200,
  (i) => i % 2 === 0,
  (i) => i % 4 < 2,
); // 100 events, 50 of them selected
const south = rowsOf(
  "south",
  100,
  (i) => i < 40,
  (i) => i < 30 || i >= 90,
); // 40 events, 30 selected; 10 of 60

describe("the rates of a group", () => {
  const { groups, reference } = report([...south, ...north]);
  const [first, second] = groups;

  it("come with the groups by decreasing size, the largest being the reference", () => {
    expect(groups.map(({ group, count, events, nonEvents }) => [group, count, events, nonEvents])).toEqual([
      ["north", 200, 100, 100],
      ["south", 100, 40, 60],
    ]);
    expect(reference).toBe(0);
    expect(first).toMatchObject({ status: "reported", differences: null });
  });

  it("are counted by hand, with Wilson intervals", () => {
    expect(second).toMatchObject({
      status: "reported",
      selectionRate: { value: 0.4, interval: wilsonInterval(40, 100) },
      eventRate: { value: 0.4, interval: wilsonInterval(40, 100) },
      truePositiveRate: { value: 0.75, interval: wilsonInterval(30, 40) },
      falsePositiveRate: { value: 10 / 60, interval: wilsonInterval(10, 60) },
    });
    if (second?.status !== "reported") throw new Error("not reported");
    expect(second.meanPrediction).toBeCloseTo(0.36, 14);
    expect(second.calibrationGap.value).toBeCloseTo(0.04, 14);
    expect(second.calibrationGap.interval.low).toBeCloseTo(wilsonInterval(40, 100).low - 0.36, 14);
    const auc = rocAucInterval(
      south.map((row) => row.won),
      south.map((row) => row.p),
      { scale: "logit" },
    );
    expect(second.rocAuc).toEqual({ value: auc.auc, interval: auc.interval });
  });

  it("differ from those of the reference by Newcombe's interval", () => {
    if (second?.status !== "reported" || second.differences === null) throw new Error("no differences");
    const { selectionRate, truePositiveRate, falsePositiveRate, rocAuc } = second.differences;
    const expectInterval = (actual: typeof selectionRate, a: [number, number], b: [number, number]) => {
      const newcombe = differenceInterval({ events: a[0], count: a[1] }, { events: b[0], count: b[1] });
      expect(actual.value).toBeCloseTo(a[0] / a[1] - b[0] / b[1], 14);
      expect(actual.interval.low).toBeCloseTo(newcombe.low, 13);
      expect(actual.interval.high).toBeCloseTo(newcombe.high, 13);
    };
    expectInterval(selectionRate, [40, 100], [100, 200]);
    expectInterval(truePositiveRate, [30, 40], [50, 100]);
    expectInterval(falsePositiveRate, [10, 60], [50, 100]);
    expect(rocAuc.interval.low).toBeGreaterThan(0); // north is ranked by chance
  });
});

describe("too few events or non-events", () => {
  it("a group with fewer than 25 of either says so, in words, and has no rates", () => {
    const few = rowsOf(
      "few",
      300,
      (i) => i < 24,
      () => true,
    );
    expect(report([...north, ...few]).groups[0]).toEqual({
      status: "not_enough_data",
      group: "few",
      count: 300,
      events: 24,
      nonEvents: 276,
      message: "24 events and 276 non-events: rates need at least 25 of each",
    });
    const enough = rowsOf(
      "few",
      300,
      (i) => i < 25,
      () => true,
    );
    expect(report([...north, ...enough]).groups[0]?.status).toBe("reported");
  });

  it("the reference is the largest group that has rates, and there may be none", () => {
    const large = rowsOf(
      "large",
      500,
      () => false,
      () => true,
    );
    const result = report([...large, ...north, ...south]);
    expect(result.reference).toBe(1);
    expect(result.groups[result.reference]?.group).toBe("north");
    expect(report(large).reference).toBe(-1);
  });

  it("minimum can be lowered, to 2 at least", () => {
    const few = rowsOf(
      "few",
      8,
      (i) => i < 4,
      (i) => i < 4,
    );
    expect(report(few, { threshold: 0.5, minimum: 4 }).groups[0]?.status).toBe("reported");
    expect(() => report(few, { threshold: 0.5, minimum: 1 })).toThrow("groupReport: expected minimum");
  });
});

describe("what belongs to a group", () => {
  it("records without one are a group of their own, null", () => {
    const unknown = [undefined, null, "", Number.NaN].flatMap((group) =>
      rowsOf(
        group,
        1,
        () => true,
        () => true,
      ),
    );
    expect(report([...north, ...unknown]).groups[1]).toMatchObject({ group: null, count: 4 });
  });

  it("labels may be numbers and true and false, and names of object internals", () => {
    const rows = [1, "1", true, "__proto__"].flatMap((group) =>
      rowsOf(
        group,
        2,
        () => true,
        () => true,
      ),
    );
    expect(report(rows).groups.map(({ group }) => group)).toHaveLength(4);
  });

  it("a group whose records all have weight 0 is not there", () => {
    const weights = [...north.map(() => 1), ...south.map(() => 0)];
    const { groups } = report([...north, ...south], { threshold: 0.5, weights });
    expect(groups.map(({ group }) => group)).toEqual(["north"]);
  });
});

describe("the selection", () => {
  it("is what the flags say, or every probability at or above the threshold", () => {
    const selected = [...north, ...south].map((row) => row.p >= 0.6);
    expect(report([...north, ...south], { selected })).toEqual(
      report([...north, ...south], { threshold: 0.6 }),
    );
  });

  it("is given in exactly one way", () => {
    expect(() => report(north, {})).toThrow("groupReport: expected either threshold or selected");
    expect(() => report(north, { threshold: 0.5, selected: north.map(() => 1) })).toThrow("both of them");
    expect(() => report(north, { selected: [1] })).toThrow("selected of length 200, as outcomes, received 1");
    expect(() => report(north, { selected: north.map(() => 2) })).toThrow(
      "selected[0] to be 0, 1, true or false",
    );
    expect(() => report(north, { threshold: Number.NaN })).toThrow("expected threshold");
  });
});

it("refuses groups of another length, and labels that are objects", () => {
  expect(() => groupReport([1, 0], [0.1, 0.2], ["a"], { threshold: 0.5 })).toThrow("groups of length 2");
  expect(() => groupReport([1, 0], [0.1, 0.2], ["a", {}] as never, { threshold: 0.5 })).toThrow(
    "groupReport: expected groups[1] to be text, a number or true or false",
  );
});

it("does not judge: no result says that something is fair", () => {
  expect(JSON.stringify(report([...north, ...south]))).not.toMatch(/fair/i);
});
