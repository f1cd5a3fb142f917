import { expect, it } from "vitest";
import { liftCurve } from "../../src/metrics/index";

it("looks at the tenths of the population by default", () => {
  const points = liftCurve([1, 0], [2, 1]);
  expect(points.map((point) => point.fraction)).toEqual([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]);
  expect(points.at(-1)).toEqual({ fraction: 1, captured: 1, lift: 1, threshold: 1 });
});

it("captures the events above the cut, best scores first, and lift divides by the fraction", () => {
  const outcomes = [0, 1, 0, 1, 0, 0, 0, 0, 0, 0];
  const scores = [1, 10, 2, 8, 9, 3, 4, 5, 6, 7];
  expect(liftCurve(outcomes, scores, { fractions: [0.1, 0.2, 0.3] })).toEqual([
    { fraction: 0.1, captured: 0.5, lift: 5, threshold: 10 },
    { fraction: 0.2, captured: 0.5, lift: 2.5, threshold: 9 },
    { fraction: 0.3, captured: 1, lift: 1 / 0.3, threshold: 8 },
  ]);
});

it("counts equal scores at the cut in proportion, whatever their order", () => {
  // the upper half of the population is one record of score 2 and half of the two of score 1
  const options = { fractions: [0.5] };
  const expected = [{ fraction: 0.5, captured: 0.75, lift: 1.5, threshold: 1 }];
  expect(liftCurve([1, 1, 0, 0], [2, 1, 1, 0], options)).toEqual(expected);
  expect(liftCurve([1, 0, 1, 0], [2, 1, 1, 0], options)).toEqual(expected);
});

it("a constant score has lift 1 everywhere", () => {
  for (const point of liftCurve([1, 0, 0], [3, 3, 3])) {
    expect(point.lift).toBeCloseTo(1, 12);
    expect(point.threshold).toBe(3);
  }
});

it("a fraction that rounding puts just above a whole number of records does not reach the next one", () => {
  expect(0.07 * 100).toBeGreaterThan(7);
  const scores = Array.from({ length: 100 }, (_, i) => i);
  expect(
    liftCurve(
      scores.map((s) => s > 92),
      scores,
      { fractions: [0.07] },
    ),
  ).toEqual([{ fraction: 0.07, captured: 1, lift: 1 / 0.07, threshold: 93 }]);
});

it("captured and lift are NaN without events", () => {
  const [point] = liftCurve([0, 0], [1, 2], { fractions: [0.5] });
  expect(point?.captured).toBeNaN();
  expect(point?.lift).toBeNaN();
  expect(point?.threshold).toBe(2);
});

it("keeps the order of the fractions, and gives no points for none", () => {
  const points = liftCurve([1, 0], [2, 1], { fractions: [1, 0.5] });
  expect(points.map((point) => point.captured)).toEqual([1, 1]);
  expect(points.map((point) => point.threshold)).toEqual([1, 2]);
  expect(liftCurve([1, 0], [2, 1], { fractions: [] })).toEqual([]);
});

it("refuses fractions outside (0, 1]", () => {
  const at = (fraction: number) => () => liftCurve([1, 0], [2, 1], { fractions: [0.5, fraction] });
  expect(at(0)).toThrow("liftCurve: expected fractions[1] in (0, 1], received 0");
  expect(at(1.1)).toThrow("expected fractions[1]");
  expect(at(Number.NaN)).toThrow("expected fractions[1]");
  expect(() => liftCurve([1, 0], [2, 1], { fractions: 0.5 as never })).toThrow(
    "expected fractions to be an array",
  );
});
