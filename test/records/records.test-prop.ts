import fc from "fast-check";
import { expect, test } from "vitest";
import { convertFields, type FieldPlan, type NumberWriting, profileFields } from "../../src/records/index";

/** Values of each kind with the ways to write them. */
const writings = fc.constantFrom<NumberWriting & { decimal: "." | "," }>(
  { decimal: "." },
  { decimal: "." as const, thousands: "," },
  { decimal: "," as const, thousands: "." },
  { decimal: "," as const, thousands: " " },
  { decimal: "." as const, thousands: "'" },
);

/** Hundredths as people write them: grouped, with two decimals, a minus sign or parentheses. */
function written(
  hundredths: number,
  { decimal, thousands }: NumberWriting & { decimal: string },
  inParentheses: boolean,
) {
  const digits = String(Math.abs(hundredths)).padStart(3, "0");
  const whole = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, thousands ?? "");
  const text = `${whole}${decimal}${digits.slice(-2)}`;
  if (hundredths >= 0) return text;
  return inParentheses ? `(${text})` : `-${text}`;
}

const hundredths = fc.integer({ min: -2_000_000_000, max: 2_000_000_000 });
const day = fc.integer({ min: Date.UTC(1970, 0, 1) / 86_400_000, max: Date.UTC(2069, 11, 31) / 86_400_000 });
const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

const dayWritings: Readonly<Record<string, (date: Date) => string>> = {
  "M/d/yy": (date) =>
    `${date.getUTCMonth() + 1}/${date.getUTCDate()}/${String(date.getUTCFullYear() % 100).padStart(2, "0")}`,
  "dd.MM.yyyy": (date) => date.toISOString().slice(0, 10).split("-").reverse().join("."),
  "yyyy-MM-dd": (date) => date.toISOString().slice(0, 10),
  "MMM d, yyyy": (date) => `${MONTHS[date.getUTCMonth()]} ${date.getUTCDate()}, ${date.getUTCFullYear()}`,
};

/** A cell, its plan, and the value that it has. */
interface Written {
  readonly plan: FieldPlan;
  readonly text: string;
  readonly value: unknown;
}

const item = fc.stringMatching(/^[a-z]{1,8}( [a-z]{1,5})?$/);
const cell: fc.Arbitrary<Written> = fc.oneof(
  fc.tuple(hundredths, writings, fc.boolean()).map(([value, writing, inParentheses]) => ({
    plan: { kind: "number", ...writing } as const,
    text: written(value, writing, inParentheses),
    value: value / 100,
  })),
  fc.tuple(hundredths, writings, fc.constantFrom("$", "USD ", "€")).map(([value, writing, currency]) => ({
    plan: { kind: "money", currency: [currency.trim()], ...writing } as const,
    text:
      value < 0
        ? `-${currency}${written(-value, writing, false)}`
        : currency + written(value, writing, false),
    value: value / 100,
  })),
  fc.tuple(hundredths, writings).map(([value, writing]) => ({
    plan: { kind: "percent", ...writing } as const,
    text: `${written(value, writing, false)}%`,
    value: value / 100 / 100,
  })),
  fc.tuple(day, fc.constantFrom(...Object.keys(dayWritings))).map(([days, format]) => {
    const date = new Date(days * 86_400_000);
    return {
      plan: { kind: "date", formats: [format] } as const,
      text: (dayWritings[format] as (date: Date) => string)(date),
      value: date.toISOString().slice(0, 10),
    };
  }),
  fc.tuple(fc.boolean(), fc.boolean()).map(([value, isUpper]) => ({
    plan: { kind: "yesNo" } as const,
    text: isUpper ? (value ? "YES" : "NO") : value ? "true" : "false",
    value,
  })),
  fc.array(item, { minLength: 1, maxLength: 5 }).map((items) => ({
    plan: { kind: "list", separator: ";" } as const,
    text: items.join("; "),
    value: items,
  })),
  item.map((text) => ({ plan: { kind: "text" } as const, text: `  ${text} `, value: text })),
);

test("converting what was written gives the value back, for every kind of plan", () => {
  fc.assert(
    fc.property(cell, ({ plan, text, value }) => {
      const { records, badCells } = convertFields([{ x: text }], { x: plan });
      expect(badCells).toEqual([]);
      const found = records[0]?.x;
      if (typeof value === "number")
        expect(Math.abs((found as number) - value)).toBeLessThanOrEqual(1e-12 * Math.abs(value));
      else expect(found).toEqual(value);
    }),
  );
});

/** Cells as they come: of all kinds, right and wrong. */
const anyText = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.constantFrom(
    "--",
    "N/A",
    "none",
    "Yes",
    "1,204",
    "1.204",
    "$5",
    "€7",
    "3/4/24",
    "17/3/24",
    "2024-01-01 10:00",
    "19%",
    "SEO; Ads",
  ),
  cell.map(({ text }) => text),
);
const anyRows = fc.array(fc.record({ a: anyText, b: anyText }), { maxLength: 30 });
const plan: Readonly<Record<string, FieldPlan>> = {
  a: { kind: "number", thousands: ",", missing: ["--"] },
  b: { kind: "date", formats: ["M/d/yy"], badCells: "missing" },
};

test("no row is dropped silently: records and rejected rows are all rows, and cells are counted once", () => {
  fc.assert(
    fc.property(anyRows, (rows) => {
      const { recordIndex, rejected, counts, badCells, records } = convertFields(rows, plan);
      const all = [...recordIndex, ...rejected.map(({ index }) => index)].sort((a, b) => a - b);
      expect(all).toEqual(rows.map((_, index) => index));
      expect(records).toHaveLength(recordIndex.length);
      for (const { field, converted, missing, bad } of counts.fields) {
        expect(converted + missing + bad).toBe(rows.length);
        expect(badCells.filter((one) => one.field === field)).toHaveLength(bad);
      }
      expect(
        new Set(badCells.filter(({ effect }) => effect === "rejected").map(({ index }) => index)),
      ).toEqual(new Set(rejected.map(({ index }) => index)));
    }),
  );
});

test("the order of the rows plays no part", () => {
  fc.assert(
    fc.property(anyRows, (rows) => {
      const turned = [...rows].reverse();
      expect(profileFields(turned)).toEqual(profileFields(rows));
      expect([...convertFields(turned, plan).records].reverse()).toEqual(convertFields(rows, plan).records);
    }),
  );
});

test("a proposed plan reads every cell that it claims to: bad cells are those that the warnings count", () => {
  fc.assert(
    fc.property(fc.array(anyText, { minLength: 1, maxLength: 30 }), (cells) => {
      const rows = cells.map((x) => ({ x }));
      const { plan: proposed, warnings } = profileFields(rows);
      const decided = proposed.x as FieldPlan | { readonly kind: "undecided" };
      if (decided.kind === "undecided") return;
      const { badCells } = convertFields(rows, { x: decided }, { badCells: "missing" });
      const [count = "0"] = warnings.find(({ code }) => code === "odd_cells")?.message.split(" ") ?? [];
      expect(badCells).toHaveLength(Number(count));
    }),
  );
});

test("profiles and plans are plain JSON", () => {
  fc.assert(
    fc.property(anyRows, (rows) => {
      const { fields, plan, warnings } = profileFields(rows);
      if (rows.length > 0) {
        expect(JSON.parse(JSON.stringify({ fields, plan, warnings }))).toEqual({ fields, plan, warnings });
      }
    }),
  );
});
