import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type IsotonicCurve, isotonicRegression } from "../../src/core/isotonicRegression";

interface Point {
  readonly x: number;
  readonly y: number;
  readonly weight: number;
}

// few x, so that ties are common; binary fractions, so that no sum is rounded
const points = (weight: fc.Arbitrary<number>) =>
  fc.array(
    fc.record({
      x: fc.integer({ min: 0, max: 12 }),
      y: fc.integer({ min: -40, max: 40 }).map((k) => k / 8),
      weight,
    }),
    {
      minLength: 1,
      maxLength: 40,
    },
  );
const anyWeight = fc.integer({ min: 0, max: 4 });
const once = fc.constant(1);

const curveOf = (rows: readonly Point[], direction: "increasing" | "decreasing" = "increasing") =>
  isotonicRegression(
    rows.map(({ x }) => x),
    rows.map(({ y }) => y),
    { weights: rows.map(({ weight }) => weight), direction },
  );

/** The value of the curve at one of its own x, where it is between the ends of a block or at one. */
function valueAt({ thresholds, values }: IsotonicCurve, x: number): number {
  const right = thresholds.findIndex((threshold) => threshold >= x);
  return values[right] as number;
}

/** The definition: the largest over a ≤ x of the smallest over b ≥ x of the mean from a to b. */
function maxMin(rows: readonly Point[], x: number): number {
  const xs = [...new Set(rows.map((row) => row.x))];
  const meanBetween = (a: number, b: number) => {
    const inside = rows.filter((row) => row.x >= a && row.x <= b);
    const weight = inside.reduce((total, row) => total + row.weight, 0);
    return inside.reduce((total, row) => total + row.weight * row.y, 0) / weight;
  };
  return Math.max(
    ...xs
      .filter((a) => a <= x)
      .map((a) => Math.min(...xs.filter((b) => b >= x).map((b) => meanBetween(a, b)))),
  );
}

describe("isotonicRegression", () => {
  it("is the largest smallest mean, at every x, as its definition says", () => {
    fc.assert(
      fc.property(points(fc.integer({ min: 1, max: 4 })), (rows) => {
        const curve = curveOf(rows);
        for (const { x } of rows) expect(valueAt(curve, x)).toBeCloseTo(maxMin(rows, x), 12);
      }),
    );
  });

  it("rises from block to block and is flat within, at increasing thresholds", () => {
    fc.assert(
      fc.property(points(once), (rows) => {
        const { thresholds, values } = curveOf(rows);
        for (let i = 1; i < values.length; i++) {
          expect(thresholds[i]).toBeGreaterThan(thresholds[i - 1] as number);
          expect(values[i]).toBeGreaterThanOrEqual(values[i - 1] as number);
          if (i > 1) expect(values[i] === values[i - 1] && values[i] === values[i - 2]).toBe(false);
        }
      }),
    );
  });

  it("takes a whole weight as that many copies of the point, and 0 as none", () => {
    fc.assert(
      fc.property(points(anyWeight), (rows) => {
        fc.pre(rows.some(({ weight }) => weight > 0));
        const copies = rows.flatMap((row) => Array.from({ length: row.weight }, () => row));
        const plain = isotonicRegression(
          copies.map(({ x }) => x),
          copies.map(({ y }) => y),
        );
        const weighted = curveOf(rows);
        expect(Array.from(weighted.thresholds)).toEqual(Array.from(plain.thresholds));
        weighted.values.forEach((value, i) => {
          expect(value).toBeCloseTo(plain.values[i] as number, 12);
        });
      }),
    );
  });

  it("keeps the weighted mean", () => {
    fc.assert(
      fc.property(points(once), (rows) => {
        const curve = curveOf(rows);
        const mean = (value: (row: Point) => number) =>
          rows.reduce((total, row) => total + value(row), 0) / rows.length;
        expect(mean(({ x }) => valueAt(curve, x))).toBeCloseTo(
          mean(({ y }) => y),
          10,
        );
      }),
    );
  });

  it("decreasing is increasing with the sign of y turned round", () => {
    fc.assert(
      fc.property(points(once), (rows) => {
        const falling = curveOf(rows, "decreasing");
        const rising = curveOf(rows.map((row) => ({ ...row, y: -row.y })));
        expect(falling.thresholds).toEqual(rising.thresholds);
        expect(falling.values).toEqual(rising.values.map((value) => -value + 0));
      }),
    );
  });
});
