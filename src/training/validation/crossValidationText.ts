import type { ValidationRun } from "./crossValidationTypes";
import { estimateText } from "./performance";

const NAMES = {
  time: "by time (each part scored by a model of what came before)",
  stratified: "at random",
  grouped: "by group",
} as const;

/**
 * A validation in one or two sentences. Where the records have dates the figure by time comes first, whatever was
 * asked for.
 *
 * @param run - what was asked for
 * @param timeSplit - the division by time, or null without dates
 * @param confidence - confidence level of the intervals
 * @returns text
 */
export function validationSummary(
  run: ValidationRun,
  timeSplit: ValidationRun | null,
  confidence: number,
): string {
  if (timeSplit === run) return `${figure(run, confidence)}.`;
  if (timeSplit === null) {
    return `${figure(run, confidence)}; without dates nothing is known of how the model does on later records.`;
  }
  if (timeSplit.pooled.records === 0) {
    const why = timeSplit.skipped[0]?.reason ?? "too few instants";
    return `ROC AUC by time unknown (${why}); ${figure(run, confidence, false)}, which does not say how the model does on later records.`;
  }
  const gap = run.pooled.rocAuc.value - timeSplit.pooled.rocAuc.value;
  const side = gap > 0 ? "better" : "worse";
  const remark = Math.abs(gap) < 0.0005 ? "" : `, ${Math.abs(gap).toFixed(3)} ${side}`;
  return `${figure(timeSplit, confidence)}; ${figure(run, confidence, false)}${remark}: the figure by time is the one to expect.`;
}

function figure({ scheme, pooled, folds }: ValidationRun, confidence: number, isFirst = true): string {
  const parts = `${pooled.records} records in ${folds.length} ${folds.length === 1 ? "part" : "parts"}`;
  return `${isFirst ? "ROC AUC " : ""}${NAMES[scheme]} ${estimateText(pooled.rocAuc, confidence)} on ${parts}`;
}
