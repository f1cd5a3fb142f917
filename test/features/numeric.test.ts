import { describe, expect, it } from "vitest";
import { numeric } from "../../src/features/index";
import { failure } from "../core/failure";
import { type Any, readAll, readOne } from "./read";

const rowsOf = (...values: unknown[]) => values.map((x) => ({ x }));
const { NaN: missing } = Number;

describe("numeric", () => {
  it("null, undefined, NaN, an absent key, empty and blank text are missing, and never 0", () => {
    expect(readAll(numeric<Any>("x"), [...rowsOf(null, undefined, Number.NaN, "", "  "), {}])).toEqual(
      new Array(6).fill(missing),
    );
  });

  it("0, negative and tiny numbers are values", () => {
    expect(readAll(numeric<Any>("x"), rowsOf(0, -3.5, 5e-324))).toEqual([0, -3.5, 5e-324]);
  });

  it("text rejects the record and names the option that converts it", () => {
    expect(readOne(numeric<Any>("x"), { x: "12" })).toBe(
      'rejected: expected a number (the option fromText converts text), received "12"',
    );
  });

  it.each([
    [true, "a number, received true"],
    [Number.POSITIVE_INFINITY, "a finite number, received Infinity"],
    [[3], "a number, received an array of 1"],
    [new Date(0), "a number, received the Date 1970-01-01T00:00:00.000Z"],
    [{ amount: 3 }, "a number, received an object with amount"],
  ])("%s rejects the record", (x, reason) => {
    expect(readOne(numeric<Any>("x"), { x })).toBe(`rejected: expected ${reason}`);
  });

  it("reads a function of the record, and its error rejects the record", () => {
    const perSeat = numeric<Any>((row: Any) => {
      if (row.price === undefined) throw new Error("no price");
      return row.price.amount / row.seats;
    });
    expect(readAll(perSeat, [{ price: { amount: 12 }, seats: 4 }, { seats: 4 }])).toEqual([
      3,
      "rejected: expected a value of the feature's type, received an error: no price",
    ]);
  });
});

describe("the option fromText", () => {
  const feature = numeric<Any>("x", { fromText: true });

  it("converts decimal text, with spaces around it", () => {
    expect(readAll(feature, rowsOf("12", " -0.5 ", "+3.", ".25", "1e3", "1.5E-2", "", 7))).toEqual([
      12,
      -0.5,
      3,
      0.25,
      1000,
      0.015,
      missing,
      7,
    ]);
  });

  it.each([
    "12,5",
    "1,000",
    "12 %",
    "€12",
    "0x1f",
    "Infinity",
    "NaN",
    "1e",
    "1_000",
    "--1",
    "n/a",
    "1 2",
    "١٢",
  ])("%s is not a number and rejects the record", (x) => {
    expect(readOne(feature, { x })).toBe(
      `rejected: expected a number, or text that is one, received ${JSON.stringify(x)}`,
    );
  });

  it("text beyond the largest number rejects the record", () => {
    expect(readOne(feature, { x: "1e999" })).toBe("rejected: expected a finite number, received Infinity");
  });
});

describe("the option missing", () => {
  it("lists numbers and texts that stand for not known", () => {
    expect(readAll(numeric<Any>("x", { missing: [999, "n/a"] }), rowsOf(999, " n/a ", 998))).toEqual([
      missing,
      missing,
      998,
    ]);
  });

  it("a listed number is missing as text too where text is converted", () => {
    expect(
      readAll(numeric<Any>("x", { missing: [999], fromText: true }), rowsOf("999", "999.0", "99")),
    ).toEqual([missing, missing, 99]);
  });
});

describe("the options clip and transform", () => {
  it("clip bounds values on both sides, or one, and leaves missing ones missing", () => {
    expect(readAll(numeric<Any>("x", { clip: [0, 20] }), rowsOf(-1, 0, 7, 20, 251, null))).toEqual([
      0,
      0,
      7,
      20,
      20,
      missing,
    ]);
    expect(readAll(numeric<Any>("x", { clip: [null, 20] }), rowsOf(-1, 21))).toEqual([-1, 20]);
    expect(readAll(numeric<Any>("x", { clip: [0, null] }), rowsOf(-1, 21))).toEqual([0, 21]);
  });

  it("log1p is ln(1 + x), sqrt the root, both after clip", () => {
    expect(readOne(numeric<Any>("x", { transform: "log1p" }), { x: Math.E - 1 })).toBeCloseTo(1, 15);
    expect(readAll(numeric<Any>("x", { transform: "sqrt", clip: [0, 9] }), rowsOf(-4, 4, 100, null))).toEqual(
      [0, 2, 3, missing],
    );
  });

  it("a value outside the domain of the transform rejects the record", () => {
    expect(readAll(numeric<Any>("x", { transform: "log1p" }), rowsOf(-1, -2))).toEqual([
      "rejected: expected a number above -1, received -1",
      "rejected: expected a number above -1, received -2",
    ]);
    expect(readOne(numeric<Any>("x", { transform: "sqrt" }), { x: -1 })).toBe(
      "rejected: expected a number of at least 0, received -1",
    );
  });
});

it.each([
  [undefined, {}, "field to be a key of the record or a function, received undefined"],
  ["", {}, 'field to be a key of the record or a function, received ""'],
  ["__proto__", {}, 'field to be a key of the record or a function, received "__proto__"'],
  ["constructor", {}, 'field to be a key of the record or a function, received "constructor"'],
  [7, {}, "field to be a key of the record or a function, received 7"],
  ["x", null, "options to be an object, received null"],
  ["x", "log1p", 'options to be an object, received "log1p"'],
  [
    "x",
    { cilp: [0, 1] },
    'options with keys label, unit, source, visibility, phrase, clip, transform, fromText, missing, received "cilp"',
  ],
  ["x", { transform: "log" }, 'transform "log1p" or "sqrt", received "log"'],
  ["x", { fromText: "yes" }, 'fromText to be true or false, received "yes"'],
  ["x", { missing: 999 }, "missing to be a list, received 999"],
  ["x", { missing: [null] }, "missing to hold text or finite numbers, received null"],
  ["x", { missing: [Number.NaN] }, "missing to hold text or finite numbers, received NaN"],
  ["x", { clip: [1, 0] }, "clip to be [low, high] with low at most high, received an array of 2"],
  ["x", { clip: [1] }, "clip to be [low, high] with low at most high, received an array of 1"],
  ["x", { clip: [0, Number.NaN] }, "clip to be [low, high] with low at most high, received an array of 2"],
  [
    "x",
    { clip: [Number.POSITIVE_INFINITY, null] },
    "clip to be [low, high] with low at most high, received an array of 2",
  ],
  ["x", { clip: 5 }, "clip to be [low, high] with low at most high, received 5"],
])("numeric(%j, %j) is refused", (field, options, message) => {
  expect(failure(() => numeric<Any>(field as never, options as never))).toBe(
    `invalid_argument: numeric: expected ${message}`,
  );
});
