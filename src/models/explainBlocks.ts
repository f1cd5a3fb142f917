import type { Column } from "../core/columns";
import type { FeatureValue } from "../features/types";
import type { Block, BlockInput } from "./blocks";
import type { Evaluate } from "./evaluateModel";
import {
  baseMargin,
  type ExplanationLine,
  type ExplanationTable,
  explanationLines,
  usualValue,
  valueAt,
} from "./explanationTable";
import { isFired } from "./firedRules";
import type { Explanation } from "./resultTypes";
import { scoreBlocks } from "./scoreBlocks";
import { type ScoreTable, scoreResultAt } from "./scoreTable";
import type { AdditiveModel, FeatureSummary } from "./types";

/** The explanations of an input, and the block that was read last. */
export interface ExplainedInput {
  readonly table: ExplanationTable;
  readonly last: Block | undefined;
}

/**
 * Prepares a model for explanations.
 *
 * @param model - a checked model
 * @param evaluate - what `bindModel` made of the model
 * @returns a function that explains an opened input
 */
export function bindExplanation(
  model: AdditiveModel,
  evaluate: Evaluate,
): (input: BlockInput, warnings?: ScoreTable["warnings"]) => ExplainedInput {
  const lines = explanationLines(model);
  const base = baseMargin(model);
  return (input, warnings) => {
    const margin = new Float64Array(input.rowCount);
    const contributions = lines.map(() => new Float64Array(input.rowCount));
    const { scores, last } = scoreBlocks(model, evaluate, input, warnings, {
      margin,
      lines: contributions,
    });
    contributions.forEach((column, k) => {
      const { reference } = lines[k] as ExplanationLine;
      if (reference === 0) return; // as with most lines of a model that was written
      for (let i = 0; i < column.length; i++) column[i] = (column[i] as number) - reference;
    });
    for (const { index } of scores.rejected) {
      for (const column of [...contributions, margin]) column[index] = Number.NaN;
    }
    return { table: { base, lines, contributions, margin, scores }, last };
  };
}

/** The explanation of the first row of an input as an object; `originals` are the numbers that it tells. */
export function explanationOf(
  model: AdditiveModel,
  { table, last }: ExplainedInput,
  originals: readonly (number | undefined)[],
): Explanation {
  const { rows, events } = model.provenance;
  const { base, lines, contributions, margin, scores } = table;
  const { columns, instants } = last as Block;
  const time = instants[0] as number;
  const result = scoreResultAt(model, columns, scores, 0);
  const scored = result.status === "scored" ? result : { score: Number.NaN, probability: null };
  const values = model.features.map((feature, k) => {
    const value = valueAt(feature, columns[k] as Column, 0);
    return value === null ? null : (originals[k] ?? value);
  });
  return {
    result,
    base,
    contributions: (scores.rejected.length > 0 ? [] : lines).map(({ reference: _, ...line }, position) => {
      const k = model.features.findIndex(({ name }) => name === line.feature);
      const contribution = contributions[position]?.[0] as number;
      const term = model.terms[position];
      const isRule = term?.kind === "condition" && term.times === null;
      const gate = line.kind === "override" ? model.gates[scores.gate[0] as number] : undefined;
      return {
        ...line,
        label: gate?.reason ?? line.label,
        value: values[k] ?? null,
        referenceValue: k === -1 ? null : usualValue(model.features[k] as FeatureSummary),
        contribution,
        fired: isRule ? isFired(term, contribution) : null,
      };
    }),
    margin: margin[0] as number,
    score: scored.score,
    probability: scored.probability,
    coverage: scores.coverage[0] as number,
    values: Object.fromEntries(model.features.map(({ name }, k) => [name, values[k] as FeatureValue])),
    features: model.features,
    asOf: Number.isNaN(time) ? null : new Date(time).toISOString(),
    learnedFrom: rows === null || events === null ? null : { rows, events },
    model: model.provenance.contentHash,
  };
}
