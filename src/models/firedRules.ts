import { reject } from "../core/checks";
import type { ExplanationTable } from "./explanationTable";
import type { AdditiveModel, ConditionTerm } from "./types";

/**
 * The rules that fired for each record: the condition terms that contribute another value than where their condition
 * does not hold. A rule with no points, or with points times nothing, changes nothing and is not listed.
 * O(records · rules).
 *
 * @param model - the model
 * @param explanations - what the `explainAll` of its scorer returned
 * @returns for each record the ids of its rules in the order of the terms; none for a rejected record
 * @throws SalienceError `invalid_argument` for explanations of another model
 *
 * @example
 * ```ts
 * import { createScorer, featureSet, firedRules, numeric, pointsModel } from "salience";
 * const features = featureSet<{ visits: number }>()({ visits: numeric("visits") });
 * const model = pointsModel({
 *   features,
 *   rules: [
 *     { id: "visited", when: { feature: "visits", atLeast: 1 }, points: 5 },
 *     { id: "often", when: { feature: "visits", atLeast: 3 }, points: 10 },
 *   ],
 * });
 * const explanations = createScorer(model, features).explainAll([{ visits: 4 }, { visits: 0 }]);
 * firedRules(model, explanations); // => [["visited", "often"], []]
 * ```
 */
export function firedRules(model: AdditiveModel, explanations: ExplanationTable): string[][] {
  if (!Array.isArray(model?.terms)) reject("firedRules", "a model", model);
  const { lines, contributions, scores } = explanations ?? {};
  if (!Array.isArray(lines)) reject("firedRules", "explanations of explainAll", explanations);
  if (!model.terms.every(({ id }, k) => lines[k]?.id === id)) {
    reject("firedRules", "explanations of the model", lines.map(({ id }) => id).join(", "));
  }
  const fired: string[][] = Array.from({ length: scores.rowCount }, () => []);
  model.terms.forEach((term, k) => {
    if (term.kind !== "condition") return;
    const column = contributions[k] as Float64Array;
    for (let i = 0; i < column.length; i++) {
      if (isFired(term, column[i] as number)) fired[i]?.push(term.id);
    }
  });
  return fired;
}

/** Whether a rule adds something else than where its condition does not hold; not for a rejected record. */
export function isFired({ otherwise, reference }: ConditionTerm, contribution: number): boolean {
  return contribution !== otherwise - reference && !Number.isNaN(contribution);
}
