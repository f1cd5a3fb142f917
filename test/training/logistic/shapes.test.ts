import { describe, expect, it } from "vitest";
import { compileScorer } from "../../../src/exporters/index";
import { categorical, featureSet, numeric, readTable } from "../../../src/features/index";
import { createScorer, type PiecewiseTerm, type StepTerm } from "../../../src/models/index";
import { type FitLogisticOptions, fitLogistic, type NumberShapes } from "../../../src/training/index";

interface Lead {
  readonly visits: number | null;
  readonly size?: number;
  readonly won: boolean;
}

/** Won 10, 40, 60 and 30 % of the time where visits are 0, 1, 2 and 3. */
const leads: Lead[] = [1, 4, 6, 3].flatMap((rate, visits) =>
  Array.from({ length: 50 }, (_, i) => ({ visits, won: i % 10 < rate })),
);
const features = featureSet<Lead>()({ visits: numeric("visits") });
const outcome = (lead: Lead) => lead.won;
const learn = (shape: NumberShapes[string], options: Partial<FitLogisticOptions<Lead>> = {}, rows = leads) =>
  fitLogistic(rows, { features, outcome, penalty: "none", shapes: { visits: shape }, ...options });
const logOdds = (p: number) => Math.log(p / (1 - p));

describe("a number as bins", () => {
  it("without a penalty each bin has its own rate, the most frequent bin being the baseline", () => {
    const { model, report } = learn({ cuts: [1, 2, 3] });
    const scorer = createScorer(model, features);
    const rates = [0, 1, 2, 3].map(
      (visits) => (scorer.score({ visits, won: true }) as { score: number }).score,
    );
    [0.1, 0.4, 0.6, 0.3].forEach((rate, i) => {
      expect(rates[i]).toBeCloseTo(rate, 9);
    });
    expect(report.coefficients.map(({ column }) => column)).toEqual([
      "(intercept)",
      "1 <= visits < 2",
      "2 <= visits < 3",
      "visits >= 3",
    ]);
    expect(report.coefficients[1]?.estimate).toBeCloseTo(logOdds(0.4) - logOdds(0.1), 9);
  });

  it("the term is a step term with those cuts", () => {
    expect(learn({ cuts: [1, 2, 3] }).model.terms[0]).toMatchObject({ kind: "step", cuts: [1, 2, 3] });
  });

  it("bins: short cuts between quantiles", () => {
    expect((learn({ bins: 4 }).model.terms[0] as StepTerm).cuts).toEqual([0.5, 2, 3]);
  });

  it("a value on a cut goes up, and values beyond the data belong to the outer bins", () => {
    const scorer = createScorer(learn({ cuts: [2] }).model, features);
    const score = (visits: number) => (scorer.score({ visits, won: true }) as { score: number }).score;
    expect(score(2)).toBe(score(1000));
    expect(score(1.999)).toBe(score(-1000));
  });

  it("a bin without records counts as the average record", () => {
    const { model } = learn({ cuts: [1, 2, 2.5, 3] }, { penalty: { l2: 1 } });
    const { contributions, reference } = model.terms[0] as StepTerm;
    expect(contributions[3]).toBe(reference);
  });

  it("bins with few records share a coefficient", () => {
    const some = [...leads, ...[7, 8, 9].flatMap((visits) => Array(5).fill({ visits, won: true }))];
    const { model, report } = learn({ cuts: [1, 2, 3, 7, 8, 9] }, { penalty: { l2: 1 } }, some);
    const { contributions } = model.terms[0] as StepTerm;
    expect(contributions[4]).toBe(contributions[5]);
    expect(contributions[5]).toBe(contributions[6]);
    expect(report.warnings).toMatchObject([{ code: "rare_levels", features: ["visits"] }]);
  });

  it("missing values are a bin of their own", () => {
    const gaps: Lead[] = [
      ...leads,
      ...Array.from({ length: 50 }, (_, i) => ({ visits: null, won: i % 10 < 9 })),
    ];
    const scorer = createScorer(learn({ cuts: [1, 2, 3] }, { coverageFloor: 0 }, gaps).model, features);
    expect((scorer.score({ visits: null, won: true }) as { score: number }).score).toBeCloseTo(0.9, 9);
  });
});

describe("a number as straight lines between knots", () => {
  it("with a knot at every value the rates are those of the data, and slopes are in the report", () => {
    const { model, report } = learn({ knots: [0, 1, 2, 3] });
    const scorer = createScorer(model, features);
    [0.1, 0.4, 0.6, 0.3].forEach((rate, visits) => {
      expect((scorer.score({ visits, won: true }) as { score: number }).score).toBeCloseTo(rate, 9);
    });
    expect(report.coefficients.map(({ column }) => column)).toEqual([
      "(intercept)",
      "visits from 0 to 1",
      "visits from 1 to 2",
      "visits from 2 to 3",
    ]);
    expect(report.coefficients[0]?.estimate).toBeCloseTo(logOdds(0.1), 9);
    expect(report.coefficients[2]?.estimate).toBeCloseTo(logOdds(0.6) - logOdds(0.4), 9);
    expect((model.terms[0] as PiecewiseTerm).knots).toEqual([0, 1, 2, 3]);
  });

  it("two knots at the ends are the straight line of a number", () => {
    const straight = fitLogistic(leads, { features, outcome, penalty: "none" }).report.coefficients;
    const bent = learn({ knots: [0, 3] }).report.coefficients;
    expect(bent[1]?.estimate).toBeCloseTo(straight[1]?.estimate as number, 10);
    expect(bent[1]?.standardError).toBeCloseTo(straight[1]?.standardError as number, 10);
  });

  it("it is constant outside of the knots", () => {
    const scorer = createScorer(learn({ knots: [0, 1.5, 3] }).model, features);
    const margin = (visits: number) => (scorer.score({ visits, won: true }) as { margin: number }).margin;
    expect(margin(1e9)).toBe(margin(3));
    expect(margin(-5)).toBe(margin(0));
    expect(margin(2.25)).toBeCloseTo((margin(1.5) + margin(3)) / 2, 12);
  });

  it("a number of knots: evenly spaced quantiles from 0.05 to 0.95, each once", () => {
    const spread = Array.from({ length: 201 }, (_, i) => ({ visits: i, won: i % 3 === 0 }));
    const knots = (rows: Lead[]) => (learn({ knots: 4 }, {}, rows).model.terms[0] as PiecewiseTerm).knots;
    expect(knots(spread)).toEqual([10, 70, 130, 190]);
    const zeros = Array.from({ length: 100 }, (_, i) => ({ visits: i < 98 ? 0 : i, won: i % 3 === 0 }));
    expect(knots(zeros)).toEqual([0, 99]);
  });

  it("missing values have a contribution of their own", () => {
    const gaps: Lead[] = [
      ...leads,
      ...Array.from({ length: 50 }, (_, i) => ({ visits: null, won: i % 10 < 9 })),
    ];
    const { model, report } = learn({ knots: [0, 1, 2, 3] }, { coverageFloor: 0 }, gaps);
    expect(report.coefficients.at(-1)?.column).toBe("visits (missing)");
    const score = createScorer(model, features).score({ visits: null, won: true }) as { score: number };
    expect(score.score).toBeCloseTo(0.9, 9);
  });
});

describe("any model with shapes", () => {
  interface Deal {
    readonly visits: number | null;
    readonly size: number;
    readonly source: string;
    readonly won: boolean;
  }
  const deals = Array.from(
    { length: 400 },
    (_, i): Deal => ({
      visits: i % 17 === 0 ? null : (i * 7) % 23,
      size: Math.exp((i % 29) / 5),
      source: ["web", "fair", "call"][i % 3] as string,
      won: (i * 37) % 101 < 20 + ((i * 7) % 23) * 2,
    }),
  );
  const all = featureSet<Deal>()({
    visits: numeric("visits"),
    size: numeric("size", { transform: "log1p" }),
    source: categorical("source"),
  });
  const shapes = { visits: { knots: 4 }, size: { bins: 5 } };
  const { model } = fitLogistic(deals, { features: all, outcome: (deal) => deal.won, shapes });

  it("contributions and base add up to the margin", () => {
    const scorer = createScorer(model, all);
    for (const deal of deals.slice(0, 40)) {
      const { base, contributions, margin } = scorer.explain(deal);
      const total = contributions.reduce((sum, { contribution }) => sum + contribution, base);
      expect(total).toBeCloseTo(margin, 9);
    }
  });

  it("the base is the mean margin of the training records", () => {
    const scorer = createScorer(model, all);
    const { margin } = scorer.scoreAll(deals);
    const mean = margin.reduce((sum, value) => sum + value, 0) / deals.length;
    expect(scorer.explain(deals[0] as Deal).base).toBeCloseTo(mean, 9);
  });

  it("the JavaScript of it scores the same", () => {
    const own = createScorer(model, all).scoreAll(deals);
    const compiled = compileScorer(model, all).scoreAll(deals);
    compiled.margin.forEach((margin, i) => {
      expect(margin).toBeCloseTo(own.margin[i] as number, 12);
    });
  });

  it("knots and cuts are in the values of the feature, after its transform", () => {
    const { cuts } = model.terms.find(({ id }) => id === "size") as StepTerm;
    expect(Math.max(...cuts)).toBeLessThan(Math.log1p(Math.exp(6)));
  });

  it("a table gives the same", () => {
    const { table } = readTable(deals, all);
    const fromTable = fitLogistic(table, { features: all, outcome: deals.map(({ won }) => won), shapes });
    expect(fromTable.model.terms).toEqual(model.terms);
  });
});

describe("shapes that are refused, and numbers without a shape", () => {
  it.each([
    [{ clicks: { bins: 3 } }, 'fitLogistic: expected shapes with keys visits, received "clicks"'],
    [
      { visits: { bins: 1 } },
      "fitLogistic: expected shapes.visits.bins to be a whole number from 2 to 200, received 1",
    ],
    [
      { visits: { bins: 2.5 } },
      "fitLogistic: expected shapes.visits.bins to be a whole number from 2 to 200, received 2.5",
    ],
    [
      { visits: { cuts: 3 } },
      "fitLogistic: expected shapes.visits.cuts to be an array of numbers, received 3",
    ],
    [{ visits: { cuts: [] } }, "fitLogistic: expected shapes.visits.cuts with 1 to 200 numbers, received 0"],
    [{ visits: { cuts: [2, 1] } }, "fitLogistic: expected shapes.visits.cuts to increase, received 1"],
    [
      { visits: { knots: [1] } },
      "fitLogistic: expected shapes.visits.knots with 2 to 200 numbers, received 1",
    ],
    [
      { visits: { knots: [1, Number.NaN] } },
      "fitLogistic: expected shapes.visits.knots[1] to be a finite number, received NaN",
    ],
    [
      { visits: { knots: 3, bins: 3 } },
      "fitLogistic: expected shapes.visits with one of knots, cuts and bins",
    ],
    [{ visits: {} }, "fitLogistic: expected shapes.visits with one of knots, cuts and bins"],
    [
      { visits: { spline: 3 } },
      'fitLogistic: expected shapes.visits with keys knots, cuts, bins, received "spline"',
    ],
    [[], "fitLogistic: expected shapes to be an object"],
  ])("%j", (shapes, message) => {
    expect(() => fitLogistic(leads, { features, outcome, shapes: shapes as never })).toThrow(message);
  });

  it("a shape of a category is refused", () => {
    const category = featureSet<Lead>()({ visits: categorical((lead) => String(lead.visits)) });
    expect(() =>
      fitLogistic(leads, { features: category, outcome, shapes: { visits: { bins: 3 } } }),
    ).toThrow('fitLogistic: expected shapes.visits to be a number feature, received "category"');
  });

  it.each([{ bins: 3 }, { knots: 3 }, { knots: [1, 5] }, { cuts: [5] }])(
    "a constant number is left out: %j",
    (shape) => {
      const constant = leads.map((lead) => ({ ...lead, visits: 3 }));
      const { report, model } = learn(shape, {}, constant);
      expect(report.warnings[0]?.code).toBe("left_out");
      expect(
        model.terms.every((term) => (term as StepTerm).contributions.every((value) => value === 0)),
      ).toBe(true);
    },
  );

  it("a number that is always missing is left out", () => {
    const missing = leads.map((lead) => ({ ...lead, visits: null }));
    for (const shape of [{ bins: 3 }, { knots: 3 }]) {
      expect(learn(shape, {}, missing).report.warnings[0]).toMatchObject({ code: "left_out" });
    }
  });

  it("huge values: the outer knots hold them", () => {
    const huge = [...leads, { visits: 1e300, won: true }, { visits: -1e300, won: false }];
    const { report } = learn({ knots: 4 }, {}, huge);
    expect(report.converged).toBe(true);
    expect(report.coefficients.every(({ estimate }) => Number.isFinite(estimate))).toBe(true);
  });
});
