import { expect, it } from "vitest";
import { countEvents } from "../../src/features/index";
import { type Any, asOf, daysAgo, readAll, readOne } from "./read";

it("an empty list counts 0, a missing one is missing", () => {
  expect(readAll(countEvents<Any>("events"), [{ events: [] }, {}])).toEqual([0, Number.NaN]);
});

it("counts events of one type in a window", () => {
  const events = [
    { type: "visit", at: daysAgo(0) },
    { type: "visit", at: daysAgo(29.9) },
    { type: "visit", at: daysAgo(30) },
    { type: "mail", at: daysAgo(1) },
    { type: "visit", at: daysAgo(-1) },
  ];
  expect(readOne(countEvents<Any>("events", { where: { type: "visit" }, withinDays: 30 }), { events })).toBe(
    2,
  );
});

it("null in where matches an absent property, and an empty list of values nothing", () => {
  const events = [{ at: asOf }, { at: asOf, type: null }, { at: asOf, type: "visit" }];
  expect(readOne(countEvents<Any>("events", { where: { type: null } }), { events })).toBe(2);
  expect(readOne(countEvents<Any>("events", { where: { type: [] } }), { events })).toBe(0);
});

it("where compares values as they are: 1 is not true, and text is not trimmed or folded", () => {
  const events = [
    { at: asOf, ok: 1 },
    { at: asOf, ok: "true" },
    { at: asOf, ok: true },
  ];
  expect(readOne(countEvents<Any>("events", { where: { ok: true } }), { events })).toBe(1);
});

it("takes a function that finds the events", () => {
  const feature = countEvents<Any>((row: Any) => row.web?.events);
  expect(readAll(feature, [{ web: { events: [{ at: asOf }] } }, {}])).toEqual([1, Number.NaN]);
});
