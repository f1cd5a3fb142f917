import type { Table } from "../core/columns";
import type { RejectedRecord } from "../features/readTable";
import { probabilityOf, scoreOf } from "./calibrate";
import { type Evaluation, isMissing } from "./evaluateModel";
import type { ScoreResult } from "./resultTypes";
import type { AdditiveModel } from "./types";

/** The statuses of a score in the order of their codes in {@link ScoreTable}. */
export const SCORE_STATUSES = ["scored", "disqualified", "insufficient_data", "rejected"] as const;

/** The scores of many records as columns: entry i belongs to record i. */
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
}

/** Turns margins, gates and counts of values into scores with a status. */
export function makeScoreTable(
  model: AdditiveModel,
  evaluation: Evaluation,
  rejected: readonly RejectedRecord[],
): ScoreTable {
  const n = evaluation.margin.length;
  const floats = () => new Float64Array(n).fill(Number.NaN);
  const scores: ScoreTable = {
    rowCount: n,
    status: new Uint8Array(n),
    score: floats(),
    probability: floats(),
    margin: floats(),
    coverage: floats(),
    lowConfidence: new Uint8Array(n),
    gate: evaluation.gate,
    rejected,
  };
  for (const { index } of rejected) scores.status[index] = 3;
  for (let i = 0; i < n; i++) {
    if (scores.status[i] === 3) {
      scores.coverage[i] = 0;
      scores.gate[i] = -1;
      continue;
    }
    const gate = model.gates[evaluation.gate[i] as number];
    const coverage =
      model.features.length === 0 ? 1 : (evaluation.present[i] as number) / model.features.length;
    scores.coverage[i] = coverage;
    scores.lowConfidence[i] = coverage < model.lowConfidenceBelow ? 1 : 0;
    if (gate?.kind === "disqualify") scores.status[i] = 1;
    else if (gate === undefined && coverage < model.coverageFloor) scores.status[i] = 2;
    else {
      const margin = evaluation.margin[i] as number;
      scores.margin[i] = margin;
      scores.score[i] = scoreOf(model, margin);
      scores.probability[i] = probabilityOf(model, margin) ?? Number.NaN;
    }
  }
  return scores;
}

/** One record of a score table as an object. */
export function scoreResultAt(
  model: AdditiveModel,
  table: Table,
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
  if (status === "insufficient_data") return { status, missing: missingAt(model, table, i), coverage };
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

function missingAt(model: AdditiveModel, table: Table, i: number): string[] {
  return model.features.map(({ name }) => name).filter((name) => isMissing(table, name, i));
}
