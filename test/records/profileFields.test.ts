import { describe, expect, test } from "vitest";
import {
  convertFields,
  type FieldProfile,
  type ProfileOptions,
  profileFields,
} from "../../src/records/index";

/** The profile of one field with these cells. */
function profile(cells: readonly unknown[], options: ProfileOptions = {}) {
  const { fields, plan, warnings } = profileFields(
    cells.map((x) => ({ x })),
    options,
  );
  return {
    field: fields[0] as FieldProfile,
    plan: plan.x,
    codes: warnings.map(({ code }) => code),
    warnings,
  };
}

const counted = ({ kinds }: FieldProfile) =>
  Object.fromEntries(Object.entries(kinds).filter(([, count]) => count > 0));

describe("what is in a field", () => {
  test("filled, empty and placeholder cells are told apart, and make all rows", () => {
    const { field } = profile(["web", " ", "--", "N/A", "n/a", null, undefined, "fair", Number.NaN]);
    expect(field).toMatchObject({ filled: 2, empty: 4, fillRate: 2 / 9, distinct: 2 });
    expect(field.placeholders).toEqual([
      { text: "--", count: 1 },
      { text: "N/A", count: 1 },
      { text: "n/a", count: 1 },
    ]);
  });

  test("levels are the most frequent texts first, at most twenty", () => {
    expect(profile(["b", "a", "b", "c", "a", "b"]).field.levels).toEqual([
      { text: "b", count: 3 },
      { text: "a", count: 2 },
      { text: "c", count: 1 },
    ]);
    const many = profile(Array.from({ length: 500 }, (_, i) => `level ${i}`)).field;
    expect([many.distinct, many.levels.length, many.examples.length]).toEqual([500, 20, 5]);
  });

  test("above 10,000 different texts, and for texts beyond 200 characters, they are not counted", () => {
    expect(profile(Array.from({ length: 10_001 }, (_, i) => `v${i}`)).field).toMatchObject({
      distinct: null,
      levels: [],
    });
    expect(profile(["a", "x".repeat(201)]).field).toMatchObject({ distinct: null, longest: 201 });
  });

  test("values that a reader has converted already are known", () => {
    const { field } = profile([12, true, new Date("2026-01-01T10:00:00Z"), { a: 1 }, "x"]);
    expect(counted(field)).toEqual({ number: 1, yesNo: 1, date: 1, other: 1, text: 1 });
  });

  test("kinds are counted by cell", () => {
    const { field } = profile(["1,204", "$5", "19%", "7/17/24", "Yes", "about 50", "USD 7", "5 kr", "12"]);
    expect(counted(field)).toEqual({ number: 2, money: 3, percent: 1, date: 1, yesNo: 1, text: 1 });
    expect(field.currencies).toEqual([
      { text: "$", count: 1 },
      { text: "USD", count: 1 },
      { text: "kr", count: 1 },
    ]);
  });

  test("the range is that of the values as planned", () => {
    expect(profile(["$1,200.50", "-$3"]).field.range).toEqual({ minimum: -3, maximum: 1200.5 });
    expect(profile(["12,5%", "100%"]).field.range).toEqual({ minimum: 0.125, maximum: 1 });
    expect(profile(["7/17/24", "12/31/23"]).field.range).toEqual({
      minimum: "2023-12-31",
      maximum: "2024-07-17",
    });
    expect(profile(["7/17/24 3:16 PM"]).field.range?.minimum).toBe("2024-07-17T15:16:00");
    expect(profile(["3/4/24"]).field.range).toBe(null);
  });
});

describe("dates", () => {
  test.each([
    [["7/17/24 3:16 PM", "3/4/24 11:00 AM"], "M/d/yy h:mm a"],
    [["17/7/24", "3/4/24"], "d/M/yy"],
    [["17.07.2024"], "d.M.yyyy"],
    [["2024-07-17"], "yyyy-MM-dd"],
    [["2024-7-1"], "yyyy-M-d"],
    [["2018-02-26 19:58:54"], "yyyy-MM-dd HH:mm:ss"],
    [["2024-07-17T10:00:00.000Z"], "yyyy-MM-dd'T'HH:mm:ss.SSSXXX"],
    [["Jul 17, 2024", "May 3, 2024"], "MMM d, yyyy"],
    [["17-Jul-24"], "d-MMM-yy"],
    [["Wed, 17 Jul 2024 10:00:00 +0200"], "EEE, d MMM yyyy H:mm:ss XXX"],
  ])("%j is planned as %s", (cells, format) => {
    const { plan, field } = profile(cells, { zone: "Europe/Berlin" });
    expect(plan).toMatchObject({ kind: "date", formats: [format] });
    expect(field.formats.find((one) => one.format === format)?.count).toBe(cells.length);
  });

  test("3/4 and 4/3 are not guessed: both are choices, and a warning says why", () => {
    const { plan, field, warnings } = profile(["3/4/24", "5/6/24"]);
    expect(plan).toEqual({
      kind: "undecided",
      choices: [
        { kind: "date", formats: ["M/d/yy"] },
        { kind: "date", formats: ["d/M/yy"] },
      ],
    });
    expect(field.formats).toEqual([
      { format: "M/d/yy", count: 2 },
      { format: "d/M/yy", count: 2 },
    ]);
    expect(warnings).toEqual([
      {
        code: "ambiguous_date",
        field: "x",
        message: "2 dates such as 3/4/2024 may have the month or the day first, and no other date tells",
      },
    ]);
  });

  test("a caller who knows says so for all fields", () => {
    expect(profile(["3/4/24"], { dateOrder: "dayFirst" })).toMatchObject({
      plan: { kind: "date", formats: ["d/M/yy"] },
      codes: [],
    });
  });

  test("dates that contradict each other are not guessed either", () => {
    const { plan, codes } = profile(["17/3/24", "3/17/24", "1/1/24"]);
    expect(plan).toMatchObject({ kind: "undecided" });
    expect(codes).toEqual(["mixed_dates"]);
  });

  test("a day that is also the month tells nothing of the order", () => {
    expect(profile(["7/7/24"]).codes).toEqual(["ambiguous_date"]);
  });

  test("several formats in one field are all planned, the most frequent first", () => {
    expect(profile(["2024-07-17", "2024-07-18", "7/19/2024"]).plan).toEqual({
      kind: "date",
      formats: ["yyyy-MM-dd", "M/d/yyyy"],
    });
  });

  test("a time without a zone is planned as UTC, which is said; with an offset no zone is needed", () => {
    expect(profile(["2024-07-17 10:00"])).toMatchObject({
      plan: { kind: "date", formats: ["yyyy-MM-dd HH:mm"], zone: "UTC" },
      codes: ["zone_unknown"],
    });
    expect(profile(["2024-07-17 10:00"], { zone: "Asia/Kolkata" })).toMatchObject({
      plan: { zone: "Asia/Kolkata" },
      codes: [],
    });
    expect(profile(["2024-07-17T10:00:00Z"])).toMatchObject({ codes: [] });
  });

  test("eight digits are dates only if all of them are, which is said", () => {
    expect(profile(["20240717", "20231231"])).toMatchObject({
      plan: { kind: "date", formats: ["yyyyMMdd"] },
      codes: ["compact_date"],
    });
    expect(profile(["20240717", "20231331", "5"]).plan).toMatchObject({ kind: "number" });
  });
});

describe("numbers", () => {
  test.each([
    [["$12,500.00", "$7"], { kind: "money", currency: ["$"], decimal: ".", thousands: "," }],
    [["12.500,50 €", "7 EUR"], { kind: "money", currency: ["EUR", "€"], decimal: ",", thousands: "." }],
    [["1 204,5"], { kind: "number", decimal: ",", thousands: " " }],
    [["1’204.50"], { kind: "number", decimal: ".", thousands: "'" }],
    [["0.123", "4.567"], { kind: "number", decimal: "." }],
    [["1204", "3"], { kind: "number", decimal: "." }],
    [["19%", "7.5%"], { kind: "percent", decimal: "." }],
    [["1,204,000", "3"], { kind: "number", decimal: ".", thousands: "," }],
    [["-3", "(5)", "1e5"], { kind: "number", decimal: "." }],
  ])("%j is planned as %j", (cells, plan) => expect(profile(cells).plan).toEqual(plan));

  test.each([["1.204"], ["1,204"], ["$12,500"]])(
    "whether %s has thousands or decimals is not guessed",
    (text) => {
      const { plan, codes, field } = profile([text, "350"]);
      expect(plan).toMatchObject({ kind: "undecided", choices: [{ decimal: "." }, { decimal: "," }] });
      expect(codes).toEqual(["ambiguous_separator"]);
      expect(field.decimals).toEqual({ point: 0, comma: 0, either: 1, none: 1 });
      expect(profile([text, "350"], { decimal: "," }).plan).toMatchObject({ decimal: "," });
    },
  );

  test("one number that tells decides for the field", () => {
    expect(profile(["1,204", "3.5"]).plan).toEqual({ kind: "number", decimal: ".", thousands: "," });
    expect(profile(["1.204", "3,5"]).plan).toEqual({ kind: "number", decimal: ",", thousands: "." });
  });

  test("numbers that contradict each other are not guessed", () => {
    expect(profile(["1.5", "1,5"])).toMatchObject({
      plan: { kind: "undecided" },
      codes: ["mixed_separators"],
    });
  });

  test("several currencies are choices, a symbol and its code are one", () => {
    const { plan, warnings } = profile(["$5.00", "€7.00", "€8.00"]);
    expect(plan).toMatchObject({ kind: "undecided", choices: [{ currency: ["$"] }, { currency: ["€"] }] });
    expect(warnings[0]?.message).toBe(
      "amounts of several currencies ($ in 1, € in 2 cells): a plan reads one",
    );
    expect(profile(["$5.00", "USD 7.00"]).plan).toMatchObject({ currency: ["$", "USD"] });
    expect(profile(["$5.00", "USD 7.00", "CAD 7.00"]).plan).toMatchObject({ kind: "undecided" });
  });

  test("numbers that begin with 0, or are too long to be exact, are names", () => {
    expect(profile(["00123", "456"])).toMatchObject({ plan: { kind: "text" }, codes: ["leading_zeros"] });
    expect(profile(["12345678901234567", "5"])).toMatchObject({ plan: { kind: "text" } });
    expect(profile(["0.12345678901234567"])).toMatchObject({ plan: { kind: "number" } });
  });

  test("only 0 and 1 is yes and no, which is said; only one of them is a number", () => {
    expect(profile(["0", "1", "1"])).toMatchObject({ plan: { kind: "yesNo" }, codes: ["zero_or_one"] });
    expect(profile(["0", "0"]).plan).toMatchObject({ kind: "number" });
  });

  test("a number of nines far from the others, or -1, may be a code: said, and left to the caller", () => {
    const { warnings, plan } = profile(["999", "3", "6", "999", "27"]);
    expect(plan).toEqual({ kind: "number", decimal: "." });
    expect(warnings).toEqual([
      {
        code: "possible_code",
        field: "x",
        message:
          '999 × 2 is far from all other numbers: it may stand for "not known", and is planned as a number',
      },
    ]);
    expect(profile(["-1", "3", "6"]).codes).toEqual(["possible_code"]);
    expect(profile(["99", "97", "98", "96"]).codes).toEqual([]);
    expect(profile(["-1", "-2", "6"]).codes).toEqual([]);
  });
});

describe("text", () => {
  test("yes and no in any case", () => {
    expect(profile(["Yes", "NO", "true", "0"]).plan).toEqual({ kind: "yesNo" });
    expect(profile(["Yes", "No", "Neutral"]).plan).toEqual({ kind: "text" });
  });

  test("texts with a separator whose parts come back are lists, which is said", () => {
    const cells = ["SEO; Ads", "Ads", "SEO", "Fair; SEO", "Ads; Fair"];
    expect(profile(cells)).toMatchObject({ plan: { kind: "list", separator: ";" }, codes: ["list"] });
    expect(profile(["Smith; John", "Miller; Ann", "x"]).plan).toEqual({ kind: "text" });
    expect(profile(["a > b", "b > a > a", "a", "b"]).plan).toEqual({ kind: "list", separator: ">" });
  });

  test("placeholders are planned as missing and said; none is left as an answer among texts", () => {
    expect(profile(["Select", "Oslo", "select", "Rome"])).toMatchObject({
      plan: { kind: "text", missing: ["Select"] },
      codes: ["placeholders"],
    });
    expect(profile(["none", "bank"])).toMatchObject({ plan: { kind: "text" }, codes: ["placeholders"] });
    expect(profile(["none", "12"]).plan).toEqual({ kind: "number", decimal: ".", missing: ["none"] });
  });

  test("levels that differ only in case are said", () => {
    const { warnings } = profile(["Google", "google", "Bing"]);
    expect(warnings[0]).toMatchObject({
      code: "case_differs",
      message: 'levels that differ only in case: "Google" and "google"',
    });
  });

  test("fields that are empty or always the same are said", () => {
    expect(profile(["", "--"]).codes).toEqual(["placeholders", "empty_field"]);
    expect(profile(["No", "No"]).codes).toEqual(["constant_field"]);
  });

  test("a few odd cells are said, many make it text", () => {
    const numbers = Array.from({ length: 19 }, (_, i) => String(i + 2));
    expect(profile([...numbers, "about 50"])).toMatchObject({
      plan: { kind: "number" },
      codes: ["odd_cells"],
    });
    expect(profile([...numbers.slice(0, 4), "about 50", "few"])).toMatchObject({
      plan: { kind: "text" },
      codes: ["mixed_kinds"],
    });
  });
});

describe("headers", () => {
  test("a byte-order mark and blanks are taken off the name in the plan, and said", () => {
    const { fields, plan, warnings } = profileFields([{ "\uFEFFid": "a", " Deal Stage ": "Won" }]);
    expect(fields.map(({ field, name }) => [field, name])).toEqual([
      ["\uFEFFid", "id"],
      [" Deal Stage ", "Deal Stage"],
    ]);
    expect(Object.keys(plan)).toEqual(["id", "Deal Stage"]);
    expect(warnings.map(({ code, field }) => [code, field])).toEqual([
      ["byte_order_mark", "\uFEFFid"],
      ["blanks_in_name", " Deal Stage "],
    ]);
  });

  test("two fields with one name but for blanks keep their names", () => {
    const { fields, warnings } = profileFields([{ Amount: "5", "Amount ": "6", amount: "7" }]);
    expect(fields.map(({ name }) => name)).toEqual(["Amount", "Amount ", "amount"]);
    expect(warnings.map(({ code }) => code)).toEqual(["same_name", "blanks_in_name", "same_name"]);
  });

  test("names that differ only in case are said", () => {
    expect(profileFields([{ Visits: "5", visits: "6" }]).warnings.map(({ code }) => code)).toEqual([
      "similar_names",
    ]);
  });

  test("a field that is absent from some rows is empty there", () => {
    const { fields } = profileFields([{ a: "1" }, { b: "x" }]);
    expect(fields.map(({ name, filled, empty }) => [name, filled, empty])).toEqual([
      ["a", 1, 1],
      ["b", 1, 1],
    ]);
  });

  test("object internals are no fields, and rows that are none are counted", () => {
    const { fields, plan, warnings } = profileFields([
      JSON.parse('{"__proto__": "x", "a": "b"}'),
      null as never,
    ]);
    expect(fields.map(({ name }) => name)).toEqual(["a"]);
    expect(Object.keys(plan)).toEqual(["a"]);
    expect(warnings.map(({ code }) => code)).toEqual(["odd_rows", "reserved_name"]);
  });

  test("no rows give no fields", () => {
    expect(profileFields([])).toEqual({ rowCount: 0, fields: [], plan: {}, warnings: [] });
  });
});

test("what is undecided in the plan is refused, until the caller decides", () => {
  const rows = [{ "Close Date": "3/4/24" }];
  const { plan } = profileFields(rows);
  expect(() => convertFields(rows, plan)).toThrow(
    'convertFields: expected one of the choices for plan["Close Date"]',
  );
});

test("wrong options are refused", () => {
  expect(() => profileFields([], { zone: "Mars" })).toThrow(
    'profileFields: expected zone to name a time zone, received "Mars"',
  );
  expect(() => profileFields([], { decimal: ";" as never })).toThrow('decimal "." or ","');
  expect(() => profileFields([], { dateOrder: "ymd" as never })).toThrow("dateOrder");
  expect(() => profileFields("a,b" as never)).toThrow("profileFields: expected rows to be an array");
});
