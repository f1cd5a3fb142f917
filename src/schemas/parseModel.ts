import { canonicalJsonFor } from "../core/canonicalJson";
import { reject } from "../core/checks";
import { describeValue } from "../core/describe";
import { SalienceError } from "../core/errors";
import { checkModel } from "../models/checkModel";
import { contentHashFor } from "../models/contentHash";
import type { AdditiveModel } from "../models/types";
import { describeIssue, type Issue } from "./issues";
import { modelSchema } from "./modelSchema";

/**
 * Reads a saved model: refuses another format version, anything malformed (see `modelSchema`), and a model that was
 * changed after it was sealed, which its content hash tells. O(size of the model).
 *
 * @param source - the JSON text of a model, or the object that it was parsed to
 * @returns a new model, of plain objects, equal to the one that was saved
 * @throws SalienceError `invalid_model` that names the part, such as `terms[3].coefficient`
 *
 * @example
 * ```ts
 * import { featureSet, numeric, pointsModel } from "salience";
 * import { parseModel, serializeModel } from "salience/schemas";
 * const features = featureSet<{ visits: number }>()({ visits: numeric("visits") });
 * const model = pointsModel({ features, rules: [{ id: "visited", when: { feature: "visits", above: 0 }, points: 5 }] });
 * const text = serializeModel(model);
 * parseModel(text).intercept === model.intercept; // => true
 * parseModel({ ...model, intercept: "0" });
 * // throws SalienceError: parseModel: expected intercept to be a finite number, received "0"
 * ```
 */
export function parseModel(source: unknown): AdditiveModel {
  return verifyModel(
    "parseModel",
    typeof source === "string" ? parseJson("parseModel", "a model", source) : source,
  );
}

/**
 * Checks a value as {@link parseModel} does, on behalf of a public function: `checkModel` decides, and the schema says
 * where something is wrong.
 *
 * @param caller - the name of the calling function
 * @param value - what should be a model
 * @returns a new model
 * @throws SalienceError `invalid_model`
 */
export function verifyModel(caller: string, value: unknown): AdditiveModel {
  const model = value as AdditiveModel;
  try {
    checkModel(caller, model);
  } catch (error) {
    throw problemIn(caller, value) ?? error;
  }
  const copy: AdditiveModel = JSON.parse(canonicalJsonFor(caller, "invalid_model", model));
  const hash = contentHashFor(caller, copy);
  if (copy.provenance.contentHash === hash) return copy;
  return reject(
    caller,
    `provenance.contentHash to be "${hash}", as the model was not sealed or was changed afterwards`,
    copy.provenance.contentHash,
    "invalid_model",
  );
}

/** What the schema has against a value that is no model. */
function problemIn(caller: string, value: unknown): SalienceError | null {
  const result = modelSchema.safeParse(value, { reportInput: true });
  const issue = result.error?.issues[0] as Issue | undefined;
  if (issue === undefined) return null;
  if (issue.code === "custom") return new SalienceError("invalid_model", `${caller}: ${issue.message}`);
  const { path, expected, received } = describeIssue(issue);
  const where = pathText(path) || "the model";
  const problem = `expected ${where} to be ${expected}, received ${describeValue(received)}`;
  return new SalienceError("invalid_model", `${caller}: ${problem}`);
}

/** Parses JSON on behalf of a public function; `what` is in the text, such as `a model`. */
export function parseJson(caller: string, what: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return reject(caller, `the JSON text of ${what}`, text, "invalid_model");
  }
}

/** A path such as `terms[3].coefficient`. */
function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === "number") return `${text}[${key}]`;
    return text === "" ? String(key) : `${text}.${String(key)}`;
  }, "");
}
