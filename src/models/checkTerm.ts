import { checkCondition, type Fail } from "./checkCondition";
import {
  checkEnds,
  checkFinite,
  checkIncreasing,
  checkKeys,
  checkLength,
  checkText,
  checkTextOrNull,
  checkUnique,
} from "./checkParts";
import type { FeatureSummary, GridAxis, Term } from "./types";

/** The keys of a term of each kind, beside those of every term. */
const KEYS: Readonly<Record<Term["kind"], string>> = {
  linear: "feature coefficient center missing",
  levels: "feature levels contributions missing unseen",
  step: "feature cuts contributions missing",
  piecewise: "feature knots contributions missing",
  condition: "when contribution times minimum maximum otherwise",
  grid: "rows columns contributions",
};

/**
 * Checks a term against the features that it reads.
 *
 * @param fail - called with what was expected and received
 * @param term - a term with an id
 * @param features - the features by name
 */
export function checkTerm(fail: Fail, term: Term, features: ReadonlyMap<string, FeatureSummary>): void {
  const name = `term "${term.id}"`;
  if (typeof term.kind !== "string" || !Object.hasOwn(KEYS, term.kind))
    fail(`${name} of a known kind`, term.kind);
  checkKeys(fail, name, term, `kind id label group reference ${KEYS[term.kind]}`);
  checkTextOrNull(fail, `the group of ${name}`, term.group);
  checkText(fail, `the label of ${name}`, term.label);
  checkFinite(fail, `the reference of ${name}`, [term.reference]);
  if (term.kind === "condition") {
    checkFinite(fail, name, [term.contribution, term.otherwise]);
    checkEnds(fail, name, term.minimum, term.maximum);
    if (term.times !== null) checkFeatureType(fail, name, term.times, features, false);
    checkCondition(fail, name, term.when, features);
  } else if (term.kind === "grid") {
    const cells = [term.rows, term.columns].map((axis) => checkAxis(fail, name, axis, features));
    checkLength(fail, name, term.contributions, (cells[0] as number) * (cells[1] as number));
  } else {
    checkFeatureType(fail, name, term.feature, features, term.kind === "levels");
    checkFinite(fail, `missing of ${name}`, [term.missing]);
    if (term.kind === "linear") checkFinite(fail, name, [term.coefficient, term.center]);
    else if (term.kind === "levels") {
      checkUnique(fail, `level of ${name}`, term.levels);
      checkFinite(fail, `unseen of ${name}`, [term.unseen]);
      checkLength(fail, name, term.contributions, term.levels.length);
    } else if (term.kind === "step") {
      checkIncreasing(fail, `cuts of ${name}`, term.cuts);
      checkLength(fail, name, term.contributions, term.cuts.length + 1);
    } else {
      checkIncreasing(fail, `knots of ${name}`, term.knots);
      if (term.knots.length === 0) fail(`${name} to have knots`, term.knots);
      checkLength(fail, name, term.contributions, term.knots.length);
    }
  }
}

function checkAxis(
  fail: Fail,
  name: string,
  axis: GridAxis,
  features: ReadonlyMap<string, FeatureSummary>,
): number {
  if (typeof axis !== "object" || axis === null) fail(`${name} with rows and columns`, axis);
  checkKeys(fail, `an axis of ${name}`, axis, "levels" in axis ? "feature levels" : "feature cuts");
  checkFeatureType(fail, name, axis.feature, features, "levels" in axis);
  if ("levels" in axis) {
    checkUnique(fail, `level of ${name}`, axis.levels);
    return axis.levels.length + 2;
  }
  checkIncreasing(fail, `cuts of ${name}`, axis.cuts);
  return axis.cuts.length + 2;
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
