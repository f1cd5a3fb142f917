import { describe, expect, it } from "vitest";
import { compileScorer } from "../../../src/exporters/index";
import { featureSet } from "../../../src/features/index";
import { createScorer } from "../../../src/models/index";
import { fitBoosted } from "../../../src/training/index";
import { additive, features, type MadeUp, makeRecords, outcome, tableOf } from "./makeRecords";

const rows = makeRecords(1500, additive);
const fit = fitBoosted(rows, { features, outcome });
const { model, report } = fit;
const scorer = createScorer(model, features);
const shapeOf = (name: string) => {
  const shape = report.shapes.find(({ feature }) => feature === name);
  if (shape === undefined) throw new Error(`no shape of ${name}`);
  return shape;
};

describe("fitBoosted", () => {
  it("base and contributions sum to the margin to 1e-9", () => {
    for (const row of rows.slice(0, 200)) {
      const { base, contributions, margin } = scorer.explain(row);
      const total = contributions.reduce((sum, { contribution }) => sum + contribution, base);
      expect(Math.abs(total - margin)).toBeLessThan(1e-9);
    }
  });

  it("the mean probability of the training records is the share of events", () => {
    const { probability } = scorer.scoreAll(rows);
    const mean = probability.reduce((total, p) => total + p, 0) / rows.length;
    expect(mean).toBeCloseTo(report.events / rows.length, 9);
  });

  it("the reference of a term is its mean contribution, so that the base is that of the average record", () => {
    const { contributions, lines } = scorer.explainAll(rows);
    lines.forEach((_, k) => {
      const mean =
        (contributions[k] as Float64Array).reduce((total, value) => total + value, 0) / rows.length;
      expect(Math.abs(mean)).toBeLessThan(1e-9);
    });
  });

  it("exported to JavaScript the scores are equal", () => {
    const compiled = compileScorer(model, features);
    expect(compiled.scoreAll(rows).margin).toEqual(scorer.scoreAll(rows).margin);
  });

  it("neither the order of records nor that of features changes a bit of what is learned", () => {
    const { x, y, z, source } = features.features;
    const turned = featureSet<MadeUp>()({ source, z, y, x } as never) as typeof features;
    const other = fitBoosted([...rows].reverse(), { features: turned, outcome }).model;
    expect(other.intercept).toBe(model.intercept);
    for (const term of other.terms) expect(term).toEqual(model.terms.find(({ id }) => id === term.id));
  });

  it("a table gives the same model as records", () => {
    const fitted = fitBoosted(tableOf(rows), { features, outcome: rows.map(outcome) });
    expect(fitted.model.terms).toEqual(model.terms);
  });

  it("the same seed gives the same bits, another seed other folds", () => {
    const small = rows.slice(0, 400);
    const run = (seed: number) => fitBoosted(small, { features, outcome, seed }).model.provenance.contentHash;
    expect(run(1)).toBe(run(1));
    expect(run(2)).not.toBe(run(1));
  });

  it("frozen records and options are accepted", () => {
    const frozen = Object.freeze(rows.slice(0, 200).map((row) => Object.freeze({ ...row })));
    expect(fitBoosted(frozen, Object.freeze({ features, outcome })).report.rows.used).toBe(200);
  });

  it.each([2, 3, 0.1, 1e300])("a weight of %d for all records is as no weight at all", (size) => {
    const small = makeRecords(500, ({ y }) => y / 5);
    const learn = (weight: (row: MadeUp) => number) =>
      fitBoosted(small, { features, outcome, bags: 2, weight });
    expect(learn(() => size).model.terms).toEqual(learn(() => 1).model.terms);
    const twice = (row: MadeUp) => (row.won ? 2 : 1);
    expect(learn((row) => size * twice(row)).model.terms).toEqual(learn(twice).model.terms);
  });

  it("a weight of 2 counts as the same record twice in the overall rate; a weight of 0 as none", () => {
    const small = rows.slice(0, 300);
    const weight = (row: MadeUp) => (row.won ? 2 : 1);
    const weighted = fitBoosted(small, { features, outcome, weight });
    const { probability } = createScorer(weighted.model, features).scoreAll(small);
    const events = small.filter(outcome).length;
    const total = small.reduce((sum, row, i) => sum + weight(row) * (probability[i] as number), 0);
    expect(total).toBeCloseTo(2 * events, 6);
    const half = fitBoosted(small, { features, outcome, weight: (row) => (row.y > 0 ? 1 : 0) });
    expect(half.report.rows.used).toBe(small.filter(({ y }) => y > 0).length);
  });

  it("missing values have a bin of their own: 1.5 here, where the mean of the others is 1", () => {
    const missing = shapeOf("x").bins.find(({ bin }) => "missing" in bin);
    expect(missing?.count).toBe(rows.filter(({ x }) => x === null).length);
    expect(missing?.contribution).toBeGreaterThan(0.2);
  });

  it("levels come out in the order of their effects", () => {
    const bins = shapeOf("source").bins.filter(({ bin }) => "level" in bin);
    const order = [...bins]
      .sort((a, b) => a.contribution - b.contribution)
      .map(({ bin }) => "level" in bin && bin.level);
    expect(order).toEqual(["partner", "fair", "mail", "web", "call"]);
  });

  it("bins count every record once, and importance orders the shapes", () => {
    for (const { bins } of report.shapes) {
      expect(bins.reduce((total, { count }) => total + count, 0)).toBe(rows.length);
    }
    const importances = report.shapes.map(({ importance }) => importance);
    expect(importances).toEqual([...importances].sort((a, b) => b - a));
    expect(report.shapes[report.shapes.length - 1]?.feature).toBe("z");
  });

  it("standard errors cover the truth: the wave of y is within four of them almost everywhere", () => {
    const bins = shapeOf("y").bins.filter(({ bin }) => "from" in bin);
    expect(bins.every(({ standardError }) => standardError > 0 && standardError < 1)).toBe(true);
  });

  it("a shape has at most 12 turning points by default, few with more smoothness, any number with none", () => {
    const noisy = makeRecords(1500, ({ y }) => 2 * Math.sin(y * 3));
    const turns = (smoothness: number) =>
      fitBoosted(noisy, { features, outcome, smoothness, pairs: 0 }).report.shapes.find(
        ({ feature }) => feature === "y",
      )?.turningPoints as number;
    expect(turns(1)).toBeLessThanOrEqual(12);
    expect(turns(4)).toBeLessThanOrEqual(3);
    expect(turns(0)).toBeGreaterThan(12);
  });

  it("the report states the cost of smoothing in ROC AUC", () => {
    const { aucBefore, aucAfter, cost } = report.smoothing;
    expect(cost).toBe(aucBefore - aucAfter);
    expect(Math.abs(cost)).toBeLessThan(0.005);
    expect(fitBoosted(rows.slice(0, 500), { features, outcome, smoothness: 0 }).report.smoothing.cost).toBe(
      0,
    );
  });

  it("progress is reported, stage by stage, with a loss that falls at first", () => {
    const seen: { stage: string; rounds: number; logLoss: number }[] = [];
    fitBoosted(rows.slice(0, 500), { features, outcome, onProgress: (progress) => seen.push(progress) });
    expect(seen[0]).toMatchObject({ stage: "shapes", rounds: 0 });
    expect(seen[5]?.logLoss).toBeLessThan(seen[0]?.logLoss as number);
  });

  it("an aborted signal throws its reason, before the fit and in the middle of it", () => {
    const controller = new AbortController();
    let calls = 0;
    const run = () =>
      fitBoosted(rows, {
        features,
        outcome,
        signal: controller.signal,
        onProgress() {
          calls++;
          if (calls === 3) controller.abort(new Error("enough"));
        },
      });
    expect(run).toThrow("enough");
    expect(calls).toBe(3);
    expect(run).toThrow("enough");
    expect(calls).toBe(3);
  });

  it("one bag looks for no pairs", () => {
    const single = fitBoosted(rows, { features, outcome, bags: 1 }).report;
    expect([single.bags, single.pairs.length]).toEqual([1, 0]);
    expect(single.shapes[0]?.bins[0]?.standardError).toBeNaN();
    expect(() => fitBoosted(rows, { features, outcome, bags: 1, pairs: 2 })).toThrow(
      "pairs 0 where bags is 1",
    );
  });

  it.each([
    [{ rate: 0 }, "rate in (0, 1]"],
    [{ seed: 1.5 }, "seed to be a whole number"],
    [{ bags: 0 }, "bags to be a whole number from 1 to 32"],
    [{ smoothness: Number.NaN }, "smoothness to be a finite number of at least 0"],
    [{ pairs: -1 }, "pairs to be a whole number from 0 to 1000"],
    [{ monotone: { source: "increasing" } }, "monotone with keys x, y, z"],
    [{ monotone: { x: "up" } }, 'monotone.x to be "increasing" or "decreasing"'],
    [{ speed: 3 }, "options with keys"],
    [{ onProgress: 3 }, "onProgress to be a function"],
    [{ signal: {} }, "signal to be an AbortSignal"],
  ])("%o is refused", (wrong, message) => {
    const options = { features, outcome, ...wrong } as never;
    expect(() => fitBoosted(rows, options)).toThrow(message);
  });
});
