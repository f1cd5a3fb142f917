import { checkNumber, checkOptions, reject } from "../core/checks";
import type { FeatureSet } from "../features/featureSet";
import type { Feature } from "../features/types";
import { type Candidates, candidateValues, type FeatureChange } from "./candidateValues";
import type { AdditiveModel, FeatureSummary } from "./types";

/** A feature that can be acted on, with what its change costs. */
export interface Lever extends Candidates {
  readonly summary: FeatureSummary;
  /** The record's value in original units, a rank or a level; null if missing. */
  readonly current: number | string | null;
  /** Where the search for a number starts: the present value, or the usual one where it is missing. */
  readonly origin: number;
  /** What a change to a value costs. */
  readonly distance: (value: number | string) => number;
}

/**
 * The features that can be acted on, sorted by name, with the values that they may take.
 *
 * @param model - the model
 * @param features - the features that feed it
 * @param currentOf - the record's value of a feature
 * @param actionable - names, or limits by name
 * @returns the levers
 * @throws SalienceError `invalid_argument` for a feature that the model does not read, or wrong limits
 */
export function makeLevers<Row>(
  model: AdditiveModel,
  features: FeatureSet<Row>,
  currentOf: (summary: FeatureSummary) => number | string | null,
  actionable: readonly string[] | Readonly<Record<string, FeatureChange>>,
): Lever[] {
  if (typeof actionable !== "object" || actionable === null) {
    reject("counterfactual", "actionable feature names", actionable);
  }
  const changes: readonly (readonly [string, FeatureChange])[] = Array.isArray(actionable)
    ? [...new Set<string>(actionable)].map((name) => [name, {}])
    : Object.entries(actionable);
  const levers = changes.map(([name, change]) => {
    const summary = model.features.find((feature) => feature.name === name);
    if (summary === undefined) reject("counterfactual", "actionable to name features of the model", name);
    checkChange(summary, change);
    const extractor = features.features[name] as Feature<Row>;
    const candidates = candidateValues(model, summary, extractor, currentOf(summary), change);
    return makeLever(candidates, summary, currentOf(summary), change);
  });
  return levers.sort((a, b) => (a.summary.name < b.summary.name ? -1 : 1));
}

function makeLever(
  candidates: Candidates,
  summary: FeatureSummary,
  current: number | string | null,
  change: FeatureChange,
): Lever {
  const permitted = candidates.values.filter((value) => allowed(value, current, change.direction));
  const reference = summary.reference?.kind === "number" ? summary.reference : null;
  const spread = summary.type === "number" ? reference?.standardDeviation || 1 : 1;
  const usual = nearest(permitted, reference?.quantiles[2] ?? 0);
  const origin = typeof current === "number" ? current : candidates.whole ? Math.round(usual) : usual;
  const isStart = current === null && summary.type === "number" && candidates.can(origin);
  const values = isStart ? withValue(permitted, origin) : permitted;
  const extra = current === null ? 1 : 0;
  const distance = (value: number | string) =>
    typeof value === "string" || summary.type === "flag" ? 1 : Math.abs(value - origin) / spread + extra;
  return { ...candidates, values, summary, current, origin, distance };
}

function withValue(values: readonly (number | string)[], value: number): readonly (number | string)[] {
  if (values.length === 0 || values.includes(value)) return values;
  return [...(values as number[]), value].sort((a, b) => a - b);
}

/** The value itself, or the end of the range that it is beyond. */
function nearest(values: readonly (number | string)[], value: number): number {
  const numbers = values.filter((candidate) => typeof candidate === "number");
  return Math.min(Math.max(value, numbers[0] ?? value), numbers.at(-1) ?? value);
}

function allowed(
  value: number | string,
  current: number | string | null,
  direction: FeatureChange["direction"],
): boolean {
  if (value === current) return false;
  if (direction === undefined || typeof value !== "number" || typeof current !== "number") return true;
  return direction === "increase" ? value > current : value < current;
}

function checkChange({ name, type }: FeatureSummary, change: FeatureChange): void {
  const label = `actionable.${name}`;
  checkOptions("counterfactual", label, change, ["direction", "minimum", "maximum"]);
  const { direction, minimum, maximum } = change;
  if (direction !== undefined && direction !== "increase" && direction !== "decrease") {
    reject("counterfactual", `${label}.direction "increase" or "decrease"`, direction);
  }
  const bounds = Object.entries({ minimum, maximum }).filter(([, bound]) => bound !== undefined);
  for (const [key, bound] of bounds) checkNumber("counterfactual", `${label}.${key}`, bound);
  if (minimum !== undefined && maximum !== undefined && minimum > maximum) {
    reject("counterfactual", `${label}.minimum of at most ${maximum}`, minimum);
  }
  if (type === "category" && direction !== undefined) {
    reject("counterfactual", `no direction for ${label}, a category`, direction);
  }
  if (type !== "number" && bounds.length > 0) {
    reject("counterfactual", `no ${bounds[0]?.[0]} for ${label}, of type ${type}`, bounds[0]?.[1]);
  }
}
