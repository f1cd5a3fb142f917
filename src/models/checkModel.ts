import { reject } from "../core/checks";
import type { SalienceErrorCode } from "../core/errors";
import { checkCondition, type Fail } from "./checkCondition";
import { checkFeatures } from "./checkFeatures";
import {
  checkCounts,
  checkEnds,
  checkFinite,
  checkIncreasing,
  checkKeys,
  checkLength,
  checkText,
  checkTextOrNull,
  checkUnique,
  isInUnit,
} from "./checkParts";
import { checkTerm } from "./checkTerm";
import type { AdditiveModel, Calibration, Provenance } from "./types";

/**
 * Checks that the parts of a model agree: unique ids, features and groups that exist, lists of matching
 * lengths, increasing cuts and knots, finite numbers, a calibration that never falls, and nothing that a model does
 * not have. `sealModel` and `parseModel` accept what it accepts. It does not check the content hash. O(size of the
 * model).
 *
 * @param caller - name of the calling function
 * @param model - a model of the right shape
 * @param code - the code of the error, `invalid_model` by default
 * @throws SalienceError with that code, naming the part
 *
 * @example
 * ```ts
 * import { checkModel, featureSet, numeric, pointsModel } from "salience";
 * const features = featureSet<{ visits: number }>()({ visits: numeric("visits") });
 * const model = pointsModel({ features, rules: [{ id: "visited", when: { feature: "visits", above: 0 }, points: 5 }] });
 * checkModel("f", { ...model, intercept: Number.NaN });
 * // throws SalienceError: f: expected intercept to be a finite number, received NaN
 * ```
 */
export function checkModel(
  caller: string,
  model: AdditiveModel,
  code: SalienceErrorCode = "invalid_model",
): void {
  const fail: Fail = (expected, received) => reject(caller, expected, received, code);
  if (typeof model !== "object" || model === null) fail("a model", model);
  checkKeys(
    fail,
    "the model",
    model,
    "kind formatVersion link intercept terms groups gates calibration features coverageFloor lowConfidenceBelow provenance",
  );
  if (model.kind !== "additive") fail('kind "additive"', model.kind);
  if (model.formatVersion !== 1) fail("formatVersion 1", model.formatVersion);
  if (model.link !== "logit" && model.link !== "identity") fail('link "logit" or "identity"', model.link);
  const lists = [model.terms, model.groups, model.gates, model.features];
  if (!lists.every((list) => Array.isArray(list)))
    fail("terms, groups, gates and features to be lists", model);
  checkFinite(fail, "intercept", [model.intercept]);
  for (const name of ["coverageFloor", "lowConfidenceBelow"] as const) {
    if (!isInUnit(model[name])) fail(`${name} in [0, 1]`, model[name]);
  }
  const features = checkFeatures(fail, model.features);
  checkUnique(
    fail,
    "id",
    [...model.terms, ...model.groups, ...model.gates].map((part) => part?.id),
  );
  checkGroups(fail, model);
  for (const term of model.terms) checkTerm(fail, term, features);
  for (const gate of model.gates) {
    if (gate.kind !== "disqualify" && gate.kind !== "override")
      fail("a gate to disqualify or override", gate);
    checkKeys(
      fail,
      `gate "${gate.id}"`,
      gate,
      gate.kind === "override" ? "kind id when reason margin" : "kind id when reason",
    );
    checkText(fail, `the reason of gate "${gate.id}"`, gate.reason);
    if (gate.kind === "override") checkFinite(fail, `margin of gate "${gate.id}"`, [gate.margin]);
    checkCondition(fail, `gate "${gate.id}"`, gate.when, features);
  }
  if (model.calibration !== null) checkCalibration(fail, model.calibration);
  checkProvenance(fail, model.provenance);
  const references = [...model.terms, ...model.groups].map(({ reference }) => reference);
  const base = references.reduce((sum, reference) => sum + reference, model.intercept);
  checkFinite(fail, "the sum of the intercept and all references", [base]);
}

function checkGroups(fail: Fail, model: AdditiveModel): void {
  const position = new Map(model.groups.map((group, i) => [group.id, i]));
  for (const term of model.terms) {
    if (term.group !== null && !position.has(term.group))
      fail(`term "${term.id}" to name a group`, term.group);
  }
  model.groups.forEach((group, i) => {
    const name = `group "${group.id}"`;
    checkKeys(fail, name, group, "id label group minimum maximum reference");
    checkText(fail, `the label of ${name}`, group.label);
    checkFinite(fail, name, [group.reference]);
    checkEnds(fail, name, group.minimum, group.maximum);
    if (group.group !== null && !((position.get(group.group) ?? -1) > i)) {
      fail(`${name} to name a group that is listed after it`, group.group);
    }
  });
}

function checkCalibration(fail: Fail, calibration: Calibration): void {
  if (typeof calibration !== "object") fail("calibration or null", calibration);
  if (calibration.kind === "logistic") {
    checkKeys(fail, "calibration", calibration, "kind intercept slope");
    checkFinite(fail, "calibration", [calibration.intercept, calibration.slope]);
    if (calibration.slope < 0) fail("calibration with a slope of at least 0", calibration.slope);
  } else if (calibration.kind === "piecewise") {
    checkKeys(fail, "calibration", calibration, "kind margins probabilities");
    checkIncreasing(fail, "margins of calibration", calibration.margins);
    if (calibration.margins.length === 0) fail("calibration with points", calibration.margins);
    checkLength(fail, "calibration", calibration.probabilities, calibration.margins.length);
    calibration.probabilities.forEach((p, i) => {
      if (!isInUnit(p)) fail("calibration with probabilities in [0, 1]", p);
      if (p < (calibration.probabilities[i - 1] ?? 0)) fail("calibration that never falls", p);
    });
  } else fail('calibration "logistic" or "piecewise"', (calibration as Calibration).kind);
}

function checkProvenance(fail: Fail, provenance: Provenance): void {
  if (typeof provenance !== "object" || provenance === null) fail("provenance", provenance);
  checkKeys(fail, "provenance", provenance, "method rows events from to libraryVersion edits contentHash");
  const { method, rows, events, from, to, libraryVersion, edits, contentHash } = provenance;
  for (const value of [method, libraryVersion, contentHash]) checkText(fail, "texts of provenance", value);
  for (const value of [from, to]) checkTextOrNull(fail, "from and to of provenance", value);
  checkCounts(
    fail,
    "counts of provenance",
    [rows, events].filter((count) => count !== null),
  );
  if (!Array.isArray(edits)) fail("edits of provenance to be a list", edits);
  for (const edit of edits) checkText(fail, "edits of provenance", edit);
}
