import { describe, expect, it } from "vitest";
import { SalienceError } from "../../src/core/errors";
import { type Expression, type ExpressionFunction, evaluateExpression } from "../../src/features/expression";
import { parseFormula } from "../../src/formulas/index";

const number = (value: number): Expression => ({ op: "number", value });
const field = (name: string): Expression => ({ op: "field", field: name });
const call = (name: ExpressionFunction, ...args: Expression[]): Expression => ({
  op: "call",
  name,
  arguments: args,
});
const [a, b, c, d, e] = ["a", "b", "c", "d", "e"].map(field) as [
  Expression,
  Expression,
  Expression,
  Expression,
  Expression,
];

/** The value of a formula without fields. */
const computed = (text: string) => evaluateExpression(parseFormula(text), {});

function errorOf(action: () => unknown): SalienceError {
  try {
    action();
  } catch (error) {
    if (error instanceof SalienceError) return error;
    throw error;
  }
  throw new Error("no error");
}

/** What the parser says of a formula that it refuses: the sentence, and the position of the caret. */
function complaint(text: string, options = {}): string {
  const error = errorOf(() => parseFormula(text, options));
  expect(error.code).toBe("invalid_formula");
  const [sentence, , caret] = error.message.split("\n") as [string, string, string];
  const position = /at position (\d+),/.exec(sentence)?.[1];
  expect(caret).toBe(`  ${" ".repeat(Number(position) - 1)}^`);
  return sentence.replace("parseFormula: expected ", "");
}

describe("parseFormula", () => {
  it.each<[string, Expression]>([
    ["a", a],
    ["1", number(1)],
    [".5", number(0.5)],
    ["5.", number(5)],
    ["1.5e-3", number(0.0015)],
    ["2E3", number(2000)],
    ["(a)", a],
    ["+a", a],
    ["-a", call("negate", a)],
    ["--a", call("negate", call("negate", a))],
    ["a + b", call("add", a, b)],
    ["a - b", call("subtract", a, b)],
    ["a * b", call("multiply", a, b)],
    ["a / b", call("divide", a, b)],
    ["a ^ b", call("power", a, b)],
    ["a == b", call("equal", a, b)],
    ["a != b", call("notEqual", a, b)],
    ["a < b", call("less", a, b)],
    ["a <= b", call("lessOrEqual", a, b)],
    ["a > b", call("greater", a, b)],
    ["a >= b", call("greaterOrEqual", a, b)],
    ["a and b", call("and", a, b)],
    ["a or b", call("or", a, b)],
    ["not(a)", call("not", a)],
    ["a ? b : c", call("if", a, b, c)],
    ["if(a, b, c)", call("if", a, b, c)],
    ["min(a, b, c)", call("min", a, b, c)],
    ["clip(a, 0, 1)", call("clip", a, number(0), number(1))],
    ["log1p(employees) * fit", call("multiply", call("log1p", field("employees")), field("fit"))],
  ])("%s", (text, expected) => {
    expect(parseFormula(text)).toEqual(expected);
  });

  it.each(["abs", "ceil", "exp", "floor", "log", "log1p", "round", "sqrt"] as const)(
    "%s takes one argument",
    (name) => {
      expect(parseFormula(`${name}(a)`)).toEqual(call(name, a));
      expect(complaint(`${name}(a, b)`)).toBe(`${name} with 1 argument at position 1, received 2`);
    },
  );

  it.each(["min", "max", "coalesce"] as const)("%s takes two or more arguments", (name) => {
    expect(parseFormula(`${name}(a, b, c, d)`)).toEqual(call(name, a, b, c, d));
    expect(complaint(`${name}(a)`)).toBe(`${name} with 2 or more arguments at position 1, received 1`);
  });

  it.each<[string, Expression]>([
    ["a + b * c", call("add", a, call("multiply", b, c))],
    ["(a + b) * c", call("multiply", call("add", a, b), c)],
    ["a - b - c", call("subtract", call("subtract", a, b), c)],
    ["a / b / c", call("divide", call("divide", a, b), c)],
    ["a / b * c", call("multiply", call("divide", a, b), c)],
    ["1 / 2 * c", call("multiply", call("divide", number(1), number(2)), c)],
    ["a ^ b ^ c", call("power", a, call("power", b, c))],
    ["-a ^ b", call("negate", call("power", a, b))],
    ["a ^ -b", call("power", a, call("negate", b))],
    ["-a * b", call("multiply", call("negate", a), b)],
    ["a + b > c - d", call("greater", call("add", a, b), call("subtract", c, d))],
    ["a > 1 and b > 2", call("and", call("greater", a, number(1)), call("greater", b, number(2)))],
    ["a or b and c", call("or", a, call("and", b, c))],
    ["a or b ? c : d", call("if", call("or", a, b), c, d)],
    ["a ? b : c + d", call("if", a, b, call("add", c, d))],
    ["a ? b : c ? d : e", call("if", a, b, call("if", c, d, e))],
    ["a ? (b ? c : d) : e", call("if", a, call("if", b, c, d), e)],
  ])("binds as in mathematics: %s", (text, expected) => {
    expect(parseFormula(text)).toEqual(expected);
  });

  it("spaces, tabs and line breaks may stand anywhere between", () => {
    expect(parseFormula(" \n a\t+\r\nb\u00A0* \u2003c ")).toEqual(parseFormula("a+b*c"));
  });

  it("names may have accents, digits, _ and $", () => {
    expect(parseFormula("größe_2$")).toEqual(field("größe_2$"));
  });

  it("pi, e and i are fields like any other", () => {
    expect(parseFormula("e * i")).toEqual(call("multiply", e, field("i")));
  });

  it("numbers are the nearest double", () => {
    expect(parseFormula("0.1234567890123456789")).toEqual(number(0.12345678901234568));
    expect(parseFormula("123456789012345678901234567890")).toEqual(number(1.2345678901234568e29));
  });

  it.each<[string, number]>([
    ["1 + 2 * 3 ^ 2", 19],
    ["-2 ^ 2", -4],
    ["2 ^ -1", 0.5],
    ["7 - 2 - 1", 4],
    ["(3 > 2) + (2 > 3)", 1],
    ["not(0) and 2", 1],
    ["1 > 2 ? 10 : 2 > 1 ? 20 : 30", 20],
    ["clip(12, 0, 10) / max(1, 5)", 2],
    ["round(2.5) + floor(-0.5) + ceil(0.5)", 3],
    ["coalesce(1 / 0, 4)", 4],
    ["if(2 >= 2, sqrt(16), 1 / 0)", 4],
  ])("%s = %d", (text, expected) => {
    expect(computed(text)).toBe(expected);
  });

  it("the message shows the formula with a caret below the position", () => {
    expect(errorOf(() => parseFormula("1 + foo(employees)")).message).toBe(
      [
        'parseFormula: expected a known function at position 5, received "foo"',
        "  1 + foo(employees)",
        "      ^",
      ].join("\n"),
    );
  });

  it("of a long formula, the message shows the part around the position", () => {
    const text = `${"a + ".repeat(50)}foo(b)${" + c".repeat(50)}`;
    const [sentence, shown, caret] = errorOf(() => parseFormula(text)).message.split("\n") as [
      string,
      string,
      string,
    ];
    expect(sentence).toContain('at position 201, received "foo"');
    expect(shown.length).toBeLessThan(90);
    expect(shown.slice(caret.indexOf("^"), caret.indexOf("^") + 3)).toBe("foo");
    expect([shown[2], shown.at(-1)]).toEqual(["…", "…"]);
  });

  it("line breaks and controls in a formula do not break the lines of the message", () => {
    const { message } = errorOf(() => parseFormula("a\n+ b\u0007\u2028 + foo(c)"));
    expect(message.split(/[\n\u2028]/)).toHaveLength(3);
  });

  it.each([
    ["the function", "foo(a) + foo(b)", 'a known function at position 1, received "foo"'],
    ["the second occurrence", "log(foo) + foo(b)", 'a known function at position 12, received "foo"'],
    ["a nested function", "max(a, min(b, foo(c)))", 'a known function at position 15, received "foo"'],
    ["an inherited name as a function", "toString(a)", 'a known function at position 1, received "toString"'],
    [
      "the call whose arity is wrong",
      "log(a) + clip(a, log(b))",
      "clip with 3 arguments at position 10, received 2",
    ],
    ["a call without arguments", "a + log()", "log with 1 argument at position 5, received 0"],
    ["an operator as a function", "add(a, b)", 'a known function at position 1, received "add"'],
    ["a function without parentheses", "log1p * a", '"(" after a function at position 1, received "log1p"'],
    [
      "the second comparison of a chain",
      "(a < b) + (c < d <= e)",
      'and between two comparisons at position 18, received "<="',
    ],
    ["not before a comparison", "not a == b", '"(" after not at position 5, received "a"'],
    [
      "an inner conditional",
      "a ? b ? c : d : e",
      'parentheses around a conditional within a conditional at position 7, received "?"',
    ],
    ["an infinite number", "a + 1e999", 'a finite number at position 5, received "1e999"'],
  ])("points at %s: %s", (_, text, expected) => {
    expect(complaint(text)).toBe(expected);
  });

  it.each([
    ["", "a value at position 1, received the end of the formula"],
    ["  ", "a value at position 3, received the end of the formula"],
    ["a +", "a value at position 4, received the end of the formula"],
    ["* a", 'a value at position 1, received "*"'],
    ["a + * b", 'a value at position 5, received "*"'],
    ["a and or b", 'a value at position 7, received "or"'],
    ["()", 'a value at position 2, received ")"'],
    ["a + ()", 'a value at position 6, received ")"'],
    ["max(a, )", 'a value at position 8, received ")"'],
    ["max(, a)", 'a value at position 5, received ","'],
    ["(a", '")" at position 3, received the end of the formula'],
    ["log((a)", '")" at position 8, received the end of the formula'],
    ["a)", 'an operator or the end of the formula at position 2, received ")"'],
    ["a, b", 'an operator at position 2, received ","'],
    ["(a, b)", 'an operator at position 3, received ","'],
    ["max((a, b))", 'an operator at position 7, received ","'],
    ["a ? b", '":" at position 6, received the end of the formula'],
    ["(a ? b)", '":" at position 7, received ")"'],
    ["max(a ? b, c)", '":" at position 10, received ","'],
    ["a : b", 'an operator at position 3, received ":"'],
    ["a ? : b", 'a value at position 5, received ":"'],
    ["a ? b : (c : d)", 'an operator at position 12, received ":"'],
    ["a not(b)", 'an operator at position 3, received "not"'],
  ])("what is not complete is refused: %j", (text, expected) => {
    expect(complaint(text)).toBe(expected);
  });

  it.each([
    ["implicit multiplication", "2 a", 3],
    ["implicit multiplication", "2a", 2],
    ["implicit multiplication", "(a)(b)", 4],
    ["implicit multiplication", "a b", 3],
    ["implicit multiplication", "2(a)", 2],
    ["a hexadecimal number", "0x10", 2],
    ["two decimal points", "1.2.3", 4],
    ["an exponent without digits", "1e", 2],
    ["an assignment", "a = 3", 3],
    ["a function definition", "f(x) = x", 6],
    ["a range", "1:3", 2],
    ["a matrix", "[1, 2]", 1],
    ["an index", "a[1]", 2],
    ["an object", "{ a: 1 }", 1],
    ["an accessor", "a.constructor", 2],
    ["an optional accessor", "a?.b", 3],
    ["text", '"a" + 1', 1],
    ["a transpose", "a'", 2],
    ["a template", "`a`", 1],
    ["a block", "a; b", 2],
    ["a comment", "a # b", 3],
    ["a percentage", "a + 5%", 6],
    ["a remainder", "a % b", 3],
    ["a remainder", "a mod b", 3],
    ["a unit", "3 cm", 3],
    ["a conversion", "a to b", 3],
    ["a conversion", "a in b", 3],
    ["a factorial", "a!", 2],
    ["an elementwise operator", "a .* b", 3],
    ["an elementwise operator", "2.^b", 2],
    ["a bitwise operator", "a & b", 3],
    ["a bitwise operator", "a | b", 3],
    ["a bitwise operator", "~a", 1],
    ["a shift", "a << b", 4],
    ["exclusive or", "a xor b", 3],
    ["nullish coalescing", "a ?? b", 4],
    ["strict equality", "a === b", 5],
    ["a call of a call", "log(a)(b)", 7],
    ["an arrow", "a => b", 3],
    ["a symbol", "a × b", 3],
    ["an emoji", "a + 🙂", 5],
    ["a lone surrogate", "a + \uD83D", 5],
    ["a null byte", "a\u0000", 2],
  ])("%s is refused: %s", (_, text, position) => {
    expect(complaint(text)).toContain(`at position ${position}, received`);
  });

  it.each(["true", "false", "null", "undefined", "NaN", "Infinity", "mod", "to", "in", "xor", "end"])(
    "%s is a reserved name",
    (name) => {
      expect(complaint(`1 + ${name}`)).toBe(`a name that is not reserved at position 5, received "${name}"`);
    },
  );

  it.each(["__proto__", "constructor", "prototype"])("%s is no name", (name) => {
    expect(complaint(name)).toBe(`a name that is not an object's own at position 1, received "${name}"`);
    expect(complaint(`${name}(1)`)).toContain("at position 1");
  });

  it("a name outside the given fields is refused", () => {
    const options = { fields: ["employees", "fit", "log"] };
    expect(parseFormula("employees * fit", options)).toEqual(
      call("multiply", field("employees"), field("fit")),
    );
    expect(complaint("employees * fits", options)).toBe(
      'one of the fields employees, fit, log at position 13, received "fits"',
    );
    expect(complaint("toString", options)).toContain("one of the fields");
    expect(parseFormula("log(log)", options)).toEqual(call("log", field("log")));
  });

  it("of many fields, the message lists the first eight", () => {
    expect(complaint("x", { fields: Array.from({ length: 9 }, (_, i) => `f${i}`) })).toBe(
      'one of the fields f0, f1, f2, f3, f4, f5, f6, f7, … at position 1, received "x"',
    );
  });

  it("names stand for fields with spaces and odd characters", () => {
    const names = { time: "Total Time Spent on Website", share: "% won", max: "max" };
    expect(parseFormula("time * share", { names })).toEqual(
      call("multiply", field("Total Time Spent on Website"), field("% won")),
    );
    expect(parseFormula("max(time, max)", { names, fields: ["x"] })).toEqual(
      call("max", field("Total Time Spent on Website"), field("max")),
    );
    expect(complaint("y", { names, fields: ["x"] })).toBe(
      'one of the fields time, share, max, x at position 1, received "y"',
    );
  });

  it("a name may stand for another field of the same name", () => {
    expect(parseFormula("a + b", { names: { a: "b", b: "a" } })).toEqual(call("add", b, a));
  });

  it.each<[unknown, string]>([
    [{ field: ["a"] }, 'parseFormula: expected options with keys fields, names, received "field"'],
    [null, "parseFormula: expected options to be an object, received null"],
    [{ fields: "a" }, 'parseFormula: expected fields to be a list of keys, received "a"'],
    [{ fields: [] }, "parseFormula: expected fields to be a list of keys, received an array of 0"],
    [{ fields: [1] }, "parseFormula: expected fields to name a key of the record, received 1"],
    [
      { fields: ["__proto__"] },
      'parseFormula: expected fields to name a key of the record, received "__proto__"',
    ],
    [{ names: ["a"] }, "parseFormula: expected names to be an object, received an array of 1"],
    [{ names: null }, "parseFormula: expected names to be an object, received null"],
    [
      { names: { "a b": "c" } },
      'parseFormula: expected names whose keys can stand in a formula, received "a b"',
    ],
    [
      { names: { mod: "c" } },
      'parseFormula: expected names whose keys can stand in a formula, received "mod"',
    ],
    [
      { names: { and: "c" } },
      'parseFormula: expected names whose keys can stand in a formula, received "and"',
    ],
    [
      JSON.parse('{ "names": { "__proto__": "c" } }'),
      'parseFormula: expected names whose keys can stand in a formula, received "__proto__"',
    ],
    [
      { names: { a: "constructor" } },
      'parseFormula: expected names.a to name a key of the record, received "constructor"',
    ],
    [{ names: { a: 3 } }, "parseFormula: expected names.a to name a key of the record, received 3"],
  ])("wrong options are refused: %j", (options, message) => {
    const error = errorOf(() => parseFormula("a", options as never));
    expect([error.code, error.message]).toEqual(["invalid_argument", message]);
  });

  it.each([[undefined], [null], [3], [{}], [["a"]], [new String("a")]])(
    "the formula %s is not text",
    (text) => {
      const error = errorOf(() => parseFormula(text as never));
      expect(error.code).toBe("invalid_argument");
      expect(error.message).toContain("parseFormula: expected a formula as text");
    },
  );

  it("a formula has at most 2000 characters", () => {
    expect(parseFormula("a".repeat(2000))).toEqual(field("a".repeat(2000)));
    expect(errorOf(() => parseFormula("a".repeat(2001)))).toMatchObject({
      code: "invalid_formula",
      message: "parseFormula: expected a formula of at most 2000 characters, received 2001",
    });
  });

  it("parentheses are nested at most 50 deep, and a long sum is no nesting of parentheses", () => {
    expect(parseFormula(`${"(".repeat(50)}a${")".repeat(50)}`)).toEqual(a);
    expect(complaint(`${"(".repeat(51)}a${")".repeat(51)}`.slice(0, 80))).toContain(
      "at most 50 levels of nesting at position 51",
    );
    expect(computed(Array(200).fill("1").join("+"))).toBe(200);
  });

  it.each([
    ["parentheses", `${"(".repeat(999)}a${")".repeat(999)}`],
    ["open parentheses", "(".repeat(2000)],
    ["calls", `${"log(".repeat(390)}a${")".repeat(390)}`],
    ["conditionals", `${"a?b:".repeat(499)}c`],
    ["signs", `${"-".repeat(1999)}a`],
    ["not", `${"not(".repeat(390)}a${")".repeat(390)}`],
    ["powers", `${"a^".repeat(999)}c`],
    ["sums", `${"a+".repeat(999)}c`],
    ["comparisons", `${"a<".repeat(999)}c`],
  ])("hostile nesting of %s is an error that fills no stack", (_, text) => {
    expect(errorOf(() => parseFormula(text)).code).toBe("invalid_formula");
  });
});
