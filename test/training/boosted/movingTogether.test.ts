import { expect, it } from "vitest";
import { featureSet, numeric } from "../../../src/features/index";
import { fitBoosted } from "../../../src/training/index";
import { uniform } from "../../bench/support";

it("two columns that move together, whose difference matters, are learned to the end within the rounds", () => {
  const next = uniform(5);
  const rows = Array.from({ length: 12_000 }, () => {
    const untilQualified = Math.floor(-12 * Math.log(1 - next()));
    const after = next() < 0.6 ? 0 : Math.floor(-4 * Math.log(1 - next()));
    const margin = 1.2 * Math.log1p(untilQualified) + 1.5 * Math.min(3, after) - 3.5;
    return {
      untilQualified,
      untilClosing: untilQualified + after,
      won: next() < 1 / (1 + Math.exp(-margin)),
    };
  });
  const features = featureSet<(typeof rows)[number]>()({
    untilQualified: numeric("untilQualified"),
    untilClosing: numeric("untilClosing"),
  });
  const { report } = fitBoosted(rows, { features, outcome: (row) => row.won, bags: 2, pairs: 0, rate: 0.1 });
  expect(report.warnings.map(({ code }) => code)).not.toContain("not_converged");
  expect(report.rounds.shapes).toBeLessThan(700);
});
