import { describe, expect, it } from "vitest";
import { rocAuc } from "../../../src/metrics/index";
import { sealModel } from "../../../src/models/index";
import { pointsModel } from "../../../src/scoring/index";
import {
  calibratePlatt,
  crossValidate,
  fitLogistic,
  fitNaiveBayes,
  type TrainingOptions,
} from "../../../src/training/index";
import { bank } from "../../realData/dataSets/bank";
import { describeWithSharedData } from "../../support/sharedData";
import { asOf, features, type Lead, makeLeads, outcome } from "./support";

const leads = makeLeads(400);
const options = { features, outcome, fit: fitLogistic };

describe("the division", () => {
  it("is by time wherever there are dates, without being asked", () => {
    const { run, timeSplit } = crossValidate(leads, { ...options, asOf });
    expect(run.scheme).toBe("time");
    expect(timeSplit).toBe(run);
  });

  it("by time: every part is scored by a model of records before it, and of nothing else", () => {
    const seen: (readonly Lead[])[] = [];
    const fit = (rows: readonly Lead[], given: TrainingOptions<Lead>) => {
      seen.push(rows);
      return fitLogistic(rows, given);
    };
    const { run } = crossValidate(leads, { ...options, asOf, fit, folds: 4 });
    expect(run.folds).toHaveLength(4);
    seen.forEach((rows, fold) => {
      const last = Math.max(...rows.map((lead) => lead.created.getTime()));
      const tested = leads.filter((_, i) => run.fold[i] === fold);
      expect(Math.min(...tested.map((lead) => lead.created.getTime()))).toBeGreaterThan(last);
      expect(run.folds[fold]?.trainRecords).toBe(rows.length);
      expect(run.folds[fold]?.from).toBe(
        new Date(Math.min(...tested.map((lead) => lead.created.getTime()))).toISOString(),
      );
    });
    expect(run.fold.filter((fold) => fold === -1)).toHaveLength(80); // the first of five periods is never tested
  });

  it("by time: a gap keeps the days before a part out of what is learned", () => {
    const last: number[] = [];
    const fit = (rows: readonly Lead[], given: TrainingOptions<Lead>) => {
      last.push(Math.max(...rows.map((lead) => lead.created.getTime())));
      return fitLogistic(rows, given);
    };
    const { run } = crossValidate(leads, { ...options, asOf, fit, gapDays: 30 });
    run.folds.forEach((fold, k) => {
      expect(Date.parse(fold.from as string) - (last[k] as number)).toBeGreaterThan(30 * 86_400_000);
    });
  });

  it("by time: records of one instant are never on both sides", () => {
    const monthly = leads.map((lead) => ({
      ...lead,
      created: new Date(Date.UTC(2025, lead.created.getUTCMonth(), 1)),
    }));
    const { run } = crossValidate(monthly, { ...options, asOf });
    const foldsOf = new Map<number, Set<number>>();
    monthly.forEach((lead, i) => {
      const time = lead.created.getTime();
      foldsOf.set(time, (foldsOf.get(time) ?? new Set()).add(run.fold[i] as number));
    });
    for (const folds of foldsOf.values()) expect(folds.size).toBe(1);
  });

  it("stratified: every record is tested once, with the same share of events in each part", () => {
    const { run, timeSplit } = crossValidate(leads, options);
    expect(run.scheme).toBe("stratified");
    expect(timeSplit).toBeNull();
    expect(run.fold).not.toContain(-1);
    const events = run.folds.map((fold) => fold.events);
    expect(Math.max(...events) - Math.min(...events)).toBeLessThanOrEqual(1);
    expect(run.folds.map((fold) => fold.records)).toEqual([80, 80, 80, 80, 80]);
  });

  it("grouped: the records of an account stay together, whatever their order", () => {
    const group = (lead: Lead) => lead.account;
    const { run } = crossValidate(leads, { ...options, group });
    expect(run.scheme).toBe("grouped");
    const foldOf = new Map(leads.map((lead, i) => [lead.account, run.fold[i]]));
    expect(Array.from(run.fold)).toEqual(leads.map((lead) => foldOf.get(lead.account)));
    const turned = crossValidate([...leads].reverse(), { ...options, group }).run;
    expect(Array.from(turned.fold).reverse()).toEqual(Array.from(run.fold));
    const sizes = run.folds.map((fold) => fold.records);
    expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThan(12);
  });

  it("the seed decides, and the same seed decides the same", () => {
    const folds = (seed: number) => Array.from(crossValidate(leads, { ...options, seed }).run.fold);
    expect(folds(3)).toEqual(folds(3));
    expect(folds(3)).not.toEqual(folds(4));
  });
});

describe("what is reported", () => {
  it("on data with dates the figure by time is there whatever was asked for, and the sentence names both", () => {
    for (const scheme of ["stratified", "grouped"] as const) {
      const result = crossValidate(leads, { ...options, asOf, scheme, group: (lead) => lead.account });
      expect(result.run.scheme).toBe(scheme);
      expect(result.timeSplit?.scheme).toBe("time");
      expect(result.timeSplit?.pooled).toEqual(crossValidate(leads, { ...options, asOf }).run.pooled);
      expect(result.summary).toContain("by time (each part scored by a model of what came before) ");
      expect(result.summary).toContain(result.timeSplit?.pooled.rocAuc.value.toFixed(3) as string);
      expect(result.summary).toContain(result.run.pooled.rocAuc.value.toFixed(3));
    }
  });

  it("without dates the sentence says what is not known", () => {
    expect(crossValidate(leads, options).summary).toContain("without dates nothing is known");
    const instant = new Date(0);
    expect(crossValidate(leads, { ...options, asOf: instant }).timeSplit).toBeNull();
    expect(crossValidate(leads, { ...options, asOf: () => instant }).timeSplit).toBeNull();
  });

  it("the pooled measures are those of the scores by position", () => {
    const { run } = crossValidate(leads, { ...options, asOf });
    const tested = leads.map((_, i) => i).filter((i) => run.fold[i] !== -1);
    const auc = rocAuc(
      tested.map((i) => leads[i]?.won === true),
      tested.map((i) => run.scores[i] as number),
    );
    expect(run.pooled.rocAuc.value).toBe(auc);
    expect(run.pooled.rocAuc.interval.low).toBeLessThan(auc);
    expect(run.pooled.records).toBe(tested.length);
    expect(run.scores.filter(Number.isNaN)).toHaveLength(leads.length - tested.length);
    expect(run.pooled.calibrationSlope).toBeGreaterThan(0.6);
    expect(run.pooled.logLoss.interval.high).toBeGreaterThan(run.pooled.logLoss.value);
  });

  it("a weight of 2 counts as the same record twice in the measures", () => {
    const model = sealModel({
      ...pointsModel({
        features,
        rules: [{ id: "v", when: { feature: "visits", exists: true }, points: 0.1, times: "visits" }],
      }),
      link: "logit",
    });
    const group = (lead: Lead) => lead.id;
    const fixed = { features, outcome, fit: () => ({ model }), group };
    const once = crossValidate([...leads, ...leads], fixed).run.pooled;
    const twice = crossValidate(leads, { ...fixed, weight: () => 2 }).run.pooled;
    for (const measure of ["rocAuc", "logLoss", "brierScore", "eventRate", "topShareCapture"] as const) {
      expect(twice[measure].value).toBeCloseTo(once[measure].value, 12);
      expect(twice[measure].interval.low).toBeCloseTo(once[measure].interval.low, 12);
    }
    expect(twice.calibrationSlope).toBeCloseTo(once.calibrationSlope, 9);
  });

  it("points have no probability, and so no losses", () => {
    const { pooled } = crossValidate(leads, { ...options, fit: fitNaiveBayes }).run;
    expect(pooled.rocAuc.value).toBeGreaterThan(0.6);
    expect([pooled.logLoss.value, pooled.brierScore.value, pooled.calibrationSlope]).toEqual([
      Number.NaN,
      Number.NaN,
      Number.NaN,
    ]);
    expect(pooled.calibrationError).toBeNull();
  });

  it("a fit may be any function, such as one that calibrates on a part held out", () => {
    const fit = (rows: readonly Lead[], given: TrainingOptions<Lead>) => {
      const half = Math.floor(rows.length / 2);
      const { model } = fitNaiveBayes(rows.slice(0, half), given);
      const margins = rows.slice(half).map((lead) => lead.visits as number);
      return calibratePlatt(model, { margins, outcomes: rows.slice(half).map(outcome) });
    };
    expect(crossValidate(leads, { ...options, fit }).run.pooled.logLoss.value).toBeGreaterThan(0);
  });

  it("open and broken records are listed by position and have no score", () => {
    const broken = leads.map((lead, i) =>
      i === 3
        ? { ...lead, won: null }
        : i === 5
          ? { ...lead, visits: "many" as never }
          : i === 9
            ? { ...lead, won: 2 as never }
            : lead,
    );
    const { run, rejected, open } = crossValidate(broken, options);
    expect(open).toEqual([3]);
    expect(rejected.map(({ index, feature }) => [index, feature])).toEqual([
      [5, "visits"],
      [9, null],
    ]);
    expect(rejected[1]?.reason).toBe("expected the outcome to be a boolean, 0 or 1, received 2");
    for (const i of [3, 5, 9]) expect([run.scores[i], run.fold[i]]).toEqual([Number.NaN, -1]);
  });

  it("a part that cannot be learned from is skipped, with the reason", () => {
    const late = leads.map((lead) => ({
      ...lead,
      won: lead.created.getUTCMonth() > 4 && (lead.won as boolean),
    }));
    const { run } = crossValidate(late, { ...options, asOf, folds: 9 });
    expect(run.skipped[0]).toEqual({ records: 40, reason: "40 non-events only to learn from" });
    expect(run.folds.length + run.skipped.length).toBe(9);
  });
});

describe("bad input", () => {
  it.each([
    [
      { fit: undefined },
      "crossValidate: expected fit to be a function such as fitLogistic, received undefined",
    ],
    [{ folds: 1 }, "crossValidate: expected folds to be a whole number of at least 2, received 1"],
    [{ folds: 2.5 }, "folds to be a whole number"],
    [{ seed: -1 }, "seed to be a whole number"],
    [{ confidence: 1 }, "confidence in (0, 1), received 1"],
    [{ gapDays: Number.NaN }, "gapDays"],
    [{ scheme: "random" }, 'scheme to be "time", "stratified" or "grouped", received "random"'],
    [{ scheme: "time" }, "asOf to give records different instants, for a division by time"],
    [{ scheme: "grouped" }, "group, for folds by group, received undefined"],
    [{ group: "account" }, 'group to be a function of the record, received "account"'],
    [{ group: () => Number.NaN }, "a group of record 0 that is text or a number, received NaN"],
    [{ outcome: undefined }, "outcome to be a function of the record"],
    [{ shuffle: true }, 'received "shuffle"'],
  ])("refuses %j", (wrong, message) => {
    expect(() => crossValidate(leads, { ...options, ...(wrong as object) })).toThrow(message);
  });

  it("no records, no outcomes, one class, one event only", () => {
    expect(() => crossValidate([], options)).toThrow("crossValidate: expected at least one record");
    expect(() => crossValidate(leads, { ...options, outcome: () => null })).toThrow(
      "at least one record with an outcome",
    );
    expect(() => crossValidate(leads, { ...options, outcome: () => false })).toThrow(
      "crossValidate: expected a fold that can be learned from and tested, received none: 320 non-events only to learn from",
    );
    const { run } = crossValidate(leads, { ...options, outcome: (lead) => lead.id === 7 });
    expect(run.folds).toHaveLength(4); // where the event is tested there is none to learn from
    expect(run.skipped).toHaveLength(1);
    expect(run.pooled.rocAuc.value).toBeNaN();
  });

  it("constant, empty and huge features, and a label that leaks: figures, not errors", () => {
    const odd = leads
      .slice(0, 100)
      .map((lead, i) => ({ ...lead, visits: i % 2 === 0 ? 1e300 : -1e300, source: null }));
    expect(crossValidate(odd, options).run.pooled.records).toBeGreaterThan(0);
    const leak = leads.map((lead) => ({ ...lead, visits: lead.won ? 1 : 0 }));
    expect(crossValidate(leak, options).run.pooled.rocAuc.value).toBe(1);
  });
});

describeWithSharedData("bank-marketing, in the order of its quarters", () => {
  // the file is not in order of time, but the number of employed people is that of the quarter; in this order of the
  // numbers their months run once from May 2008 to November 2010
  const employed = [
    "5191",
    "5228.1",
    "5195.8",
    "5176.3",
    "5099.1",
    "5076.2",
    "5017.5",
    "5023.5",
    "5008.7",
    "4991.6",
    "4963.6",
  ];
  const rows = bank.rows();
  const quarter = (row: (typeof rows)[number]) =>
    new Date(Date.UTC(2008, 3 + 3 * employed.indexOf(row["nr.employed"] as string)));

  it("a validation that ignores time is not reported without the figure by time, which is far worse", () => {
    const { run, timeSplit, summary } = crossValidate(rows, {
      features: bank.features,
      outcome: bank.outcome,
      asOf: quarter,
      fit: fitLogistic,
      scheme: "stratified",
      folds: 4,
    });
    const [random, honest] = [run.pooled.rocAuc.value, timeSplit?.pooled.rocAuc.value as number];
    expect(random).toBeGreaterThan(0.75);
    expect(honest).toBeLessThan(0.72);
    expect(summary.indexOf(honest.toFixed(3))).toBeGreaterThan(0);
    expect(summary.indexOf(random.toFixed(3))).toBeGreaterThan(summary.indexOf(honest.toFixed(3)));
    expect(summary).toContain("the figure by time is the one to expect");
  });
});
