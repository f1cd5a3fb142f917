import { describe, expect, it } from "vitest";
import { expit } from "../../../src/core/index";
import { categorical, featureSet, flag, numeric, ordinal } from "../../../src/features/index";
import { createScorer } from "../../../src/models/index";
import {
  countsFromRecords,
  fitNaiveBayes,
  naiveBayesFromCounts,
  updateCounts,
} from "../../../src/training/index";
import golden from "../golden/naiveBayes.json";

describe("scikit-learn's CategoricalNB on categories, a binned number and a flag, with missing values", () => {
  type Row = (typeof golden.rows)[number];
  const features = featureSet<Row>()({
    source: categorical("source"),
    country: categorical("country"),
    visits: numeric("visits"),
    opened: flag("opened"),
  });

  it.each(golden.fits)(
    "smoothing $smoothing: the prior and every margin",
    ({ smoothing, intercept, margins }) => {
      const { model } = fitNaiveBayes(golden.rows, {
        features,
        outcome: (row) => row.won,
        cuts: { visits: golden.cuts },
        smoothing,
      });
      expect(model.intercept).toBeCloseTo(intercept, 12);
      const { margin } = createScorer(model, features).scoreAll(golden.rows);
      margins.forEach((expected, i) => {
        expect(margin[i], `record ${i}`).toBeCloseTo(expected, 12);
      });
    },
  );
});

describe("the probabilities that Odoo's own tests of predictive lead scoring expect", () => {
  // addons/crm/tests/test_crm_pls.py, test_predictive_lead_scoring: the closed leads of each team, and one that is open
  interface Lead {
    readonly country: string;
    readonly state: string;
    readonly source: string;
    readonly stage: string;
    readonly won: boolean;
  }
  const stages = ["new", "qualified", "proposition", "won"];
  const lead = (country: number, state: number, source: number, stage: number, won = false): Lead => ({
    country: `country ${country}`,
    state: `state ${state}`,
    source: `source ${source}`,
    stage: stages[stage] as string,
    won,
  });
  const features = featureSet<Lead>()({
    country: categorical("country"),
    state: categorical("state"),
    source: categorical("source"),
    stage: ordinal("stage", stages),
  });
  const options = { features, smoothing: 0.1, missing: "ignored", stages: ["stage"] } as const;
  const count = (leads: readonly Lead[]) =>
    countsFromRecords(leads, { features, outcome: ({ won }) => won }).counts;
  /** Odoo adds the smoothing to the events and non-events of the prior as well. */
  const probability = (counts: ReturnType<typeof count>, open: Lead) => {
    const model = naiveBayesFromCounts(counts, options);
    const { margin } = createScorer(model, features).explain(open);
    const prior = Math.log((counts.events + 0.1) / (counts.nonEvents + 0.1));
    return expit(margin - model.intercept + prior);
  };

  const team2 = [lead(0, 1, 1, 2), lead(0, 1, 2, 1), lead(0, 2, 2, 3, true)];

  it.each([
    {
      team: [lead(0, 0, 0, 0), lead(1, 1, 1, 1), lead(2, 2, 2, 3, true)],
      open: lead(0, 1, 2, 1),
      expected: 0.3349,
    },
    { team: team2, open: lead(0, 1, 2, 1), expected: 0.0774 },
    {
      team: [lead(1, 1, 1, 3, true), lead(0, 1, 0, 0), lead(1, 2, 2, 0)],
      open: lead(0, 1, 2, 1),
      expected: 0.3509,
    },
  ])("$expected for closed leads counted at once", ({ team, open, expected }) => {
    expect(probability(count(team), open)).toBeCloseTo(expected, 4);
  });

  it("0.0243, and 0.3438 in another country, after a won lead was added to the counts", () => {
    const counts = updateCounts(count(team2), lead(1, 0, 1, 1), true, { features });
    expect(probability(counts, lead(0, 1, 2, 0))).toBeCloseTo(0.0243, 4);
    expect(probability(counts, lead(1, 1, 2, 0))).toBeCloseTo(0.3438, 4);
  });
});
