import { reject } from "../core/checks";
import { defineFeature, type FeatureParts } from "./defineFeature";
import { readNumber } from "./readers";
import type { Feature, FeatureOptions, Rejection } from "./types";

/**
 * The closed list of what an {@link Expression} can do. With x, y, z for the arguments:
 *
 * - arithmetic: `add`, `subtract`, `multiply`, `divide`, `power`, `negate`
 * - comparisons, 1 where true and 0 where false: `equal`, `notEqual`, `less`, `lessOrEqual`, `greater`,
 *   `greaterOrEqual`
 * - logic, where 0 is false and any other number true: `and`, `or` (two or more), `not`, and `if(x, y, z)`, which
 *   is y where x is true, else z
 * - `log` (natural), `log1p` = ln(1 + x), `exp`, `sqrt`, `abs`, `floor`, `ceil`, and `round`, which takes a half
 *   away from zero
 * - `min`, `max` (two or more), and `clip(x, low, high)` = min(max(x, low), high)
 * - `coalesce`: the first argument that has a value (two or more)
 */
export type ExpressionFunction =
  | "add"
  | "subtract"
  | "multiply"
  | "divide"
  | "power"
  | "negate"
  | "equal"
  | "notEqual"
  | "less"
  | "lessOrEqual"
  | "greater"
  | "greaterOrEqual"
  | "and"
  | "or"
  | "not"
  | "if"
  | "log"
  | "log1p"
  | "exp"
  | "sqrt"
  | "abs"
  | "floor"
  | "ceil"
  | "round"
  | "min"
  | "max"
  | "clip"
  | "coalesce";

/** Arithmetic over the number fields of a record, as plain JSON: what formulas become, and what is exported. */
export type Expression =
  | {
      readonly op: "number";
      /** Finite. */
      readonly value: number;
    }
  | {
      readonly op: "field";
      /** A key of the record. */
      readonly field: string;
    }
  | {
      readonly op: "call";
      readonly name: ExpressionFunction;
      readonly arguments: readonly Expression[];
    };

/** How often an expression may be nested: what a formula may need, and no stack can be filled with. */
export const DEEPEST_EXPRESSION = 200;

/** How many parts an expression may have. */
export const LARGEST_EXPRESSION = 2000;

interface Operation {
  /** Smallest and largest number of arguments. */
  readonly arity: readonly [number, number];
  /** The value; called with missing arguments (NaN) only where `seesMissing`. */
  readonly apply: (...values: number[]) => number;
  readonly seesMissing?: true;
}

const MANY = Number.POSITIVE_INFINITY;
const truth = (value: boolean) => (value ? 1 : 0);
const isTrue = (value: number) => value !== 0 && !Number.isNaN(value);

const OPERATIONS: Readonly<Record<ExpressionFunction, Operation>> = {
  add: { arity: [2, 2], apply: (x, y) => x + y },
  subtract: { arity: [2, 2], apply: (x, y) => x - y },
  multiply: { arity: [2, 2], apply: (x, y) => x * y },
  divide: { arity: [2, 2], apply: (x, y) => x / y },
  power: { arity: [2, 2], apply: (x, y) => x ** y },
  negate: { arity: [1, 1], apply: (x) => -x },
  equal: { arity: [2, 2], apply: (x, y) => truth(x === y) },
  notEqual: { arity: [2, 2], apply: (x, y) => truth(x !== y) },
  less: { arity: [2, 2], apply: (x, y) => truth(x < y) },
  lessOrEqual: { arity: [2, 2], apply: (x, y) => truth(x <= y) },
  greater: { arity: [2, 2], apply: (x, y) => truth(x > y) },
  greaterOrEqual: { arity: [2, 2], apply: (x, y) => truth(x >= y) },
  // and, or: three-valued, as in SQL and in conditions
  and: {
    arity: [2, MANY],
    apply: (...all) => (all.includes(0) ? 0 : all.some(Number.isNaN) ? NaN : 1),
    seesMissing: true,
  },
  or: {
    arity: [2, MANY],
    apply: (...all) => (all.some(isTrue) ? 1 : all.some(Number.isNaN) ? NaN : 0),
    seesMissing: true,
  },
  not: { arity: [1, 1], apply: (x) => truth(x === 0) },
  if: { arity: [3, 3], apply: (x, y, z) => (Number.isNaN(x) ? NaN : x !== 0 ? y : z), seesMissing: true },
  log: { arity: [1, 1], apply: Math.log },
  log1p: { arity: [1, 1], apply: Math.log1p },
  exp: { arity: [1, 1], apply: Math.exp },
  sqrt: { arity: [1, 1], apply: Math.sqrt },
  abs: { arity: [1, 1], apply: Math.abs },
  floor: { arity: [1, 1], apply: Math.floor },
  ceil: { arity: [1, 1], apply: Math.ceil },
  round: { arity: [1, 1], apply: (x) => Math.sign(x) * Math.round(Math.abs(x)) },
  min: { arity: [2, MANY], apply: Math.min },
  max: { arity: [2, MANY], apply: Math.max },
  clip: { arity: [3, 3], apply: (x, low, high) => Math.min(Math.max(x, low), high) },
  coalesce: {
    arity: [2, MANY],
    apply: (...all) => all.find((value) => !Number.isNaN(value)) ?? NaN,
    seesMissing: true,
  },
};

/** The smallest and the largest number of arguments that a function takes, or null for an unknown function. */
export function expressionArity(name: string): readonly [number, number] | null {
  return Object.hasOwn(OPERATIONS, name) ? OPERATIONS[name as ExpressionFunction].arity : null;
}

/**
 * Checks an expression from an untrusted source, such as a saved feature: known operations with the right number
 * of arguments, finite numbers, fields that are not object internals, nested at most 200 deep, at most 2,000
 * parts, no other keys. O(size).
 *
 * @param caller - the public function that complains
 * @param value - parsed JSON
 * @returns a copy
 * @throws SalienceError `invalid_formula` that names the part by its path
 *
 * @example
 * ```ts
 * import { checkExpression } from "salience";
 * checkExpression("f", { op: "call", name: "log", arguments: [{ op: "number", value: 2 }] });
 * // => { op: "call", name: "log", arguments: [{ op: "number", value: 2 }] }
 * checkExpression("f", { op: "call", name: "eval", arguments: [] });
 * // throws SalienceError: f: expected expression.name to be a known function, received "eval"
 * ```
 */
export function checkExpression(caller: string, value: unknown): Expression {
  const size = { parts: 0 };
  return copyPart(caller, value, "expression", 1, size);
}

/**
 * The value of an expression for one record. A missing field (`null`, `undefined`, NaN, empty text) makes the result
 * missing (NaN), except that `coalesce` skips missing arguments, `if` needs only the branch that it takes, and `and`
 * and `or` need no more than decides them (three-valued logic). A call without a finite result, such as a division by
 * 0 or the logarithm of a negative number, is missing too. `true` counts as 1 and `false` as 0; text in a field is a
 * rejection, wherever in the expression it is read. O(size).
 *
 * @param tree - the expression; it is checked at every call, a feature made by {@link expression} checks it once
 * @param row - the record
 * @returns a finite number, NaN where the result is missing, or a rejection
 * @throws SalienceError `invalid_formula` for a malformed expression, `invalid_argument` for a record that is no object
 *
 * @example
 * ```ts
 * import { evaluateExpression, type Expression } from "salience";
 * const share: Expression = {
 *   op: "call",
 *   name: "divide",
 *   arguments: [{ op: "field", field: "used" }, { op: "field", field: "paid" }],
 * };
 * evaluateExpression(share, { used: 30, paid: 40 }); // => 0.75
 * evaluateExpression(share, { used: 30, paid: 0 }); // => NaN
 * evaluateExpression(share, { used: "30", paid: 40 }); // => { expected: 'a number in "used"', received: "30" }
 * ```
 */
export function evaluateExpression(tree: Expression, row: unknown): number | Rejection {
  if (typeof row !== "object" || row === null) reject("evaluateExpression", "row to be an object", row);
  return evaluate(checkExpression("evaluateExpression", tree), row as Readonly<Record<string, unknown>>);
}

/**
 * A number computed from fields of the record by an expression: see {@link evaluateExpression} for what is missing
 * and what is rejected. `formula` of `salience/formulas` writes the expression from text.
 *
 * @param tree - the expression
 * @param options - label, unit
 * @returns a feature of type `number`
 * @throws SalienceError `invalid_formula` for a malformed expression, `invalid_argument` for wrong options
 *
 * @example
 * ```ts
 * import { expression, featureSet, readTable } from "salience";
 * const size = expression<{ employees: number | null }>(
 *   { op: "call", name: "log1p", arguments: [{ op: "field", field: "employees" }] },
 *   { label: "company size" },
 * );
 * const features = featureSet<{ employees: number | null }>()({ size });
 * const { table } = readTable([{ employees: 0 }, { employees: null }], features);
 * table.columns.size; // => { type: "number", values: Float64Array.of(0, NaN) }
 * ```
 */
export function expression<Row>(tree: Expression, options: FeatureOptions = {}): Feature<Row> {
  return defineFeature("expression", options, [], expressionParts<Row>(checkExpression("expression", tree)));
}

/** The feature of a checked expression, but for its common options. */
export function expressionParts<Row>(tree: Expression): FeatureParts<Row> {
  return {
    type: "number",
    definition: { extractor: "expression", expression: tree },
    read: (row) => evaluate(tree, row as Readonly<Record<string, unknown>>),
  };
}

function evaluate(part: Expression, row: Readonly<Record<string, unknown>>): number | Rejection {
  if (part.op === "number") return part.value;
  if (part.op === "field") return readField(row, part.field);
  const { apply, seesMissing = false } = OPERATIONS[part.name];
  const values: number[] = [];
  let missing = false;
  for (const argument of part.arguments) {
    const value = evaluate(argument, row);
    if (typeof value !== "number") return value;
    if (Number.isNaN(value)) missing = true;
    values.push(value);
  }
  if (missing && !seesMissing) return Number.NaN;
  const result = apply(...values);
  return Number.isFinite(result) ? result + 0 : Number.NaN; // + 0 makes -0 a 0
}

function readField(row: Readonly<Record<string, unknown>>, field: string): number | Rejection {
  const raw = row[field];
  if (typeof raw === "boolean") return truth(raw);
  const value = readNumber(raw);
  return typeof value === "number" ? value : { expected: `a number in "${field}"`, received: raw };
}

const POLLUTING = ["__proto__", "constructor", "prototype"];
const KEYS = { number: ["op", "value"], field: ["op", "field"], call: ["op", "name", "arguments"] } as const;

function copyPart(
  caller: string,
  value: unknown,
  path: string,
  depth: number,
  size: { parts: number },
): Expression {
  const fail = (expected: string, received: unknown) => reject(caller, expected, received, "invalid_formula");
  if (depth > DEEPEST_EXPRESSION) fail(`an expression nested at most ${DEEPEST_EXPRESSION} deep`, depth);
  size.parts++;
  if (size.parts > LARGEST_EXPRESSION)
    fail(`an expression of at most ${LARGEST_EXPRESSION} parts`, size.parts);
  if (typeof value !== "object" || value === null || Array.isArray(value))
    fail(`${path} to be an object`, value);
  const part = value as Readonly<Record<string, unknown>>;
  if (part.op !== "number" && part.op !== "field" && part.op !== "call") {
    return fail(`${path}.op "number", "field" or "call"`, part.op);
  }
  const keys: readonly string[] = KEYS[part.op];
  const unknown = Object.keys(part).find((key) => !keys.includes(key));
  if (unknown !== undefined) fail(`${path} with keys ${keys.join(", ")}`, unknown);
  if (part.op === "number") {
    if (!Number.isFinite(part.value)) fail(`${path}.value to be a finite number`, part.value);
    return { op: "number", value: part.value as number };
  }
  if (part.op === "field") {
    const { field } = part;
    if (typeof field !== "string" || field === "" || POLLUTING.includes(field)) {
      return fail(`${path}.field to be a key of the record`, field);
    }
    return { op: "field", field };
  }
  const arity = typeof part.name === "string" ? expressionArity(part.name) : null;
  if (arity === null) return fail(`${path}.name to be a known function`, part.name);
  const inner = part.arguments;
  if (!Array.isArray(inner)) return fail(`${path}.arguments to be a list`, inner);
  if (!(inner.length >= arity[0] && inner.length <= arity[1])) {
    fail(`${path}.arguments with ${arityText(arity)}`, inner.length);
  }
  const copies = inner.map((item, i) => copyPart(caller, item, `${path}.arguments[${i}]`, depth + 1, size));
  return { op: "call", name: part.name as ExpressionFunction, arguments: copies };
}

/** The number of arguments in words, such as `1 argument` or `2 or more arguments`. */
export function arityText(arity: readonly [number, number]): string {
  const [smallest, largest] = arity;
  if (smallest === largest) return `${smallest} argument${smallest === 1 ? "" : "s"}`;
  return largest === MANY ? `${smallest} or more arguments` : `${smallest} to ${largest} arguments`;
}
