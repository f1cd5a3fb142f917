import { reject } from "../core/checks";
import { OPEN, readOpenOutcomes, readWeights } from "../core/outcomes";
import { checkColumn, type NumberKind } from "../core/readNumbers";

/** Columns of the records that have an outcome, every score and a weight above 0. */
export interface ScoredSample<Name extends string> {
  /** 1 for an event, 0 for a non-event. */
  readonly outcomes: Uint8Array;
  readonly weights: Float64Array;
  /** Each column of scores that was given, by name. */
  readonly columns: Readonly<Record<Name, Float64Array>>;
  /** Records given. */
  readonly given: number;
  /** Records without an outcome. */
  readonly open: number;
  /** Records with an outcome and without a score. */
  readonly unscored: number;
}

/**
 * Reads scored records: outcomes that may be open, columns of scores in which NaN stands for a record without one, and
 * weights. A record of weight 0 is as if it were absent. O(records · columns).
 *
 * @param caller - name of the calling function
 * @param columns - the columns of scores, and what each may hold
 * @param outcomes - whether the event happened
 * @param weights - how many records each counts for, if not one
 * @returns columns of the records that can be used
 * @throws SalienceError `invalid_argument`
 */
export function readScored<Name extends string>(
  caller: string,
  columns: Readonly<Record<Name, { readonly kind: NumberKind; readonly values: ArrayLike<number> }>>,
  outcomes: ArrayLike<unknown>,
  weights: ArrayLike<number> | undefined,
): ScoredSample<Name> {
  const flags = readOpenOutcomes(caller, outcomes);
  const like = { name: "outcomes", length: flags.length };
  const names = Object.keys(columns) as Name[];
  const read = names.map((name) => readScores(caller, columns[name].kind, columns[name].values, like));
  const counts = readWeights(caller, weights, like);
  const used: number[] = [];
  let [open, unscored] = [0, 0];
  for (let i = 0; i < flags.length; i++) {
    if (flags[i] === OPEN) open++;
    else if (read.some((list) => Number.isNaN(list[i] as number))) unscored++;
    else if (counts === null || (counts[i] as number) > 0) used.push(i);
  }
  const take = (list: ArrayLike<number>) => Float64Array.from(used, (i) => list[i] as number);
  return {
    outcomes: Uint8Array.from(used, (i) => flags[i] as number),
    weights: counts === null ? new Float64Array(used.length).fill(1) : take(counts),
    columns: Object.fromEntries(names.map((name, k) => [name, take(read[k] as Float64Array)])) as Record<
      Name,
      Float64Array
    >,
    given: flags.length,
    open,
    unscored,
  };
}

function readScores(
  caller: string,
  { name, low = Number.NEGATIVE_INFINITY, high = Number.POSITIVE_INFINITY }: NumberKind,
  values: ArrayLike<number>,
  like: { readonly name: string; readonly length: number },
): Float64Array {
  const { length } = checkColumn(caller, name, values);
  if (length !== like.length) reject(caller, `${name} of length ${like.length}, as ${like.name}`, length);
  const what = high < Number.POSITIVE_INFINITY ? `in [${low}, ${high}]` : "to be a finite number";
  return Float64Array.from(values, (value, i) => {
    const isUsable =
      typeof value === "number" &&
      (Number.isNaN(value) || (Number.isFinite(value) && value >= low && value <= high));
    return isUsable
      ? value
      : reject(caller, `${name}[${i}] ${what}, or NaN for a record without a score`, value);
  });
}
