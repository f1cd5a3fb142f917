import { reject } from "../../core/checks";

/**
 * Numbers folds that were given, from 0 in the order of their first record.
 *
 * @param caller - name of the calling function
 * @param names - the fold of each record
 * @param outcomes - 1 for an event, else 0
 * @returns the fold of each record
 * @throws SalienceError `invalid_data` for fewer than two folds, or where the records outside of one have one outcome
 */
export function numberFolds(caller: string, names: readonly unknown[], outcomes: Uint8Array): Int32Array {
  const numbers = new Map<unknown, number>();
  const folds = Int32Array.from(names, (name) => {
    if (typeof name !== "string" && !(typeof name === "number" && Number.isFinite(name)))
      return reject(caller, "the fold of a record to be text or a finite number", name, "invalid_data");
    const number = numbers.get(name) ?? numbers.size;
    numbers.set(name, number);
    return number;
  });
  if (numbers.size < 2) reject(caller, "at least two folds", numbers.size, "invalid_data");
  for (const [name, number] of numbers) {
    const seen = new Set(outcomes.filter((_, i) => folds[i] !== number));
    if (seen.size < 2) {
      reject(
        caller,
        "events and non-events outside of every fold",
        `none outside of ${name}`,
        "invalid_data",
      );
    }
  }
  return folds;
}
