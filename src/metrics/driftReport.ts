import type { Bin } from "../core/bin";
import { checkNumber, checkOptions, POLLUTING_KEYS, reject } from "../core/checks";
import { sum } from "../core/numeric";
import { benjaminiHochberg } from "./benjaminiHochberg";
import { driftSentence } from "./driftSentence";
import type { DriftCounts, DriftReport, DriftReportOptions, FeatureDrift, ShareChange } from "./driftTypes";
import { type PopulationStability, populationStabilityIndex } from "./populationStabilityIndex";

/**
 * Drift report: which features are distributed differently than before, with a verdict that keeps its promise however
 * many features and however few records there are.
 *
 * Each feature gets its {@link populationStabilityIndex}; a verdict of its own for each of 50 features would raise
 * false alarms, so the p-values are adjusted by {@link benjaminiHochberg}, and a feature is called shifted where the
 * adjusted value is at most the false discovery rate. O(bins).
 *
 * @param inputs - counts by feature name, as `driftInputs` makes them from the counts of training and new records
 * @param options - `falseDiscoveryRate`: 0.01 by default
 * @returns features with the clearest shift first, each with a sentence
 * @throws SalienceError `invalid_argument` for a wrong value, with its feature; `invalid_data` for no features or a
 *   sample without records
 *
 * @example
 * ```ts
 * import { driftReport } from "salience";
 * const report = driftReport({
 *   source: { bins: [{ level: "fair" }, { level: "web" }], expected: [400, 600], actual: [130, 370] },
 *   employees: { bins: [{ from: null, to: 50 }, { from: 50, to: null }], expected: [700, 300], actual: [345, 155] },
 * });
 * report.shifted; // => ["source"]
 * report.features[0]?.sentence;
 * // => 'source has shifted: "fair" went from 40.0 % to 26.0 % of the records (PSI 0.090, customarily called stable; tested 0.089 against 0.020 by chance).'
 * report.features[1]?.verdict; // => "within_chance"
 * ```
 */
export function driftReport(
  inputs: Readonly<Record<string, DriftCounts>>,
  options: DriftReportOptions = {},
): DriftReport {
  const caller = "driftReport";
  checkOptions(caller, "options", options, ["falseDiscoveryRate"]);
  const { falseDiscoveryRate = 0.01 } = options;
  checkNumber(caller, "falseDiscoveryRate", falseDiscoveryRate, 0, 1);
  if (falseDiscoveryRate === 0 || falseDiscoveryRate === 1) {
    reject(caller, "falseDiscoveryRate in (0, 1)", falseDiscoveryRate);
  }
  if (typeof inputs !== "object" || inputs === null || Array.isArray(inputs)) {
    reject(caller, "inputs to be an object of counts by feature", inputs);
  }
  const names = Object.keys(inputs);
  if (names.length === 0) reject(caller, "at least one feature", 0, "invalid_data");
  const confidence = 1 - falseDiscoveryRate;
  const measured = names.map((feature) => ({
    feature,
    ...measure(caller, feature, inputs[feature], confidence),
  }));
  const adjusted = benjaminiHochberg(measured.map(({ stability }) => stability.p));
  const features = measured.map((one, i): FeatureDrift => {
    const adjustedP = adjusted[i] as number;
    const verdict = Number.isNaN(adjustedP)
      ? "not_enough_data"
      : adjustedP <= falseDiscoveryRate
        ? "shifted"
        : "within_chance";
    const drift = { ...one, verdict, adjustedP } as const;
    return { ...drift, sentence: driftSentence(drift) };
  });
  features.sort(clearestFirst);
  return {
    features,
    shifted: features.filter(({ verdict }) => verdict === "shifted").map(({ feature }) => feature),
    tested: features.filter(({ verdict }) => verdict !== "not_enough_data").length,
    falseDiscoveryRate,
  };
}

function measure(
  caller: string,
  feature: string,
  input: DriftCounts | undefined,
  confidence: number,
): { readonly stability: PopulationStability; readonly largestChange: ShareChange } {
  if (POLLUTING_KEYS.includes(feature)) reject(caller, "another feature name", feature);
  const name = `inputs of ${JSON.stringify(feature)}`;
  checkOptions(caller, name, input, ["bins", "expected", "actual"]);
  const { bins, expected, actual } = input as DriftCounts;
  if (!Array.isArray(bins)) reject(caller, `${name} with an array of bins`, bins);
  bins.forEach((bin, b) => {
    if (!isBin(bin)) reject(caller, `${name} with bins[${b}] of a level, two ends, or missing values`, bin);
  });
  if (expected?.length !== bins.length) reject(caller, `${name} with one count per bin`, expected);
  const stability = populationStabilityIndex(expected, actual, { confidence });
  const shareOf = (counts: ArrayLike<number>) => {
    const total = sum(Array.from(counts));
    return (b: number) => (counts[b] as number) / total;
  };
  const before = shareOf(expected);
  const after = shareOf(actual);
  const change = (b: number) => Math.abs(after(b) - before(b));
  const most = bins.reduce((best, _, b) => (change(b) > change(best) ? b : best), 0);
  return {
    stability,
    largestChange: {
      bin: bins[most] as Bin,
      expectedShare: before(most),
      actualShare: after(most),
    },
  };
}

function isBin(bin: unknown): boolean {
  if (typeof bin !== "object" || bin === null) return false;
  return "level" in bin || "missing" in bin || ("from" in bin && "to" in bin);
}

/** Smallest p-value first, then the largest index, then by name; no p-value last. */
function clearestFirst(a: FeatureDrift, b: FeatureDrift): number {
  const rank = ({ stability }: FeatureDrift) => (Number.isNaN(stability.p) ? 2 : stability.p);
  return rank(a) - rank(b) || b.stability.value - a.stability.value || (a.feature < b.feature ? -1 : 1);
}
