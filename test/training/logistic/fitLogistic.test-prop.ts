import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { categorical, type FeatureSet, featureSet, flag, numeric } from "../../../src/features/index";
import { createScorer } from "../../../src/models/index";
import { type FitLogisticOptions, fitLogistic } from "../../../src/training/index";

interface Row {
  readonly x: number | null;
  readonly z: number;
  readonly c: string | null;
  readonly f: boolean | null;
  readonly won: boolean;
  readonly weight: number;
}

const row = fc.record<Row>({
  x: fc.option(
    fc.integer({ min: -20, max: 20 }).map((half) => half / 2),
    { nil: null, freq: 5 },
  ),
  z: fc.integer({ min: 0, max: 9 }),
  c: fc.option(fc.constantFrom("a", "b", "c", "d"), { nil: null, freq: 6 }),
  f: fc.option(fc.boolean(), { nil: null, freq: 6 }),
  won: fc.boolean(),
  weight: fc.integer({ min: 0, max: 3 }),
});
const rows = fc
  .array(row, { minLength: 15, maxLength: 60 })
  .filter((all) => new Set(all.filter(({ weight }) => weight > 0).map(({ won }) => won)).size === 2);
const minimumLevelCount = fc.constantFrom(1, 3, 10);
const penalty = fc.oneof(fc.constant("none" as const), fc.record({ l2: fc.constantFrom(0.1, 1, 10) }));
const settings = fc.record({ penalty, minimumLevelCount });

const parts = {
  x: numeric<Row>("x"),
  z: numeric<Row>("z"),
  c: categorical<Row>("c"),
  f: flag<Row>("f"),
};
const features: FeatureSet<Row> = featureSet<Row>()(parts);
const train = (data: readonly Row[], options: Partial<FitLogisticOptions<Row>> = {}) =>
  fitLogistic(data, { features, outcome: ({ won }) => won, ...options });
type Fit = ReturnType<typeof train>;

const margins = ({ model }: Fit, data: readonly Row[]) => createScorer(model, features).scoreAll(data).margin;

/** The same model to 1e-7, wherever there is one: at separation the iteration ends somewhere on its way. */
function expectSame(a: Fit, b: Fit, data: readonly Row[]): void {
  expect(b.report.converged).toBe(a.report.converged);
  if (!a.report.converged) return;
  expect(b.report.coefficients.map(({ column }) => column)).toEqual(
    a.report.coefficients.map(({ column }) => column),
  );
  a.report.coefficients.forEach((one, i) => {
    const other = b.report.coefficients[i] as typeof one;
    expect(Math.abs(other.estimate - one.estimate)).toBeLessThan(1e-7 * (1 + Math.abs(one.estimate)));
    expect(Math.abs(other.standardError / one.standardError - 1)).toBeLessThan(1e-6);
  });
  expect(Math.abs(b.report.logLikelihood - a.report.logLikelihood)).toBeLessThan(1e-8);
  expect(Math.abs(b.report.bic - a.report.bic)).toBeLessThan(1e-8);
  const [first, second] = [margins(a, data), margins(b, data)];
  first.forEach((margin, i) => {
    expect(Math.abs(margin - (second[i] as number))).toBeLessThan(1e-7 * (1 + Math.abs(margin)));
  });
}

describe("fitLogistic", () => {
  it("integer weights are repeated records, the base of explanations included", () => {
    fc.assert(
      fc.property(rows, settings, (data, options) => {
        const weighted = train(data, { ...options, weight: ({ weight }) => weight });
        const repeated = data.flatMap((one) => new Array<Row>(one.weight).fill(one));
        const plain = train(repeated, options);
        expectSame(weighted, plain, data);
        if (!plain.report.converged) return;
        const base = ({ model }: Fit) => createScorer(model, features).explainAll(data).base;
        expect(base(weighted)).toBeCloseTo(base(plain), 7);
      }),
    );
  });

  it("a record of weight 0 is as if it were absent, bit for bit", () => {
    fc.assert(
      fc.property(rows, settings, (data, options) => {
        const weight = ({ weight }: Row) => weight;
        const all = train(data, { ...options, weight });
        const present = train(
          data.filter((one) => one.weight > 0),
          { ...options, weight },
        );
        expect(JSON.stringify(all.model)).toBe(JSON.stringify(present.model));
        expect(all.report.coefficients).toEqual(present.report.coefficients);
      }),
    );
  });

  it("the order of the records does not matter", () => {
    const shuffled = rows.chain((data) =>
      fc.tuple(fc.constant(data), fc.shuffledSubarray(data, { minLength: data.length })),
    );
    fc.assert(
      fc.property(shuffled, settings, ([data, other], options) => {
        expectSame(train(data, options), train(other, options), data);
      }),
    );
  });

  it("the order of keys, of features and of records, does not matter: bit for bit", () => {
    fc.assert(
      fc.property(rows, settings, (data, options) => {
        const backwards = (value: object) => Object.fromEntries(Object.entries(value).reverse());
        const other = featureSet<Row>()(backwards(parts) as typeof parts);
        const first = train(data, options);
        const second = train(data.map(backwards) as unknown as Row[], { ...options, features: other });
        expect(JSON.stringify(second)).toBe(JSON.stringify(first));
      }),
    );
  });

  it("contributions and base sum to the margin to 1e-9, levels never seen and missing values included", () => {
    const strangers = fc.array(fc.record({ ...rowParts(), c: fc.option(fc.string(), { nil: null }) }), {
      minLength: 1,
      maxLength: 10,
    });
    fc.assert(
      fc.property(rows, strangers, (data, others) => {
        const { model } = train(data);
        const { base, contributions, margin } = createScorer(model, features).explainAll([
          ...data,
          ...others,
        ]);
        margin.forEach((value, i) => {
          const total = contributions.reduce((sum, column) => sum + (column[i] as number), base);
          expect(Math.abs(total - value)).toBeLessThan(1e-9);
        });
      }),
    );
  });

  it("calibration in the large: the weighted predictions sum to the weighted events", () => {
    fc.assert(
      fc.property(rows, settings, (data, options) => {
        const fitted = train(data, { ...options, weight: ({ weight }) => weight });
        if (!fitted.report.converged) return;
        const { probability } = createScorer(fitted.model, features).scoreAll(data);
        const total = data.reduce((sum, { weight }, i) => sum + weight * (probability[i] as number), 0);
        const events = data.reduce((sum, { weight, won }) => sum + weight * Number(won), 0);
        expect(Math.abs(total - events)).toBeLessThan(1e-6);
      }),
    );
  });

  it("a penalty always has a maximum: converged, and every number of the report finite", () => {
    fc.assert(
      fc.property(rows, minimumLevelCount, (data, count) => {
        const { report } = train(data, { minimumLevelCount: count });
        expect(report.converged).toBe(true);
        for (const { estimate, standardError, z, pValue, low, high } of report.coefficients) {
          expect([estimate, standardError, z, pValue, low, high].every(Number.isFinite)).toBe(true);
          expect(standardError).toBeGreaterThan(0);
          expect(low <= estimate && estimate <= high).toBe(true);
        }
      }),
    );
  });

  it("without penalty it converges, or says that columns separate; no NaN either way", () => {
    fc.assert(
      fc.property(rows, minimumLevelCount, (data, count) => {
        const { report } = train(data, { penalty: "none", minimumLevelCount: count });
        const separates = report.warnings.some(({ code }) => code === "separation");
        expect(separates).toBe(!report.converged);
        for (const { estimate, standardError, z, pValue, low, high } of report.coefficients) {
          expect([estimate, standardError, z, pValue, low, high].some(Number.isNaN)).toBe(false);
        }
      }),
    );
  });

  it("a larger penalty never raises the likelihood", () => {
    fc.assert(
      fc.property(rows, (data) => {
        const likelihood = (l2: number) => train(data, { penalty: { l2 } }).report.logLikelihood;
        const values = [0.1, 1, 10, 100].map(likelihood);
        for (let i = 1; i < values.length; i++) {
          expect((values[i] as number) - (values[i - 1] as number)).toBeLessThan(1e-9);
        }
        expect(values.at(-1)).toBeGreaterThan(train(data).report.nullLogLikelihood - 1e-9);
      }),
    );
  });

  it("a frozen input is accepted and unchanged, and the same call gives the same result", () => {
    fc.assert(
      fc.property(rows, settings, (data, options) => {
        const before = JSON.stringify(data);
        const frozen = Object.freeze(data.map((one) => Object.freeze(one)));
        expect(train(frozen, Object.freeze(options))).toEqual(train(data, options));
        expect(JSON.stringify(data)).toBe(before);
      }),
    );
  });
});

function rowParts() {
  return {
    x: fc.option(fc.double({ min: -50, max: 50, noNaN: true }), { nil: null }),
    z: fc.integer({ min: -9, max: 20 }),
    f: fc.option(fc.boolean(), { nil: null }),
    won: fc.boolean(),
    weight: fc.constant(1),
  };
}
