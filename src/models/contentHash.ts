import { canonicalJsonFor } from "../core/canonicalJson";
import { reject } from "../core/checks";
import { fingerprint } from "../core/fingerprint";
import type { AdditiveModel } from "./types";

/**
 * The content hash of a model: `fnv1a64:` and the fingerprint of its canonical JSON, the hash itself left out. It
 * notices a change, by accident or by hand; it is no signature. O(size of the model).
 *
 * @param model - a model, sealed or not
 * @returns text such as `fnv1a64:85944171f73967e8`
 * @throws SalienceError `invalid_argument` if the model holds what JSON cannot, such as NaN
 *
 * @example
 * ```ts
 * import { contentHash, featureSet, numeric, pointsModel } from "salience";
 * const features = featureSet<{ visits: number }>()({ visits: numeric("visits") });
 * const model = pointsModel({ features, rules: [{ id: "visited", when: { feature: "visits", above: 0 }, points: 5 }] });
 * contentHash(model) === model.provenance.contentHash; // => true
 * ```
 */
export function contentHash(model: AdditiveModel): string {
  return contentHashFor("contentHash", model);
}

/** {@link contentHash} for another public function, which is named by the error. */
export function contentHashFor(caller: string, model: AdditiveModel): string {
  if (typeof model !== "object" || model === null) reject(caller, "a model", model, "invalid_model");
  const { contentHash: _, ...provenance } = model.provenance ?? {};
  return `fnv1a64:${fingerprint(canonicalJsonFor(caller, "invalid_model", { ...model, provenance }))}`;
}
