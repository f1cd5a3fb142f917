import { describe, expect, it } from "vitest";
import { custom } from "../../src/features/index";
import { failure } from "../core/failure";
import { type Any, asOf, readAll, readOne } from "./read";

const { NaN: missing } = Number;

/** A feature that gives back what is in the record. */
const echo = (type?: "number" | "flag" | "category") =>
  custom<Any>((row: Any) => row.x, type ? { type } : {});
const rowsOf = (...values: unknown[]) => values.map((x) => ({ x }));

describe("custom", () => {
  it("is a number by default; null, undefined, NaN and empty text are missing", () => {
    expect(readAll(echo(), rowsOf(1.5, 0, null, undefined, Number.NaN, ""))).toEqual([
      1.5,
      0,
      missing,
      missing,
      missing,
      missing,
    ]);
  });

  it.each([
    ["number", "12", 'a number, received "12"'],
    ["number", true, "a number, received true"],
    ["number", Number.POSITIVE_INFINITY, "a finite number, received Infinity"],
    ["number", Promise.resolve(1), "a number, received an object with no keys"],
    ["flag", 2, "a boolean, 0 or 1, received 2"],
    ["flag", "yes", 'a boolean, 0 or 1, received "yes"'],
    ["category", ["a"], "text, received an array of 1"],
  ] as const)("of type %s: the result %s rejects the record", (type, x, reason) => {
    expect(readOne(echo(type), { x })).toBe(`rejected: expected ${reason}`);
  });

  it("of type flag: true and 1, false and 0, missing", () => {
    expect(readAll(echo("flag"), rowsOf(true, 1, false, 0, null, Number.NaN))).toEqual([
      1,
      1,
      0,
      0,
      missing,
      missing,
    ]);
  });

  it("of type category: text, trimmed; numbers and booleans as their text; empty text is missing", () => {
    expect(readAll(echo("category"), rowsOf(" a ", 3, true, "", null))).toEqual([
      "a",
      "3",
      "true",
      null,
      null,
    ]);
  });

  it("an error of the function rejects that record with its index, and no other", () => {
    const careful = custom<Any>((row: Any) => {
      if (row.x === 2) throw new RangeError("no twos");
      return row.x;
    });
    expect(readAll(careful, rowsOf(1, 2, 3))).toEqual([
      1,
      "rejected: expected a value of the feature's type, received an error: no twos",
      3,
    ]);
  });

  it("what is thrown need not be an error", () => {
    const rude = custom<Any>(() => {
      throw "a word";
    });
    expect(readOne(rude, {})).toBe(
      'rejected: expected a value of the feature\'s type, received an error: "a word"',
    );
  });

  it("needs asOf exactly if it declares a second parameter, and gets a Date of its own", () => {
    const age = custom<Any>((row: Any, at) => {
      const days = (at.getTime() - row.born) / 86_400_000;
      at.setTime(0);
      return days;
    });
    expect([echo().needsAsOf, age.needsAsOf]).toEqual([false, true]);
    expect(readAll(age, [{ born: asOf.getTime() - 86_400_000 }, { born: asOf.getTime() }])).toEqual([1, 0]);
  });

  it("is not declarative", () => {
    expect(echo().definition).toBeNull();
  });
});

it.each([
  ["score", {}, 'compute to be a function, received "score"'],
  [undefined, {}, "compute to be a function, received undefined"],
  [() => 1, { type: "text" }, 'type number, flag or category, received "text"'],
  [() => 1, null, "options to be an object, received null"],
  [
    () => 1,
    { kind: "flag" },
    'options with keys label, unit, source, visibility, phrase, type, received "kind"',
  ],
])("custom, case %#, is refused", (compute, options, message) => {
  expect(failure(() => custom<Any>(compute as never, options as never))).toBe(
    `invalid_argument: custom: expected ${message}`,
  );
});
