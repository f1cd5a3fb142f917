import { reject } from "../core/checks";
import { checkColumn } from "../metrics/inputs";

/** A checked copy of a column of scores, in which NaN stands for a record without a score. */
export function readScores(caller: string, scores: ArrayLike<number>): Float64Array {
  const copy = new Float64Array(checkColumn(caller, "scores", scores).length);
  if (copy.length === 0) reject(caller, "at least one score", 0, "invalid_data");
  for (let i = 0; i < copy.length; i++) {
    const score = scores[i] as number;
    if (typeof score !== "number" || Math.abs(score) === Infinity) {
      reject(caller, `scores[${i}] to be a finite number, or NaN for a record without a score`, score);
    }
    copy[i] = score + 0; // −0 becomes 0, so that a cut keeps its bits in JSON
  }
  return copy;
}
