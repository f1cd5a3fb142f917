import { describe, expect, it } from "vitest";
import { decayedSum } from "../../src/features/index";
import { failure } from "../core/failure";
import { type Any, daysAgo, readAll, readOne } from "./read";

const events = [0, 10, 20].map((days) => ({ at: daysAgo(days), type: days === 10 ? "demo" : "visit" }));

describe("the three decays, over events of 0, 10 and 20 days", () => {
  it.each([
    [{ halfLifeDays: 10 }, 1 + 0.5 + 0.25],
    [{ lifespanDays: 20 }, 1 + 0.5 + 0],
    [{ lifespanDays: 40 }, 1 + 0.75 + 0.5],
    [
      {
        steps: [
          { withinDays: 7, weight: 3 },
          { withinDays: 10, weight: 1 },
        ],
      },
      3 + 1 + 0,
    ],
  ])("%j", (decay, expected) => {
    expect(readOne(decayedSum<Any>("events", decay), { events })).toBe(expected);
  });

  it("weights multiply the decay: a property, points by type, a function", () => {
    const halfLifeDays = 10;
    const weigh = (weight: Any) => readOne(decayedSum<Any>("events", { halfLifeDays, weight }), { events });
    expect(weigh({ by: "type", points: { demo: 10, visit: 1 } })).toBe(1 + 5 + 0.25);
    expect(weigh((event: Any) => (event.type === "demo" ? 4 : 0))).toBe(2);
    expect(weigh((event: Any) => (event.type === "demo" ? null : 2))).toBe(2 + 0.5);
    expect(weigh("missing")).toBe(0);
  });
});

it("no events sum to 0, a missing list is missing", () => {
  expect(readAll(decayedSum<Any>("events", { halfLifeDays: 1 }), [{ events: [] }, {}])).toEqual([
    0,
    Number.NaN,
  ]);
});

it("falls as asOf moves on and nothing happens", () => {
  const feature = decayedSum<Any>("events", { halfLifeDays: 10 });
  const now = readOne(feature, { events }, { asOf: daysAgo(0) }) as number;
  expect(readOne(feature, { events }, { asOf: daysAgo(-10) })).toBeCloseTo(now / 2, 14);
});

it.each([
  [{}, "exactly one of halfLifeDays, lifespanDays and steps, received an object with no keys"],
  [undefined, "exactly one of halfLifeDays, lifespanDays and steps, received an object with no keys"],
  [
    { halfLifeDays: 3, steps: [] },
    "exactly one of halfLifeDays, lifespanDays and steps, received an object with halfLifeDays, steps",
  ],
  [{ halfLifeDays: -3 }, "halfLifeDays to be a finite number above 0, received -3"],
  [{ steps: 7 }, "steps to be a list of at least one step, received 7"],
  [{ halfLifeDays: 3, weight: 5 }, "weight to be a key of the record or a function, received 5"],
])("decayedSum with options %j is refused", (options, message) => {
  expect(failure(() => decayedSum<Any>("events", options as never))).toBe(
    `invalid_argument: decayedSum: expected ${message}`,
  );
});
