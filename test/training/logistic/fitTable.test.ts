import { describe, expect, it } from "vitest";
import { seededRandom } from "../../../src/core/random";
import { categorical, daysSince, featureSet, flag, numeric, readTable } from "../../../src/features/index";
import { fitLogistic } from "../../../src/training/index";

interface Row {
  readonly visits: number | null;
  readonly source: string | null;
  readonly optOut: boolean;
  readonly won: boolean | null;
  readonly weight: number;
}

const random = seededRandom(1);
const rows = Array.from({ length: 400 }, (_, i): Row => {
  const visits = i % 11 === 0 ? null : random.integer(9);
  const source = [null, "web", "fair", "call"][random.integer(4)] as string | null;
  const won = i % 17 === 0 ? null : random.next() < 0.2 + 0.05 * (visits ?? 4);
  return { visits, source, optOut: random.next() < 0.3, won, weight: random.integer(3) };
});
const features = featureSet<Row>()({
  visits: numeric("visits", { transform: "log1p" }),
  source: categorical("source"),
  optOut: flag("optOut"),
});
const { table } = readTable(rows, features);
const outcome = rows.map(({ won }) => won);
const weight = Float64Array.from(rows, (row) => row.weight);
const whole = rows.filter(({ won }) => won !== null);

describe("fitLogistic on a table", () => {
  it.each([
    ["penalty", {}],
    ["no penalty", { penalty: "none" }],
  ] as const)(
    "gives the bits of the same records, %s: open ones and those of weight 0 left out",
    (_, options) => {
      const byRow = fitLogistic(rows, {
        features,
        outcome: ({ won }) => won,
        weight: (row) => row.weight,
        ...options,
      });
      const byColumn = fitLogistic(table, { features, outcome, weight, ...options });
      expect(JSON.stringify(byColumn)).toBe(JSON.stringify(byRow));
    },
  );

  it("takes outcomes as booleans or as any array of 0 and 1, and other columns beside the features", () => {
    const all = readTable(whole, features).table;
    const more = { rowCount: all.rowCount, columns: { ...all.columns, other: all.columns.visits as never } };
    const booleans = whole.map(({ won }) => won);
    const fits = [booleans, Uint8Array.from(booleans, Number), booleans.map(Number)].map((list) =>
      JSON.stringify(fitLogistic(more, { features, outcome: list as never })),
    );
    expect(new Set(fits).size).toBe(1);
  });

  it("neither writes to the columns nor keeps anything of them", () => {
    const before = JSON.stringify(table);
    fitLogistic(Object.freeze({ ...table, columns: Object.freeze(table.columns) }), { features, outcome });
    expect(JSON.stringify(table)).toBe(before);
  });

  it("an outcome or a weight that is none rejects its row, and is reported", () => {
    const broken = [...outcome] as unknown[];
    broken[3] = "yes";
    const weights = Array.from(weight);
    weights[1] = -1;
    const { report } = fitLogistic(table, { features, outcome: broken as never, weight: weights });
    expect(report.rejected).toEqual([
      {
        index: 1,
        feature: null,
        reason: "expected the weight to be a finite number of at least 0, received -1",
      },
      { index: 3, feature: null, reason: 'expected the outcome to be a boolean, 0 or 1, received "yes"' },
    ]);
  });

  it.each<[string, Record<string, unknown>, string]>([
    [
      "outcomes as a function",
      { outcome: (row: Row) => row.won },
      "outcome to be an array with an entry per row",
    ],
    ["too few outcomes", { outcome: [1, 0] }, "outcome with 400 entries, one per row, received 2"],
    [
      "too many weights",
      { weight: new Float64Array(401) },
      "weight with 400 entries, one per row, received 401",
    ],
    ["asOf", { asOf: new Date(0) }, "options with keys"],
    ["an unknown option", { weights: weight }, "options with keys"],
    ["no feature set", { features: {} }, "features made by featureSet"],
  ])("%s: invalid_argument", (_, options, message) => {
    expect(() => fitLogistic(table, { features, outcome, ...options } as never)).toThrow(
      expect.objectContaining({ code: "invalid_argument", message: expect.stringContaining(message) }),
    );
  });

  it.each<[string, Record<string, unknown>, string]>([
    ["a column that is missing", { visits: undefined }, 'a number column "visits"'],
    ["a column of the wrong type", { visits: table.columns.source }, 'a number column "visits"'],
    [
      "a column of the wrong length",
      { visits: { type: "number", values: new Float64Array(3) } },
      'column "visits" of length 400, received 3',
    ],
    [
      "a code without a level",
      { source: { type: "category", codes: new Int32Array(400).fill(2), levels: ["a", "b"] } },
      'a code from -1 to 1 at position 0 of column "source", received 2',
    ],
    [
      "an infinite number",
      { visits: { type: "number", values: new Float64Array(400).fill(Number.POSITIVE_INFINITY) } },
      'finite numbers in column "visits", received Infinity',
    ],
  ])("%s: invalid_argument that names it", (_, columns, message) => {
    const broken = { rowCount: table.rowCount, columns: { ...table.columns, ...columns } };
    expect(() => fitLogistic(broken as never, { features, outcome })).toThrow(
      expect.objectContaining({ code: "invalid_argument", message: expect.stringContaining(message) }),
    );
  });

  it("no rows, and one class: invalid_data", () => {
    const none = readTable<Row>([], features).table;
    expect(() => fitLogistic(none, { features, outcome: [] })).toThrow(
      expect.objectContaining({ code: "invalid_data" }),
    );
    expect(() => fitLogistic(table, { features, outcome: new Array(400).fill(1) })).toThrow(
      expect.objectContaining({ code: "invalid_data" }),
    );
  });

  it("features that depend on time were read before: no asOf, and no window", () => {
    const timed = featureSet<{ at: Date }>()({ age: daysSince("at") });
    const records = Array.from({ length: 60 }, (_, i) => ({ at: new Date(i * 864e5) }));
    const read = readTable(records, timed, { asOf: new Date(90 * 864e5) }).table;
    const { model } = fitLogistic(read, { features: timed, outcome: records.map((_, i) => i % 3 === 0) });
    expect(model.provenance).toMatchObject({ rows: 60, from: null, to: null });
  });
});
