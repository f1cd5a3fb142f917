import { canonicalJsonFor } from "../core/canonicalJson";
import { checkModel } from "./checkModel";
import { contentHash } from "./contentHash";
import type { AdditiveModel } from "./types";

/**
 * Checks a model for consistency, copies it as plain JSON data and writes its content hash: the last step of
 * everything that makes or edits a model. O(size of the model).
 *
 * @param model - a model; its `provenance.contentHash` may be anything
 * @returns a copy with the right hash
 * @throws SalienceError `invalid_model` that names the part which contradicts the rest
 *
 * @example
 * ```ts
 * import { featureSet, numeric, pointsModel, sealModel } from "salience";
 * const features = featureSet<{ visits: number }>()({ visits: numeric("visits") });
 * const model = pointsModel({ features, rules: [{ id: "visited", when: { feature: "visits", above: 0 }, points: 5 }] });
 * const raised = sealModel({ ...model, intercept: 10 });
 * raised.provenance.contentHash === model.provenance.contentHash; // => false
 * ```
 */
export function sealModel(model: AdditiveModel): AdditiveModel {
  checkModel("sealModel", model);
  // what comes back is what a saved and loaded copy would be: plain data that shares nothing with the argument
  const plain: AdditiveModel = JSON.parse(canonicalJsonFor("sealModel", "invalid_model", model));
  return { ...plain, provenance: { ...plain.provenance, contentHash: contentHash(plain) } };
}
