import type { ConditionTerm, GridAxis, Term } from "../../models/types";
import { type ModelScope, whereTrue } from "./conditionNodes";
import { ELEMENT_TYPES } from "./encodeModel";
import type { Graph, Operand, Value } from "./graph";
import type { CategoryNodes, NumberNodes } from "./nodeTypes";

/**
 * The contribution of a term for every record: the numbers of `evaluateTerm`, to the bit.
 *
 * @param scope - the graph and the features
 * @param term - a term of a checked model
 * @returns contributions, of one number where they do not vary
 */
export function termNodes(scope: ModelScope, term: Term): Value {
  const { g } = scope;
  if (term.kind === "condition") return conditionTermNodes(scope, term);
  if (term.kind === "grid") {
    const width = "cuts" in term.columns ? term.columns.cuts.length + 2 : term.columns.levels.length + 2;
    const row = g.op("Mul", cellNodes(scope, term.rows), g.integer(width));
    return g.op("Gather", g.numbers(term.contributions), g.op("Add", row, cellNodes(scope, term.columns)));
  }
  if (term.kind === "levels") {
    const table = [...term.contributions, term.unseen, term.missing];
    return g.op("Gather", g.numbers(table), cellNodes(scope, term));
  }
  if (term.kind === "step") {
    return g.op("Gather", g.numbers([...term.contributions, term.missing]), cellNodes(scope, term));
  }
  const { value } = scope.featureOf(term.feature) as NumberNodes;
  const contribution =
    term.kind === "linear"
      ? g.op("Mul", term.coefficient, g.op("Sub", value, term.center))
      : interpolationNodes(g, term.knots, term.contributions, value);
  return g.op("Where", g.op("IsNaN", value), term.missing, contribution);
}

function conditionTermNodes(scope: ModelScope, term: ConditionTerm): Value {
  const { g } = scope;
  const isTrue = whereTrue(scope, term.when);
  const low = term.minimum ?? Number.NEGATIVE_INFINITY;
  const high = term.maximum ?? Number.POSITIVE_INFINITY;
  if (term.times === null) {
    return g.op("Where", isTrue, Math.min(Math.max(term.contribution, low), high), term.otherwise);
  }
  const { value } = scope.featureOf(term.times) as NumberNodes;
  const count = g.op("Where", g.op("IsNaN", value), 0, value);
  const product = withinNodes(g, g.op("Mul", term.contribution, count), term.minimum, term.maximum);
  return g.op("Where", isTrue, product, term.otherwise);
}

/** The position of the cell on an axis: cells in order, then unlisted levels, then missing. */
function cellNodes({ g, featureOf }: ModelScope, axis: GridAxis): Value {
  if ("levels" in axis) {
    const { code, levels } = featureOf(axis.feature) as CategoryNodes;
    const cells = levels.map((level) => {
      const cell = axis.levels.indexOf(level);
      return cell === -1 ? axis.levels.length : cell;
    });
    return g.op("Gather", g.integers([...cells, axis.levels.length, axis.levels.length + 1]), code);
  }
  const { value } = featureOf(axis.feature) as NumberNodes;
  const missing = g.integer(axis.cuts.length + 1);
  return g.op("Where", g.op("IsNaN", value), missing, countNodes(g, "GreaterOrEqual", value, axis.cuts));
}

/**
 * The number of bounds for which a comparison with a value holds.
 *
 * @param g - the graph
 * @param operator - the comparison: value first, bound second
 * @param value - numbers
 * @param bounds - the bounds
 * @returns counts of type int64
 */
export function countNodes(
  g: Graph,
  operator: "GreaterOrEqual" | "Less",
  value: Value,
  bounds: readonly number[],
): Value {
  if (bounds.length === 0) return g.integer(0);
  const isPassed = g.op(operator, g.op("Unsqueeze", value, g.integers([-1])), g.numbers(bounds));
  const passed = g.node("Cast", [isPassed], { to: ELEMENT_TYPES.int64 });
  return g.node("ReduceSum", [passed, g.integers([-1])], { keepdims: 0 });
}

/**
 * The height at a value of straight lines between points, constant outside of them.
 *
 * @param g - the graph
 * @param xs - increasing
 * @param ys - one per x
 * @param value - numbers
 * @returns the numbers of `interpolate`; the first y for NaN
 */
export function interpolationNodes(
  g: Graph,
  xs: readonly number[],
  ys: readonly number[],
  value: Value,
): Value {
  const [first, last] = [xs[0] as number, xs.at(-1) as number];
  const isInside = g.op("And", g.op("GreaterOrEqual", value, first), g.op("Less", value, last));
  const inside = g.op("Where", isInside, value, first); // outside, lines have no slope: any finite number will do
  const segment = countNodes(g, "GreaterOrEqual", value, xs);
  const differences = (of: readonly number[]) => of.slice(1).map((next, i) => next - (of[i] as number));
  const pick = (list: readonly number[]) => g.op("Gather", g.numbers(list), segment);
  const rise = pick([0, ...differences(ys), 0]);
  const run = pick([1, ...differences(xs), 1]);
  const from = pick([first, ...xs.slice(0, -1), first]);
  const height = pick([ys[0] as number, ...ys]);
  return g.op("Add", height, g.op("Div", g.op("Mul", rise, g.op("Sub", inside, from)), run));
}

/**
 * A value within bounds.
 *
 * @param g - the graph
 * @param value - numbers
 * @param minimum - the smallest result, or null
 * @param maximum - the largest result, or null
 * @returns min(max(value, minimum), maximum), NaN for NaN
 */
export function withinNodes(
  g: Graph,
  value: Operand,
  minimum: number | null,
  maximum: number | null,
): Operand {
  if (typeof value === "number") {
    return Math.min(
      Math.max(value, minimum ?? Number.NEGATIVE_INFINITY),
      maximum ?? Number.POSITIVE_INFINITY,
    );
  }
  let result = value;
  if (minimum !== null) result = g.op("Where", g.op("Less", result, minimum), minimum, result);
  if (maximum !== null) result = g.op("Where", g.op("Greater", result, maximum), maximum, result);
  return result;
}
