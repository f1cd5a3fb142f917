import type { Column } from "../core/columns";
import type { FeatureValue } from "../features/types";
import type { Blocks } from "./blocks";
import type { Rows } from "./evaluateModel";
import { baseMargin, type ExplanationTable, explanationLines, usualValue, valueAt } from "./explanationTable";
import { isFired } from "./firedRules";
import type { Explanation } from "./resultTypes";
import { emptyScores, type ScoreTable, scoreResultAt, withRejected, writeScores } from "./scoreTable";
import type { AdditiveModel, FeatureSummary } from "./types";

/**
 * Prepares a model for explanations.
 *
 * @param model - a checked model
 * @returns a function that explains blocks of rows, and shows the rows with the instant of the first
 */
export function bindExplanation(model: AdditiveModel) {
  const lines = explanationLines(model);
  const base = baseMargin(model);
  return (
    blocks: Blocks,
    visit?: (rows: Rows, instant: number) => void,
    warnings: ScoreTable["warnings"] = [],
  ) => {
    const margin = new Float64Array(blocks.rowCount);
    const scores = emptyScores(model, blocks, warnings);
    const contributions = lines.map(() => new Float64Array(blocks.rowCount));
    const table = { base, lines, contributions, margin, scores };
    blocks.each(
      margin,
      (rows, at, instants) => {
        scores.margin.set(rows.margin, at);
        writeScores(model, rows, at, scores);
        visit?.(rows, instants[0] as number);
      },
      (values, k, n, at) => {
        const { reference } = lines[k] ?? { reference: 0 };
        const column = contributions[k]; // overrides come last, even where the model has none
        for (let i = 0; column !== undefined && i < n; i++)
          column[at + i] = (values[i] as number) - reference;
      },
    );
    withRejected(scores);
    for (const { index } of blocks.rejected) {
      for (const column of [...contributions, margin]) column[index] = Number.NaN;
    }
    return table;
  };
}

/** The explanation of the first row of a table of explanations as an object. */
export function explanationOf(
  model: AdditiveModel,
  { base, lines, contributions, margin, scores }: ExplanationTable,
  columns: readonly Column[],
  time: number,
): Explanation {
  const { rows, events } = model.provenance;
  const result = scoreResultAt(model, columns, scores, 0);
  const scored = result.status === "scored" ? result : { score: Number.NaN, probability: null };
  const values = model.features.map((feature, k) => valueAt(feature, columns[k] as Column, 0));
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
