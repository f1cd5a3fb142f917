import type { GridAxis, GridTerm, LevelsTerm, PiecewiseTerm, StepTerm, Term } from "../../models/types";
import { conditionTruth, type FeatureReading } from "./conditionTruth";
import {
  apply,
  choose,
  clamp,
  fieldRef,
  isMissing,
  isPresent,
  lookUp,
  numberConstant,
  numberText,
  type PmmlExpression,
} from "./pmmlExpression";
import type { PmmlScope } from "./pmmlScope";
import { xml } from "./xml";

type Readings = ReadonlyMap<string, FeatureReading>;

/**
 * Writes the field with the contribution of a term: never missing.
 *
 * @param scope - receives the field
 * @param term - a term of a checked model
 * @param readings - the features by name
 * @returns the name of the field
 */
export function termField(scope: PmmlScope, term: Term, readings: Readings): string {
  return scope.derive(`term:${term.id}`, "double", contribution(scope, term, readings), term.label);
}

function contribution(scope: PmmlScope, term: Term, readings: Readings): PmmlExpression {
  if (term.kind === "condition") {
    const times = term.times === null ? null : fieldOf(readings, term.times);
    const count =
      times === null
        ? numberConstant(term.contribution)
        : apply(
            "*",
            numberConstant(term.contribution),
            choose(isMissing(times), numberConstant(0), fieldRef(times)),
          );
    const truth = conditionTruth(term.when, true, readings);
    return choose(truth, clamp(count, term.minimum, term.maximum), numberConstant(term.otherwise));
  }
  if (term.kind === "grid") return gridContribution(scope, term, readings);
  const field = fieldOf(readings, term.feature);
  if (term.kind === "levels") return levelsContribution(term, field);
  if (term.kind === "step") return stepContribution(term, field);
  if (term.kind === "piecewise") return piecewiseContribution(term, field);
  const distance = apply("-", fieldRef(field), numberConstant(term.center));
  return choose(
    isPresent(field),
    apply("*", numberConstant(term.coefficient), distance),
    numberConstant(term.missing),
  );
}

const fieldOf = (readings: Readings, feature: string): string =>
  (readings.get(feature) as FeatureReading).field;

/** One result for a value, another for a missing one. */
const constantUnlessMissing = (
  field: string,
  value: PmmlExpression,
  missing: PmmlExpression,
): PmmlExpression => choose(isPresent(field), value, missing);

function levelsContribution(term: LevelsTerm, field: string): PmmlExpression {
  const rows = term.levels.map((level, i) => [level, numberText(term.contributions[i] as number)]);
  const [missing, otherwise] = [numberText(term.missing), numberText(term.unseen)];
  if (rows.length === 0) {
    return constantUnlessMissing(field, numberConstant(term.unseen), numberConstant(term.missing));
  }
  return lookUp([field], rows, { dataType: "double", missing, otherwise });
}

function stepContribution(term: StepTerm, field: string): PmmlExpression {
  if (term.cuts.length === 0) {
    const only = numberConstant(term.contributions[0] as number);
    return constantUnlessMissing(field, only, numberConstant(term.missing));
  }
  return discretize(field, term.cuts, term.contributions.map(numberText), numberText(term.missing), "double");
}

/** Bins between cuts: a value equal to a cut goes up. */
function discretize(
  field: string,
  cuts: readonly number[],
  values: readonly string[],
  missing: string,
  dataType: "double" | "string",
): PmmlExpression {
  const bins = values.map((binValue, i) => {
    const [left, right] = [cuts[i - 1], cuts[i]];
    return xml("DiscretizeBin", { binValue }, [
      xml("Interval", {
        closure: left === undefined ? "openOpen" : "closedOpen",
        leftMargin: left === undefined ? undefined : numberText(left),
        rightMargin: right === undefined ? undefined : numberText(right),
      }),
    ]);
  });
  return xml("Discretize", { field, mapMissingTo: missing, dataType }, bins);
}

function piecewiseContribution(term: PiecewiseTerm, field: string): PmmlExpression {
  const line = straightLines(field, term.knots, term.contributions);
  return constantUnlessMissing(field, line, numberConstant(term.missing));
}

/** Straight lines between points, constant outside of them; missing where the field is. */
export function straightLines(field: string, xs: readonly number[], ys: readonly number[]): PmmlExpression {
  if (xs.length === 1) return choose(isPresent(field), numberConstant(ys[0] as number));
  const norms = xs.map((orig, i) =>
    xml("LinearNorm", { orig: numberText(orig), norm: numberText(ys[i] as number) }),
  );
  return xml("NormContinuous", { field, outliers: "asExtremeValues" }, norms);
}

function gridContribution(scope: PmmlScope, term: GridTerm, readings: Readings): PmmlExpression {
  const height = cellCount(term.rows);
  const width = cellCount(term.columns);
  const row = axisField(scope, `term:${term.id}:row`, term.rows, readings);
  const column = axisField(scope, `term:${term.id}:column`, term.columns, readings);
  const cells = Array.from({ length: height * width }, (_, i) => [
    numberText(Math.floor(i / width)),
    numberText(i % width),
    numberText(term.contributions[i] as number),
  ]);
  return lookUp([row, column], cells, { dataType: "double" });
}

const cellCount = (axis: GridAxis): number =>
  "cuts" in axis ? axis.cuts.length + 2 : axis.levels.length + 2;

/** The field with the position of the cell on an axis, as text: cells in order, then unlisted levels, then missing. */
function axisField(scope: PmmlScope, name: string, axis: GridAxis, readings: Readings): string {
  const field = fieldOf(readings, axis.feature);
  const missing = numberText(cellCount(axis) - 1);
  const text = (value: string) => xml("Constant", { dataType: "string" }, value);
  if ("levels" in axis) {
    const otherwise = numberText(axis.levels.length);
    const rows = axis.levels.map((level, i) => [level, numberText(i)]);
    const table =
      rows.length === 0
        ? constantUnlessMissing(field, text(otherwise), text(missing))
        : lookUp([field], rows, { dataType: "string", missing, otherwise });
    return scope.derive(name, "string", table);
  }
  const cells = Array.from({ length: axis.cuts.length + 1 }, (_, i) => numberText(i));
  const bins =
    axis.cuts.length === 0
      ? constantUnlessMissing(field, text("0"), text(missing))
      : discretize(field, axis.cuts, cells, missing, "string");
  return scope.derive(name, "string", bins);
}
