import { expect, it } from "vitest";
import { costCurve } from "../../src/metrics/index";

const outcomes = [1, 0, 1, 0];
const scores = [4, 3, 2, 1];

it("net value is the value of the conversions less the cost of the contacts", () => {
  const curve = costCurve(outcomes, scores, { contactCost: 30, conversionValue: 100 });
  expect(Array.from(curve.contacts)).toEqual([1, 2, 3, 4]);
  expect(Array.from(curve.conversions)).toEqual([1, 1, 2, 2]);
  expect(Array.from(curve.netValues)).toEqual([70, 40, 110, 80]);
  expect(curve.best).toEqual({ threshold: 2, contacts: 3, conversions: 2, netValue: 110 });
  expect(curve.everybody).toBe(80);
  expect(curve.breakEvenProbability).toBe(0.3);
});

it("takes the highest threshold among equals", () => {
  const { best } = costCurve(outcomes, scores, { contactCost: 50, conversionValue: 100 });
  expect(best).toEqual({ threshold: 4, contacts: 1, conversions: 1, netValue: 50 });
});

it("works nobody where every contact costs more than it brings", () => {
  const { best } = costCurve([0, 0], [1, 2], { contactCost: 1, conversionValue: 10 });
  expect(best).toEqual({ threshold: null, contacts: 0, conversions: 0, netValue: 0 });
});

it("works everybody who brings something where contacts are free", () => {
  const { best } = costCurve(outcomes, scores, { contactCost: 0, conversionValue: 10 });
  expect(best).toEqual({ threshold: 2, contacts: 3, conversions: 2, netValue: 20 });
});

it("the best threshold of calibrated probabilities is the break-even probability", () => {
  // 100 records at each probability 0.05, 0.15 … 0.95, of which that share converts
  const probabilities = Array.from({ length: 10 }, (_, k) => (2 * k + 1) / 20);
  const rows = probabilities.flatMap((p) => Array.from({ length: 100 }, (_, i) => ({ p, won: i < 100 * p })));
  const curve = costCurve(
    rows.map((row) => row.won),
    rows.map((row) => row.p),
    { contactCost: 40, conversionValue: 100 },
  );
  expect(curve.best.threshold).toBe(0.45); // the first at or above 0.4
});

it("refuses a negative cost, a value of 0, and what is missing", () => {
  const of = (options: unknown) => () => costCurve(outcomes, scores, options as never);
  expect(of({ contactCost: -1, conversionValue: 1 })).toThrow("costCurve: expected contactCost");
  expect(of({ contactCost: 1, conversionValue: 0 })).toThrow(
    "expected conversionValue to be a finite number above 0",
  );
  expect(of({ contactCost: 1 })).toThrow("expected conversionValue");
  expect(of({ conversionValue: 1 })).toThrow("expected contactCost");
  expect(of({ contactCost: 1, conversionValue: Number.POSITIVE_INFINITY })).toThrow("conversionValue");
});
