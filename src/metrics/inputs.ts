import { checkOptions, reject } from "../core/checks";
import { readOutcomes, readWeights } from "../core/outcomes";
import { checkColumn, copyNumbers, type NumberKind, readNumbers } from "../core/readNumbers";

/** Options of the metrics that can weight records. */
export interface WeightOptions {
  /**
   * One weight per record, ≥ 0; a weight of 2 counts as the same record twice. Every record counts once if
   * absent.
   */
  readonly weights?: ArrayLike<number>;
}

export const SCORES: NumberKind = { name: "scores" };
export const MARGINS: NumberKind = { name: "margins" };
export const PROBABILITIES: NumberKind = { name: "probabilities", low: 0, high: 1 };

/** The checked arguments of a metric, of equal length. They may be the caller's own arrays: nothing writes to them. */
export interface Sample {
  /** 0 or 1. */
  readonly outcomes: Uint8Array;
  /** Finite numbers. */
  readonly scores: Float64Array;
  /** Numbers ≥ 0, one of them above 0; null where every record counts once. */
  readonly weights: Float64Array | null;
}

/** Reads the arguments that every metric shares; `extra` names its own options. */
export function readSample(
  caller: string,
  outcomes: ArrayLike<number | boolean>,
  scores: ArrayLike<number>,
  options: WeightOptions,
  kind: NumberKind = SCORES,
  extra: readonly string[] = [],
): Sample {
  checkOptions(caller, "options", options, ["weights", ...extra]);
  const flags = readOutcomes(caller, outcomes);
  const like = { name: "outcomes", length: flags.length };
  const sample = {
    outcomes: flags,
    scores: readNumbers(caller, kind, scores, like),
    weights: readWeights(caller, options.weights, like),
  };
  if (flags.length === 0) reject(caller, "at least one record", 0, "invalid_data");
  if (sample.weights?.every((weight) => weight === 0)) {
    reject(caller, "at least one weight above 0", options.weights, "invalid_data");
  }
  return sample;
}

/**
 * A column of scores in which NaN stands for a record without a score. Checked but for infinities. It may be the
 * caller's own array: nothing may write to it.
 */
export function readScores(caller: string, scores: ArrayLike<number>): Float64Array {
  checkColumn(caller, "scores", scores);
  if (scores instanceof Float64Array) return scores;
  return copyNumbers(scores, (score, i) => rejectScore(caller, score, i));
}

/** Complains of a score that is neither a finite number nor NaN. */
export function rejectScore(caller: string, score: unknown, i: number): never {
  return reject(caller, `scores[${i}] to be a finite number, or NaN for a record without a score`, score);
}
