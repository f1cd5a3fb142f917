import { describe, expect, it } from "vitest";
import { expit } from "../../../src/core/index";
import { featureSet, numeric, readTable } from "../../../src/features/index";
import { rocAuc } from "../../../src/metrics/index";
import { createScorer, withReference } from "../../../src/models/index";
import {
  conversionHistory,
  countsFromRecords,
  fitScorecard,
  monotoneCuts,
  weightOfEvidence,
} from "../../../src/training/index";
import { binOf, binsOf, featureOf, features, type Lead, leads, options, pointsByHand } from "./support";

const fit = fitScorecard(leads, options);
const { model, report } = fit;
const scorer = createScorer(model, features);

const largestGap = (one: Float64Array | undefined, two: Float64Array | undefined) =>
  Math.max(...leads.map((_, i) => Math.abs((one?.[i] as number) - (two?.[i] as number))));

describe("the card", () => {
  it("score = margin = the points of the bins as they are reported, for every record", () => {
    const { score, margin } = scorer.scoreAll(leads);
    expect(Array.from(score)).toEqual(leads.map((lead) => pointsByHand(fit, lead)));
    expect(score).toEqual(margin);
  });

  it("points are whole numbers, and rise with the event rate of the bin", () => {
    for (const { bins, coefficient } of report.features) {
      expect(coefficient).toBeGreaterThan(0);
      for (const bin of bins) {
        expect(Number.isInteger(bin.points)).toBe(true);
        expect(bin.points * bin.weightOfEvidence).toBeGreaterThanOrEqual(0);
      }
      const filled = bins.filter(({ neutral }) => !neutral);
      const byRate = [...filled].sort((a, b) => a.eventRate - b.eventRate).map(({ points }) => points);
      expect(byRate).toEqual([...byRate].sort((a, b) => a - b));
    }
  });

  it("explanations are in points: contributions + base = margin to 1e-9, and their mean is the base", () => {
    const { contributions, base, margin } = scorer.explainAll(leads);
    const gaps = leads.map((_, i) => {
      const total = contributions.reduce((sum, column) => sum + (column[i] as number), base);
      return Math.abs(total - (margin[i] as number));
    });
    expect(Math.max(...gaps)).toBeLessThan(1e-9);
    expect(margin.reduce((sum, value) => sum + value, 0) / leads.length).toBeCloseTo(base, 9);
    const { table } = readTable(leads, features);
    const known = withReference(model, table);
    known.terms.forEach((term, i) => {
      expect(model.terms[i]?.reference).toBeCloseTo(term.reference, 9);
    });
    model.features.forEach(({ reference, ...summary }, i) => {
      const { reference: wanted, ...other } = known.features[i] as (typeof known.features)[number];
      expect(summary).toEqual(other);
      expect(reference).toEqual(
        wanted?.kind === "number"
          ? {
              ...wanted,
              mean: expect.closeTo(wanted.mean, 12),
              standardDeviation: expect.closeTo(wanted.standardDeviation, 12),
            }
          : wanted,
      );
    });
  });

  it("reports rows, events, history, window and provenance", () => {
    const open = { ...leads[0], won: undefined } as unknown as Lead;
    const broken = { ...leads[0], visits: "3" } as unknown as Lead;
    const more = fitScorecard([...leads, open, broken], options);
    expect(more.report.rows).toEqual({ given: 3002, used: 3000, open: 1, rejected: 1 });
    expect(more.report.rejected.map(({ index }) => index)).toEqual([3001]);
    expect(more.report.warnings.at(-1)).toMatchObject({
      code: "rejected_records",
      message: expect.stringMatching(/^1 record was rejected; the first is record 3001, feature visits: /),
    });
    expect(more.model.terms).toEqual(model.terms);
    const { table } = readTable(leads, features);
    expect(report.history).toEqual(
      conversionHistory(
        features,
        table,
        leads.map(({ won }) => won),
      ),
    );
    const events = leads.filter(({ won }) => won).length;
    expect(report.events).toBe(events);
    expect(model.provenance).toMatchObject({ method: "scorecard", rows: 3000, events, from: null });
  });

  it("the most informative feature comes first, and what is left out is named", () => {
    const values = report.features.map((one) => one.informationValue);
    expect(values).toEqual([...values].sort((a, b) => b - a));
    const strict = fitScorecard(leads, { ...options, minimumInformationValue: 0.2 }).report;
    const weak = report.features.filter((one) => one.informationValue < 0.2).map(({ name }) => name);
    expect(weak.length).toBeGreaterThan(0);
    expect(strict.leftOut.map(({ name }) => name).sort()).toEqual(weak.sort());
    expect(strict.leftOut[0]?.reason).toMatch(/^its information value is 0\.1\d?, below 0\.2$/);
    expect(strict.warnings.find(({ code }) => code === "left_out")?.message).toContain(`"${weak[0]}"`);
  });

  it("neither the order of records nor that of features changes the card", () => {
    expect(fitScorecard([...leads].reverse(), options).model.terms).toEqual(model.terms);
    const turned = featureSet<Lead>()(Object.fromEntries(Object.entries(features.features).reverse()));
    expect(fitScorecard(leads, { ...options, features: turned }).model).toEqual(model);
  });

  it("frozen input is accepted and stays as it is", () => {
    const frozen = Object.freeze(leads.map((lead) => Object.freeze({ ...lead })));
    expect(fitScorecard(frozen, Object.freeze({ ...options })).model).toEqual(model);
  });
});

describe("weights of evidence and information values", () => {
  it("are those of weightOfEvidence on the same cuts; merged levels have the sums of theirs", () => {
    const { counts } = countsFromRecords(leads, { features, outcome: options.outcome, cuts: report.cuts });
    const tables = weightOfEvidence(counts);
    const visits = binsOf(fit, "visits");
    expect(visits.map(({ weightOfEvidence: weight }) => weight)).toEqual(
      tables.visits?.bins.map((bin) => expect.closeTo(bin.weightOfEvidence, 12)),
    );
    expect(featureOf(fit, "visits").informationValue).toBeCloseTo(tables.visits?.informationValue ?? 0, 12);
    for (const { bin, events, nonEvents } of binsOf(fit, "source")) {
      if (!("levels" in bin)) continue;
      const own = leads.filter(({ source }) => source !== null && bin.levels.includes(source));
      expect([events, nonEvents]).toEqual([
        own.filter(({ won }) => won).length,
        own.filter(({ won }) => !won).length,
      ]);
    }
  });

  it("alone, a feature has the coefficient 1 and the intercept ln(events / non-events), without penalty", () => {
    const alone = featureSet<Lead>()({ visits: numeric("visits") });
    const { coefficients } = fitScorecard(leads, {
      features: alone,
      outcome: options.outcome,
      penalty: "none",
    }).report;
    const events = leads.filter(({ won }) => won).length;
    expect(coefficients.map(({ estimate }) => estimate)).toEqual([
      expect.closeTo(Math.log(events / (3000 - events)), 9),
      expect.closeTo(1, 9),
    ]);
  });

  it("what merging lost is reported: the information value kept of the finer bins, in (0, 1]", () => {
    const values = leads.map(({ visits }) => visits ?? Number.NaN);
    const fine = monotoneCuts(values, leads.map(options.outcome), {
      trend: "none",
      maximumBins: 20,
      minimumBinShare: 0,
    });
    expect(fine.length).toBeLessThan(15);
    for (const one of report.features) {
      expect(one.informationRetained).toBeGreaterThan(0.7);
      expect(one.informationRetained).toBeLessThanOrEqual(1);
    }
    const two = fitScorecard(leads, { ...options, maximumBins: 2 });
    const [few, more] = [two, fit].map((one) => featureOf(one, "visits").informationRetained);
    expect(few).toBeLessThan(more as number);
    const finest = weightOfEvidence(
      countsFromRecords(leads, {
        features,
        outcome: options.outcome,
        cuts: { visits: Array.from({ length: 14 }, (_, i) => i + 1), contact: [] },
      }).counts,
    ).visits?.informationValue as number;
    expect(more).toBeCloseTo(featureOf(fit, "visits").informationValue / finest, 12);
  });
});

describe("points", () => {
  const scale = { points: 600, odds: 20, pointsToDoubleOdds: 30 };
  const exact = fitScorecard(leads, { ...options, points: scale, decimals: null });

  it("at `points` the odds are `odds`, and pointsToDoubleOdds more double them", () => {
    const { calibration } = exact.model;
    expect(calibration?.kind).toBe("logistic");
    if (calibration?.kind !== "logistic") return;
    const oddsAt = (points: number) => Math.exp(calibration.intercept + calibration.slope * points);
    expect(oddsAt(600)).toBeCloseTo(20, 9);
    expect(oddsAt(630)).toBeCloseTo(40, 9);
    expect(exact.report.scale).toMatchObject({
      ...scale,
      factor: expect.closeTo(30 / Math.LN2, 12),
      offset: expect.closeTo(600 - (30 / Math.LN2) * Math.log(20), 9),
    });
  });

  it("without rounding the probability is that of the logistic regression on the weights", () => {
    const estimate = new Map(exact.report.coefficients.map((row) => [row.column, row.estimate]));
    const { probability } = createScorer(exact.model, features).scoreAll(leads);
    for (const i of [0, 1, 7, 500, 2999]) {
      const lead = leads[i] as Lead;
      const margin = exact.report.features.reduce((sum, { name }) => {
        const value = (lead as unknown as Readonly<Record<string, unknown>>)[name];
        return sum + (estimate.get(name) as number) * (binOf(exact, name, value)?.weightOfEvidence as number);
      }, estimate.get("(intercept)") as number);
      expect(probability[i]).toBeCloseTo(expit(margin), 12);
    }
    const mean = probability.reduce((sum, p) => sum + p, 0) / leads.length;
    expect(mean).toBeCloseTo(exact.report.events / leads.length, 6);
  });

  it("the scale changes points, not probabilities", () => {
    const other = fitScorecard(leads, { ...options, decimals: null });
    const [one, two] = [exact, other].map(
      (of) => createScorer(of.model, features).scoreAll(leads).probability,
    );
    expect(largestGap(one, two)).toBeLessThan(1e-12);
  });

  it("rounding is reported as it is scored: areas under the curve and the largest change of a probability", () => {
    const rough = fitScorecard(leads, { ...options, points: { ...scale, pointsToDoubleOdds: 1 } });
    const free = fitScorecard(leads, {
      ...options,
      points: { ...scale, pointsToDoubleOdds: 1 },
      decimals: null,
    });
    const outcomes = leads.map(({ won }) => won);
    const [after, before] = [rough, free].map((of) => createScorer(of.model, features).scoreAll(leads));
    const { rounding, warnings } = rough.report;
    expect(rounding.decimals).toBe(0);
    expect(rounding.aucAfter).toBe(rocAuc(outcomes, after?.score ?? []));
    expect(rounding.aucBefore).toBeCloseTo(rocAuc(outcomes, before?.score ?? []), 12);
    const changes = leads.map((_, i) =>
      Math.abs((after?.probability[i] as number) - (before?.probability[i] as number)),
    );
    expect(rounding.largestProbabilityChange).toBeCloseTo(Math.max(...changes), 12);
    expect(warnings.find(({ code }) => code === "rounding")?.message).toMatch(
      /^rounding points to 0 decimals moves a probability by up to 0\.\d+.*: raise pointsToDoubleOdds, or decimals$/,
    );
    expect(free.report.rounding).toMatchObject({ decimals: null, largestProbabilityChange: 0 });
    const fine = fitScorecard(leads, { ...options, decimals: 2 }).report;
    expect(fine.rounding.largestProbabilityChange).toBeLessThan(report.rounding.largestProbabilityChange);
    expect(report.warnings.map(({ code }) => code)).not.toContain("rounding");
  });

  it("zeroPoints `lowest`: no bin has negative points, each feature has one with 0, and scores stay", () => {
    const shifted = fitScorecard(leads, { ...options, zeroPoints: "lowest", decimals: null });
    for (const { bins } of shifted.report.features) {
      expect(Math.min(...bins.map(({ points }) => points))).toBe(0);
    }
    const plain = fitScorecard(leads, { ...options, decimals: null });
    const [one, two] = [shifted, plain].map((of) => createScorer(of.model, features).scoreAll(leads).score);
    expect(largestGap(one, two)).toBeLessThan(1e-9);
  });
});

describe("a coefficient below 0", () => {
  interface Row {
    readonly a: number;
    readonly b: number;
    readonly won: boolean;
  }
  // b goes up with the event rate only because a does; within a it goes down
  const rows = Array.from({ length: 4000 }, (_, i): Row => {
    const a = i % 4;
    const b = (i >> 2) % 5 === 0 ? 3 - a : a;
    const rate = 0.1 + 0.22 * a - (b > a ? 0.1 : 0) + (b < a ? 0.08 : 0);
    return { a, b, won: ((i * 7919) % 1000) / 1000 < rate };
  });
  const pair = featureSet<Row>()({ a: numeric("a"), b: numeric("b") });
  const outcome = (row: Row) => row.won;

  it("is a warning that says what to do, where it is kept", () => {
    const { report: kept } = fitScorecard(rows, { features: pair, outcome, wrongSigns: "keep" });
    const b = kept.features.find(({ name }) => name === "b");
    expect(b?.coefficient).toBeLessThan(0);
    expect(kept.warnings.find(({ code }) => code === "wrong_sign")).toEqual({
      code: "wrong_sign",
      features: ["b"],
      message: `coefficients below 0: "b" (${b?.coefficient.toFixed(2)}); beside the others they count against their own event rates, so that points fall where the event rate rises: leave out what says the same as another feature, or fit with wrongSigns "drop"`,
    });
  });

  it("has the feature left out by default, and the others are learned without it", () => {
    const { report: dropped } = fitScorecard(rows, { features: pair, outcome });
    expect(dropped.features.map(({ name }) => name)).toEqual(["a"]);
    expect(dropped.leftOut[0]?.reason).toMatch(/^wrong sign: its coefficient would be -\d\.\d\d$/);
    expect(dropped.warnings.find(({ code }) => code === "wrong_sign")?.message).toMatch(/^left out for/);
    const only = fitScorecard(rows, { features: featureSet<Row>()({ a: numeric("a") }), outcome }).report;
    expect(dropped.coefficients).toEqual(only.coefficients);
  });
});

describe("a table, and weights", () => {
  const { table } = readTable(leads, features);
  const outcome = leads.map(({ won }) => won);

  it("gives the bits of the same records", () => {
    const weight = leads.map((lead) => lead.weight);
    const byColumn = fitScorecard(table, { ...options, outcome, weight });
    const byRow = fitScorecard(leads, { ...options, weight: (lead) => lead.weight });
    expect(JSON.stringify(byColumn)).toBe(JSON.stringify(byRow));
  });

  it("a record of weight 2 is the same record twice; one of weight 0 is not there", () => {
    const weighted = fitScorecard(leads, { ...options, weight: (lead) => lead.weight });
    const repeated = fitScorecard(
      leads.flatMap((lead) => Array.from({ length: lead.weight }, () => lead)),
      options,
    );
    expect(weighted.model.terms.map(({ reference: _, ...term }) => term)).toEqual(
      repeated.model.terms.map(({ reference: _, ...term }) => term),
    );
    expect(
      weighted.report.features.map(({ bins }) => bins.map(({ events, share }) => [events, share])),
    ).toEqual(repeated.report.features.map(({ bins }) => bins.map(({ events, share }) => [events, share])));
    expect(weighted.report.rows.used).toBe(leads.filter((lead) => lead.weight > 0).length);
  });
});
