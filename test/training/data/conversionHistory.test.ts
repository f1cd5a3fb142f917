import { describe, expect, it } from "vitest";
import { categorical, featureSet, flag, numeric, ordinal, readTable } from "../../../src/features/index";
import { conversionHistory } from "../../../src/training/index";

interface Row {
  readonly n?: number | null;
  readonly c?: string | null;
  readonly f?: boolean | null;
  readonly size?: string | null;
}

const parts = {
  n: numeric<Row>("n"),
  c: categorical<Row>("c"),
  f: flag<Row>("f"),
  size: ordinal<Row>("size", ["small", "mid", "big"]),
};

function history<Name extends keyof typeof parts>(
  name: Name,
  values: readonly Row[Name][],
  events: number[],
) {
  const features = featureSet<Row>()({ [name]: parts[name] });
  const { table } = readTable(
    values.map((value) => ({ [name]: value }) as Row),
    features,
  );
  return conversionHistory(features, table, events).features[name];
}

describe("conversionHistory", () => {
  it("a category has a cell per level that occurs, sorted, and one for missing values", () => {
    expect(history("c", ["web", "fair", null, "web"], [1, 0, 1, 0])).toEqual([
      { level: "fair", rows: 1, events: 0 },
      { level: "web", rows: 2, events: 1 },
      { missing: true, rows: 1, events: 1 },
    ]);
  });

  it("ordinal levels stay in their order, by name; those that do not occur have no cell", () => {
    expect(history("size", ["big", "small", "big"], [1, 0, 0])).toEqual([
      { level: "small", rows: 1, events: 0 },
      { level: "big", rows: 2, events: 1 },
    ]);
  });

  it("a flag has a cell for no and one for yes", () => {
    expect(history("f", [true, false, null, true], [1, 0, 1, 1])).toEqual([
      { from: null, to: 1, rows: 1, events: 0 },
      { from: 1, to: null, rows: 2, events: 2 },
      { missing: true, rows: 1, events: 1 },
    ]);
  });

  it("a number with six different values has a cell for each", () => {
    const cells = history("n", [5, 0, 1, 2, 3, 4, 0], [1, 0, 0, 0, 0, 1, 1]);
    expect(cells).toEqual([
      { from: null, to: 1, rows: 2, events: 1 },
      { from: 1, to: 2, rows: 1, events: 0 },
      { from: 2, to: 3, rows: 1, events: 0 },
      { from: 3, to: 4, rows: 1, events: 0 },
      { from: 4, to: 5, rows: 1, events: 1 },
      { from: 5, to: null, rows: 1, events: 1 },
    ]);
  });

  it("a number with more is cut at its quintiles; a value equal to a cut goes up", () => {
    const values = Array.from({ length: 11 }, (_, i) => i * 10); // quintiles 20, 40, 60, 80
    expect(
      history(
        "n",
        values,
        values.map((value) => Number(value >= 60)),
      ),
    ).toEqual([
      { from: null, to: 20, rows: 2, events: 0 },
      { from: 20, to: 40, rows: 2, events: 0 },
      { from: 40, to: 60, rows: 2, events: 0 },
      { from: 60, to: 80, rows: 2, events: 2 },
      { from: 80, to: null, rows: 3, events: 3 },
    ]);
  });

  it("a smallest value that a fifth of the records have gets a cell of its own", () => {
    const values = [...new Array(90).fill(0), 1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
    expect(
      history(
        "n",
        values,
        values.map((value) => Number(value > 0)),
      ),
    ).toEqual([
      { from: null, to: 1, rows: 90, events: 0 },
      { from: 1, to: null, rows: 10, events: 10 },
    ]);
  });

  it("cells are in original values, before a transform", () => {
    const features = featureSet<Row>()({ n: numeric("n", { transform: "log1p" }) });
    const { table } = readTable([{ n: 3 }, { n: 20 }], features);
    expect(conversionHistory(features, table, [true, false]).features.n).toEqual([
      { from: null, to: 20, rows: 1, events: 1 },
      { from: 20, to: null, rows: 1, events: 0 },
    ]);
  });

  it("every record is in exactly one cell of a feature", () => {
    const values = Array.from({ length: 500 }, (_, i) => (i % 9 === 0 ? null : (i * i) % 101));
    const events = values.map((_, i) => Number(i % 3 === 0));
    const cells = history("n", values, events) ?? [];
    const total = (key: "rows" | "events") => cells.reduce((sum, cell) => sum + cell[key], 0);
    expect([total("rows"), total("events")]).toEqual([500, 167]);
  });

  it("no records have no cells", () => {
    const features = featureSet<Row>()(parts);
    const { table } = readTable<Row>([], features);
    expect(conversionHistory(features, table, [])).toEqual({
      rows: 0,
      events: 0,
      features: { c: [], f: [], n: [], size: [] },
    });
  });

  it("is plain JSON", () => {
    const features = featureSet<Row>()(parts);
    const { table } = readTable<Row>([{ n: 1, c: "a", f: null, size: "mid" }], features);
    const result = conversionHistory(features, table, [1]);
    expect(JSON.parse(JSON.stringify(result))).toEqual(result);
  });

  it.each([
    ["features that are no feature set", [parts, "table", [1]], "featureSet"],
    ["no table", ["features", undefined, undefined], "a table"],
    ["too few outcomes", ["features", "table", []], "1 outcomes"],
    ["a NaN outcome", ["features", "table", [Number.NaN]], "outcomes[0] to be 0, 1, true or false"],
    ["a text outcome", ["features", "table", ["1"]], "outcomes[0] to be 0, 1, true or false"],
    ["a table without a feature", ["features", { rowCount: 1, columns: {} }, [1]], 'a number column "n"'],
  ])("%s: invalid_argument", (_, args, message) => {
    const features = featureSet<Row>()({ n: parts.n });
    const known = { features, table: readTable<Row>([{ n: 1 }], features).table };
    const filled = args.map((arg) => (typeof arg === "string" ? known[arg as keyof typeof known] : arg));
    expect(() => conversionHistory(...(filled as Parameters<typeof conversionHistory>))).toThrow(
      expect.objectContaining({ code: "invalid_argument", message: expect.stringContaining(message) }),
    );
  });
});
