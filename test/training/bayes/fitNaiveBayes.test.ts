import { describe, expect, it } from "vitest";
import { seededRandom } from "../../../src/core/index";
import { compileScorer } from "../../../src/exporters/index";
import {
  categorical,
  daysSince,
  featureSet,
  flag,
  numeric,
  ordinal,
  readTable,
} from "../../../src/features/index";
import { createScorer, sealModel, withReference } from "../../../src/models/index";
import {
  conversionHistory,
  countsFromRecords,
  fitNaiveBayes,
  naiveBayesFromCounts,
  quantileCuts,
} from "../../../src/training/index";
import { failure } from "../../core/failure";
import { ofTheFit } from "../ofTheFit";

interface Lead {
  readonly source: string | null;
  readonly visits: number | null;
  readonly won?: boolean;
}
const random = seededRandom(3);
const leads = Array.from({ length: 300 }, (): Lead => {
  const source = ["web", "fair", null][random.integer(3)] as string | null;
  const visits = random.integer(12);
  return {
    source,
    visits: visits === 11 ? null : visits,
    won: random.next() < (source === "fair" ? 0.5 : 0.2) + visits / 40,
  };
});
const features = featureSet<Lead>()({ source: categorical("source"), visits: numeric("visits") });
const outcome = (lead: Lead) => lead.won;
const options = { features, outcome };

describe("a feature given three times, with true rates of 40 % and 10 %", () => {
  interface Row {
    readonly source: string;
    readonly won: boolean;
  }
  const rows = Array.from({ length: 2000 }, (_, i): Row => {
    const source = i < 1000 ? "fair" : "web";
    return { source, won: i % 1000 < (source === "fair" ? 400 : 100) };
  });
  const thrice = featureSet<Row>()({
    a: categorical("source"),
    b: categorical("source"),
    c: categorical("source"),
  });
  const { model, report } = fitNaiveBayes(rows, { features: thrice, outcome: (row) => row.won });

  it("the report warns, and names the overconfidence: 72.7 % and 1.2 %", () => {
    expect(report.warnings).toEqual([
      {
        code: "duplicate_evidence",
        features: ["a", "b", "c"],
        message:
          '"a", "b" and "c" repeat each other (Cramér\'s V up to 1.00 within a class), and each is counted in full: ' +
          "a predicted 72.7 % came true in 40.0 % of the records, a predicted 1.2 % in 10.0 %; keep one of them, or use the score to rank only",
      },
    ]);
  });

  it("the report has the numbers: predicted and realised rates, and evidence counted three times", () => {
    const [low, high] = report.overconfidence.groups;
    expect([low?.meanPrediction, low?.eventRate]).toEqual([expect.closeTo(1 / 82, 4), 0.1]);
    expect([high?.meanPrediction, high?.eventRate]).toEqual([expect.closeTo(8 / 11, 3), 0.4]);
    expect(report.overconfidence.slope).toBeCloseTo(1 / 3, 3);
    expect(report.duplicates.map(({ features: pair, strength }) => [...pair, strength])).toEqual([
      ["a", "b", 1],
      ["a", "c", 1],
      ["b", "c", 1],
    ]);
  });

  it("the score is no probability, and the slope and intercept of the report make it one", () => {
    const raw = createScorer(model, thrice).score(rows[0] as Row);
    expect(raw).toMatchObject({ status: "scored", probability: null });
    const { slope, intercept } = report.overconfidence;
    const priced = sealModel({
      ...model,
      link: "logit",
      calibration: { kind: "logistic", slope, intercept },
    });
    const scorer = createScorer(priced, thrice);
    expect(scorer.score(rows[0] as Row)).toMatchObject({ probability: expect.closeTo(0.4, 9) });
    expect(scorer.score(rows[1999] as Row)).toMatchObject({ probability: expect.closeTo(0.1, 9) });
  });

  it("given once, nothing is warned of, and predictions come true", () => {
    const once = featureSet<Row>()({ a: categorical("source") });
    const alone = fitNaiveBayes(rows, { features: once, outcome: (row) => row.won, smoothing: 0 }).report;
    expect(alone.warnings).toEqual([]);
    expect(alone.overconfidence.slope).toBeCloseTo(1, 9);
    expect(alone.overconfidence.intercept).toBeCloseTo(0, 9);
  });
});

describe("fitNaiveBayes", () => {
  const { model, report } = fitNaiveBayes(leads, options);

  it("is the model of the counts, with distributions of the numbers that counts do not have", () => {
    const counted = naiveBayesFromCounts(report.counts, { features });
    expect(model.terms).toEqual(counted.terms);
    expect(model.intercept).toBe(counted.intercept);
    expect(counted.features[1]?.reference).toBeNull();
    const { table } = readTable(leads, features);
    expect(model.features).toEqual(withReference(counted, table).features);
  });

  it("a number without cuts is binned by its quantiles", () => {
    const { counts } = report;
    const values = leads.map((lead) => lead.visits ?? Number.NaN);
    expect(counts.features[1]?.cuts).toEqual(quantileCuts(values, 10));
    const four = fitNaiveBayes(leads, { ...options, bins: 4 }).report.counts;
    expect(four.features[1]?.cuts).toEqual(quantileCuts(values, 4));
    const given = fitNaiveBayes(leads, { ...options, cuts: { visits: [4] } }).report.counts;
    expect(given).toEqual(countsFromRecords(leads, { ...options, cuts: { visits: [4] } }).counts);
  });

  it("explanations add up, compare with the training records, and their mean is the base", () => {
    const scorer = createScorer(model, features);
    const all = scorer.explainAll(leads);
    leads.forEach((_, i) => {
      const sum = all.contributions.reduce((total, column) => total + (column[i] as number), all.base);
      expect(Math.abs(sum - (all.margin[i] as number))).toBeLessThan(1e-12);
    });
    const mean = all.margin.reduce((total, margin) => total + margin, 0) / leads.length;
    expect(mean).toBeCloseTo(all.base, 12);
    const { table } = readTable(leads, features);
    withReference(model, table).terms.forEach((term, i) => {
      expect(model.terms[i]?.reference).toBeCloseTo(term.reference, 13);
    });
  });

  it("reports the records, the history and the counts", () => {
    const given = [
      ...leads,
      { source: "web", visits: 1 },
      { source: "web", visits: "1" as never, won: true },
    ];
    const result = fitNaiveBayes(given, options).report;
    expect(result.rows).toEqual({ given: 302, used: 300, open: 1, rejected: 1 });
    expect(result.events).toBe(report.events);
    expect(result.counts).toEqual(report.counts);
    expect(result.history).toEqual(
      conversionHistory(
        features,
        readTable(leads, features).table,
        leads.map((lead) => lead.won as boolean),
      ),
    );
    expect(result.warnings.find(({ code }) => code === "rejected_records")?.message).toBe(
      '1 record was rejected; the first is record 301, feature visits: expected a number (the option fromText converts text), received "1"',
    );
  });

  it("of many records, some are enough to see that features repeat each other", () => {
    const many = Array.from({ length: 50_000 }, (_, i) => leads[i % 7] as Lead);
    const twice = featureSet<Lead>()({ a: categorical("source"), b: categorical("source") });
    const { duplicates, rows, counts } = fitNaiveBayes(many, { features: twice, outcome }).report;
    expect(duplicates).toEqual([{ features: ["a", "b"], strength: 1 }]);
    expect([rows.used, counts.events + counts.nonEvents]).toEqual([50_000, 50_000]);
  });

  it("does not depend on the order of the records", () => {
    const turned = fitNaiveBayes([...leads].reverse(), options).model;
    expect(turned.terms).toEqual(model.terms);
  });

  it("the provenance has the rows, the events and the window", () => {
    const dated = featureSet<Lead>()({
      age: daysSince(() => new Date("2026-01-01")),
      source: categorical("source"),
    });
    const asOf = new Date("2026-02-01");
    const fit = fitNaiveBayes(leads, { ...options, features: dated, asOf });
    expect(fit.model.provenance).toMatchObject({
      method: "naive Bayes",
      rows: 300,
      events: report.events,
      from: asOf.toISOString(),
      to: asOf.toISOString(),
    });
  });

  it("stages are left aside where predictions are compared with what came true", () => {
    interface Deal extends Lead {
      readonly stage: string;
    }
    const staged = featureSet<Deal>()({
      source: categorical("source"),
      stage: ordinal("stage", ["new", "won"]),
    });
    const deals = leads.map((lead) => ({ ...lead, stage: lead.won ? "won" : "new" }));
    const fit = fitNaiveBayes(deals, { features: staged, outcome, stages: ["stage"] });
    const plain = fitNaiveBayes(leads, {
      features: featureSet<Lead>()({ source: categorical("source") }),
      outcome,
    });
    expect(fit.report.overconfidence).toEqual(plain.report.overconfidence);
  });
});

describe("a table", () => {
  const open = leads.map((lead, i) => (i % 9 === 0 ? null : (lead.won as boolean)));
  const { table } = readTable(leads, features);

  it("gives the bits of the same records, open ones left out", () => {
    const rows = leads.map((lead, i) => ({ ...lead, won: open[i] as boolean }));
    const byRow = fitNaiveBayes(rows, { ...options, bins: 4, smoothing: 1 });
    const byColumn = fitNaiveBayes(table, { features, outcome: open, bins: 4, smoothing: 1 });
    expect(JSON.stringify(byColumn)).toBe(JSON.stringify(byRow));
    expect(byColumn.report.rows).toEqual({ given: 300, used: 266, open: 34, rejected: 0 });
  });

  it("is refused with outcomes of another length, with an instant, without a feature's column, without rows", () => {
    const other = featureSet<Lead>()({ size: numeric("visits") });
    const of = (given: unknown, more: object) =>
      failure(() => fitNaiveBayes(given as never, { features, outcome: open, ...more } as never));
    expect(of(table, { outcome: [1] })).toMatch(
      /expected outcome with 300 entries, one per row, received 1$/,
    );
    expect(of(table, { asOf: new Date(0) })).toMatch(/received "asOf"$/);
    expect(of(table, { features: other })).toMatch(/expected a number column "size", received undefined$/);
    expect(of({ rowCount: 0, columns: {} }, { outcome: [] })).toMatch(
      /^invalid_data: .* at least one record/,
    );
  });
});

describe("exported", () => {
  it("generated JavaScript gives the same bits, for missing values and unseen levels too", () => {
    const { model } = fitNaiveBayes(leads, options);
    const odd = [null, 1e300, -5].flatMap((visits) =>
      ["web", "never seen", null].map((source) => ({ source, visits })),
    );
    const [compiled, scored] = [compileScorer(model, features), createScorer(model, features)].map((scorer) =>
      scorer.scoreAll([...leads, ...odd]),
    );
    expect(compiled).toEqual(scored);
  });
});

describe("bad data", () => {
  const warningsOf = (rows: readonly Lead[], extra: object = {}) =>
    fitNaiveBayes(rows, { ...options, ...extra }).report.warnings.map(({ code, features: names }) => [
      code,
      names,
    ]);

  it("a constant feature, one level and one that is always missing are left out", () => {
    expect(warningsOf(leads.map((lead) => ({ ...lead, source: "web" })))).toContainEqual([
      "left_out",
      ["source"],
    ]);
    expect(warningsOf(leads.map((lead) => ({ ...lead, visits: 3 })))).toContainEqual([
      "left_out",
      ["visits"],
    ]);
    expect(warningsOf(leads.map((lead) => ({ ...lead, visits: null })))).toContainEqual([
      "left_out",
      ["visits"],
    ]);
  });

  it("where no feature says anything, every record has the prior", () => {
    const blank = leads.map((lead) => ({ ...lead, source: "web", visits: 0 }));
    const { model, report } = fitNaiveBayes(blank, options);
    expect(model.terms).toEqual([]);
    expect(model.intercept).toBe(Math.log(report.events / (300 - report.events)));
    expect(report.overconfidence.slope).toBeNaN();
  });

  it("a label that leaks separates, and has the slope Infinity", () => {
    const leaked = leads.map((lead) => ({ ...lead, source: lead.won ? "customer" : "prospect" }));
    const { report } = fitNaiveBayes(leaked, {
      ...options,
      features: featureSet<Lead>()({ source: categorical("source") }),
    });
    expect(report.warnings.at(-1)).toMatchObject({ code: "possible_leak", features: ["source"] });
    expect(ofTheFit(report)).toEqual([
      {
        code: "separation",
        features: ["source"],
        message:
          '"source" tells events from non-events without a mistake, as a value does that was filled in afterwards',
      },
    ]);
    expect(report.overconfidence.slope).toBe(Number.POSITIVE_INFINITY);
  });

  it("ten thousand levels of one record each are warned of, and no record is lost", () => {
    const many = Array.from({ length: 10_000 }, (_, i) => ({
      source: `id ${i}`,
      visits: i % 7,
      won: i % 3 === 0,
    }));
    const { model, report } = fitNaiveBayes(many, options);
    expect(report.warnings.find(({ code }) => code === "rare_levels")?.message).toBe(
      "levels with fewer than 10 records say what chance made of them: 10000 of source",
    );
    expect(createScorer(model, features).score({ source: "new", visits: null }).status).toBe("scored");
  });

  it("one event only, huge values and duplicated records are counted like any others", () => {
    const one = leads.map((lead, i) => ({ ...lead, visits: i % 2 === 0 ? 1e300 : -1e300, won: i === 0 }));
    const { model, report } = fitNaiveBayes([...one, ...one], options);
    expect([report.events, report.rows.used]).toEqual([2, 600]);
    expect(model.intercept).toBe(Math.log(2 / 598));
  });

  it("more features than records", () => {
    const names = Array.from({ length: 30 }, (_, i) => `f${i}`);
    const wide = featureSet<Lead>()(
      Object.fromEntries(names.map((name, i) => [name, flag<Lead>((lead) => (lead.visits ?? 0) > i % 6)])),
    );
    const fit = fitNaiveBayes(leads.slice(0, 20), { features: wide, outcome });
    expect(fit.model.terms.length).toBeGreaterThan(20);
    expect(fit.report.warnings[0]?.code).toBe("duplicate_evidence");
  });

  it.each([
    [[], {}, "invalid_data: fitNaiveBayes: expected at least one record, received an array of 0"],
    [
      leads.map((lead) => ({ ...lead, won: true })),
      {},
      "invalid_data: fitNaiveBayes: expected both events and non-events among the outcomes, received 300 events only",
    ],
    [
      leads.map((lead) => ({ ...lead, won: false })),
      {},
      "invalid_data: fitNaiveBayes: expected both events and non-events among the outcomes, received 300 non-events only",
    ],
    [
      [{ source: "web", visits: 1 }],
      {},
      "invalid_data: fitNaiveBayes: expected at least one record with an outcome and a weight above 0, received none",
    ],
    [
      [{ source: "web", visits: "1", won: true }],
      {},
      'invalid_data: fitNaiveBayes: expected at least one record with an outcome and a weight above 0, received none; record 0 was rejected: expected a number (the option fromText converts text), received "1"',
    ],
    [
      "leads",
      {},
      'invalid_argument: fitNaiveBayes: expected rows to be an array of records, received "leads"',
    ],
    [
      leads,
      { smoothing: -0.1 },
      "invalid_argument: fitNaiveBayes: expected smoothing to be a finite number of at least 0, received -0.1",
    ],
    [
      leads,
      { bins: 0 },
      "invalid_argument: fitNaiveBayes: expected bins to be a whole number of at least 1, received 0",
    ],
    [
      leads,
      { missing: "drop" },
      'invalid_argument: fitNaiveBayes: expected missing to be "evidence" or "ignored", received "drop"',
    ],
    [
      leads,
      { stages: ["source"] },
      'invalid_configuration: fitNaiveBayes: expected stages that are ordinal features, received "source"',
    ],
    [
      leads,
      { stages: "source" },
      'invalid_argument: fitNaiveBayes: expected stages to be a list of ordinal features, received "source"',
    ],
    [
      leads,
      { cuts: { source: [1] } },
      'invalid_configuration: fitNaiveBayes: expected cuts of number features, received "source"',
    ],
    [
      leads,
      { coverageFloor: 2 },
      "invalid_argument: fitNaiveBayes: expected coverageFloor in [0, 1], received 2",
    ],
    [
      leads,
      { lowConfidenceBelow: Number.NaN },
      "invalid_argument: fitNaiveBayes: expected lowConfidenceBelow in [0, 1], received NaN",
    ],
    [
      leads,
      { outcome: 1 },
      "invalid_argument: fitNaiveBayes: expected outcome to be a function of the record, received 1",
    ],
    [
      leads,
      { features: null },
      "invalid_argument: fitNaiveBayes: expected features made by featureSet, received null",
    ],
  ])("refuses: %#", (rows, wrong, message) => {
    expect(failure(() => fitNaiveBayes(rows as never, { ...options, ...wrong } as never))).toBe(message);
  });

  it("an unknown option is refused by name", () => {
    expect(failure(() => fitNaiveBayes(leads, { ...options, alpha: 1 } as never))).toMatch(
      /received "alpha"$/,
    );
  });
});
