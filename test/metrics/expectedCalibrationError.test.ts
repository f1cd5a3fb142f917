import { describe, expect, it } from "vitest";
import { expit, seededRandom } from "../../src/core/index";
import { calibrationCurve, expectedCalibrationError } from "../../src/metrics/index";

/** Records whose true probability is `p`, and what a model with the margin `model(x)` says. */
function draw(seed: number, n: number, model: (margin: number) => number) {
  const random = seededRandom(seed);
  const margins = Float64Array.from({ length: n }, () => random.normal() - 1);
  return {
    outcomes: margins.map((margin) => (random.next() < expit(margin) ? 1 : 0)),
    probabilities: margins.map((margin) => expit(model(margin))),
  };
}

const calibrated = (margin: number) => margin;
const tooHigh = (margin: number) => margin + 0.3;

it("is the mean distance of the bins of calibrationCurve, weighted by their records", () => {
  const { outcomes, probabilities } = draw(1, 500, tooHigh);
  for (const by of ["count", "width"] as const) {
    const curve = calibrationCurve(outcomes, probabilities, { bins: 7, by });
    const expected = curve.reduce(
      (total, bin) => total + (bin.count / 500) * Math.abs(bin.eventRate - bin.meanPrediction),
      0,
    );
    const error = expectedCalibrationError(outcomes, probabilities, { bins: 7, by });
    expect(error.value).toBeCloseTo(expected, 13);
    expect(error.bins).toBe(curve.length);
  }
});

it("is biased upwards: right predictions show ifCalibrated on average, and the less the more records", () => {
  const average = (n: number) => {
    const errors = Array.from({ length: 100 }, (_, seed) => {
      const { outcomes, probabilities } = draw(seed, n, calibrated);
      return expectedCalibrationError(outcomes, probabilities);
    });
    const mean = (of: (error: (typeof errors)[0]) => number) =>
      errors.reduce((sum, e) => sum + of(e), 0) / 100;
    return {
      value: mean((e) => e.value),
      ifCalibrated: mean((e) => e.ifCalibrated),
      debiased: mean((e) => e.debiased),
    };
  };
  const few = average(200);
  const many = average(3200);
  for (const { value, ifCalibrated } of [few, many]) {
    expect(value / ifCalibrated).toBeGreaterThan(0.92); // the mean of 100 has a standard error of 0.024
    expect(value / ifCalibrated).toBeLessThan(1.08);
  }
  expect(few.value / many.value).toBeGreaterThan(3.5);
  expect(few.debiased).toBeLessThan(0.7 * few.value);
});

it("debiased is nearer to the truth than value", () => {
  const truth = expectedCalibrationError(
    ...(Object.values(draw(2, 120_000, tooHigh)) as [Float64Array, Float64Array]),
  ).value;
  const errors = Array.from({ length: 100 }, (_, seed) => {
    const { outcomes, probabilities } = draw(seed, 300, tooHigh);
    return expectedCalibrationError(outcomes, probabilities);
  });
  const bias = (of: (error: (typeof errors)[0]) => number) =>
    Math.abs(errors.reduce((sum, e) => sum + of(e), 0) / 100 - truth);
  expect(bias((e) => e.debiased)).toBeLessThan(bias((e) => e.value) / 2);
});

describe("the interval", () => {
  it.each([
    ["right predictions", calibrated, 0],
    ["predictions 0.3 log-odds too high", tooHigh, null],
    ["predictions that are too extreme", (margin: number) => 1.5 * margin, null],
  ])("holds the true error of %s in at least 91 % of samples", (_title, model, known) => {
    const large = draw(9, 120_000, model);
    const truth = known ?? expectedCalibrationError(large.outcomes, large.probabilities).value;
    let held = 0;
    for (let seed = 0; seed < 150; seed++) {
      const { outcomes, probabilities } = draw(seed + 100, 600, model);
      const { interval } = expectedCalibrationError(outcomes, probabilities);
      if (interval.low <= truth && truth <= interval.high) held++;
    }
    expect(held / 150).toBeGreaterThan(0.91);
  });

  it("starts at 0 where chance can explain the error, and above where it cannot", () => {
    const right = draw(5, 2000, calibrated);
    expect(expectedCalibrationError(right.outcomes, right.probabilities).interval.low).toBe(0);
    const wrong = draw(5, 2000, tooHigh);
    expect(expectedCalibrationError(wrong.outcomes, wrong.probabilities).interval.low).toBeGreaterThan(0.01);
  });

  it("is a point where predictions leave no room for chance", () => {
    const certain = expectedCalibrationError([0, 1, 1, 0], [0, 1, 1, 0]);
    expect(certain).toEqual({
      value: 0,
      debiased: 0,
      ifCalibrated: 0,
      interval: { low: 0, high: 0 },
      bins: 2,
    });
    expect(expectedCalibrationError([0, 0], [1, 1]).interval).toEqual({ low: 1, high: 1 });
  });

  it("has an upper end above 0 for an error of exactly 0", () => {
    const { value, interval } = expectedCalibrationError([0, 1], [0.5, 0.5]);
    expect(value).toBe(0);
    expect(interval.low).toBe(0);
    expect(interval.high).toBeGreaterThan(0.3);
  });
});

it("refuses bins and by as calibrationCurve does, in its own name", () => {
  const of = (options: unknown) => () => expectedCalibrationError([0, 1], [0.2, 0.8], options as never);
  expect(of({ bins: 0 })).toThrow(
    "expectedCalibrationError: expected bins to be a whole number of at least 1",
  );
  expect(of({ by: "mass" })).toThrow('expectedCalibrationError: expected by to be "count" or "width"');
});
