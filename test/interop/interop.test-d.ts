import { describe, expectTypeOf, it } from "vitest";
import { type AdditiveModel, featureSet, numeric } from "../../src/index";
import { fitWithMlLogisticRegression, type MlLogisticRegressionReport } from "../../src/interop/index";

interface Lead {
  readonly visits: number;
  readonly won: boolean;
}
const features = featureSet<Lead>()({ visits: numeric("visits") });
const leads: readonly Lead[] = [];

describe("fitWithMlLogisticRegression", () => {
  it("gives a model and a report", () => {
    const result = () => fitWithMlLogisticRegression(leads, { features, outcome: (lead) => lead.won });
    expectTypeOf(result).returns.toEqualTypeOf<{
      readonly model: AdditiveModel;
      readonly report: MlLogisticRegressionReport;
    }>();
    expectTypeOf<MlLogisticRegressionReport["gradientNorm"]>().toEqualTypeOf<number>();
  });

  it("has no weights and no penalty", () => {
    const outcome = (lead: Lead) => lead.won;
    // @ts-expect-error the package has no weights
    () => fitWithMlLogisticRegression(leads, { features, outcome, weight: () => 1 });
    // @ts-expect-error the package has no penalty
    () => fitWithMlLogisticRegression(leads, { features, outcome, penalty: "none" });
  });
});
