import { expect, it } from "vitest";
import { categorical, featureSet, numeric } from "../../../src/features/index";
import { rocAuc } from "../../../src/metrics/index";
import { createScorer } from "../../../src/models/index";
import { countsFromRecords, fitScorecard, monotoneCuts, weightOfEvidence } from "../../../src/training/index";
import type { Texts } from "../../realData/dataSet";
import { bank } from "../../realData/dataSets/bank";
import { describeWithSharedData, readCsv, readReference, sharedDataPath } from "../../support/sharedData";
import { ofTheFit } from "../ofTheFit";
import { binsOf, featureOf } from "./support";

const SETS = {
  "x-education": { file: "leads.csv", delimiter: ",", event: (row: Texts) => row.Converted === "1" },
  "salvirt-b2b": { file: "opportunities.csv", delimiter: ";", event: (row: Texts) => row.Status === "Won" },
  "bank-marketing": { file: "contacts.csv", delimiter: ";", event: (row: Texts) => row.y === "yes" },
  "german-credit": {
    file: "applications.csv",
    delimiter: ",",
    event: (row: Texts) => row.creditability === "bad",
  },
};

describeWithSharedData("fitScorecard on real data, with default options", () => {
  it.each([
    ["x-education", "interleaved"],
    ["x-education", "oldest 70% against newest 30%"],
    ["salvirt-b2b", "interleaved"],
    ["bank-marketing", "interleaved"],
    ["german-credit", "interleaved"],
  ] as const)("%s, %s: ROC AUC within 0.01 of the logistic regression of the reference", (name, split) => {
    const { file, delimiter, event } = SETS[name];
    const reference = readReference().accuracy[name][split];
    const rows = readCsv(sharedDataPath(name, file), { delimiter });
    const missing = name === "x-education" ? ["Select"] : [];
    const features = featureSet<Texts>()({
      ...Object.fromEntries(
        reference.numeric.map((column: string) => [column, numeric<Texts>(column, { fromText: true })]),
      ),
      ...Object.fromEntries(
        reference.categorical.map((column: string) => [column, categorical<Texts>(column, { missing })]),
      ),
    });
    const isTest = (i: number) =>
      split === "interleaved" ? [0, 3, 7].includes(i % 10) : i >= Math.trunc(rows.length * 0.7);
    const test = rows.filter((_, i) => isTest(i));
    const { model, report } = fitScorecard(
      rows.filter((_, i) => !isTest(i)),
      { features, outcome: event },
    );
    const auc = rocAuc(test.map(event), createScorer(model, features).scoreAll(test).score);
    const theirs = reference.models["logistic regression, L2, C=1"].auc;
    console.log(
      `${name}, ${split}: AUC ${auc.toFixed(4)} (${theirs.toFixed(4)}), rounding ${report.rounding.aucBefore.toFixed(4)} to ${report.rounding.aucAfter.toFixed(4)}`,
    );
    expect(auc).toBeGreaterThan(theirs - 0.01);
    expect(Math.abs(report.rounding.aucAfter - report.rounding.aucBefore)).toBeLessThan(0.002);
  });

  it("breast-cancer, mean radius with the given splits: counts and information value of the reference", () => {
    const rows = readCsv(sharedDataPath("breast-cancer", "cells.csv"));
    const { splits, informationValue, ...reference } = readReference().statistics["breast-cancer"];
    const features = featureSet<Texts>()({ radius: numeric("mean radius", { fromText: true }) });
    const outcome = (row: Texts) => row.target === "1";
    const fit = fitScorecard(rows, { features, outcome, cuts: { radius: splits } });
    const counted = binsOf(fit, "radius").slice(0, -1);
    expect(counted.map((bin) => [bin.nonEvents, bin.events])).toEqual(
      reference["counts (target 0, target 1)"],
    );
    expect(Math.abs(featureOf(fit, "radius").informationValue - informationValue)).toBeLessThan(5e-9);
    expect(ofTheFit(fit.report).map(({ code }) => code)).toEqual(["suspicious"]);
    // our own bins, found without a solver, against those splits, which a solver found
    const values = rows.map((row) => Number(row["mean radius"]));
    const cuts = { radius: monotoneCuts(values, rows.map(outcome), { maximumBins: 7 }) };
    const own = weightOfEvidence(countsFromRecords(rows, { features, outcome, cuts }).counts).radius;
    expect(own?.informationValue).toBeGreaterThan(0.97 * informationValue);
  });

  it("german-credit, every level alone: weights of evidence and information values of the reference to 1e-9", () => {
    const rows = readCsv(sharedDataPath("german-credit", "applications.csv"));
    const { columns } = readReference().statistics["german-credit"];
    const names = Object.keys(columns);
    const features = featureSet<Texts>()(
      Object.fromEntries(names.map((name) => [name, categorical<Texts>(name)])),
    );
    const special = Object.fromEntries(
      names.map((name) => [name, [...new Set(rows.map((row) => row[name] as string))]]),
    );
    const { report } = fitScorecard(rows, {
      features,
      outcome: (row) => row.creditability === "bad",
      special,
    });
    expect(report.features.length + report.leftOut.length).toBe(20);
    for (const { name, informationValue } of [...report.features, ...report.leftOut]) {
      expect(informationValue, name).toBeCloseTo(columns[name].informationValue, 9);
    }
    for (const { name, bins } of report.features) {
      for (const [level, weight] of Object.entries(columns[name].weightOfEvidence ?? {})) {
        const bin = bins.find((one) => "special" in one.bin && one.bin.special === level);
        expect(bin?.weightOfEvidence, `${name}: ${level}`).toBeCloseTo(weight as number, 9);
      }
    }
  });

  it("bank-marketing: 999 days since the last contact is a code, never a long time", () => {
    const rows = bank.rows();
    const features = featureSet<Texts>()({ pdays: numeric("pdays", { fromText: true }) });
    const fit = fitScorecard(rows, {
      features,
      outcome: (row) => row.y === "yes",
      special: { pdays: [999] },
    });
    const code = binsOf(fit, "pdays").find(({ bin }) => "special" in bin);
    const own = rows.filter(({ pdays }) => pdays === "999");
    expect([code?.events, code?.nonEvents]).toEqual([
      own.filter(({ y }) => y === "yes").length,
      own.filter(({ y }) => y !== "yes").length,
    ]);
    const long = createScorer(fit.model, features).score({ pdays: "900" });
    const never = createScorer(fit.model, features).score({ pdays: "999" });
    expect(long.status === "scored" && never.status === "scored" && long.score - never.score).toBeGreaterThan(
      50,
    );
  });
});
