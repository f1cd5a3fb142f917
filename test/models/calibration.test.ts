import { describe, expect, it } from "vitest";
import { expit } from "../../src/core/index";
import type { AdditiveModel } from "../../src/models/index";
import { modelOf, scorerOf } from "./support";

const terms = [{ kind: "linear", feature: "x", coefficient: 1, center: 0, missing: 0 }] as const;
const results = (parts: Pick<AdditiveModel, "link" | "calibration">, ...values: readonly number[]) => {
  const { score, probability } = scorerOf(modelOf({ terms, ...parts })).scoreAll(values.map((x) => ({ x })));
  return { score: Array.from(score), probability: Array.from(probability) };
};
const piecewise = { kind: "piecewise", margins: [0, 10, 20], probabilities: [0.1, 0.5, 0.9] } as const;

describe("score and probability", () => {
  it("of a logit link are expit of the margin", () => {
    const expected = [-2, 0, 3].map(expit);
    expect(results({ link: "logit", calibration: null }, -2, 0, 3)).toEqual({
      score: expected,
      probability: expected,
    });
  });

  it("of points: the score is the sum, and there is no probability", () => {
    expect(results({ link: "identity", calibration: null }, -2, 7)).toEqual({
      score: [-2, 7],
      probability: [Number.NaN, Number.NaN],
    });
    expect(scorerOf(modelOf({ terms })).score({ x: 7 })).toMatchObject({ score: 7, probability: null });
  });

  it("a logistic calibration is expit(intercept + slope · margin); it is the score of a logit link", () => {
    const calibration = { kind: "logistic", intercept: -1, slope: 0.5 } as const;
    const expected = [expit(-2), expit(0)];
    expect(results({ link: "logit", calibration }, -2, 2)).toEqual({
      score: expected,
      probability: expected,
    });
    expect(results({ link: "identity", calibration }, -2, 2)).toEqual({
      score: [-2, 2],
      probability: expected,
    });
  });

  it("a slope of 0 gives one probability to all", () => {
    const calibration = { kind: "logistic", intercept: 0, slope: 0 } as const;
    expect(results({ link: "logit", calibration }, -9, 9).score).toEqual([0.5, 0.5]);
  });

  it("a piecewise calibration passes through its points, straight between them and constant outside", () => {
    const { probability } = results({ link: "identity", calibration: piecewise }, 0, 10, 20, 5, -50, 50);
    expect(probability).toEqual([0.1, 0.5, 0.9, 0.1 + 0.4 / 2, 0.1, 0.9]);
  });

  it("margins of 1000 and −1000 are 1 and 0, not NaN", () => {
    expect(results({ link: "logit", calibration: null }, 1000, -1000).score).toEqual([1, 0]);
  });
});
