import { describe, expect, test } from "vitest";
import { convertFields, type FieldPlan } from "../../src/records/index";

/** What one cell is converted to, or the reason why not. */
function cell(plan: FieldPlan, raw: unknown): unknown {
  const { records, badCells } = convertFields([{ x: raw }], { x: plan }, { badCells: "missing" });
  return badCells[0]?.reason ?? records[0]?.x;
}

describe("numbers", () => {
  const english: FieldPlan = { kind: "number", decimal: ".", thousands: "," };
  test.each([
    ["1204", 1204],
    ["1,204", 1204],
    ["12,345,678.5", 12345678.5],
    [" -3.5 ", -3.5],
    ["−3.5", -3.5],
    ["+7", 7],
    ["(1,200)", -1200],
    [".5", 0.5],
    ["0", 0],
    ["1.2E+5", 120000],
    ["1e-3", 0.001],
    ["12,34,567", 1234567], // as grouped in India
    [12.5, 12.5],
    ["", null],
    [null, null],
    [undefined, null],
    [Number.NaN, null],
  ])("%j with decimal point and commas is %j", (text, value) => expect(cell(english, text)).toBe(value));

  test.each([
    "1,20",
    "12,3456",
    "0,500",
    "1,204,",
    "1.2.3",
    "12a",
    "$5",
    "5%",
    "--5",
    "(-5)",
    "1e999",
    "1,204e3",
    "5.",
    "1_000",
    "０",
  ])("%j is no number", (text) =>
    expect(cell(english, text)).toBe(`expected a number such as 1,204.5, received ${JSON.stringify(text)}`),
  );

  test.each([
    [{ kind: "number", decimal: ",", thousands: "." }, "1.204,5", 1204.5],
    [{ kind: "number", decimal: ",", thousands: " " }, "1\u202f204,5", 1204.5],
    [{ kind: "number", decimal: ",", thousands: " " }, "1\u00a0204\u00a0000", 1204000],
    [{ kind: "number", thousands: "'" }, "1’204.5", 1204.5],
    [{ kind: "number" }, "1204.5", 1204.5],
  ] as const)("%j reads %j", (plan, text, value) => expect(cell(plan, text)).toBe(value));

  test("without a separator of thousands, grouped digits are a bad cell, never another number", () => {
    expect(cell({ kind: "number" }, "1,204")).toBe('expected a number such as 1204.5, received "1,204"');
    expect(cell({ kind: "number", decimal: "," }, "1.204")).toContain("expected");
    expect(cell({ kind: "number", decimal: "," }, "1,204")).toBe(1.204);
  });

  test("zero has no sign", () => expect(Object.is(cell({ kind: "number" }, "-0"), 0)).toBe(true));
});

describe("money", () => {
  const plan: FieldPlan = { kind: "money", currency: ["$", "USD"], thousands: "," };
  test.each([
    ["$12,500.00", 12500],
    ["-$5", -5],
    ["$-5", -5],
    ["($5.50)", -5.5],
    ["USD 1,000", 1000],
    ["1000 usd", 1000],
    ["$ 7", 7],
    ["12", 12],
    [12, 12],
  ])("%j is %j", (text, value) => expect(cell(plan, text)).toBe(value));

  test.each(["€5", "5 EUR", "$", "five", "$5k", "5%"])("%j is none: one currency, as stated", (text) =>
    expect(cell(plan, text)).toBe(
      `expected an amount such as 1,204.5, with or without $ or USD, received ${JSON.stringify(text)}`,
    ),
  );

  test("a currency may stand after the amount, with a point at its end", () => {
    expect(cell({ kind: "money", currency: ["kr"], decimal: ",", thousands: "." }, "12.500,50 kr.")).toBe(
      12500.5,
    );
  });
});

test("a percentage is a fraction, and a number without the sign is a bad cell", () => {
  const plan: FieldPlan = { kind: "percent" };
  expect(["19%", "12.5 %", "-3%", "(4%)", "100%"].map((text) => cell(plan, text))).toEqual([
    0.19, 0.125, -0.03, -0.04, 1,
  ]);
  expect([19, "19", "%", "19%%"].map((text) => cell(plan, text))).toEqual(
    ["19", '"19"', '"%"', '"19%%"'].map((text) => `expected a percentage such as 1204.5%, received ${text}`),
  );
});

test("yes and no are read in any case, and nothing else is", () => {
  const plan: FieldPlan = { kind: "yesNo" };
  expect(["Yes", "TRUE", "y", "1", true, 1, "on"].map((text) => cell(plan, text))).toEqual(
    Array(7).fill(true),
  );
  expect(["No", "FALSE", "n", "0", false, 0, "off"].map((text) => cell(plan, text))).toEqual(
    Array(7).fill(false),
  );
  expect(cell(plan, "maybe")).toContain('in any case, received "maybe"');
  expect(cell({ kind: "yesNo", yes: ["Ja"], no: ["Nein"] }, "JA")).toBe(true);
  expect(cell({ kind: "yesNo", yes: ["Ja"], no: ["Nein"] }, "yes")).toContain("expected Ja or Nein");
});

test("a list is cut at its separator; blanks and empty items are dropped, and a list of nothing is missing", () => {
  const plan: FieldPlan = { kind: "list", separator: ";", missing: ["none"] };
  expect(cell(plan, "SEO; Ads")).toEqual(["SEO", "Ads"]);
  expect(cell(plan, "SEO;;")).toEqual(["SEO"]);
  expect(cell(plan, " ; ")).toBe(null);
  expect(cell(plan, "None")).toBe(null);
  expect(cell({ kind: "list", separator: " > " }, "a > b>c")).toEqual(["a", "b>c"]);
});

test("text is trimmed; numbers and booleans are their text; anything else is a bad cell", () => {
  expect(cell({ kind: "text" }, " web ")).toBe("web");
  expect(cell({ kind: "text" }, 12)).toBe("12");
  expect(cell({ kind: "text" }, false)).toBe("false");
  expect(cell({ kind: "text" }, { a: 1 })).toBe("expected text, received an object with a");
});

test("a placeholder is a whole cell, in any case, whatever type it has", () => {
  const plan: FieldPlan = { kind: "number", missing: ["--", "N/A", "999"] };
  expect(["--", "n/a", " N/A ", "999", 999].map((text) => cell(plan, text))).toEqual(Array(5).fill(null));
  expect(cell(plan, "9990")).toBe(9990);
  expect(cell(plan, "N/A!")).toContain("expected a number");
});

describe("bad cells", () => {
  const rows = [
    { Amount: "$5", Seats: "3" },
    { Amount: "five", Seats: "many" },
    { Amount: "$7", Seats: "few" },
  ];
  const plan = { Amount: { kind: "money", currency: ["$"] }, Seats: { kind: "number" } } as const;

  test("every one is reported, with row, field, text and reason, and not only the first of a row", () => {
    const { badCells, rejected, records, recordIndex, counts } = convertFields(rows, plan);
    expect(badCells.map(({ index, field, text, effect }) => [index, field, text, effect])).toEqual([
      [1, "Amount", "five", "rejected"],
      [1, "Seats", "many", "rejected"],
      [2, "Seats", "few", "rejected"],
    ]);
    expect(rejected).toEqual([
      {
        index: 1,
        reason:
          'Amount: expected an amount such as 1204.5, with or without $, received "five"; Seats: expected a number such as 1204.5, received "many"',
      },
      { index: 2, reason: 'Seats: expected a number such as 1204.5, received "few"' },
    ]);
    expect(records).toEqual([{ Amount: 5, Seats: 3 }]);
    expect(recordIndex).toEqual([0]);
    expect(counts).toEqual({
      rows: 3,
      records: 1,
      rejected: 2,
      badCells: 3,
      fields: [
        { field: "Amount", name: "Amount", kind: "money", converted: 2, missing: 0, bad: 1 },
        { field: "Seats", name: "Seats", kind: "number", converted: 1, missing: 0, bad: 2 },
      ],
    });
  });

  test("one counts as missing where the caller says so, and is counted either way", () => {
    const { badCells, rejected, records } = convertFields(rows, plan, { badCells: "missing" });
    expect(rejected).toEqual([]);
    expect(records.map(({ Seats }) => Seats)).toEqual([3, null, null]);
    expect(badCells).toHaveLength(3);
    expect(new Set(badCells.map(({ effect }) => effect))).toEqual(new Set(["missing"]));
  });

  test("a field may say otherwise", () => {
    const { rejected, badCells } = convertFields(rows, {
      ...plan,
      Seats: { kind: "number", badCells: "missing" },
    });
    expect(rejected.map(({ index }) => index)).toEqual([1]);
    expect(badCells.map(({ effect }) => effect)).toEqual(["rejected", "missing", "missing"]);
  });
});

describe("names", () => {
  test("a field is found under its name without a byte-order mark and blanks", () => {
    const { records, warnings } = convertFields([{ "\uFEFFid": "7", " Stage ": "Won", other: "x" }], {
      id: { kind: "number" },
      Stage: { kind: "text", name: "stage" },
    });
    expect(records).toEqual([{ id: 7, stage: "Won", other: "x" }]);
    expect(warnings.map(({ code }) => code)).toEqual(["byte_order_mark", "blanks_in_name"]);
  });

  test("fields that are not in the plan pass through, and are named", () => {
    const { records, passedThrough } = convertFields([{ a: "1", b: " 2 " }, { a: "3" }], {
      a: { kind: "number" },
    });
    expect(records).toEqual([{ a: 1, b: " 2 " }, { a: 3 }]);
    expect(passedThrough).toEqual(["b"]);
  });

  test("a field of the plan that no row has is missing in every record, and said with the nearest name", () => {
    const { records, warnings, counts } = convertFields([{ visits: "3" }], { Visits: { kind: "number" } });
    expect(records).toEqual([{ Visits: null, visits: "3" }]);
    expect(warnings).toEqual([
      {
        code: "unknown_field",
        field: "Visits",
        message: 'no row has the field "Visits": did you mean "visits"?',
      },
    ]);
    expect(counts.fields[0]).toMatchObject({ converted: 0, missing: 1, bad: 0 });
    expect(convertFields([{ visits: "3" }], { budget: { kind: "number" } }).warnings[0]?.message).toBe(
      'no row has the field "budget"',
    );
  });

  test("without rows nothing is said to be absent", () => {
    expect(convertFields([], { Visits: { kind: "number" } })).toMatchObject({ records: [], warnings: [] });
  });

  test("two fields with one name but for blanks keep their own names", () => {
    const { records } = convertFields([{ a: "1", "a ": "2" }], { "a ": { kind: "number", name: "second" } });
    expect(records).toEqual([{ a: "1", second: 2 }]);
  });

  test("two fields may not get one name", () => {
    expect(() => convertFields([{ a: "1", b: "2" }], { a: { kind: "number", name: "b" } })).toThrow(
      'convertFields: expected every name in the records once, received "b"',
    );
  });
});

describe("rows that are none", () => {
  test("are rejected, and the others are converted", () => {
    const refusing = new Proxy(
      {},
      {
        ownKeys: () => {
          throw new Error("no");
        },
      },
    );
    const throwing = {
      get a(): string {
        throw new Error("no");
      },
    };
    const rows = [null, "text", [1], { a: "1" }, refusing, throwing, undefined] as never[];
    const { records, recordIndex, rejected, warnings } = convertFields(rows, { a: { kind: "number" } });
    expect(records).toEqual([{ a: 1 }]);
    expect(recordIndex).toEqual([3]);
    expect(rejected.map(({ index }) => index)).toEqual([0, 1, 2, 4, 5, 6]);
    expect(warnings[0]).toMatchObject({ code: "odd_rows", field: null });
  });

  test("keys of object internals never reach a record", () => {
    const row = JSON.parse('{"__proto__": "x", "constructor": "y", "a": "1"}');
    const { records, warnings } = convertFields([row, { a: "2" }], { a: { kind: "number" } });
    expect(records).toEqual([{ a: 1 }, { a: 2 }]);
    expect(Object.keys(records[0] ?? {})).toEqual(["a"]);
    expect(warnings.map(({ code }) => code)).toEqual(["reserved_name", "reserved_name"]);
    expect(
      convertFields([{ a: "1" }, { toString: "b" }], { toString: { kind: "number", badCells: "missing" } })
        .records[0],
    ).toEqual({
      toString: null,
      a: "1",
    });
  });
});

describe("a plan that cannot be followed is refused, and names the field", () => {
  test.each([
    [{ kind: "numbers" }, 'kind of plan["x"] to be one of text, number, money, percent, date, yesNo, list'],
    [{ kind: "toString" }, 'kind of plan["x"]'],
    [
      { kind: "number", format: "x" },
      'plan["x"] with keys kind, name, missing, badCells, decimal, thousands, received "format"',
    ],
    [{ kind: "number", decimal: ";" }, 'decimal of plan["x"]'],
    [{ kind: "number", thousands: "." }, 'thousands of plan["x"] to differ from decimal'],
    [{ kind: "number", thousands: "_" }, 'thousands of plan["x"]'],
    [{ kind: "money" }, 'currency of plan["x"]'],
    [{ kind: "money", currency: "$" }, 'currency of plan["x"] to be a list of texts'],
    [{ kind: "list", separator: " " }, 'separator of plan["x"]'],
    [{ kind: "yesNo", yes: ["no"] }, 'yes and no of plan["x"] without a common text'],
    [{ kind: "date" }, 'formats of plan["x"] to be a list of texts'],
    [{ kind: "date", formats: ["M/d"] }, 'formats of plan["x"] with year, month and day'],
    [{ kind: "date", formats: ["YYYY-MM-DD"] }, 'formats of plan["x"] with year, month and day'],
    [
      { kind: "date", formats: ["M/d/yy H:mm"] },
      'zone of plan["x"] to name a time zone such as UTC, received undefined',
    ],
    [{ kind: "date", formats: ["M/d/yy H:mm"], zone: "Mars" }, 'received "Mars"'],
    [{ kind: "date", formats: ["M/d/yy H:mm"], zone: "__proto__" }, 'received "__proto__"'],
    [{ kind: "date", formats: ["M/d/yy"], zone: "UTC" }, 'no zone of plan["x"]'],
    [{ kind: "text", name: "__proto__" }, 'name of plan["x"] to be a name'],
    [{ kind: "text", missing: "--" }, 'missing of plan["x"] to be a list'],
    [{ kind: "text", badCells: "drop" }, 'badCells of plan["x"] to be "reject" or "missing"'],
    [null, 'plan["x"] to be an object'],
  ])("%j", (plan, message) => {
    expect(() => convertFields([{ x: "1" }], { x: plan as never })).toThrow(message);
  });

  test("all fields that are undecided are named at once", () => {
    const undecided = { kind: "undecided", choices: [] } as const;
    expect(() => convertFields([], { a: undecided, b: { kind: "text" }, c: undecided })).toThrow(
      'convertFields: expected one of the choices for plan["a"], plan["c"] (the warnings of profileFields say why), received "undecided"',
    );
  });

  test("so are rows that are no array, options that are not known, and a plan that is none", () => {
    expect(() => convertFields({} as never, {})).toThrow("convertFields: expected rows to be an array");
    expect(() => convertFields([], {}, { bad: "reject" } as never)).toThrow("options with keys badCells");
    expect(() => convertFields([], [] as never)).toThrow("expected plan to be an object by field");
    expect(() => convertFields([], JSON.parse('{"__proto__": {"kind": "text"}}'))).toThrow(
      "no object internal",
    );
  });
});
