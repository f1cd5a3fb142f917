import type { Column } from "../core/columns";
import { expit } from "../core/numeric";
import type { AbsentField } from "../features/absentFields";
import { firstProblems } from "../features/readColumns";
import type { RejectedRecord } from "../features/rejectedRecord";
import { type Block, within } from "./blocks";
import { probabilityOf } from "./calibrate";
import { isMissing } from "./evaluateModel";
import type { ScoreResult } from "./resultTypes";
import type { AdditiveModel } from "./types";

/** The statuses of a score in the order of their codes in {@link ScoreTable}. */
export const SCORE_STATUSES = ["scored", "disqualified", "insufficient_data", "rejected"] as const;

/**
 * The scores of many records as columns: entry i belongs to record i. `score` is the same array as `probability` for
 * a logit link, and as `margin` for points.
 */
export interface ScoreTable {
  /** Number of records. */
  readonly rowCount: number;
  /** Position in {@link SCORE_STATUSES}. */
  readonly status: Uint8Array;
  /** The score; NaN unless scored. */
  readonly score: Float64Array;
  /** The probability; NaN unless scored, or where the model has none. */
  readonly probability: Float64Array;
  /** The margin; NaN unless scored. */
  readonly margin: Float64Array;
  /** Share of the model's features that had a value. */
  readonly coverage: Float64Array;
  /** 1 where coverage is below the model's `lowConfidenceBelow`. */
  readonly lowConfidence: Uint8Array;
  /** Position in the model's gates of the one that decided, or −1. */
  readonly gate: Int32Array;
  /** The rejected records, in the order of the input. */
  readonly rejected: readonly RejectedRecord[];
  /** The fields that no record has, such as a misspelt one: their features were missing everywhere. */
  readonly warnings: readonly AbsentField[];
}

/** A score table with nothing in it yet. */
export function emptyScores(
  { link }: AdditiveModel,
  { rowCount, rejected }: Pick<ScoreTable, "rowCount" | "rejected">,
  warnings: ScoreTable["warnings"] = [],
): ScoreTable {
  const [probability, margin] = [new Float64Array(rowCount), new Float64Array(rowCount)];
  return {
    rowCount,
    status: new Uint8Array(rowCount),
    score: link === "logit" ? probability : margin,
    probability,
    margin,
    coverage: new Float64Array(rowCount),
    lowConfidence: new Uint8Array(rowCount),
    gate: new Int32Array(rowCount).fill(-1),
    rejected,
    warnings,
  };
}

/**
 * Turns margins, gates and counts of missing values of a block into scores with a status. The margins are already in
 * the score table.
 */
export function writeScores(model: AdditiveModel, { at, n, gate, missing }: Block, scores: ScoreTable): void {
  const { gates, features, coverageFloor, lowConfidenceBelow } = model;
  writeProbabilities(model, within(scores.margin, at, n), within(scores.probability, at, n));
  scores.coverage.fill(1, at, at + n);
  for (let i = 0; i < n; i++) {
    const decided = gate[i] as number;
    const without = missing[i] as number;
    if (without === 0 && decided === -1) continue;
    const coverage = (features.length - without) / (features.length || 1);
    const isDisqualified = decided !== -1 && gates[decided]?.kind === "disqualify";
    const status = isDisqualified ? 1 : decided === -1 && coverage < coverageFloor ? 2 : 0;
    const to = at + i;
    scores.status[to] = status;
    if (status !== 0) scores.margin[to] = scores.probability[to] = Number.NaN;
    scores.coverage[to] = without === 0 ? 1 : coverage;
    scores.lowConfidence[to] = without !== 0 && coverage < lowConfidenceBelow ? 1 : 0;
    scores.gate[to] = decided;
  }
}

function writeProbabilities(model: AdditiveModel, margin: Float64Array, out: Float64Array): void {
  if (model.calibration === null && model.link === "logit") {
    for (let i = 0; i < margin.length; i++) out[i] = expit(margin[i] as number);
  } else
    for (let i = 0; i < margin.length; i++) out[i] = probabilityOf(model, margin[i] as number) ?? Number.NaN;
}

/** Marks the rejected records of a score table, and puts them in order, once all rows are written. */
export function withRejected(scores: ScoreTable): ScoreTable {
  const rejected = firstProblems(scores.rejected);
  for (const { index } of rejected) {
    scores.status[index] = 3;
    scores.margin[index] = scores.probability[index] = Number.NaN;
    scores.coverage[index] = scores.lowConfidence[index] = 0;
    scores.gate[index] = -1;
  }
  return { ...scores, rejected };
}

/** One record of a score table as an object. */
export function scoreResultAt(
  model: AdditiveModel,
  columns: readonly Column[],
  scores: ScoreTable,
  i: number,
): ScoreResult {
  const status = SCORE_STATUSES[scores.status[i] as number];
  const coverage = scores.coverage[i] as number;
  if (status === "rejected") {
    const problem = scores.rejected.find(({ index }) => index === i) as RejectedRecord;
    return { status, feature: problem.feature, reason: problem.reason };
  }
  if (status === "disqualified") {
    const { reason, id } = model.gates[scores.gate[i] as number] as AdditiveModel["gates"][number];
    return { status, reason, rule: id };
  }
  if (status === "insufficient_data") {
    const missing = model.features.filter((_, k) => isMissing(columns[k] as Column, i));
    return { status, missing: missing.map(({ name }) => name), coverage };
  }
  const probability = scores.probability[i] as number;
  return {
    status: "scored",
    score: scores.score[i] as number,
    probability: Number.isNaN(probability) ? null : probability,
    margin: scores.margin[i] as number,
    coverage,
    lowConfidence: scores.lowConfidence[i] === 1,
  };
}
