import { describe, expect, it, test } from "vitest";
import { expit, seededRandom } from "../../src/core/index";
import { categorical, type FeatureSet, featureSet, numeric, ordinal } from "../../src/features/index";
import * as interop from "../../src/interop/index";
import { type AdditiveModel, createScorer, SCORE_STATUSES } from "../../src/models/index";
import { parseModel, serializeModel } from "../../src/schemas/index";
import * as scoring from "../../src/scoring/index";
import * as training from "../../src/training/index";
import type { Any } from "../features/read";

/** Everything that makes a model keeps the same promises, and so does the scorer of every model. */
interface Lead {
  readonly visits: number | null;
  readonly amount: number | null;
  readonly source: string | null;
  readonly size: string | null;
  readonly won: boolean;
}

const random = seededRandom(11);
const leads = Array.from({ length: 240 }, (): Lead => {
  const visits = random.next() < 0.1 ? null : random.integer(12);
  const source = random.next() < 0.1 ? null : (["web", "fair", "mail"][random.integer(3)] as string);
  const amount = 50 * (1 + random.integer(80));
  const size = ["small", "mid", "large"][random.integer(3)] as string;
  const margin = ((visits ?? 6) - 6) / 3 + (source === "fair" ? 1 : 0) + amount / 4000 - 0.8;
  return { visits, amount, source, size, won: random.next() < expit(margin) };
});

/** What is scored besides: nothing known, little known, an unknown level, and numbers that cannot be used. */
const odd: readonly Lead[] = [
  { visits: null, amount: null, source: null, size: null, won: false },
  { visits: 3, amount: null, source: null, size: null, won: false },
  { visits: 3, amount: 100, source: "never seen", size: "mid", won: false },
  { visits: 1e6, amount: -1e6, source: " web ", size: null, won: false },
  { visits: Number.POSITIVE_INFINITY, amount: 100, source: "web", size: "mid", won: false },
  { visits: 3, amount: Number.NEGATIVE_INFINITY, source: "web", size: "mid", won: false },
];
const scored = [...leads.slice(0, 40), ...odd];

const parts = {
  visits: numeric<Lead>("visits"),
  amount: numeric<Lead>("amount"),
  source: categorical<Lead>("source"),
  size: ordinal<Lead>("size", ["small", "mid", "large"]),
};

/** What a call is given: records, features, and what is done to an argument before it is handed over. */
interface Given {
  readonly rows: readonly Lead[];
  readonly features: FeatureSet<Lead>;
  readonly adapt: <T>(argument: T) => T;
}
type Made = { readonly model: AdditiveModel; readonly features?: FeatureSet<Any> };

const given: Given = { rows: leads, features: featureSet<Lead>()(parts), adapt: (argument) => argument };
const outcome = (lead: Lead) => lead.won;

const learned =
  (learn: Any, own: object = {}) =>
  ({ rows, features, adapt }: Given): Made =>
    learn(rows, adapt({ features, outcome, ...own }));

const logistic = training.fitLogistic(leads, { features: given.features, outcome }).model;
const margins = Array.from(createScorer(logistic, given.features).scoreAll(leads).margin);
const calibrated =
  (calibrate: Any, own: object = {}) =>
  ({ rows, adapt }: Given): Made =>
    calibrate(adapt(logistic), adapt({ margins, outcomes: rows.map(outcome), heldOut: true, ...own }));

const boosted = training.fitBoosted(leads, { features: given.features, outcome, bags: 2 });

const pipeline: interop.SklearnPipeline = {
  estimator: "LogisticRegression",
  classes: [0, 1],
  coefficients: [0.5, -0.001, 0.3, -0.2, 0.1],
  intercept: 0.25,
  columns: [
    { kind: "number", column: "visits", mean: 4, scale: 2, fill: 3 },
    { kind: "number", column: "amount", mean: 1000 },
    { kind: "category", column: "source", categories: ["fair", "mail", "web"], handleUnknown: "ignore" },
  ],
};
const scorecard: interop.OptBinningScorecard = {
  values: "points",
  intercept: 5,
  table: [
    { Variable: "visits", Bin: "(-inf, 4.50)", Points: 12 },
    { Variable: "visits", Bin: "[4.50, inf)", Points: 31 },
    { Variable: "visits", Bin: "Missing", Points: 20 },
    { Variable: "source", Bin: ["fair"], Points: 9 },
    { Variable: "source", Bin: ["web", "mail"], Points: -3 },
    { Variable: "source", Bin: "Missing", Points: 1 },
  ],
};
const points: interop.CrmPoints = {
  properties: { visits: "number", amount: "number", source: "enumeration" },
  groups: [
    {
      name: "fit",
      limit: { maximum: 15 },
      rules: [
        { propertyName: "source", operator: "IN", values: ["fair", "web"], points: 10 },
        { propertyName: "amount", operator: "BETWEEN", value: 500, highValue: 2500, points: 20 },
      ],
    },
    { name: "interest", rules: [{ propertyName: "visits", operator: "GT", value: 4, points: 7 }] },
  ],
  limit: { minimum: 0, maximum: 100 },
};

/** Each makes a model; where it has features of its own, these are the ones that score. */
const makers: Readonly<Record<string, (given: Given) => Made>> = {
  fitLogistic: learned(training.fitLogistic),
  "fitLogistic, shapes": learned(training.fitLogistic, {
    penalty: "firth",
    shapes: { visits: { knots: 4 }, amount: { bins: 5 } },
  }),
  fitElasticNet: learned(training.fitElasticNet, { folds: 4 }),
  fitPooled: learned(training.fitPooled, { segment: "source" }),
  fitBoosted: learned(training.fitBoosted, { bags: 2 }),
  fitScorecard: learned(training.fitScorecard),
  fitNaiveBayes: learned(training.fitNaiveBayes),
  naiveBayesFromCounts: ({ rows, features, adapt }) => {
    const { counts } = training.countsFromRecords(
      rows,
      adapt({ features, outcome, cuts: { visits: [3, 6], amount: [1500] } }),
    );
    return { model: training.naiveBayesFromCounts(adapt(counts), adapt({ features, smoothing: 1 })) };
  },
  calibratePlatt: calibrated(training.calibratePlatt),
  calibrateIsotonic: calibrated(training.calibrateIsotonic, { minimumRecords: 100, minimumOfEachClass: 20 }),
  calibrateBeta: calibrated(training.calibrateBeta),
  correctPrior: ({ adapt }) => training.correctPrior(adapt(logistic), adapt({ keptNonEvents: 0.5 })),
  editShape: ({ adapt }) =>
    training.editShape(
      adapt(boosted.model),
      adapt(boosted.report.shapes[0]),
      adapt({ changes: [{ missing: true, contribution: -1 }], reason: "no tracking", by: "operations" }),
    ),
  pointsModel: ({ features, adapt }) => ({
    model: scoring.pointsModel(
      adapt({
        features,
        rules: [
          { id: "visits", when: { feature: "visits", atLeast: 3 }, points: 2, times: "visits", cap: 15 },
          { id: "fair", when: { feature: "source", is: "fair" }, points: 10, group: "fit" },
          { id: "large", when: { feature: "size", atLeast: "mid" }, points: 8, group: "fit" },
        ],
        groups: { fit: { maximum: 12 } },
        start: 3,
        total: { minimum: 0, maximum: 25 },
        disqualify: [{ id: "tiny", when: { feature: "amount", below: 200 }, reason: "too small a deal" }],
      }),
    ),
  }),
  fromSklearn: ({ adapt }) => interop.fromSklearn(adapt(pipeline)),
  fromOptBinning: ({ adapt }) => interop.fromOptBinning(adapt(scorecard)),
  fromPointsJson: ({ adapt }) => interop.fromPointsJson(adapt(points)),
  fitWithMlLogisticRegression: learned(interop.fitWithMlLogisticRegression, { steps: 200 }),
};

/** Exported functions that make no model, each with the reason. */
const notApplicable: Readonly<Record<string, string>> = {
  developModel: "chooses among fits: test/training/validation/developModel.test.ts",
  crossValidate: "a report",
  conversionHistory: "a history",
  countsFromRecords: "counts",
  countsFromTable: "counts",
  dataSufficiency: "a report",
  driftInputs: "columns of counts",
  duplicateEvidence: "a report",
  leakageReport: "a report",
  mergeCounts: "counts",
  modelCard: "text",
  monotoneCuts: "cuts",
  publishGate: "a decision",
  quantileCuts: "cuts",
  scorecardTable: "a table of a model",
  selectRows: "rows of a table",
  splitByHash: "two lists of records",
  splitByTime: "two lists of records",
  updateCounts: "counts",
  weightOfEvidence: "a table of counts",
};

test("every function of training, scoring and interop is in the suite, or said to be not applicable", () => {
  const exported = [training, scoring, interop].flatMap((folder) =>
    Object.entries(folder)
      .filter(([, value]) => typeof value === "function")
      .map(([name]) => name),
  );
  const tested = new Set(Object.keys(makers).map((name) => name.split(",")[0] as string));
  expect(exported.sort()).toEqual([...tested, ...Object.keys(notApplicable)].sort());
});

function deepFreeze<T>(value: T): T {
  if (typeof value === "object" && value !== null && !ArrayBuffer.isView(value) && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}

/** The same with the keys of every plain object in the other order; feature sets are made anew instead. */
function reversed<T>(value: T): T {
  if (Array.isArray(value)) return value.map(reversed) as T;
  if (typeof value !== "object" || value === null || ArrayBuffer.isView(value)) return value;
  if ("names" in value && "features" in value) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, reversed(inner)]);
  return Object.fromEntries(entries.reverse()) as T;
}

const hashOf = ({ model }: Made) => model.provenance.contentHash;

/** Columns of the fields that the records have. */
const columnsOf = (rows: readonly Lead[]) => ({
  visits: Float64Array.from(rows, ({ visits }) => visits ?? Number.NaN),
  amount: Float64Array.from(rows, ({ amount }) => amount ?? Number.NaN),
  source: rows.map(({ source }) => source),
  size: rows.map(({ size }) => size),
});

describe.each(Object.entries(makers))("%s", (_, make) => {
  const made = make(given);
  const scorer = createScorer(made.model, made.features ?? given.features);
  const table = scorer.scoreAll(scored);

  it("takes frozen records and arguments, leaves them as they are, and gives the same model for the same call", () => {
    const rows = deepFreeze(structuredClone(leads));
    const frozen: Given = { rows, features: deepFreeze(featureSet<Lead>()(parts)), adapt: deepFreeze };
    const one = make(frozen);
    expect(hashOf(one)).toBe(hashOf(made));
    expect(hashOf(make(frozen))).toBe(hashOf(made));
    expect(one.model).toEqual(made.model);
    expect(rows).toEqual(leads);
  });

  it("does not depend on the order of the keys of records, features and arguments", () => {
    const other = make({
      rows: reversed(leads),
      features: featureSet<Lead>()(reversed(parts)),
      adapt: reversed,
    });
    expect(hashOf(other)).toBe(hashOf(made));
    expect(createScorer(other.model, other.features ?? given.features).scoreAll(reversed(scored))).toEqual(
      table,
    );
  });

  it("gives the same scores and explanations after JSON", () => {
    const loaded = createScorer(parseModel(serializeModel(made.model)), scorer.features);
    expect(loaded.scoreAll(scored)).toEqual(table);
    expect(loaded.explainAll(scored)).toEqual(scorer.explainAll(scored));
  });

  it("explains: base and lines sum to the margin, for one record as for all", () => {
    const all = scorer.explainAll(scored);
    expect(all.scores).toEqual(table);
    scored.forEach((lead, i) => {
      const one = scorer.explain(lead);
      expect(one.result).toEqual(scorer.score(lead));
      expect([one.base, one.margin]).toEqual([all.base, all.margin[i]]);
      if (one.result.status === "rejected") {
        expect([one.margin, ...one.contributions]).toEqual([Number.NaN]);
        return;
      }
      const lines = one.contributions.map(({ contribution }) => contribution);
      expect(lines).toEqual(all.contributions.map((column) => column[i]));
      const sum = lines.reduce((total, line) => total + line, one.base);
      expect(Math.abs(sum - one.margin) / Math.max(1, Math.abs(one.margin))).toBeLessThan(1e-9);
    });
  });

  it("scores one record as all of them, rejects what all reject, and columns as records", () => {
    const { status, score, probability, margin, coverage } = table;
    scored.forEach((lead, i) => {
      const one = scorer.score(lead);
      expect(one.status).toBe(SCORE_STATUSES[status[i] as number]);
      if (one.status === "scored") {
        expect([one.score, one.probability ?? Number.NaN, one.margin, one.coverage]).toEqual([
          ...[score[i], probability[i], margin[i], coverage[i]],
        ]);
      }
      if (one.status === "rejected") {
        const { feature, reason } = table.rejected.find(({ index }) => index === i) as Any;
        expect(one).toEqual({ status: "rejected", feature, reason });
      }
    });
    expect(scorer.scoreAll(columnsOf(scored))).toEqual(table);
    expect(scorer.explainAll(columnsOf(scored))).toEqual(scorer.explainAll(scored));
  });

  it("rejects a number that is not finite, and scores the others", () => {
    const rejected = table.rejected.map(({ index }) => index - (scored.length - odd.length));
    const reads = (name: string) => scorer.features.names.includes(name);
    expect(rejected).toEqual([...(reads("visits") ? [4] : []), ...(reads("amount") ? [5] : [])]);
    expect(table.status.slice(0, 40).filter((code) => code === 0).length).toBeGreaterThan(20);
  });

  it.each([null, undefined, 3, "lead"])("rejects %o, which is no record, wherever it is given", (value) => {
    const row = value as unknown as Lead;
    const { rejected } = scorer.scoreAll([row]);
    expect(rejected).toMatchObject([{ index: 0, feature: null }]);
    expect(scorer.explainAll([row]).scores.rejected).toEqual(rejected);
    const one = { status: "rejected", feature: null, reason: rejected[0]?.reason };
    expect(scorer.score(row)).toEqual(one);
    expect(scorer.explain(row).result).toEqual(one);
  });
});
