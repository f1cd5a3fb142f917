import { create, type FactoryFunctionMap, parseDependencies } from "mathjs/number";
import { checkOptions, reject } from "../core/checks";
import type { Expression } from "../features/expression";
import { formulaError, type Token } from "./formulaError";
import { isFormulaName, isPolluting, scanFormula } from "./scanFormula";
import { FORMULA_FUNCTIONS, type FormulaNode, translateFormula } from "./translateFormula";

/** Options of {@link parseFormula}. */
export interface ParseFormulaOptions {
  /** The fields that the formula may read; without it, any name is taken for a field. */
  readonly fields?: readonly string[];
  /**
   * Names of the formula for fields that are no names themselves, such as `{ time: "Total Time Spent on Website" }`.
   * A name listed here need not be among `fields`.
   */
  readonly names?: Readonly<Record<string, string>>;
}

const LONGEST = 2000;

/**
 * Parses a formula to an expression. Nothing is evaluated from the text: it is scanned for what formulas have, parsed
 * by mathjs, and translated node by node.
 *
 * A formula consists of numbers, fields, parentheses, `+ - * / ^`, the comparisons `== != < <= > >=`, `and`, `or`,
 * `not(x)`, `x ? y : z`, and the functions `abs ceil clip coalesce exp floor if log log1p max min round sqrt`; see
 * `ExpressionFunction` for what they do and `evaluateExpression` for missing values. `^` binds from the right and
 * before a sign: `-2^2` is -4. Multiplication is always written: `2 * x`. Not a part of it: text, assignments,
 * chained comparisons, ranges, matrices, objects, units, percentages, comments, functions of one's own. O(length).
 *
 * @param text - the formula, at most 2,000 characters
 * @param options - the fields that exist, and names for fields
 * @returns the expression
 * @throws SalienceError `invalid_formula` whose message gives the position, counted from 1, and shows it;
 *   `invalid_argument` for anything but text, and for wrong options
 *
 * @example
 * ```ts
 * import { parseFormula } from "salience/formulas";
 * parseFormula("fit * 10");
 * // => { op: "call", name: "multiply", arguments: [{ op: "field", field: "fit" }, { op: "number", value: 10 }] }
 * parseFormula("time / 60", { names: { time: "Total Time Spent on Website" } }).op; // => "call"
 * let message = "";
 * try {
 *   parseFormula("1 + foo(employees)");
 * } catch (error) {
 *   message = (error as Error).message;
 * }
 * message.split("\n");
 * // => ['parseFormula: expected a known function at position 5, received "foo"', "  1 + foo(employees)", "      ^"]
 * ```
 */
export function parseFormula(text: string, options: ParseFormulaOptions = {}): Expression {
  checkOptions("parseFormula", "options", options, ["fields", "names"]);
  return parseFor("parseFormula", text, options);
}

/** {@link parseFormula} on behalf of another public function. */
export function parseFor(caller: string, text: string, options: ParseFormulaOptions): Expression {
  if (typeof text !== "string") reject(caller, "a formula as text", text);
  if (text.length > LONGEST) {
    reject(caller, `a formula of at most ${LONGEST} characters`, text.length, "invalid_formula");
  }
  const { fields, names } = checkNames(caller, options);
  const tokens = scanFormula(caller, text);
  // without a list, a function's name without parentheses is more likely a slip than a field
  const isKnown = (name: string) => (fields ? fields.includes(name) : !FORMULA_FUNCTIONS.includes(name));
  return translateFormula(parseTree(caller, text, tokens), {
    caller,
    text,
    tokens,
    fieldOf: (name) => names.get(name) ?? (isKnown(name) ? name : null),
    expectedField: fields
      ? `one of the fields ${listed([...names.keys(), ...fields])}`
      : '"(" after a function',
  });
}

/** The first names of a list. */
const listed = (names: readonly string[]) => names.slice(0, 8).join(", ") + (names.length > 8 ? ", …" : "");

let parser: { parse: (text: string) => unknown } | undefined;

/** The tree that mathjs makes of the text. The parser is built at the first call: it takes some milliseconds. */
function parseTree(caller: string, text: string, tokens: readonly Token[]): FormulaNode {
  parser ??= create(parseDependencies as FactoryFunctionMap) as { parse: (text: string) => unknown };
  try {
    // a line break ends a formula in mathjs; here it is a space like any other
    return parser.parse(text.replace(/\s/g, " ")) as FormulaNode;
  } catch (error) {
    const char = (error as { readonly char?: unknown }).char;
    const at = typeof char === "number" ? char - 1 : 0;
    const token = tokens.find((candidate) => candidate.at >= at) ?? (tokens.at(-1) as Token);
    throw formulaError(caller, text, "a formula that can be parsed", token);
  }
}

function checkNames(caller: string, options: ParseFormulaOptions) {
  const { fields, names = {} } = options;
  if (fields !== undefined) {
    if (!Array.isArray(fields) || fields.length === 0) reject(caller, "fields to be a list of keys", fields);
    for (const field of fields) checkField(caller, "fields", field);
  }
  if (typeof names !== "object" || names === null || Array.isArray(names)) {
    reject(caller, "names to be an object", names);
  }
  for (const [name, field] of Object.entries(names)) {
    if (!isFormulaName(name)) reject(caller, "names whose keys can stand in a formula", name);
    checkField(caller, `names.${name}`, field);
  }
  return { fields, names: new Map(Object.entries(names)) };
}

function checkField(caller: string, name: string, field: unknown): void {
  if (typeof field !== "string" || field === "" || isPolluting(field)) {
    reject(caller, `${name} to name a key of the record`, field);
  }
}
