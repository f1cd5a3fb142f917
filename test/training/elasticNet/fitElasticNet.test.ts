import { describe, expect, it } from "vitest";
import { seededRandom } from "../../../src/core/index";
import { compileScorer } from "../../../src/exporters/index";
import { categorical, featureSet, numeric, readTable } from "../../../src/features/index";
import { createScorer } from "../../../src/models/index";
import { type FitElasticNetOptions, fitElasticNet } from "../../../src/training/index";

interface Lead {
  readonly visits: number | null;
  readonly twin: number;
  readonly noise: number;
  readonly source: string | null;
  readonly account: number;
  readonly won: boolean;
}

const random = seededRandom(9);
const leads = Array.from({ length: 300 }, (_, i): Lead => {
  const visits = random.integer(12);
  const source = ["web", "fair", "call"][random.integer(3)] as string;
  const chance = 0.1 + visits * 0.05 + (source === "call" ? 0.2 : 0);
  const account = Math.floor(i / 6);
  const noise = random.normal();
  return {
    visits: i % 20 === 0 ? null : visits,
    twin: visits + random.normal() / 10,
    noise,
    source: i % 33 === 0 ? null : source,
    account,
    won: random.next() < chance,
  };
});
const features = featureSet<Lead>()({
  visits: numeric("visits"),
  twin: numeric("twin"),
  noise: numeric("noise"),
  source: categorical("source"),
});
const options = { features, outcome: (lead: Lead) => lead.won, lambdas: 30, folds: 5 };
const learn = (more: Partial<FitElasticNetOptions<Lead>> = {}, rows: readonly Lead[] = leads) =>
  fitElasticNet(rows, { ...options, ...more });

describe("fitElasticNet", () => {
  const { model, report } = learn();

  it("the path begins with no coefficient and ends with most", () => {
    expect(report.path[0]).toMatchObject({ nonzero: 0 });
    expect(report.path[0]?.deviance).toBeCloseTo(report.nullDeviance, 9);
    expect(report.path.at(-1)?.nonzero).toBeGreaterThan(4);
  });

  it("a stronger penalty never fits the training records better", () => {
    report.path.slice(1).forEach(({ deviance }, k) => {
      expect(deviance).toBeLessThanOrEqual((report.path[k]?.deviance as number) + 1e-9);
    });
  });

  it("one standard error: a stronger penalty, no more features", () => {
    const sparse = learn({ choice: "oneStandardError" }).report;
    expect(sparse.lambda).toBeGreaterThan(report.lambda);
    expect(sparse.coefficients.length).toBeLessThanOrEqual(report.coefficients.length);
    expect(sparse.dropped).toContain("noise");
  });

  it("probabilities add up to the events: the intercept is not penalised", () => {
    const { probability } = createScorer(model, features).scoreAll(leads);
    expect(probability.reduce((total, p) => total + p, 0)).toBeCloseTo(report.events, 4);
  });

  it("the report's coefficients give the model's margin", () => {
    const of = new Map(report.coefficients.map(({ column, estimate }) => [column, estimate]));
    const lead = leads.find((one) => one.visits !== null && one.source !== null) as Lead;
    const expected =
      (of.get("(intercept)") as number) +
      (of.get("visits") ?? 0) * (lead.visits as number) +
      (of.get("twin") ?? 0) * lead.twin +
      (of.get("noise") ?? 0) * lead.noise +
      (of.get(`source = ${lead.source}`) ?? 0);
    expect((createScorer(model, features).score(lead) as { margin: number }).margin).toBeCloseTo(expected, 9);
  });

  it("contributions and base add up to the margin, and the JavaScript of the model scores the same", () => {
    const scorer = createScorer(model, features);
    for (const lead of leads.slice(0, 30)) {
      const { base, contributions, margin } = scorer.explain(lead);
      expect(contributions.reduce((sum, { contribution }) => sum + contribution, base)).toBeCloseTo(
        margin,
        9,
      );
    }
    const own = scorer.scoreAll(leads);
    compileScorer(model, features)
      .scoreAll(leads)
      .margin.forEach((margin, i) => {
        expect(margin).toBeCloseTo(own.margin[i] as number, 12);
      });
  });

  it("the same call gives the same answer, another seed other folds", () => {
    expect(learn().report).toEqual(report);
    const other = learn({ seed: 2 }).report;
    expect(other.path[5]?.crossValidatedDeviance).not.toBe(report.path[5]?.crossValidatedDeviance);
    expect(other.path[5]?.deviance).toBe(report.path[5]?.deviance);
  });

  it("with folds from the record, its order does not matter beyond rounding", () => {
    const folds = (lead: Lead) => lead.account % 5;
    const forward = learn({ folds }).report;
    const backward = learn({ folds }, [...leads].reverse()).report;
    expect(backward.minimum).toBe(forward.minimum);
    backward.path.forEach(({ crossValidatedDeviance }, k) => {
      expect(crossValidatedDeviance).toBeCloseTo(forward.path[k]?.crossValidatedDeviance as number, 6);
    });
  });

  it("a weight of 2 is the record twice", () => {
    const folds = (lead: Lead) => lead.account % 5;
    const weighted = learn({ folds, weight: (lead) => (lead.account % 2) + 1, minimumLevelCount: 1 }).report;
    const doubled = leads.flatMap((lead) => (lead.account % 2 === 1 ? [lead, lead] : [lead]));
    const repeated = learn({ folds, minimumLevelCount: 1 }, doubled).report;
    expect(weighted.minimum).toBe(repeated.minimum);
    weighted.coefficients.forEach(({ column, estimate }, j) => {
      expect(estimate, column).toBeCloseTo(repeated.coefficients[j]?.estimate as number, 5);
    });
  });

  it("a table gives the same, with folds as a column", () => {
    const { table } = readTable(leads, features);
    const outcome = leads.map(({ won }) => won);
    const fold = (lead: Lead) => lead.account % 4;
    const fromTable = fitElasticNet(table, { features, outcome, folds: leads.map(fold), lambdas: 30 });
    expect(fromTable.report.path).toEqual(learn({ folds: fold }).report.path);
  });

  it("shapes: a number as bins", () => {
    const { model } = learn({ shapes: { twin: { bins: 4 } }, l1Ratio: 0.1 });
    expect(model.terms.find(({ id }) => id === "twin")?.kind).toBe("step");
  });

  it("frozen records are accepted", () => {
    expect(() => learn({}, Object.freeze(leads.map((lead) => Object.freeze(lead))))).not.toThrow();
  });
});

describe("bad input", () => {
  it("no signal: every feature may be dropped, and the event rate is left", () => {
    const noise = featureSet<Lead>()({ noise: numeric("noise") });
    const { model, report } = fitElasticNet(leads, {
      ...options,
      features: noise,
      lambdas: [10, 1],
    });
    expect(report.dropped).toEqual(["noise"]);
    expect(model.terms).toEqual([]);
    expect(report.path.map(({ nonzero }) => nonzero)).toEqual([0, 0]);
  });

  it("constant, always missing and one-level features are left out, with a warning", () => {
    const rows = leads.map((lead) => ({ ...lead, noise: 3, visits: null, source: "web" }));
    const { report } = learn({}, rows);
    expect(report.warnings).toMatchObject([{ code: "left_out", features: ["noise", "source", "visits"] }]);
    const only = fitElasticNet(rows, {
      ...options,
      features: featureSet<Lead>()({ noise: numeric("noise") }),
    });
    expect(only.report.path).toHaveLength(1);
    expect(only.model.terms).toEqual([]);
  });

  it("equal features share their weight where l1Ratio is below 1", () => {
    const same = featureSet<Lead>()({ a: numeric("twin"), b: numeric("twin") });
    const { coefficients, converged } = { ...fitElasticNet(leads, { ...options, features: same }).report };
    expect(converged).toBe(true);
    expect(coefficients[1]?.estimate).toBeCloseTo(coefficients[2]?.estimate as number, 6);
  });

  it("a label that leaks is named", () => {
    const leaking = featureSet<Lead>()({
      twin: numeric("twin"),
      paid: numeric((lead) => (lead.won ? 1 : 0)),
    });
    const { report } = fitElasticNet(leads, { ...options, features: leaking, l1Ratio: 1 });
    expect(report.warnings[0]).toMatchObject({ code: "separation" });
    expect(report.warnings[0]?.message).toMatch(
      /^99\.\d % of the deviance is explained, .* filled in after the outcome, first "paid"$/,
    );
  });

  it("perfect separation by a number is finite", () => {
    const rows = leads.map((lead) => ({ ...lead, won: lead.noise > 0 }));
    const { report } = learn({}, rows);
    expect(report.coefficients.every(({ estimate }) => Number.isFinite(estimate))).toBe(true);
    expect(report.converged).toBe(true);
  });

  it("ten thousand levels share a column", () => {
    const rows = Array.from({ length: 12_000 }, (_, i) => ({
      ...(leads[i % 300] as Lead),
      source: `s${i % 10_000}`,
    }));
    const { report } = learn({ lambdas: 10, folds: 3 }, rows);
    expect(report.warnings).toMatchObject([{ code: "left_out" }]);
  });

  it("huge values", () => {
    const rows = leads.map((lead) => ({ ...lead, noise: lead.noise * 1e200 }));
    const { report } = learn({}, rows);
    expect(report.warnings).toMatchObject([{ code: "left_out", features: ["noise"] }]);
    const large = learn(
      {},
      leads.map((lead) => ({ ...lead, twin: lead.twin * 1e100 })),
    ).report;
    expect(large.coefficients.every(({ estimate }) => Number.isFinite(estimate))).toBe(true);
  });

  it("one event cannot be cross-validated", () => {
    const rows = leads.map((lead, i) => ({ ...lead, won: i === 7 }));
    expect(() => learn({}, rows)).toThrow(
      'fitElasticNet: expected at least 2 events and 2 non-events to cross-validate, received "1 event"',
    );
  });

  it("a fold that holds all events is refused", () => {
    expect(() => learn({ folds: (lead) => (lead.won ? "won" : "lost") })).toThrow(
      "fitElasticNet: expected events and non-events outside of every fold",
    );
  });

  it("weights of zero leave no record", () => {
    expect(() => learn({ weight: () => 0 })).toThrow(
      "fitElasticNet: expected at least one record with an outcome and a weight above 0, received none",
    );
  });

  it("duplicated records change nothing but the count", () => {
    const folds = (lead: Lead) => lead.account % 5;
    const once = learn({ folds, minimumLevelCount: 1 }).report;
    const twice = learn({ folds, minimumLevelCount: 1 }, [...leads, ...leads]).report;
    expect(twice.events).toBe(2 * once.events);
    expect(twice.coefficients[1]?.estimate).toBeCloseTo(once.coefficients[1]?.estimate as number, 6);
  });

  it.each([
    [{ l1Ratio: 1.1 }, "fitElasticNet: expected l1Ratio in [0, 1], received 1.1"],
    [{ l1Ratio: Number.NaN }, "fitElasticNet: expected l1Ratio in [0, 1], received NaN"],
    [{ lambdas: 1 }, "fitElasticNet: expected lambdas to be a whole number from 2 to 1000, received 1"],
    [{ lambdas: 2.5 }, "fitElasticNet: expected lambdas to be a whole number from 2 to 1000, received 2.5"],
    [{ lambdas: [] }, "fitElasticNet: expected 1 to 1000 lambdas, received 0"],
    [{ lambdas: [1, 2] }, "fitElasticNet: expected lambdas to decrease, received 2"],
    [{ lambdas: [1, 0] }, "fitElasticNet: expected lambdas[1] above 0, received 0"],
    [{ folds: 1 }, "fitElasticNet: expected folds to be a whole number from 2 to 100, received 1"],
    [
      { folds: "account" },
      'fitElasticNet: expected folds to be a number or a function of the record, received "account"',
    ],
    [
      { folds: () => null },
      "fitElasticNet: expected the fold of a record to be text or a finite number, received null",
    ],
    [{ folds: () => 1 }, "fitElasticNet: expected at least two folds, received 1"],
    [{ seed: -1 }, "fitElasticNet: expected seed to be a whole number from 0 to 4294967295, received -1"],
    [
      { choice: "best" },
      'fitElasticNet: expected choice to be "minimum" or "oneStandardError", received "best"',
    ],
    [{ alpha: 1 }, "fitElasticNet: expected options with keys"],
    [{ features: {} }, "fitElasticNet: expected features made by featureSet"],
    [
      { minimumLevelCount: 0 },
      "fitElasticNet: expected minimumLevelCount to be a finite number of at least 1",
    ],
  ])("%j is refused", (wrong, message) => {
    expect(() => learn(wrong as never)).toThrow(message);
  });
});
