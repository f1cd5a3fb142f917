import { binText } from "../core/bin";
import type { FeatureDrift } from "./driftTypes";

/** What there is to say of a feature's drift, in one sentence. */
export function driftSentence(drift: Omit<FeatureDrift, "sentence">): string {
  const { feature, verdict, stability, largestChange } = drift;
  const index = `PSI ${stability.value.toFixed(3)}, customarily called ${stability.customary}`;
  const test = `tested ${stability.tested.toFixed(3)} against ${stability.threshold.toFixed(3)} by chance`;
  const { bin } = largestChange;
  const what = "missing" in bin ? "no value" : binText(bin);
  const change = `${what} went from ${percent(largestChange.expectedShare)} to ${percent(largestChange.actualShare)} of the records`;
  if (verdict === "shifted") return `${feature} has shifted: ${change} (${index}; ${test}).`;
  if (verdict === "not_enough_data") {
    return `${feature}: too few records, or too few bins with five of them, to tell a shift from chance (${index}).`;
  }
  return stability.verdict === "shifted"
    ? `${feature}: no shift beyond what chance does among so many features; ${change} (${index}; alone, ${test}).`
    : `${feature}: no shift beyond chance (${index}; ${test}).`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
