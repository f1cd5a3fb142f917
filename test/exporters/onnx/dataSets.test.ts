import { expect, it } from "vitest";
import { type Buckets, bucketsByShare } from "../../../src/buckets/index";
import type { AsOf, FeatureSet } from "../../../src/features/index";
import { readTable } from "../../../src/features/index";
import { type AdditiveModel, createScorer, withReference } from "../../../src/models/index";
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
import { differences, materialised, runOnnx, scorerColumns, type Values } from "./support";

/** Values that a field may hold against all rules. */
const odd: readonly unknown[] = [
  ...[
    null,
    undefined,
    "",
    " ",
    "never seen",
    "'; DROP TABLE leads; --",
    'say "hi"',
    "größer 🙂",
    "back\\slash",
  ],
  ...["\u00a0yes\u3000", "line\nbreak", "0", "-1", "1e308", "1e-320", "12abc", true, false],
  ...[0, -0, 1.5, -7, 1e308, -1e308, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53],
];

/** Records with missing values here and there, and with an odd value in each field in turn. */
function broken(rows: readonly Values[], features: FeatureSet<never>): Values[] {
  const keys = Object.keys(rows[0] as Values);
  const without = rows.slice(0, 300).map((row, i) => {
    const kept = Object.entries(row).filter((_, k) => (i * 7 + k * 11) % 5 !== 0);
    return Object.fromEntries(kept);
  });
  const strange = keys.flatMap((key, k) =>
    odd
      .filter((value) => isExpressible(value, key, features))
      .map((value, i) => ({ ...rows[(k * 31 + i) % rows.length], [key]: value })),
  );
  return [...without, ...strange];
}

/** A tensor of text cannot tell a boolean from its text, nor a tensor of numbers from a number. */
function isExpressible(value: unknown, field: string, { features }: FeatureSet<never>): boolean {
  const definitions = Object.values<{ definition: Values | null }>(features).map(
    ({ definition }) => definition,
  );
  const extractor = definitions.find((definition) => definition?.field === field)?.extractor;
  if (extractor === "flag") return typeof value !== "boolean" && value !== 0;
  return extractor !== "categorical" || value !== Number.POSITIVE_INFINITY;
}

function sameAsScorer<Row extends object>(dataSet: DataSet<Row>): void {
  const { name, outcome, points, asOf } = dataSet;
  const original = dataSet.rows();
  const { features, rows } = materialised(dataSet.features, original, asOf);
  const needsAsOf = features.names.some((name) => features.features[name]?.needsAsOf);
  const time = needsAsOf && asOf !== undefined ? { asOf: asOf as AsOf<never> } : {};

  const check = (title: string, make: () => AdditiveModel) =>
    it(`${name}, ${title}: bit for bit the scores, statuses, buckets and contributions of the scorer`, async () => {
      const model = make();
      const all = [...rows, ...broken(rows, features)];
      const { score } = createScorer(model, features).scoreAll(rows as never[], time);
      const scored = score.filter((value) => !Number.isNaN(value));
      const buckets: Buckets = bucketsByShare(scored, { A: 0.1, B: 0.15, C: 0.25, D: 0.5 });
      const options = { ...time, buckets, explain: true };
      const expected = scorerColumns(model, features, all, options);
      expect(expected.status?.filter((status) => status === 0).length).toBeGreaterThan(rows.length / 3);
      expect(differences(await runOnnx(model, features, all, options), expected)).toEqual([]);
    });

  const written = () => pointsModel({ ...points, features: features as FeatureSet<Values> } as never);
  const weight = dataSet.weight as ((row: never) => number) | undefined;
  check("a learned model", () => {
    const options = {
      features,
      outcome: outcome as never,
      ...time,
      ...(weight === undefined ? {} : { weight }),
    };
    return fitLogistic(rows as never[], options).model;
  });
  check("a written model", () => withReference(written(), readTable(rows as never[], features, time).table));
  if (name !== germanCredit.name) return;
  const kinds = learnedKinds(rows as never[], features);
  for (const [kind, model] of Object.entries(kinds)) check(kind, () => model);
}

describeWithSharedData("exported to ONNX, every record of every data set, and broken ones", () => {
  sameAsScorer(xEducation);
  sameAsScorer(salvirt);
  sameAsScorer(bank);
  sameAsScorer(germanCredit);
  sameAsScorer(crmPipeline);
  sameAsScorer(olist);
  sameAsScorer(cdnow);
  sameAsScorer(breastCancer);
  sameAsScorer(channelPaths);
});
