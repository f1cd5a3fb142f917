import { describe, expect, it } from "vitest";
import {
  categorical,
  createScorer,
  featureSet,
  fitLogistic,
  flag,
  numeric,
  type SalienceError,
} from "../../src/index";
import {
  type FitWithMlLogisticRegressionOptions,
  fitWithMlLogisticRegression,
} from "../../src/interop/index";
import { packageTrainer } from "../../src/interop/packageTrainer";
import { describeWithSharedData, readCsv, readReference, sharedDataPath } from "../support/sharedData";
import { type Lead, largestDifference, numbersOf, rareWins } from "./support";

const features = featureSet<Lead>()({
  size: numeric("size"),
  visits: numeric("visits"),
  source: categorical("source"),
});
const options = { features, outcome: (lead: Lead) => lead.won };
const leads = rareWins(1000, 4);
const events = leads.filter((lead) => lead.won).length;
const { model, report } = fitWithMlLogisticRegression(leads, options);
const mean = (values: ArrayLike<number>) => Array.from(values).reduce((a, b) => a + b, 0) / values.length;

const messageOf = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    return `${(error as SalienceError).code}: ${(error as Error).message}`;
  }
  return "no error";
};

describe("fitWithMlLogisticRegression, at a base rate of 6 %", () => {
  it("has the base rate as its mean probability", () => {
    expect(events / leads.length).toBeCloseTo(0.06, 2);
    const { probability } = createScorer(model, features).scoreAll(leads);
    expect(Math.abs(mean(probability) - events / leads.length)).toBeLessThan(1e-9);
  });

  it("whereas the package on its own, on standardised columns, has about one half", () => {
    const sizes = leads.map((lead) => lead.size);
    const deviation = Math.sqrt(mean(sizes.map((size) => (size - mean(sizes)) ** 2)));
    const column = Float64Array.from(sizes, (size) => (size - mean(sizes)) / deviation);
    const outcomes = Uint8Array.from(leads, (lead) => Number(lead.won));
    const [weight] = packageTrainer([column], outcomes)(300, 4 / leads.length) as unknown as [number];
    const probabilities = column.map((value) => 1 / (1 + Math.exp(-weight * value)));
    expect(mean(probabilities)).toBeCloseTo(0.5, 1);
  });

  it("gives every number of fitLogistic without penalty to 1e-8: missing values, rare and unseen levels too", () => {
    const own = fitLogistic(leads, { ...options, penalty: "none" });
    expect(own.report.converged).toBe(true);
    expect(largestDifference(numbersOf(model), numbersOf(own.model))).toBeLessThan(1e-8);
    expect(Math.abs(report.logLikelihood - own.report.logLikelihood)).toBeLessThan(1e-9);
    expect({ ...model, ...own.model }).toEqual(own.model); // no further key
    expect(model.features).toEqual(own.model.features);
    expect(report.warnings).toEqual(own.report.warnings);
  });

  it("scores an event higher where events are more frequent: the sign of the weights is that of the event", () => {
    const scorer = createScorer(model, features);
    const scoreOf = (size: number) => scorer.score({ size, visits: 2, source: "web", won: false });
    const [small, large] = [scoreOf(300), scoreOf(700)];
    if (small.status !== "scored" || large.status !== "scored") throw new Error("not scored");
    expect(large.score).toBeGreaterThan(2 * small.score);
  });

  it("reports rows, events, gradient, steps and rate", () => {
    expect(report).toMatchObject({
      rows: { given: 1000, used: 1000, open: 0, rejected: 0 },
      events,
      rejected: [],
    });
    expect(report.converged).toBe(true);
    expect(report.gradientNorm).toBeLessThanOrEqual(1e-9);
    expect(report.rate).toBe(6 / 1000);
    expect([100, 200, 400, 800]).toContain(report.steps);
  });

  it("names the package as the method, in the provenance", () => {
    expect(model.provenance).toMatchObject({ method: "ml-logistic-regression", rows: 1000, events });
  });

  it("does not depend on how often the whole data set is repeated: the rate is divided by the rows", () => {
    const once = fitWithMlLogisticRegression(leads, { ...options, steps: 50 });
    const twice = fitWithMlLogisticRegression([...leads, ...leads], {
      ...options,
      steps: 50,
      minimumLevelCount: 20,
    });
    expect(largestDifference(numbersOf(twice.model), numbersOf(once.model))).toBeLessThan(1e-12);
  });

  it("gives the same bits again, from frozen records and options", () => {
    const frozen = Object.freeze(leads.map((lead) => Object.freeze({ ...lead })));
    const again = fitWithMlLogisticRegression(frozen, Object.freeze({ ...options, steps: 50 }));
    expect(again).toEqual(fitWithMlLogisticRegression(leads, { ...options, steps: 50 }));
  });
});

describe("fitWithMlLogisticRegression, where ascent has it hard", () => {
  const train = (values: readonly (readonly [number, boolean])[], more = {}) =>
    fitWithMlLogisticRegression(values, {
      features: featureSet<readonly [number, boolean]>()({ x: numeric(([x]) => x) }),
      outcome: ([, won]) => won,
      ...more,
    });
  const mixed = [0, 1, 2, 3, 4, 5, 6, 7].map((x) => [x, x > 5 || x === 2] as const);

  it("neither an offset nor a unit of the values matters", () => {
    const plain = train(mixed).model.terms[0];
    const moved = train(mixed.map(([x, won]) => [1e6 + x / 1e3, won] as const)).model.terms[0];
    if (plain?.kind !== "linear" || moved?.kind !== "linear") throw new Error("a linear term");
    expect(moved.coefficient / 1e3 / plain.coefficient).toBeCloseTo(1, 6); // 1e6 + 1e-3 has seven digits left
    const small = train(mixed.map(([x, won]) => [x * 1e-100, won] as const)).model.terms[0];
    if (small?.kind !== "linear") throw new Error("a linear term");
    expect((small.coefficient * 1e-100) / plain.coefficient).toBeCloseTo(1, 9);
  });

  it("on columns that separate, it stops after 100 steps, names them and has not converged", () => {
    const { model: separated, report: found } = train(mixed.map(([x]) => [x, x > 3] as const));
    expect(found.converged).toBe(false);
    expect(found.steps).toBe(100);
    expect(found.warnings.map(({ code, features: columns }) => [code, columns])).toEqual([
      ["separation", ["x"]],
    ]);
    expect(found.warnings[0]?.message).toContain("only fitLogistic has a penalty");
    expect(numbersOf(separated).every(Number.isFinite)).toBe(true);
  });

  it("on columns that separate it has not converged at any tolerance", () => {
    expect(
      train(
        mixed.map(([x]) => [x, x > 3] as const),
        { tolerance: 0.5 },
      ).report.converged,
    ).toBe(false);
  });

  it("says in words that the steps did not suffice", () => {
    const { report: found } = train(mixed, { steps: 3 });
    expect(found).toMatchObject({ converged: false, steps: 3 });
    expect(found.gradientNorm).toBeGreaterThan(1e-9);
    expect(found.warnings[0]).toMatchObject({ code: "not_converged", features: ["x"] });
    expect(found.warnings[0]?.message).toMatch(
      /^after 3 steps the gradient of the mean log-likelihood is \d\.\de-\d, above the tolerance of 1e-9: allow more steps, or use fitLogistic$/,
    );
  });

  it("a looser tolerance is met after fewer steps", () => {
    const loose = fitWithMlLogisticRegression(leads, { ...options, tolerance: 1e-3 });
    expect(loose.report.converged).toBe(true);
    expect(loose.report.steps).toBeLessThan(report.steps);
    expect(loose.report.gradientNorm).toBeGreaterThan(report.gradientNorm);
  });

  it("a column that can be computed from others is left out, as in fitLogistic", () => {
    const twice = featureSet<Lead>()({ size: numeric("size"), double: numeric((lead) => 2 * lead.size + 1) });
    const both = { features: twice, outcome: options.outcome };
    const own = fitLogistic(leads, { ...both, penalty: "none" });
    const found = fitWithMlLogisticRegression(leads, both);
    expect(found.report.warnings.map(({ code }) => code)).toEqual(["collinear"]);
    expect(largestDifference(numbersOf(found.model), numbersOf(own.model))).toBeLessThan(1e-8);
  });

  it("without any column that varies, the model is the base rate", () => {
    const { model: constant, report: found } = train(mixed.map(([, won]) => [1, won] as const));
    expect(found).toMatchObject({ converged: true, warnings: [{ code: "left_out" }] });
    expect(constant.terms).toEqual([]);
    expect(constant.intercept).toBeCloseTo(Math.log(3 / 5), 9);
  });
});

describe("fitWithMlLogisticRegression, records and arguments", () => {
  const train = (rows: readonly unknown[], more: Record<string, unknown> = {}) =>
    fitWithMlLogisticRegression(
      rows as Lead[],
      { ...options, ...more } as FitWithMlLogisticRegressionOptions<Lead>,
    );

  it("rejected records come back with index and reason, open ones are left out", () => {
    const bad = { size: "12", visits: 1, source: null, won: true };
    const open = { ...leads[0], won: null };
    const found = train([bad, open, ...leads], { steps: 50 });
    expect(found.report.rows).toEqual({ given: 1002, used: 1000, open: 1, rejected: 1 });
    expect(found.report.rejected).toMatchObject([{ index: 0, feature: "size" }]);
    expect(found.report.warnings.map(({ code }) => code)).toContain("rejected_records");
    expect(numbersOf(found.model)).toEqual(numbersOf(train(leads, { steps: 50 }).model));
  });

  it("needs records with outcomes of both classes", () => {
    expect(messageOf(() => train([]))).toBe(
      "invalid_data: fitWithMlLogisticRegression: expected at least one record, received an array of 0",
    );
    expect(messageOf(() => train(leads.filter((lead) => lead.won)))).toMatch(
      /^invalid_data: fitWithMlLogisticRegression: expected both events and non-events among the outcomes, received .*events only"?$/,
    );
    expect(messageOf(() => train(leads, { outcome: () => null }))).toMatch(
      /^invalid_data: .*with an outcome/,
    );
    expect(messageOf(() => train("rows" as never))).toMatch(/^invalid_argument: /);
  });

  it.each([
    ["weight", () => 1],
    ["penalty", { l2: 1 }],
    ["confidence", 0.9],
    ["learningRate", 1],
  ])("refuses the option %s, which the package has no use for", (key, value) => {
    expect(messageOf(() => train(leads, { [key]: value }))).toMatch(
      new RegExp(
        `^invalid_argument: fitWithMlLogisticRegression: expected options with keys .*received "${key}"$`,
      ),
    );
  });

  it.each([
    ["steps", [0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, "100", null]],
    ["tolerance", [0, -1, Number.NaN, Number.POSITIVE_INFINITY, "1e-9", null]],
    ["minimumLevelCount", [0, Number.NaN, "10"]],
    ["coverageFloor", [-0.1, 1.1, Number.NaN]],
    ["lowConfidenceBelow", [-0.1, 1.1, Number.NaN]],
    ["outcome", [undefined, "won"]],
    ["features", [undefined, {}]],
  ])("refuses a wrong %s", (key, values) => {
    for (const value of values) {
      expect(messageOf(() => train(leads, { [key]: value }))).toMatch(/^invalid_argument: /);
    }
  });

  it("refuses options that are none", () => {
    for (const none of [undefined, null, [], "options"]) {
      expect(messageOf(() => fitWithMlLogisticRegression(leads, none as never))).toMatch(
        /^invalid_argument: /,
      );
    }
  });

  it("refuses more than 2,000,000 cells, and says what has no such limit", () => {
    const rows = Array.from({ length: 2500 }, (_, i) => ({ source: `s${i % 900}`, won: i % 2 === 0 }));
    const ofSources = featureSet<{ source: string; won: boolean }>()({ source: categorical("source") });
    const run = () =>
      fitWithMlLogisticRegression(rows, {
        features: ofSources,
        outcome: (row) => row.won,
        minimumLevelCount: 1,
      });
    expect(messageOf(run)).toBe(
      `invalid_data: fitWithMlLogisticRegression: expected at most 2000000 cells (records × columns; fitLogistic has no such limit), received ${2500 * 900}`,
    );
  });
});

describeWithSharedData("fitWithMlLogisticRegression on real data", () => {
  const patience = 30_000; // milliseconds: the package is slow, and the machine may be busy
  type Text = Record<string, string>;
  const number = (field: string) => numeric<Text>((row) => row[field], { fromText: true });
  const is = (field: string, value: string) => flag<Text>((row) => row[field] === value);

  /** Fits both trainers, compares them to 1e-8, and gives the numbers of the package in original units. */
  function estimates(
    rows: readonly Text[],
    set: ReturnType<ReturnType<typeof featureSet<Text>>>,
    won: [string, string],
  ) {
    const both = { features: set, outcome: (row: Text) => row[won[0]] === won[1] };
    const own = fitLogistic(rows, { ...both, penalty: "none" });
    const found = fitWithMlLogisticRegression(rows, both);
    expect(found.report).toMatchObject({ converged: true, warnings: [] });
    expect(largestDifference(numbersOf(found.model), numbersOf(own.model))).toBeLessThan(1e-8);
    return found.model;
  }
  // a relative error of 1e-7, as for fitLogistic
  const expectClose = (found: number, golden: number) =>
    expect(Math.abs(found - golden)).toBeLessThanOrEqual(1e-7 * Math.abs(golden));

  it(
    "x-education: the estimates of statsmodels to 1e-7, and those of fitLogistic to 1e-8",
    () => {
      const rows = readCsv(sharedDataPath("x-education", "leads.csv")).filter(
        (row) => row.TotalVisits !== "" && row["Page Views Per Visit"] !== "",
      );
      const set = featureSet<Text>()({
        timeThousands: numeric((row) => Number(row["Total Time Spent on Website"]) / 1000),
        visits: number("TotalVisits"),
        pagesPerVisit: number("Page Views Per Visit"),
        originAddForm: is("Lead Origin", "Lead Add Form"),
        workingProfessional: is("What is your current occupation", "Working Professional"),
        doNotEmail: is("Do Not Email", "Yes"),
      });
      const learned = estimates(rows, set, ["Converted", "1"]);
      const { n, coefficients } = readReference().statistics["x-education"].mle;
      expect(learned.provenance.rows).toBe(n);
      let intercept = learned.intercept;
      for (const term of learned.terms) {
        if (term.kind !== "linear") throw new Error("a linear term");
        intercept -= term.coefficient * term.center;
        expectClose(term.coefficient, coefficients[term.id].estimate);
      }
      expectClose(intercept, coefficients.const.estimate);
    },
    patience,
  );

  it(
    "salvirt: levels of a category are the estimates of statsmodels to 1e-7, and of fitLogistic to 1e-8",
    () => {
      const rows = readCsv(sharedDataPath("salvirt-b2b", "opportunities.csv"), { delimiter: ";" });
      const set = featureSet<Text>()({
        competitors: categorical((row) => row.Competitors),
        budgetYes: is("Budgt_alloc", "Yes"),
        clientCurrent: is("Client", "Current"),
        upSale: is("Up_sale", "Yes"),
        strategicAccount: is("Att_t_client", "Strategic account"),
        rfp: is("RFP", "Yes"),
      });
      const learned = estimates(rows, set, ["Status", "Won"]);
      const { coefficients } = readReference().statistics["salvirt-b2b"].mle;
      for (const term of learned.terms) {
        if (term.kind === "linear") expectClose(term.coefficient, coefficients[term.id].estimate);
        if (term.kind !== "levels") continue;
        const of = (level: string) => term.contributions[term.levels.indexOf(level)] as number;
        expectClose(of("No") - of("Unknown"), coefficients.competitorsNo.estimate);
        expectClose(of("Yes") - of("Unknown"), coefficients.competitorsYes.estimate);
      }
    },
    patience,
  );
});
