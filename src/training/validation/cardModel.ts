import { escapeMarkdown } from "../../core/escapeMarkdown";
import { modelValue } from "../../models/modelValue";
import { termFeatures } from "../../models/termFeatures";
import type { AdditiveModel, FeatureSummary, Term } from "../../models/types";
import { markdownTable, number3 } from "./markdown";
import type { ModelCardOptions } from "./modelCardOptions";

/**
 * What the model is and what it was learned from.
 *
 * @param model - the model
 * @param options - what the event and the data are
 * @returns Markdown
 */
export function aboutSection(
  { provenance, link, features, terms }: AdditiveModel,
  options: ModelCardOptions,
): string {
  const { method, rows, events, from, to, libraryVersion, contentHash, edits } = provenance;
  const { event, data, sufficiency } = options;
  const lines = [
    ...(data === undefined ? [] : [`Data: ${escapeMarkdown(data)}`]),
    ...(event === undefined ? [] : [`Event: ${escapeMarkdown(event)}`]),
    rows === null
      ? "Learned from: nothing, it was written by hand"
      : `Learned from: ${rows} records, ${events ?? "an unknown number"} of them events${rows > 0 && events !== null ? ` (${((100 * events) / rows).toFixed(1)} %)` : ""}`,
    from === null || to === null ? "Window: not known" : `Window: ${from.slice(0, 10)} to ${to.slice(0, 10)}`,
    `Method: ${escapeMarkdown(method)}, ${terms.length} terms on ${features.length} features`,
    `Score: ${link === "logit" ? "a probability" : "points"}`,
    `Version: ${escapeMarkdown(contentHash)}, made with salience ${escapeMarkdown(libraryVersion)}`,
    ...edits.map((edit) => `Changed since: ${escapeMarkdown(edit)}`),
    ...(sufficiency === undefined
      ? []
      : [
          `Amount of data: ${sufficiency.verdict}; ${number3(sufficiency.eventsPerParameter)} of the rarer outcome per parameter`,
        ]),
  ];
  return `## Model and data\n\n${lines.map((line) => `- ${line}`).join("\n")}`;
}

/**
 * The features, the one that can move the margin most first.
 *
 * @param model - the model
 * @returns Markdown
 */
export function featuresSection({ features, terms }: AdditiveModel): string {
  if (features.length === 0) return "## Features\n\nThe model reads no feature.";
  const reach = new Map<string, number>(features.map(({ name }) => [name, 0]));
  for (const term of terms) {
    for (const name of termFeatures(term)) reach.set(name, (reach.get(name) ?? 0) + rangeOf(term, features));
  }
  const ordered = [...features].sort(
    (a, b) => (reach.get(b.name) as number) - (reach.get(a.name) as number) || (a.name < b.name ? -1 : 1),
  );
  const rows = ordered.map((feature) => [
    escapeMarkdown(feature.label),
    feature.type,
    missingShare(feature),
    number3(reach.get(feature.name) as number),
    feature.visibility,
  ]);
  const header = ["feature", "type", "missing", "reach", "visible to"];
  return `## Features\n\n${markdownTable(header, rows)}\n\nReach: how far the feature can move the margin, between its 5 % and 95 % quantiles where it is a number.`;
}

function missingShare({ reference }: FeatureSummary): string {
  if (reference === null) return "–";
  const all = reference.count + reference.missing;
  return all === 0 ? "–" : `${((100 * reference.missing) / all).toFixed(1)} %`;
}

/** From the lowest to the highest contribution of a term. */
function rangeOf(term: Term, features: readonly FeatureSummary[]): number {
  if (term.kind === "linear") {
    const summary = features.find(({ name }) => name === term.feature) as FeatureSummary;
    const { reference } = summary;
    if (reference?.kind !== "number" || reference.count === 0) return Math.abs(term.coefficient);
    const [low, , , , high] = reference.quantiles;
    return Math.abs(term.coefficient * (modelValue(summary, high) - modelValue(summary, low)));
  }
  if (term.kind === "condition") {
    if (term.minimum !== null && term.maximum !== null) return term.maximum - term.minimum;
    return Math.abs(term.contribution - term.otherwise);
  }
  const all = term.contributions;
  return all.length === 0 ? 0 : all.reduce((a, b) => Math.max(a, b)) - all.reduce((a, b) => Math.min(a, b));
}

/**
 * How the margin becomes a probability.
 *
 * @param model - the model
 * @returns Markdown
 */
export function calibrationSection({ calibration, link }: AdditiveModel): string {
  const text =
    calibration === null
      ? link === "logit"
        ? "The probability is that of the fit; no further calibration was made."
        : "None: the score ranks, and must not be read as a chance."
      : calibration.kind === "logistic"
        ? `A logistic curve of the margin with intercept ${number3(calibration.intercept)} and slope ${number3(calibration.slope)}.`
        : `A curve of ${calibration.margins.length} points from ${number3(calibration.probabilities[0] as number)} to ${number3(calibration.probabilities.at(-1) as number)}.`;
  return `## Calibration\n\n${text}`;
}
