import { canonicalJson } from "../core/canonicalJson";
import type { AdditiveModel } from "../models/types";
import { verifyModel } from "./parseModel";

/**
 * Writes a model as JSON text in one form only (keys sorted, no spaces), so that equal models give equal text. The
 * model is checked first: what is written can be read by `parseModel`. O(size of the model).
 *
 * @param model - a sealed model
 * @returns the text
 * @throws SalienceError `invalid_model` for a malformed model, and for one that was changed after it was sealed
 *
 * @example
 * ```ts
 * import { featureSet, numeric, pointsModel } from "salience";
 * import { serializeModel } from "salience/schemas";
 * const features = featureSet<{ visits: number }>()({ visits: numeric("visits") });
 * const model = pointsModel({ features, rules: [{ id: "visited", when: { feature: "visits", above: 0 }, points: 5 }] });
 * serializeModel(model).slice(0, 26); // => '{"calibration":null,"cover'
 * serializeModel({ ...model, intercept: Number.NaN });
 * // throws SalienceError: serializeModel: expected intercept to be a finite number, received NaN
 * ```
 */
export function serializeModel(model: AdditiveModel): string {
  return canonicalJson(verifyModel("serializeModel", model));
}
