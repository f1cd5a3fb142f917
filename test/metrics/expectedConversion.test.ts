import { expect, it } from "vitest";
import { seededRandom } from "../../src/core/index";
import { expectedConversion } from "../../src/metrics/index";

it("compares the sum of the probabilities with the events that came", () => {
  const result = expectedConversion([1, 1, 0, 0, 1], [0.5, 0.5, 0.5, 0.5, 0.5]);
  expect(result).toMatchObject({ count: 5, expected: 2.5, realised: 3, difference: 0.5, ratio: 1.2 });
  expect(result.standardError).toBeCloseTo(Math.sqrt(5 / 4), 14); // a binomial
  expect(result.z).toBeCloseTo(0.5 / Math.sqrt(5 / 4), 14);
});

it("the interval ends at 0 and at n", () => {
  expect(expectedConversion([0, 0], [0.1, 0.1]).interval.low).toBe(0);
  expect(expectedConversion([1, 1], [0.9, 0.9]).interval.high).toBe(2);
});

it("certain predictions: z is 0 if they are right, infinite if not, and the ratio NaN for 0 of 0", () => {
  const right = expectedConversion([0, 0], [0, 0]);
  expect(right).toMatchObject({ z: 0, p: 1, ratio: Number.NaN, interval: { low: 0, high: 0 } });
  const wrong = expectedConversion([1, 0], [0, 0]);
  expect(wrong).toMatchObject({ z: Number.POSITIVE_INFINITY, p: 0, ratio: Number.POSITIVE_INFINITY });
});

it("z is beyond 1.96 in about 5 % of samples of right predictions", () => {
  const random = seededRandom(13);
  let beyond = 0;
  for (let repeat = 0; repeat < 1000; repeat++) {
    const probabilities = Float64Array.from({ length: 150 }, () => random.next() * random.next());
    const outcomes = probabilities.map((p) => (random.next() < p ? 1 : 0));
    const { realised, interval } = expectedConversion(outcomes, probabilities);
    if (realised < interval.low || realised > interval.high) beyond++;
  }
  expect(beyond / 1000).toBeGreaterThan(0.03);
  expect(beyond / 1000).toBeLessThan(0.07);
});
