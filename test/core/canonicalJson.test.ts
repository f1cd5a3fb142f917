import { describe, expect, it } from "vitest";
import { canonicalJson } from "../../src/core/index";
import { failure } from "./failure";

describe("canonicalJson", () => {
  it("sorts keys by code unit at every depth and leaves lists in order", () => {
    expect(canonicalJson({ b: [{ d: 1, c: 2 }, 3], a: { Z: 1, "": 2, a: 3 }, 10: 0, 9: 0 })).toBe(
      '{"10":0,"9":0,"a":{"":2,"Z":1,"a":3},"b":[{"c":2,"d":1},3]}',
    );
  });

  it("leaves out undefined properties, as JSON does", () => {
    expect(canonicalJson({ a: undefined, b: null })).toBe('{"b":null}');
  });

  it("writes numbers in the shortest form that reads back to the same bits", () => {
    expect(canonicalJson([0.1 + 0.2, 1e21, 1e-7, 5e-324, 1.0])).toBe(
      "[0.30000000000000004,1e+21,1e-7,5e-324,1]",
    );
  });

  it("writes -0 as 0, as JSON.stringify does: a model saved by either has one hash", () => {
    expect(canonicalJson(-0)).toBe(JSON.stringify(-0));
  });

  it("escapes text, and keeps a key named __proto__ as data", () => {
    expect(canonicalJson({ 'a"b': "line\nbreak \ud800" })).toBe('{"a\\"b":"line\\nbreak \\ud800"}');
    expect(canonicalJson(JSON.parse('{"__proto__":{"admin":true}}'))).toBe('{"__proto__":{"admin":true}}');
  });

  it("accepts frozen data and objects without a prototype", () => {
    expect(canonicalJson(Object.freeze(Object.assign(Object.create(null), { a: 1 })))).toBe('{"a":1}');
  });

  it.each([
    [undefined, "undefined"],
    [Number.NaN, "NaN"],
    [[1, Number.POSITIVE_INFINITY], "Infinity"],
    [{ a: { b: () => 1 } }, "a function"],
    [new Date(0), "the Date 1970-01-01T00:00:00.000Z"],
    [{ rows: new Map() }, "an object with no keys"],
    [Float64Array.of(1, 2), "an array of 2"],
    [[undefined], "undefined"],
    [new Array(2), "undefined"],
    [Symbol("x"), "Symbol(x)"],
  ])("refuses %s, which JSON cannot hold", (value, shown) => {
    expect(failure(() => canonicalJson(value))).toBe(
      `invalid_argument: canonicalJson: expected plain JSON data with finite numbers, received ${shown}`,
    );
  });
});
