import { expect, it } from "vitest";
import { daysSinceEvent } from "../../src/features/index";
import { type Any, asOf, daysAgo, readAll, readOne } from "./read";

it("is the age of the latest event that counts, wherever it stands in the list", () => {
  const events = [3, 1.5, 9, -2].map((days) => ({ at: daysAgo(days) }));
  expect(readOne(daysSinceEvent<Any>("events"), { events })).toBe(1.5);
});

it("is 0 for an event at asOf", () => {
  expect(readOne(daysSinceEvent<Any>("events"), { events: [{ at: asOf }] })).toBe(0);
});

it("is missing without an event that counts: none, only later ones, only older ones than the window", () => {
  const feature = daysSinceEvent<Any>("events", { withinDays: 7 });
  const rows = [{ events: [] }, { events: [{ at: daysAgo(-1) }] }, { events: [{ at: daysAgo(8) }] }];
  expect(readAll(feature, rows)).toEqual([Number.NaN, Number.NaN, Number.NaN]);
});

it("is measured in days unless another unit is given", () => {
  expect([daysSinceEvent<Any>("e").unit, daysSinceEvent<Any>("e", { unit: "d" }).unit]).toEqual([
    "days",
    "d",
  ]);
});
