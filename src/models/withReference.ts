import { checkNumber, reject } from "../core/checks";
import type { Table } from "../core/columns";
import { sum } from "../core/numeric";
import { BLOCK } from "../features/readRows";
import { tableInput } from "./blocks";
import { checkTable } from "./checkTable";
import { bindModel } from "./evaluateModel";
import { sealModel } from "./sealModel";
import { referenceOf } from "./summarizeFeature";
import type { AdditiveModel } from "./types";

/**
 * Gives a model the population that explanations compare with: the mean contribution of every term and cap,
 * and the distribution of every feature. Scores do not change. Trained models have their training records as
 * reference already; for a model written by hand this turns "visits: +15 points" into "visits: 12 points more
 * than usual". O(records · terms).
 *
 * @param model - the model
 * @param table - the population, as `readTable` reads it
 * @param weights - how many records each row counts for in the means, 1 by default; the distributions count rows
 * @returns the model with references, sealed
 * @throws SalienceError `invalid_argument` for a table without rows or without a feature of the model, or for weights that are
 * not one finite number ≥ 0 per row with a sum above 0
 *
 * @example
 * ```ts
 * import { createScorer, featureSet, numeric, pointsModel, readTable, withReference } from "salience";
 * const features = featureSet<{ visits: number }>()({ visits: numeric("visits") });
 * const rules = [{ id: "visited", when: { feature: "visits", atLeast: 3 }, points: 10 }];
 * const { table } = readTable([{ visits: 1 }, { visits: 4 }], features);
 * const model = withReference(pointsModel({ features, rules }), table);
 * const { base, contributions } = createScorer(model, features).explain({ visits: 7 });
 * [base, contributions[0]?.contribution]; // => [5, 5]
 * ```
 */
export function withReference(
  model: AdditiveModel,
  table: Table,
  weights?: ArrayLike<number>,
): AdditiveModel {
  checkTable("withReference", model, table);
  if (table.rowCount === 0) reject("withReference", "a table with rows", table.rowCount);
  const total = weights === undefined ? table.rowCount : checkWeights(table, weights);
  const plain = { ...model, gates: [] }; // an override replaces the sum, so it has no part in the usual sum
  const lines = [...model.terms, ...model.groups].map(() => new Float64Array(table.rowCount));
  const [input, evaluate] = [tableInput(plain, table), bindModel(plain)];
  const margin = new Float64Array(table.rowCount);
  for (let at = 0; at < table.rowCount; at += BLOCK) evaluate(input.read(at), margin, lines);
  const means = lines.map((values) => {
    const weighted =
      weights === undefined ? values : values.map((value, i) => value * (weights[i] as number));
    return sum(weighted) / total;
  });
  return sealModel({
    ...model,
    terms: model.terms.map((term, i) => ({ ...term, reference: means[i] as number })),
    groups: model.groups.map((group, i) => ({
      ...group,
      reference: means[model.terms.length + i] as number,
    })),
    features: model.features.map((feature) => {
      const column = table.columns[feature.name] as Table["columns"][string];
      return { ...feature, reference: referenceOf(column, feature.transform) };
    }),
  });
}

function checkWeights(table: Table, weights: ArrayLike<number>): number {
  if (weights?.length !== table.rowCount) {
    reject("withReference", `${table.rowCount} weights, one per row`, weights?.length);
  }
  for (let i = 0; i < table.rowCount; i++) checkNumber("withReference", `weights[${i}]`, weights[i], 0);
  const total = sum(weights);
  return total > 0 ? total : reject("withReference", "weights with a sum above 0", total);
}
