import { reject } from "../core/checks";
import { readOutcomes } from "../core/outcomes";
import { readScores, rejectScore } from "./inputs";

/** The records that have a score, as columns that every metric takes. */
export interface ScoredRecords {
  /** 1 for an event, 0 for a non-event. */
  readonly outcomes: Uint8Array;
  /** Finite scores. */
  readonly scores: Float64Array;
  /** Where each of these records was: take what else belongs to it, such as its weight, from there. */
  readonly positions: Uint32Array;
  /** Number of records that were left out. */
  readonly unscored: number;
}

/**
 * The records that have a score, with their outcomes. A score table holds NaN for a record that was not scored
 * (disqualified, too little known, rejected), which the metrics refuse; a metric of the others says how well the
 * scored records are told apart, so report `unscored` beside it. O(n).
 *
 * @param outcomes - 1 or true for an event, 0 or false for a non-event, one for each record
 * @param scores - a finite number for each record, or NaN for one without a score: a column of a score table
 * @returns the columns without the unscored records, in the order of the input, and how many were left out
 * @throws SalienceError `invalid_argument` for a wrong value, with its position
 *
 * @example
 * ```ts
 * import { rocAuc, scoredOnly } from "salience";
 * const { outcomes, scores, positions, unscored } = scoredOnly([0, 1, 1, 0], [0.1, 0.7, Number.NaN, 0.4]);
 * rocAuc(outcomes, scores); // => 1
 * Array.from(positions); // => [0, 1, 3]
 * unscored; // => 1
 * ```
 */
export function scoredOnly(outcomes: ArrayLike<number | boolean>, scores: ArrayLike<number>): ScoredRecords {
  const flags = readOutcomes("scoredOnly", outcomes);
  const numbers = readScores("scoredOnly", scores);
  if (numbers.length !== flags.length) {
    reject("scoredOnly", `scores of length ${flags.length}, as outcomes`, numbers.length);
  }
  const n = flags.length;
  const kept = {
    outcomes: new Uint8Array(n),
    scores: new Float64Array(n),
    positions: new Uint32Array(n),
  };
  let count = 0;
  for (let i = 0; i < n; i++) {
    const score = numbers[i] as number;
    if (Number.isNaN(score)) continue;
    if (!Number.isFinite(score)) rejectScore("scoredOnly", score, i);
    kept.outcomes[count] = flags[i] as number;
    kept.scores[count] = score;
    kept.positions[count++] = i;
  }
  return {
    outcomes: kept.outcomes.slice(0, count),
    scores: kept.scores.slice(0, count),
    positions: kept.positions.slice(0, count),
    unscored: n - count,
  };
}
