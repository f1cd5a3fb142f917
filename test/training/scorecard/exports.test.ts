import { describe, expect, it } from "vitest";
import { compileScorer } from "../../../src/exporters/index";
import { categorical, featureSet, flag, numeric, ordinal } from "../../../src/features/index";
import { createScorer } from "../../../src/models/index";
import { fitScorecard } from "../../../src/training/index";
import { expectSameScores, moduleOf } from "../../exporters/javascript/support";
import { differences, runOnnx, scorerColumns } from "../../exporters/onnx/support";
import { expectSameScores as expectSamePmml } from "../../exporters/pmml/support";
import { compareWithScorer, loadData, type TestData, type TestRow } from "../../exporters/sql/compare";
import { describeEngines } from "../../exporters/sql/engines";
import { leads, options, pointsByHand, SIZES } from "./support";

const features = featureSet<TestRow>()({
  visits: numeric("visits"),
  contact: numeric("contact"),
  source: categorical("source"),
  size: ordinal("size", SIZES),
  optOut: flag("optOut"),
});
const special = { contact: [999, -1, 0], source: ["mail"], size: ["huge"] };
const fit = fitScorecard(leads as readonly object[] as readonly TestRow[], {
  ...options,
  features,
  outcome: (row) => row.won as boolean,
  special,
});
const { model } = fit;
const base = { visits: 5, contact: 20, source: "web", size: "large", optOut: false };
const cuts = Object.values(fit.report.cuts).flat();

/** Missing, special and unseen values, and those at and beside every cut. */
const odd: readonly TestRow[] = [
  ...[null, -1, 0, 999, 998.9999999999999, 999.0000000000001, -0.9999999999999999, 1e300, -1e300, 1e-40].map(
    (contact) => ({ ...base, contact }),
  ),
  ...cuts.flatMap((cut) => [cut, cut - 1e-7, cut + 1e-7].map((visits) => ({ ...base, visits }))),
  ...cuts.flatMap((cut) => [cut, cut - 1e-7, cut + 1e-7].map((contact) => ({ ...base, contact }))),
  ...["mail", "never seen", "", null, "Web", "'; --", "__proto__"].map((source) => ({ ...base, source })),
  ...[...SIZES, null].map((size) => ({ ...base, size })),
  ...[true, false, null].map((optOut) => ({ ...base, optOut })),
  { visits: null, contact: null, source: null, size: null, optOut: null },
];
const rows = [...odd, ...(leads.slice(0, 300) as readonly object[] as readonly TestRow[])];

describe("the same answer in fit, score and export", () => {
  it("the report, read by hand, says of every record what the scorer says", () => {
    const { score, status } = createScorer(model, features).scoreAll(rows);
    const known = rows.flatMap((row, i) => (status[i] === 0 && row.source !== "" ? [[score[i], row]] : []));
    expect(known.length).toBeGreaterThan(350);
    for (const [points, row] of known) expect(points).toBe(pointsByHand(fit, row as object));
  });

  it("generated JavaScript: the same bits", () => {
    const scorer = createScorer(model, features);
    expectSameScores(moduleOf(model, features), scorer, rows);
    expectSameScores(compileScorer(model, features), scorer, rows);
  });

  it("ONNX: the same points and probabilities", async () => {
    const found = await runOnnx(model, features, rows as never);
    expect(differences(found, scorerColumns(model, features, rows as never), 1e-12)).toEqual([]);
  });

  it("PMML: the same points, probabilities and contributions", () => {
    expectSamePmml(model, features, rows);
  });

  describeEngines("SQL", (engine) => {
    it("the same points, probabilities and contributions", async () => {
      const data: TestData = {
        rows,
        types: { visits: "number", contact: "number", source: "text", size: "text", optOut: "boolean" },
      };
      await loadData(engine(), data);
      const found = await compareWithScorer(engine(), data, model, features, { explain: true });
      expect(found.differences).toEqual([]);
      expect(found.margin).toBe(0);
    });
  });
});
