import type { Expression, ExpressionFunction } from "../../features/expression";
import {
  apply,
  choose,
  every,
  fieldRef,
  hasSize,
  numberConstant,
  type PmmlExpression,
  some,
  truthConstant,
} from "./pmmlExpression";
import type { PmmlScope } from "./pmmlScope";

type Call = Extract<Expression, { readonly op: "call" }>;

const ZERO = numberConstant(0);
const ONE = numberConstant(1);

/** A field reference or a constant: what a call of a function is written with, so that it may stand twice. */
type Operand = PmmlExpression;

const present = (operand: Operand): readonly PmmlExpression[] =>
  operand.name === "FieldRef" ? [apply("isNotMissing", operand)] : [];

/** Zero or one where a condition is false or true. */
const truth = (condition: PmmlExpression): PmmlExpression => choose(condition, ONE, ZERO);

/** A value that is missing where it is not finite. */
const finite = (value: PmmlExpression): PmmlExpression => choose(hasSize(value), value);

/** Zero without a sign: engines may hold that -0 and 0 differ. */
const unsigned = (value: PmmlExpression): PmmlExpression => apply("+", value, ZERO);

/** The whole number towards which `name` goes: PMML's `floor` and `round` give integers, too small for large numbers. */
function wholeNumber(name: "floor" | "ceil" | "round", x: Operand): PmmlExpression {
  const nearest = apply("rint", x);
  if (name === "floor") return choose(apply("greaterThan", nearest, x), apply("-", nearest, ONE), nearest);
  if (name === "ceil") return choose(apply("lessThan", nearest, x), apply("+", nearest, ONE), nearest);
  const size = apply("abs", x);
  const even = apply("rint", size);
  // rint takes a half to the even neighbour; the one away from zero is wanted
  const half = apply("equal", apply("-", size, even), numberConstant(0.5));
  const rounded = choose(half, apply("+", even, ONE), even);
  return choose(apply("lessThan", x, ZERO), apply("-", ZERO, rounded), rounded);
}

/** A power that is a finite number, where it is one: PMML engines disagree on the others. */
function power(x: Operand, y: Operand): PmmlExpression {
  const defined = some([
    apply("greaterThan", x, ZERO),
    every([apply("equal", x, ZERO), apply("greaterOrEqual", y, ZERO)]),
    every([apply("lessThan", x, ZERO), apply("equal", y, apply("rint", y))]),
  ]);
  return choose(defined, finite(apply("pow", x, y)));
}

const COMPARISONS: Partial<Record<ExpressionFunction, string>> = {
  equal: "equal",
  notEqual: "notEqual",
  less: "lessThan",
  lessOrEqual: "lessOrEqual",
  greater: "greaterThan",
  greaterOrEqual: "greaterOrEqual",
};

const ARITHMETIC: Partial<Record<ExpressionFunction, string>> = { add: "+", subtract: "-", multiply: "*" };

/** The value of a function whose arguments all have a value. */
function plainCall(name: ExpressionFunction, values: readonly Operand[]): PmmlExpression {
  const [x, y, z] = values as [Operand, Operand, Operand];
  const comparison = COMPARISONS[name];
  if (comparison !== undefined) return truth(apply(comparison, x, y));
  const arithmetic = ARITHMETIC[name];
  if (arithmetic !== undefined) return finite(unsigned(apply(arithmetic, x, y)));
  switch (name) {
    case "divide":
      return choose(apply("notEqual", y, ZERO), finite(unsigned(apply("/", x, y))));
    case "power":
      return power(x, y);
    case "negate":
      return apply("-", ZERO, x);
    case "not":
      return truth(apply("equal", x, ZERO));
    case "log":
      return choose(apply("greaterThan", x, ZERO), apply("ln", x));
    case "log1p":
      return choose(apply("greaterThan", x, numberConstant(-1)), apply("ln1p", x));
    case "sqrt":
      return choose(apply("greaterOrEqual", x, ZERO), apply("sqrt", x));
    case "exp":
      return finite(apply("exp", x));
    case "floor":
    case "ceil":
    case "round":
      return unsigned(wholeNumber(name, x));
    case "clip":
      return apply("min", apply("max", x, y), z);
    default:
      return apply(name, ...values); // abs, min and max have the same names
  }
}

/** The value of a function that has one although an argument may be missing. */
function tolerantCall(name: "and" | "or" | "if" | "coalesce", values: readonly Operand[]): PmmlExpression {
  const [x, y, z] = values as [Operand, Operand, Operand];
  const known = (value: Operand, test: PmmlExpression) =>
    present(value).length === 0
      ? test
      : choose(present(value)[0] as PmmlExpression, test, truthConstant(false));
  const allPresent = every(values.flatMap(present));
  if (name === "and") {
    const decided = some(values.map((value) => known(value, apply("equal", value, ZERO))));
    return choose(decided, ZERO, choose(allPresent, ONE));
  }
  if (name === "or") {
    const decided = some(values.map((value) => known(value, apply("notEqual", value, ZERO))));
    return choose(decided, ONE, choose(allPresent, ZERO));
  }
  if (name === "if") return choose(every(present(x)), choose(apply("notEqual", x, ZERO), y, z));
  return values.reduceRight((rest, value) => choose(every(present(value)), value, rest));
}

/**
 * Writes an expression as one computed field for each call, so that a test whether an argument is missing costs a
 * name and not the argument once more.
 *
 * @param scope - receives the fields
 * @param name - the feature's name
 * @param expression - the expression
 * @returns the field with the value
 */
export function expressionField(scope: PmmlScope, name: string, expression: Expression): string {
  let calls = 0;
  const operand = (part: Expression): Operand => {
    if (part.op === "number") return numberConstant(part.value);
    if (part.op === "field") return fieldRef(scope.column(name, part.field, "double"));
    return fieldRef(scope.derive(`feature:${name}:${++calls}`, "double", call(part)));
  };
  const call = ({ name: operation, arguments: inner }: Call): PmmlExpression => {
    const values = inner.map(operand);
    if (operation === "and" || operation === "or" || operation === "if" || operation === "coalesce") {
      return tolerantCall(operation, values);
    }
    const guards = values.flatMap(present);
    const value = plainCall(operation, values);
    return guards.length === 0 ? value : choose(every(guards), value);
  };
  if (expression.op === "field") return scope.column(name, expression.field, "double");
  const value = expression.op === "call" ? call(expression) : numberConstant(expression.value);
  return scope.derive(`feature:${name}`, "double", value);
}
