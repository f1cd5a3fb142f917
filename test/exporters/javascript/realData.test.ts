import { describe, expect, it } from "vitest";
import { bucketOf, bucketsByShare } from "../../../src/buckets/index";
import { compileScorer } from "../../../src/exporters/javascript/index";
import { type AdditiveModel, createScorer } from "../../../src/models/index";
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
import { learnedKinds } from "../../realData/learnedKinds";
import { describeWithSharedData } from "../../support/sharedData";
import { expectSameTable, moduleOf } from "./support";

function everyRecord<Row>(dataSet: DataSet<Row>): void {
  const { name, rows: read, features, outcome, asOf, weight, points } = dataSet;
  const rows = read();
  const options = asOf === undefined ? {} : { asOf };
  const isDeclarative = features.names.every((one) => features.features[one]?.definition);

  const check = (title: string, model: AdditiveModel) =>
    describe(`${name}, ${title}`, () => {
      const scorer = createScorer(model, features);
      const wanted = scorer.scoreAll(rows, options);

      it("compiled, every record gets the same bits", () => {
        expectSameTable(compileScorer(model, features).scoreAll(rows, options), wanted);
      });

      it.runIf(isDeclarative)("as a module, every record gets the same bits and the same bucket", () => {
        const buckets = bucketsByShare(wanted.score, { A: 0.1, B: 0.2, C: 0.3, D: 0.4 });
        const code = moduleOf(model, features, { buckets });
        const scores = code.scoreAll(rows, options);
        expectSameTable(scores, wanted);
        const labels = Array.from(
          scores.bucket as Int32Array,
          (position) => buckets.labels[position] ?? null,
        );
        expect(labels).toEqual(
          Array.from(wanted.score, (score) => (Number.isNaN(score) ? null : bucketOf(buckets, score))),
        );
      });
    });

  const weights = weight === undefined ? {} : { weight };
  check("a learned model", fitLogistic(rows, { features, outcome, ...options, ...weights }).model);
  check("a written model", pointsModel({ features, ...points }));
  if (name !== germanCredit.name) return;
  for (const [kind, model] of Object.entries(learnedKinds(rows, features))) check(kind, model);
}

describeWithSharedData("exported JavaScript on every record of every data set", () => {
  everyRecord(xEducation);
  everyRecord(salvirt);
  everyRecord(bank);
  everyRecord(germanCredit);
  everyRecord(crmPipeline);
  everyRecord(olist);
  everyRecord(cdnow);
  everyRecord(breastCancer);
  everyRecord(channelPaths);
});
