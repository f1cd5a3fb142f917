import { expect, it } from "vitest";
import { trend } from "../../src/features/index";
import { failure } from "../core/failure";
import { type Any, daysAgo, readAll, readOne } from "./read";

const seats = trend<Any>("seats", { value: "used" });
const at = (days: number, used: number | null) => ({ at: daysAgo(days), used });

it("is the slope per day of a line through the values, or per so many days", () => {
  const points = [at(20, 10), at(10, 12), at(0, 14)];
  expect(readOne(seats, { seats: points })).toBeCloseTo(0.2, 14);
  expect(readOne(trend<Any>("seats", { value: "used", perDays: 30 }), { seats: points })).toBeCloseTo(6, 13);
});

it("is a least-squares line: (0, 1), (1, 3), (2, 2), (3, 6) have the slope 1.4", () => {
  // t̄ = 1.5, v̄ = 3: (1.5·2 + 0.5·0 − 0.5·1 + 1.5·3) / (2.25 + 0.25 + 0.25 + 2.25) = 7 / 5
  expect(readOne(seats, { seats: [at(3, 1), at(2, 3), at(1, 2), at(0, 6)] })).toBeCloseTo(1.4, 14);
});

it("is 0 for equal values and negative for falling ones", () => {
  expect(readOne(seats, { seats: [at(5, 3), at(1, 3)] })).toBe(0);
  expect(readOne(seats, { seats: [at(5, 7), at(1, 3)] })).toBe(-1);
});

it("is missing with fewer than two different dates, however many values they hold", () => {
  expect(readAll(seats, [{ seats: [] }, { seats: [at(5, 3)] }, { seats: [at(5, 3), at(1, null)] }])).toEqual(
    new Array(3).fill(Number.NaN),
  );
  // an age that is no round number, whose mean is not the age itself
  for (const days of [0.1, 0.7, 1 / 3, 17.123]) {
    expect(readOne(seats, { seats: [at(days, 1), at(days, 2), at(days, 4)] }), `${days} days`).toBeNaN();
  }
});

it("a large offset of the values does not change the slope", () => {
  expect(readOne(seats, { seats: [at(2, 1e12 + 1), at(1, 1e12 + 2), at(0, 1e12 + 3)] })).toBe(1);
});

it.each([
  [{ value: "used", perDays: 0 }, "perDays to be a finite number above 0, received 0"],
  [{}, "value to be a key of the record or a function, received undefined"],
])("trend with options %j is refused", (options, message) => {
  expect(failure(() => trend<Any>("seats", options as never))).toBe(
    `invalid_argument: trend: expected ${message}`,
  );
});
