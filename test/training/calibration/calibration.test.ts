import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { expit } from "../../../src/core/index";
import { compileScorer } from "../../../src/exporters/index";
import { logLoss } from "../../../src/metrics/index";
import { type AdditiveModel, createScorer, sealModel } from "../../../src/models/index";
import { calibrateBeta, calibrateIsotonic, calibratePlatt, correctPrior } from "../../../src/training/index";
import { describeWithSharedData, readReference } from "../../support/sharedData";
import { features, logit, points } from "./support";

const golden = JSON.parse(readFileSync(new URL("golden/calibration.json", import.meta.url), "utf8"));
const { margins, outcomes, weights } = golden as Record<"margins" | "outcomes" | "weights", number[]>;
const records = { margins, outcomes: outcomes as (0 | 1)[], heldOut: true };

const probabilities = (model: AdditiveModel, at: readonly number[]) => {
  const { probability } = createScorer(model, features).scoreAll(at.map((x) => ({ x })));
  return Array.from(probability);
};
const furthest = (one: readonly number[], other: readonly number[]) =>
  Math.max(...one.map((value, i) => Math.abs(value - (other[i] as number))));

describe("calibratePlatt", () => {
  it("equals scikit-learn's _sigmoid_calibration to 1e-6", () => {
    const { slope, intercept } = calibratePlatt(logit, records).report;
    expect(Math.abs(slope - golden.platt.slope)).toBeLessThan(1e-6);
    expect(Math.abs(intercept - golden.platt.intercept)).toBeLessThan(1e-6);
  });

  it("with weights too, and an integer weight is a repeated record", () => {
    const { slope, intercept } = calibratePlatt(logit, { ...records, weights }).report;
    expect(Math.abs(slope - golden.plattWeighted.slope)).toBeLessThan(1e-6);
    expect(Math.abs(intercept - golden.plattWeighted.intercept)).toBeLessThan(1e-6);
    const repeat = <T>(list: readonly T[]) =>
      list.flatMap((value, i) => Array<T>(weights[i] as number).fill(value));
    const repeated = calibratePlatt(logit, {
      margins: repeat(margins),
      outcomes: repeat(records.outcomes),
      heldOut: true,
    }).report;
    expect(repeated.slope).toBeCloseTo(slope, 11);
    expect(repeated.intercept).toBeCloseTo(intercept, 11);
  });

  it("stays finite where the margins separate the classes, because of the smoothed targets", () => {
    const { report } = calibratePlatt(points, { margins: [1, 2, 3, 4], outcomes: [0, 0, 1, 1] });
    expect(report.slope).toBeGreaterThan(0);
    expect(report.slope).toBeLessThan(10);
    expect(report.warnings.map(({ code }) => code)).toEqual(["few_records"]);
  });

  it("the scale of the points does not matter, not even with huge values", () => {
    const plain = calibratePlatt(points, records);
    for (const scale of [1e-12, 1e150]) {
      const scaled = calibratePlatt(points, { ...records, margins: margins.map((x) => x * scale) });
      expect((scaled.report.slope * scale) / plain.report.slope).toBeCloseTo(1, 9);
      expect(scaled.report.intercept).toBeCloseTo(plain.report.intercept, 9);
    }
  });

  it("refuses margins that fall with the outcomes, and says what to check", () => {
    const turned = { ...records, margins: margins.map((x) => -x) };
    expect(() => calibratePlatt(logit, turned)).toThrow(
      "calibratePlatt: expected events to have higher margins than non-events, received a slope of -0.606229: a calibration never turns an order round; check that 1 stands for the event, and the model",
    );
  });

  it("a point model keeps its score and gets a probability beside it; a logit model's score is the probability", () => {
    const [point, odds] = [points, logit].map((model) => calibratePlatt(model, records).model);
    const score = (model: AdditiveModel | undefined) =>
      createScorer(model as AdditiveModel, features).score({ x: 2 }) as unknown as Record<string, number>;
    expect(score(point).score).toBe(2);
    expect(score(odds).score).toBe(score(odds).probability);
    expect(score(point).probability).toBe(score(odds).probability);
  });

  it("replaces an earlier calibration, and the provenance keeps both edits", () => {
    const once = calibrateIsotonic(logit, records).model;
    const twice = calibratePlatt(once, records);
    expect(twice.model.calibration).toEqual(calibratePlatt(logit, records).model.calibration);
    expect(twice.model.provenance.edits).toEqual([
      `isotonic calibration with ${once.calibration?.kind === "piecewise" && once.calibration.margins.length} points, on 1500 records, ${outcomes.filter(Boolean).length} of them events`,
      `Platt calibration with intercept 0.264753 and slope 0.606229, on 1500 records, ${outcomes.filter(Boolean).length} of them events`,
    ]);
  });
});

describe("calibrateBeta", () => {
  it("equals the maximum likelihood of statsmodels to 1e-8", () => {
    const { a, b, c } = calibrateBeta(logit, records).report;
    expect(furthest([a, b, c], [golden.beta.a, golden.beta.b, golden.beta.c])).toBeLessThan(1e-8);
    const weighted = calibrateBeta(logit, { ...records, weights }).report;
    const { betaWeighted: expected } = golden;
    expect(furthest([weighted.a, weighted.b, weighted.c], [expected.a, expected.b, expected.c])).toBeLessThan(
      1e-8,
    );
  });

  it.each([1e-3, 1e-6, 1e-8])(
    "the stored points are at most %d from the curve at any margin",
    (tolerance) => {
      const { model, report } = calibrateBeta(logit, { ...records, tolerance });
      const { a, b, c, largestError } = report;
      const at = Array.from({ length: 20_001 }, (_, i) => (i - 10_000) / 200);
      const curve = at.map((x) => expit(c + a * Math.log(expit(x)) - b * Math.log(expit(-x))));
      expect(furthest(probabilities(model, at), curve)).toBeLessThan(tolerance);
      expect(largestError).toBeLessThanOrEqual(tolerance);
    },
  );

  it("needs about a thousand points for 1e-6", () => {
    expect(calibrateBeta(logit, records).report.points).toBeLessThan(1300);
  });

  it("holds a coefficient at 0 where the curve would fall, and warns", () => {
    // events become rarer below a margin of 0, and rarer above 2: only the middle rises
    const at = Array.from({ length: 3000 }, (_, i) => (i % 100) / 10 - 4);
    const rate = (x: number) => (x < 0 ? 0.3 - x / 20 : 0.3 + x / 10);
    const { model, report } = calibrateBeta(logit, {
      margins: at,
      outcomes: at.map((x, i) => (i * 0.618034) % 1 < rate(x)),
    });
    expect(report.a).toBe(0);
    expect(report.b).toBeGreaterThan(0);
    expect(report.warnings.map(({ code }) => code)).toContain("held_flat");
    const all = probabilities(model, [-300, -8, -4, 0, 2, 5, 300]);
    expect(all).toEqual([...all].sort((x, y) => x - y));
    expect(Math.abs((all[0] as number) - expit(report.c))).toBeLessThan(1e-6);
  });

  it("for points s is the probability after Platt, so that their scale does not matter", () => {
    const [one, hundred] = [1, 100].map((scale) =>
      calibrateBeta(points, { ...records, margins: margins.map((x) => x * scale + 7 * (scale - 1)) }),
    );
    expect(hundred?.report.a).toBeCloseTo(one?.report.a as number, 8);
    expect(hundred?.report.b).toBeCloseTo(one?.report.b as number, 8);
    const at = [-3, 0, 1, 4];
    const shifted = at.map((x) => x * 100 + 7 * 99);
    const [p, q] = [
      probabilities(one?.model as AdditiveModel, at),
      probabilities(hundred?.model as AdditiveModel, shifted),
    ];
    expect(furthest(p, q)).toBeLessThan(2e-6);
  });

  it("refuses margins that separate the classes: no finite curve is best", () => {
    expect(() => calibrateBeta(logit, { margins: [1, 2, 3, 4], outcomes: [0, 0, 1, 1] })).toThrow(
      /calibrateBeta: expected margins that overlap, .*use calibratePlatt, and look for a leak/,
    );
  });
});

describe("calibrateIsotonic", () => {
  it("equals scikit-learn's IsotonicRegression to 1e-9, between the points too", () => {
    const plain = calibrateIsotonic(logit, records).model;
    expect(furthest(probabilities(plain, golden.isotonic.at), golden.isotonic.probabilities)).toBeLessThan(
      1e-9,
    );
    const weighted = calibrateIsotonic(logit, { ...records, weights }).model;
    const { isotonicWeighted: expected } = golden;
    expect(furthest(probabilities(weighted, expected.at), expected.probabilities)).toBeLessThan(1e-9);
  });

  it("refuses fewer than 1,000 records, or 100 of the rarer outcome, unless told", () => {
    const some = { margins: margins.slice(0, 999), outcomes: records.outcomes.slice(0, 999) };
    expect(() => calibrateIsotonic(logit, some)).toThrow(
      /at least 1000 records, with 100 events .* received 999 records/,
    );
    const rare = { margins, outcomes: outcomes.map((y, i) => (y === 1 && i < 200 ? 1 : 0)) as (0 | 1)[] };
    expect(() => calibrateIsotonic(logit, rare)).toThrow(/received 1500 records with \d\d events/);
    expect(() => calibrateIsotonic(logit, { ...some, minimumRecords: 500 })).not.toThrow();
  });

  it("warns where the curve ends in a certainty", () => {
    const at = Array.from({ length: 1200 }, (_, i) => i / 1200);
    const { report } = calibrateIsotonic(points, {
      margins: at,
      outcomes: at.map((x, i) => (x < 0.1 ? 0 : x > 0.95 ? 1 : ((i % 3 === 0) as boolean))),
    });
    const [warning] = report.warnings;
    expect(warning?.code).toBe("certain");
    expect(warning?.message).toContain("a probability of 0 and of 1");
  });

  it("refuses a curve that would not rise anywhere", () => {
    expect(() => calibrateIsotonic(logit, { ...records, margins: outcomes.map((y) => 1 - y) })).toThrow(
      /received a curve that does not rise anywhere/,
    );
  });
});

describe("correctPrior", () => {
  it("shifts log-odds: from rates, kept shares and weights", () => {
    const shift = (change: Parameters<typeof correctPrior>[1]) => correctPrior(logit, change).report.shift;
    expect(shift({ trainedRate: 0.5, trueRate: 0.1 })).toBeCloseTo(Math.log(1 / 9), 14);
    expect(shift({ keptNonEvents: 0.1 })).toBeCloseTo(Math.log(0.1), 14);
    expect(shift({ keptNonEvents: 0.1, keptEvents: 0.5 })).toBeCloseTo(Math.log(0.2), 14);
    expect(shift({ eventWeight: 4 })).toBeCloseTo(Math.log(0.25), 14);
    expect(shift({ eventWeight: 4, nonEventWeight: 2 })).toBeCloseTo(Math.log(0.5), 14);
  });

  it("undoes itself: there and back is no change, on a model without and with a calibration of either kind", () => {
    const calibrated = [logit, calibratePlatt(logit, records).model, calibrateIsotonic(logit, records).model];
    for (const model of calibrated) {
      const there = correctPrior(model, { trainedRate: 0.4, trueRate: 0.05 }).model;
      const back = correctPrior(there, { trainedRate: 0.05, trueRate: 0.4 }).model;
      const at = golden.isotonic.at;
      const p = probabilities(model, at);
      const moved = p.map((one) => (one * (0.05 / 0.4)) / (one * (0.05 / 0.4) + (1 - one) * (0.95 / 0.6)));
      expect(furthest(probabilities(there, at), moved)).toBeLessThan(1e-6);
      expect(furthest(probabilities(back, at), p)).toBeLessThan(2e-5); // what 1e-6 of a rare probability was
    }
  });

  it("points have no log-odds to shift before they are calibrated", () => {
    expect(() => correctPrior(points, { trainedRate: 0.5, trueRate: 0.1 })).toThrow(
      'correctPrior: expected a model with a probability (points have one after calibratePlatt or calibrateIsotonic), received "points without a calibration"',
    );
  });

  it("reports losses on records that are given for it", () => {
    const { before, after } = correctPrior(logit, { trainedRate: 0.3, trueRate: 0.4, ...records }).report;
    expect(before?.logLoss).toBeCloseTo(logLoss(outcomes, margins.map(expit)), 12);
    expect(after?.meanPrediction).toBeGreaterThan(before?.meanPrediction as number);
    expect(correctPrior(logit, { trainedRate: 0.3, trueRate: 0.4 }).report.after).toBeNull();
  });

  it.each([
    [
      {},
      'correctPrior: expected one of trainedRate with trueRate, keptNonEvents, and eventWeight, received "none"',
    ],
    [{ trueRate: 0.1 }, "correctPrior: expected trainedRate in (0, 1), received undefined"],
    [{ trainedRate: 1, trueRate: 0.1 }, "correctPrior: expected trainedRate in (0, 1), received 1"],
    [{ keptNonEvents: 0 }, "correctPrior: expected keptNonEvents in (0, 1], received 0"],
    [
      { eventWeight: Number.NaN },
      "correctPrior: expected eventWeight to be a finite number above 0, received NaN",
    ],
    [{ keptNonEvents: 0.1, eventWeight: 2 }, 'received "keptNonEvents and eventWeight"'],
  ])("refuses %j", (change, message) => {
    expect(() => correctPrior(logit, change as never)).toThrow(message);
  });
});

describe("every calibration", () => {
  const all = [
    ["calibratePlatt", (model: AdditiveModel) => calibratePlatt(model, records)],
    ["calibrateBeta", (model: AdditiveModel) => calibrateBeta(model, records)],
    ["calibrateIsotonic", (model: AdditiveModel) => calibrateIsotonic(model, records)],
    ["correctPrior", (model: AdditiveModel) => correctPrior(model, { keptNonEvents: 0.2, ...records })],
  ] as const;

  it.each(all)("%s never falls and is exported with the model", (_, calibrate) => {
    const { model } = calibrate(logit);
    const at = Array.from({ length: 4001 }, (__, i) => (i - 2000) / 100);
    const ours = probabilities(model, at);
    expect(ours.filter((p, i) => !(p >= (ours[i - 1] ?? 0)))).toEqual([]);
    const rows = at.map((x) => ({ x }));
    const compiled = compileScorer(model, features).scoreAll(rows);
    expect(furthest(Array.from(compiled.probability), ours)).toBeLessThan(1e-15);
  });

  it.each(all)("%s changes neither the model nor its margins and reasons", (_, calibrate) => {
    const frozen = structuredClone(logit);
    const { model } = calibrate(logit);
    expect(logit).toEqual(frozen);
    expect(model.provenance.edits).toHaveLength(1);
    const [was, is] = [logit, model].map((one) => createScorer(one, features).explain({ x: 1.5 }));
    expect(is?.contributions).toEqual(was?.contributions);
    expect(is?.margin).toBe(was?.margin);
  });

  it.each(all)("%s refuses a model that was changed after it was sealed", (_, calibrate) => {
    expect(() => calibrate({ ...logit, intercept: 3 })).toThrow(/expected content hash/);
  });

  it.each(all.slice(0, 3))(
    "%s reports what it was before and is after, and calibration mends both",
    (_, calibrate) => {
      const { before, after, rows, events } = calibrate(logit).report as ReturnType<
        typeof calibratePlatt
      >["report"];
      expect(rows).toEqual({ given: 1500, used: 1500, open: 0, unscored: 0 });
      expect(events).toBe(outcomes.filter(Boolean).length);
      expect(before?.slope).toBeCloseTo(golden.line.slope, 9);
      expect(before?.intercept).toBeCloseTo(golden.line.intercept, 9);
      expect(after.logLoss).toBeLessThan(before?.logLoss as number);
      expect(after.slope).toBeGreaterThan(0.98);
      expect(Math.abs(after.meanPrediction - after.eventRate)).toBeLessThan(1e-3);
    },
  );

  it.each(all.slice(0, 3))(
    "%s leaves out open records, records without a score and those of weight 0",
    (_, calibrate) => {
      const expected = calibrate(logit).model;
      const more = {
        margins: [...margins, 3, Number.NaN, 3],
        outcomes: [...records.outcomes, null, 1, 1] as (0 | 1 | null)[],
        weights: [...weights.map(() => 1), 1, 1, 0],
        heldOut: true,
      };
      const run = { calibratePlatt, calibrateBeta, calibrateIsotonic }[_ as "calibratePlatt"];
      const { model, report } = run(logit, more);
      expect(model.calibration).toEqual(expected.calibration);
      expect(report.rows).toEqual({ given: 1503, used: 1500, open: 1, unscored: 1 });
    },
  );
});

describe("bad input", () => {
  it.each([
    [
      { margins: [1, 2], outcomes: [1, 1] },
      "both events and non-events among records with a score, received 2 events only",
    ],
    [{ margins: [1, Number.NaN], outcomes: [1, 0] }, "received 1 events only"],
    [{ margins: [], outcomes: [] }, "received no records"],
    [{ margins: [1, 2], outcomes: [1] }, "expected margins of length 1, as outcomes, received 2"],
    [
      { margins: [1, Number.POSITIVE_INFINITY], outcomes: [1, 0] },
      "margins[1] to be a finite number, or NaN",
    ],
    [
      { margins: [1, "2"], outcomes: [1, 0] },
      'margins[1] to be a finite number, or NaN for a record without a score, received "2"',
    ],
    [{ margins: [1, 2], outcomes: [1, 2] }, "outcomes[1] to be a boolean, 0, 1 or null, received 2"],
    [{ margins: [1, 2], outcomes: [1, 0], weights: [1, -1] }, "weights[1]"],
    [{ margins: [1, 2], outcomes: [1, 0], weights: [0, 0] }, "received no records"],
    [
      { margins: [3, 3, 3], outcomes: [1, 0, 1] },
      "expected margins that differ, received 3 only: the model says the same of every record",
    ],
    [{ margins: [1, 2], outcomes: [0, 1], heldout: true }, 'received "heldout"'],
    [{ margins: [1, 2], outcomes: [0, 1], heldOut: 1 }, "expected heldOut to be true or false, received 1"],
    [undefined, "expected records to be an object, received undefined"],
  ])("calibratePlatt refuses %j", (given, message) => {
    expect(() => calibratePlatt(logit, given as never)).toThrow(message);
  });

  it("warns of the records that the model was learned from: told so, or found by their numbers", () => {
    const events = outcomes.filter(Boolean).length;
    const learned = sealModel({ ...logit, provenance: { ...logit.provenance, rows: 1500, events } });
    const codes = (model: AdditiveModel, heldOut?: boolean) => {
      const given = { margins, outcomes: records.outcomes, ...(heldOut !== undefined && { heldOut }) };
      return calibratePlatt(model, given).report.warnings.map(({ code }) => code);
    };
    expect(codes(learned)).toEqual(["same_records"]);
    expect(codes(learned, true)).toEqual([]);
    expect(codes(logit)).toEqual([]);
    expect(codes(logit, false)).toEqual(["same_records"]);
  });

  it("warns where the log loss rose: the model was calibrated already", () => {
    const good = calibratePlatt(logit, records).model;
    const rough = calibratePlatt(good, records); // the same curve again
    expect(rough.report.warnings).toEqual([]);
    const steep = sealModel({ ...good, calibration: { kind: "logistic", ...golden.line } });
    expect(calibratePlatt(steep, records).report.warnings.map(({ code }) => code)).toEqual(["not_better"]);
  });
});

describeWithSharedData("the stored reference", () => {
  it("Platt to 1e-9 and isotonic to 1e-9 on 60 scores", () => {
    const { labels, scores, isotonic, platt } = readReference().statistics.metrics;
    const odds = scores.map((p: number) => Math.log(p / (1 - p)));
    const { slope, intercept } = calibratePlatt(logit, { margins: odds, outcomes: labels }).report;
    expect(Math.abs(slope - platt.b)).toBeLessThan(1e-9);
    expect(Math.abs(intercept - platt.a)).toBeLessThan(1e-9);
    const floor = { minimumRecords: 0, minimumOfEachClass: 0 };
    const { model } = calibrateIsotonic(points, { margins: scores, outcomes: labels, ...floor });
    expect(furthest(probabilities(model, scores), isotonic)).toBeLessThan(1e-9);
  });
});
