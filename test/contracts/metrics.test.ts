import { describe, expect, it, test } from "vitest";
import * as buckets from "../../src/buckets/index";
import * as metrics from "../../src/metrics/index";

// biome-ignore lint/suspicious/noExplicitAny: the suite calls functions of many shapes
type Any = any;

/** Records of some columns; scores with ties, both outcomes in each group. */
interface Sample {
  readonly outcomes: readonly number[];
  readonly scores: readonly number[];
  readonly others: readonly number[];
  readonly groups: readonly string[];
}

const n = 120;
const column = <T>(make: (i: number) => T) => Array.from({ length: n }, (_, i) => make(i));
const sample: Sample = {
  outcomes: column((i) => ((i * 7) % 10 < 3 + (i % 4) ? 1 : 0)),
  scores: column((i) => (1 + ((i * 13) % 38)) / 40),
  others: column((i) => (1 + ((i * 29) % 47)) / 50),
  groups: column((i) => (i % 3 === 0 ? "north" : "south")),
};

/** A function of columns of records. */
interface Entry {
  readonly call: (sample: Sample, options: (own?: object) => Any) => unknown;
  /** Options of the call. */
  readonly own?: object;
  /** Why the order of the rows matters, where it does. */
  readonly ordered?: string;
  /** False where the result holds typed arrays, NaN or infinity, which JSON has not. */
  readonly isJson?: false;
}

const ofScores =
  (metric: Any) =>
  ({ outcomes, scores }: Sample, options: (own?: object) => Any) =>
    metric(outcomes, scores, options());
const money = { contactCost: 2, conversionValue: 5 };
const shared = { confidence: 0.9 };
const byThreshold = buckets.bucketsByThreshold({ A: 0.6, B: 0.3 }, { rest: "C" });

const functions: Readonly<Record<string, Entry>> = {
  rocAuc: { call: ofScores(metrics.rocAuc) },
  rocCurve: { call: ofScores(metrics.rocCurve), isJson: false },
  rocAucInterval: { call: ofScores(metrics.rocAucInterval), own: { ...shared, scale: "logit" } },
  compareRocAucs: {
    call: ({ outcomes, scores, others }, options) =>
      metrics.compareRocAucs(outcomes, scores, others, options()),
    own: shared,
  },
  ksStatistic: { call: ofScores(metrics.ksStatistic) },
  logLoss: { call: ofScores(metrics.logLoss) },
  logLossFromMargins: { call: ofScores(metrics.logLossFromMargins) },
  brierScore: { call: ofScores(metrics.brierScore) },
  averagePrecision: { call: ofScores(metrics.averagePrecision) },
  precisionRecallCurve: { call: ofScores(metrics.precisionRecallCurve), isJson: false },
  confusionMatrix: {
    call: ({ outcomes, scores }, options) => metrics.confusionMatrix(outcomes, scores, 0.5, options()),
  },
  liftCurve: { call: ofScores(metrics.liftCurve), own: { fractions: [0.1, 0.5] } },
  gainsCurve: { call: ofScores(metrics.gainsCurve), isJson: false },
  topShareCapture: { call: ofScores(metrics.topShareCapture), own: { share: 0.3 } },
  costCurve: { call: ofScores(metrics.costCurve), own: money, isJson: false },
  calibrationCurve: { call: ofScores(metrics.calibrationCurve), own: { bins: 5, confidence: 0.9 } },
  expectedCalibrationError: {
    call: ofScores(metrics.expectedCalibrationError),
    own: { bins: 5, confidence: 0.9 },
  },
  expectedConversion: { call: ofScores(metrics.expectedConversion), own: shared },
  groupReport: {
    call: ({ outcomes, scores, groups }, options) => metrics.groupReport(outcomes, scores, groups, options()),
    own: { threshold: 0.5, minimum: 10 },
    isJson: false,
  },
  scoredOnly: {
    call: ({ outcomes, scores }) => metrics.scoredOnly(outcomes, scores),
    ordered: "it keeps the order",
    isJson: false,
  },
  bootstrapInterval: {
    call: ({ outcomes, scores }, options) =>
      metrics.bootstrapInterval(
        (drawnOutcomes, drawnScores) => metrics.brierScore(drawnOutcomes as Any, drawnScores as Any),
        [outcomes, scores],
        options(),
      ),
    own: { seed: 4, confidence: 0.9 },
    ordered: "rows are drawn by position",
  },
  benjaminiHochberg: {
    call: ({ scores }) => metrics.benjaminiHochberg(scores),
    ordered: "an entry per p-value",
    isJson: false,
  },
  populationStabilityIndex: {
    call: ({ scores, others }) => metrics.populationStabilityIndex(scores, others),
    isJson: false,
  },
  bucketsByShare: { call: ({ scores }) => buckets.bucketsByShare(scores, { A: 0.2, B: 0.8 }) },
  bucketReport: {
    call: ({ outcomes, scores }, options) => buckets.bucketReport(byThreshold, outcomes, scores, options()),
    own: { confidence: 0.9, mql: ["A", "B"] },
    isJson: false, // NaN for the rate of no records
  },
};

/** Exports that are no function of columns of records, each with the reason. */
const notApplicable: Readonly<Record<string, string>> = {
  driftReport: "of tables: test/metrics/driftReport.test.ts",
  bucketsByThreshold: "of no records",
  bucketOf: "of one score",
  nextCut: "of one score",
};

test("every function of metrics and buckets is in the suite, or said to be not applicable", () => {
  const exported = [metrics, buckets].flatMap((folder) =>
    Object.entries(folder)
      .filter(([, value]) => typeof value === "function")
      .map(([name]) => name),
  );
  expect(exported.sort()).toEqual([...Object.keys(functions), ...Object.keys(notApplicable)].sort());
});

function deepFreeze<T>(value: T): T {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}

const reversed = (value: object) => Object.fromEntries(Object.entries(value).reverse());
const plain = (result: unknown): Any =>
  JSON.parse(
    JSON.stringify(result, (_, value) => (ArrayBuffer.isView(value) ? Array.from(value as Any) : value)),
  );

/** Equality of numbers up to rounding, and of everything else. */
function expectClose(received: Any, expected: Any): void {
  if (typeof expected === "number") expect(received).toBeCloseTo(expected, 10);
  else if (typeof expected !== "object" || expected === null) expect(received).toEqual(expected);
  else {
    expect(Object.keys(received)).toEqual(Object.keys(expected));
    for (const key of Object.keys(expected)) expectClose(received[key], expected[key]);
  }
}

describe.each(Object.entries(functions))("%s", (_, { call, own = {}, ordered, isJson = true }) => {
  const options = (more?: object) => ({ ...own, ...more });
  const expected = call(sample, options);

  it("takes frozen arguments, leaves them as they are, and gives the same for the same call", () => {
    const frozen = deepFreeze(structuredClone(sample));
    const frozenOptions = deepFreeze(structuredClone(own));
    expect(call(frozen, () => frozenOptions)).toEqual(expected);
    expect(call(frozen, () => frozenOptions)).toEqual(expected);
    expect(frozen).toEqual(sample);
  });

  it("does not depend on the order of the options", () => {
    expect(call(sample, () => reversed(own))).toEqual(expected);
  });

  it.skipIf(ordered !== undefined)("does not depend on the order of the rows", () => {
    const order = column((i) => (i * 49 + 11) % n);
    const shuffled = Object.fromEntries(
      Object.entries(sample).map(([name, values]) => [name, order.map((i) => values[i])]),
    );
    expectClose(plain(call(shuffled as unknown as Sample, options)), plain(expected));
  });

  it.skipIf(!isJson)("is the same after JSON", () => {
    expect(JSON.parse(JSON.stringify(expected))).toEqual(expected);
  });
});
