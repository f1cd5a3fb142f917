import fc from "fast-check";
import { all, create, type FactoryFunctionMap } from "mathjs/number";
import { describe, expect, it } from "vitest";
import { SalienceError } from "../../src/core/errors";
import {
  checkExpression,
  type Expression,
  type ExpressionFunction,
  evaluateExpression,
} from "../../src/features/expression";
import { parseFormula } from "../../src/formulas/index";

const INFIX = {
  add: "+",
  subtract: "-",
  multiply: "*",
  divide: "/",
  power: "^",
  equal: "==",
  notEqual: "!=",
  less: "<",
  lessOrEqual: "<=",
  greater: ">",
  greaterOrEqual: ">=",
  and: "and",
  or: "or",
} as const satisfies Partial<Record<ExpressionFunction, string>>;
const UNARY = ["log", "log1p", "exp", "sqrt", "abs", "floor", "ceil", "round", "not"] as const;

const call = (name: ExpressionFunction, args: readonly Expression[]): Expression => ({
  op: "call",
  name,
  arguments: args,
});
const leaf: fc.Arbitrary<Expression> = fc.oneof(
  fc.constantFrom("a", "b", "c").map((field) => ({ op: "field" as const, field })),
  fc
    .oneof(fc.nat(20), fc.double({ min: 0, max: 1e6, noNaN: true }))
    .map((value) => ({ op: "number" as const, value: value + 0 })),
);

/** Expressions as formulas can write them. */
const anyExpression = fc.letrec<{ tree: Expression }>((tie) => ({
  tree: fc.oneof(
    { depthSize: "medium", withCrossShrink: true },
    leaf,
    fc
      .tuple(
        fc.constantFrom(...(Object.keys(INFIX) as ExpressionFunction[])),
        fc.tuple(tie("tree"), tie("tree")),
      )
      .map(([name, args]) => call(name, args)),
    fc
      .tuple(fc.constantFrom<ExpressionFunction>(...UNARY, "negate"), tie("tree"))
      .map(([name, argument]) => call(name, [argument])),
    fc
      .tuple(
        fc.constantFrom<ExpressionFunction>("min", "max", "coalesce"),
        fc.array(tie("tree"), { minLength: 2, maxLength: 4 }),
      )
      .map(([name, args]) => call(name, args)),
    fc
      .tuple(
        fc.constantFrom<ExpressionFunction>("if", "clip"),
        fc.tuple(tie("tree"), tie("tree"), tie("tree")),
      )
      .map(([name, args]) => call(name, args)),
  ),
})).tree;

/** The formula of an expression, every operation in parentheses. */
function write(tree: Expression): string {
  if (tree.op === "number") return String(tree.value);
  if (tree.op === "field") return tree.field;
  const args = tree.arguments.map(write);
  if (tree.name in INFIX) return `(${args.join(` ${INFIX[tree.name as keyof typeof INFIX]} `)})`;
  if (tree.name === "negate") return `(-${args[0]})`;
  if (tree.name === "not") return `(not(${args[0]}))`;
  return `${tree.name}(${args.join(", ")})`;
}

const anyRow = fc.record({
  a: fc.double({ min: -9, max: 9, noNaN: true }),
  b: fc.integer({ min: -3, max: 9 }),
  c: fc.constantFrom(0, 1, 0.5),
});

describe("parseFormula", () => {
  it("gives back the expression that a formula was written from", () => {
    fc.assert(
      fc.property(anyExpression, (tree) => {
        const text = write(tree);
        fc.pre(text.length <= 2000 && !/\({20}/.test(text));
        expect(parseFormula(text)).toEqual(tree);
      }),
    );
  });

  it("whatever the text, the answer is a valid expression or an error at a position of the text", () => {
    const piece = fc.constantFrom(
      ..."a|b|log|min|if|and|or|not|1|2.5|.5|(|)|,|+|-|*|/|^|<|>=|==|?|:| |=|[|]|{|}|.|;|%|!|'|\"|#|&|\n|in|to|e|__proto__|é|🙂".split(
        "|",
      ),
    );
    const text = fc.oneof(
      fc.array(piece, { maxLength: 20 }).map((pieces) => pieces.join("")),
      fc.string(),
      fc.string({ unit: "binary" }),
    );
    fc.assert(
      fc.property(text, (formula) => {
        try {
          const tree = parseFormula(formula);
          expect(checkExpression("test", tree)).toEqual(tree);
        } catch (error) {
          expect(error).toBeInstanceOf(SalienceError);
          expect((error as SalienceError).code).toBe("invalid_formula");
          const position = Number(
            / at position (\d+), received /.exec((error as SalienceError).message)?.[1],
          );
          expect(position).toBeGreaterThanOrEqual(1);
          expect(position).toBeLessThanOrEqual(formula.length + 1);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it("has the value that mathjs computes, where that is finite all the way", () => {
    const mathjs = create(all as FactoryFunctionMap, { relTol: Number.MIN_VALUE, absTol: 0 }); // compare exactly
    const operator = fc.constantFrom("+", "-", "*", "/", "^", "<", "<=", ">", ">=", " and ", " or ");
    const operand = fc.oneof(
      fc.constantFrom(
        "a",
        "b",
        "c",
        "2",
        "0.5",
        "-a",
        "abs(b)",
        "log1p(c)",
        "(a + b)",
        "(b > 1)",
        "sqrt(c)",
        "exp(c)",
        "max(a, b)",
      ),
    );
    const text = fc
      .tuple(operand, fc.array(fc.tuple(operator, operand), { maxLength: 6 }))
      .map(([first, rest]) => first + rest.map((pair) => pair.join("")).join(""));
    let compared = 0;
    fc.assert(
      fc.property(text, anyRow, (formula, row) => {
        fc.pre(!/[<>]=?[^()]*[<>]/.test(formula.replace(/\([^()]*\)/g, "")));
        const value = evaluateExpression(parseFormula(formula), row);
        if (typeof value !== "number" || Number.isNaN(value)) return;
        compared++;
        expect(Number(mathjs.evaluate(formula, { ...row })) + 0).toBe(value);
      }),
      { numRuns: 2000 },
    );
    expect(compared).toBeGreaterThan(1000);
  });
});
