import { expect, it } from "vitest";
import { growth } from "../../src/features/index";
import { failure } from "../core/failure";
import { type Any, daysAgo, readAll, readOne } from "./read";

const headcount = growth<Any>("people", { value: "n", overDays: 365 });
const at = (days: number, n: number | null) => ({ at: daysAgo(days), n });

it("compares the latest value with the latest one that is at least so old", () => {
  expect(readOne(headcount, { people: [at(800, 50), at(400, 100), at(200, 110), at(10, 125)] })).toBe(0.25);
});

it("a value of exactly that age is the earlier one", () => {
  expect(readOne(headcount, { people: [at(366, 50), at(365, 100), at(364, 200), at(0, 150)] })).toBe(0.5);
});

it("a fall is negative, a fall to 0 is −1", () => {
  expect(
    readAll(headcount, [{ people: [at(365, 100), at(0, 80)] }, { people: [at(365, 100), at(0, 0)] }]),
  ).toEqual([0.8 - 1, -1]);
});

it("is 0 if nothing was recorded since", () => {
  expect(readOne(headcount, { people: [at(400, 100)] })).toBe(0);
});

it("is missing if the earlier value does not exist or is not above 0", () => {
  const rows = [[], [at(10, 5)], [at(365, 0), at(0, 5)], [at(365, -5), at(0, 5)], [at(365, null), at(0, 5)]];
  expect(
    readAll(
      headcount,
      rows.map((people) => ({ people })),
    ),
  ).toEqual(new Array(5).fill(Number.NaN));
});

it("skips dates without a value", () => {
  expect(readOne(headcount, { people: [at(365, 100), at(5, 150), at(0, null)] })).toBe(0.5);
});

it.each([
  [{ value: "n" }, "overDays to be a finite number above 0, received undefined"],
  [{ value: "n", overDays: -1 }, "overDays to be a finite number above 0, received -1"],
  [
    { value: "n", overDays: 1, withinDays: 9 },
    'options with keys label, unit, source, visibility, phrase, at, where, value, overDays, received "withinDays"',
  ],
])("growth with options %j is refused", (options, message) => {
  expect(failure(() => growth<Any>("people", options as never))).toBe(
    `invalid_argument: growth: expected ${message}`,
  );
});
