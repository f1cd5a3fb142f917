import { expect, it } from "vitest";
import { categorical, featureSet, numeric } from "../../../src/features/index";
import { createScorer } from "../../../src/models/index";
import { fitScorecard, type ScorecardBin } from "../../../src/training/index";
import golden from "./golden/scorecard.json";

interface Row {
  readonly x: number | null;
  readonly c: string;
  readonly won: boolean;
}
// the same records as in golden/scorecard.py
const rows = Array.from({ length: 1200 }, (_, i): Row => {
  const x = i % 10 === 3 ? 99 : i % 17 === 5 ? null : (i * 37) % 23;
  const c = ["a", "b", "c"][((i * 13) % 7) % 3] as string;
  const rate = 0.1 + (x === 99 ? 12 : (x ?? 4)) / 45 + 0.2 * Number(c === "b");
  return { x, c, won: ((i * 7919) % 1000) / 1000 < rate };
});
const features = featureSet<Row>()({ x: numeric("x"), c: categorical("c") });
const { model, report } = fitScorecard(rows, {
  features,
  outcome: (row) => row.won,
  cuts: { x: [5, 11, 17] },
  special: { x: [99], c: ["a", "b", "c"] },
  points: { points: 600, odds: 20, pointsToDoubleOdds: 30 },
  penalty: "none",
  decimals: null,
});

/** What the script calls a bin. */
function nameOf({ bin }: ScorecardBin): string {
  if ("missing" in bin) return "missing";
  if ("special" in bin) return bin.special === 99 ? "special" : String(bin.special);
  return "from" in bin ? String([5, 11, 17].filter((cut) => cut <= (bin.from ?? 0)).length) : "others";
}

it("weights, information values, coefficients, points and probabilities are those of pandas and statsmodels", () => {
  expect(report.scale.basePoints).toBeCloseTo(golden.basePoints, 6);
  expect(report.features.map(({ name }) => name).sort()).toEqual(["c", "x"]);
  for (const { name, bins, informationValue, coefficient } of report.features) {
    const wanted = golden.features[name as "c" | "x"];
    expect(informationValue).toBeCloseTo(wanted.informationValue, 10);
    expect(coefficient).toBeCloseTo(wanted.coefficient, 7);
    const filled = bins.filter(({ events, nonEvents }) => events + nonEvents > 0);
    expect(filled.map(nameOf).sort()).toEqual(Object.keys(wanted.weights).sort());
    for (const bin of filled) {
      const weights: Readonly<Record<string, number>> = wanted.weights;
      const points: Readonly<Record<string, number>> = wanted.points;
      expect(bin.weightOfEvidence).toBeCloseTo(weights[nameOf(bin)] as number, 10);
      expect(bin.points).toBeCloseTo(points[nameOf(bin)] as number, 5);
    }
  }
  expect(report.coefficients.map(({ standardError }) => standardError)).toEqual(
    golden.standardErrors.map((value) => expect.closeTo(value, 6)),
  );
  const { probability } = createScorer(model, features).scoreAll(rows.slice(0, 10));
  expect(Array.from(probability)).toEqual(golden.firstProbabilities.map((value) => expect.closeTo(value, 7)));
});
