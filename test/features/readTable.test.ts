import { describe, expect, it } from "vitest";
import {
  categorical,
  custom,
  daysSince,
  featureSet,
  flag,
  numeric,
  ordinal,
  readTable,
  sumEvents,
} from "../../src/features/index";
import { failure } from "../core/failure";
import { type Any, asOf, daysAgo } from "./read";

const { NaN: missing } = Number;
const features = featureSet<Any>()({
  visits: numeric("visits"),
  source: categorical("source"),
  size: ordinal("size", ["small", "big"]),
  optOut: flag("optOut"),
});
const good = { visits: 3, source: "Web", size: "big", optOut: false };

describe("the table", () => {
  it("has a row per record, in the order of the input, and a column per feature", () => {
    const { table, rejected, instants } = readTable(
      [good, {}, { ...good, visits: 4, source: "Fair" }],
      features,
    );
    expect(table).toEqual({
      rowCount: 3,
      columns: {
        optOut: { type: "number", values: Float64Array.of(0, missing, 0) },
        size: { type: "number", values: Float64Array.of(1, missing, 1) },
        source: { type: "category", codes: Int32Array.of(0, -1, 1), levels: ["Web", "Fair"] },
        visits: { type: "number", values: Float64Array.of(3, missing, 4) },
      },
    });
    expect(rejected).toEqual([]);
    expect(instants).toEqual(Float64Array.of(missing, missing, missing));
  });

  it("of no records has no rows, and all its columns", () => {
    const { table, rejected } = readTable([], features);
    expect([table.rowCount, Object.keys(table.columns), rejected]).toEqual([0, features.names, []]);
  });
});

describe("a record with a value that cannot be used", () => {
  const { table, rejected } = readTable(
    [good, { ...good, visits: "3", size: "huge" }, { ...good, source: "Fair" }, { ...good, optOut: "?" }],
    features,
  );

  it("is listed with its index, the first feature in the order of names, and the reason", () => {
    expect(rejected).toEqual([
      { index: 1, feature: "size", reason: 'expected one of small, big, received "huge"' },
      { index: 3, feature: "optOut", reason: 'expected a boolean, received "?"' },
    ]);
  });

  it("keeps its row, in which every value is missing, those before the bad one too", () => {
    expect(table.rowCount).toBe(4);
    for (const column of Object.values(table.columns)) {
      const values =
        column.type === "number"
          ? Array.from(column.values, Number.isNaN)
          : Array.from(column.codes, (code) => code === -1);
      expect(values).toEqual([false, true, false, true]);
    }
  });
});

describe("what is no record", () => {
  it.each([
    [null, "null"],
    [undefined, "undefined"],
    ["visits", '"visits"'],
    [7, "7"],
    [() => good, "a function"],
  ])("%s is rejected, and the others are read", (row, shown) => {
    const { table, rejected } = readTable([row, good], features);
    expect(rejected).toEqual([{ index: 0, feature: null, reason: `expected a record, received ${shown}` }]);
    expect(table.columns.visits).toEqual({ type: "number", values: Float64Array.of(missing, 3) });
  });

  it("a hole in the list is rejected too", () => {
    // biome-ignore lint/suspicious/noSparseArray: the hole is the test
    expect(readTable([good, , good] as Any, features).rejected.map(({ index }) => index)).toEqual([1]);
  });

  it("an array is a record like any other, for features that are functions of it", () => {
    const first = featureSet<number[]>()({ first: numeric((row) => row[0]) });
    expect(readTable([[3, 4]], first).table.columns.first).toEqual({
      type: "number",
      values: Float64Array.of(3),
    });
  });
});

describe("keys of object internals in the data", () => {
  it("reach no prototype and change no value", () => {
    const row = JSON.parse(
      '{"__proto__":{"visits":99,"polluted":true},"constructor":{"name":"x"},"visits":3}',
    );
    const { table } = readTable([row, {}], features);
    expect(table.columns.visits).toEqual({ type: "number", values: Float64Array.of(3, missing) });
    expect(({} as Any).polluted).toBeUndefined();
  });

  it("a record without a prototype is read like any other", () => {
    const { table } = readTable([Object.assign(Object.create(null), good)], features);
    expect(table.columns.visits).toEqual({ type: "number", values: Float64Array.of(3) });
  });

  it("a getter that throws rejects its own record, and no other", () => {
    const broken = {
      get visits(): number {
        throw new Error("not loaded");
      },
    };
    const { table, rejected } = readTable<Any>([good, broken, good], features);
    expect(table.columns.visits).toEqual({ type: "number", values: Float64Array.of(3, missing, 3) });
    expect(rejected).toEqual([
      { index: 1, feature: "visits", reason: expect.stringContaining("not loaded") },
    ]);
  });

  it("a proxy that refuses everything rejects its own record, and no other", () => {
    const { proxy, revoke } = Proxy.revocable<Any>({}, {});
    revoke();
    const { table, rejected } = readTable<Any>([...Array(12).fill(good), proxy, good], features);
    expect(rejected.map(({ index }) => index)).toEqual([12]);
    expect(table.columns.visits).toEqual({
      type: "number",
      values: Float64Array.of(...Array(12).fill(3), missing, 3),
    });
  });

  it("getters of a class are read", () => {
    class Lead {
      get visits() {
        return 5;
      }
    }
    expect(readTable<Any>([new Lead()], features).table.columns.visits).toEqual({
      type: "number",
      values: Float64Array.of(5),
    });
  });
});

describe("asOf", () => {
  const dated = featureSet<Any>()({ age: daysSince("created"), visits: numeric("visits") });
  const rows = [
    { created: daysAgo(3), visits: 1, scored: daysAgo(2) },
    { created: daysAgo(9), visits: 2, scored: daysAgo(4) },
  ];
  const ages = (options: Any) => {
    const column = readTable(rows, dated, options).table.columns.age;
    return column?.type === "number" ? Array.from(column.values) : [];
  };

  it("is one Date for all records, and comes back as instants", () => {
    expect(ages({ asOf })).toEqual([3, 9]);
    expect(readTable(rows, dated, { asOf }).instants).toEqual(
      Float64Array.of(asOf.getTime(), asOf.getTime()),
    );
  });

  it("or a function from record to Date, while training", () => {
    expect(ages({ asOf: (row: Any) => row.scored })).toEqual([1, 5]);
    expect(readTable(rows, dated, { asOf: (row) => row.scored }).instants).toEqual(
      Float64Array.of(daysAgo(2).getTime(), daysAgo(4).getTime()),
    );
  });

  it("a later change of the Date changes nothing", () => {
    const mine = new Date(asOf);
    const { instants } = readTable(rows, dated, { asOf: mine });
    mine.setTime(0);
    expect(instants[0]).toBe(asOf.getTime());
  });

  it("is an error if it is absent and a feature needs it, even for no records", () => {
    for (const some of [rows, []])
      expect(failure(() => readTable(some, dated))).toBe(
        'missing_as_of: readTable: expected asOf, which feature "age" needs, received undefined',
      );
  });

  it.each([
    ["10.3.2026", '"10.3.2026"'],
    [1_773_100_800_000, "1773100800000"],
    [new Date("soon"), "an invalid Date"],
    [null, "null"],
  ])("%s is refused, also where no feature needs it", (wrong, shown) => {
    for (const set of [dated, features])
      expect(failure(() => readTable(rows, set, { asOf: wrong as never }))).toBe(
        `invalid_argument: readTable: expected asOf to be a Date or ISO 8601 text, received ${shown}`,
      );
  });

  it("ISO 8601 text is an instant, for all records and for one", () => {
    const expected = readTable(rows, dated, { asOf: new Date("2026-03-10") });
    for (const asOf of ["2026-03-10", () => "2026-03-10", " 2026-03-10T01:00:00+01:00"])
      expect(readTable(rows, dated, { asOf })).toEqual(expected);
  });

  it("a function that gives no valid Date rejects that record", () => {
    const { rejected } = readTable(rows, dated, {
      asOf: (row: Any) => (row.visits === 1 ? row.scored : undefined),
    });
    expect(rejected).toEqual([
      {
        index: 1,
        feature: null,
        reason: "expected asOf to give a Date or ISO 8601 text, received undefined",
      },
    ]);
  });

  it("a function that throws rejects that record with the error", () => {
    const { rejected } = readTable(rows, dated, {
      asOf: () => {
        throw new Error("no date");
      },
    });
    expect(rejected[0]?.reason).toBe(
      "expected asOf to give a Date or ISO 8601 text, received an error: no date",
    );
  });

  it("what is no record is rejected as such, not for its instant", () => {
    const { rejected } = readTable([null as Any], dated, { asOf: (row: Any) => row.scored });
    expect(rejected[0]?.reason).toBe("expected a record, received null");
  });
});

describe("the arguments", () => {
  it("frozen records, lists and features are accepted and unchanged", () => {
    const events = Object.freeze([Object.freeze({ at: "2026-03-01", amount: 3 })]);
    const row = Object.freeze({ ...good, events });
    const rows = Object.freeze([row]);
    const before = JSON.stringify(rows);
    const set = featureSet<Any>()({ ...features.features, sum: sumEvents("events", { value: "amount" }) });
    expect(readTable(rows, set, Object.freeze({ asOf })).rejected).toEqual([]);
    expect(JSON.stringify(rows)).toBe(before);
  });

  it("the order of the keys of records and features does not matter", () => {
    const reversed = (value: object) => Object.fromEntries(Object.entries(value).reverse());
    const other = featureSet<Any>()(reversed(features.features) as never);
    expect(readTable([reversed(good)], other)).toEqual(readTable([good], features));
  });

  it.each([
    [undefined, features, "rows to be an array of records, received undefined"],
    [good, features, "rows to be an array of records, received an object with visits, source, size, optOut"],
    ["rows", features, 'rows to be an array of records, received "rows"'],
    [[], undefined, "features made by featureSet, received undefined"],
    [
      [],
      { visits: numeric("visits" as never) },
      "features made by featureSet, received an object with visits",
    ],
  ])("case %# is refused", (rows, set, message) => {
    expect(failure(() => readTable(rows as never, set as never))).toBe(
      `invalid_argument: readTable: expected ${message}`,
    );
  });

  it("an unknown option is refused: { asof } would be ignored", () => {
    expect(failure(() => readTable([], features, { asof: asOf } as never))).toBe(
      'invalid_argument: readTable: expected options with keys asOf, received "asof"',
    );
  });

  it("options of null are refused", () => {
    expect(failure(() => readTable([], features, null as never))).toBe(
      "invalid_argument: readTable: expected options to be an object, received null",
    );
  });
});

describe("what a feature gives", () => {
  const read = (value: unknown, type: "number" | "category") => {
    const odd = { ...custom<Any>(() => 0, { type }), read: () => value as never };
    return readTable([{}], featureSet<Any>()({ odd })).rejected[0]?.reason;
  };

  it("of another type than its own rejects the record", () => {
    expect(read("text", "number")).toBe('expected a value of the feature\'s type, received "text"');
    expect(read(undefined, "number")).toBe("expected a value of the feature's type, received undefined");
    expect(read(1, "category")).toBe("expected a value of the feature's type, received 1");
  });

  it("a sum too large for a number does not enter the table as Infinity", () => {
    const set = featureSet<Any>()({ sum: sumEvents("orders", { value: "amount" }) });
    const order = { at: asOf, amount: 1e308 };
    const column = readTable([{ orders: [order, order] }], set, { asOf }).table.columns.sum;
    expect(column?.type === "number" && column.values[0]).toBeNaN();
  });
});
