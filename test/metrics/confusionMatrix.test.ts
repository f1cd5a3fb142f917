import { expect, it } from "vitest";
import { confusionMatrix } from "../../src/metrics/index";

it("a score equal to the threshold is positive", () => {
  const matrix = confusionMatrix([1, 1, 0, 0], [0.5, 0.4999, 0.5, 0.4999], 0.5);
  expect(matrix).toEqual({
    threshold: 0.5,
    truePositives: 1,
    falsePositives: 1,
    trueNegatives: 1,
    falseNegatives: 1,
    precision: 0.5,
    recall: 0.5,
    f1: 0.5,
    specificity: 0.5,
    accuracy: 0.5,
  });
});

it("precision is NaN where nothing is positive, f1 is then 0", () => {
  const matrix = confusionMatrix([1, 0], [0.1, 0.2], 0.9);
  expect(matrix.precision).toBeNaN();
  expect(matrix.f1).toBe(0);
  expect(matrix.recall).toBe(0);
});

it("recall is NaN without events, specificity without non-events, f1 without events and positives", () => {
  const noEvents = confusionMatrix([0, 0], [0.1, 0.2], 0.9);
  expect(noEvents.recall).toBeNaN();
  expect(noEvents.f1).toBeNaN();
  expect(noEvents.specificity).toBe(1);
  expect(confusionMatrix([1, 1], [0.1, 0.9], 0.5).specificity).toBeNaN();
});

it("counts weights", () => {
  const matrix = confusionMatrix([1, 0, 0], [3, 2, 1], 2, { weights: [0.1, 0.2, 0.7] });
  expect(matrix.truePositives).toBe(0.1);
  expect(matrix.falsePositives).toBe(0.2);
  expect(matrix.accuracy).toBeCloseTo(0.8, 15);
});

it("refuses a threshold that is not a finite number", () => {
  expect(() => confusionMatrix([1], [1], Number.NaN)).toThrow(
    "confusionMatrix: expected threshold to be a finite number, received NaN",
  );
  expect(() => confusionMatrix([1], [1], undefined as never)).toThrow("expected threshold");
});
