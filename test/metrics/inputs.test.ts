import { describe, expect, it } from "vitest";
import { SalienceError } from "../../src/core/index";
import {
  averagePrecision,
  brierScore,
  calibrationCurve,
  compareRocAucs,
  confusionMatrix,
  costCurve,
  expectedCalibrationError,
  expectedConversion,
  gainsCurve,
  groupReport,
  ksStatistic,
  liftCurve,
  logLoss,
  logLossFromMargins,
  precisionRecallCurve,
  rocAuc,
  rocAucInterval,
  rocCurve,
  topShareCapture,
} from "../../src/metrics/index";

type Metric = (outcomes: unknown, scores: unknown, options?: unknown) => unknown;

const confusionAtHalf: Metric = (outcomes, scores, options) =>
  (confusionMatrix as (...args: unknown[]) => unknown)(outcomes, scores, 0.5, options);

/** Options that a metric cannot do without, beside those of the test. */
const withOptions = (required: object, options: unknown): never =>
  (typeof options === "object" && options !== null && !Array.isArray(options)
    ? { ...required, ...options }
    : (options ?? (options === null ? null : required))) as never;

const money = { contactCost: 1, conversionValue: 5 };
const half = { threshold: 0.5 };

const metrics: readonly [caller: string, column: string, metric: Metric][] = [
  ["rocAuc", "scores", rocAuc as Metric],
  ["ksStatistic", "scores", ksStatistic as Metric],
  ["logLoss", "probabilities", logLoss as Metric],
  ["logLossFromMargins", "margins", logLossFromMargins as Metric],
  ["brierScore", "probabilities", brierScore as Metric],
  ["confusionMatrix", "scores", confusionAtHalf],
  ["liftCurve", "scores", liftCurve as Metric],
  ["calibrationCurve", "probabilities", calibrationCurve as Metric],
  ["precisionRecallCurve", "scores", precisionRecallCurve as Metric],
  ["rocCurve", "scores", rocCurve as Metric],
  ["averagePrecision", "scores", averagePrecision as Metric],
  ["gainsCurve", "scores", gainsCurve as Metric],
  [
    "topShareCapture",
    "scores",
    (y, s, o) => topShareCapture(y as [], s as [], withOptions({ share: 0.5 }, o)),
  ],
  ["expectedCalibrationError", "probabilities", expectedCalibrationError as Metric],
  ["expectedConversion", "probabilities", expectedConversion as Metric],
  ["rocAucInterval", "scores", rocAucInterval as Metric],
  ["compareRocAucs", "scoresA", (y, s, o) => compareRocAucs(y as [], s as [], [1, 4, 2, 3], o as object)],
  ["costCurve", "scores", (y, s, o) => costCurve(y as [], s as [], withOptions(money, o))],
  [
    "groupReport",
    "probabilities",
    (y, s, o) => groupReport(y as [], s as [], [1, 1, 2, 2], withOptions(half, o)),
  ],
];

/** The code and message of the error that a call throws. */
function failure(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    if (error instanceof SalienceError) return `${error.code} ${error.message}`;
    throw error;
  }
  return "no error";
}

describe.each(metrics)("%s", (caller, column, metric) => {
  const outcomes = [0, 1, 1, 0];
  const scores = [0.1, 0.4, 0.35, 0.8];

  it("reads booleans and typed arrays like arrays of 0 and 1", () => {
    const expected = metric(outcomes, scores);
    expect(metric([false, true, true, false], scores)).toEqual(expected);
    expect(metric(Uint8Array.from(outcomes), Float64Array.from(scores))).toEqual(expected);
    expect(metric(Object.assign({ length: 4 }, outcomes), Object.assign({ length: 4 }, scores))).toEqual(
      expected,
    );
  });

  it("accepts frozen arguments and does not change them", () => {
    const column = Float64Array.from(scores);
    const options = Object.freeze({ weights: Object.freeze([1, 2, 1, 1]) });
    const first = metric(Object.freeze([...outcomes]), column, options);
    expect(metric(Object.freeze([...outcomes]), column, options)).toEqual(first);
    expect(Array.from(column)).toEqual(scores);
  });

  it("refuses records without outcome or score, naming the position", () => {
    expect(failure(() => metric([0, 1, 2, 0], scores))).toBe(
      `invalid_argument ${caller}: expected outcomes[2] to be 0, 1, true or false, received 2`,
    );
    expect(failure(() => metric([0, 1, Number.NaN, 0], scores))).toContain("expected outcomes[2]");
    expect(failure(() => metric(["0", "1", "1", "0"], scores))).toContain("expected outcomes[0]");
    expect(failure(() => metric(outcomes, [0.1, Number.NaN, 0.3, 0.4]))).toContain(`expected ${column}[1]`);
    expect(failure(() => metric(outcomes, [0.1, 0.2, 0.3, null]))).toContain(`expected ${column}[3]`);
    expect(failure(() => metric(outcomes, [Number.POSITIVE_INFINITY, 0.2, 0.3, 0.4]))).toContain(
      `expected ${column}[0]`,
    );
    // a hole in the array is not a score either
    const sparse = [0.1, 0.2, 0.3, 0.4];
    delete sparse[2];
    expect(failure(() => metric(outcomes, sparse))).toContain(`expected ${column}[2]`);
  });

  it("refuses columns of different lengths, empty columns, and what is not a column", () => {
    expect(failure(() => metric(outcomes, [0.1]))).toBe(
      `invalid_argument ${caller}: expected ${column} of length 4, as outcomes, received 1`,
    );
    expect(failure(() => metric([], []))).toBe(
      `invalid_data ${caller}: expected at least one record, received 0`,
    );
    for (const wrong of ["0110", null, undefined, 4, {}, new Map(), { length: -1 }]) {
      expect(failure(() => metric(wrong, scores))).toContain("expected outcomes to be an array of numbers");
      expect(failure(() => metric(outcomes, wrong))).toContain(
        `expected ${column} to be an array of numbers`,
      );
    }
  });

  it("refuses weights that are negative, not finite, of another length, or all 0", () => {
    expect(failure(() => metric(outcomes, scores, { weights: [1, -1, 1, 1] }))).toContain(
      "expected weights[1] to be a finite number of at least 0, received -1",
    );
    expect(failure(() => metric(outcomes, scores, { weights: [1, 1, Number.NaN, 1] }))).toContain(
      "weights[2]",
    );
    expect(failure(() => metric(outcomes, scores, { weights: [1, 1] }))).toContain("weights of length 4");
    expect(failure(() => metric(outcomes, scores, { weights: [0, 0, 0, 0] }))).toContain(
      "expected at least one weight above 0",
    );
  });

  it("refuses unknown options", () => {
    expect(failure(() => metric(outcomes, scores, { weight: [1, 1, 1, 1] }))).toContain('received "weight"');
    expect(failure(() => metric(outcomes, scores, JSON.parse('{"__proto__": 1}')))).toContain(
      'received "__proto__"',
    );
    expect(failure(() => metric(outcomes, scores, null))).toContain("expected options to be an object");
    expect(failure(() => metric(outcomes, scores, [1, 1, 1, 1]))).toContain(
      "expected options to be an object",
    );
  });
});

describe.each([
  ["logLoss", logLoss],
  ["brierScore", brierScore],
  ["calibrationCurve", calibrationCurve],
  ["expectedCalibrationError", expectedCalibrationError],
  ["expectedConversion", expectedConversion],
])("%s", (_caller, metric) => {
  it("refuses probabilities outside [0, 1]", () => {
    expect(failure(() => metric([0, 1], [0.5, 1.2]))).toContain(
      "expected probabilities[1] in [0, 1], received 1.2",
    );
    expect(failure(() => metric([0, 1], [-0.1, 0.5]))).toContain(
      "expected probabilities[0] in [0, 1], received -0.1",
    );
  });
});

describe.each([
  ["expectedCalibrationError", expectedCalibrationError],
  ["expectedConversion", expectedConversion],
  ["rocAucInterval", rocAucInterval],
])("%s", (caller, metric) => {
  it("refuses a confidence outside (0, 1)", () => {
    for (const confidence of [0, 1, 1.5, -0.1, Number.NaN, "0.95"]) {
      expect(failure(() => metric([0, 1], [0.5, 0.6], { confidence } as never))).toContain(
        `invalid_argument ${caller}: expected confidence in (0, 1)`,
      );
    }
  });
});
