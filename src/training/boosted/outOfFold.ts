import { expit } from "../../core/numeric";
import type { BinnedData } from "./binned";
import { logLossAt } from "./passes";

/** What is left to learn of each record at some margins: w·(y − p), and w·p·(1 − p). */
export function residualsAt({ weights, outcomes }: BinnedData, margins: Float64Array) {
  const residuals = new Float64Array(margins.length);
  const hessians = new Float64Array(margins.length);
  for (let i = 0; i < margins.length; i++) {
    const p = expit(margins[i] as number);
    residuals[i] = (weights[i] as number) * ((outcomes[i] as number) - p);
    hessians[i] = (weights[i] as number) * p * (1 - p);
  }
  return { residuals, hessians };
}

/** By how much the mean log loss falls, from paired differences by record, and the standard error of that. */
export function gainOf(data: BinnedData, before: Float64Array, after: Float64Array) {
  let total = 0;
  let gain = 0;
  let squares = 0;
  for (let i = 0; i < before.length; i++) {
    const weight = data.weights[i] as number;
    const outcome = data.outcomes[i] as number;
    const difference = logLossAt(before[i] as number, outcome) - logLossAt(after[i] as number, outcome);
    total += weight;
    gain += weight * difference;
    squares += weight * difference * difference;
  }
  gain /= total;
  return { gain, standardError: Math.sqrt((squares / total - gain * gain) / before.length) };
}
