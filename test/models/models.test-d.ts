import { describe, expectTypeOf, it } from "vitest";
import { featureSet, numeric } from "../../src/features/index";
import {
  type AdditiveModel,
  type ConditionTerm,
  counterfactual,
  createScorer,
  type Explanation,
  type ScoreResult,
  type Scorer,
  type ScoreTable,
  type Term,
} from "../../src/models/index";

interface Lead {
  readonly visits: number;
}

declare const model: AdditiveModel;
const features = featureSet<Lead>()({ visits: numeric("visits") });
const scorer = createScorer(model, features);

describe("createScorer", () => {
  it("takes the record type from the features", () => {
    expectTypeOf(scorer).toEqualTypeOf<Scorer<Lead>>();
    expectTypeOf(scorer.score).parameter(0).toEqualTypeOf<Lead>();
    expectTypeOf(scorer.scoreAll([{ visits: 1 }])).toEqualTypeOf<ScoreTable>();
    expectTypeOf(scorer.explain({ visits: 1 })).toEqualTypeOf<Explanation>();
    // @ts-expect-error a record of another type
    scorer.score({ seats: 1 });
  });
});

describe("ScoreResult", () => {
  it("is narrowed by its status", () => {
    const result = scorer.score({ visits: 1 });
    expectTypeOf(result).toEqualTypeOf<ScoreResult>();
    // @ts-expect-error only a scored record has a score
    result.score;
    if (result.status === "scored") {
      expectTypeOf(result.score).toBeNumber();
      expectTypeOf(result.probability).toEqualTypeOf<number | null>();
    }
    if (result.status === "disqualified") expectTypeOf(result.reason).toBeString();
    if (result.status === "insufficient_data")
      expectTypeOf(result.missing).toEqualTypeOf<readonly string[]>();
    if (result.status === "rejected") expectTypeOf(result.feature).toEqualTypeOf<string | null>();
  });
});

describe("a model", () => {
  it("is read-only", () => {
    // @ts-expect-error models are data that is not changed in place
    model.intercept = 1;
    // @ts-expect-error nor are their lists
    model.terms.push;
  });

  it("has terms that are narrowed by their kind", () => {
    expectTypeOf<Extract<Term, { kind: "condition" }>>().toEqualTypeOf<ConditionTerm>();
    expectTypeOf<Term["kind"]>().toEqualTypeOf<
      "linear" | "levels" | "step" | "piecewise" | "condition" | "grid"
    >();
  });
});

describe("counterfactual", () => {
  it("takes names, or limits by name", () => {
    counterfactual(scorer, { visits: 1 }, { target: 5, actionable: ["visits"] });
    counterfactual(scorer, { visits: 1 }, { target: 5, actionable: { visits: { direction: "increase" } } });
    // @ts-expect-error another direction
    counterfactual(scorer, { visits: 1 }, { target: 5, actionable: { visits: { direction: "up" } } });
  });
});
