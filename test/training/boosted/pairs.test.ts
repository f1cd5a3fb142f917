import { describe, expect, it } from "vitest";
import { compileScorer } from "../../../src/exporters/index";
import { featureSet, numeric } from "../../../src/features/index";
import { rocAuc } from "../../../src/metrics/index";
import { createScorer } from "../../../src/models/index";
import { fitBoosted } from "../../../src/training/index";
import { uniform } from "../../bench/support";
import { features, makeRecords, outcome } from "./makeRecords";

describe("pairs", () => {
  const exclusive = ({ y, z }: { y: number; z: number }) => (y > 0 === z > 10 ? 1.5 : -1.5);
  const rows = makeRecords(2000, exclusive);
  const test = makeRecords(2000, exclusive, 2);

  it("an exclusive or, which no single feature shows, is found and raises the ROC AUC on new records", () => {
    const { model, report } = fitBoosted(rows, { features, outcome });
    const auc = rocAuc(test.map(outcome), createScorer(model, features).scoreAll(test).probability);
    const single = fitBoosted(rows, { features, outcome, pairs: 0 });
    const aucSingle = rocAuc(
      test.map(outcome),
      createScorer(single.model, features).scoreAll(test).probability,
    );
    expect(report.pairs[0]?.features).toEqual(["y", "z"]);
    expect(report.pairGain.standardErrors).toBeGreaterThan(2.5);
    expect(auc).toBeGreaterThan(0.78);
    expect(aucSingle).toBeLessThan(0.6);
  });

  it("a grid scores equal in exported JavaScript, and adds up to the margin", () => {
    const { model } = fitBoosted(rows, { features, outcome });
    expect(model.terms.some(({ kind }) => kind === "grid")).toBe(true);
    const scorer = createScorer(model, features);
    const strange = [...test.slice(0, 50), { x: null, y: 1e6, z: -5, source: "unheard of", won: true }];
    expect(compileScorer(model, features).scoreAll(strange).margin).toEqual(scorer.scoreAll(strange).margin);
    for (const row of strange) {
      const { base, contributions, margin } = scorer.explain(row);
      const total = contributions.reduce((sum, { contribution }) => sum + contribution, base);
      expect(Math.abs(total - margin)).toBeLessThan(1e-9);
    }
  });

  it("a feature that is named as a pair leaves the pair an id of its own, which the report says", () => {
    const odd = featureSet<(typeof rows)[number]>()({
      y: numeric("y"),
      z: numeric("z"),
      "y × z": numeric("x"),
    });
    const { model, report } = fitBoosted(rows, { features: odd, outcome });
    expect(report.pairs[0]).toMatchObject({ features: ["y", "z"], term: "y × z (2)" });
    expect(model.terms.find(({ id }) => id === "y × z")?.kind).toBe("step");
    expect(model.terms.find(({ id }) => id === "y × z (2)")?.kind).toBe("grid");
  });

  it("an effect of levels that differs by range is found", () => {
    const mixed = makeRecords(2000, ({ y, source }) => (source === "web" || source === "call" ? y : -y) / 5);
    expect(fitBoosted(mixed, { features, outcome }).report.pairs[0]?.features).toEqual(["source", "y"]);
  });

  it.each([1, 2, 3, 4, 5])("noise alone has none, and the refused are told (seed %i)", (seed) => {
    const noise = makeRecords(800, ({ y }) => y / 10, seed);
    const { report } = fitBoosted(noise, { features, outcome });
    expect(report.pairs).toEqual([]);
    expect(report.refusedPairs.length).toBe(6);
  });

  it.each([1, 2, 3, 4, 5, 6])(
    "noise of twelve features, with 66 pairs to choose from, has none (seed %i)",
    (seed) => {
      const next = uniform(seed);
      const rows = Array.from({ length: 600 }, () => {
        const values = Array.from({ length: 12 }, () => Math.round(next() * 20));
        return { values, won: next() < 1 / (1 + Math.exp((values[0] as number) / 5 - 1)) };
      });
      const names = Array.from({ length: 12 }, (_, k) => `n${k}`);
      const many = featureSet<(typeof rows)[number]>()(
        Object.fromEntries(
          names.map((name, k) => [name, numeric((row: (typeof rows)[number]) => row.values[k])]),
        ),
      );
      expect(fitBoosted(rows, { features: many, outcome: (row) => row.won }).report.pairs).toEqual([]);
    },
  );
});
