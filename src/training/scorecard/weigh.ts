import { sum } from "../../core/numeric";
import { type BinEvidence, binEvidence, informationOf } from "../counts/binEvidence";
import { total } from "../counts/counts";
import type { BinnedFeature } from "./binFeature";

/** A binned feature with what its bins say. */
export interface WeighedFeature extends BinnedFeature {
  /** Of every part; 0 for one without records. */
  readonly evidence: readonly BinEvidence[];
  /** The weights of evidence that count: 0 for a neutral part. */
  readonly weights: readonly number[];
  readonly informationValue: number;
  /** The part of the information value that comes from parts which are not neutral. */
  readonly usedInformation: number;
  /** The information value as a share of that of the finer bins. */
  readonly informationRetained: number;
  /** The information value that bins without a trend would have, or null where none was asked for. */
  readonly freeInformation: number | null;
}

const NOTHING: BinEvidence = { weightOfEvidence: 0, informationValue: 0 };

/**
 * Weighs the bins of a feature.
 *
 * @param binned - the feature
 * @param smoothing - what stands for 0 among the counts
 * @returns the feature with weights of evidence and information values
 */
export function weigh(binned: BinnedFeature, smoothing: number): WeighedFeature {
  const counts = binned.parts.map((part) => part.counts);
  const filled = binEvidence(
    counts.filter((bin) => total(bin) > 0),
    smoothing,
  );
  let next = 0;
  const evidence = counts.map((bin) => (total(bin) > 0 ? (filled[next++] as BinEvidence) : NOTHING));
  const informationValue = sum(evidence.map((bin) => bin.informationValue));
  const finest = informationOf(binned.finer, smoothing);
  const counted = evidence.map((bin, i) => (binned.parts[i]?.neutral ? NOTHING : bin));
  return {
    ...binned,
    evidence,
    weights: counted.map((bin) => bin.weightOfEvidence),
    informationValue,
    usedInformation: sum(counted.map((bin) => bin.informationValue)),
    informationRetained: finest > 0 ? Math.min(1, informationValue / finest) : 1,
    freeInformation: binned.free === null ? null : informationOf(binned.free, smoothing),
  };
}
