import fc from "fast-check";
import { describe, it } from "vitest";
import { compileScorer } from "../../../src/exporters/javascript/index";
import { type AdditiveModel, createScorer } from "../../../src/models/index";
import { featuresOf } from "../../models/support";
import { arbitraryModel, arbitraryValues } from "../../support/arbitraryModel";
import { declaredFeatures, expectSameScores, moduleOf } from "./support";

/** Values that a field may hold, whatever the feature expects. */
const odd: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(null, undefined, Number.NaN, Number.POSITIVE_INFINITY, -0, 0, 1, true, false),
  fc.constantFrom<unknown>(
    "",
    "  ",
    "12",
    " 3.5 ",
    "0x10",
    "1e3",
    "Google",
    " Google ",
    "GOOGLE",
    "__proto__",
  ),
  fc.constantFrom<unknown>(
    [],
    [1, 2],
    {},
    { a: 1 },
    new Date(0),
    new Date(Number.NaN),
    12n,
    new Error("no"),
    Symbol("s"),
    () => 1,
  ),
  fc.double(),
  fc.string({ maxLength: 100 }),
);

/** Records of a model's fields: mostly fitting values, some odd ones, some fields absent. */
const records = (model: AdditiveModel) =>
  fc.array(
    fc.oneof(
      { weight: 6, arbitrary: arbitraryValues(model) },
      {
        weight: 3,
        arbitrary: fc.record(Object.fromEntries(model.features.map(({ name }) => [name, odd])), {
          requiredKeys: [],
        }),
      },
      { weight: 1, arbitrary: odd },
    ),
    { minLength: 1, maxLength: 12 },
  );

describe("random models and records", () => {
  it("a module gives the bits and the words of the scorer", () => {
    fc.assert(
      fc.property(
        arbitraryModel.chain((model) => fc.tuple(fc.constant(model), records(model))),
        ([model, rows]) => {
          const features = declaredFeatures(model);
          fc.pre(features !== null);
          expectSameScores(moduleOf(model, features), createScorer(model, features), rows);
        },
      ),
    );
  });

  it("a compiled scorer does too, and calls the features that are functions", () => {
    fc.assert(
      fc.property(
        arbitraryModel.chain((model) => fc.tuple(fc.constant(model), records(model))),
        ([model, rows]) => {
          const features = featuresOf(model);
          expectSameScores(compileScorer(model, features), createScorer(model, features), rows);
        },
      ),
    );
  });
});
