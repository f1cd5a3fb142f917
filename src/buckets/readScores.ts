import { reject } from "../core/checks";
import { readScores as readColumn, rejectScore } from "../metrics/inputs";

/**
 * A checked column of at least one score, in which NaN stands for a record without a score. It may be the caller's
 * own array: nothing may write to it.
 */
export function readScores(caller: string, scores: ArrayLike<number>): Float64Array {
  const numbers = readColumn(caller, scores);
  if (numbers.length === 0) reject(caller, "at least one score", 0, "invalid_data");
  for (let i = 0; i < numbers.length; i++) {
    if (Math.abs(numbers[i] as number) === Number.POSITIVE_INFINITY) rejectScore(caller, numbers[i], i);
  }
  return numbers;
}

/** A copy of the scores without the NaN, in which −0 is 0, so that a cut keeps its bits in JSON. */
export function readScored(
  caller: string,
  scores: ArrayLike<number>,
): { readonly scored: Float64Array; readonly unscored: number } {
  const numbers = readColumn(caller, scores);
  if (numbers.length === 0) reject(caller, "at least one score", 0, "invalid_data");
  const scored = new Float64Array(numbers.length);
  let count = 0;
  for (let i = 0; i < numbers.length; i++) {
    const score = numbers[i] as number;
    if (Number.isFinite(score)) scored[count++] = score + 0;
    else if (!Number.isNaN(score)) rejectScore(caller, score, i);
  }
  return { scored: scored.subarray(0, count), unscored: numbers.length - count };
}
