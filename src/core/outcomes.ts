import { reject } from "./checks";
import { describeValue } from "./describe";
import { checkColumn, readNumbers } from "./readNumbers";

/** Stands for the outcome of a record that is still open, beside 0 and 1. */
export const OPEN = -1;

/**
 * The outcome of a record as a number.
 *
 * @param value - what the host says of it
 * @returns 1 for an event, 0 for a non-event, null where it is not known yet; text that says what is wrong
 */
export function readOutcome(value: unknown): 0 | 1 | null | string {
  if (value === null || value === undefined) return null;
  if (value === true || value === 1) return 1;
  if (value === false || value === 0) return 0;
  return `expected the outcome to be a boolean, 0 or 1, received ${describeValue(value)}`;
}

/**
 * The outcomes of records as numbers, one per record.
 *
 * @param caller - name of the calling function
 * @param outcomes - what the host says of each
 * @param like - the column that they belong to
 * @returns 1 for an event, 0 for a non-event, {@link OPEN} where it is not known yet
 * @throws SalienceError `invalid_argument` for anything else
 */
export function readOpenOutcomes(
  caller: string,
  outcomes: ArrayLike<unknown>,
  like?: { readonly name: string; readonly length: number },
): Int8Array {
  const { length } = checkColumn(caller, "outcomes", outcomes);
  if (like !== undefined && length !== like.length) {
    reject(caller, `outcomes of length ${like.length}, as ${like.name}`, length);
  }
  const known = new Int8Array(length);
  for (let i = 0; i < length; i++) {
    const outcome = readOutcome(outcomes[i]);
    if (typeof outcome === "string")
      reject(caller, `outcomes[${i}] to be a boolean, 0, 1 or null`, outcomes[i]);
    known[i] = outcome ?? OPEN;
  }
  return known;
}

/** A column of 0, 1, true and false as zeros and ones, none of them open. */
export function readOutcomes(
  caller: string,
  outcomes: ArrayLike<number | boolean>,
  name = "outcomes",
): Uint8Array {
  checkColumn(caller, name, outcomes);
  if (outcomes instanceof Uint8Array && areFlags(outcomes)) return outcomes;
  const flags = new Uint8Array(outcomes.length);
  for (let i = 0; i < flags.length; i++) {
    const outcome = outcomes[i];
    if (outcome === 1 || outcome === true) flags[i] = 1;
    else if (outcome !== 0 && outcome !== false) {
      reject(caller, `${name}[${i}] to be 0, 1, true or false`, outcome);
    }
  }
  return flags;
}

function areFlags(bytes: Uint8Array): boolean {
  let bits = 0;
  for (let i = 0; i < bytes.length; i++) bits |= bytes[i] as number;
  return bits <= 1;
}

/**
 * How many records a record counts for.
 *
 * @param value - what the host says of it
 * @returns a finite number ≥ 0; text that says what is wrong
 */
export function readWeight(value: unknown): number | string {
  if (typeof value === "number" && Number.isFinite(value) && value >= 0) return value;
  return `expected the weight to be a finite number of at least 0, received ${describeValue(value)}`;
}

/** The weights of records, each a finite number ≥ 0; null where every record counts once. */
export function readWeights(
  caller: string,
  weights: ArrayLike<number> | undefined,
  like: { readonly name: string; readonly length: number },
): Float64Array | null {
  return weights === undefined ? null : readNumbers(caller, { name: "weights", low: 0 }, weights, like);
}
