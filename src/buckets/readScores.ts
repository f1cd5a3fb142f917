import { reject } from "../core/checks";
import { readScoresOrMissing } from "../metrics/inputs";

/** A checked copy of a column of scores, in which NaN stands for a record without a score. */
export function readScores(caller: string, scores: ArrayLike<number>): Float64Array {
  const numbers = readScoresOrMissing(caller, scores);
  if (numbers.length === 0) reject(caller, "at least one score", 0, "invalid_data");
  const copy = new Float64Array(numbers.length);
  for (let i = 0; i < copy.length; i++) copy[i] = (numbers[i] as number) + 0; // −0 becomes 0: a cut keeps its bits in JSON
  return copy;
}
