import { canonicalJson } from "../core/canonicalJson";
import { sha256 } from "../core/hash";
import type { AdditiveModel } from "./types";

/**
 * The content hash of a model: `sha256:` and the SHA-256 digest of its canonical JSON, the hash itself left
 * out. Any other program can recompute it. O(size of the model).
 *
 * @param model - a model, sealed or not
 * @returns text such as `sha256:9f86d0…`
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
  const { contentHash: _, ...provenance } = model.provenance;
  return `sha256:${sha256(canonicalJson({ ...model, provenance }))}`;
}
