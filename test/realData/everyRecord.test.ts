import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { readTable } from "../../src/features/index";
import {
  type AdditiveModel,
  createScorer,
  type ExplanationTable,
  SCORE_STATUSES,
  type Scorer,
  withReference,
} from "../../src/models/index";
import { parseModel, serializeModel } from "../../src/schemas/index";
import { pointsModel } from "../../src/scoring/index";
import { fitLogistic } from "../../src/training/index";
import { describeWithSharedData } from "../support/sharedData";
import type { DataSet } from "./dataSet";
import { bank } from "./dataSets/bank";
import { breastCancer } from "./dataSets/breastCancer";
import { cdnow } from "./dataSets/cdnow";
import { channelPaths } from "./dataSets/channelPaths";
import { crmPipeline } from "./dataSets/crmPipeline";
import { germanCredit } from "./dataSets/germanCredit";
import { olist } from "./dataSets/olist";
import { salvirt } from "./dataSets/salvirt";
import { xEducation } from "./dataSets/xEducation";

/** The largest distance between the sum of contributions and margin − base over all records. */
function largestGap({ base, contributions, margin }: ExplanationTable): number {
  let gap = 0;
  margin.forEach((value, i) => {
    const total = contributions.reduce((sum, column) => sum + (column[i] as number), base);
    gap = Math.max(gap, Math.abs(total - value)); // NaN stays
  });
  return gap;
}

/** A digest of every column of numbers, NaN included. */
function bits(value: object): string {
  const hash = createHash("sha256");
  const visit = (part: unknown) => {
    if (ArrayBuffer.isView(part)) hash.update(new Uint8Array(part.buffer, part.byteOffset, part.byteLength));
    else if (Array.isArray(part)) part.forEach(visit);
    else if (typeof part === "object" && part !== null) Object.values(part).forEach(visit);
    else hash.update(String(part));
  };
  visit(value);
  return hash.digest("hex");
}

function first<Row>(rows: readonly Row[], asOf: DataSet<Row>["asOf"]): { asOf?: Date } {
  const instant = typeof asOf === "function" ? asOf(rows[0] as Row) : asOf;
  return instant === undefined ? {} : { asOf: instant };
}

function everyRecord<Row>(dataSet: DataSet<Row>): void {
  const { name, rows: read, features, outcome, asOf, weight, points } = dataSet;
  const rows = read();
  const options = asOf === undefined ? {} : { asOf };
  const { table } = readTable(rows, features, options);
  const written = pointsModel({ features, ...points });

  const check = (title: string, make: () => AdditiveModel) =>
    describe(`${name}, ${title}`, () => {
      const scorer: Scorer<Row> = createScorer(make(), features);
      const scores = scorer.scoreAll(rows, options);
      const explained = scorer.explainAll(rows, options);

      it("no record is rejected", () => {
        expect(scores.rejected).toEqual([]);
        expect(scores.rowCount).toBe(rows.length);
      });

      it("contributions and base sum to the margin to 1e-9 on every record", () => {
        expect(largestGap(explained)).toBeLessThan(1e-9);
      });

      it("score, scoreAll, explain and explainAll agree bit for bit", () => {
        const stride = Math.ceil(rows.length / 400);
        const sample = rows.map((_, i) => i).filter((i) => i % stride === 0);
        const differ = sample.filter((i) => {
          const row = rows[i] as Row;
          const instant = typeof asOf === "function" ? asOf(row) : asOf;
          const one = instant === undefined ? {} : { asOf: instant };
          const result = scorer.score(row, one);
          const explanation = scorer.explain(row, one);
          const scored = result.status === "scored" ? result : { score: Number.NaN, margin: Number.NaN };
          const pairs = [
            [SCORE_STATUSES.indexOf(result.status), scores.status[i]],
            [scored.score, scores.score[i]],
            [scored.margin, scores.margin[i]],
            [explanation.margin, explained.margin[i]],
            [explanation.coverage, scores.coverage[i]],
            ...explanation.contributions.map(({ contribution }, k) => [
              contribution,
              explained.contributions[k]?.[i],
            ]),
          ];
          const same = JSON.stringify(explanation.result) === JSON.stringify(result);
          return !same || !pairs.every(([x, y]) => Object.is(x, y));
        });
        expect(differ).toEqual([]);
        expect(scorer.explain(rows[0] as Row, first(rows, asOf)).contributions).toHaveLength(
          explained.contributions.length,
        );
      });

      it("a table read before gives the same bits as the records", () => {
        expect(bits(scorer.scoreAll(table))).toBe(bits(scores));
        expect(bits(scorer.explainAll(table))).toBe(bits(explained));
      });

      it("saved and loaded, the model gives the same bits", () => {
        const loaded = createScorer(parseModel(JSON.parse(serializeModel(scorer.model))), features);
        expect(bits(loaded.scoreAll(table))).toBe(bits(scores));
        expect(bits(loaded.explainAll(table))).toBe(bits(explained));
      });
    });

  const fit = fitLogistic(rows, {
    features,
    outcome,
    ...options,
    ...(weight === undefined ? {} : { weight }),
  });

  describe(`${name}, the fit`, () => {
    const used = rows.filter((row) => outcome(row) !== null && (weight?.(row) ?? 1) > 0);

    it("converges, and every number of the report is one", () => {
      expect(fit.report.converged).toBe(true);
      for (const { standardised, ...row } of fit.report.coefficients) {
        for (const [key, value] of Object.entries(row)) {
          if (typeof value === "number") expect(value, `${key} of ${row.column}`).not.toBeNaN();
        }
      }
    });

    it("calibration in the large: the predictions sum to the number of events", () => {
      const { probability } = createScorer(fit.model, features).scoreAll(used, options);
      const total = used.reduce((sum, row, i) => sum + (weight?.(row) ?? 1) * (probability[i] as number), 0);
      const events = used.reduce((sum, row) => sum + (weight?.(row) ?? 1) * Number(outcome(row)), 0);
      expect(total / events).toBeCloseTo(1, 9);
    });

    it("the base is the mean margin of the records", () => {
      const { base, margin } = createScorer(fit.model, features).explainAll(used, options);
      const weights = used.map((row) => weight?.(row) ?? 1);
      const mean =
        margin.reduce((sum, value, i) => sum + value * (weights[i] as number), 0) /
        weights.reduce((a, b) => a + b);
      expect(base).toBeCloseTo(mean, 9);
    });
  });

  check("a learned model", () => fit.model);
  check("a written model", () => written);
  check("a written model with a reference population", () => withReference(written, table));
}

describeWithSharedData("every record of every data set", () => {
  everyRecord(xEducation);
  everyRecord(salvirt);
  everyRecord(bank);
  everyRecord(germanCredit);
  everyRecord(crmPipeline);
  everyRecord(olist);
  everyRecord(cdnow);
  everyRecord(breastCancer);
  everyRecord(channelPaths);
});
