import { describe, expect, it } from "vitest";
import * as salience from "../../src/index";
import {
  calibrateBeta,
  calibrateIsotonic,
  calibratePlatt,
  categorical,
  conversionHistory,
  countsFromRecords,
  countsFromTable,
  createScorer,
  crossValidate,
  duplicateEvidence,
  expit,
  featureSet,
  fitBoosted,
  fitElasticNet,
  fitLogistic,
  fitNaiveBayes,
  fitPooled,
  fitScorecard,
  numeric,
  ordinal,
  publishGate,
  readTable,
  seededRandom,
  weightOfEvidence,
} from "../../src/index";

/** Weight n is the record n times, weight 0 is as if the record were absent: for every fit, metric and report. */
interface Lead {
  readonly id: number;
  readonly visits: number | null;
  readonly amount: number;
  readonly source: string | null;
  readonly size: string;
  readonly won: boolean;
  readonly weight: number;
}

const random = seededRandom(5);
const leads = Array.from({ length: 260 }, (_, id): Lead => {
  const visits = random.next() < 0.1 ? null : random.integer(12);
  const source = random.next() < 0.1 ? null : (["web", "fair", "mail", "call"][random.integer(4)] as string);
  const amount = 100 * (1 + random.integer(60));
  const margin = ((visits ?? 6) - 6) / 3 + (source === "fair" ? 1 : 0) + amount / 6000 - 0.5;
  const size = ["small", "mid", "large"][random.integer(3)] as string;
  const weight = [0, 1, 1, 2, 3][random.integer(5)] as number;
  return { id, visits, amount, source, size, won: random.next() < expit(margin), weight };
});
const repeated = leads.flatMap((lead) => Array.from({ length: lead.weight }, () => lead));
const features = featureSet<Lead>()({
  visits: numeric("visits"),
  amount: numeric("amount"),
  source: categorical("source"),
  size: ordinal("size", ["small", "mid", "large"]),
});
const outcome = (lead: Lead) => lead.won;
const weight = (lead: Lead) => lead.weight;
const weights = leads.map(weight);
const outcomes = leads.map(outcome);
const timesOf = <T>(list: readonly T[]) =>
  list.flatMap((value, i) => new Array(weights[i]).fill(value) as T[]);

/** What speaks of records as they were given, not of how much each counts for. */
const OF_RECORDS = ["rows", "rejected", "open", "provenance", "iterations", "events", "sample", "data"];

/** Compares results; `at` names the place of a difference. */
function expectSame(
  one: unknown,
  other: unknown,
  digits: number,
  at = "",
  skip: readonly string[] = OF_RECORDS,
): void {
  if (typeof one === "number" && typeof other === "number") {
    const size = Math.max(1, Math.abs(one), Math.abs(other));
    const gap = Object.is(one, other) ? 0 : Math.abs(one - other) / size;
    expect(gap, `${at}: ${one} and ${other}`).toBeLessThan(10 ** -digits);
  } else if (typeof one === "object" && one !== null && typeof other === "object" && other !== null) {
    expect(Object.keys(one), at).toEqual(Object.keys(other));
    for (const key of Object.keys(one)) {
      if (at.split(".").length < 3 && skip.includes(key) && !at.includes("features")) continue;
      expectSame(one[key as never], other[key as never], digits, `${at}.${key}`, skip);
    }
  } else if (typeof one !== "string") expect(one, at).toEqual(other);
}

type Options = salience.TrainingOptions<Lead>;
const shared = { features, outcome };

describe("fits: weight n is the record n times, weight 0 is as if it were absent", () => {
  const fits: Record<
    string,
    (rows: readonly Lead[], options: Options) => { model: unknown; report: unknown }
  > = {
    "fitLogistic, L2": (rows, options) => fitLogistic(rows, options),
    "fitLogistic, maximum likelihood": (rows, options) => fitLogistic(rows, { ...options, penalty: "none" }),
    "fitLogistic, Firth": (rows, options) => fitLogistic(rows, { ...options, penalty: "firth" }),
    "fitLogistic, quantile knots": (rows, options) =>
      fitLogistic(rows, { ...options, shapes: { amount: { knots: 5 } } }),
    "fitLogistic, quantile bins": (rows, options) =>
      fitLogistic(rows, { ...options, shapes: { amount: { bins: 6 } } }),
    "fitLogistic, clusters": (rows, options) =>
      fitLogistic(rows, { ...options, penalty: "none", standardErrors: { clusters: ({ id }) => id % 40 } }),
    fitPooled: (rows, options) => fitPooled(rows, { ...options, segment: "source" }),
    fitScorecard: (rows, options) => fitScorecard(rows, options),
    fitNaiveBayes: (rows, options) => fitNaiveBayes(rows, options),
    "fitElasticNet, folds by record": (rows, options) =>
      fitElasticNet(rows, { ...options, folds: ({ id }) => id % 5 }),
  };

  it.each(Object.keys(fits))("%s", (name) => {
    const learn = fits[name] as (typeof fits)[string];
    const [weighted, plain] = [learn(leads, { ...shared, weight }), learn(repeated, shared)];
    expectSame(weighted.model, plain.model, 5, "model");
    expectSame(weighted.report, plain.report, 4, "report");
  });

  it("fitBoosted: weight 0 is as if it were absent", () => {
    const learn = (rows: readonly Lead[], options: object) =>
      fitBoosted(rows, { ...shared, bags: 2, ...options });
    const present = leads.filter((lead) => lead.weight > 0);
    const half = (lead: Lead) => (lead.weight > 0 ? 1 : 0);
    expectSame(learn(leads, { weight: half }).model, learn(present, {}).model, 12, "model");
  });

  it("every fit of the library is in this list", () => {
    const all = Object.keys(salience).filter((name) => name.startsWith("fit"));
    const tested = new Set([...Object.keys(fits).map((name) => name.split(",")[0] as string), "fitBoosted"]);
    expect([...tested].sort()).toEqual(all.sort());
  });
});

describe("reports and counts", () => {
  it("countsFromRecords, countsFromTable, weightOfEvidence", () => {
    const cuts = { visits: [3, 6], amount: [3000] };
    const weighted = countsFromRecords(leads, { ...shared, weight, cuts }).counts;
    const plain = countsFromRecords(repeated, { ...shared, cuts }).counts;
    expect(weighted).toEqual(plain);
    const { table } = readTable(leads, features);
    expect(countsFromTable(table, outcomes, { features, cuts, weight: weights })).toEqual(plain);
    expect(weightOfEvidence(weighted)).toEqual(weightOfEvidence(plain));
    const duplicates = duplicateEvidence(table, outcomes, { features, cuts, weight: weights });
    expectSame(
      duplicates,
      duplicateEvidence(readTable(repeated, features).table, timesOf(outcomes), { features, cuts }),
      12,
    );
  });

  it("conversionHistory", () => {
    const weighted = conversionHistory(features, readTable(leads, features).table, outcomes, { weights });
    expect(weighted).toEqual(
      conversionHistory(features, readTable(repeated, features).table, timesOf(outcomes)),
    );
  });

  const { model } = fitLogistic(leads, shared);
  const margins = Array.from(createScorer(model, features).scoreAll(leads).margin);
  it.each([
    ["calibratePlatt", calibratePlatt],
    [
      "calibrateIsotonic",
      (of: typeof model, records: Parameters<typeof calibratePlatt>[1]) =>
        calibrateIsotonic(of, { ...records, minimumRecords: 1, minimumOfEachClass: 1 }),
    ],
    ["calibrateBeta", calibrateBeta],
  ])("%s", (_, calibrate) => {
    const weighted = calibrate(model, { margins, outcomes, weights, heldOut: true });
    const plain = calibrate(model, { margins: timesOf(margins), outcomes: timesOf(outcomes), heldOut: true });
    expectSame(weighted, plain, 6, "", [...OF_RECORDS, "warnings"]);
  });

  it("publishGate", () => {
    const scores = margins.map((margin) => expit(margin));
    const [o, p] = [timesOf(outcomes), timesOf(scores)];
    const checks = [
      publishGate({ outcomes, scores, probabilities: scores, weights }).checks,
      publishGate({ outcomes: o, scores: p, probabilities: p }).checks,
    ].map((list) => list.filter(({ code }) => code !== "sample")); // it counts records
    expectSame(checks[0], checks[1], 9);
  });

  it.each([
    ["fitLogistic", fitLogistic],
    ["fitScorecard", fitScorecard],
    ["fitNaiveBayes", fitNaiveBayes],
  ])("crossValidate in folds by group, %s", (_, fit) => {
    const group = ({ id }: Lead) => id % 20;
    const runOf = (rows: readonly Lead[], more: object) => {
      const options = { ...shared, group, folds: 4, scheme: "grouped" as const, ...more };
      const { folds, pooled, scores, probabilities } = crossValidate(rows, { ...options, fit } as never).run;
      return { measures: [...folds, pooled], scores, probabilities };
    };
    const { measures, scores, probabilities } = runOf(leads, { weight });
    const plain = runOf(repeated, {});
    const counted = timesOf(Array.from(scores, (score, i) => [score, probabilities[i]]));
    expect(counted.length).toBe(repeated.length);
    expectSame(
      counted,
      Array.from(plain.scores, (score, i) => [score, plain.probabilities[i]]),
      5,
      "scores",
    );
    const ofRecords = ["records", "events", "trainRecords", "trainEvents", "unscored"];
    expect(measures.length).toBe(5);
    measures.forEach((measure, i) => {
      expectSame(measure, plain.measures[i], 5, `${i}`, ofRecords);
    });
  });
});

describe("metrics", () => {
  const scores = leads.map(({ id, visits }) => expit(((visits ?? 5) - 5) / 4 + (id % 7) / 20));
  const metrics: Record<string, (o: boolean[], s: number[], options: object) => unknown> = {
    rocAuc: salience.rocAuc,
    rocAucInterval: salience.rocAucInterval,
    averagePrecision: salience.averagePrecision,
    precisionRecallCurve: salience.precisionRecallCurve,
    brierScore: salience.brierScore,
    logLoss: salience.logLoss,
    ksStatistic: salience.ksStatistic,
    calibrationCurve: salience.calibrationCurve,
    expectedCalibrationError: salience.expectedCalibrationError,
    expectedConversion: salience.expectedConversion,
    gainsCurve: salience.gainsCurve,
    liftCurve: salience.liftCurve,
    topShareCapture: (o, s, options) => salience.topShareCapture(o, s, { ...options, share: 0.2 } as never),
    compareRocAucs: (o, s, options) =>
      salience.compareRocAucs(
        o,
        s,
        s.map((p) => p * p),
        options,
      ),
  };
  it.each(Object.keys(metrics))("%s", (name) => {
    const metric = metrics[name] as (typeof metrics)[string];
    expectSame(
      metric(outcomes, scores, { weights }),
      metric(timesOf(outcomes), timesOf(scores), {}),
      9,
      name,
      [],
    );
  });
});
