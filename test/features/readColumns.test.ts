import {
  Table as ArrowTable,
  DateDay,
  Dictionary,
  Int32,
  Int64,
  TimestampMillisecond,
  Utf8,
  vectorFromArray,
} from "apache-arrow";
import { describe, expect, it } from "vitest";
import {
  type ColumnInput,
  categorical,
  custom,
  daysSince,
  expression,
  featureSet,
  numeric,
  ratio,
  readColumns,
  readTable,
} from "../../src/features/index";
import { failure } from "../core/failure";
import { type Any, asOf } from "./read";

const features = featureSet<Any>()({
  seats: numeric<Any>("seats", { clip: [0, 100] }),
  visits: numeric<Any>("visits"),
  source: categorical<Any>("source", { ignoreCase: true, missing: ["Select"] }),
  last: daysSince<Any>("last"),
  used: ratio<Any>("active", "seats"),
  twice: expression<Any>({
    op: "call",
    name: "add",
    arguments: [
      { op: "field", field: "visits" },
      { op: "field", field: "visits" },
    ],
  }),
});

const records = [
  { seats: 250, visits: 3, source: "Web", last: "2026-03-01", active: 25 },
  { seats: null, visits: Number.NaN, source: "Select", last: null, active: 1 },
  { seats: 10, visits: 7, source: " fair ", last: new Date("2026-03-09T12:00:00Z"), active: null },
  { seats: "12", visits: 1, source: "web", last: "2026-03-01", active: 2 },
  { seats: 5, visits: Number.POSITIVE_INFINITY, source: null, last: "2026-03-01", active: 2 },
];
const columnsOf = (rows: readonly Any[]): Any =>
  Object.fromEntries(Object.keys(rows[0]).map((key) => [key, rows.map((row) => row[key])]));

/** A table without the order of its levels: texts in place of codes. */
const plain = ({ table, rejected, instants }: ReturnType<typeof readTable>) => ({
  columns: Object.entries(table.columns).map(([name, column]) => [
    name,
    column.type === "number"
      ? [...column.values]
      : [...column.codes].map((code) => column.levels[code] ?? null),
  ]),
  rejected,
  instants: [...instants],
});

describe("readColumns", () => {
  it("gives what readTable gives for the records of the columns, rejections included", () => {
    const expected = plain(readTable(records, features, { asOf }));
    expect(plain(readColumns(columnsOf(records), features, { asOf }))).toEqual(expected);
    expect(expected.rejected.map(({ index, feature }) => [index, feature])).toEqual([
      [3, "seats"],
      [4, "twice"],
    ]);
  });

  it("does the same across blocks of rows, with an instant per record", () => {
    const many = Array.from({ length: 5000 }, (_, i) => ({
      ...records[i % 5],
      visits: i,
      day: new Date(i * 864e5),
    }));
    const options = { asOf: (row: Any) => row.day as Date };
    expect(plain(readColumns(columnsOf(many), features, options))).toEqual(
      plain(readTable(many, features, options)),
    );
  });

  it("takes numbers that need nothing done to them without a copy", () => {
    const visits = Float64Array.of(1, Number.NaN, 3);
    const one = featureSet<Any>()({ visits: numeric<Any>("visits") });
    const { columns } = readColumns({ visits }, one).table;
    expect(columns.visits).toEqual({ type: "number", values: visits });
    expect((columns.visits as Any).values).toBe(visits);
  });

  it("rejects a row with an infinite number, and leaves the caller's array as it is", () => {
    const visits = Float64Array.of(1, Number.NEGATIVE_INFINITY, 3);
    const seats = Float64Array.of(4, 5, 6);
    const two = featureSet<Any>()({ visits: numeric<Any>("visits"), seats: numeric<Any>("seats") });
    const { table, rejected } = readColumns({ visits, seats }, two);
    expect(rejected).toEqual([
      { index: 1, feature: "visits", reason: "expected a finite number, received -Infinity" },
    ]);
    expect([...(table.columns.seats as Any).values]).toEqual([4, Number.NaN, 6]);
    expect([...seats]).toEqual([4, 5, 6]);
  });

  it("keeps codes as codes: each level is read once, and levels that mean the same become one", () => {
    const one = featureSet<Any>()({ source: categorical<Any>("source", { ignoreCase: true }) });
    const source = { codes: Int8Array.of(2, 0, -1, 1, 2), levels: ["Web", " web ", "Fair"] };
    expect(readColumns({ source }, one).table.columns.source).toEqual({
      type: "category",
      codes: Int32Array.of(1, 0, -1, 0, 1),
      levels: ["web", "fair"],
    });
  });

  it("reads numbers from other typed arrays, and from lists with gaps", () => {
    const one = featureSet<Any>()({ visits: numeric<Any>("visits") });
    for (const visits of [Int32Array.of(1, 2), Float32Array.of(1, 2), [1, 2], Uint8Array.of(1, 2)]) {
      expect([...(readColumns({ visits }, one).table.columns.visits as Any).values]).toEqual([1, 2]);
    }
    expect([
      ...(readColumns({ visits: [1, null, undefined, ""] }, one).table.columns.visits as Any).values,
    ]).toEqual([1, Number.NaN, Number.NaN, Number.NaN]);
  });

  it("gives a function the whole record, and never a key of object internals", () => {
    const seen: unknown[] = [];
    const one = featureSet<Any>()({
      sum: custom<Any>((row) => {
        seen.push(row);
        return row.a + row.b;
      }),
    });
    const input = { a: [1], b: [2], ...JSON.parse('{"constructor":[1]}') };
    expect((readColumns(input, one).table.columns.sum as Any).values[0]).toBe(3);
    expect(seen).toEqual([{ a: 1, b: 2 }]);
  });

  it("reads an Arrow table: numbers, gaps, dictionaries, dates, timestamps and 64-bit integers", () => {
    const arrow = new ArrowTable({
      seats: vectorFromArray([250, null, 10], new Int32()),
      visits: vectorFromArray([3n, 4n, 7n], new Int64()),
      source: vectorFromArray(["Web", null, "fair"], new Dictionary(new Utf8(), new Int32())),
      last: vectorFromArray(
        [new Date("2026-03-01"), null, new Date("2026-03-09")],
        new TimestampMillisecond(),
      ),
      active: vectorFromArray([25, 1, null]),
    });
    const same = [
      { seats: 250, visits: 3, source: "Web", last: "2026-03-01", active: 25 },
      { seats: null, visits: 4, source: null, last: null, active: 1 },
      { seats: 10, visits: 7, source: "fair", last: "2026-03-09", active: null },
    ];
    expect(plain(readColumns(arrow as ColumnInput, features, { asOf }))).toEqual(
      plain(readTable(same, features, { asOf })),
    );
  });

  it("reads an Arrow table of several chunks, whose dictionaries differ, and days", () => {
    const chunk = (source: (string | null)[], day: string) =>
      new ArrowTable({
        source: vectorFromArray(source, new Dictionary(new Utf8(), new Int32())),
        last: vectorFromArray(
          source.map(() => new Date(day)),
          new DateDay(),
        ),
      });
    const arrow = chunk(["web", null], "2026-03-08").concat(chunk(["fair", "web"], "2026-03-09"));
    const two = featureSet<Any>()({ source: categorical<Any>("source"), last: daysSince<Any>("last") });
    const { table } = readColumns(arrow as Any, two, { asOf });
    const { codes, levels } = table.columns.source as Any;
    expect([...codes].map((code) => levels[code] ?? null)).toEqual(["web", null, "fair", "web"]);
    expect([...(table.columns.last as Any).values]).toEqual([2, 2, 1, 1]);
  });

  it("says which column is missing, and for which feature, in columns and in Arrow tables", () => {
    const message =
      'invalid_argument: readColumns: expected a column "visits", which feature "visits" reads, received';
    const one = featureSet<Any>()({ visits: numeric<Any>("visits") });
    expect(failure(() => readColumns({ seats: [1] }, one))).toBe(`${message} null`);
    expect(failure(() => readColumns(new ArrowTable({ seats: vectorFromArray([1]) }) as Any, one))).toBe(
      `${message} null`,
    );
    expect(failure(() => readColumns({ visits: 3 } as Any, one))).toBe(`${message} 3`);
    expect(failure(() => readColumns({ visits: "text" } as Any, one))).toBe(`${message} "text"`);
    expect(
      failure(() =>
        readColumns({ seats: [1], visits: [1] }, featureSet<Any>()({ r: ratio<Any>("visits", "x") })),
      ),
    ).toBe('invalid_argument: readColumns: expected a column "x", which feature "r" reads, received null');
  });

  it("refuses columns of different lengths, codes of no level included among missing ones", () => {
    const two = featureSet<Any>()({ visits: numeric<Any>("visits"), source: categorical<Any>("source") });
    expect(failure(() => readColumns({ visits: [1, 2], source: ["web"] }, two))).toMatch(
      /of length \d, received \d$/,
    );
    const { table } = readColumns({ visits: [1, 2], source: { codes: [0, 7], levels: ["web"] } }, two);
    expect([...(table.columns.source as Any).codes]).toEqual([0, -1]);
  });

  it.each([null, undefined, 7, "columns"])("refuses %j", (input) => {
    expect(failure(() => readColumns(input as Any, features, { asOf }))).toMatch(
      /^invalid_argument: readColumns: expected records, a table or columns, received /,
    );
  });
});
