import { describe, it } from "vitest";
import { readTable } from "../../../src/features/index";
import { withReference } from "../../../src/models/index";
import { pointsModel } from "../../../src/scoring/index";
import { fitLogistic } from "../../../src/training/index";
import type { DataSet } from "../../realData/dataSet";
import { bank } from "../../realData/dataSets/bank";
import { breastCancer } from "../../realData/dataSets/breastCancer";
import { cdnow } from "../../realData/dataSets/cdnow";
import { channelPaths } from "../../realData/dataSets/channelPaths";
import { crmPipeline } from "../../realData/dataSets/crmPipeline";
import { germanCredit } from "../../realData/dataSets/germanCredit";
import { olist } from "../../realData/dataSets/olist";
import { salvirt } from "../../realData/dataSets/salvirt";
import { xEducation } from "../../realData/dataSets/xEducation";
import { describeWithSharedData } from "../../support/sharedData";
import { expectSameScores } from "./support";

function sameScores<Row extends object>({
  name,
  rows: read,
  features,
  outcome,
  asOf,
  weight,
  points,
}: DataSet<Row>): void {
  describe(name, () => {
    const rows = read();
    const options = asOf === undefined ? {} : { asOf };

    it("a learned model: every record has the scorer's probability to 1e-9", () => {
      const { model } = fitLogistic(rows, {
        features,
        outcome,
        ...options,
        ...(weight === undefined ? {} : { weight }),
      });
      expectSameScores(model, features, rows, asOf);
    }, 120_000);

    it("a written model: every record has the scorer's points, caps, gates and contributions", () => {
      const written = pointsModel({ features, ...points });
      expectSameScores(
        withReference(written, readTable(rows, features, options).table),
        features,
        rows,
        asOf,
      );
    }, 120_000);
  });
}

describeWithSharedData("toPmml of models of every data set", () => {
  sameScores(xEducation);
  sameScores(salvirt);
  sameScores(bank);
  sameScores(germanCredit);
  sameScores(crmPipeline);
  sameScores(olist);
  sameScores(cdnow);
  sameScores(breastCancer);
  sameScores(channelPaths);
});
