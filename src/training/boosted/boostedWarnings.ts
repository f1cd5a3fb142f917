import type { FitWarning } from "../data/fitReport";
import type { TrainingData } from "../data/readTraining";
import { describeRejected, listNames } from "../data/words";
import type { BoostedShapes } from "./boostedFit";

/** What a warning of a boosted fit is about. */
export type BoostedCode =
  | "few_events"
  | "leaking_label"
  | "left_out"
  | "many_levels"
  | "duplicates"
  | "not_converged"
  | "rejected_records"
  | "unknown_field";

/** Something to know before using a boosted model. */
export type BoostedWarning = FitWarning<BoostedCode>;

/** What the warnings are made from. */
export interface WarningInput {
  readonly data: TrainingData;
  readonly fit: BoostedShapes;
  readonly leftOut: readonly { readonly feature: string; readonly reason: string }[];
  readonly events: number;
  readonly mostRounds: number;
}

const FEW_EVENTS = 50;
const LEAK = 0.98;
const IDENTIFYING = 0.5;
const MANY_LEVELS = 50;
const MANY_DUPLICATES = 0.1;

/** What to know before using the model, the gravest first. */
export function boostedWarnings(input: WarningInput): BoostedWarning[] {
  const { data, fit, leftOut, events, mostRounds } = input;
  const warnings: BoostedWarning[] = [];
  const warn = (code: BoostedWarning["code"], features: readonly string[], message: string) => {
    warnings.push({ code, features, message });
  };
  const rarer = Math.min(events, data.outcomes.length - events);
  const what = events <= data.outcomes.length - events ? "events" : "non-events";
  if (rarer < 2) {
    warn(
      "few_events",
      [],
      `one of the ${what} only: nothing was learned but the overall rate; collect more records`,
    );
  } else if (rarer < FEW_EVENTS) {
    const message = `only ${rarer} ${what}: the shapes are mostly noise; collect at least ${FEW_EVENTS}, or use few features`;
    warn("few_events", [], message);
  }
  const leaks = fit.shapes.filter(({ aucAlone }) => aucAlone >= LEAK).map(({ feature }) => feature.name);
  if (leaks.length > 0) {
    const verb = leaks.length === 1 ? "tells" : "tell";
    warn(
      "leaking_label",
      leaks,
      `${listNames(leaks)} alone ${verb} events from non-events almost perfectly (ROC AUC of at least ${LEAK} out of fold): make sure that it was known before the outcome, else leave it out`,
    );
  }
  if (leftOut.length > 0) {
    const why = leftOut.map(({ feature, reason }) => `"${feature}" (${reason})`).join("; ");
    warn(
      "left_out",
      leftOut.map(({ feature }) => feature),
      `without effect: ${why}`,
    );
  }
  warnAboutLevels(input, warn);
  const repeated = fit.repeated / data.outcomes.length;
  if (repeated >= MANY_DUPLICATES) {
    warn(
      "duplicates",
      [],
      `${fit.repeated} records repeat another in all features and the outcome: if they are copies, remove them or use weights, since the figures out of fold are too good where a copy was seen`,
    );
  }
  if (fit.learned.rounds >= mostRounds || fit.learnedPairs.rounds >= mostRounds) {
    warn(
      "not_converged",
      [],
      `the loss out of fold was still falling after ${mostRounds} rounds: raise rounds or rate`,
    );
  }
  if (data.rejected.length > 0) {
    const { feature } = data.rejected[0] as TrainingData["rejected"][number];
    warn("rejected_records", feature === null ? [] : [feature], describeRejected(data.rejected));
  }
  for (const { code, feature, message } of data.absent) warn(code, [feature], message);
  return warnings;
}

function warnAboutLevels(
  { data, fit }: WarningInput,
  warn: (code: BoostedWarning["code"], features: readonly string[], message: string) => void,
): void {
  const many = fit.shapes.flatMap(({ feature: { name, kind, levels, pooled, counts } }) => {
    const alone = levels.length + pooled.length;
    const known = data.outcomes.length - (counts[0] as number);
    return kind === "category" && alone >= MANY_LEVELS && alone > known * IDENTIFYING ? [name] : [];
  });
  if (many.length === 0) return;
  warn(
    "many_levels",
    many,
    `${listNames(many)} nearly tell records apart, as ids do: most levels have one or two records, from which nothing is learned; group them or leave them out`,
  );
}
