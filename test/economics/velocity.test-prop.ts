import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  salesVelocity,
  type VelocityInputs,
  velocityLevers,
  velocitySensitivity,
} from "../../src/economics/index";

/** Numbers over many orders of magnitude. */
const positive = (smallest: number, largest: number) =>
  fc.double({ min: Math.log(smallest), max: Math.log(largest), noNaN: true }).map(Math.exp);
const orZero = (arbitrary: fc.Arbitrary<number>) =>
  fc.oneof({ weight: 4, arbitrary }, { weight: 1, arbitrary: fc.constant(0) });
const winRate = positive(1e-6, 1).map((rate) => Math.min(1, rate));

const levers = (
  zero: (arbitrary: fc.Arbitrary<number>) => fc.Arbitrary<number>,
): fc.Arbitrary<VelocityInputs> =>
  fc.record({
    opportunityCount: zero(positive(1, 1e7)),
    winRate: zero(winRate),
    averageDealValue: zero(positive(0.01, 1e9)),
    cycleLengthDays: positive(0.01, 5000),
  });
const withoutZero = levers((arbitrary) => arbitrary);
const withZeros = levers(orZero);
const names = ["opportunityCount", "winRate", "averageDealValue", "cycleLengthDays"] as const;

describe("velocityLevers", () => {
  it("the contributions sum to the change, to 1e-9 of the larger velocity, zeros included", () => {
    fc.assert(
      fc.property(withZeros, withZeros, (before, after) => {
        const result = velocityLevers(before, after);
        const total = names.reduce((sum, name) => sum + result.contributions[name], 0);
        expect(result.change).toBe(salesVelocity(after) - salesVelocity(before));
        expect(Math.abs(total - result.change)).toBeLessThanOrEqual(
          1e-9 * Math.max(result.before, result.after),
        );
      }),
      { numRuns: 1000 },
    );
  });

  it("the contributions sum to the change to 1e-9 of itself, where all levers help and one by 1 % or more", () => {
    const growth = fc.record({
      opportunityCount: positive(1, 1e6),
      winRate: positive(1, 1e3),
      averageDealValue: positive(1.01, 1e6),
      cycleLengthDays: positive(1, 1e3),
    });
    fc.assert(
      fc.property(withoutZero, growth, (after, factor) => {
        const before = {
          opportunityCount: after.opportunityCount / factor.opportunityCount,
          winRate: after.winRate / factor.winRate,
          averageDealValue: after.averageDealValue / factor.averageDealValue,
          cycleLengthDays: after.cycleLengthDays * factor.cycleLengthDays,
        };
        const { change, contributions } = velocityLevers(before, after);
        const total = names.reduce((sum, name) => sum + contributions[name], 0);
        expect(Math.abs(total - change)).toBeLessThanOrEqual(1e-9 * change);
      }),
    );
  });

  it("each contribution has the sign of what its lever did for the velocity", () => {
    fc.assert(
      fc.property(withoutZero, withoutZero, (before, after) => {
        const { contributions } = velocityLevers(before, after);
        for (const name of names) {
          const better = name === "cycleLengthDays" ? before[name] - after[name] : after[name] - before[name];
          expect(Math.sign(contributions[name]) + 0).toBe(Math.sign(better) + 0);
        }
      }),
    );
  });

  it("swapping the periods swaps the signs", () => {
    fc.assert(
      fc.property(withZeros, withZeros, (before, after) => {
        const there = velocityLevers(before, after);
        const back = velocityLevers(after, before);
        const scale = Math.max(there.before, there.after);
        for (const name of names) {
          const difference = Math.abs(there.contributions[name] + back.contributions[name]);
          expect(difference).toBeLessThanOrEqual(1e-9 * scale);
        }
      }),
    );
  });

  it("another currency changes every contribution by its factor", () => {
    fc.assert(
      fc.property(withoutZero, withoutZero, (before, after) => {
        const inCents = (inputs: VelocityInputs) => ({
          ...inputs,
          averageDealValue: inputs.averageDealValue * 128,
        });
        const euros = velocityLevers(before, after);
        const cents = velocityLevers(inCents(before), inCents(after));
        const scale = 128 * Math.max(euros.before, euros.after);
        for (const name of names) {
          const difference = Math.abs(cents.contributions[name] - 128 * euros.contributions[name]);
          expect(difference).toBeLessThanOrEqual(1e-9 * scale);
        }
      }),
    );
  });
});

describe("velocitySensitivity", () => {
  it("each gain is the velocity with that lever improved, minus the velocity", () => {
    fc.assert(
      fc.property(withZeros, fc.double({ min: 0.001, max: 0.9, noNaN: true }), (inputs, improvement) => {
        const { velocity, gains } = velocitySensitivity(inputs, { improvement });
        for (const name of names) {
          const factor = name === "cycleLengthDays" ? 1 - improvement : 1 + improvement;
          const value = inputs[name] * factor;
          const improved = { ...inputs, [name]: name === "winRate" ? Math.min(1, value) : value };
          const expected = salesVelocity(improved) - velocity;
          expect(Math.abs(gains[name] - expected)).toBeLessThanOrEqual(1e-9 * salesVelocity(improved));
        }
      }),
    );
  });
});
