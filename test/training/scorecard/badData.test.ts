import { describe, expect, it } from "vitest";
import { seededRandom } from "../../../src/core/index";
import { categorical, daysSince, featureSet, flag, numeric } from "../../../src/features/index";
import { createScorer } from "../../../src/models/index";
import { fitScorecard, scorecardTable } from "../../../src/training/index";
import { failure } from "../../core/failure";
import { binsOf, features, type Lead, leads, options } from "./support";

const outcome = (row: { readonly won: boolean }) => row.won;
const leftOut = (rows: readonly Lead[], more: object = {}) =>
  fitScorecard(rows, { ...options, ...more }).report.leftOut.map(({ name, reason }) => [name, reason]);
const warningOf = (rows: readonly Lead[], code: string, more: object = {}) =>
  fitScorecard(rows, { ...options, ...more }).report.warnings.find((one) => one.code === code);

describe("bad data", () => {
  it("constant features, one level and features without a value are left out, with the reason", () => {
    const rows = leads.map((lead) => ({ ...lead, visits: 3, source: "web", size: null }));
    expect(leftOut(rows)).toEqual([
      ["size", "it has no value"],
      ["source", "it has one value only"],
      ["visits", "it has one value only"],
    ]);
    expect(warningOf(rows, "left_out")).toEqual({
      code: "left_out",
      features: ["size", "source", "visits"],
      message:
        'not in the card: "size" (it has no value); "source" (it has one value only); "visits" (it has one value only)',
    });
  });

  it("where no feature says anything, every record has the base points, and the event rate as probability", () => {
    const rows = leads.map((lead) => ({
      ...lead,
      visits: 3,
      contact: 3,
      source: null,
      size: null,
      optOut: null,
    }));
    const { model, report } = fitScorecard(rows, { ...options, decimals: null });
    expect(model.terms).toEqual([]);
    expect(scorecardTable({ model, report }).length).toBe(1);
    const { calibration } = model;
    expect(
      calibration?.kind === "logistic" && calibration.intercept + calibration.slope * model.intercept,
    ).toBeCloseTo(Math.log(report.events / (leads.length - report.events)), 9);
  });

  it("a constant that is sometimes missing keeps what missing says", () => {
    const rows = leads.map((lead) => ({ ...lead, visits: lead.source === null ? null : 3 }));
    const { report } = fitScorecard(rows, {
      ...options,
      features: featureSet<Lead>()({ visits: numeric("visits") }),
      special: {},
    });
    const [feature] = report.features;
    expect(feature?.bins.map(({ bin }) => bin)).toEqual([{ from: null, to: null }, { missing: true }]);
    expect(feature?.bins[1]?.points).toBeLessThan(-50);
  });

  it("ten thousand levels of one record each are one bin, and no list of them is in the model", () => {
    const rows = Array.from({ length: 10_000 }, (_, i) => ({
      ...(leads[i % 3000] as Lead),
      source: `id ${i}`,
    }));
    const { report, model } = fitScorecard(rows, options);
    expect(report.leftOut).toMatchObject([{ name: "source", reason: "each of its levels has few records" }]);
    expect(JSON.stringify(model).length).toBeLessThan(20_000);
    const ids = leads.map((lead, i) => ({ ...lead, source: i % 2 === 0 ? `id ${i}` : lead.source }));
    expect(warningOf(ids, "rare_levels")?.message).toBe(
      "levels with few records share a bin, which is also that of levels never seen: 1500 of source",
    );
  });

  it("more features than records: the card is made, and no point is infinite", () => {
    const names = Array.from({ length: 60 }, (_, i) => `f${i}`);
    const wide = featureSet<Lead>()(
      Object.fromEntries(names.map((name, i) => [name, flag<Lead>((lead) => (lead.visits ?? 0) > i % 12)])),
    );
    const { report, model } = fitScorecard(leads.slice(0, 50), {
      features: wide,
      outcome,
      wrongSigns: "keep",
    });
    expect(model.terms.length).toBeGreaterThan(20);
    expect(report.warnings.map(({ code }) => code)).toContain("collinear");
    const points = report.features.flatMap(({ bins }) => bins.map((bin) => bin.points));
    expect(points.every((value) => Math.abs(value) < 200)).toBe(true);
    const exact = fitScorecard(leads.slice(0, 50), { features: wide, outcome, penalty: "none" });
    expect(exact.report.leftOut.map(({ reason }) => reason)).toContain("it can be computed from the others");
  });

  it("perfect separation and a label that leaks are warned of", () => {
    const rows = leads.map((lead) => ({ ...lead, source: lead.won ? "customer" : "prospect" }));
    expect(warningOf(rows, "separation")).toEqual({
      code: "separation",
      features: ["source"],
      message:
        '"source" tells events from non-events without a mistake, as a value does that was filled in afterwards: leave out what is not known beforehand',
    });
    const nearly = leads.map((lead, i) => ({
      ...lead,
      source: lead.won === i % 50 > 0 ? "customer" : "prospect",
    }));
    const warning = warningOf(nearly, "suspicious");
    expect(warning?.features).toEqual(["source"]);
    expect(warning?.message).toMatch(
      /^an information value above 0\.5 is rare for what is known beforehand: "source" \(\d\.\d\d\); check when the value is filled in$/,
    );
    const number = leads.map((lead) => ({ ...lead, visits: lead.won ? 100 : 0 }));
    const { report } = fitScorecard(number, { ...options, penalty: "none" });
    expect(
      report.warnings.filter(({ code }) => code === "separation").map((one) => one.features),
    ).toContainEqual(["visits"]);
  });

  it("weights of 0 leave records out, and not all of them may be", () => {
    const first = leads.slice(0, 1000);
    const weighted = fitScorecard(leads, { ...options, weight: (lead) => (first.includes(lead) ? 1 : 0) });
    expect(weighted.model).toEqual(fitScorecard(first, options).model);
    expect(failure(() => fitScorecard(leads, { ...options, weight: () => 0 }))).toBe(
      "invalid_data: fitScorecard: expected at least one record with an outcome and a weight above 0, received none",
    );
  });

  it("duplicated rows count as records: in the same bins no weight and, without penalty, no point changes", () => {
    const more = { cuts: { visits: [3, 8], contact: [20] }, penalty: "none", decimals: null } as const;
    const [once, twice] = [leads, [...leads, ...leads]].map((rows) => {
      const { report } = fitScorecard(rows, { ...options, ...more });
      return report.features.map(({ name, bins }) => [name, bins.map(({ points }) => points)] as const);
    });
    expect(twice).toEqual(
      once?.map(([name, points]) => [name, points.map((value) => expect.closeTo(value, 6))]),
    );
  });

  it("one event only: no bin is large enough to say anything", () => {
    const rows = leads.map((lead, i) => ({ ...lead, won: i === 7 }));
    const { report, model } = fitScorecard(rows, options);
    expect(report.events).toBe(1);
    expect(report.features).toEqual([]);
    expect(report.leftOut.length).toBe(5);
    const result = createScorer(model, features).score(leads[0] as Lead);
    expect(result.status === "scored" && result.probability).toBeCloseTo(1 / 3000, 5);
  });

  it("huge and tiny values are cut like any others; infinite ones are refused", () => {
    for (const scale of [1e300, 1e-300, -1e300]) {
      const rows = leads.map((lead) => ({
        ...lead,
        visits: lead.visits === null ? null : lead.visits * scale,
      }));
      const fit = fitScorecard(rows, options);
      const counts = (of: typeof fit) =>
        binsOf(of, "visits").map(({ events, nonEvents }) => events + nonEvents);
      const plain = counts(fitScorecard(leads, options));
      const runs = plain.slice(0, -1);
      expect(counts(fit)).toEqual([...(scale < 0 ? runs.reverse() : runs), plain[plain.length - 1]]);
    }
    const values = Float64Array.of(1, 2, Number.POSITIVE_INFINITY);
    const infinite = { rowCount: 3, columns: { visits: { type: "number", values } } } as const;
    const visits = featureSet<Lead>()({ visits: numeric("visits") });
    expect(failure(() => fitScorecard(infinite, { features: visits, outcome: [0, 1, 0] }))).toBe(
      'invalid_argument: fitScorecard: expected finite numbers in column "visits", received Infinity',
    );
  });

  it("a handful of records makes a card that says nothing rather than too much", () => {
    const { model } = fitScorecard(leads.slice(0, 12), options);
    expect(model.terms).toEqual([]);
  });

  it("levels called like object internals are levels", () => {
    const random = seededRandom(1);
    const rows = leads.map((lead) => {
      const source = ["__proto__", "constructor", "toString"][random.integer(3)] as string;
      return { ...lead, source, won: random.next() < (source === "__proto__" ? 0.7 : 0.2) };
    });
    const fit = fitScorecard(rows, {
      features: featureSet<Lead>()({ source: categorical("source") }),
      outcome,
    });
    expect(
      binsOf(fit, "source")
        .map(({ bin }) => bin)
        .slice(0, 2),
    ).toEqual([
      { levels: ["constructor", "toString"], otherLevels: false },
      { levels: ["__proto__"], otherLevels: false },
    ]);
  });
});

describe("refuses", () => {
  const dated = featureSet<Lead>()({ age: daysSince(() => new Date("2026-01-01")) });
  const logged = featureSet<Lead>()({ visits: numeric("visits", { transform: "log1p" }) });
  it.each([
    [
      { features: null },
      "invalid_argument: fitScorecard: expected features made by featureSet, received null",
    ],
    [
      { outcome: 1 },
      "invalid_argument: fitScorecard: expected outcome to be a function of the record, received 1",
    ],
    [
      { outcome: () => true },
      "invalid_data: fitScorecard: expected both events and non-events among the outcomes, received 3000 events only",
    ],
    [
      { points: { points: 1, odds: 1 } },
      "invalid_argument: fitScorecard: expected points.pointsToDoubleOdds to be a finite number above 0, received undefined",
    ],
    [
      { points: { points: 1, odds: 0, pointsToDoubleOdds: 1 } },
      "invalid_argument: fitScorecard: expected points.odds to be a finite number above 0, received 0",
    ],
    [
      { points: { points: Number.NaN, odds: 1, pointsToDoubleOdds: 1 } },
      "invalid_argument: fitScorecard: expected points.points to be a finite number, received NaN",
    ],
    [{ points: 20 }, "invalid_argument: fitScorecard: expected points to be an object, received 20"],
    [
      { decimals: 0.5 },
      "invalid_argument: fitScorecard: expected decimals to be a whole number from 0 to 10, received 0.5",
    ],
    [
      { zeroPoints: "worst" },
      'invalid_argument: fitScorecard: expected zeroPoints to be "average" or "lowest", received "worst"',
    ],
    [
      { maximumBins: 1.5 },
      "invalid_argument: fitScorecard: expected maximumBins to be a whole number from 1 to 1000, received 1.5",
    ],
    [
      { preBins: 0 },
      "invalid_argument: fitScorecard: expected preBins to be a whole number from 1 to 1000, received 0",
    ],
    [
      { minimumBinShare: -1 },
      "invalid_argument: fitScorecard: expected minimumBinShare in [0, 1], received -1",
    ],
    [
      { smoothing: 0 },
      "invalid_argument: fitScorecard: expected smoothing to be a finite number above 0, received 0",
    ],
    [
      { minimumInformationValue: Number.NaN },
      "invalid_argument: fitScorecard: expected minimumInformationValue to be a finite number of at least 0, received NaN",
    ],
    [{ penalty: { l1: 1 } }, 'invalid_argument: fitScorecard: expected penalty with keys l2, received "l1"'],
    [
      { wrongSigns: true },
      'invalid_argument: fitScorecard: expected wrongSigns to be "keep" or "drop", received true',
    ],
    [
      { monotone: { visits: "up" } },
      'invalid_argument: fitScorecard: expected monotone of "visits" to be auto, increasing, decreasing, none, received "up"',
    ],
    [
      { monotone: { source: "auto" } },
      'invalid_configuration: fitScorecard: expected monotone of features of type number, ordinal, received "source"',
    ],
    [
      { monotone: { toString: "auto" } },
      'invalid_configuration: fitScorecard: expected monotone of features of type number, ordinal, received "toString"',
    ],
    [
      { monotone: ["visits"] },
      "invalid_argument: fitScorecard: expected monotone to be an object by feature name, received an array of 1",
    ],
    [
      { cuts: { visits: [3, 1] } },
      'invalid_argument: fitScorecard: expected cuts of "visits" to increase, received 1',
    ],
    [
      { cuts: { visits: [3] }, monotone: { visits: "auto" } },
      'invalid_configuration: fitScorecard: expected either cuts or monotone of "visits": given bins are not merged, received "both"',
    ],
    [
      { special: { optOut: [1] } },
      'invalid_configuration: fitScorecard: expected special of features of type number, ordinal, category, received "optOut"',
    ],
    [
      { special: { contact: ["999"] } },
      'invalid_argument: fitScorecard: expected special code of "contact" to be a finite number, received "999"',
    ],
    [
      { special: { contact: [] } },
      'invalid_argument: fitScorecard: expected special codes of "contact" to be a list of different ones, received an array of 0',
    ],
    [
      { special: { size: ["tiny"] } },
      'invalid_argument: fitScorecard: expected special code of "size" to be one of small, medium, large, huge, received "tiny"',
    ],
    [
      { special: { source: [1] } },
      'invalid_argument: fitScorecard: expected special code of "source" to be text, received 1',
    ],
    [
      { features: logged, special: { visits: [0] } },
      'invalid_configuration: fitScorecard: expected special codes of "visits" without a transform, which changes them (bins do not need it), received "log1p"',
    ],
    [{ features: dated, special: {} }, /^missing_as_of: /],
    [{ coverageFloor: 2 }, "invalid_argument: fitScorecard: expected coverageFloor in [0, 1], received 2"],
    [
      { lowConfidenceBelow: "0" },
      'invalid_argument: fitScorecard: expected lowConfidenceBelow in [0, 1], received "0"',
    ],
    [{ alpha: 1 }, /received "alpha"$/],
  ])("%#", (wrong, message) => {
    const got = failure(() => fitScorecard(leads, { ...options, ...wrong } as never));
    if (typeof message === "string") expect(got).toBe(message);
    else expect(got).toMatch(message);
  });

  it("what is no list of records, and no records", () => {
    expect(failure(() => fitScorecard("leads" as never, options))).toMatch(/rows to be an array of records/);
    expect(failure(() => fitScorecard([], options))).toMatch(/^invalid_data: .*at least one record/);
    expect(failure(() => fitScorecard(null as never, options))).toMatch(/rows to be an array of records/);
    expect(failure(() => scorecardTable({} as never))).toBe(
      "invalid_argument: scorecardTable: expected what fitScorecard returned, received an object with no keys",
    );
  });
});
