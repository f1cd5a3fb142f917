import { POLLUTING_KEYS, reject } from "../core/checks";
import { power } from "../core/power";
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

type Row = Readonly<Record<string, unknown>>;
type Fail = (expected: string, received: unknown) => never;
type Reader = (row: Row) => number | Rejection;

/** The smallest and the largest number of arguments, and the value. */
type Operation = readonly [number, number, (...values: number[]) => number];

/** The functions that are called with missing arguments (NaN) too: of any other one, the result is missing. */
const SEE_MISSING: readonly ExpressionFunction[] = ["and", "or", "if", "coalesce"];

const MANY = 2000; // no limit but that of a whole expression
const truth = (value: boolean) => (value ? 1 : 0);
const isTrue = (value: number) => value !== 0 && !Number.isNaN(value);

const OPERATIONS: Readonly<Record<ExpressionFunction, Operation>> = {
  add: [2, 2, (x, y) => x + y],
  subtract: [2, 2, (x, y) => x - y],
  multiply: [2, 2, (x, y) => x * y],
  divide: [2, 2, (x, y) => x / y],
  power: [2, 2, power],
  negate: [1, 1, (x) => -x],
  equal: [2, 2, (x, y) => truth(x === y)],
  notEqual: [2, 2, (x, y) => truth(x !== y)],
  less: [2, 2, (x, y) => truth(x < y)],
  lessOrEqual: [2, 2, (x, y) => truth(x <= y)],
  greater: [2, 2, (x, y) => truth(x > y)],
  greaterOrEqual: [2, 2, (x, y) => truth(x >= y)],
  and: [2, MANY, (...all) => (all.includes(0) ? 0 : all.some(Number.isNaN) ? Number.NaN : 1)],
  or: [2, MANY, (...all) => (all.some(isTrue) ? 1 : all.some(Number.isNaN) ? Number.NaN : 0)],
  not: [1, 1, (x) => truth(x === 0)],
  if: [3, 3, (x, y, z) => (Number.isNaN(x) ? x : x !== 0 ? y : z)],
  log: [1, 1, Math.log],
  log1p: [1, 1, Math.log1p],
  exp: [1, 1, Math.exp],
  sqrt: [1, 1, Math.sqrt],
  abs: [1, 1, Math.abs],
  floor: [1, 1, Math.floor],
  ceil: [1, 1, Math.ceil],
  round: [1, 1, (x) => Math.sign(x) * Math.round(Math.abs(x))],
  min: [2, MANY, Math.min],
  max: [2, MANY, Math.max],
  clip: [3, 3, (x, low, high) => Math.min(Math.max(x, low), high)],
  coalesce: [2, MANY, (...all) => all.find((value) => !Number.isNaN(value)) ?? Number.NaN],
};

/** The smallest and the largest number of arguments that a function takes, or null for an unknown function. */
export function expressionArity(name: string): readonly [number, number] | null {
  if (!Object.hasOwn(OPERATIONS, name)) return null;
  const [smallest, largest] = OPERATIONS[name as ExpressionFunction];
  return [smallest, largest];
}

/**
 * Checks an expression from an untrusted source, such as a saved feature: known operations with the right number
 * of arguments, finite numbers, fields that are not object internals, nested at most 200 deep, at most 2,000
 * parts, no other keys. O(size).
 *
 * @param caller - name of the calling function
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
  const fail: Fail = (expected, received) => reject(caller, expected, received, "invalid_formula");
  let parts = 0;
  return copyPart(value, "expression", 1, fail, () => {
    if (++parts > LARGEST_EXPRESSION) fail(`an expression of at most ${LARGEST_EXPRESSION} parts`, parts);
  });
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
  return compile(checkExpression("evaluateExpression", tree))(row as Row);
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
  const read = compile(tree) as (row: unknown) => number | Rejection;
  return { type: "number", definition: { extractor: "expression", expression: tree }, read };
}

/** Turns an expression into a function of the record, several times as fast as walking the tree for each record. */
function compile(part: Expression): Reader {
  if (part.op === "number") return () => part.value;
  if (part.op === "field") return (row) => readField(row, part.field);
  const apply = OPERATIONS[part.name][2];
  const seesMissing = SEE_MISSING.includes(part.name);
  const readers = part.arguments.map(compile);
  const [first, second] = readers as [Reader, Reader];
  if (readers.length === 1) {
    return (row) => {
      const x = first(row);
      return typeof x !== "number" || Number.isNaN(x) ? x : finite(apply(x));
    };
  }
  if (readers.length === 2) {
    return (row) => {
      const x = first(row);
      if (typeof x !== "number") return x;
      const y = second(row);
      if (typeof y !== "number") return y;
      return (Number.isNaN(x) || Number.isNaN(y)) && !seesMissing ? Number.NaN : finite(apply(x, y));
    };
  }
  return (row) => {
    const values: number[] = [];
    for (const read of readers) {
      const value = read(row);
      if (typeof value !== "number") return value;
      values.push(value);
    }
    return !seesMissing && values.some(Number.isNaN) ? Number.NaN : finite(apply(...values));
  };
}

/** NaN for what is not finite, and 0 for -0. */
const finite = (value: number) => (Number.isFinite(value) ? value + 0 : Number.NaN);

function readField(row: Row, field: string): number | Rejection {
  const raw = row[field];
  if (typeof raw === "boolean") return truth(raw);
  const value = readNumber(raw);
  return typeof value === "number" ? value : { expected: `a number in "${field}"`, received: raw };
}

const KEYS = { number: ["op", "value"], field: ["op", "field"], call: ["op", "name", "arguments"] } as const;

function copyPart(value: unknown, path: string, depth: number, fail: Fail, count: () => void): Expression {
  if (depth > DEEPEST_EXPRESSION) fail(`an expression nested at most ${DEEPEST_EXPRESSION} deep`, depth);
  count();
  if (typeof value !== "object" || value === null) return fail(`${path} to be an object`, value);
  const { op, ...part } = value as Readonly<Record<string, unknown>>;
  if (op !== "number" && op !== "field" && op !== "call") {
    return fail(`${path}.op "number", "field" or "call"`, op);
  }
  const keys: readonly string[] = KEYS[op];
  const unknown = Object.keys(part).find((key) => !keys.includes(key));
  if (unknown !== undefined) fail(`${path} with keys ${keys.join(", ")}`, unknown);
  if (op === "number") {
    if (!Number.isFinite(part.value)) fail(`${path}.value to be a finite number`, part.value);
    return { op, value: part.value as number };
  }
  if (op === "field") {
    const { field } = part;
    if (typeof field === "string" && field !== "" && !POLLUTING_KEYS.includes(field)) return { op, field };
    return fail(`${path}.field to be a key of the record`, field);
  }
  const arity = typeof part.name === "string" ? expressionArity(part.name) : null;
  if (arity === null) return fail(`${path}.name to be a known function`, part.name);
  const inner = part.arguments;
  if (!Array.isArray(inner)) return fail(`${path}.arguments to be a list`, inner);
  const isFitting = inner.length >= arity[0] && inner.length <= arity[1];
  if (!isFitting) fail(`${path}.arguments with ${arityText(arity)}`, inner.length);
  const copy = (item: unknown, i: number) =>
    copyPart(item, `${path}.arguments[${i}]`, depth + 1, fail, count);
  return { op, name: part.name as ExpressionFunction, arguments: Array.from(inner, copy) };
}

/** The number of arguments in words: a fixed number, or any from a smallest one. */
export function arityText([smallest, largest]: readonly [number, number]): string {
  return `${smallest} ${largest === MANY ? "or more " : ""}argument${largest === 1 ? "" : "s"}`;
}
