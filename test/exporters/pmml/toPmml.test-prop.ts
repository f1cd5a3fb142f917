import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toPmml } from "../../../src/exporters/pmml/toPmml";
import { featuresOf } from "../../models/support";
import { arbitraryModel, arbitraryValues } from "../../support/arbitraryModel";
import { expectSameScores } from "./support";

const scored = arbitraryModel.chain((model) =>
  fc.tuple(fc.constant(model), fc.array(arbitraryValues(model), { minLength: 1, maxLength: 8 })),
);

describe("toPmml of any model", () => {
  it("says of any record what the scorer says, to 1e-9", () => {
    fc.assert(
      fc.property(scored, ([model, rows]) => {
        expectSameScores(model, featuresOf(model), rows);
      }),
      { numRuns: 150 },
    );
  }, 60_000);

  it("gives the same text for the same model", () => {
    fc.assert(
      fc.property(arbitraryModel, (model) => {
        const features = featuresOf(model);
        const options = { materialised: features.names };
        expect(toPmml(model, features, options)).toBe(toPmml(structuredClone(model), features, options));
      }),
      { numRuns: 30 },
    );
  });
});
