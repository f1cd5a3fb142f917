import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createScorer } from "../../../src/models/index";
import { calibrateBeta, calibrateIsotonic, calibratePlatt, correctPrior } from "../../../src/training/index";
import { features, logit, points } from "./support";

/** Records of both outcomes, in which a higher margin rather means an event. */
const records = fc
  .array(
    fc.tuple(
      fc.integer({ min: -60, max: 60 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.integer({ min: 0, max: 3 }),
    ),
    {
      minLength: 12,
      maxLength: 80,
    },
  )
  .map((rows) => ({
    margins: rows.map(([x]) => x / 10),
    outcomes: rows.map(([x, u]) => u < 0.5 + x / 140),
    weights: rows.map(([, , weight]) => weight),
  }));
const floor = { minimumRecords: 0, minimumOfEachClass: 0 };
const calibrations = {
  platt: (given: Parameters<typeof calibratePlatt>[1]) => calibratePlatt(points, given).model,
  beta: (given: Parameters<typeof calibratePlatt>[1]) =>
    calibrateBeta(logit, { ...given, tolerance: 1e-4 }).model,
  betaOfPoints: (given: Parameters<typeof calibratePlatt>[1]) =>
    calibrateBeta(points, { ...given, tolerance: 1e-4 }).model,
  isotonic: (given: Parameters<typeof calibratePlatt>[1]) =>
    calibrateIsotonic(points, { ...given, ...floor }).model,
};

describe.each(Object.entries(calibrations))("%s", (_, calibrate) => {
  it("never falls, stays in [0, 1], and is refused only for a reason in words", () => {
    fc.assert(
      fc.property(records, fc.double({ min: 0.01, max: 0.99, noNaN: true }), (given, trueRate) => {
        let model: ReturnType<typeof calibrate>;
        try {
          model = calibrate(given);
        } catch (error) {
          expect((error as Error).message).toMatch(
            /both events and non-events|margins that differ|higher margins than|margins that overlap/,
          );
          return;
        }
        const at = Array.from({ length: 201 }, (__, i) => ({ x: (i - 100) / 8 }));
        for (const one of [model, correctPrior(model, { trainedRate: 0.5, trueRate }).model]) {
          const { probability } = createScorer(one, features).scoreAll(at);
          probability.forEach((p, i) => {
            expect(p).toBeGreaterThanOrEqual(i === 0 ? 0 : (probability[i - 1] as number));
            expect(p).toBeLessThanOrEqual(1);
          });
        }
      }),
      { numRuns: 60, seed: 4 },
    );
  });

  it("the order of the records does not matter beyond rounding", () => {
    fc.assert(
      fc.property(records, (given) => {
        const turned = Object.fromEntries(
          Object.entries(given).map(([name, list]) => [name, [...list].reverse()]),
        ) as typeof given;
        const probabilityAt = (one: typeof given) => {
          const { probability } = createScorer(calibrate(one), features).scoreAll(
            [-3, 0, 0.5, 4].map((x) => ({ x })),
          );
          return Array.from(probability);
        };
        let expected: number[];
        try {
          expected = probabilityAt(given);
        } catch {
          expect(() => probabilityAt(turned)).toThrow();
          return;
        }
        probabilityAt(turned).forEach((p, i) => {
          expect(Math.abs(p - (expected[i] as number))).toBeLessThan(3e-4);
        });
      }),
      { numRuns: 40, seed: 5 },
    );
  });
});
