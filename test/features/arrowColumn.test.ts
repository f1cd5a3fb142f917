import {
  Bool,
  type DataType,
  DateDay,
  DateMillisecond,
  Decimal,
  Dictionary,
  Float16,
  Float32,
  Float64,
  Int8,
  Int16,
  Int32,
  Int64,
  LargeUtf8,
  Table,
  TimestampMicrosecond,
  TimestampMillisecond,
  TimestampNanosecond,
  TimestampSecond,
  Uint8,
  Uint16,
  Uint32,
  Uint64,
  Utf8,
  type Vector,
  vectorFromArray,
} from "apache-arrow";
import { describe, expect, it } from "vitest";
import {
  categorical,
  custom,
  daysSince,
  type Feature,
  featureSet,
  flag,
  numeric,
  readColumns,
  readTable,
} from "../../src/features/index";
import { type Any, asOf } from "./read";

const date = (text: string) => new Date(text);
const days = daysSince<Any>("field");
const number = numeric<Any>("field");
const dates = ["2026-01-05", "1969-12-30", "2025-11-30"].map(date);
const instants = ["2026-01-05T10:30:01Z", "1969-12-30T23:59:59Z", "2025-11-30T00:00:00Z"].map(date);

/** Types, the values that a record has, what Arrow is given for them, and a feature that reads them. */
const cases: readonly (readonly [
  string,
  DataType,
  readonly unknown[],
  Feature<Any>,
  (readonly unknown[])?,
])[] = [
  ["Int8", new Int8(), [1, -2, 127], number],
  ["Int16", new Int16(), [1, -2, 300], number],
  ["Int32", new Int32(), [1, -2, 70_000], number],
  ["Int64", new Int64(), [1, -2, 2 ** 40], number, [1n, -2n, 2n ** 40n]],
  ["Uint8", new Uint8(), [1, 2, 255], number],
  ["Uint16", new Uint16(), [1, 2, 65_535], number],
  ["Uint32", new Uint32(), [1, 2, 4_294_967_295], number],
  ["Uint64", new Uint64(), [1, 2, 2 ** 52], number, [1n, 2n, 2n ** 52n]],
  ["Float16", new Float16(), [1.5, -2, 0.25], number],
  ["Float32", new Float32(), [1.5, -2, 0.25], number],
  ["Float64", new Float64(), [1.1, -2, 1e300], number],
  ["Decimal", new Decimal(2, 10, 128), [12.34, -0.05, 1e6], number, [1234, -5, 1e8].map(words)],
  ["Bool", new Bool(), [true, false, true], flag<Any>("field")],
  ["Utf8", new Utf8(), ["web", "Ä fair", "web"], categorical<Any>("field")],
  ["LargeUtf8", new LargeUtf8(), ["web", "Ä fair", "web"], categorical<Any>("field")],
  ["text as numbers", new Utf8(), ["12", "-0.5", "7"], numeric<Any>("field", { fromText: true })],
  ["numbers as categories", new Int64(), [1, 2, 1], categorical<Any>("field"), [1n, 2n, 1n]],
  ["DateDay", new DateDay(), dates, days],
  ["DateMillisecond", new DateMillisecond(), instants, days],
  ["TimestampSecond", new TimestampSecond(), instants, days],
  ["TimestampMillisecond", new TimestampMillisecond(), instants, days],
  ["TimestampMicrosecond", new TimestampMicrosecond(), instants, days],
  ["TimestampNanosecond", new TimestampNanosecond(), instants, days],
  ["instants as text", new Utf8(), instants.map((one) => one.toISOString()), days],
  ["Int32, read by a function", new Int32(), [1, -2, 3], custom<Any>((row) => row.field)],
];

/** 128 bits, the lowest first. */
function words(integer: number): Uint32Array {
  const bits = BigInt.asUintN(128, BigInt(integer));
  return Uint32Array.from([0n, 32n, 64n, 96n], (by) => Number((bits >> by) & 0xffff_ffffn));
}

/** The same values in every way that Arrow stores a column. */
function storages(type: DataType, list: readonly unknown[]): Readonly<Record<string, Vector>> {
  const plain = (values: readonly unknown[]) => vectorFromArray(values as never[], type);
  const coded = (values: readonly unknown[], index = new Int32()) =>
    vectorFromArray(values as never[], new Dictionary(type, index));
  const [first, rest] = [list.slice(0, 2), list.slice(2)];
  const around = [...list.slice(-2), ...list, ...list.slice(0, 3)];
  const cut = (vector: Vector) => vector.slice(2, 2 + list.length);
  return {
    plain: plain(list),
    dictionary: coded(list),
    "dictionary of small codes": coded(list, new Int8() as never),
    sliced: cut(plain(around)),
    "sliced dictionary": cut(coded(around)),
    chunked: plain(first).concat(plain(rest)),
    "chunked dictionary": coded(first).concat(coded(rest)),
    "sliced chunks": cut(plain(around.slice(0, 3)).concat(plain(around.slice(3)))),
    "sliced chunks of a dictionary": cut(coded(around.slice(0, 3)).concat(coded(around.slice(3)))),
  };
}

/** The values of the feature in every row, whatever the order of levels. */
function valuesOf({ table, rejected }: ReturnType<typeof readTable>) {
  const column = table.columns.feature;
  const values =
    column?.type === "category"
      ? Array.from(column.codes, (code) => column.levels[code] ?? null)
      : Array.from(column?.values ?? []);
  return { values, rejected };
}

const complete = cases.map(
  ([name, type, values, feature, given = values]) => [name, type, values, feature, given] as const,
);

describe.each(complete)("an Arrow column of %s", (_, type, values, feature, given) => {
  const features = featureSet<Any>()({ feature });

  it.each([
    ["without nulls", false],
    ["with nulls", true],
  ])("%s is read as records are, however it is stored", (_, withNulls) => {
    const places = withNulls ? [0, null, 1, 2, null, 0, 1] : [0, 1, 2, 2, 0, 1];
    const at = (list: readonly unknown[]) => places.map((place) => (place === null ? null : list[place]));
    const expected = valuesOf(
      readTable(
        at(values).map((field) => ({ field })),
        features,
        { asOf },
      ),
    );
    expect(expected.rejected).toEqual([]);
    for (const [storage, vector] of Object.entries(storages(type, at(given)))) {
      expect(valuesOf(readColumns(new Table({ field: vector }) as Any, features, { asOf })), storage).toEqual(
        expected,
      );
    }
  });
});

describe("codes beyond their levels", () => {
  const levels = ["web", "fair"];
  const problem = (index: number, code: unknown) => ({
    index,
    feature: "x",
    reason: `expected a code of the 2 levels of column "field", received ${code}`,
  });

  it.each<[string, Feature<Any>]>([
    ["categorical", categorical<Any>("field")],
    ["flag", flag<Any>("field", { trueValues: ["web"], falseValues: ["fair"] })],
    ["a function", custom<Any>((row) => row.field, { type: "category" })],
  ])("reject the record with a word, negative ones and NaN are missing: %s", (_, feature) => {
    const features = featureSet<Any>()({ x: feature });
    const codes = [0, 2, 1, 0.5, -1, Number.NaN, 1e9, Number.POSITIVE_INFINITY];
    const { table, rejected } = readColumns({ field: { codes, levels } }, features);
    expect(rejected).toEqual([1, 3, 6, 7].map((i) => problem(i, codes[i])));
    const column = table.columns.x;
    const isMissing = Array.from(
      column?.type === "number" ? column.values : (column?.codes ?? []),
      (value) => !(value >= 0),
    );
    expect(isMissing).toEqual([false, true, false, true, true, true, true, true]);
  });

  it("of one chunk of an Arrow dictionary do not meet the levels of the next", () => {
    const chunk = () => vectorFromArray(["web", "fair"], new Dictionary(new Utf8(), new Int32()));
    const vector = chunk().concat(chunk());
    (vector.data[0]?.values as Int32Array)[1] = 2;
    const { rejected } = readColumns(
      new Table({ field: vector }) as Any,
      featureSet<Any>()({ x: categorical<Any>("field") }),
    );
    expect(rejected).toMatchObject([{ index: 1, feature: "x" }]);
  });

  it("levels that are no text are values like any other", () => {
    const features = featureSet<Any>()({ x: numeric<Any>("field"), on: daysSince<Any>("on") });
    const { table } = readColumns(
      { field: { codes: [1, 0, -1], levels: [7, 9] }, on: { codes: [0, 0, 0], levels: [asOf] } },
      features,
      { asOf },
    );
    expect(table.columns.x).toEqual({ type: "number", values: Float64Array.of(9, 7, Number.NaN) });
    expect(table.columns.on).toEqual({ type: "number", values: Float64Array.of(0, 0, 0) });
  });
});
