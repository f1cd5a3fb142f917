import { describe, expect, it } from "vitest";
import { categoryColumn, numberColumn, table } from "../../src/core/index";
import { failure } from "./failure";

describe("numberColumn", () => {
  it("turns null and undefined into NaN, and keeps every other bit", () => {
    expect(numberColumn([1.5, null, undefined, Number.NaN, -0]).values).toEqual(
      Float64Array.of(1.5, Number.NaN, Number.NaN, Number.NaN, -0),
    );
  });

  it("does not copy a Float64Array, and copies anything else", () => {
    const values = Float64Array.of(1, 2);
    expect(numberColumn(values).values).toBe(values);
    expect(numberColumn(Int32Array.of(1, 2)).values).toEqual(values);
  });

  it.each([
    [["12"], 'a finite number at position 0, received "12"'],
    [[1, Number.POSITIVE_INFINITY], "a finite number at position 1, received Infinity"],
    [Float64Array.of(Number.NEGATIVE_INFINITY), "a finite number at position 0, received -Infinity"],
    [[true], "a finite number at position 0, received true"],
    [undefined, "an array of numbers, received undefined"],
    ["12", 'an array of numbers, received "12"'],
  ])("refuses %s", (values, message) => {
    expect(failure(() => numberColumn(values as never))).toBe(
      `invalid_argument: numberColumn: expected ${message}`,
    );
  });
});

describe("categoryColumn", () => {
  it("codes levels in the order of their first appearance; −1 is missing", () => {
    const { codes, levels } = categoryColumn(["b", "a", "", null, undefined, "b"]);
    expect(Array.from(codes)).toEqual([0, 1, -1, -1, -1, 0]);
    expect(levels).toEqual(["b", "a"]);
  });

  it("levels with the names of object internals are levels like any other", () => {
    const { codes, levels } = categoryColumn(["__proto__", "constructor", "__proto__", "toString"]);
    expect(Array.from(codes)).toEqual([0, 1, 0, 2]);
    expect(levels).toEqual(["__proto__", "constructor", "toString"]);
  });

  it.each([
    [[1], "text at position 0, received 1"],
    [["a", {}], "text at position 1, received an object with no keys"],
    [null, "an array of text, received null"],
  ])("refuses %s", (values, message) => {
    expect(failure(() => categoryColumn(values as never))).toBe(
      `invalid_argument: categoryColumn: expected ${message}`,
    );
  });
});

describe("table", () => {
  it("counts rows; no columns are no rows", () => {
    expect(table({ a: numberColumn([1, 2]), b: categoryColumn(["x", "y"]) }).rowCount).toBe(2);
    expect(table({})).toEqual({ rowCount: 0, columns: {} });
  });

  it("keeps a column named __proto__ as an own column and reaches no prototype", () => {
    const columns = table({ ["__proto__"]: numberColumn([1]) }).columns;
    expect(Object.keys(columns)).toEqual(["__proto__"]);
    expect(Object.getPrototypeOf(columns)).toBe(Object.prototype);
  });

  const category = (codes: number[], levels: unknown) => ({
    type: "category",
    codes: Int32Array.from(codes),
    levels,
  });

  it.each([
    [null, "an object of columns, received null"],
    [[numberColumn([1])], "an object of columns, received an array of 1"],
    [{ a: [1, 2] }, 'column "a" to be made by numberColumn or categoryColumn, received an array of 2'],
    [{ a: null }, 'column "a" to be made by numberColumn or categoryColumn, received null'],
    [
      { a: { type: "number", values: [1] } },
      'column "a" to be made by numberColumn or categoryColumn, received an object with type, values',
    ],
    [{ a: numberColumn([1, 2]), b: numberColumn([1]) }, 'column "b" of length 2, received 1'],
    [{ a: category([0, 1], ["x"]) }, 'codes of column "a" in [-1, 0], received 1'],
    [{ a: category([-2], ["x"]) }, 'codes of column "a" in [-1, 0], received -2'],
    [
      { a: category([0], "x") },
      'column "a" to be made by numberColumn or categoryColumn, received an object with type, codes, levels',
    ],
  ])("refuses columns that do not belong together, case %#", (columns, message) => {
    expect(failure(() => table(columns as never))).toBe(`invalid_argument: table: expected ${message}`);
  });
});
