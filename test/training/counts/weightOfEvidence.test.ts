import { describe, expect, it } from "vitest";
import { categorical, featureSet, numeric } from "../../../src/features/index";
import { countsFromRecords, weightOfEvidence } from "../../../src/training/index";
import { failure } from "../../core/failure";
import { describeWithSharedData, readCsv, readReference, sharedDataPath } from "../../support/sharedData";

interface Lead {
  readonly source: string | null;
  readonly won: boolean;
}
const features = featureSet<Lead>()({ source: categorical("source") });
const outcome = (lead: Lead) => lead.won;
const leads = (source: string | null, won: number, lost: number): Lead[] =>
  Array.from({ length: won + lost }, (_, i) => ({ source, won: i < won }));
const count = (...groups: Lead[][]) => countsFromRecords(groups.flat(), { features, outcome }).counts;
const tableOf = (counts: ReturnType<typeof count>, smoothing?: number) =>
  weightOfEvidence(counts, smoothing === undefined ? {} : { smoothing }).source;

describe("weightOfEvidence", () => {
  it("rises with the event rate: ln(share of events / share of non-events)", () => {
    const table = tableOf(count(leads("fair", 3, 1), leads("web", 1, 3)));
    expect(table?.bins.map((bin) => bin.weightOfEvidence)).toEqual([Math.log(3), Math.log(1 / 3)]);
    expect(table?.bins.map((bin) => bin.eventRate)).toEqual([0.75, 0.25]);
    expect(table?.informationValue).toBeCloseTo(0.5 * Math.log(3) * 2, 14);
  });

  it("a 0 is replaced by the smoothing, before the sums are taken; other cells stay as they are", () => {
    const table = tableOf(count(leads("fair", 0, 2), leads("web", 3, 2)));
    expect(table?.bins[0]?.weightOfEvidence).toBeCloseTo(Math.log(0.5 / 3.5 / (2 / 4)), 14);
    expect(table?.bins[1]?.weightOfEvidence).toBeCloseTo(Math.log(3 / 3.5 / (2 / 4)), 14);
    expect(table?.bins[0]?.events).toBe(0);
    const other = tableOf(count(leads("fair", 0, 2), leads("web", 3, 2)), 2);
    expect(other?.bins[0]?.weightOfEvidence).toBeCloseTo(Math.log(2 / 5 / (2 / 4)), 14);
  });

  it("without smoothing a bin of one class has an infinite weight", () => {
    const table = tableOf(count(leads("fair", 0, 2), leads("web", 3, 2)), 0);
    expect(table?.bins.map((bin) => bin.weightOfEvidence)).toEqual([Number.NEGATIVE_INFINITY, Math.log(2)]);
    expect(table?.informationValue).toBe(Number.POSITIVE_INFINITY);
  });

  it("missing values are a bin of their own, the last; none are no bin", () => {
    const bins = (...groups: Lead[][]) => tableOf(count(...groups))?.bins.map(({ bin }) => bin);
    expect(bins(leads(null, 1, 1), leads("web", 1, 1))).toEqual([{ level: "web" }, { missing: true }]);
    expect(bins(leads("web", 1, 1))).toEqual([{ level: "web" }]);
  });

  it("a bin without records is left out, and no records have an information value of NaN", () => {
    const numbers = featureSet<{ x: number; won: boolean }>()({ x: numeric("x") });
    const { counts } = countsFromRecords(
      [
        { x: 1, won: true },
        { x: 9, won: false },
      ],
      {
        features: numbers,
        outcome: (row) => row.won,
        cuts: { x: [3, 6] },
      },
    );
    expect(weightOfEvidence(counts).x?.bins.map(({ bin }) => bin)).toEqual([
      { from: null, to: 3 },
      { from: 6, to: null },
    ]);
    expect(tableOf(count())).toEqual({ bins: [], informationValue: Number.NaN });
  });

  it("refuses what is no counts, and a smoothing below 0", () => {
    expect(failure(() => weightOfEvidence({} as never))).toBe(
      "invalid_argument: weightOfEvidence: expected counts of formatVersion 1, received an object with no keys",
    );
    expect(failure(() => weightOfEvidence(count(), { smoothing: -1 }))).toMatch(
      /smoothing to be a finite number of at least 0/,
    );
    expect(failure(() => weightOfEvidence(count(), { smooth: 1 } as never))).toMatch(
      /options with keys smoothing/,
    );
  });
});

describeWithSharedData("statistics.json: weights of evidence and information values", () => {
  it("german-credit, every column by raw levels, to 1e-12", () => {
    const rows = readCsv(sharedDataPath("german-credit", "applications.csv"));
    const { columns } = readReference().statistics["german-credit"];
    const set = featureSet<Record<string, string>>()(
      Object.fromEntries(
        Object.keys(columns).map((name) => [name, categorical<Record<string, string>>(name)]),
      ),
    );
    const { counts } = countsFromRecords(rows, {
      features: set,
      outcome: (row) => row.creditability === "bad",
    });
    const tables = weightOfEvidence(counts, { smoothing: 0.5 });
    expect(Object.keys(tables).length).toBe(20);
    for (const [name, expected] of Object.entries<{
      informationValue: number;
      zeroCells: number;
      weightOfEvidence: Record<string, number> | null;
    }>(columns)) {
      const table = tables[name];
      expect(table?.informationValue, name).toBeCloseTo(expected.informationValue, 12);
      const zeros = table?.bins.flatMap((bin) => [bin.events, bin.nonEvents]).filter((n) => n === 0);
      expect(zeros?.length, name).toBe(expected.zeroCells);
      const weights = Object.entries(expected.weightOfEvidence ?? {});
      for (const [level, weight] of weights) {
        const bin = table?.bins.find((one) => "level" in one.bin && one.bin.level === level);
        expect(bin?.weightOfEvidence, `${name}: ${level}`).toBeCloseTo(weight, 12);
      }
    }
  });

  it("breast-cancer, mean radius with optbinning's splits: counts, and the information value as far as it was published", () => {
    const rows = readCsv(sharedDataPath("breast-cancer", "cells.csv"));
    const { splits, informationValue, ...reference } = readReference().statistics["breast-cancer"];
    const set = featureSet<Record<string, string>>()({ radius: numeric("mean radius", { fromText: true }) });
    const { counts } = countsFromRecords(rows, {
      features: set,
      outcome: (row) => row.target === "1",
      cuts: { radius: splits },
    });
    expect(counts.features[0]?.bins.map((bin) => [bin.nonEvents, bin.events])).toEqual(
      reference["counts (target 0, target 1)"],
    );
    const table = weightOfEvidence(counts).radius;
    expect(Math.abs((table?.informationValue as number) - informationValue)).toBeLessThan(5e-9);
    // by hand from the published counts: 357 events, 212 non-events
    expect(table?.bins[0]?.weightOfEvidence).toBeCloseTo(Math.log(115 / 357 / (3 / 212)), 12);
    expect(table?.bins[6]?.weightOfEvidence).toBeCloseTo(Math.log(1 / 357 / (117 / 212)), 12);
  });
});
