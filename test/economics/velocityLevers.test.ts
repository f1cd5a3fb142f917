import { expect, it } from "vitest";
import { velocityLevers, velocitySensitivity } from "../../src/economics/index";

const before = Object.freeze({
  opportunityCount: 40,
  winRate: 0.25,
  averageDealValue: 12_000,
  cycleLengthDays: 60,
});

it("no change: every contribution is 0", () => {
  const result = velocityLevers(before, before);
  expect(result).toMatchObject({ before: 2000, after: 2000, change: 0 });
  expect(result.contributions).toEqual({
    opportunityCount: 0,
    winRate: 0,
    averageDealValue: 0,
    cycleLengthDays: 0,
  });
});

it("one lever changed: it made the whole change", () => {
  const { change, contributions } = velocityLevers(before, { ...before, averageDealValue: 15_000 });
  expect(change).toBe(500);
  expect(contributions.averageDealValue).toBeCloseTo(500, 10);
  expect(contributions.opportunityCount).toBe(0);
});

it("a shorter cycle contributes a positive amount, a longer one a negative", () => {
  expect(
    velocityLevers(before, { ...before, cycleLengthDays: 30 }).contributions.cycleLengthDays,
  ).toBeCloseTo(2000, 9);
  expect(
    velocityLevers(before, { ...before, cycleLengthDays: 120 }).contributions.cycleLengthDays,
  ).toBeCloseTo(-1000, 9);
});

it("levers multiplied by 2 and 4 share the change like ln 2 : ln 4, by hand", () => {
  // 2000 becomes 16000: of 14000, a third and two thirds
  const after = { ...before, opportunityCount: 80, averageDealValue: 48_000 };
  const { contributions } = velocityLevers(before, after);
  expect(contributions.opportunityCount).toBeCloseTo(14_000 / 3, 8);
  expect(contributions.averageDealValue).toBeCloseTo(28_000 / 3, 8);
});

it("levers that cancel out: no change, and contributions of ± velocity · ln of the ratio", () => {
  // v stays 2000, and the logarithmic mean of 2000 and 2000 is 2000
  const { change, contributions } = velocityLevers(before, {
    ...before,
    opportunityCount: 80,
    cycleLengthDays: 120,
  });
  expect(change).toBe(0);
  expect(contributions.opportunityCount).toBeCloseTo(2000 * Math.LN2, 9);
  expect(contributions.cycleLengthDays).toBeCloseTo(-2000 * Math.LN2, 9);
});

it("a change of a millionth is split to its last cent, where ln(v₁ / v₀) alone would lose digits", () => {
  const { change, contributions } = velocityLevers(before, { ...before, averageDealValue: 12_000.012 });
  expect(change).toBeCloseTo(0.002, 9);
  expect(Math.abs(contributions.averageDealValue - change)).toBeLessThan(1e-12);
});

it("a velocity of 0: the lever that is 0 in that period made the whole change", () => {
  const none = { ...before, winRate: 0, averageDealValue: 90_000 };
  expect(velocityLevers(none, before).contributions).toEqual({
    opportunityCount: 0,
    winRate: 2000,
    averageDealValue: 0,
    cycleLengthDays: 0,
  });
  expect(velocityLevers(before, none).contributions.winRate).toBe(-2000);
});

it("that is the limit of the formula as the lever goes to 0", () => {
  // the other lever's part vanishes like 1 / ln(1/x), slowly
  const tiny = { ...before, winRate: Number.MIN_VALUE * 2 ** 60, averageDealValue: 24_000 };
  const { contributions } = velocityLevers(tiny, before);
  expect(contributions.winRate / 2000).toBeGreaterThan(0.99);
  expect(Math.abs(contributions.averageDealValue / 2000)).toBeLessThan(0.01);
});

it("two levers at 0 share the change equally, and 0 in both periods is no change", () => {
  const none = { ...before, opportunityCount: 0, winRate: 0 };
  expect(velocityLevers(none, before).contributions).toMatchObject({ opportunityCount: 1000, winRate: 1000 });
  const other = { ...before, winRate: 0 };
  const result = velocityLevers(none, other);
  expect(result.change).toBe(0);
  expect(Object.values(result.contributions)).toEqual([0, 0, 0, 0]);
});

it("carries the sensitivity of the second period", () => {
  const after = { ...before, winRate: 0.3 };
  expect(velocityLevers(before, after).sensitivity).toEqual(velocitySensitivity(after));
  expect(velocityLevers(before, after, { improvement: 0.2 }).sensitivity).toEqual(
    velocitySensitivity(after, { improvement: 0.2 }),
  );
});

it("names the period of a wrong lever", () => {
  expect(() => velocityLevers({ ...before, winRate: 25 }, before)).toThrow(
    "velocityLevers: expected before.winRate in [0, 1], received 25",
  );
  expect(() => velocityLevers(before, { ...before, cycleLengthDays: Number.NaN })).toThrow(
    "velocityLevers: expected after.cycleLengthDays to be a finite number above 0, received NaN",
  );
  expect(() => velocityLevers(before, undefined as never)).toThrow("expected after to be an object");
  expect(() => velocityLevers(before, before, { improvements: 1 } as never)).toThrow(
    'received "improvements"',
  );
  expect(() => velocityLevers(before, before, { improvement: 0 })).toThrow(
    "velocityLevers: expected improvement in (0, 1), received 0",
  );
});
