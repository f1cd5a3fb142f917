import { describe, expect, it } from "vitest";
import { SalienceError } from "../../src/core/errors";
import {
  checkExpression,
  type Expression,
  type ExpressionFunction,
  evaluateExpression,
  expression,
} from "../../src/features/expression";

const number = (value: number): Expression => ({ op: "number", value });
const field = (name: string): Expression => ({ op: "field", field: name });
const call = (name: ExpressionFunction, ...args: Expression[]): Expression => ({
  op: "call",
  name,
  arguments: args,
});

/** A function applied to numbers; NaN stands for a missing field. */
const apply = (name: ExpressionFunction, ...values: number[]) =>
  evaluateExpression(
    call(name, ...values.map((_, i) => field(`x${i}`))),
    Object.fromEntries(values.map((value, i) => [`x${i}`, value])),
  );

const codeOf = (action: () => unknown): unknown => {
  try {
    action();
  } catch (error) {
    return error instanceof SalienceError ? error.code : error;
  }
  return "no error";
};

describe("evaluateExpression", () => {
  it.each<[ExpressionFunction, number[], number]>([
    ["add", [2, 3], 5],
    ["subtract", [2, 3], -1],
    ["multiply", [2, 3], 6],
    ["divide", [3, 2], 1.5],
    ["power", [2, 10], 1024],
    ["power", [0, 0], 1],
    ["negate", [2], -2],
    ["equal", [2, 2], 1],
    ["equal", [2, 3], 0],
    ["notEqual", [2, 2], 0],
    ["notEqual", [2, 3], 1],
    ["less", [2, 3], 1],
    ["less", [3, 3], 0],
    ["lessOrEqual", [3, 3], 1],
    ["lessOrEqual", [4, 3], 0],
    ["greater", [3, 3], 0],
    ["greater", [4, 3], 1],
    ["greaterOrEqual", [3, 3], 1],
    ["greaterOrEqual", [2, 3], 0],
    ["not", [0], 1],
    ["not", [-3], 0],
    ["log", [1], 0],
    ["log", [Math.E], 1],
    ["log1p", [0], 0],
    ["exp", [0], 1],
    ["sqrt", [9], 3],
    ["abs", [-2], 2],
    ["floor", [-1.5], -2],
    ["ceil", [-1.5], -1],
    ["min", [3, 1, 2], 1],
    ["max", [3, 4, 2], 4],
    ["clip", [5, 0, 3], 3],
    ["clip", [-5, 0, 3], 0],
    ["clip", [2, 0, 3], 2],
    ["if", [1, 10, 20], 10],
    ["if", [-0.5, 10, 20], 10],
    ["if", [0, 10, 20], 20],
    ["coalesce", [7, 8], 7],
  ])("%s of %j is %d", (name, values, expected) => {
    expect(apply(name, ...values)).toBe(expected);
  });

  it.each([
    [2.5, 3],
    [-2.5, -3],
    [3.5, 4],
    [2.4, 2],
    [-2.6, -3],
    [0.49999999999999994, 0],
    [-0.4, 0],
  ])("round takes a half away from zero: %d becomes %d", (value, expected) => {
    expect(apply("round", value)).toBe(expected);
  });

  it("clip with a low above the high gives the high", () => {
    expect(apply("clip", 5, 3, 1)).toBe(1);
  });

  it("never gives -0", () => {
    expect(apply("negate", 0)).toBe(0);
    expect(apply("ceil", -0.5)).toBe(0);
  });

  it.each<[ExpressionFunction, number[]]>([
    ["add", [NaN, 1]],
    ["power", [NaN, 0]],
    ["equal", [NaN, NaN]],
    ["notEqual", [NaN, 1]],
    ["less", [1, NaN]],
    ["min", [1, NaN]],
    ["max", [NaN, 1]],
    ["clip", [1, NaN, 2]],
    ["not", [NaN]],
    ["round", [NaN]],
    ["if", [NaN, 1, 1]],
    ["max", [1, 2, NaN]],
    ["coalesce", [NaN, NaN]],
  ])("a missing argument makes %s of %j missing", (name, values) => {
    expect(apply(name, ...values)).toBeNaN();
  });

  it("coalesce gives the first argument that has a value", () => {
    expect(apply("coalesce", NaN, NaN, 3, 4)).toBe(3);
    expect(apply("coalesce", 0, 4)).toBe(0);
  });

  it("if needs only the branch that it takes", () => {
    expect(apply("if", 1, 5, NaN)).toBe(5);
    expect(apply("if", 0, NaN, 5)).toBe(5);
    expect(apply("if", 1, NaN, 5)).toBeNaN();
  });

  it.each([
    [1, 1, 1, 1],
    [1, 0, 0, 1],
    [0, 0, 0, 0],
    [1, NaN, NaN, 1],
    [NaN, 0, 0, NaN],
    [NaN, NaN, NaN, NaN],
  ])("and, or are three-valued: %d with %d gives %d and %d", (x, y, and, or) => {
    expect([apply("and", x, y), apply("and", y, x)]).toEqual([and, and]);
    expect([apply("or", x, y), apply("or", y, x)]).toEqual([or, or]);
  });

  it.each<[ExpressionFunction, number[]]>([
    ["divide", [1, 0]],
    ["divide", [0, 0]],
    ["log", [0]],
    ["log", [-1]],
    ["log1p", [-1]],
    ["sqrt", [-1]],
    ["exp", [1000]],
    ["power", [-8, 1 / 3]],
    ["power", [0, -1]],
    ["multiply", [1e200, 1e200]],
  ])("a result that is not finite is missing: %s of %j", (name, values) => {
    expect(apply(name, ...values)).toBeNaN();
  });

  it("a result that is not finite is missing where it arises, not only at the end", () => {
    const tree = call("coalesce", call("divide", field("won"), field("closed")), number(-1));
    expect(evaluateExpression(tree, { won: 0, closed: 0 })).toBe(-1);
    expect(evaluateExpression(call("divide", number(1), call("exp", number(1000))), {})).toBeNaN();
  });

  it.each([[undefined], [null], [NaN], [""], ["  "]])("the field value %j is missing", (value) => {
    expect(evaluateExpression(field("x"), { x: value })).toBeNaN();
  });

  it("an absent field is missing", () => {
    expect(evaluateExpression(field("x"), {})).toBeNaN();
  });

  it("true counts as 1 and false as 0", () => {
    expect(evaluateExpression(field("x"), { x: true })).toBe(1);
    expect(evaluateExpression(field("x"), { x: false })).toBe(0);
  });

  it.each([["12"], ["n/a"], [Infinity], [{}], [[1]], [new Date(0)], [1n], [() => 1]])(
    "the field value %s is rejected, with the name of the field",
    (value) => {
      expect(evaluateExpression(field("x"), { x: value })).toEqual({
        expected: 'a number in "x"',
        received: value,
      });
    },
  );

  it("a rejected field rejects the record wherever it stands", () => {
    const rejection = { expected: 'a number in "x"', received: "12" };
    expect(evaluateExpression(call("add", number(1), field("x")), { x: "12" })).toEqual(rejection);
    expect(evaluateExpression(call("if", number(1), number(2), field("x")), { x: "12" })).toEqual(rejection);
    expect(evaluateExpression(call("coalesce", number(1), field("x")), { x: "12" })).toEqual(rejection);
  });

  it.each<[Expression]>([
    [call("add", field("missing"), field("x"))],
    [call("clip", field("missing"), field("x"), number(1))],
    [call("max", number(1), field("missing"), field("x"))],
    [call("and", number(0), field("x"))],
    [call("or", number(1), number(1), field("x"))],
  ])("a rejected field rejects the record even where its value would not matter: %j", (tree) => {
    expect(evaluateExpression(tree, { x: "12" })).toEqual({ expected: 'a number in "x"', received: "12" });
  });

  it("the first of two rejected fields is reported", () => {
    expect(evaluateExpression(call("add", field("a"), field("b")), { a: "1", b: "2" })).toMatchObject({
      received: "1",
    });
  });

  it("reads getters of class instances", () => {
    class Lead {
      get employees() {
        return 3;
      }
    }
    expect(evaluateExpression(field("employees"), new Lead())).toBe(3);
  });

  it("an inherited method is not a number", () => {
    expect(evaluateExpression(field("toString"), {})).toMatchObject({ expected: 'a number in "toString"' });
  });

  it("accepts frozen input", () => {
    const tree = Object.freeze({
      op: "call",
      name: "log",
      arguments: Object.freeze([Object.freeze(field("x"))]),
    } as const);
    expect(evaluateExpression(tree, Object.freeze({ x: 1 }))).toBe(0);
  });

  it("refuses a record that is no object, and a malformed expression", () => {
    expect(codeOf(() => evaluateExpression(field("x"), null))).toBe("invalid_argument");
    expect(codeOf(() => evaluateExpression(field("x"), 3))).toBe("invalid_argument");
    expect(codeOf(() => evaluateExpression({ op: "call" } as never, {}))).toBe("invalid_formula");
  });
});

describe("checkExpression", () => {
  const check = (value: unknown) => checkExpression("f", value);

  it("returns an equal copy", () => {
    const tree = call("max", field("a"), number(2), call("negate", field("b")));
    const copy = check(tree);
    expect(copy).toEqual(tree);
    expect(copy).not.toBe(tree);
    expect((copy as { arguments: unknown }).arguments).not.toBe((tree as { arguments: unknown }).arguments);
  });

  it.each<[unknown, string]>([
    [null, "f: expected expression to be an object, received null"],
    ["a + b", 'f: expected expression to be an object, received "a + b"'],
    [[], 'f: expected expression.op "number", "field" or "call", received undefined'],
    [{}, 'f: expected expression.op "number", "field" or "call", received undefined'],
    [{ op: "eval" }, 'f: expected expression.op "number", "field" or "call", received "eval"'],
    [{ op: "number", value: "1" }, 'f: expected expression.value to be a finite number, received "1"'],
    [{ op: "number", value: NaN }, "f: expected expression.value to be a finite number, received NaN"],
    [
      { op: "number", value: Infinity },
      "f: expected expression.value to be a finite number, received Infinity",
    ],
    [{ op: "number", value: 1, field: "x" }, 'f: expected expression with keys op, value, received "field"'],
    [{ op: "field", field: "" }, 'f: expected expression.field to be a key of the record, received ""'],
    [{ op: "field", field: 3 }, "f: expected expression.field to be a key of the record, received 3"],
    [
      { op: "field", field: "__proto__" },
      'f: expected expression.field to be a key of the record, received "__proto__"',
    ],
    [
      { op: "field", field: "constructor" },
      'f: expected expression.field to be a key of the record, received "constructor"',
    ],
    [
      { op: "call", name: "eval", arguments: [] },
      'f: expected expression.name to be a known function, received "eval"',
    ],
    [
      { op: "call", name: "toString", arguments: [] },
      'f: expected expression.name to be a known function, received "toString"',
    ],
    [
      { op: "call", name: "constructor", arguments: [] },
      'f: expected expression.name to be a known function, received "constructor"',
    ],
    [
      { op: "call", name: ["log"], arguments: [] },
      "f: expected expression.name to be a known function, received an array of 1",
    ],
    [{ op: "call", name: "log" }, "f: expected expression.arguments to be a list, received undefined"],
    [
      { op: "call", name: "log", arguments: [] },
      "f: expected expression.arguments with 1 argument, received 0",
    ],
    [
      { op: "call", name: "add", arguments: [number(1), number(2), number(3)] },
      "f: expected expression.arguments with 2 arguments, received 3",
    ],
    [
      { op: "call", name: "min", arguments: [number(1)] },
      "f: expected expression.arguments with 2 or more arguments, received 1",
    ],
    [
      call("add", number(1), call("log", { op: "number", value: null } as never)),
      "f: expected expression.arguments[1].arguments[0].value to be a finite number, received null",
    ],
  ])("refuses %j", (value, message) => {
    expect(() => check(value)).toThrow(expect.objectContaining({ code: "invalid_formula", message }));
  });

  it("a hole in the arguments is no argument", () => {
    // biome-ignore lint/suspicious/noSparseArray: the hole is the point
    expect(() => check({ op: "call", name: "add", arguments: [number(1), , number(2)] })).toThrow(
      "arguments with 2 arguments, received 3",
    );
    // biome-ignore lint/suspicious/noSparseArray: the hole is the point
    expect(() => check({ op: "call", name: "add", arguments: [, number(1)] })).toThrow(
      "arguments[0] to be an object, received undefined",
    );
  });

  it("an own __proto__ key is an unknown key", () => {
    expect(() => check(JSON.parse('{ "op": "number", "value": 1, "__proto__": {} }'))).toThrow(
      'received "__proto__"',
    );
  });

  it("is nested at most 200 deep, and a deeper or circular one does not fill the stack", () => {
    const nested = (depth: number) => {
      let tree: Expression = number(1);
      for (let i = 1; i < depth; i++) tree = call("negate", tree);
      return tree;
    };
    expect(evaluateExpression(nested(200), {})).toBe(-1);
    expect(() => check(nested(201))).toThrow("f: expected an expression nested at most 200 deep");
    expect(() => check(nested(100_000))).toThrow(SalienceError);
    const circle = { op: "call", name: "negate", arguments: [] as unknown[] };
    circle.arguments.push(circle);
    expect(() => check(circle)).toThrow(SalienceError);
  });

  it("has at most 2000 parts", () => {
    const wide = (parts: number) => call("min", ...Array.from({ length: parts - 1 }, (_, i) => number(i)));
    expect(evaluateExpression(wide(2000), {})).toBe(0);
    expect(() => check(wide(2001))).toThrow("f: expected an expression of at most 2000 parts");
  });
});

describe("expression", () => {
  const tree = call("log1p", field("employees"));

  it("is a declarative feature of type number", () => {
    const feature = expression<{ employees: number }>(tree, { label: "size", unit: "log heads" });
    expect(feature).toMatchObject({
      type: "number",
      label: "size",
      unit: "log heads",
      needsAsOf: false,
      definition: { extractor: "expression", expression: tree },
    });
    expect(JSON.parse(JSON.stringify(feature.definition))).toEqual(feature.definition);
  });

  it("reads the value, missing as NaN, text as a rejection", () => {
    const feature = expression<{ employees: unknown }>(tree);
    expect(feature.read({ employees: 0 }, NaN)).toBe(0);
    expect(feature.read({ employees: null }, NaN)).toBeNaN();
    expect(feature.read({ employees: "12" }, NaN)).toEqual({
      expected: 'a number in "employees"',
      received: "12",
    });
  });

  it("does not follow later changes of the tree it was given", () => {
    const changing = { op: "number" as const, value: 1 };
    const feature = expression<object>(changing);
    changing.value = 2;
    expect(feature.read({}, NaN)).toBe(1);
  });

  it("refuses a malformed expression and unknown options", () => {
    expect(() => expression({ op: "call", name: "log", arguments: [] })).toThrow(
      "expression: expected expression.arguments",
    );
    expect(codeOf(() => expression(tree, { lable: "x" } as never))).toBe("invalid_argument");
  });
});
