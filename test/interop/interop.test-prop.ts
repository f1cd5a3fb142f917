import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { categorical, featureSet, fitLogistic, numeric } from "../../src/index";
import { fitWithMlLogisticRegression } from "../../src/interop/index";
import { meanProduct, orthogonalColumns } from "../../src/interop/orthogonalColumns";
import { collinearity } from "../../src/training/logistic/collinearity";
import { makeDesign } from "../../src/training/logistic/design";
import { designTimes } from "../../src/training/logistic/newton";
import { largestDifference, numbersOf } from "./support";

interface Row {
  readonly x: number | null;
  readonly y: number;
  readonly c: string | null;
  readonly won: boolean;
}

const rows: fc.Arbitrary<readonly Row[]> = fc
  .array(
    fc.record({
      x: fc.option(fc.integer({ min: -9, max: 9 })),
      y: fc.double({ min: -1e6, max: 1e6, noNaN: true }),
      c: fc.constantFrom("a", "b", "c", null),
      won: fc.boolean(),
    }),
    { minLength: 30, maxLength: 60 },
  )
  .filter((all) => new Set(all.map(({ won }) => won)).size === 2);
const features = featureSet<Row>()({ x: numeric("x"), y: numeric("y"), c: categorical("c") });

/** The same design as the trainer makes, from columns made by hand. */
function designOf(all: readonly Row[]) {
  const weights = new Float64Array(all.length).fill(1);
  const names = ["a", "b", "c"];
  const table = {
    rowCount: all.length,
    columns: {
      x: { type: "number" as const, values: Float64Array.from(all, ({ x }) => x ?? Number.NaN) },
      y: { type: "number" as const, values: Float64Array.from(all, ({ y }) => y) },
      c: {
        type: "category" as const,
        levels: names,
        codes: Int32Array.from(all, ({ c }) => (c === null ? -1 : names.indexOf(c))),
      },
    },
  };
  const design = makeDesign(table, weights, { minimumLevelCount: 3, baseline: true });
  return { design, dependent: collinearity(design, weights).dependent };
}

describe("orthogonalColumns", () => {
  it("columns have mean square 1, no product with one another, and begin with ones", () => {
    fc.assert(
      fc.property(rows, (all) => {
        const { design, dependent } = designOf(all);
        const { columns } = orthogonalColumns(design, dependent);
        expect(columns).toHaveLength(dependent.filter((is) => !is).length);
        expect(columns[0]?.every((value) => value === 1)).toBe(true);
        columns.forEach((a, j) => {
          columns.forEach((b, k) => {
            expect(Math.abs(meanProduct(a, b) - (j === k ? 1 : 0))).toBeLessThan(1e-9);
          });
        });
      }),
    );
  });

  it("weights of the columns, turned into coefficients of the design, give the same margins", () => {
    fc.assert(
      fc.property(
        rows,
        fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 9, maxLength: 9 }),
        (all, weights) => {
          const { design, dependent } = designOf(all);
          const { columns, toDesign } = orthogonalColumns(design, dependent);
          const margins = designTimes(design, toDesign(weights));
          all.forEach((_, i) => {
            const margin = columns.reduce(
              (sum, column, j) => sum + (weights[j] as number) * (column[i] as number),
              0,
            );
            expect(Math.abs((margins[i] as number) - margin)).toBeLessThan(1e-8);
          });
        },
      ),
    );
  });
});

describe("fitWithMlLogisticRegression", () => {
  it("where it converged, has the numbers of fitLogistic; where columns separate, it has not converged", () => {
    fc.assert(
      fc.property(rows, (all) => {
        const options = { features, outcome: (row: Row) => row.won, minimumLevelCount: 3 };
        const own = fitLogistic(all, { ...options, penalty: "none" });
        const found = fitWithMlLogisticRegression(all, { ...options, steps: 800 });
        if (own.report.warnings.some(({ code }) => code === "separation")) {
          expect(found.report.converged).toBe(false);
        }
        if (!found.report.converged) return;
        expect(largestDifference(numbersOf(found.model), numbersOf(own.model))).toBeLessThan(1e-5);
      }),
      { numRuns: 15 },
    );
  });
});
