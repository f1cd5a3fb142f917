import {
  arityText,
  DEEPEST_EXPRESSION,
  type Expression,
  type ExpressionFunction,
  expressionArity,
} from "../features/expression";
import { formulaError, type Token } from "./formulaError";

/** The functions that a formula may call by name. */
export const FORMULA_FUNCTIONS: readonly string[] = [
  "abs",
  "ceil",
  "clip",
  "coalesce",
  "exp",
  "floor",
  "if",
  "log",
  "log1p",
  "max",
  "min",
  "round",
  "sqrt",
];

const PREFIX: Readonly<Record<string, ExpressionFunction>> = { "-": "negate", not: "not" };

const INFIX: Readonly<Record<string, ExpressionFunction>> = {
  "+": "add",
  "-": "subtract",
  "*": "multiply",
  "/": "divide",
  "^": "power",
  "==": "equal",
  "!=": "notEqual",
  "<": "less",
  "<=": "lessOrEqual",
  ">": "greater",
  ">=": "greaterOrEqual",
  and: "and",
  or: "or",
};

/** The nodes of mathjs that are known here; any other node is refused. */
export type FormulaNode =
  | { readonly type: "ConstantNode"; readonly value: unknown }
  | { readonly type: "SymbolNode"; readonly name: string }
  | { readonly type: "ParenthesisNode"; readonly content: FormulaNode }
  | { readonly type: "OperatorNode"; readonly op: string; readonly args: readonly FormulaNode[] }
  | { readonly type: "FunctionNode"; readonly fn: FormulaNode; readonly args: readonly FormulaNode[] }
  | { readonly type: "RelationalNode"; readonly params: readonly FormulaNode[] }
  | {
      readonly type: "ConditionalNode";
      readonly condition: FormulaNode;
      readonly trueExpr: FormulaNode;
      readonly falseExpr: FormulaNode;
    };

/** What a translation needs beside the tree. */
export interface Source {
  /** name of the calling function. */
  readonly caller: string;
  readonly text: string;
  readonly tokens: readonly Token[];
  /** The field that a name stands for, or null for an unknown name. */
  readonly fieldOf: (name: string) => string | null;
  /** What was expected instead of an unknown name. */
  readonly expectedField: string;
}

/**
 * Translates the tree that mathjs built into an expression. The tokens are consumed in step with the tree, from left
 * to right: this gives every node its position, and refuses any tree that does not say exactly what the tokens say.
 *
 * @param root - the tree
 * @param source - the formula and its tokens
 * @returns the expression
 * @throws SalienceError `invalid_formula`
 */
export function translateFormula(root: FormulaNode, source: Source): Expression {
  const cursor = new Cursor(source);
  const result = translate(root, cursor);
  cursor.take("", "an operator or the end of the formula");
  return result;
}

class Cursor {
  readonly source: Source;
  depth = 0;
  #next = 0;

  constructor(source: Source) {
    this.source = source;
  }

  get token(): Token {
    return this.source.tokens[this.#next] as Token;
  }

  take(text: string, expected = "an operation that formulas have"): Token {
    const { token } = this;
    if (token.text !== text) this.fail(expected, token);
    this.#next++;
    return token;
  }

  fail(expected: string, token: Token, received?: string): never {
    throw formulaError(this.source.caller, this.source.text, expected, token, received);
  }
}

function translate(node: FormulaNode, cursor: Cursor): Expression {
  if (++cursor.depth > DEEPEST_EXPRESSION) {
    cursor.fail(`at most ${DEEPEST_EXPRESSION} nested operations`, cursor.token);
  }
  const result = translateNode(node, cursor);
  cursor.depth--;
  return result;
}

function translateNode(node: FormulaNode, cursor: Cursor): Expression {
  const { token } = cursor;
  switch (node.type) {
    case "ConstantNode":
      cursor.take(token.kind === "number" && Number(token.text) === node.value ? token.text : "a number");
      if (!Number.isFinite(node.value)) cursor.fail("a finite number", token);
      return { op: "number", value: node.value as number };
    case "SymbolNode": {
      cursor.take(node.name);
      const field = cursor.source.fieldOf(node.name);
      return field === null ? cursor.fail(cursor.source.expectedField, token) : { op: "field", field };
    }
    case "ParenthesisNode": {
      cursor.take("(");
      const content = translate(node.content, cursor);
      cursor.take(")");
      return content;
    }
    case "OperatorNode":
      return translateOperator(node.op, node.args, cursor);
    case "FunctionNode":
      return translateCall(node.fn, node.args, cursor);
    case "ConditionalNode": {
      const condition = translate(node.condition, cursor);
      cursor.take("?");
      const whenTrue = translate(node.trueExpr, cursor);
      cursor.take(":");
      return call("if", [condition, whenTrue, translate(node.falseExpr, cursor)]);
    }
    case "RelationalNode":
      translate(node.params[0] as FormulaNode, cursor);
      cursor.take(cursor.token.text);
      translate(node.params[1] as FormulaNode, cursor);
      return cursor.fail("and between two comparisons", cursor.token);
    default:
      return cursor.fail("an operation that formulas have", token);
  }
}

function translateOperator(op: string, args: readonly FormulaNode[], cursor: Cursor): Expression {
  const [left, right] = args;
  if (left === undefined) return cursor.fail("a value", cursor.token);
  if (right === undefined) {
    const token = cursor.take(op);
    // mathjs reads not(a) ^ b as not(a ^ b), although it looks like a call
    if (op === "not" && left.type !== "ParenthesisNode") cursor.fail("parentheses around not(…)", token);
    const operand = translate(left, cursor);
    if (op === "+") return operand;
    return call(PREFIX[op] ?? cursor.fail("an operation that formulas have", token), [operand]);
  }
  const first = translate(left, cursor);
  const token = cursor.take(op);
  const name = INFIX[op] ?? cursor.fail("an operation that formulas have", token);
  return call(name, [first, translate(right, cursor)]);
}

function translateCall(called: FormulaNode, args: readonly FormulaNode[], cursor: Cursor): Expression {
  const { token } = cursor;
  const name = called.type === "SymbolNode" ? called.name : "";
  cursor.take(name);
  if (!FORMULA_FUNCTIONS.includes(name)) cursor.fail("a known function", token);
  const arity = expressionArity(name) as readonly [number, number];
  if (!(args.length >= arity[0] && args.length <= arity[1])) {
    cursor.fail(`${name} with ${arityText(arity)}`, token, String(args.length));
  }
  cursor.take("(");
  const translated = args.map((argument, i) => {
    if (i > 0) cursor.take(",");
    return translate(argument, cursor);
  });
  cursor.take(")");
  return call(name as ExpressionFunction, translated);
}

function call(name: ExpressionFunction, args: readonly Expression[]): Expression {
  return { op: "call", name, arguments: args };
}
