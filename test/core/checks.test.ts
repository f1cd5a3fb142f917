import { describe, expect, it } from "vitest";
import { describeThrown } from "../../src/core/describe";
import {
  checkConfidence,
  checkNumber,
  checkOneOf,
  checkOptions,
  checkPositive,
  checkSeed,
  checkWhole,
  describeValue,
  reject,
  SalienceError,
} from "../../src/core/index";
import { hostileValues } from "../support/hostile";
import { failure } from "./failure";

describe("SalienceError", () => {
  it("is an Error with a name, a stable code and a message", () => {
    const error = new SalienceError("invalid_model", "text");
    expect(error).toBeInstanceOf(Error);
    expect([error.name, error.code, error.message, String(error)]).toEqual([
      "SalienceError",
      "invalid_model",
      "text",
      "SalienceError: text",
    ]);
  });
});

describe("reject", () => {
  it("throws `caller: expected …, received …` under invalid_argument, or the code that is given", () => {
    expect(failure(() => reject("salesVelocity", "winRate in [0, 1]", 25))).toBe(
      "invalid_argument: salesVelocity: expected winRate in [0, 1], received 25",
    );
    expect(failure(() => reject("f", "asOf", undefined, "missing_as_of"))).toBe(
      "missing_as_of: f: expected asOf, received undefined",
    );
  });
});

describe("checkNumber and checkPositive", () => {
  it("give back what they accept, both ends included", () => {
    expect([0, 0.5, 1].map((value) => checkNumber("f", "rate", value, 0, 1))).toEqual([0, 0.5, 1]);
    expect(checkNumber("f", "margin", -1e308)).toBe(-1e308);
    expect(checkPositive("f", "days", 5e-324)).toBe(5e-324);
  });

  it.each([
    [1.01, 0, 1, "rate in [0, 1], received 1.01"],
    [Number.NaN, 0, 1, "rate in [0, 1], received NaN"],
    ["0.5", 0, 1, 'rate in [0, 1], received "0.5"'],
    [new Number(0.5), 0, 1, "rate in [0, 1], received an object with no keys"],
    [0.5, 1, undefined, "rate to be a finite number of at least 1, received 0.5"],
    [3, undefined, 2, "rate to be a finite number of at most 2, received 3"],
    [Number.POSITIVE_INFINITY, undefined, undefined, "rate to be a finite number, received Infinity"],
    [null, undefined, undefined, "rate to be a finite number, received null"],
  ])("checkNumber(%s) between %s and %s", (value, low, high, message) => {
    expect(failure(() => checkNumber("f", "rate", value, low, high))).toBe(
      `invalid_argument: f: expected ${message}`,
    );
  });

  it.each([0, -0, -1, Number.NaN, Number.POSITIVE_INFINITY, "1"])("checkPositive(%s) throws", (value) => {
    expect(failure(() => checkPositive("f", "days", value))).toContain(
      "invalid_argument: f: expected days to be a finite number above 0, received",
    );
  });
});

describe("checkOptions", () => {
  it("accepts known keys, none at all, and objects without a prototype", () => {
    checkOptions("f", "options", {}, ["a"]);
    checkOptions("f", "options", Object.assign(Object.create(null), { a: undefined }), ["a"]);
  });

  it.each([
    [{ a: 1, halflife: 3 }, 'options with keys a, b, received "halflife"'],
    [JSON.parse('{"__proto__":1}'), 'options with keys a, b, received "__proto__"'],
    [null, "options to be an object, received null"],
    [[], "options to be an object, received an array of 0"],
    ["a", 'options to be an object, received "a"'],
  ])("refuses %j", (value, message) => {
    expect(failure(() => checkOptions("f", "options", value, ["a", "b"]))).toBe(
      `invalid_argument: f: expected ${message}`,
    );
  });
});

describe("describeValue", () => {
  it.each([
    ["12", '"12"'],
    ["", '""'],
    ['say "x"', '"say \\"x\\""'],
    [12, "12"],
    [12n, "12n"],
    [Number.NaN, "NaN"],
    [true, "true"],
    [null, "null"],
    [undefined, "undefined"],
    [[1, 2], "an array of 2"],
    [Float64Array.of(1), "an array of 1"],
    [() => 1, "a function"],
    [{}, "an object with no keys"],
    [{ a: 1, b: 2 }, "an object with a, b"],
    [{ length: "12 weeks" }, "an object with length"],
    [new Date(0), "the Date 1970-01-01T00:00:00.000Z"],
    [new Date(Number.NaN), "an invalid Date"],
    [new TypeError("boom"), "an error: boom"],
    [Symbol("x"), "Symbol(x)"],
    [Object.create(null), "an object with no keys"],
  ])("%s", (value, text) => {
    expect(describeValue(value)).toBe(text);
  });

  it("stays short, whatever comes", () => {
    const long = "x".repeat(10_000);
    for (const value of [
      long,
      new Error(long),
      { [long]: 1 },
      Object.fromEntries(Array.from(long, (_, i) => [i, i])),
    ])
      expect(describeValue(value).length).toBeLessThan(105);
  });

  it("shows the keys of a record, never its values", () => {
    expect(describeValue({ email: "ada@acme.io" })).not.toContain("ada");
  });
});

describe("describeValue and describeThrown", () => {
  it.each(hostileValues())("%s: never throw, and stay short", (_, value) => {
    for (const text of [describeValue(value), describeThrown(value)]) {
      expect(text).toMatch(/^\S/);
      expect(text.length).toBeLessThanOrEqual(100);
    }
    expect(() => reject("f", "a value", value)).toThrow(SalienceError);
  });

  it("say the message of what was thrown, whatever was thrown", () => {
    expect([new Error("no"), "no", null].map(describeThrown)).toEqual(["no", '"no"', "null"]);
  });
});

describe("checkWhole, checkConfidence, checkSeed and checkOneOf", () => {
  it("give back what they accept, whole numbers with both ends, and the usual value for none", () => {
    expect([1, 10].map((value) => checkWhole("f", "bins", value, 1, 10))).toEqual([1, 10]);
    expect([checkConfidence("f"), checkConfidence("f", 0.5)]).toEqual([0.95, 0.5]);
    expect([checkSeed("f"), checkSeed("f", 0), checkSeed("f", 2 ** 32 - 1)]).toEqual([1, 0, 2 ** 32 - 1]);
    expect(checkOneOf("f", "by", "width", ["count", "width"])).toBe("width");
  });

  it.each([
    [() => checkWhole("f", "bins", 0, 1), "bins to be a whole number of at least 1, received 0"],
    [() => checkWhole("f", "bins", 11, 1, 10), "bins to be a whole number from 1 to 10, received 11"],
    [() => checkWhole("f", "bins", Number.NaN), "bins to be a whole number of at least 0, received NaN"],
    [() => checkWhole("f", "bins", "3"), 'bins to be a whole number of at least 0, received "3"'],
    [() => checkConfidence("f", 0), "confidence in (0, 1), received 0"],
    [() => checkConfidence("f", 1), "confidence in (0, 1), received 1"],
    [() => checkConfidence("f", Number.NaN), "confidence in (0, 1), received NaN"],
    [() => checkSeed("f", 2 ** 32), "seed to be a whole number from 0 to 4294967295, received 4294967296"],
    [() => checkOneOf("f", "by", "mass", ["a", "b", "c"]), 'by to be "a", "b" or "c", received "mass"'],
    [() => checkOneOf("f", "by", undefined, ["a"]), 'by to be "a", received undefined'],
  ])("refuse the rest, and say what they expect: %#", (check, message) => {
    expect(failure(check)).toBe(`invalid_argument: f: expected ${message}`);
  });
});
