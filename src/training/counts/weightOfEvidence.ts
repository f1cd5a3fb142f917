import type { Bin } from "../../core/bin";
import { checkNumber, checkOptions } from "../../core/checks";
import { sum } from "../../core/numeric";
import { type BinEvidence, binEvidence } from "./binEvidence";
import { type BinCounts, countedBins, type EventCounts, type FeatureCounts, total } from "./counts";
import { checkCounts } from "./countsCheck";

/** Options of {@link weightOfEvidence}. */
export interface WeightOfEvidenceOptions {
  /** What stands for 0 in a bin without events or without non-events: a number ≥ 0, 0.5 by default. */
  readonly smoothing?: number;
}

/** One bin of a {@link WeightOfEvidence} table. */
export type WeightOfEvidenceBin = BinCounts & {
  readonly bin: Bin;
  /** events / records, in [0, 1]. */
  readonly eventRate: number;
  /** ln(share of events / share of non-events). */
  readonly weightOfEvidence: number;
  /** The part of the information value that comes from the bin. */
  readonly informationValue: number;
};

/** What the bins of one feature say about the event. */
export interface WeightOfEvidence {
  /** The bins that hold records, in order; missing values last. */
  readonly bins: readonly WeightOfEvidenceBin[];
  /** The sum over the bins: 0 where the feature says nothing. */
  readonly informationValue: number;
}

/**
 * Weight of evidence: it rises with the event rate, above 0 where events are more frequent than in all records.
 *
 *     WoE_b = ln((e_b / Σ e) / (n_b / Σ n)),   IV = Σ (e_b / Σ e − n_b / Σ n) · WoE_b
 *
 * with e_b the events and n_b the non-events of bin b; a 0 among them is replaced by `smoothing` before the sums are
 * taken. Missing values are a bin of their own; a bin without records is left out. Many texts and tools divide the
 * other way round, and have the opposite sign. O(bins).
 *
 * @param counts - events and non-events per bin
 * @param options - `smoothing`: 0.5 by default; with 0 a bin of one class has an infinite weight
 * @returns a table per feature, in log-odds; of counts without records, no bins and an information value of NaN
 * @throws SalienceError `invalid_argument`, `invalid_data` for counts that contradict each other
 *
 * Source: N. Siddiqi, Credit Risk Scorecards (2006), with the sign turned.
 *
 * @example
 * ```ts
 * import { categorical, countsFromRecords, featureSet, weightOfEvidence } from "salience";
 * interface Lead { source: string; won: boolean }
 * const features = featureSet<Lead>()({ source: categorical("source") });
 * const leads = ["fair", "fair", "web", "web", "web", "web"].map((source, i) => ({ source, won: i % 2 === 0 && i < 3 }));
 * const { counts } = countsFromRecords(leads, { features, outcome: (lead) => lead.won });
 * const { source } = weightOfEvidence(counts);
 * source?.bins.map(({ bin, events, nonEvents }) => [bin, events, nonEvents]);
 * // => [[{ level: "fair" }, 1, 1], [{ level: "web" }, 1, 3]]
 * source?.bins.map((bin) => bin.weightOfEvidence); // ≈ [0.693147, -0.405465]
 * source?.informationValue; // ≈ 0.274653
 * ```
 */
export function weightOfEvidence(
  counts: EventCounts,
  options: WeightOfEvidenceOptions = {},
): Readonly<Record<string, WeightOfEvidence>> {
  checkCounts("weightOfEvidence", counts);
  checkOptions("weightOfEvidence", "options", options, ["smoothing"]);
  const smoothing = checkNumber("weightOfEvidence", "smoothing", options.smoothing ?? 0.5, 0);
  return Object.fromEntries(
    counts.features.map((feature) => [feature.name, evidenceTable(feature, smoothing)]),
  );
}

function evidenceTable(feature: FeatureCounts, smoothing: number): WeightOfEvidence {
  const filled = countedBins(feature).filter(({ counts }) => total(counts) > 0);
  const evidence = binEvidence(
    filled.map(({ counts }) => counts),
    smoothing,
  );
  const bins = filled.map(
    ({ bin, counts }, i): WeightOfEvidenceBin => ({
      bin,
      ...counts,
      eventRate: counts.events / total(counts),
      ...(evidence[i] as BinEvidence),
    }),
  );
  const informationValue = bins.length === 0 ? Number.NaN : sum(bins.map((bin) => bin.informationValue));
  return { bins, informationValue };
}
