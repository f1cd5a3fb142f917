import type { AbsentField } from "../../features/absentFields";
import type { RejectedRecord } from "../../features/rejectedRecord";
import type { CalibrationBin } from "../../metrics/calibrationCurve";
import { type EventCounts, type FeatureCounts, total } from "../counts/counts";
import type { FitWarning } from "../data/fitReport";
import { describeRejected, listNames } from "../data/words";
import type { DuplicateEvidence } from "./duplicateEvidence";
import type { Overconfidence } from "./naiveBayesCalibration";
import { filledBins } from "./naiveBayesFromCounts";

/** What a warning of a naive Bayes fit is about. */
export type NaiveBayesCode =
  | "duplicate_evidence"
  | "duplicates_unknown"
  | "overconfident"
  | "separation"
  | "rare_levels"
  | "left_out"
  | "rejected_records"
  | "unknown_field";

/** Something to know before using a naive Bayes model. */
export type NaiveBayesWarning = FitWarning<NaiveBayesCode>;

const STRONG = 0.5;
const STEEP = 0.8;
const FEW = 10;

/**
 * What to know before using a model made of records, in words, the gravest first.
 *
 * @param counts - what was counted
 * @param pairs - features that depend on each other
 * @param measured - predictions against what came true
 * @param rejected - records that could not be read
 * @param absent - fields that no record has
 * @returns the warnings
 */
export function naiveBayesWarnings(
  counts: EventCounts,
  pairs: readonly DuplicateEvidence[],
  measured: Overconfidence,
  rejected: readonly RejectedRecord[],
  absent: readonly AbsentField[],
): NaiveBayesWarning[] {
  const unknown = absent.map(({ code, feature, message }) => ({ code, features: [feature], message }));
  const warnings = [...overlapWarnings(counts, pairs, measured), ...countWarnings(counts), ...unknown];
  const first = rejected[0];
  if (first === undefined) return warnings;
  const message = describeRejected(rejected);
  const features = first.feature === null ? [] : [first.feature];
  return [...warnings, { code: "rejected_records", features, message }];
}

function overlapWarnings(
  counts: EventCounts,
  pairs: readonly DuplicateEvidence[],
  { groups, slope }: Overconfidence,
): NaiveBayesWarning[] {
  const strong = pairs.filter(({ strength }) => strength >= STRONG);
  const came = realised(groups);
  if (strong.length === 0 && slope < STEEP) {
    const features = counts.features.map(({ name }) => name);
    const factor = slope > 0 ? ` ${(1 / slope).toFixed(1)} times` : "";
    const message = `features that overlap a little make the margins${factor} too wide: ${came}; use the score to rank only`;
    return [{ code: "overconfident", features, message }];
  }
  return clusters(strong).map((features) => {
    const own = strong.filter((pair) => features.includes(pair.features[0]));
    const most = Math.max(...own.map(({ strength }) => strength)).toFixed(2);
    const repeat = `${listNames(features)} repeat each other (Cramér's V up to ${most} within a class), and each is counted in full`;
    const message = `${repeat}: ${came}; keep one of them, or use the score to rank only`;
    return { code: "duplicate_evidence", features, message };
  });
}

/**
 * What counts alone show, in words.
 *
 * @param counts - what was counted
 * @returns the warnings, the gravest first
 */
export function countWarnings(counts: EventCounts): NaiveBayesWarning[] {
  const warnings: NaiveBayesWarning[] = [];
  const warn = (
    code: NaiveBayesWarning["code"],
    test: (feature: FeatureCounts) => boolean,
    say: (features: readonly FeatureCounts[], names: string) => string,
  ) => {
    const features = counts.features.filter(test);
    const names = features.map(({ name }) => name);
    if (names.length > 0) warnings.push({ code, features: names, message: say(features, listNames(names)) });
  };
  warn("separation", separates, ({ length }, names) => {
    const tell = length === 1 ? "tells" : "tell";
    return `${names} ${tell} events from non-events without a mistake, as a value does that was filled in afterwards`;
  });
  warn(
    "rare_levels",
    (feature) => rareLevels(feature) > 0,
    (features) => {
      const of = features.map((feature) => `${rareLevels(feature)} of ${feature.name}`).join(", ");
      return `levels with fewer than ${FEW} records say what chance made of them: ${of}`;
    },
  );
  warn(
    "left_out",
    (feature) => filledBins(feature) < 2,
    (_, names) => `without effect, since all records are in one bin: ${names}`,
  );
  return warnings;
}

/** What the highest and the lowest predictions came to. */
function realised(groups: readonly CalibrationBin[]): string {
  const highest = groups[groups.length - 1] as CalibrationBin;
  const lowest = groups[0] as CalibrationBin;
  const [above, below] = [highest, lowest].map((group) => [
    percent(group.meanPrediction),
    percent(group.eventRate),
  ]);
  return `a predicted ${above?.[0]} came true in ${above?.[1]} of the records, a predicted ${below?.[0]} in ${below?.[1]}`;
}

/** Features that hang together through pairs, each set in order of the names. */
function clusters(pairs: readonly DuplicateEvidence[]): string[][] {
  let sets: Set<string>[] = [];
  for (const { features } of pairs) {
    const touched = sets.filter((set) => features.some((name) => set.has(name)));
    const joined = new Set([...features, ...touched.flatMap((set) => [...set])]);
    sets = [...sets.filter((set) => !touched.includes(set)), joined];
  }
  return sets.map((set) => [...set].sort());
}

function separates(feature: FeatureCounts): boolean {
  const bins = [...feature.bins, feature.missing];
  return filledBins(feature) > 1 && bins.every(({ events, nonEvents }) => events === 0 || nonEvents === 0);
}

function rareLevels({ type, bins }: FeatureCounts): number {
  if (type !== "category") return 0;
  return bins.filter((bin) => total(bin) > 0 && total(bin) < FEW).length;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
