import { describe, expect, it } from "vitest";
import { fitBoosted } from "../../../src/training/index";
import { features, makeRecords, outcome } from "./makeRecords";

const contributions = (report: ReturnType<typeof fitBoosted>["report"], name: string) =>
  (report.shapes.find(({ feature }) => feature === name)?.bins ?? [])
    .filter(({ bin }) => "from" in bin)
    .map(({ contribution }) => contribution);

describe("monotone", () => {
  const rows = makeRecords(1500, ({ x, y }) => (x ?? 50) / 25 - 2 + Math.sin(y));

  it("a shape that may only rise never falls, one that may only fall never rises", () => {
    const up = contributions(
      fitBoosted(rows, { features, outcome, monotone: { y: "increasing" } }).report,
      "y",
    );
    const down = contributions(
      fitBoosted(rows, { features, outcome, monotone: { y: "decreasing" } }).report,
      "y",
    );
    expect(up.every((value, i) => i === 0 || value >= (up[i - 1] as number))).toBe(true);
    expect(down.every((value, i) => i === 0 || value <= (down[i - 1] as number))).toBe(true);
  });

  it("costs nothing where the data agree", () => {
    const free = fitBoosted(rows, { features, outcome }).report;
    const bound = fitBoosted(rows, { features, outcome, monotone: { x: "increasing" } }).report;
    expect(bound.auc).toBeGreaterThanOrEqual(free.auc - 0.001);
    expect(bound.logLoss).toBeLessThanOrEqual(free.logLoss + 0.001);
  });

  it("a monotone feature is in no pair", () => {
    const together = makeRecords(1200, ({ y, z }) => (y > 0 === z > 10 ? 1.5 : -1.5));
    const { pairs } = fitBoosted(together, { features, outcome, monotone: { y: "increasing" } }).report;
    expect(pairs.flatMap((pair) => pair.features)).not.toContain("y");
  });
});
