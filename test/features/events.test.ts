import { describe, expect, it } from "vitest";
import {
  countEvents,
  daysSinceEvent,
  decayedSum,
  growth,
  recencyFrequencyValue,
  sumEvents,
  trend,
} from "../../src/features/index";
import { failure } from "../core/failure";
import { type Any, asOf, daysAgo, readAll, readOne } from "./read";

const { NaN: missing } = Number;
const oneSecond = 1000 / 86_400_000;

/** Every extractor over events, with the options that it cannot do without. */
const extractors = {
  countEvents: (options: object = {}) => countEvents<Any>("events", options),
  sumEvents: (options: object = {}) => sumEvents<Any>("events", { value: "amount", ...options }),
  decayedSum: (options: object = {}) => decayedSum<Any>("events", { halfLifeDays: 10, ...options }),
  daysSinceEvent: (options: object = {}) => daysSinceEvent<Any>("events", options),
  trend: (options: object = {}) => trend<Any>("events", { value: "amount", ...options }),
  growth: (options: object = {}) => growth<Any>("events", { value: "amount", overDays: 30, ...options }),
  recencyFrequencyValue: (options: object = {}) =>
    recencyFrequencyValue<Any>("events", { measure: "frequency", ...options }),
};
const { growth: _, ...windowed } = extractors;

describe.each(Object.entries(extractors))("%s", (name, make) => {
  it("a missing list is missing, never 0", () => {
    expect(readAll(make(), [{}, { events: null }, { events: undefined }])).toEqual([
      missing,
      missing,
      missing,
    ]);
  });

  it("needs asOf", () => {
    expect(make().needsAsOf).toBe(true);
    expect(failure(() => readOne(make(), {}, {}))).toBe(
      'missing_as_of: readTable: expected asOf, which feature "feature" needs, received undefined',
    );
  });

  it("an event after asOf changes nothing: it was not known then", () => {
    const past = [
      { at: daysAgo(40), amount: 5 },
      { at: daysAgo(3), amount: 7 },
    ];
    const future = { at: daysAgo(-oneSecond), amount: 1000 };
    expect(readOne(make(), { events: [future, ...past, future] })).toBe(readOne(make(), { events: past }));
  });

  it("an event at asOf itself counts", () => {
    const past = { at: daysAgo(40), amount: 5 };
    const before = readOne(make(), { events: [past] });
    expect(readOne(make(), { events: [past, { at: asOf, amount: 1000 }] })).not.toBe(before);
  });

  it("the order of the events makes no difference", () => {
    const events = [1, 17, 3, 45, 8].map((days) => ({ at: daysAgo(days), amount: days % 7 }));
    expect(readOne(make(), { events: events.toReversed() })).toBeCloseTo(
      readOne(make(), { events }) as number,
      12,
    );
  });

  it("reads the date from another property, as Date or ISO text", () => {
    const events = [
      { at: daysAgo(40), amount: 5 },
      { at: daysAgo(3), amount: 7 },
    ];
    const renamed = events.map(({ at, amount }) => ({ when: at.toISOString(), amount }));
    expect(readOne(make({ at: "when" }), { events: renamed })).toBe(readOne(make(), { events }));
  });

  it("where keeps the events of which every named property equals the value, or one of the values", () => {
    const visit = { at: daysAgo(40), amount: 5, type: "visit", ok: true };
    const demo = { at: daysAgo(3), amount: 7, type: "demo", ok: true };
    const mail = { at: daysAgo(2), amount: 1000, type: "mail", ok: true };
    const bot = { at: daysAgo(1), amount: 1000, type: "visit", ok: false };
    const where = { type: ["visit", "demo"], ok: true };
    expect(readOne(make({ where }), { events: [visit, demo, mail, bot] })).toBe(
      readOne(make(), { events: [visit, demo] }),
    );
  });

  it.each([
    ["text", 'a list of events, received "text"'],
    [{ length: 0 }, "a list of events, received an object with length"],
    [[null], "an object as event 0, received null"],
    [[{ at: asOf, amount: 1 }, 7], "an object as event 1, received 7"],
    [[{ amount: 1 }], 'a Date or ISO 8601 text in "at" of event 0, received undefined'],
    [[{ at: "yesterday", amount: 1 }], 'a Date or ISO 8601 text in "at" of event 0, received "yesterday"'],
    [
      [{ at: new Date(""), amount: 1 }],
      'a Date or ISO 8601 text in "at" of event 0, received an invalid Date',
    ],
    [[{ at: 1_772_361_000, amount: 1 }], 'a Date or ISO 8601 text in "at" of event 0, received 1772361000'],
  ])("events that cannot be read reject the record, case %#", (events, reason) => {
    expect(readOne(make(), { events })).toBe(`rejected: expected ${reason}`);
  });

  it.each([
    [{ at: "" }, 'at to be a key of the record or a function, received ""'],
    [{ where: "visit" }, 'where to be an object, received "visit"'],
    [{ where: { type: { not: "mail" } } }, "where.type to be plain values, received an object with not"],
    [
      { where: { constructor: "x" } },
      'where to be a key of the record or a function, received "constructor"',
    ],
  ])("the options %j are refused", (options, message) => {
    expect(failure(() => make(options))).toBe(`invalid_argument: ${name}: expected ${message}`);
  });

  it("an unknown option is refused, and named", () => {
    expect(failure(() => make({ within: 30 }))).toMatch(
      /^invalid_argument: \w+: expected options with keys .*, received "within"$/,
    );
  });

  it("leaves an event of another type alone, even if its date is broken", () => {
    const events = [
      { at: daysAgo(3), amount: 7, type: "visit" },
      { at: "?", type: "import" },
    ];
    expect(typeof readOne(make({ where: { type: "visit" } }), { events })).toBe("number");
  });
});

describe.each(Object.entries(windowed))("%s, withinDays", (name, make) => {
  it("is (asOf − days, asOf]: an event of exactly that age is out, a younger one in", () => {
    const young = [
      { at: daysAgo(29), amount: 5 },
      { at: daysAgo(30 - oneSecond), amount: 7 },
    ];
    const old = { at: daysAgo(30), amount: 1000 };
    const feature = make({ withinDays: 30 });
    expect(readOne(feature, { events: [...young, old] })).toBe(readOne(make(), { events: young }));
  });

  it.each([0, -1, Number.NaN, "30", Number.POSITIVE_INFINITY])("%s is refused", (withinDays) => {
    expect(failure(() => make({ withinDays }))).toContain(
      `invalid_argument: ${name}: expected withinDays to be a finite number above 0, received`,
    );
  });
});

describe("the number of an event", () => {
  const events = [
    { at: daysAgo(2), type: "demo", amount: 5 },
    { at: daysAgo(1), type: "visit", amount: null },
  ];

  it("is a property; an event without it is left out, one with text in it rejects the record", () => {
    expect(readOne(extractors.sumEvents(), { events })).toBe(5);
    expect(readOne(extractors.sumEvents(), { events: [...events, { at: asOf, amount: "12" }] })).toBe(
      'rejected: expected a number in event 2, received "12"',
    );
  });

  it("is points by a property: what is not in the table counts 0, or what `otherwise` says", () => {
    const points = { demo: 10 };
    expect(readOne(extractors.sumEvents({ value: { by: "type", points } }), { events })).toBe(10);
    expect(readOne(extractors.sumEvents({ value: { by: "type", points, otherwise: 1 } }), { events })).toBe(
      11,
    );
  });

  it("points never come from a prototype", () => {
    const odd = [
      { at: daysAgo(1), type: "constructor" },
      { at: daysAgo(1), type: "__proto__" },
    ];
    expect(readOne(extractors.sumEvents({ value: { by: "type", points: {} } }), { events: odd })).toBe(0);
  });

  it("is a function of the event, whose error rejects the record", () => {
    const value = (event: Any) => event.type.length;
    expect(readOne(extractors.sumEvents({ value }), { events })).toBe(9);
    expect(
      readOne(
        extractors.sumEvents({
          value: () => {
            throw new Error("no");
          },
        }),
        { events },
      ),
    ).toBe("rejected: expected a value of the feature's type, received an error: no");
  });

  it.each([
    [undefined, "value to be a key of the record or a function, received undefined"],
    [null, "value to be a key of the record or a function, received null"],
    ["__proto__", 'value to be a key of the record or a function, received "__proto__"'],
    [{ points: {} }, "value.by to be a key of the record or a function, received undefined"],
    [{ by: "type" }, "value.points to be an object, received undefined"],
    [{ by: "type", points: { demo: "10" } }, 'value.points to be finite numbers, received "10"'],
    [{ by: "type", points: {}, otherwise: Number.NaN }, "value.points to be finite numbers, received NaN"],
  ])("%j is refused", (value, message) => {
    expect(failure(() => extractors.sumEvents({ value }))).toBe(
      `invalid_argument: sumEvents: expected ${message}`,
    );
  });

  it("refuses an unknown key beside the points, which would be a silent error", () => {
    expect(failure(() => extractors.sumEvents({ value: { by: "type", points: {}, others: 1 } }))).toContain(
      "others",
    );
  });
});
