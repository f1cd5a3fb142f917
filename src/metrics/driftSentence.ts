import type { DriftBin, FeatureDrift } from "./driftTypes";

/** What there is to say of a feature's drift, in one sentence. */
export function driftSentence(drift: Omit<FeatureDrift, "sentence">): string {
  const { feature, verdict, stability, largestChange } = drift;
  const index = `PSI ${stability.value.toFixed(3)}, customarily called ${stability.customary}`;
  const test = `tested ${stability.tested.toFixed(3)} against ${stability.threshold.toFixed(3)} by chance`;
  const change = `${binText(largestChange.bin)} went from ${percent(largestChange.expectedShare)} to ${percent(largestChange.actualShare)} of the records`;
  if (verdict === "shifted") return `${feature} has shifted: ${change} (${index}; ${test}).`;
  if (verdict === "not_enough_data") {
    return `${feature}: too few records, or too few bins with five of them, to tell a shift from chance (${index}).`;
  }
  return stability.verdict === "shifted"
    ? `${feature}: no shift beyond what chance does among so many features; ${change} (${index}; alone, ${test}).`
    : `${feature}: no shift beyond chance (${index}; ${test}).`;
}

function binText(bin: DriftBin): string {
  if ("level" in bin) return JSON.stringify(bin.level);
  if ("missing" in bin) return "no value";
  if (bin.from === null) return bin.to === null ? "any value" : `below ${bin.to}`;
  return bin.to === null ? `${bin.from} and above` : `from ${bin.from} to below ${bin.to}`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
