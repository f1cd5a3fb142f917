import { reject } from "../core/checks";
import { SalienceError } from "../core/errors";
import { absentFields } from "../features/absentFields";
import { checkFeatureSet } from "../features/checkFeatureSet";
import type { FeatureSet } from "../features/featureSet";
import type { AsOf, Feature } from "../features/types";
import { type Block, bindBlocks, type ScoreInput } from "./blocks";
import { checkRecord } from "./checkRecord";
import { contentHashFor } from "./contentHash";
import { bindModel } from "./evaluateModel";
import { bindExplanation, explanationOf } from "./explainBlocks";
import type { ExplanationTable } from "./explanationTable";
import type { Explanation, ScoreResult } from "./resultTypes";
import { scoreBlocks } from "./scoreBlocks";
import { type ScoreTable, scoreResultAt } from "./scoreTable";
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
  /** Scores one record. A list of records is a wrong argument (`invalid_argument`): `scoreAll` takes it. */
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
  try {
    return bindScorer(model, features);
  } catch (error) {
    if (error instanceof SalienceError) throw error;
    // a hash that was written by hand: sealModel checks a model before it writes one
    return reject("createScorer", "a model that checkModel accepts", error, "invalid_model");
  }
}

function bindScorer<Row>(model: AdditiveModel, features: FeatureSet<Row>): Scorer<Row> {
  const bound = bindFeatures(model, features);
  const open = bindBlocks(model, bound);
  const evaluate = bindModel(model);
  const explainBlocks = bindExplanation(model, evaluate);
  const absentIn = (input: ScoreInput<Row>) => (Array.isArray(input) ? absentFields<Row>(bound, input) : []);
  return {
    model,
    features: bound,
    score(row, options) {
      checkRecord("score", bound, row);
      const { scores, last } = scoreBlocks(model, evaluate, open("score", [row], options));
      return scoreResultAt(model, (last as Block).columns, scores, 0);
    },
    scoreAll: (input, options) =>
      scoreBlocks(model, evaluate, open("scoreAll", input, options), absentIn(input)).scores,
    explain(row, options) {
      checkRecord("explain", bound, row);
      // before the scorer's columns are written: a function of the host may score too
      const originals = model.features.map(({ name }) => originalNumber(bound.features[name], row));
      return explanationOf(model, explainBlocks(open("explain", [row], options)), originals);
    },
    explainAll: (input, options) => explainBlocks(open("explainAll", input, options), absentIn(input)).table,
  };
}

/** The record's own number where the feature makes another one of it, else undefined. */
function originalNumber<Row>(feature: Feature<Row> | undefined, row: Row): number | undefined {
  try {
    const value = feature?.original?.read(row, Number.NaN);
    return typeof value === "number" ? value : undefined;
  } catch {
    return undefined; // the record is rejected with the reason
  }
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
  const hash = contentHashFor("createScorer", model);
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
  // a model of before may not say what its features clip
  const kind = ({ type, transform, levels, clip }: FeatureSummary | Feature<Row>) =>
    [type, transform, type === "ordinal" && levels, summary.clip && clip && `clip [${clip}]`]
      .filter(Boolean)
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
