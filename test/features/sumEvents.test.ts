import { expect, it } from "vitest";
import { sumEvents } from "../../src/features/index";
import { type Any, asOf, daysAgo, readAll, readOne } from "./read";

const revenue = sumEvents<Any>("orders", { value: "amount" });
const at = asOf;

it("no events sum to 0, a missing list is missing", () => {
  expect(readAll(revenue, [{ orders: [] }, {}])).toEqual([0, Number.NaN]);
});

it("events without the number are left out; if all that count lack it, the sum is missing", () => {
  expect(readOne(revenue, { orders: [{ at, amount: 5 }, { at }, { at, amount: null }] })).toBe(5);
  expect(readOne(revenue, { orders: [{ at }, { at, amount: "" }] })).toBeNaN();
  expect(readOne(revenue, { orders: [{ at: daysAgo(-1) }] })).toBe(0);
});

it("refunds count against", () => {
  expect(
    readOne(revenue, {
      orders: [
        { at, amount: 5 },
        { at, amount: -7 },
      ],
    }),
  ).toBe(-2);
});

it("a thousand orders of 0.10 sum to 100.00 exactly", () => {
  expect(readOne(revenue, { orders: Array.from({ length: 1000 }, () => ({ at, amount: 0.1 })) })).toBe(100);
});
