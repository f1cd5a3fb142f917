import { expectTypeOf, test } from "vitest";
import { featureSet, numeric } from "../../../src/features/index";
import {
  type CrossValidation,
  crossValidate,
  fitLogistic,
  fitNaiveBayes,
  type ValidationRun,
} from "../../../src/training/index";

interface Lead {
  readonly visits: number;
  readonly won: boolean;
}

test("every fit can be cross-validated, and the records are those of the features", () => {
  const features = featureSet<Lead>()({ visits: numeric("visits") });
  const data = { features, outcome: (lead: Lead) => lead.won };
  expectTypeOf(crossValidate<Lead>)
    .parameter(0)
    .toEqualTypeOf<readonly Lead[]>();
  expectTypeOf(crossValidate([] as Lead[], { ...data, fit: fitLogistic })).toEqualTypeOf<CrossValidation>();
  expectTypeOf(crossValidate([] as Lead[], { ...data, fit: fitNaiveBayes })).toEqualTypeOf<CrossValidation>();
  // @ts-expect-error a number is no model
  crossValidate([] as Lead[], { ...data, fit: () => 3 });
  // @ts-expect-error an unknown scheme
  crossValidate([] as Lead[], { ...data, fit: fitLogistic, scheme: "random" });
});

test("the figure by time has to be asked for where there may be no dates", () => {
  expectTypeOf<CrossValidation["timeSplit"]>().toEqualTypeOf<ValidationRun | null>();
});
