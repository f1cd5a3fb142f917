import { describe, expect, it } from "vitest";
import { categorical, featureSet, flag, numeric, ordinal, readTable } from "../../../src/features/index";
import { createScorer, type LevelsTerm, type StepTerm, withReference } from "../../../src/models/index";
import { countsFromRecords, naiveBayesFromCounts } from "../../../src/training/index";
import { failure } from "../../core/failure";

interface Deal {
  readonly source: string | null;
  readonly stage: string | null;
  readonly visits: number | null;
  readonly won: boolean;
}
const stages = ["new", "offer", "won"];
const features = featureSet<Deal>()({
  source: categorical("source", { label: "lead source" }),
  stage: ordinal("stage", stages),
  visits: numeric("visits"),
});
const deal = (source: string | null, stage: string | null, visits: number | null, won: boolean): Deal => ({
  source,
  stage,
  visits,
  won,
});
const deals = [
  deal("web", "new", 1, false),
  deal("web", "new", 2, false),
  deal("web", "offer", 3, false),
  deal("fair", "new", 9, false),
  deal("fair", "won", 9, true),
  deal("web", "won", null, true),
];
const { counts } = countsFromRecords(deals, {
  features,
  outcome: ({ won }) => won,
  cuts: { visits: [4, 20, 30] },
});
const modelOf = (options: object = {}) =>
  naiveBayesFromCounts(counts, { features, smoothing: 0.5, ...options });
const termOf = (id: string, options?: object) =>
  modelOf(options).terms.find((term) => term.id === id) as unknown as Omit<LevelsTerm, "kind"> &
    Omit<StepTerm, "kind">;

describe("naiveBayesFromCounts", () => {
  it("the intercept is the log-odds of the prior, without smoothing", () => {
    expect(modelOf().intercept).toBe(Math.log(2 / 4));
  });

  it("a level adds ln of the ratio of its smoothed shares", () => {
    const { levels, contributions, label } = termOf("source");
    expect([levels, label]).toEqual([["fair", "web"], "lead source"]);
    expect(contributions).toEqual([
      Math.log(1.5 / 3) - Math.log(1.5 / 5),
      Math.log(1.5 / 3) - Math.log(3.5 / 5),
    ]);
  });

  it("a missing value is a bin like any other, or says nothing", () => {
    // events: 1 of 2 missing, non-events: 0 of 4; two bins hold records beside it
    expect(termOf("visits").missing).toBeCloseTo(Math.log(1.5 / 3.5) - Math.log(0.5 / 5.5), 14);
    expect(termOf("visits", { missing: "ignored" }).missing).toBe(0);
    expect(termOf("visits", { missing: "ignored" }).contributions[0]).toBeCloseTo(
      Math.log(0.5 / 2) - Math.log(3.5 / 5),
      14,
    );
  });

  it("where nothing was missing, a missing value says nothing; nor does a level that was not counted", () => {
    const { missing, unseen } = termOf("source");
    expect([missing, unseen]).toEqual([0, 0]);
  });

  it("a bin without records says nothing, and has no part in the others", () => {
    expect(termOf("visits").contributions.slice(2)).toEqual([0, 0]);
    const fewer = countsFromRecords(deals, {
      features,
      outcome: ({ won }) => won,
      cuts: { visits: [4] },
    }).counts;
    const model = naiveBayesFromCounts(fewer, { features, smoothing: 0.5 });
    const term = model.terms.find(({ id }) => id === "visits") as StepTerm;
    expect(term.contributions).toEqual(termOf("visits").contributions.slice(0, 2));
  });

  it("stages: the evidence is to have come so far; an event has passed every stage", () => {
    // 4 non-events reached the first stage, 1 the second, none the last
    const { contributions, missing } = termOf("stage", { stages: ["stage"] });
    expect(contributions).toEqual([0, Math.log(4.5) - Math.log(1.5), Math.log(4.5) - Math.log(0.5)]);
    expect(missing).toBe(0);
    // each stage passed adds ln P(reached | event, the one before) − ln P(reached | non-event, the one before)
    expect(contributions[2]).toBeCloseTo(Math.log(4.5 / 1.5) + Math.log(1.5 / 0.5), 14);
  });

  it("stages: whichever stage a won record shows, it has passed all of them", () => {
    const other = deals.map((one) => (one.won ? { ...one, stage: "new" } : one));
    const counted = countsFromRecords(other, {
      features,
      outcome: ({ won }) => won,
      cuts: { visits: [4] },
    }).counts;
    const model = naiveBayesFromCounts(counted, { features, smoothing: 0.5, stages: ["stage"] });
    expect(model.terms.find(({ id }) => id === "stage")).toMatchObject({
      contributions: termOf("stage", { stages: ["stage"] }).contributions,
    });
  });

  it("the score is the margin, and there is no probability", () => {
    const model = modelOf();
    expect([model.link, model.calibration]).toEqual(["identity", null]);
    expect(createScorer(model, features).score(deals[0] as Deal)).toMatchObject({
      status: "scored",
      probability: null,
    });
  });

  it("references are the means over the counted records", () => {
    const model = modelOf();
    withReference(model, readTable(deals, features).table).terms.forEach((term, i) => {
      expect(model.terms[i]?.reference).toBeCloseTo(term.reference, 14);
    });
  });

  it("categories, ordinal features and flags have the distribution that records would give, numbers none", () => {
    const set = featureSet<Deal>()({
      ...features.features,
      big: flag((one) => (one.visits === null ? null : one.visits > 2)),
    });
    const counted = countsFromRecords(deals, {
      features: set,
      outcome: ({ won }) => won,
      cuts: { visits: [4] },
    }).counts;
    const model = naiveBayesFromCounts(counted, { features: set });
    const expected = withReference(model, readTable(deals, set).table).features;
    expect(
      model.features.map(({ name, reference }) => (name === "visits" ? reference : "as counted")),
    ).toContain(null);
    for (const feature of model.features) {
      if (feature.name !== "visits")
        expect(feature).toEqual(expected.find(({ name }) => name === feature.name));
    }
  });

  it("without smoothing a bin of one class is an error that names the feature", () => {
    expect(failure(() => modelOf({ smoothing: 0 }))).toBe(
      'invalid_data: naiveBayesFromCounts: expected smoothing above 0, since a bin of "stage" has one class only, received 0',
    );
    expect(failure(() => modelOf({ smoothing: 0, stages: ["stage"], missing: "ignored" }))).toBe(
      'invalid_data: naiveBayesFromCounts: expected smoothing above 0, since no non-event reached the end of "stage", received 0',
    );
  });

  it.each([
    [
      { features: featureSet<Deal>()({ source: categorical("source") }) },
      'invalid_configuration: naiveBayesFromCounts: expected feature "stage" of kind ordinal new, offer, won, received undefined',
    ],
    [
      {
        features: featureSet<Deal>()({
          ...features.features,
          stage: ordinal("stage", ["new", "won", "offer"]),
        }),
      },
      'invalid_configuration: naiveBayesFromCounts: expected feature "stage" of kind ordinal new, offer, won, received "ordinal new, won, offer"',
    ],
    [
      { features: featureSet<Deal>()({ ...features.features, visits: flag(() => true) }) },
      'invalid_configuration: naiveBayesFromCounts: expected feature "visits" of kind number, received "flag"',
    ],
    [
      { outcome: () => true },
      'invalid_argument: naiveBayesFromCounts: expected options with keys features, smoothing, missing, stages, coverageFloor, lowConfidenceBelow, received "outcome"',
    ],
  ])("refuses: %#", (wrong, message) => {
    expect(failure(() => modelOf(wrong))).toBe(message);
  });

  it("counts of one class are refused", () => {
    const only = (won: boolean) =>
      countsFromRecords(deals, {
        features,
        outcome: (one) => (one.won === won ? won : null),
        cuts: { visits: [4] },
      }).counts;
    expect(failure(() => naiveBayesFromCounts(only(true), { features }))).toMatch(
      /at least one non-event, received 0/,
    );
    expect(failure(() => naiveBayesFromCounts(only(false), { features }))).toMatch(
      /at least one event, received 0/,
    );
  });
});
