import { type Expression, type ExpressionFunction, evaluateExpression } from "../../features/expression";
import { expNodes, log1pNodes, logNodes } from "./elementary";
import type { Graph, Value } from "./graph";
import { expressionFields } from "./inputs";

type Translation = (g: Graph, values: readonly Value[]) => Value;

/** Two arguments, or a chain of them. */
const chain =
  (operator: string): Translation =>
  (g, values) =>
    values.reduce((left, right) => g.op(operator, left, right));
const single =
  (operator: string): Translation =>
  (g, [x = ""]) =>
    g.op(operator, x);
const truth = (g: Graph, condition: Value) => g.op("Where", condition, 1, 0);
const comparison =
  (operator: string): Translation =>
  (g, [x = "", y = ""]) =>
    truth(g, g.op(operator, x, y));
const some = (g: Graph, conditions: readonly Value[]) =>
  conditions.reduce((left, right) => g.op("Or", left, right));
const isMissing = (g: Graph) => (x: Value) => g.op("IsNaN", x);
const isFalse = (g: Graph) => (x: Value) => g.op("Equal", x, 0);

/** What each function becomes where all arguments have a value. */
const TRANSLATIONS: Readonly<Record<ExpressionFunction, Translation>> = {
  add: chain("Add"),
  subtract: chain("Sub"),
  multiply: chain("Mul"),
  divide: chain("Div"),
  power: chain("Pow"),
  negate: single("Neg"),
  equal: comparison("Equal"),
  notEqual: (g, [x = "", y = ""]) => g.op("Where", g.op("Equal", x, y), 0, 1),
  less: comparison("Less"),
  lessOrEqual: comparison("LessOrEqual"),
  greater: comparison("Greater"),
  greaterOrEqual: comparison("GreaterOrEqual"),
  not: (g, [x = ""]) => truth(g, g.op("Equal", x, 0)),
  log: (g, [x = ""]) => logNodes(g, x),
  log1p: (g, [x = ""]) => log1pNodes(g, x),
  exp: (g, [x = ""]) => expNodes(g, x),
  sqrt: single("Sqrt"),
  abs: single("Abs"),
  floor: single("Floor"),
  ceil: single("Ceil"),
  round: (g, [x = ""]) => {
    const size = g.op("Abs", x);
    const whole = g.op("Floor", size);
    const isHalfUp = g.op("GreaterOrEqual", g.op("Sub", size, whole), 0.5);
    return g.op("Mul", g.op("Sign", x), g.op("Add", whole, truth(g, isHalfUp)));
  },
  min: chain("Min"),
  max: chain("Max"),
  clip: (g, [x = "", low = "", high = ""]) => g.op("Min", g.op("Max", x, low), high),
  // these four are called with missing arguments too
  and: (g, values) => {
    const unknown = g.op("Where", some(g, values.map(isMissing(g))), Number.NaN, 1);
    return g.op("Where", some(g, values.map(isFalse(g))), 0, unknown);
  },
  or: (g, values) => {
    const isTrue = (x: Value) => g.op("Not", g.op("Or", g.op("IsNaN", x), g.op("Equal", x, 0)));
    const unknown = g.op("Where", some(g, values.map(isMissing(g))), Number.NaN, 0);
    return g.op("Where", some(g, values.map(isTrue)), 1, unknown);
  },
  if: (g, [x = "", y = "", z = ""]) => {
    const taken = g.op("Where", g.op("Equal", x, 0), z, y);
    return g.op("Where", g.op("IsNaN", x), Number.NaN, taken);
  },
  coalesce: (g, values) =>
    values.reduceRight((rest, value) => g.op("Where", g.op("IsNaN", value), rest, value)),
};

const SEE_MISSING: readonly ExpressionFunction[] = ["and", "or", "if", "coalesce"];

/**
 * The value of an expression for every record, with the results of `evaluateExpression`; the records with a field
 * that rejects them are not told apart here.
 *
 * @param g - the graph
 * @param tree - the expression
 * @param inputOf - gives the values of a field
 * @returns numbers of type double, NaN where missing
 */
export function expressionNodes(g: Graph, tree: Expression, inputOf: (field: string) => Value): Value {
  if (tree.op === "field") return inputOf(tree.field);
  // what reads no field is the same number for every record
  if (tree.op === "number" || expressionFields(tree).length === 0) {
    return g.number(evaluateExpression(tree, {}) as number);
  }
  const values = tree.arguments.map((part) => expressionNodes(g, part, inputOf));
  const known =
    tree.name === "power" ? plainPower(g, values[0] as Value, tree.arguments[1] as Expression) : null;
  const result = known ?? TRANSLATIONS[tree.name](g, values);
  // a result that is not finite is missing: the comparison is false for NaN too
  const hasResult = g.op("Less", g.op("Abs", result), Number.POSITIVE_INFINITY);
  const finite = g.op("Where", hasResult, result, Number.NaN);
  return SEE_MISSING.includes(tree.name)
    ? finite
    : g.op("Where", some(g, values.map(isMissing(g))), Number.NaN, finite);
}

/** The powers that are one operation, rounded correctly; null for any other. */
function plainPower(g: Graph, base: Value, exponent: Expression): Value | null {
  if (exponent.op !== "number") return null;
  if (exponent.value === 1) return base;
  if (exponent.value === 2) return g.op("Mul", base, base);
  return exponent.value === -1 ? g.op("Div", 1, base) : null;
}
