import { reject } from "../core/checks";
import type { Table } from "../core/columns";
import type { FeatureSet } from "../features/featureSet";
import { type ReadTableResult, readTable } from "../features/readTable";
import type { AsOf, Feature } from "../features/types";
import { checkTable } from "./checkTable";
import { contentHash } from "./contentHash";
import { evaluateModel } from "./evaluateModel";
import { baseMargin, type ExplanationTable, explanationLines, usualValue, valueAt } from "./explanationTable";
import type { Explanation, ScoreResult } from "./resultTypes";
import { makeScoreTable, type ScoreTable, scoreResultAt } from "./scoreTable";
import type { AdditiveModel, FeatureSummary } from "./types";

/** The instant that features look from; needed if one of the model's features depends on time. */
export interface ScoreOptions<Row> {
  /** One instant for all records, or a function from record to instant. */
  readonly asOf?: AsOf<Row> | undefined;
}

/** A model bound to the features that feed it. */
export interface Scorer<Row> {
  /** The model. */
  readonly model: AdditiveModel;
  /** The features that the model reads. */
  readonly features: FeatureSet<Row>;
  /** Scores one record. */
  score(row: Row, options?: ScoreOptions<Row>): ScoreResult;
  /** Scores many records, or a table that `readTable` made; entry i of every column belongs to record i. */
  scoreAll(rows: readonly Row[] | Table, options?: ScoreOptions<Row>): ScoreTable;
  /** Says why a record has its score: contributions that sum to margin − base. */
  explain(row: Row, options?: ScoreOptions<Row>): Explanation;
  /** Explains many records, or a table that `readTable` made, as columns. */
  explainAll(rows: readonly Row[] | Table, options?: ScoreOptions<Row>): ExplanationTable;
}

/**
 * Binds a model to features, checking once that they belong together and that the model is as it was sealed.
 *
 *     margin = intercept + Σ contributions (capped by group),   score = calibrate(expit(margin)), or margin for points
 *
 * A record is `scored`, `disqualified` by a gate, has `insufficient_data` (coverage below the model's floor), or
 * is `rejected` because a value cannot be used. O(terms) a record.
 *
 * @param model - a model, learned, written or loaded
 * @param features - a feature set with at least the features of the model
 * @returns the scorer
 * @throws SalienceError `invalid_model` if the model was changed after it was sealed or has another format
 * version, `invalid_configuration` if a feature is missing or of another type
 *
 * @example
 * ```ts
 * import { createScorer, featureSet, numeric, pointsModel } from "salience";
 * const features = featureSet<{ visits: number | null }>()({ visits: numeric("visits") });
 * const model = pointsModel({
 *   features,
 *   rules: [{ id: "visited", when: { feature: "visits", atLeast: 3 }, points: 10 }],
 * });
 * const scorer = createScorer(model, features);
 * scorer.score({ visits: 4 });
 * // => { status: "scored", score: 10, probability: null, margin: 10, coverage: 1, lowConfidence: false }
 * scorer.score({ visits: null }); // => { status: "insufficient_data", missing: ["visits"], coverage: 0 }
 * Array.from(scorer.scoreAll([{ visits: 1 }, { visits: 5 }]).score); // => [0, 10]
 * ```
 */
export function createScorer<Row>(model: AdditiveModel, features: FeatureSet<Row>): Scorer<Row> {
  checkSeal(model);
  const bound = bindFeatures(model, features);
  const lines = explanationLines(model);
  const base = baseMargin(model);

  const read = (
    caller: string,
    rows: readonly Row[] | Table,
    options: ScoreOptions<Row> = {},
  ): ReadTableResult =>
    Array.isArray(rows)
      ? readTable(rows, bound, options)
      : { table: checkTable(caller, model, rows as Table), rejected: [], instants: new Float64Array(0) };

  const scoreAll = (rows: readonly Row[] | Table, options?: ScoreOptions<Row>) => {
    const { table, rejected } = read("scoreAll", rows, options);
    return makeScoreTable(model, evaluateModel(model, table), rejected);
  };

  const score = (row: Row, options?: ScoreOptions<Row>) => {
    const { table, rejected } = readTable([row], bound, options);
    return scoreResultAt(model, table, makeScoreTable(model, evaluateModel(model, table), rejected), 0);
  };

  const explainRead = ({ table, rejected }: ReadTableResult): ExplanationTable => {
    const contributions: Float64Array[] = [];
    const evaluation = evaluateModel(model, table, (values) => {
      const line = lines[contributions.length]; // overrides are visited last, even where the model has none
      if (line !== undefined) contributions.push(values.map((value) => value - line.reference));
    });
    const scores = makeScoreTable(model, evaluation, rejected);
    for (const { index } of rejected) {
      for (const column of [...contributions, evaluation.margin]) column[index] = Number.NaN;
    }
    return { base, lines, contributions, margin: evaluation.margin, scores };
  };

  const explain = (row: Row, options?: ScoreOptions<Row>): Explanation => {
    const result = readTable([row], bound, options);
    return explanationOf(model, result, explainRead(result));
  };

  const explainAll = (rows: readonly Row[] | Table, options?: ScoreOptions<Row>) =>
    explainRead(read("explainAll", rows, options));

  return { model, features: bound, score, scoreAll, explain, explainAll };
}

function explanationOf(
  model: AdditiveModel,
  { table, rejected, instants }: ReadTableResult,
  { base, lines, contributions, margin, scores }: ExplanationTable,
): Explanation {
  const result = scoreResultAt(model, table, scores, 0);
  const scored = result.status === "scored" ? result : { score: Number.NaN, probability: null };
  const time = instants[0] as number;
  return {
    result,
    base,
    contributions: (rejected.length > 0 ? [] : lines).map(({ reference: _, ...line }, position) => {
      const feature = model.features.find(({ name }) => name === line.feature);
      const gate = line.kind === "override" ? model.gates[scores.gate[0] as number] : undefined;
      return {
        ...line,
        label: gate?.reason ?? line.label,
        value: feature === undefined ? null : valueAt(feature, table, 0),
        referenceValue: feature === undefined ? null : usualValue(feature),
        contribution: contributions[position]?.[0] as number,
      };
    }),
    margin: margin[0] as number,
    score: scored.score,
    probability: scored.probability,
    coverage: scores.coverage[0] as number,
    values: Object.fromEntries(model.features.map((feature) => [feature.name, valueAt(feature, table, 0)])),
    features: model.features,
    asOf: Number.isNaN(time) ? null : new Date(time).toISOString(),
    model: model.provenance.contentHash,
  };
}

function checkSeal(model: AdditiveModel): void {
  if (model?.kind !== "additive" || model.formatVersion !== 1) {
    reject(
      "createScorer",
      "an additive model of formatVersion 1",
      model?.formatVersion ?? model,
      "invalid_model",
    );
  }
  const hash = contentHash(model);
  if (hash !== model.provenance?.contentHash) {
    reject(
      "createScorer",
      `content hash "${hash}" (sealModel writes it)`,
      model.provenance?.contentHash,
      "invalid_model",
    );
  }
}

function bindFeatures<Row>(model: AdditiveModel, features: FeatureSet<Row>): FeatureSet<Row> {
  if (!Array.isArray(features?.names)) reject("createScorer", "features made by featureSet", features);
  const names = model.features.map((feature) => feature.name).sort();
  const entries = model.features.map((summary) => {
    const feature = features.features[summary.name];
    checkBinding(summary, feature);
    return [summary.name, feature as Feature<Row>] as const;
  });
  return { names, features: Object.fromEntries(entries) };
}

function checkBinding<Row>(summary: FeatureSummary, feature: Feature<Row> | undefined): void {
  const kind = ({ type, transform, levels }: FeatureSummary | Feature<Row>) =>
    [type, transform ?? "", type === "ordinal" ? levels : ""].join(" ").trim();
  const got = feature === undefined ? "none of that name" : kind(feature);
  if (got !== kind(summary)) {
    reject(
      "createScorer",
      `feature "${summary.name}" of kind ${kind(summary)}`,
      got,
      "invalid_configuration",
    );
  }
}
