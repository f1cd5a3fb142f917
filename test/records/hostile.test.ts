import { expect, test } from "vitest";
import { convertFields, type FieldPlan, profileFields } from "../../src/records/index";

const kinds: readonly FieldPlan[] = [
  { kind: "text", missing: ["--"] },
  { kind: "number", thousands: "," },
  { kind: "money", currency: ["$"], thousands: "," },
  { kind: "percent" },
  {
    kind: "date",
    formats: ["M/d/yy h:mm a", "EEE, d MMM yyyy", "yyyy-MM-dd'T'HH:mm:ss.SSSXXX"],
    zone: "UTC",
  },
  { kind: "yesNo" },
  { kind: "list", separator: ";" },
];

const length = 200_000;
const long: Readonly<Record<string, string>> = {
  digits: "1".repeat(length),
  "digits and a letter": `${"1".repeat(length)}x`,
  commas: ",".repeat(length),
  groups: "1,234".repeat(length / 5),
  blanks: `1${" ".repeat(length)}1`,
  minus: "-".repeat(length),
  "digits and blanks": "1 ".repeat(length / 2),
  slashes: "1/1/".repeat(length / 4),
  months: "jan ".repeat(length / 4),
  quotes: "'".repeat(length),
  separators: "a;".repeat(length / 2),
};

test.each(Object.keys(long))("200,000 characters of %s take no time, in any kind of field", (name) => {
  const rows = Array.from({ length: 20 }, (_, i) => ({
    x: `${long[name]}${i % 2 ? "" : " "}`,
    [long[name] as string]: "1",
  }));
  const started = process.cpuUsage().user;
  profileFields(rows);
  for (const plan of kinds) {
    const { badCells } = convertFields(rows, { x: plan }, { badCells: "missing" });
    for (const { text, reason } of badCells.slice(0, 3)) {
      expect(text.length).toBeLessThanOrEqual(200);
      expect(reason.length).toBeLessThanOrEqual(400);
    }
  }
  expect((process.cpuUsage().user - started) / 1000).toBeLessThan(4000);
});

test("100,000 different texts that a map would take for one another are no list: time grows with the rows only", () => {
  const time = (count: number) => {
    const filler = "x".repeat(20_000);
    const rows = Array.from({ length: count }, (_, i) => ({ x: `${i}${filler}` }));
    const started = process.cpuUsage().user;
    profileFields(rows);
    convertFields(rows, { x: { kind: "yesNo" } }, { badCells: "missing" });
    return process.cpuUsage().user - started;
  };
  time(200);
  expect(time(2000)).toBeLessThan(40 * Math.max(time(200), 5000));
});

test("thousands of columns are read, and more than 10,000 are refused", () => {
  const wide = (count: number) => [
    Object.fromEntries(Array.from({ length: count }, (_, i) => [`f${i}`, String(i)])),
  ];
  expect(profileFields(wide(3000)).fields).toHaveLength(3000);
  expect(convertFields(wide(3000), { f7: { kind: "number" } }).records[0]).toMatchObject({ f7: 7, f8: "8" });
  expect(() => profileFields(wide(10_001))).toThrow("profileFields: expected rows of at most 10000 fields");
});

test("frozen rows and plans are accepted, and nothing is changed", () => {
  const rows = Object.freeze([Object.freeze({ a: "1", b: "SEO; Ads" })]);
  const plan = Object.freeze({ a: Object.freeze({ kind: "number" as const }) });
  expect(convertFields(rows, plan)).toEqual(convertFields(rows, plan));
  expect(profileFields(rows)).toEqual(profileFields(rows));
});
