import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  averagePrecision,
  brierScore,
  calibrationCurve,
  compareRocAucs,
  confusionMatrix,
  costCurve,
  expectedCalibrationError,
  expectedConversion,
  gainsCurve,
  groupReport,
  ksStatistic,
  liftCurve,
  logLoss,
  logLossFromMargins,
  precisionRecallCurve,
  rocAuc,
  rocAucInterval,
  rocCurve,
  topShareCapture,
} from "../../src/metrics/index";

interface Record {
  readonly outcome: 0 | 1;
  readonly score: number;
  readonly weight: number;
}

const records = (score: fc.Arbitrary<number>) =>
  fc.array(fc.record({ outcome: fc.constantFrom(0, 1), score, weight: fc.integer({ min: 0, max: 3 }) }), {
    minLength: 1,
    maxLength: 60,
  }) as fc.Arbitrary<Record[]>;

// a few values only, so that ties are common
const probability = fc.integer({ min: 1, max: 19 }).map((k) => k / 20);
const anyScore = fc.double({ noNaN: true, noDefaultInfinity: true });

const outcomesOf = (rows: readonly Record[]) => rows.map((row) => row.outcome);
const scoresOf = (rows: readonly Record[]) => rows.map((row) => row.score);
const weightsOf = (rows: readonly Record[]) => rows.map((row) => row.weight);

/** Another score, and a group, that depend on the score only: so they go with the rows. */
const otherScores = (scores: readonly number[]) => scores.map((score) => (score * 7) % 1);
const groupsOf = (scores: readonly number[]) => scores.map((score) => (score < 0.5 ? "low" : "high"));

const money = { contactCost: 2, conversionValue: 5 };

const metrics: readonly [string, (outcomes: number[], scores: number[], weights?: number[]) => unknown][] = [
  ["rocAuc", (y, s, weights) => rocAuc(y, s, weights && { weights })],
  ["ksStatistic", (y, s, weights) => ksStatistic(y, s, weights && { weights })],
  ["logLoss", (y, s, weights) => logLoss(y, s, weights && { weights })],
  ["logLossFromMargins", (y, s, weights) => logLossFromMargins(y, s, weights && { weights })],
  ["brierScore", (y, s, weights) => brierScore(y, s, weights && { weights })],
  ["confusionMatrix", (y, s, weights) => confusionMatrix(y, s, 0.5, weights && { weights })],
  ["liftCurve", (y, s, weights) => liftCurve(y, s, weights && { weights })],
  ["calibrationCurve", (y, s, weights) => calibrationCurve(y, s, weights ? { weights } : {})],
  ["rocCurve", (y, s, weights) => rocCurve(y, s, weights && { weights })],
  ["precisionRecallCurve", (y, s, weights) => precisionRecallCurve(y, s, weights && { weights })],
  ["averagePrecision", (y, s, weights) => averagePrecision(y, s, weights && { weights })],
  ["gainsCurve", (y, s, weights) => gainsCurve(y, s, weights && { weights })],
  ["topShareCapture", (y, s, weights) => topShareCapture(y, s, { share: 0.35, ...(weights && { weights }) })],
  ["costCurve", (y, s, weights) => costCurve(y, s, { ...money, ...(weights && { weights }) })],
  ["expectedConversion", (y, s, weights) => expectedConversion(y, s, weights && { weights })],
  ["expectedCalibrationError", (y, s, weights) => expectedCalibrationError(y, s, weights && { weights })],
  ["rocAucInterval", (y, s, weights) => rocAucInterval(y, s, weights && { weights })],
  [
    "rocAucInterval on the logit scale",
    (y, s, weights) => rocAucInterval(y, s, { scale: "logit", ...(weights && { weights }) }),
  ],
  ["compareRocAucs", (y, s, weights) => compareRocAucs(y, s, otherScores(s), weights && { weights })],
  [
    "groupReport",
    (y, s, weights) =>
      groupReport(y, s, groupsOf(s), { threshold: 0.7, minimum: 3, ...(weights && { weights }) }),
  ],
];

/** Equality of numbers, arrays and objects up to rounding. */
function expectClose(received: unknown, expected: unknown): void {
  if (received === expected) return;
  if (typeof expected === "number" && typeof received === "number") {
    if (Number.isNaN(expected)) expect(received).toBeNaN();
    else expect(Math.abs(received - expected)).toBeLessThan(1e-12 * Math.max(1, Math.abs(expected)));
    return;
  }
  if (typeof expected !== "object" || expected === null) {
    expect(received).toBe(expected);
    return;
  }
  const keys = Object.keys(expected);
  expect(Object.keys(received as object)).toEqual(keys);
  for (const key of keys) expectClose((received as never)[key], (expected as never)[key]);
}

describe.each(metrics)("%s", (_name, metric) => {
  it("does not depend on the order of the rows", () => {
    const shuffled = records(probability).chain((rows) =>
      fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })),
    );
    fc.assert(
      fc.property(shuffled, ([rows, other]) => {
        expectClose(metric(outcomesOf(other), scoresOf(other)), metric(outcomesOf(rows), scoresOf(rows)));
      }),
    );
  });

  it("takes an integer weight as that many copies of the row", () => {
    fc.assert(
      fc.property(records(probability), (rows) => {
        fc.pre(rows.some((row) => row.weight > 0));
        const copies = rows.flatMap((row) => Array.from({ length: row.weight }, () => row));
        expectClose(
          metric(outcomesOf(rows), scoresOf(rows), weightsOf(rows)),
          metric(outcomesOf(copies), scoresOf(copies)),
        );
      }),
    );
  });
});

describe("rocCurve", () => {
  it("rises from (0, 0) to (1, 1), and the area under it is rocAuc", () => {
    fc.assert(
      fc.property(records(probability), fc.boolean(), (rows, isWeighted) => {
        const options = isWeighted ? { weights: weightsOf(rows) } : {};
        fc.pre(!isWeighted || rows.some((row) => row.weight > 0));
        const auc = rocAuc(outcomesOf(rows), scoresOf(rows), options);
        const curve = rocCurve(outcomesOf(rows), scoresOf(rows), options);
        const { falsePositiveRate: x, truePositiveRate: y } = curve;
        fc.pre(!Number.isNaN(auc));
        let area = 0;
        for (let i = 1; i < x.length; i++) {
          const [width, height] = [
            (x[i] as number) - (x[i - 1] as number),
            (y[i] as number) + (y[i - 1] as number),
          ];
          expect(width).toBeGreaterThanOrEqual(0);
          expect(y[i]).toBeGreaterThanOrEqual(y[i - 1] as number);
          area += (width * height) / 2;
        }
        expect([x[0], y[0], x.at(-1), y.at(-1)]).toEqual([0, 0, 1, 1]);
        expect(area).toBeCloseTo(auc, 12);
      }),
    );
  });
});

describe("rocAuc", () => {
  const pairwise = (rows: readonly Record[]) => {
    let won = 0;
    let pairs = 0;
    for (const event of rows.filter((row) => row.outcome === 1)) {
      for (const other of rows.filter((row) => row.outcome === 0)) {
        won += event.score > other.score ? 1 : event.score === other.score ? 0.5 : 0;
        pairs++;
      }
    }
    return won / pairs;
  };

  it("equals the share of pairs in the right order, counted one by one", () => {
    fc.assert(
      fc.property(fc.oneof(records(anyScore), records(probability)), (rows) => {
        expect(rocAuc(outcomesOf(rows), scoresOf(rows))).toBe(pairwise(rows));
      }),
    );
  });

  it("is the same under any increasing map of the scores, bit for bit", () => {
    fc.assert(
      fc.property(records(probability), (rows) => {
        const mapped = scoresOf(rows).map((p) => Math.log(p / (1 - p)) * 3 - 7);
        expect(rocAuc(outcomesOf(rows), mapped)).toBe(rocAuc(outcomesOf(rows), scoresOf(rows)));
        expect(ksStatistic(outcomesOf(rows), mapped)).toBe(ksStatistic(outcomesOf(rows), scoresOf(rows)));
      }),
    );
  });

  it("of the negated scores, or of the opposite outcomes, is 1 minus it", () => {
    fc.assert(
      fc.property(records(probability), (rows) => {
        const auc = rocAuc(outcomesOf(rows), scoresOf(rows));
        expectClose(
          rocAuc(
            outcomesOf(rows),
            scoresOf(rows).map((score) => -score),
          ),
          1 - auc,
        );
        expectClose(
          rocAuc(
            outcomesOf(rows).map((outcome) => 1 - outcome),
            scoresOf(rows),
          ),
          1 - auc,
        );
      }),
    );
  });
});

describe("ksStatistic", () => {
  it("equals the largest distance over all cuts, counted one by one", () => {
    fc.assert(
      fc.property(fc.oneof(records(anyScore), records(probability)), (rows) => {
        const share = (outcome: number, cut: number) => {
          const group = rows.filter((row) => row.outcome === outcome);
          return group.filter((row) => row.score <= cut).length / group.length;
        };
        const distances = rows.map(({ score }) => Math.abs(share(1, score) - share(0, score)));
        expectClose(ksStatistic(outcomesOf(rows), scoresOf(rows)), Math.max(...distances));
      }),
    );
  });
});

describe("liftCurve", () => {
  it("never captures less from a larger fraction, and captures all at 1", () => {
    fc.assert(
      fc.property(records(probability), (rows) => {
        fc.pre(rows.some((row) => row.outcome === 1));
        const captured = liftCurve(outcomesOf(rows), scoresOf(rows)).map((point) => point.captured);
        captured.forEach((share, i) => {
          expect(share).toBeGreaterThanOrEqual((captured[i - 1] ?? 0) - 1e-12);
        });
        expect(captured.at(-1)).toBe(1);
      }),
    );
  });

  it("has an area of rocAuc: ∫ captured = r/2 + (1 − r) · AUC for an event rate r", () => {
    fc.assert(
      fc.property(records(probability), (rows) => {
        const rate = rows.filter((row) => row.outcome === 1).length / rows.length;
        fc.pre(rate > 0 && rate < 1);
        const fractions = rows.map((_, i) => (i + 1) / rows.length);
        const captured = liftCurve(outcomesOf(rows), scoresOf(rows), { fractions }).map(
          (point) => point.captured,
        );
        const area = captured.reduce(
          (sum, share, i) => sum + (share + (captured[i - 1] ?? 0)) / 2 / rows.length,
          0,
        );
        expectClose(area, rate / 2 + (1 - rate) * rocAuc(outcomesOf(rows), scoresOf(rows)));
      }),
    );
  });
});

describe("confusionMatrix", () => {
  it("counts every record once", () => {
    fc.assert(
      fc.property(records(anyScore), anyScore, (rows, threshold) => {
        const matrix = confusionMatrix(outcomesOf(rows), scoresOf(rows), threshold);
        const { truePositives, falsePositives, trueNegatives, falseNegatives } = matrix;
        expect(truePositives + falsePositives + trueNegatives + falseNegatives).toBe(rows.length);
        expect(truePositives + falsePositives).toBe(rows.filter((row) => row.score >= threshold).length);
      }),
    );
  });
});

describe("calibrationCurve", () => {
  it("puts every record into one bin, the bins in increasing order and without overlap", () => {
    fc.assert(
      fc.property(
        records(probability),
        fc.constantFrom("count" as const, "width" as const),
        fc.integer({ min: 1, max: 12 }),
        (rows, by, bins) => {
          const curve = calibrationCurve(outcomesOf(rows), scoresOf(rows), { by, bins });
          expect(curve.length).toBeLessThanOrEqual(bins);
          expect(curve.reduce((n, bin) => n + bin.count, 0)).toBe(rows.length);
          curve.forEach((bin, i) => {
            expect(bin.low).toBeGreaterThan(curve[i - 1]?.high ?? -1);
            expect(rows.filter((row) => row.score >= bin.low && row.score <= bin.high)).toHaveLength(
              bin.count,
            );
          });
        },
      ),
    );
  });
});
