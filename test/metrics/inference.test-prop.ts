import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  averagePrecision,
  benjaminiHochberg,
  compareRocAucs,
  expectedCalibrationError,
  gainsCurve,
  populationStabilityIndex,
  precisionRecallCurve,
  rocAucInterval,
  topShareCapture,
} from "../../src/metrics/index";

// a few values only, so that ties are common
const score = fc.integer({ min: 1, max: 19 }).map((k) => k / 20);
const records = fc.array(fc.record({ outcome: fc.constantFrom(0, 1), score, other: score }), {
  minLength: 1,
  maxLength: 60,
});
const columnsOf = (rows: readonly { outcome: number; score: number; other: number }[]) =>
  [rows.map((row) => row.outcome), rows.map((row) => row.score), rows.map((row) => row.other)] as const;
const increasing = (p: number) => Math.log(p / (1 - p)) * 3 - 7;

describe("under an increasing map of the scores nothing changes, bit for bit", () => {
  it.each<[string, (outcomes: readonly number[], scores: readonly number[]) => unknown]>([
    ["averagePrecision", averagePrecision],
    ["precision and recall", (y, s) => ({ ...precisionRecallCurve(y, s), thresholds: null })],
    ["gains", (y, s) => ({ ...gainsCurve(y, s), thresholds: null })],
    ["topShareCapture", (y, s) => topShareCapture(y, s, { share: 0.35 })],
    ["rocAucInterval", (y, s) => rocAucInterval(y, s, { scale: "logit" })],
    [
      "compareRocAucs",
      (y, s) =>
        compareRocAucs(
          y,
          s,
          s.map((p) => (7 * p) % 1),
        ),
    ],
  ])("%s", (name, metric) => {
    fc.assert(
      fc.property(records, (rows) => {
        const [outcomes, scores] = columnsOf(rows);
        const others = scores.map((p) => (7 * p) % 1);
        const mapped =
          name === "compareRocAucs"
            ? compareRocAucs(outcomes, scores.map(increasing), others)
            : metric(outcomes, scores.map(increasing));
        expect(mapped).toEqual(metric(outcomes, scores));
      }),
    );
  });
});

describe("DeLong", () => {
  it("of the negated scores is the interval mirrored at one half", () => {
    fc.assert(
      fc.property(records, (rows) => {
        const [outcomes, scores] = columnsOf(rows);
        const one = rocAucInterval(outcomes, scores);
        fc.pre(one.standardError > 0);
        const other = rocAucInterval(
          outcomes,
          scores.map((s) => -s),
        );
        expect(other.auc).toBeCloseTo(1 - one.auc, 12);
        expect(other.standardError).toBeCloseTo(one.standardError, 12);
        expect(other.interval.low).toBeCloseTo(1 - one.interval.high, 12);
      }),
    );
  });

  it("an interval holds its area and stays in [0, 1], on both scales", () => {
    fc.assert(
      fc.property(records, fc.constantFrom("plain" as const, "logit" as const), (rows, scale) => {
        const [outcomes, scores] = columnsOf(rows);
        const { auc, standardError, interval } = rocAucInterval(outcomes, scores, { scale });
        fc.pre(!Number.isNaN(standardError));
        expect(interval.low).toBeGreaterThanOrEqual(0);
        expect(interval.high).toBeLessThanOrEqual(1);
        expect(interval.low).toBeLessThanOrEqual(auc + 1e-12);
        expect(interval.high).toBeGreaterThanOrEqual(auc - 1e-12);
      }),
    );
  });

  it("a difference varies no more than both areas together, and by their covariance less", () => {
    fc.assert(
      fc.property(records, (rows) => {
        const [outcomes, scores, others] = columnsOf(rows);
        const { standardError } = compareRocAucs(outcomes, scores, others);
        fc.pre(!Number.isNaN(standardError));
        const a = rocAucInterval(outcomes, scores).standardError;
        const b = rocAucInterval(outcomes, others).standardError;
        expect(standardError).toBeLessThanOrEqual(a + b + 1e-12);
        expect(standardError).toBeGreaterThanOrEqual(Math.abs(a - b) - 1e-12);
      }),
    );
  });
});

describe("expectedCalibrationError", () => {
  it("lies in [0, 1], debiased below value, in an interval that is not empty", () => {
    fc.assert(
      fc.property(records, fc.integer({ min: 1, max: 12 }), (rows, bins) => {
        const [outcomes, scores] = columnsOf(rows);
        const { value, debiased, ifCalibrated, interval } = expectedCalibrationError(outcomes, scores, {
          bins,
        });
        expect(value).toBeLessThanOrEqual(1);
        expect(debiased).toBeGreaterThanOrEqual(0);
        expect(debiased).toBeLessThanOrEqual(value + 1e-12);
        expect(ifCalibrated).toBeGreaterThan(0);
        expect(interval.low).toBeLessThanOrEqual(interval.high);
        expect(interval.low).toBeLessThanOrEqual(value + 1e-12);
      }),
    );
  });
});

describe("populationStabilityIndex", () => {
  const counts = fc.array(fc.tuple(fc.nat({ max: 60 }), fc.nat({ max: 60 })), {
    minLength: 1,
    maxLength: 12,
  });

  it("is symmetric, at least 0, and has a p-value that agrees with the verdict", () => {
    fc.assert(
      fc.property(counts, (bins) => {
        const e = bins.map(([count]) => count);
        const a = bins.map(([, count]) => count);
        fc.pre(e.some((count) => count > 0) && a.some((count) => count > 0));
        const one = populationStabilityIndex(e, a);
        const other = populationStabilityIndex(a, e);
        expect(one.value).toBeGreaterThanOrEqual(0);
        expect(other.value).toBeCloseTo(one.value, 12);
        expect(other.verdict).toBe(one.verdict);
        if (one.verdict === "not_enough_data") expect(one.p).toBeNaN();
        else expect(one.verdict === "shifted").toBe(one.p < 0.01);
      }),
    );
  });
});

describe("benjaminiHochberg", () => {
  it("keeps the order of the p-values, and lies between p and m · p", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 30 }), (p) => {
        const adjusted = benjaminiHochberg(p);
        p.forEach((own, i) => {
          expect(adjusted[i]).toBeGreaterThanOrEqual(own * (1 - 1e-12));
          expect(adjusted[i]).toBeLessThanOrEqual(Math.min(1, own * p.length) * (1 + 1e-12));
          p.forEach((other, j) => {
            if (own < other) expect(adjusted[i]).toBeLessThanOrEqual(adjusted[j] as number);
          });
        });
      }),
    );
  });
});
