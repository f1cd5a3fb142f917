import { describe, expect, it } from "vitest";
import { flag } from "../../src/features/index";
import { failure } from "../core/failure";
import { type Any, readAll, readOne } from "./read";

const rowsOf = (...values: unknown[]) => values.map((x) => ({ x }));
const { NaN: missing } = Number;

describe("flag", () => {
  it("true is 1, false is 0; null, undefined, NaN and blank text are missing", () => {
    expect(readAll(flag<Any>("x"), rowsOf(true, false, null, undefined, Number.NaN, "", " "))).toEqual([
      1,
      0,
      ...new Array(5).fill(missing),
    ]);
  });

  it("reads no number and no text as a yes or no, unless it is listed", () => {
    expect(readAll(flag<Any>("x"), rowsOf(1, 0, "true"))).toEqual([
      "rejected: expected a boolean, received 1",
      "rejected: expected a boolean, received 0",
      'rejected: expected a boolean, received "true"',
    ]);
    const listed = flag<Any>("x", { trueValues: ["Yes", 1], falseValues: ["No", 0] });
    expect(readAll(listed, rowsOf("Yes", " No ", 1, 0, true, "yes"))).toEqual([
      1,
      0,
      1,
      0,
      1,
      'rejected: expected a boolean or "Yes" or 1 or "No" or 0, received "yes"',
    ]);
  });

  it("0 as text is not 0 as a number", () => {
    expect(readOne(flag<Any>("x", { trueValues: [1], falseValues: [0] }), { x: "0" })).toBe(
      'rejected: expected a boolean or 1 or 0, received "0"',
    );
  });
});

it.each([
  [{ trueValues: "Yes" }, 'trueValues to be a list, received "Yes"'],
  [{ falseValues: [null] }, "falseValues to hold text or finite numbers, received null"],
  [
    { trueValues: ["x"], falseValues: ["x"] },
    'trueValues, falseValues and missing without a common value, received "x"',
  ],
  [
    { values: [] },
    'options with keys label, unit, source, visibility, phrase, trueValues, falseValues, missing, received "values"',
  ],
  [null, "options to be an object, received null"],
])("flag with options %j is refused", (options, message) => {
  expect(failure(() => flag<Any>("x", options as never))).toBe(`invalid_argument: flag: expected ${message}`);
});
