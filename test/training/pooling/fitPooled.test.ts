import { describe, expect, it } from "vitest";
import { seededRandom } from "../../../src/core/index";
import { compileScorer } from "../../../src/exporters/index";
import { categorical, featureSet, numeric, readTable } from "../../../src/features/index";
import { createScorer, type LevelsTerm } from "../../../src/models/index";
import { type FitPooledOptions, fitLogistic, fitPooled } from "../../../src/training/index";

interface Lead {
  readonly visits: number;
  readonly region: string | null;
  readonly won: boolean;
}

const random = seededRandom(4);
const effects = Array.from({ length: 14 }, () => 0.8 * random.normal());
const leads = Array.from({ length: 600 }, (): Lead => {
  const region = Math.min(13, Math.floor(-4 * Math.log1p(-random.next())));
  const visits = random.integer(10);
  const margin = -1 + 0.2 * (visits - 5) + (effects[region] as number);
  return { visits, region: `r${region}`, won: random.next() < 1 / (1 + Math.exp(-margin)) };
});
const features = featureSet<Lead>()({ visits: numeric("visits"), region: categorical("region") });
const options = { features, outcome: (lead: Lead) => lead.won, segment: "region" };
const learn = (rows: readonly Lead[] = leads, more: Partial<FitPooledOptions<Lead>> = {}) =>
  fitPooled(rows, { ...options, ...more });

/** Records of a region. */
const of = (region: string | null, won: number, lost: number): Lead[] =>
  Array.from({ length: won + lost }, (_, i) => ({ visits: i % 3, region, won: i < won }));

describe("fitPooled", () => {
  const { model, report } = learn();

  it("a pooled rate lies between the rate of the segment and what the features let expect", () => {
    expect(report.segments.length).toBeGreaterThan(8);
    for (const { rate, expectedRate, pooledRate, segment } of report.segments) {
      expect(pooledRate, `${segment}`).toBeGreaterThanOrEqual(Math.min(rate, expectedRate) - 1e-9);
      expect(pooledRate, `${segment}`).toBeLessThanOrEqual(Math.max(rate, expectedRate) + 1e-9);
    }
  });

  it("the fewer records, the nearer to the average: shrinkage falls with the information", () => {
    const bySize = [...report.segments].sort((a, b) => a.records - b.records);
    expect(bySize[0]?.shrinkage).toBeGreaterThan(bySize.at(-1)?.shrinkage as number);
    for (const { shrinkage } of report.segments) expect(shrinkage > 0 && shrinkage < 1).toBe(true);
  });

  it("the variance of an effect is shrinkage times that between segments", () => {
    const { standardDeviation } = report.between;
    for (const { standardError, shrinkage } of report.segments) {
      expect(standardError ** 2).toBeCloseTo(shrinkage * standardDeviation ** 2, 12);
    }
  });

  it("the interval holds the estimate, and the test says that segments differ", () => {
    const { low, high, standardDeviation, pValue } = report.between;
    expect(low).toBeLessThan(standardDeviation);
    expect(high).toBeGreaterThan(standardDeviation);
    expect(pValue).toBeLessThan(0.01);
  });

  it("records and events of the segments add up to all", () => {
    expect(report.segments.reduce((sum, { records }) => sum + records, 0)).toBe(600);
    expect(report.segments.reduce((sum, { events }) => sum + events, 0)).toBe(report.events);
  });

  it("a region never seen counts as the average region: effect 0", () => {
    const term = model.terms.find(({ id }) => id === "region") as LevelsTerm;
    expect(term.unseen).toBe(0);
    const scorer = createScorer(model, features);
    const margin = (region: string) =>
      (scorer.score({ visits: 3, region, won: true }) as { readonly margin: number }).margin;
    const first = report.segments[0] as (typeof report.segments)[number];
    expect(margin(first.segment as string) - margin("r-new")).toBeCloseTo(first.effect, 12);
  });

  it("pooled rates are means of the model's probabilities", () => {
    const { probability } = createScorer(model, features).scoreAll(leads);
    for (const { segment, pooledRate, records } of report.segments) {
      const own = probability.filter((_, i) => leads[i]?.region === segment);
      expect(own.reduce((sum, p) => sum + p, 0) / records).toBeCloseTo(pooledRate, 9);
    }
  });

  it("contributions and base add up to the margin; the base is the mean margin; JavaScript scores the same", () => {
    const scorer = createScorer(model, features);
    const own = scorer.scoreAll(leads);
    const { base, contributions, margin } = scorer.explain(leads[0] as Lead);
    expect(contributions.reduce((sum, { contribution }) => sum + contribution, base)).toBeCloseTo(margin, 9);
    expect(own.margin.reduce((sum, value) => sum + value, 0) / 600).toBeCloseTo(base, 9);
    compileScorer(model, features)
      .scoreAll(leads)
      .margin.forEach((value, i) => {
        expect(value).toBeCloseTo(own.margin[i] as number, 12);
      });
  });

  it("the order of records does not matter beyond rounding", () => {
    const reversed = learn([...leads].reverse()).report;
    expect(reversed.between.standardDeviation).toBeCloseTo(report.between.standardDeviation, 6);
    reversed.segments.forEach(({ segment, effect }, s) => {
      expect(segment).toBe(report.segments[s]?.segment);
      expect(effect).toBeCloseTo(report.segments[s]?.effect as number, 6);
    });
  });

  it("a weight of 2 is the record twice", () => {
    const weight = (lead: Lead) => 1 + (lead.visits % 2);
    const weighted = learn(leads, { weight }).report;
    const repeated = learn(leads.flatMap((lead) => (lead.visits % 2 === 1 ? [lead, lead] : [lead]))).report;
    expect(weighted.between.standardDeviation).toBeCloseTo(repeated.between.standardDeviation, 6);
    expect(weighted.coefficients[1]?.estimate).toBeCloseTo(repeated.coefficients[1]?.estimate as number, 6);
  });

  it("a table gives the same", () => {
    const { table } = readTable(leads, features);
    const fromTable = fitPooled(table, { features, outcome: leads.map(({ won }) => won), segment: "region" });
    expect(fromTable.report).toEqual(report);
  });

  it("records without a region are a segment of their own, where there are some", () => {
    const gaps = [...leads, ...of(null, 25, 5)];
    const { model, report } = learn(gaps);
    const none = report.segments[0];
    expect(none?.segment).toBeNull();
    expect(none?.effect).toBeGreaterThan(0.5);
    const term = model.terms.find(({ id }) => id === "region") as LevelsTerm;
    expect(term.missing).toBe(none?.effect);
    expect((learn().model.terms.find(({ id }) => id === "region") as LevelsTerm).missing).toBe(0);
  });

  it("shapes and penalties of the other features are as in fitLogistic where segments do not differ", () => {
    const alike = leads.map((lead, i) => ({ ...lead, region: `r${i % 6}` }));
    const shapes = { visits: { bins: 3 } };
    const { report } = learn(alike, { shapes });
    expect(report.between.standardDeviation).toBe(0);
    const visits = featureSet<Lead>()({ visits: numeric("visits") });
    const plain = fitLogistic(alike, { features: visits, outcome: options.outcome, shapes }).report;
    report.coefficients.forEach(({ column, estimate }, j) => {
      expect(column).toBe(plain.coefficients[j]?.column);
      expect(estimate).toBeCloseTo(plain.coefficients[j]?.estimate as number, 7);
    });
  });
});

describe("bad input", () => {
  it("one segment has no effect, with a warning", () => {
    const { report } = learn(of("north", 30, 70));
    expect(report.segments).toMatchObject([{ segment: "north", effect: 0, shrinkage: 1 }]);
    expect(report.warnings[0]).toEqual({
      code: "left_out",
      features: ["region"],
      message: "without effect: region (it has one segment only)",
    });
  });

  it("a region that is always missing is one segment", () => {
    const { report, model } = learn(of(null, 30, 70));
    expect(report.segments).toMatchObject([{ segment: null, effect: 0 }]);
    expect(createScorer(model, features).scoreAll(leads).probability.every(Number.isFinite)).toBe(true);
  });

  it("few segments that differ: a warning that their variance is hardly known", () => {
    const { warnings, between } = learn([...of("a", 80, 20), ...of("b", 20, 80), ...of("c", 50, 50)]).report;
    expect(between.standardDeviation).toBeGreaterThan(0.5);
    expect(warnings[0]).toMatchObject({ code: "few_segments", features: ["region"] });
    expect(warnings[0]?.message).toContain('3 segments hardly say how much segments of "region" differ');
  });

  it("a segment of one record, all won or all lost, stays finite and near the average", () => {
    const { report } = learn([...leads, ...of("single", 1, 0), ...of("lost", 0, 8)]);
    const single = report.segments.find(({ segment }) => segment === "single");
    expect(single?.rate).toBe(1);
    expect(single?.shrinkage).toBeGreaterThan(0.75);
    expect(report.segments.every(({ effect }) => Math.abs(effect) < 3)).toBe(true);
  });

  it("segments that decide the outcome are named, as a label that leaks", () => {
    const rows = Array.from({ length: 12 }, (_, s) =>
      of(`s${s}`, s % 2 === 0 ? 40 : 0, s % 2 === 0 ? 0 : 40),
    );
    const { report } = learn(rows.flat());
    expect(report.warnings[0]).toMatchObject({ code: "separation", features: ["region"] });
    expect(report.warnings[0]?.message).toContain("check that it is not filled in after the outcome");
    expect(report.segments.every(({ effect }) => Number.isFinite(effect))).toBe(true);
  });

  it("ten thousand segments", () => {
    const rows = Array.from({ length: 20_000 }, (_, i) => {
      const lead = leads[i % 600] as Lead;
      return { ...lead, region: `account ${i % 10_000}` };
    });
    const { report, model } = learn(rows);
    expect(report.segments).toHaveLength(10_000);
    expect(report.converged).toBe(true);
    expect((model.terms.find(({ id }) => id === "region") as LevelsTerm).levels).toHaveLength(10_000);
  });

  it("more features than records, with the default penalty", () => {
    const names = Array.from({ length: 30 }, (_, j) => [
      `x${j}`,
      numeric<Lead>((lead) => Math.sin(lead.visits * (j + 1))),
    ]);
    const many = featureSet<Lead>()({ region: categorical("region"), ...Object.fromEntries(names) });
    const { report } = fitPooled(leads.slice(0, 25), { ...options, features: many });
    expect(report.converged).toBe(true);
    expect(report.coefficients.every(({ estimate }) => Number.isFinite(estimate))).toBe(true);
  });

  it("constant and missing features are left out, one event is enough, duplicated records are records", () => {
    const rows = leads.map((lead, i) => ({ ...lead, visits: 3, won: i === 11 }));
    const { report } = learn(rows);
    expect(report.warnings.map(({ code }) => code)).toContain("left_out");
    expect(report.coefficients).toHaveLength(1);
    expect(learn([...leads, ...leads]).report.events).toBe(2 * learn().report.events);
  });

  it("perfect separation by a number without a penalty is named, and finite", () => {
    const rows = leads.map((lead) => ({ ...lead, won: lead.visits > 5 }));
    const { report } = learn(rows, { penalty: "none" });
    expect(report.converged).toBe(false);
    expect(report.warnings.map(({ code }) => code)).toContain("separation");
    expect(report.coefficients.every(({ estimate }) => Number.isFinite(estimate))).toBe(true);
    expect(learn(rows).report.converged).toBe(true);
  });

  it("huge values", () => {
    const rows = leads.map((lead) => ({ ...lead, visits: lead.visits * 1e150 }));
    expect(learn(rows).report.coefficients.every(({ estimate }) => Number.isFinite(estimate))).toBe(true);
  });

  it("weights of zero leave no record", () => {
    expect(() => learn(leads, { weight: () => 0 })).toThrow(
      "fitPooled: expected at least one record with an outcome and a weight above 0, received none",
    );
  });

  it.each([
    [
      { segment: "visits" },
      'fitPooled: expected segment to be the name of a category feature, received "visits"',
    ],
    [
      { segment: "toString" },
      'fitPooled: expected segment to be the name of a category feature, received "toString"',
    ],
    [
      { segment: undefined },
      "fitPooled: expected segment to be the name of a category feature, received undefined",
    ],
    [{ penalty: "firth" }, 'fitPooled: expected penalty to be an object, received "firth"'],
    [
      { penalty: { l2: -1 } },
      "fitPooled: expected penalty.l2 to be a finite number of at least 0, received -1",
    ],
    [{ confidence: 1 }, "fitPooled: expected confidence in (0, 1), received 1"],
    [{ groups: "region" }, "fitPooled: expected options with keys"],
    [{ shapes: { region: { bins: 2 } } }, "fitPooled: expected shapes.region to be a number feature"],
    [{ outcome: () => true }, "fitPooled: expected both events and non-events among the outcomes"],
  ])("%j is refused", (wrong, message) => {
    expect(() => learn(leads, wrong as never)).toThrow(message);
  });
});
