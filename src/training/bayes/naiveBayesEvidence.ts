import { reject } from "../../core/checks";
import { type BinCounts, type FeatureCounts, sumOf, total } from "../counts/counts";

/** How counts become evidence. */
export interface EvidenceOptions {
  /** What is added to the events and to the non-events of every bin. */
  readonly smoothing: number;
  /** Whether missing values are a bin like others, or say nothing. */
  readonly missing: "evidence" | "ignored";
}

/** What the bins of a feature say, in log-odds. */
export interface LikelihoodRatios {
  /** One per bin of the counts. */
  readonly bins: readonly number[];
  readonly missing: number;
}

const NONE: BinCounts = { events: 0, nonEvents: 0 };

/**
 * The log-likelihood ratio of every bin: ln P(bin | event) − ln P(bin | non-event), with Dirichlet smoothing over
 * the bins that hold records. A bin without records says nothing: 0.
 *
 * @param caller - name of the calling function
 * @param feature - the counts of a feature
 * @param options - smoothing, missing values
 * @returns log-odds
 * @throws SalienceError `invalid_data` for a bin of one class without smoothing
 */
export function likelihoodRatios(
  caller: string,
  feature: FeatureCounts,
  { smoothing, missing }: EvidenceOptions,
): LikelihoodRatios {
  const ofMissing = missing === "evidence" ? feature.missing : NONE;
  const filled = [...feature.bins, ofMissing].filter((bin) => total(bin) > 0);
  const prior = smoothing * filled.length;
  const [events, nonEvents] = [sumOf(filled, "events") + prior, sumOf(filled, "nonEvents") + prior];
  const ratio = (bin: BinCounts) => {
    if (total(bin) === 0) return 0;
    if (smoothing === 0 && (bin.events === 0 || bin.nonEvents === 0)) {
      reject(
        caller,
        `smoothing above 0, since a bin of "${feature.name}" has one class only`,
        0,
        "invalid_data",
      );
    }
    return Math.log((bin.events + smoothing) / events) - Math.log((bin.nonEvents + smoothing) / nonEvents);
  };
  return { bins: feature.bins.map(ratio), missing: ratio(ofMissing) };
}

/**
 * What it says to have come as far as a stage: ln P(reached | event) − ln P(reached | non-event). An event has passed
 * every stage, so the first probability is 1; a non-event has reached its own stage and those before.
 *
 * @param caller - name of the calling function
 * @param feature - the counts of an ordinal feature
 * @param options - smoothing
 * @returns log-odds, 0 for the first stage and never falling; a missing stage says nothing
 * @throws SalienceError `invalid_data` for a stage that no non-event reached, without smoothing
 */
export function stageEvidence(
  caller: string,
  feature: FeatureCounts,
  { smoothing }: Pick<EvidenceOptions, "smoothing">,
): LikelihoodRatios {
  let lost = 0;
  const reached = feature.bins.map((_, i) => {
    lost += (feature.bins[feature.bins.length - 1 - i] as BinCounts).nonEvents;
    return lost;
  });
  if (smoothing === 0 && reached[0] === 0) {
    reject(
      caller,
      `smoothing above 0, since no non-event reached the end of "${feature.name}"`,
      0,
      "invalid_data",
    );
  }
  const all = Math.log(lost + smoothing);
  return { bins: reached.reverse().map((count) => all - Math.log(count + smoothing)), missing: 0 };
}
