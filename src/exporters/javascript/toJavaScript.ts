import { checkBuckets } from "../../buckets/checkBuckets";
import type { Buckets } from "../../buckets/types";
import { checkOptions, reject } from "../../core/checks";
import type { FeatureSet } from "../../features/featureSet";
import { checkModel } from "../../models/checkModel";
import { createScorer } from "../../models/createScorer";
import type { AdditiveModel } from "../../models/types";
import { definitionOf, emitModule, headerOf } from "./emitModule";
import { literal } from "./literal";

/** Options of {@link toJavaScript}. */
export interface JavaScriptOptions {
  /** Buckets of the score: results then have a `bucket` too. */
  readonly buckets?: Buckets;
}

const REFUSE = `
function refuse(code, message) {
  const error = new Error(message);
  error.name = "SalienceError";
  error.code = code;
  throw error;
}`;

/**
 * Writes a model and its features as the text of an ES module without dependencies: `score` and `scoreAll` in it give
 * what the scorer gives, margins to the bit, and reasons word for word. It runs wherever ES2022 runs, evaluates no
 * text, and is about as fast as code written by hand for the model. O(size of the model).
 *
 * The module exports
 *
 * - `score(record, { asOf })`: a `ScoreResult`, with the label of its `bucket` where buckets are given
 * - `scoreAll(records, { asOf })`: the columns of a `ScoreTable`, and `bucket`, positions in `buckets` or −1
 * - `model`, the content hash; `features`, the names; `statuses`, `gates` and `buckets`: what codes stand for
 *
 * `asOf` is an instant or a function of the record, as for `createScorer`. Wrong arguments throw an Error with the name
 * and the codes of a SalienceError.
 *
 * @param model - a model, learned, written or loaded
 * @param features - a feature set with at least the features of the model, all of them declarative
 * @param options - `buckets`, if results shall have one
 * @returns the text of the module
 * @throws SalienceError `invalid_configuration` for a feature that is a function (materialise it as a field of the
 * record), or that does not fit the model; `invalid_model` for a model that was changed after it was sealed;
 * `invalid_argument`
 *
 * @example
 * ```ts
 * import { bucketsByThreshold, featureSet, numeric, pointsModel } from "salience";
 * import { toJavaScript } from "salience/exporters";
 * const features = featureSet<{ visits: number | null }>()({ visits: numeric("visits") });
 * const model = pointsModel({ features, rules: [{ id: "r", when: { feature: "visits", atLeast: 3 }, points: 10 }] });
 * const text = toJavaScript(model, features, { buckets: bucketsByThreshold({ A: 10 }) });
 * text.includes("export { score, scoreAll"); // => true
 * text.includes("import"); // => false
 * ```
 */
export function toJavaScript<Row>(
  model: AdditiveModel,
  features: FeatureSet<Row>,
  options: JavaScriptOptions = {},
): string {
  const caller = "toJavaScript";
  checkModel(caller, model);
  const scorer = createScorer(model, features);
  checkOptions(caller, "options", options, ["buckets"]);
  const buckets = options.buckets ?? null;
  if (buckets !== null) checkBuckets(caller, buckets);
  for (const { name } of model.features) {
    if (definitionOf(scorer.features, name) !== null) continue;
    reject(
      caller,
      `feature "${name}" to be declarative (store its value in a field of the record, and read that)`,
      "a function",
      "invalid_configuration",
    );
  }
  const exported = [
    "score",
    "scoreAll",
    "MODEL as model",
    "NAMES as features",
    "STATUSES as statuses",
    "GATES as gates",
    ...(buckets === null ? [] : ["BUCKETS as buckets"]),
  ];
  return [
    headerOf(model),
    `const MODEL = ${literal(model.provenance.contentHash)};`,
    REFUSE.trim(),
    emitModule(model, scorer.features, buckets),
    `export { ${exported.join(", ")} };\n`,
  ].join("\n");
}
