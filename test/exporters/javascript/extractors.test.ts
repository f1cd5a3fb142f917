import { describe, expect, it } from "vitest";
import { parseInstant } from "../../../src/core/index";
import { VALUE_HELPERS } from "../../../src/exporters/javascript/helpers/values";
import { compileScorer } from "../../../src/exporters/javascript/index";
import {
  categorical,
  countEvents,
  daysSince,
  daysSinceEvent,
  daysUntil,
  decayedSum,
  department,
  emailDomainType,
  expression,
  type Feature,
  featureSet,
  flag,
  growth,
  numeric,
  ordinal,
  ratio,
  recencyFrequencyValue,
  seniority,
  sumEvents,
  trend,
} from "../../../src/features/index";
import { formula } from "../../../src/formulas/index";
import { createScorer, type Term } from "../../../src/models/index";
import { modelOf, summary } from "../../models/support";
import { type Any, expectSameScores, moduleOf } from "./support";

const asOf = new Date("2026-03-10T12:00:00Z");

const RAW: readonly unknown[] = [
  ...[undefined, null, true, false, 0, -0, 1, -1, 0.5, 12, 21, 999, -999.5, 1e308, 5e-324, 2 ** 53, 1e-7],
  ...[Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 12n, Symbol("s"), () => 1],
  ...["", " ", "0", "12", " 12 ", "+12.", "-.5", "1e3", "1E-3", "1e999", "0x10", "0b1", "0o7", "1_0", "NaN"],
  ...["Infinity", "-Infinity", "--1", ".", "e5", "١٢", "12,5", "\u00a012\ufeff", "1\u0000", "n/a", "N/A"],
  ...["Yes", "yes", " Yes ", "No", "nein", "low", "LOW", " mid", "high", "Google", "GOOGLE", "google ads"],
  ...["adwords", "AdWords", "Select", "select", "__proto__", "constructor", "toString", "ß", "ẞ", "İ", "🙂"],
  ...["2026-03-01", "2026-03-11", "2026-02-30", "2024-02-29", "2026-03-01T10:30", " 2026-03-01 "],
  ...["2026-03-01T10:30:00.250+02:00", "2026-03-01 10:30:00,5Z", "2026-03-01T25:00:00Z", "01/03/2026"],
  ...[new Date("2026-03-01T10:30:00Z"), new Date(Number.NaN), new Date("2027-01-01"), [], [1], {}, { a: 1 }],
  ...[
    "VP Sales",
    "C.T.O.",
    "Directeur général",
    "Praktikantin",
    "Engineer",
    "CEO & Founder",
    "hr",
    "x".repeat(300),
  ],
  ...[
    "ada@acme.io",
    "bob@GMAIL.com",
    "c@uni-ulm.de",
    "d@x.gov",
    "e@yopmail.com",
    "f@mine.org",
    "g@bin.me",
    "@",
    "a b@c.d",
  ],
  new Error("boom"),
  new Uint8Array(3),
];

const day = (n: number) => new Date(asOf.getTime() - n * 86_400_000).toISOString();
const EVENTS: readonly unknown[] = [
  ...[undefined, null, "no list", 5, {}, [], [null], ["visit"], [{}], [{ at: null }], [{ at: "yesterday" }]],
  [{ at: day(1), type: "visit", n: 2 }],
  [
    { at: day(1), type: "visit", n: 2 },
    { at: day(3), type: "mail", n: null },
    { at: day(40), type: "visit", n: 5 },
  ],
  [
    { at: day(-1), type: "visit", n: 2 },
    { at: day(30), type: "visit", n: 0.1 },
    { at: new Date(day(7)), n: 0.2 },
  ],
  [{ at: day(0), type: "visit", n: "2" }],
  [{ at: day(2), type: "visit", n: Number.POSITIVE_INFINITY }],
  [
    { at: day(5), type: "visit", n: 1e308 },
    { at: day(6), type: "visit", n: 1e308 },
    { at: day(6), type: "visit", n: 1e308 },
  ],
  [
    { at: day(100), n: -4 },
    { at: day(50), n: 1 },
    { at: day(50), n: 7 },
    { at: day(2), n: 3 },
  ],
  [
    { at: day(100), n: 4 },
    { at: day(50), n: 1 },
    { at: day(2), n: 3 },
    { at: day(1), n: Number.NaN },
  ],
  [
    { at: day(3.2), type: "__proto__", n: 1e100 },
    { at: day(3.1), type: "visit", n: 1 },
    { at: day(3), n: -1e100 },
  ],
  [
    { at: day(3), type: null, paid: true },
    { at: day(4), paid: false },
    { at: day(4), type: 7, n: 1 },
  ],
  [
    { at: day(3), type: Symbol("s") },
    { at: day(4), type: Object.create(null) },
  ],
  [
    { when: day(3), at: day(9), type: "visit", n: 1 },
    { when: "x", at: day(9), type: "visit", n: 1 },
  ],
];

const call = (name: string, ...parts: unknown[]) => ({ op: "call", name, arguments: parts });
const value = (number: number) => ({ op: "number", value: number });
const field = (name: string) => ({ op: "field", field: name });

const FEATURES: Readonly<Record<string, Feature<Any>>> = {
  plain: numeric("a"),
  clipped: numeric("a", { clip: [-5, 20] }),
  "clipped below": numeric("a", { clip: [0, null] }),
  "clipped above": numeric("a", { clip: [null, 0] }),
  log: numeric("a", { transform: "log1p" }),
  "clipped log": numeric("a", { clip: [0, 1e6], transform: "log1p", fromText: true }),
  root: numeric("a", { transform: "sqrt" }),
  "from text": numeric("a", { fromText: true }),
  placeholders: numeric("a", { missing: [999, 0, "n/a", 12] }),
  "many placeholders": numeric("a", { missing: [999, 1, 2, 3, 21, "N/A"], fromText: true }),
  flag: flag("a"),
  words: flag("a", { trueValues: ["Yes", "yes", 1, "ja", "oui"], falseValues: [" No", "No", 0, "nein"] }),
  "flag with placeholders": flag("a", { trueValues: ["Yes"], falseValues: [0], missing: [12, "n/a", "No"] }),
  ordinal: ordinal("a", ["low", "mid", "high"]),
  "any case": ordinal("a", ["low", "mid", "high"], { ignoreCase: true, missing: ["Select"] }),
  odd: ordinal("a", ["__proto__", " mid", "constructor", "12"]),
  ratio: ratio("a", "b"),
  since: daysSince("a"),
  until: daysUntil("a"),
  "a formula": formula("if(a > 0, log(a) / b, coalesce(b, -a, 3)) ^ 0.5 + max(a, b, 1) - round(a)"),
  comparisons: formula("(a < b) + (a <= b) * 2 + (a > b) * 4 + (a >= b) * 8 + (a == b) * 16 + (a != b) * 32"),
  logic: expression(
    call(
      "add",
      call("and", field("a"), field("b"), call("not", field("a"))),
      call("or", field("b"), call("exp", field("a")), call("clip", field("a"), value(-1), field("b"))),
    ) as Any,
  ),
  functions: expression(
    call(
      "min",
      call("log1p", field("a")),
      call("sqrt", field("a")),
      call("negate", call("negate", value(-2))),
      call("floor", call("divide", field("a"), value(3))),
      call("ceil", call("power", field("b"), field("a"))),
      call("abs", call("subtract", field("a"), value(-1))),
    ) as Any,
  ),
  constant: expression(value(-0) as Any),
  "one field": expression(field('it\'s "quoted"') as Any),
};

const CATEGORIES: Readonly<Record<string, Feature<Any>>> = {
  category: categorical("a"),
  "category, any case": categorical("a", {
    ignoreCase: true,
    aliases: { adwords: "google" },
    missing: ["Select"],
  }),
  "category with levels": categorical("a", {
    levels: ["Google", "low", "12"],
    ignoreCase: true,
    aliases: { AdWords: "GOOGLE", nein: "n/a", constructor: "low" },
    missing: ["n/a", "__proto__"],
  }),
  seniority: seniority("a"),
  "seniority with placeholders": seniority("a", { missing: ["Google", "vp"] }),
  department: department("a"),
  "department with placeholders": department("a", { missing: ["google ads"] }),
  "address with placeholders": emailDomainType("a", { missing: ["N/A", "Google"] }),
  address: emailDomainType("a", { free: ["Mine.org"], disposable: ["bin.me"] }),
};

const EVENT_FEATURES: Readonly<Record<string, Feature<Any>>> = {
  count: countEvents("events"),
  "count of visits": countEvents("events", { where: { type: "visit" }, withinDays: 30 }),
  "count of many": countEvents("events", {
    where: { type: ["visit", null, 7, Number.NaN], paid: [true, null] },
  }),
  "count of none": countEvents("events", { where: { type: [] } }),
  "another date": countEvents("events", { at: "when" }),
  sum: sumEvents("events", { value: "n" }),
  "sum of points": sumEvents("events", {
    value: { by: "type", points: { visit: 2, mail: -0.1 }, otherwise: 0.7 },
  }),
  "half-life": decayedSum("events", { halfLifeDays: 7, weight: "n" }),
  "no weight": decayedSum("events", { halfLifeDays: 7 }),
  lifespan: decayedSum("events", { lifespanDays: 30, weight: { by: "type", points: { visit: 3 } } }),
  steps: decayedSum("events", {
    steps: [
      { withinDays: 2, weight: 1 },
      { withinDays: 40, weight: 0.3 },
    ],
  }),
  "since the last": daysSinceEvent("events", { where: { type: "visit" } }),
  growth: growth("events", { value: "n", overDays: 30 }),
  trend: trend("events", { value: "n" }),
  "trend a month": trend("events", { value: "n", perDays: 30, withinDays: 60 }),
  recency: recencyFrequencyValue("events", { measure: "recency" }),
  frequency: recencyFrequencyValue("events", { measure: "frequency" }),
  amount: recencyFrequencyValue("events", { measure: "value", value: "n" }),
  span: recencyFrequencyValue("events", { measure: "span" }),
  age: recencyFrequencyValue("events", { measure: "age" }),
};

/** A model of one feature that shows its value to the bit, for whatever type. */
function modelWith(feature: Feature<Any>) {
  const { type, levels, transform } = feature;
  const texts = ["Google", "google", "low", "12", "vp", "sales", "free", "__proto__", "true"];
  const when = (condition: object) => ({
    when: { feature: "x", ...condition },
    contribution: 1,
    otherwise: 0,
  });
  const rule = { kind: "condition", times: null, minimum: null, maximum: null } as const;
  const terms: (Partial<Term> & Pick<Term, "kind">)[] =
    type === "category"
      ? [
          {
            ...{ kind: "levels", feature: "x", levels: texts, contributions: texts.map((_, i) => 2 ** i) },
            ...{ missing: 1024, unseen: 0.5 },
          } as const,
          { ...rule, ...when({ contains: "goog" }), contribution: 2048 } as Any,
          { ...rule, ...when({ endsWith: "E" }), contribution: 4096 } as Any,
        ]
      : [{ kind: "linear", feature: "x", coefficient: 1, center: 0, missing: 123.25 }];
  return modelOf({
    features: [summary("x", type, { levels: type === "ordinal" ? levels : null, transform })],
    intercept: -0,
    terms,
    coverageFloor: 0.5,
  });
}

function expectSameValues(feature: Feature<Any>, records: readonly unknown[]): void {
  const features = featureSet<Any>()({ x: feature });
  const model = modelWith(feature);
  const scorer = createScorer(model, features);
  expectSameScores(moduleOf(model, features), scorer, records, { asOf });
  expectSameScores(compileScorer(model, features), scorer, records, { asOf });
  expectSameScores(compileScorer(model, features), scorer, records, { asOf: (row: Any) => row.asOf ?? asOf });
}

const pairs = RAW.flatMap((a, i) => [{ a, b: 4 }, { b: a, a: RAW[(i * 7) % RAW.length] }, { a }]);

describe("every extractor, translated, gives the value or the reason of the feature itself", () => {
  it.each(Object.keys(FEATURES))("%s", (name) => expectSameValues(FEATURES[name] as Feature<Any>, pairs));

  it.each(Object.keys(CATEGORIES))("%s", (name) => expectSameValues(CATEGORIES[name] as Feature<Any>, pairs));

  it.each(Object.keys(EVENT_FEATURES))("%s", (name) => {
    const records = EVENTS.map((events) => ({ events }));
    expectSameValues(EVENT_FEATURES[name] as Feature<Any>, records);
  });

  it("a category keeps being right after more different texts than it remembers", () => {
    const texts = Array.from({ length: 3000 }, (_, i) => ({ a: `${i % 2 ? "Google" : "other"} ${i}` }));
    expectSameValues(CATEGORIES.category as Feature<Any>, [...texts, ...texts, { a: "Google" }]);
    expectSameValues(CATEGORIES.seniority as Feature<Any>, [...texts, { a: "vp" }]);
  });
});

describe("a record that cannot be read", () => {
  const features = featureSet<Any>()({ b: numeric("b"), a: flag("a"), c: daysSince("c") });
  const model = modelOf({ features: [summary("c"), summary("b"), summary("a", "flag")] });
  const scorer = createScorer(model, features);
  const code = moduleOf(model, features);

  it("is told by the first feature in the order of names, not of the model or of the code", () => {
    expect(code.score({ a: "x", b: "y", c: "z" }, { asOf })).toEqual({
      status: "rejected",
      feature: "a",
      reason: 'expected a boolean, received "x"',
    });
    expectSameScores(code, scorer, [{ a: "x", b: "y" }, { b: "y", c: "z" }, { c: "z" }, { a: 1, c: 3 }], {
      asOf,
    });
  });

  it("is told by the feature whose field throws, and the others are scored", () => {
    const throws = (name: string) => ({
      a: true,
      b: 1,
      c: null,
      get [name]() {
        throw new RangeError("closed");
      },
    });
    const records = [
      { a: true, b: 2 },
      throws("a"),
      throws("b"),
      { b: 4 },
      throws("c"),
      { ...{ a: "no" }, c: 1 },
    ];
    expect(code.scoreAll(records, { asOf }).rejected).toHaveLength(4);
    expectSameScores(code, scorer, records, { asOf });
  });

  it("gets the reason of asOf where that is a function that gives no Date", () => {
    const records = [{ when: asOf }, { when: "no" }, null, {}, { when: new Date(Number.NaN) }];
    const options = {
      asOf: (row: Any) => {
        if (row.when === undefined) throw new Error("when?");
        return row.when;
      },
    };
    expectSameScores(code, scorer, records, options);
  });
});

describe("the reader of ISO dates", () => {
  const { two, parseInstant: parse } = VALUE_HELPERS;
  const read = new Function(`${two.text}\n${parse.text}\nreturn parseInstant;`)() as (text: string) => number;
  const pick = <Item>(items: readonly Item[], i: number) => items[i % items.length] as Item;

  it("agrees with parseInstant on every day of 2,400 years, and on impossible ones", () => {
    for (let year = 0; year <= 9999; year += year > 1800 && year < 2200 ? 1 : 7) {
      for (const month of [0, 1, 2, 3, 6, 11, 12, 13]) {
        for (const day of [0, 1, 15, 28, 29, 30, 31, 32]) {
          const text = `${`${year}`.padStart(4, "0")}-${`${month}`.padStart(2, "0")}-${`${day}`.padStart(2, "0")}`;
          if (!Object.is(read(text), parseInstant(text)))
            expect([text, read(text)]).toEqual([text, parseInstant(text)]);
        }
      }
    }
  });

  it("agrees on times, fractions and offsets, and on what only looks like them", () => {
    const marks = ["T", " ", "t", "_", ""];
    const times = [
      "00:00",
      "23:59",
      "24:00",
      "9:00",
      "12:60",
      "12:30:00",
      "12:30:60",
      "12:30:59",
      "12:3",
      "12",
      "12:30:",
    ];
    const fractions = [
      "",
      ".",
      ".5",
      ",25",
      ".123",
      ".1239",
      ".999999999",
      ".9999999999",
      ".1a",
      ";5",
      ".0005",
    ];
    const zones = [
      "",
      "Z",
      "z",
      "+02:00",
      "-0530",
      "+02",
      "-24",
      "+23:59",
      "+02:60",
      "+2",
      "+02:0",
      "Z ",
      "+02:000",
      " Z",
    ];
    let checked = 0;
    for (let i = 0; i < marks.length * times.length * fractions.length * zones.length; i++) {
      const [a, b, c] = [
        times.length,
        times.length * fractions.length,
        times.length * fractions.length * zones.length,
      ];
      const text = `2024-02-29${pick(marks, Math.floor(i / c))}${pick(times, i)}${pick(fractions, Math.floor(i / a))}${pick(zones, Math.floor(i / b))}`;
      if (!Object.is(read(text), parseInstant(text)))
        expect([text, read(text)]).toEqual([text, parseInstant(text)]);
      checked++;
    }
    expect(checked).toBe(marks.length * times.length * fractions.length * zones.length);
    for (const text of [
      "",
      "2",
      "2024",
      "2024-02-2",
      "2024-02-29T",
      "+024-02-29",
      "2024-02-29T12:30:00.5+1",
      "٢٠٢٤-٠٢-٢٩",
    ]) {
      expect([text, read(text)]).toEqual([text, parseInstant(text)]);
    }
  });
});
