import { reject } from "../core/checks";
import { conditionFeatures } from "./evaluateCondition";
import type { Term } from "./types";

/**
 * The features that a term reads, each once, in order of appearance.
 *
 * @param term - a term of a model
 * @returns feature names
 *
 * @example
 * ```ts
 * import { featureSet, numeric, pointsModel, termFeatures } from "salience";
 * const features = featureSet<{ visits: number }>()({ visits: numeric("visits") });
 * const model = pointsModel({ features, rules: [{ id: "r", when: { feature: "visits", above: 0 }, points: 5 }] });
 * model.terms.map(termFeatures); // => [["visits"]]
 * ```
 */
export function termFeatures(term: Term): string[] {
  if (typeof term?.kind !== "string") reject("termFeatures", "a term of a model", term);
  if (term.kind === "grid") return [...new Set([term.rows.feature, term.columns.feature])];
  if (term.kind !== "condition") return [term.feature];
  const read = conditionFeatures(term.when);
  return term.times === null ? read : [...new Set([...read, term.times])];
}
