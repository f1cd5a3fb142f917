import { POLLUTING_KEYS, reject } from "../core/checks";
import type { SalienceErrorCode } from "../core/errors";
import { checkCondition, type Fail } from "./checkCondition";
import type { AdditiveModel, Calibration, FeatureSummary, GridAxis, Term } from "./types";

/**
 * Checks that the parts of a model agree: unique ids, features and groups that exist, lists of matching
 * lengths, increasing cuts and knots, finite numbers, a calibration that never falls. It does not check the
 * content hash. O(size of the model).
 *
 * @param caller - the public function that complains
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
  if (model.kind !== "additive") fail('kind "additive"', model.kind);
  if (model.formatVersion !== 1) fail("formatVersion 1", model.formatVersion);
  if (model.link !== "logit" && model.link !== "identity") fail('link "logit" or "identity"', model.link);
  const lists = [model.terms, model.groups, model.gates, model.features];
  if (!lists.every((list) => Array.isArray(list)))
    fail("terms, groups, gates and features to be lists", model);
  finite(fail, "intercept", [model.intercept]);
  for (const name of ["coverageFloor", "lowConfidenceBelow"] as const) {
    if (!inUnit(model[name])) fail(`${name} in [0, 1]`, model[name]);
  }
  const features = checkFeatures(fail, model.features);
  unique(
    fail,
    "id",
    [...model.terms, ...model.groups, ...model.gates].map((part) => part?.id),
  );
  checkGroups(fail, model);
  for (const term of model.terms) checkTerm(fail, term, features);
  for (const gate of model.gates) {
    if (gate.kind !== "disqualify" && gate.kind !== "override")
      fail("a gate to disqualify or override", gate);
    text(fail, `the reason of gate "${gate.id}"`, gate.reason);
    if (gate.kind === "override") finite(fail, `margin of gate "${gate.id}"`, [gate.margin]);
    checkCondition(fail, `gate "${gate.id}"`, gate.when, features);
  }
  if (model.calibration !== null) checkCalibration(fail, model.calibration);
  if (typeof model.provenance !== "object" || model.provenance === null) fail("provenance", model.provenance);
}

const TYPES: readonly unknown[] = ["number", "flag", "ordinal", "category"];
const TRANSFORMS: readonly unknown[] = [null, "log1p", "sqrt"];

function checkFeatures(fail: Fail, list: readonly FeatureSummary[]): ReadonlyMap<string, FeatureSummary> {
  unique(
    fail,
    "feature name",
    list.map((feature) => feature?.name),
  );
  for (const feature of list) {
    if (POLLUTING_KEYS.includes(feature.name))
      fail("a feature name other than those of object internals", feature.name);
    const name = `feature "${feature.name}"`;
    text(fail, `the label of ${name}`, feature.label);
    if (!TYPES.includes(feature.type)) fail(`${name} of a known type`, feature.type);
    if (!TRANSFORMS.includes(feature.transform)) fail(`${name} with a known transform`, feature.transform);
    if (feature.clip !== undefined) checkClip(fail, `clip of ${name}`, feature.clip);
    if (feature.levels !== null) unique(fail, `level of ${name}`, feature.levels);
    else if (feature.type === "ordinal") fail(`${name} to have levels`, feature.levels);
    const expected = feature.type === "category" ? "category" : "number";
    if (feature.reference !== null && feature.reference?.kind !== expected) {
      fail(`a ${expected} reference for ${name}`, feature.reference?.kind);
    }
  }
  return new Map(list.map((feature) => [feature.name, feature]));
}

function checkClip(fail: Fail, name: string, clip: NonNullable<FeatureSummary["clip"]>): void {
  if (!Array.isArray(clip) || clip.length !== 2) fail(`${name} to be two ends`, clip);
  const [low, high] = clip;
  finite(fail, name, [low ?? 0, high ?? 0]);
  ordered(fail, name, low, high);
}

function checkGroups(fail: Fail, model: AdditiveModel): void {
  const position = new Map(model.groups.map((group, i) => [group.id, i]));
  for (const term of model.terms) {
    if (term.group !== null && !position.has(term.group))
      fail(`term "${term.id}" to name a group`, term.group);
  }
  model.groups.forEach((group, i) => {
    const name = `group "${group.id}"`;
    text(fail, `the label of ${name}`, group.label);
    finite(fail, name, [group.minimum ?? 0, group.maximum ?? 0, group.reference]);
    ordered(fail, name, group.minimum, group.maximum);
    if (group.group !== null && !((position.get(group.group) ?? -1) > i)) {
      fail(`${name} to name a group that is listed after it`, group.group);
    }
  });
}

function checkTerm(fail: Fail, term: Term, features: ReadonlyMap<string, FeatureSummary>): void {
  const name = `term "${term.id}"`;
  text(fail, `the label of ${name}`, term.label);
  finite(fail, `the reference of ${name}`, [term.reference]);
  if (term.kind === "condition") {
    finite(fail, name, [term.contribution, term.otherwise, term.minimum ?? 0, term.maximum ?? 0]);
    ordered(fail, name, term.minimum, term.maximum);
    if (term.times !== null) checkFeatureType(fail, name, term.times, features, false);
    checkCondition(fail, name, term.when, features);
  } else if (term.kind === "grid") {
    const cells = [term.rows, term.columns].map((axis) => checkAxis(fail, name, axis, features));
    sameLength(fail, name, term.contributions, (cells[0] as number) * (cells[1] as number));
  } else {
    checkFeatureType(fail, name, term.feature, features, term.kind === "levels");
    finite(fail, `missing of ${name}`, [term.missing]);
    if (term.kind === "linear") finite(fail, name, [term.coefficient, term.center]);
    else if (term.kind === "levels") {
      unique(fail, `level of ${name}`, term.levels);
      finite(fail, `unseen of ${name}`, [term.unseen]);
      sameLength(fail, name, term.contributions, term.levels.length);
    } else if (term.kind === "step") {
      increasing(fail, `cuts of ${name}`, term.cuts);
      sameLength(fail, name, term.contributions, term.cuts.length + 1);
    } else if (term.kind === "piecewise") {
      increasing(fail, `knots of ${name}`, term.knots);
      if (term.knots.length === 0) fail(`${name} to have knots`, term.knots);
      sameLength(fail, name, term.contributions, term.knots.length);
    } else fail(`${name} of a known kind`, (term as Term).kind);
  }
}

function checkAxis(
  fail: Fail,
  name: string,
  axis: GridAxis,
  features: ReadonlyMap<string, FeatureSummary>,
): number {
  if (typeof axis !== "object" || axis === null) fail(`${name} with rows and columns`, axis);
  checkFeatureType(fail, name, axis.feature, features, "levels" in axis);
  if ("levels" in axis) {
    unique(fail, `level of ${name}`, axis.levels);
    return axis.levels.length + 2;
  }
  increasing(fail, `cuts of ${name}`, axis.cuts);
  return axis.cuts.length + 2;
}

function checkCalibration(fail: Fail, calibration: Calibration): void {
  if (typeof calibration !== "object") fail("calibration or null", calibration);
  if (calibration.kind === "logistic") {
    finite(fail, "calibration", [calibration.intercept, calibration.slope]);
    if (calibration.slope < 0) fail("calibration with a slope of at least 0", calibration.slope);
  } else if (calibration.kind === "piecewise") {
    increasing(fail, "margins of calibration", calibration.margins);
    if (calibration.margins.length === 0) fail("calibration with points", calibration.margins);
    sameLength(fail, "calibration", calibration.probabilities, calibration.margins.length);
    calibration.probabilities.forEach((p, i) => {
      if (!inUnit(p)) fail("calibration with probabilities in [0, 1]", p);
      if (p < (calibration.probabilities[i - 1] ?? 0)) fail("calibration that never falls", p);
    });
  } else fail('calibration "logistic" or "piecewise"', (calibration as Calibration).kind);
}

/** Checks that a feature exists and has, or has not, categories. */
function checkFeatureType(
  fail: Fail,
  name: string,
  feature: string,
  features: ReadonlyMap<string, FeatureSummary>,
  category: boolean,
): void {
  const type = features.get(feature)?.type;
  if (type === undefined) fail(`${name} to read a feature of the model`, feature);
  if ((type === "category") !== category) {
    fail(`${name} to read a ${category ? "category" : "number"}`, `${feature}, of type ${type}`);
  }
}

function inUnit(value: unknown): boolean {
  return typeof value === "number" && value >= 0 && value <= 1;
}

function text(fail: Fail, name: string, value: unknown): void {
  if (typeof value !== "string") fail(`${name} to be text`, value);
}

function finite(fail: Fail, name: string, values: readonly unknown[]): void {
  for (const value of values) if (!Number.isFinite(value)) fail(`${name} to be a finite number`, value);
}

function ordered(fail: Fail, name: string, minimum: number | null, maximum: number | null): void {
  if (minimum !== null && maximum !== null && minimum > maximum) {
    fail(`${name} with minimum at most maximum ${maximum}`, minimum);
  }
}

function increasing(fail: Fail, name: string, values: readonly number[]): void {
  if (!Array.isArray(values)) fail(`${name} to be a list`, values);
  finite(fail, name, values);
  for (let i = 1; i < values.length; i++) {
    if (!((values[i] as number) > (values[i - 1] as number))) fail(`${name} to increase`, values[i]);
  }
}

function sameLength(fail: Fail, name: string, values: readonly number[], length: number): void {
  if (!Array.isArray(values) || values.length !== length) {
    fail(`${name} with ${length} values`, values?.length);
  }
  finite(fail, name, values);
}

function unique(fail: Fail, name: string, values: readonly unknown[]): void {
  if (!Array.isArray(values)) fail(`a list with every ${name}`, values);
  const seen = new Set<unknown>();
  for (const value of values) {
    if (typeof value !== "string" || value === "") fail(`${name} to be text`, value);
    if (seen.has(value)) fail(`every ${name} once`, value);
    seen.add(value);
  }
}
