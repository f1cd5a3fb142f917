import { checkNumber, checkOptions, checkPositive, reject } from "./checks";
import { exp2 } from "./exp2";

/** Milliseconds of a day. Elapsed days are milliseconds divided by this, everywhere in the library. */
export const MILLISECONDS_PER_DAY = 86_400_000;

/**
 * How much an event still counts after some days: by half-life, along a straight line, or in steps.
 *
 * - `halfLifeDays`: 2^(−age / halfLifeDays)
 * - `lifespanDays`: max(0, 1 − age / lifespanDays)
 * - `steps`: the weight of the first step whose `withinDays` is at least the age, and 0 after the last
 */
export type Decay =
  | { readonly halfLifeDays: number }
  | { readonly lifespanDays: number }
  | { readonly steps: readonly { readonly withinDays: number; readonly weight: number }[] };

/**
 * The weight that a decay gives to an age. O(1), or O(steps).
 *
 * @param decay - the decay
 * @param ageDays - elapsed days, ≥ 0
 * @returns a weight; in [0, 1] unless the steps say otherwise
 * @throws SalienceError `invalid_argument`
 *
 * @example
 * ```ts
 * import { decayWeight } from "salience/core";
 * decayWeight({ halfLifeDays: 14 }, 28); // => 0.25
 * decayWeight({ lifespanDays: 30 }, 15); // => 0.5
 * decayWeight({ steps: [{ withinDays: 7, weight: 1 }, { withinDays: 30, weight: 0.5 }] }, 8); // => 0.5
 * ```
 */
export function decayWeight(decay: Decay, ageDays: number): number {
  return weightAt(checkDecay("decayWeight", decay), checkNumber("decayWeight", "ageDays", ageDays, 0));
}

/** {@link decayWeight} without the checks, for loops over events. */
export function weightAt(decay: Decay, ageDays: number): number {
  if ("halfLifeDays" in decay) return exp2(-ageDays / decay.halfLifeDays);
  if ("lifespanDays" in decay) return Math.max(0, 1 - ageDays / decay.lifespanDays);
  for (const step of decay.steps) if (ageDays <= step.withinDays) return step.weight;
  return 0;
}

/**
 * Checks a decay: exactly one kind, positive days, and steps in increasing order of days.
 *
 * @param caller - name of the calling function
 * @param decay - the value to check
 * @returns the decay
 * @throws SalienceError `invalid_argument`
 *
 * @example
 * ```ts
 * import { checkDecay } from "salience/core";
 * checkDecay("f", { halfLifeDays: 0 }); // throws SalienceError: f: expected halfLifeDays to be a finite number above 0, received 0
 * ```
 */
export function checkDecay(caller: string, decay: Decay): Decay {
  checkOptions(caller, "decay", decay, ["halfLifeDays", "lifespanDays", "steps"]);
  if (Object.keys(decay).length !== 1)
    reject(caller, "exactly one of halfLifeDays, lifespanDays and steps", decay);
  if ("halfLifeDays" in decay) checkPositive(caller, "halfLifeDays", decay.halfLifeDays);
  else if ("lifespanDays" in decay) checkPositive(caller, "lifespanDays", decay.lifespanDays);
  else if (!Array.isArray(decay.steps) || decay.steps.length === 0) {
    reject(caller, "steps to be a list of at least one step", decay.steps);
  } else {
    let previous = 0;
    decay.steps.forEach((step, i) => {
      checkOptions(caller, `steps[${i}]`, step, ["withinDays", "weight"]);
      checkPositive(caller, `steps[${i}].withinDays`, step.withinDays);
      checkNumber(caller, `steps[${i}].weight`, step.weight);
      if (step.withinDays <= previous)
        reject(caller, "steps in increasing order of withinDays", step.withinDays);
      previous = step.withinDays;
    });
  }
  return decay;
}
