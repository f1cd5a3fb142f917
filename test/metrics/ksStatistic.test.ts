import { expect, it } from "vitest";
import { ksStatistic } from "../../src/metrics/index";

it("is 1 where a cut separates events from non-events, whichever side they are on", () => {
  expect(ksStatistic([0, 0, 1, 1], [1, 2, 3, 4])).toBe(1);
  expect(ksStatistic([1, 1, 0, 0], [1, 2, 3, 4])).toBe(1);
});

it("is 0 for a constant score, because equal scores are never split", () => {
  expect(ksStatistic([1, 1, 0, 0], [7, 7, 7, 7])).toBe(0);
});

it("looks only between different scores", () => {
  // up to 1: 1 of 2 non-events; up to 2: all of them and 1 of 2 events
  expect(ksStatistic([0, 0, 1, 1], [1, 2, 2, 3])).toBe(0.5);
});

it("is NaN where all outcomes are the same", () => {
  expect(ksStatistic([1, 1], [1, 2])).toBeNaN();
  expect(ksStatistic([0, 0], [1, 2])).toBeNaN();
});
