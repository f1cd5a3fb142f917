import { expect, it } from "vitest";
import { ratio } from "../../src/features/index";
import { failure } from "../core/failure";
import { type Any, readAll, readOne } from "./read";

const used = ratio<Any>("active", "paid");
const { NaN: missing } = Number;

it("is the numerator divided by the denominator, above 1 and below 0 too", () => {
  expect(
    readAll(used, [
      { active: 30, paid: 40 },
      { active: 50, paid: 40 },
      { active: -1, paid: 4 },
    ]),
  ).toEqual([0.75, 1.25, -0.25]);
});

it("is 0 for a numerator of 0", () => {
  expect(readOne(used, { active: 0, paid: 40 })).toBe(0);
});

it("is missing where either is missing, or the denominator is 0", () => {
  expect(
    readAll(used, [{ active: 3 }, { paid: 3 }, { active: 3, paid: 0 }, { active: 0, paid: 0 }, {}]),
  ).toEqual(new Array(5).fill(missing));
});

it("is missing where the quotient is too large for a number", () => {
  expect(readOne(used, { active: 1e300, paid: 1e-300 })).toBeNaN();
});

it("text in either rejects the record, and names no option that a ratio does not have", () => {
  expect(readOne(used, { active: "30", paid: 40 })).toBe('rejected: expected a number, received "30"');
  expect(readOne(used, { active: 30, paid: "40" })).toBe('rejected: expected a number, received "40"');
});

it("takes functions of the record", () => {
  expect(
    readOne(
      ratio<Any>((row: Any) => row.a + row.b, "paid"),
      { a: 1, b: 2, paid: 4 },
    ),
  ).toBe(0.75);
});

it.each([
  [undefined, "b", {}, "numerator to be a key of the record or a function, received undefined"],
  ["a", undefined, {}, "denominator to be a key of the record or a function, received undefined"],
  ["a", "__proto__", {}, 'denominator to be a key of the record or a function, received "__proto__"'],
  ["a", "b", null, "options to be an object, received null"],
])("ratio(%j, %j, %j) is refused", (numerator, denominator, options, message) => {
  expect(failure(() => ratio<Any>(numerator as never, denominator as never, options as never))).toBe(
    `invalid_argument: ratio: expected ${message}`,
  );
});
