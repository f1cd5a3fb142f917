import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  categorical,
  countEvents,
  daysSince,
  daysSinceEvent,
  daysUntil,
  decayedSum,
  growth,
  numeric,
  recencyFrequencyValue,
  sumEvents,
  trend,
} from "../../src/features/index";
import { type Any, asOf, readAll, readOne } from "./read";

const number = fc.double({ min: -1e9, max: 1e9, noNaN: true });
const event = fc.record({
  at: fc.integer({ min: -50, max: 400 }).map((hours) => new Date(asOf.getTime() - hours * 3_600_000 * 7)),
  type: fc.constantFrom("visit", "demo", "mail"),
  amount: fc.integer({ min: 1, max: 1000 }),
});
const events = fc.array(event, { maxLength: 25 });
const days = fc.integer({ min: 1, max: 200 });
const count = (options: Any, list: unknown) =>
  readOne(countEvents<Any>("events", options), { events: list }) as number;

describe("numeric", () => {
  it("clip keeps every value between its bounds, and a value between them as it is", () => {
    fc.assert(
      fc.property(number, number, number, (x, a, b) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        const value = readOne(numeric<Any>("x", { clip: [low, high] }), { x }) as number;
        expect(value >= low && value <= high).toBe(true);
        if (x >= low && x <= high) expect(value).toBe(x);
      }),
    );
  });

  it("text that JavaScript writes for a finite number is read back to the same bits", () => {
    const feature = numeric<Any>("x", { fromText: true });
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (x) => {
        expect(readOne(feature, { x: String(x) })).toBe(x + 0);
      }),
    );
  });
});

describe("categorical", () => {
  it("a level, taken as a value again, is the same level", () => {
    const feature = categorical<Any>("x", {
      ignoreCase: true,
      levels: ["Web"],
      aliases: { internet: "Web", none: "?" },
    });
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: "grapheme" }), fc.constantFrom("WEB", "Internet", "İ", "ß")),
        (x) => {
          const level = readOne(feature, { x });
          if (level !== null) expect(readOne(feature, { x: level })).toBe(level);
        },
      ),
    );
  });
});

describe("dates", () => {
  it("daysUntil is −daysSince where the date has passed, and daysSince is missing where it has not", () => {
    fc.assert(
      fc.property(fc.date({ noInvalidDate: true }), (x) => {
        const since = readOne(daysSince<Any>("x"), { x }) as number;
        const until = readOne(daysUntil<Any>("x"), { x }) as number;
        if (x <= asOf) expect(since + until).toBe(0);
        else expect([since, until > 0]).toEqual([Number.NaN, true]);
      }),
    );
  });
});

describe("events", () => {
  it("the counts by type add up to the count of all, and a longer window counts no fewer", () => {
    fc.assert(
      fc.property(events, days, days, (list, a, b) => {
        const byType = ["visit", "demo", "mail"].map((type) =>
          count({ where: { type }, withinDays: a }, list),
        );
        expect(byType.reduce((total, value) => total + value, 0)).toBe(count({ withinDays: a }, list));
        expect(count({ withinDays: Math.min(a, b) }, list)).toBeLessThanOrEqual(
          count({ withinDays: Math.max(a, b) }, list),
        );
        expect(count({ withinDays: 1e6 }, list)).toBe(count({}, list));
      }),
    );
  });

  it("a window is what counting at its end and at its beginning leaves", () => {
    fc.assert(
      fc.property(events, days, (list, within) => {
        const before = new Date(asOf.getTime() - within * 86_400_000);
        const earlier = readOne(countEvents<Any>("events"), { events: list }, { asOf: before }) as number;
        expect(count({ withinDays: within }, list)).toBe(count({}, list) - earlier);
      }),
    );
  });

  it("a sum over two lists is the sum of their sums, decayed or not", () => {
    fc.assert(
      fc.property(events, events, (one, other) => {
        for (const feature of [
          sumEvents<Any>("events", { value: "amount" }),
          decayedSum<Any>("events", { halfLifeDays: 9, weight: "amount" }),
          decayedSum<Any>("events", { lifespanDays: 30 }),
        ]) {
          const [a, b, both] = readAll(feature, [
            { events: one },
            { events: other },
            { events: [...one, ...other] },
          ]);
          expect(both).toBeCloseTo((a as number) + (b as number), 8);
        }
      }),
    );
  });

  it("a decayed count never exceeds the count, and daysSinceEvent is missing exactly where the count is 0", () => {
    fc.assert(
      fc.property(events, (list) => {
        const decayed = readOne(decayedSum<Any>("events", { halfLifeDays: 20 }), { events: list }) as number;
        const since = readOne(daysSinceEvent<Any>("events"), { events: list }) as number;
        expect(decayed).toBeLessThanOrEqual(count({}, list) + 1e-12);
        expect(Number.isNaN(since)).toBe(count({}, list) === 0);
        if (!Number.isNaN(since)) expect(count({ withinDays: since + 1e-6 }, list)).toBeGreaterThan(0);
      }),
    );
  });

  it("growth does not see the unit of the values; a trend scales with it and does not see an offset", () => {
    fc.assert(
      fc.property(events, (list) => {
        const of = (feature: Any) => readOne(feature, { events: list }) as number;
        const scaled = (factor: number, offset: number) => (one: Any) => one.amount * factor + offset;
        const same = (value: number, expected: number) =>
          Number.isNaN(expected)
            ? expect(value).toBeNaN()
            : expect(Math.abs(value - expected)).toBeLessThan(1e-9 * (1 + Math.abs(expected)));
        const overDays = 30;
        same(
          of(growth<Any>("events", { value: scaled(1000, 0), overDays })),
          of(growth<Any>("events", { value: "amount", overDays })),
        );
        same(
          of(trend<Any>("events", { value: scaled(-2, 7) })),
          -2 * of(trend<Any>("events", { value: "amount" })),
        );
      }),
    );
  });

  it("age is recency + span to the day, and frequency lies between 1 and the number of purchases", () => {
    fc.assert(
      fc.property(events, (list) => {
        const [age, recency, span, frequency] = (["age", "recency", "span", "frequency"] as const).map(
          (measure) => readOne(recencyFrequencyValue<Any>("events", { measure }), { events: list }) as number,
        ) as [number, number, number, number];
        if (frequency === 0) expect([age, recency, span]).toEqual([Number.NaN, Number.NaN, Number.NaN]);
        else {
          expect(Math.abs(age - recency - span)).toBeLessThan(1);
          if (frequency === 1) expect(span).toBe(0);
          expect(frequency).toBeLessThanOrEqual(count({}, list));
        }
      }),
    );
  });
});

describe("readTable", () => {
  it("records in another order give the same values in that order", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(number, fc.string(), fc.constant(null))), (values) => {
        const rows = values.map((x) => ({ x }));
        const feature = numeric<Any>("x");
        expect(readAll(feature, rows.toReversed())).toEqual(readAll(feature, rows).reverse());
      }),
    );
  });
});
