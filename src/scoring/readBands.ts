import { limitsOf } from "../features/asValue";
import type { FeatureSet } from "../features/featureSet";
import type { Feature } from "../features/types";
import type { Fail } from "../models/checkCondition";
import { modelValue } from "../models/modelValue";
import type { Term } from "../models/types";

/**
 * Bands in original units as steps of what the feature reads; other terms are left as they are.
 *
 * @param fail - called with what was expected and received
 * @param term - the term of a rule
 * @param features - the features
 * @returns the term, with the ends of its bands transformed
 */
export function readBands<Row>(fail: Fail, term: Term, features: FeatureSet<Row>): Term {
  if (term.kind !== "step" || !Object.hasOwn(features.features, term.feature)) return term;
  const feature = features.features[term.feature] as Feature<Row>;
  const { transform } = feature;
  const limits = limitsOf(feature);
  const beyond = term.cuts.find((from) => from > limits.maximum);
  if (beyond !== undefined) {
    fail(
      `bands of "${term.id}" from at most ${limits.maximum}, the largest value of "${term.feature}"`,
      beyond,
    );
  }
  if (transform === null) return term;
  const isNumber = (from: unknown) => typeof from === "number" && Number.isFinite(from);
  const clip = [limits.minimum, null] as const;
  return {
    ...term,
    cuts: term.cuts.map((from) => (isNumber(from) ? modelValue({ clip, transform }, from) : from)),
  };
}
