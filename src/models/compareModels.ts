import { checkOptions, reject } from "../core/checks";
import { mean } from "../core/statistics";
import { checkAsOf } from "../features/readRows";
import type { AsOf } from "../features/types";
import type { Scorer } from "./createScorer";

/** A record that the two models see differently. */
export interface ModelDisagreement {
  /** Position of the record in the input. */
  readonly index: number;
  readonly scoreA: number;
  readonly scoreB: number;
  /** Share of records with a lower score (ties count half), in [0, 1]. */
  readonly percentileA: number;
  readonly percentileB: number;
}

/** How two models differ over the same records. */
export interface ModelComparison {
  /** Records given, and those that both models scored: all other numbers are about these. */
  readonly rows: { readonly given: number; readonly both: number };
  /** Records whose status differs between the models. */
  readonly statusDiffers: readonly number[];
  readonly meanScoreA: number;
  readonly meanScoreB: number;
  /** Mean of |score A − score B|; comparable only if both are probabilities or points of one kind. */
  readonly meanAbsoluteDifference: number;
  /** Spearman's rank correlation of the scores, in [−1, 1]; NaN if a model gives one score to all. */
  readonly rankCorrelation: number;
  /** Share of the best tenth of A that is also in the best tenth of B. */
  readonly topTenthOverlap: number;
  /** Standard deviation of each feature's contribution in both models: how much it moves scores. */
  readonly features: readonly {
    readonly feature: string;
    readonly influenceA: number;
    readonly influenceB: number;
  }[];
  /** The ten records whose percentile differs most. */
  readonly largestDisagreements: readonly ModelDisagreement[];
}

/**
 * Compares two models on the same records: who ranks whom differently, how much the best tenths overlap, which
 * features move the scores. O(records · (terms + log records)).
 *
 * @param a - the first scorer
 * @param b - the second scorer
 * @param rows - the records
 * @param options - `asOf`, where features depend on time
 * @returns the comparison; NaN for numbers that need records where no record was scored by both
 * @throws SalienceError `invalid_argument`
 *
 * @example
 * ```ts
 * import { compareModels, createScorer, featureSet, numeric, pointsModel } from "salience";
 * const features = featureSet<{ visits: number }>()({ visits: numeric("visits") });
 * const rule = { id: "visits", when: { feature: "visits", above: 0 }, points: 1, times: "visits" };
 * const a = createScorer(pointsModel({ features, rules: [rule] }), features);
 * const b = createScorer(pointsModel({ features, rules: [{ ...rule, points: 2 }] }), features);
 * const { rankCorrelation, meanAbsoluteDifference } = compareModels(a, b, [{ visits: 1 }, { visits: 2 }, { visits: 3 }]);
 * [rankCorrelation, meanAbsoluteDifference]; // => [1, 2]
 * ```
 */
export function compareModels<Row>(
  a: Scorer<Row>,
  b: Scorer<Row>,
  rows: readonly Row[],
  options: { readonly asOf?: AsOf<Row> | undefined } = {},
): ModelComparison {
  checkOptions("compareModels", "options", options, ["asOf"]);
  for (const scorer of [a, b]) {
    if (typeof scorer?.explainAll !== "function") reject("compareModels", "two scorers", scorer);
    checkAsOf("compareModels", scorer.features, options.asOf);
  }
  if (!Array.isArray(rows)) reject("compareModels", "rows to be an array of records", rows);
  const [first, second] = [a.explainAll(rows, options), b.explainAll(rows, options)];
  const indices = rows.map((_, i) => i);
  const both = indices.filter((i) => first.scores.status[i] === 0 && second.scores.status[i] === 0);
  const scoresA = Float64Array.from(both, (i) => first.scores.score[i] as number);
  const scoresB = Float64Array.from(both, (i) => second.scores.score[i] as number);
  const [percentileA, percentileB] = [percentiles(scoresA), percentiles(scoresB)];
  const disagreements = both.map((index, i) => ({
    index,
    scoreA: scoresA[i] as number,
    scoreB: scoresB[i] as number,
    percentileA: percentileA[i] as number,
    percentileB: percentileB[i] as number,
  }));
  const gap = (row: ModelDisagreement) => Math.abs(row.percentileA - row.percentileB);
  const [influenceA, influenceB] = [influences(first, both), influences(second, both)];
  return {
    rows: { given: rows.length, both: both.length },
    statusDiffers: indices.filter((i) => first.scores.status[i] !== second.scores.status[i]),
    meanScoreA: mean(scoresA),
    meanScoreB: mean(scoresB),
    meanAbsoluteDifference: mean(scoresA.map((score, i) => Math.abs(score - (scoresB[i] as number)))),
    rankCorrelation: correlation(percentileA, percentileB),
    topTenthOverlap: topOverlap(percentileA, percentileB),
    features: [...new Set([...influenceA.keys(), ...influenceB.keys()])].sort().map((feature) => ({
      feature,
      influenceA: influenceA.get(feature) ?? 0,
      influenceB: influenceB.get(feature) ?? 0,
    })),
    largestDisagreements: disagreements.sort((x, y) => gap(y) - gap(x) || x.index - y.index).slice(0, 10),
  };
}

/** The share of lower scores, ties counting half. */
function percentiles(scores: Float64Array): Float64Array {
  const order = Uint32Array.from(scores, (_, i) => i).sort(
    (i, j) => (scores[i] as number) - (scores[j] as number),
  );
  const result = new Float64Array(scores.length);
  for (let start = 0; start < order.length; ) {
    let end = start + 1;
    while (end < order.length && scores[order[end] as number] === scores[order[start] as number]) end++;
    for (let k = start; k < end; k++) result[order[k] as number] = (start + end) / 2 / scores.length;
    start = end;
  }
  return result;
}

function correlation(x: Float64Array, y: Float64Array): number {
  const [centerX, centerY] = [mean(x), mean(y)];
  let [xx, yy, xy] = [0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    const [dx, dy] = [(x[i] as number) - centerX, (y[i] as number) - centerY];
    xx += dx * dx;
    yy += dy * dy;
    xy += dx * dy;
  }
  return xy / Math.sqrt(xx * yy);
}

function topOverlap(a: Float64Array, b: Float64Array): number {
  const size = Math.max(1, Math.round(a.length / 10));
  const top = (values: Float64Array) =>
    Array.from(values, (_, i) => i)
      .sort((i, j) => (values[j] as number) - (values[i] as number) || i - j)
      .slice(0, size);
  const inB = new Set(top(b));
  return a.length === 0 ? Number.NaN : top(a).filter((i) => inB.has(i)).length / size;
}

function influences<Row>(
  explained: ReturnType<Scorer<Row>["explainAll"]>,
  both: readonly number[],
): Map<string, number> {
  const totals = new Map<string, Float64Array>();
  explained.lines.forEach((line, position) => {
    if (line.feature === null) return;
    const total = totals.get(line.feature) ?? new Float64Array(both.length);
    both.forEach((row, i) => {
      total[i] = (total[i] as number) + (explained.contributions[position]?.[row] as number);
    });
    totals.set(line.feature, total);
  });
  const spread = (values: Float64Array) => {
    const center = mean(values);
    return Math.sqrt(mean(values.map((value) => (value - center) ** 2)));
  };
  return new Map([...totals].map(([feature, values]) => [feature, spread(values)]));
}
