import { reject } from "../../core/checks";
import { describeValue } from "../../core/describe";

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
 * The outcomes of records as numbers.
 *
 * @param caller - the public function that complains
 * @param outcomes - what the host says of each
 * @returns 1 for an event, 0 for a non-event, {@link OPEN} where it is not known yet
 * @throws SalienceError `invalid_argument` for anything else
 */
export function readOutcomes(caller: string, outcomes: ArrayLike<unknown>): Int8Array {
  return Int8Array.from(outcomes, (value, i) => {
    const outcome = readOutcome(value);
    if (typeof outcome === "string") reject(caller, `outcomes[${i}] to be a boolean, 0, 1 or null`, value);
    return outcome ?? OPEN;
  });
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
