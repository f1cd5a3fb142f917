import { describe, expect, it } from "vitest";
import { ordinal } from "../../src/features/index";
import { failure } from "../core/failure";
import { type Any, readAll, readOne } from "./read";

const rowsOf = (...values: unknown[]) => values.map((x) => ({ x }));
const { NaN: missing } = Number;
const levels = ["Small", "Mid", "Big"];

describe("ordinal", () => {
  it("is the rank of the level, 0 for the lowest", () => {
    expect(readAll(ordinal<Any>("x", levels), rowsOf("Small", " Mid ", "Big"))).toEqual([0, 1, 2]);
  });

  it("null, undefined, NaN, blank text and placeholders are missing", () => {
    const feature = ordinal<Any>("x", levels, { missing: ["Unknown"] });
    expect(readAll(feature, rowsOf(null, undefined, Number.NaN, " ", "Unknown"))).toEqual(
      new Array(5).fill(missing),
    );
  });

  it("a value that is not listed has no place in the order and rejects the record", () => {
    expect(readAll(ordinal<Any>("x", levels), rowsOf("Huge", "small"))).toEqual([
      'rejected: expected one of Small, Mid, Big, received "Huge"',
      'rejected: expected one of Small, Mid, Big, received "small"',
    ]);
  });

  it("ignoreCase folds levels and placeholders", () => {
    const feature = ordinal<Any>("x", levels, { ignoreCase: true, missing: ["Unknown"] });
    expect(readAll(feature, rowsOf("BIG", "UNKNOWN"))).toEqual([2, missing]);
  });

  it("levels that look like numbers match numbers", () => {
    expect(readAll(ordinal<Any>("x", ["1", "2", "3"]), rowsOf(3, "1"))).toEqual([2, 0]);
  });

  it("an object rejects the record", () => {
    expect(readOne(ordinal<Any>("x", levels), { x: {} })).toBe(
      "rejected: expected text, received an object with no keys",
    );
  });

  it("keeps its own copy of the levels", () => {
    const mine = ["Small", "Big"];
    const feature = ordinal<Any>("x", mine);
    mine.reverse();
    expect(feature.levels).toEqual(["Small", "Big"]);
    expect(readOne(feature, { x: "Big" })).toBe(1);
  });
});

it.each([
  [["only"], {}, "a list of at least two levels, received an array of 1"],
  ["ab", {}, 'a list of at least two levels, received "ab"'],
  [undefined, {}, "a list of at least two levels, received undefined"],
  [["a", "a"], {}, 'every level once, received "a"'],
  [["a", "A"], { ignoreCase: true }, 'every level once, received "A"'],
  [["a", 2], {}, "levels to hold text, received 2"],
  [["a", "b"], { missing: "n/a" }, 'missing to be a list, received "n/a"'],
  [["a", "b"], null, "options to be an object, received null"],
  [
    ["a", "b"],
    { levels: [] },
    'options with keys label, unit, source, visibility, phrase, ignoreCase, missing, received "levels"',
  ],
])("ordinal with levels %j and options %j is refused", (list, options, message) => {
  expect(failure(() => ordinal<Any>("x", list as never, options as never))).toBe(
    `invalid_argument: ordinal: expected ${message}`,
  );
});
