import { reject } from "../core/checks";
import type { Column } from "../core/columns";
import { absentFields } from "../features/absentFields";
import { checkFeatureSet } from "../features/checkFeatureSet";
import type { FeatureSet } from "../features/featureSet";
import { originalFeatures, withOriginals } from "../features/originals";
import { readTable } from "../features/readTable";
import type { AsOf, Feature } from "../features/types";
import { bindBlocks, type ScoreInput } from "./blocks";
import { contentHash } from "./contentHash";
import { bindExplanation, explanationOf } from "./explainBlocks";
import type { ExplanationTable } from "./explanationTable";
import type { Explanation, ScoreResult } from "./resultTypes";
import { emptyScores, type ScoreTable, scoreResultAt, withRejected, writeScores } from "./scoreTable";
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
  /** Scores records, columns of fields, an Apache Arrow table, or a table of features; entry i belongs to record i. */
  scoreAll(input: ScoreInput<Row>, options?: ScoreOptions<Row>): ScoreTable;
  /** Says why a record has its score: contributions that sum to margin − base. */
  explain(row: Row, options?: ScoreOptions<Row>): Explanation;
  /** Explains what `scoreAll` takes, as columns. */
  explainAll(input: ScoreInput<Row>, options?: ScoreOptions<Row>): ExplanationTable;
}

/**
 * Binds a model to features, checking once that they belong together and that the model is as it was sealed.
 *
 *     margin = intercept + Σ contributions (capped by group),   score = calibrate(expit(margin)), or margin for points
 *
 * A record is `scored`, `disqualified` by a gate, has `insufficient_data` (coverage below the model's floor), or
 * is `rejected` because a value cannot be used, or because the sum of its contributions (of all, or of a group before
 * its cap) is not a finite number, whatever the gates say. O(terms) a record.
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
  const open = bindBlocks(model, bound);
  const explainBlocks = bindExplanation(model);
  const own = originalFeatures(bound);

  const absentIn = (input: ScoreInput<Row>) => (Array.isArray(input) ? absentFields<Row>(bound, input) : []);

  const scoreAll = (input: ScoreInput<Row>, options?: ScoreOptions<Row>) => {
    const blocks = open("scoreAll", input, options);
    const scores = emptyScores(model, blocks, absentIn(input));
    blocks.each(scores.margin, (rows, at) => writeScores(model, rows, at, scores));
    return withRejected(scores);
  };

  const one = emptyScores(model, { rowCount: 1, rejected: [] });
  const score = (row: Row, options?: ScoreOptions<Row>) => {
    const blocks = open("score", [row], options);
    const scores = { ...one, rejected: blocks.rejected }; // written below, after the features' functions have run
    scores.status[0] = scores.lowConfidence[0] = 0;
    scores.gate[0] = -1;
    let result: ScoreResult | undefined;
    blocks.each(scores.margin, (rows) => {
      writeScores(model, rows, 0, scores);
      result = scoreResultAt(model, rows.columns, withRejected(scores), 0);
    });
    return result as ScoreResult;
  };

  const explain = (row: Row, options?: ScoreOptions<Row>): Explanation => {
    const shown = own && readTable([row], own).table.columns; // before the scorer's columns are written
    let kept: [readonly Column[], number] | undefined;
    const table = explainBlocks(open("explain", [row], options), (rows, instant) => {
      kept = [rows.columns, instant];
    });
    const [columns, instant] = kept as [readonly Column[], number];
    const values = columns.map((column, k) => withOriginals(column, shown?.[model.features[k]?.name ?? ""]));
    return explanationOf(model, table, values, instant);
  };

  const explainAll = (input: ScoreInput<Row>, options?: ScoreOptions<Row>) =>
    explainBlocks(open("explainAll", input, options), undefined, absentIn(input));

  return { model, features: bound, score, scoreAll, explain, explainAll };
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
  checkFeatureSet("createScorer", features);
  const names = model.features.map((feature) => feature.name).sort();
  const entries = model.features.map((summary) => {
    const feature = features.features[summary.name];
    checkBinding(summary, feature);
    return [summary.name, feature as Feature<Row>] as const;
  });
  return { names, features: Object.fromEntries(entries) };
}

function checkBinding<Row>(summary: FeatureSummary, feature: Feature<Row> | undefined): void {
  const isClipKnown = summary.clip !== undefined; // a model of before may not say it
  const kind = ({ type, transform, levels, clip }: FeatureSummary | Feature<Row>) =>
    [
      type,
      transform ?? "",
      type === "ordinal" ? levels : "",
      isClipKnown && clip ? `clip [${clip.map((end) => end ?? "open").join(", ")}]` : "",
    ]
      .filter((part) => part !== "")
      .join(" ");
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
