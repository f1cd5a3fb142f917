import { describe, expect, it } from "vitest";
import { seededRandom } from "../../src/core/index";
import { rocAuc } from "../../src/metrics/index";

it("is 1 where every event is above every non-event, 0 the other way round", () => {
  expect(rocAuc([0, 0, 1, 1], [1, 2, 3, 4])).toBe(1);
  expect(rocAuc([1, 1, 0, 0], [1, 2, 3, 4])).toBe(0);
});

it("counts a pair of equal scores as half", () => {
  expect(rocAuc([0, 1], [5, 5])).toBe(0.5);
  // pairs: (2 > 1), (2 = 2), (3 > 1), (3 > 2): 3.5 of 4
  expect(rocAuc([0, 0, 1, 1], [1, 2, 2, 3])).toBe(0.875);
});

it("is NaN where all outcomes are the same, or all events have weight 0", () => {
  expect(rocAuc([1, 1], [1, 2])).toBeNaN();
  expect(rocAuc([0], [1])).toBeNaN();
  expect(rocAuc([0, 1], [1, 2], { weights: [1, 0] })).toBeNaN();
});

it("takes −0 and 0 as one score", () => {
  expect(rocAuc([0, 1], [0, -0])).toBe(0.5);
  expect(rocAuc([1, 0], [0, -0])).toBe(0.5);
});

it("orders negative, tiny and huge scores", () => {
  const scores = [-Number.MAX_VALUE, -1, -Number.MIN_VALUE, 0, Number.MIN_VALUE, 1, Number.MAX_VALUE];
  expect(rocAuc([0, 0, 0, 0, 1, 1, 1], scores)).toBe(1);
  expect(rocAuc([0, 0, 1, 0, 1, 1, 1], scores)).toBe(11 / 12);
});

it("tells scores apart that differ in the last bit", () => {
  const next = 0.5 + 2 ** -53;
  expect(rocAuc([0, 1], [0.5, next])).toBe(1);
  expect(rocAuc([1, 0], [0.5, next])).toBe(0);
});

it("weighs a pair by the product of its weights", () => {
  // pairs of weight 3·1 (right) and 3·2 (wrong)
  expect(rocAuc([1, 0, 0], [2, 1, 3], { weights: [3, 1, 2] })).toBeCloseTo(3 / 9, 15);
});

describe("many records", () => {
  const { integer, next } = seededRandom(5);
  const outcomes = Array.from({ length: 1200 }, () => integer(2));
  const columns: Record<string, number[]> = {
    "of few values": outcomes.map((outcome) => integer(9) + outcome),
    "of many values, of both signs": outcomes.map((outcome) => next() - 0.7 + outcome / 5),
    "that differ in their last bits only": outcomes.map(
      (outcome) => 0.5 + (integer(300) + 20 * outcome) * 2 ** -53,
    ),
  };

  it.each(Object.entries(columns))("%s: the share of pairs in the right order", (_title, scores) => {
    let twiceWon = 0;
    let pairs = 0;
    scores.forEach((event, i) => {
      scores.forEach((other, j) => {
        if (outcomes[i] !== 1 || outcomes[j] !== 0) return;
        twiceWon += event > other ? 2 : event === other ? 1 : 0;
        pairs++;
      });
    });
    expect(rocAuc(outcomes, scores)).toBe(twiceWon / 2 / pairs);
    expect(rocAuc(outcomes, scores, { weights: scores.map(() => 1) })).toBeCloseTo(twiceWon / 2 / pairs, 13);
  });
});
