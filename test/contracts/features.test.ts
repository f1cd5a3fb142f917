import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as api from "../../src/features/index";
import { failure } from "../core/failure";
import { type Any, asOf, daysAgo } from "../features/read";

type Feature = api.Feature<Any>;

/** What the suite has to know of an extractor: nothing more, so that a new one is one entry. */
interface Entry {
  /** Makes it from data alone; null if it always takes a function. The options are its own ones. */
  readonly fromData: ((options?: object) => Feature) | null;
  /** The options that the first call is tried with. */
  readonly options: object;
  /** Makes it with a function among its arguments; null if it takes none. */
  readonly fromFunction: (() => Feature) | null;
  /** A record with a value, and the keys of it that the extractor reads. */
  readonly record: object;
  readonly reads: readonly string[];
}

const events = [
  { at: daysAgo(400), type: "visit", amount: 5 },
  { at: "2026-03-01T12:00:00Z", type: "demo", amount: 7 },
  { at: daysAgo(-5), type: "visit", amount: 100 },
];
const overEvents = (make: (field: Any, options: Any) => Feature, own: object): Entry => ({
  fromData: (options) => make("events", options),
  options: { where: { type: ["visit", "demo"] }, at: "at", ...own },
  fromFunction: () => make((row: Any) => row.events, own),
  record: { events, other: 1 },
  reads: ["events"],
});
const overField = (
  make: (field: Any, options: Any) => Feature,
  value: unknown,
  options: object = {},
): Entry => ({
  fromData: (given) => make("field", given),
  options,
  fromFunction: () => make((row: Any) => row.field, options),
  record: { other: 1, field: value },
  reads: ["field"],
});
const tree: api.Expression = {
  op: "call",
  name: "add",
  arguments: [
    { op: "field", field: "a" },
    { op: "number", value: 1 },
  ],
};

const extractors: Readonly<Record<string, Entry>> = {
  numeric: overField(api.numeric, 3, { clip: [0, 9], transform: "log1p", missing: [999], fromText: true }),
  flag: overField(api.flag, "Yes", { trueValues: ["Yes"], falseValues: ["No"] }),
  categorical: overField(api.categorical, "Web", {
    levels: ["Web"],
    ignoreCase: true,
    aliases: { internet: "Web" },
    missing: ["Select"],
  }),
  ordinal: overField((field, options) => api.ordinal(field, ["small", "big"], options), "big", {
    ignoreCase: true,
    missing: ["?"],
  }),
  ratio: {
    fromData: (options) => api.ratio<Any>("a", "b", options),
    options: {},
    fromFunction: () => api.ratio<Any>("a", (row: Any) => row.b),
    record: { a: 3, b: 4, other: 1 },
    reads: ["a", "b"],
  },
  daysSince: overField(api.daysSince, "2026-03-01"),
  daysUntil: overField(api.daysUntil, daysAgo(-20)),
  countEvents: overEvents(api.countEvents, { withinDays: 30 }),
  sumEvents: overEvents(api.sumEvents, { value: "amount" }),
  decayedSum: overEvents(api.decayedSum, { halfLifeDays: 9, weight: { by: "type", points: { demo: 3 } } }),
  daysSinceEvent: overEvents(api.daysSinceEvent, {}),
  trend: overEvents(api.trend, { value: "amount", perDays: 30 }),
  growth: overEvents(api.growth, { value: "amount", overDays: 300 }),
  recencyFrequencyValue: overEvents(api.recencyFrequencyValue, { measure: "value", value: "amount" }),
  seniority: overField(api.seniority, "VP Sales"),
  department: overField(api.department, "VP Sales"),
  emailDomainType: overField(api.emailDomainType, "ada@acme.io", { free: ["isp.net"], disposable: ["x.io"] }),
  custom: {
    fromData: null,
    options: { type: "number" },
    fromFunction: () => api.custom<Any>((row) => row.field),
    record: { field: 3, other: 1 },
    reads: ["field"],
  },
  expression: {
    fromData: (options) => api.expression<Any>(tree, options),
    options: {},
    fromFunction: null,
    record: { a: 3, other: 1 },
    reads: ["a"],
  },
};

/** Exported functions that make no feature. */
const others = [
  "featureSet",
  "featureFromDefinition",
  "mergeFeatureSets",
  "readTable",
  "readColumns",
  "checkExpression",
  "evaluateExpression",
];

it("every exported function is in the table of this suite, or said to be no extractor", () => {
  const functions = Object.entries(api)
    .filter(([, value]) => typeof value === "function")
    .map(([name]) => name);
  expect(functions.sort()).toEqual([...Object.keys(extractors), ...others].sort());
});

function deepFreeze<T>(value: T): T {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}

const reversed = (value: object): Any => Object.fromEntries(Object.entries(value).reverse());
const isMissing = (value: unknown) => value === null || Number.isNaN(value);
const at = asOf.getTime();

/** What one record gives through `readTable`: a number, text, NaN or null, or the reason of its rejection. */
function through(feature: Feature, record: unknown): unknown {
  const { table, rejected } = api.readTable([record], api.featureSet<Any>()({ feature }), { asOf });
  if (rejected[0] !== undefined) return `rejected: ${rejected[0].reason}`;
  const column = table.columns.feature;
  if (column?.type === "number") return column.values[0];
  const code = column?.codes[0] as number;
  return code === -1 ? null : column?.levels[code];
}

/** Records that were made to break something: any value in the fields, and events of any shape. */
const hostileRecord = (reads: readonly string[]) => {
  const any = fc.anything({
    withBigInt: true,
    withDate: true,
    withNullPrototype: true,
    withTypedArray: true,
  });
  const event = fc.record(
    { at: fc.oneof(fc.date(), fc.string(), any), type: any, amount: fc.oneof(fc.double(), any) },
    { noNullPrototype: false, requiredKeys: [] },
  );
  const value = fc.oneof(
    any,
    fc.string({ unit: "binary" }),
    fc.array(fc.oneof(event, event, any)),
    fc.double(),
  );
  return fc.oneof(any, fc.record(Object.fromEntries(reads.map((key) => [key, value]))));
};

describe.each(Object.entries(extractors))(
  "%s",
  (name, { fromData, options, fromFunction, record, reads }) => {
    const feature = (fromData?.(options) ?? fromFunction?.()) as Feature;

    it("gives the record of the table a value", () => {
      expect(isMissing(feature.read(record, at))).toBe(false);
    });

    it("is frozen metadata and one function, of a known type", () => {
      expect(Object.isFrozen(feature)).toBe(true);
      expect(["number", "flag", "ordinal", "category"]).toContain(feature.type);
      expect(typeof feature.read(record, at)).toBe(feature.type === "category" ? "string" : "number");
    });

    it("reads what it parses from its key, where it has one", () => {
      expect(feature.key === null).toBe(feature.parse === null);
      expect(fromFunction?.().key ?? null).toBeNull();
      if (feature.key === null) return;
      expect(feature.parse?.((record as Any)[feature.key], at)).toBe(feature.read(record, at));
    });

    it("accepts a frozen record and frozen options, and changes neither", () => {
      const before = structuredClone(record);
      const frozen = deepFreeze(structuredClone(record));
      const made = fromData?.(deepFreeze(structuredClone(options))) ?? feature;
      expect(made.read(frozen, at)).toBe(feature.read(record, at));
      expect(frozen).toEqual(before);
    });

    it("gives the same for the same record, again and again", () => {
      const first = feature.read(record, at);
      for (const other of [{}, record, { ...record }]) feature.read(other, at + 1);
      expect(feature.read(record, at)).toBe(first);
    });

    it("does not see the order of the keys of the record, of its events, or of the options", () => {
      const turned = reversed(record);
      if (Array.isArray(turned.events)) turned.events = turned.events.map(reversed);
      const made = fromData?.(reversed(options)) ?? feature;
      expect(made.read(turned, at)).toBe(feature.read(record, at));
    });

    it("does not see properties that it does not read", () => {
      expect(feature.read({ ...record, other: "changed", more: Symbol("x") }, at)).toBe(
        feature.read(record, at),
      );
    });

    it.runIf(fromData)("is described by plain JSON where every option is data", () => {
      const { definition } = feature;
      expect(definition?.extractor).toBe(name);
      expect(JSON.parse(JSON.stringify(definition))).toEqual(definition);
    });

    it.runIf(fromData)("is made again from its definition: the same metadata, the same values", () => {
      const { definition } = feature;
      const again = api.featureFromDefinition<Any>(JSON.parse(JSON.stringify(definition)));
      const metadata = ({ read: _, readNamed: __, parse, original, ...rest }: Feature) => ({
        ...rest,
        parses: parse !== null,
        isChanged: original !== null,
      });
      expect(metadata(again)).toEqual(metadata(feature));
      fc.assert(
        fc.property(fc.oneof(hostileRecord(reads), fc.constant(record)), (hostile) => {
          expect(through(again, hostile)).toEqual(through(feature, hostile));
        }),
        { numRuns: 100, seed: 20_260_102 },
      );
    });

    it.runIf(fromData)("says in its definition what it reads and every option it was given", () => {
      const text = JSON.stringify(feature.definition);
      for (const word of [...reads, ...Object.keys(options)]) expect(text).toContain(`"${word}"`);
    });

    it.runIf(fromFunction)("has no definition where a function was given, and the same value", () => {
      const made = fromFunction?.() as Feature;
      expect(made.definition).toBeNull();
      expect(made.read(record, at)).toBe(feature.read(record, at));
    });

    it("is missing where what it reads is absent, null, undefined or NaN", () => {
      expect(through(feature, {})).toSatisfy(isMissing);
      for (const absent of [null, undefined, ...(reads[0] === "events" ? [] : [Number.NaN, "", " "])]) {
        for (const key of reads) {
          expect(through(feature, { ...record, [key]: absent }), `${key} of ${absent}`).toSatisfy(isMissing);
        }
      }
    });

    it("never throws through readTable, whatever the record, and never gives undefined or infinity", () => {
      fc.assert(
        fc.property(hostileRecord(reads), (hostile) => {
          const value = through(feature, hostile);
          const usable = typeof value === "string" || isMissing(value) || Number.isFinite(value);
          expect(usable, String(value)).toBe(true);
          expect(String(value).length).toBeLessThan(2000);
        }),
        { numRuns: 200, seed: 20_260_101 },
      );
    });

    it("a table is what reading record by record gives", () => {
      const records = [record, {}, null, { ...record }, { [reads[0] as string]: { wrong: true } }];
      const { table, rejected, instants } = api.readTable<Any>(records, api.featureSet<Any>()({ feature }), {
        asOf,
      });
      expect(table.rowCount).toBe(records.length);
      expect(rejected.map(({ index }) => index)).toEqual([2, 4]);
      records.forEach((one, i) => {
        const column = table.columns.feature as Any;
        const value = column.type === "number" ? column.values[i] : (column.levels[column.codes[i]] ?? null);
        if (i === 2 || i === 4) expect(value).toSatisfy(isMissing);
        else expect(value).toBe(feature.read(one, instants[i] as number));
      });
    });

    it.runIf(fromData)("refuses an option it does not know, and options that are none", () => {
      expect(failure(() => fromData?.({ ...options, wihtinDays: 3 }))).toMatch(
        new RegExp(`^invalid_argument: ${name}: expected options with keys .*, received "wihtinDays"$`),
      );
      expect(failure(() => fromData?.({ ...options, ...JSON.parse('{"__proto__":1}') }))).not.toContain(
        "not a SalienceError",
      );
      for (const none of [null, [], "options", 7])
        expect(failure(() => fromData?.(none as never))).toMatch(
          new RegExp(`^invalid_argument: ${name}: expected `),
        );
    });

    it.runIf(fromData)("keeps label, unit, source, visibility and phrase", () => {
      const common = {
        label: "a label",
        unit: "EUR",
        source: { system: "CRM", refreshedAt: "2026-03-09" },
        visibility: "protected",
        phrase: "{value} of it",
      };
      expect(fromData?.({ ...options, ...common })).toMatchObject(common);
    });
  },
);
