import { TZDate, tz } from "@date-fns/tz";
import { format as formatDate } from "date-fns/format";
import { parse as parseDate } from "date-fns/parse";
import { describe, expect, test } from "vitest";
import { convertFields, type DateFieldPlan } from "../../src/records/index";

const read = (formats: readonly string[], text: unknown, zone?: string) => {
  const plan: DateFieldPlan = { kind: "date", formats, ...(zone === undefined ? {} : { zone }) };
  return convertFields([{ x: text }], { x: plan }).records[0]?.x;
};

describe("days stay days, in no zone", () => {
  test.each([
    ["M/d/yy", "7/4/24", "2024-07-04"],
    ["M/d/yy", "07/04/24", "2024-07-04"],
    ["M/d/yy", "7/4/69", "2069-07-04"],
    ["M/d/yy", "7/4/70", "1970-07-04"],
    ["d/M/yyyy", "7/4/2024", "2024-04-07"],
    ["yyyy-MM-dd", "2024-02-29", "2024-02-29"],
    ["yyyyMMdd", "20240717", "2024-07-17"],
    ["MMM d, yyyy", "Jul 17, 2024", "2024-07-17"],
    ["MMM d, yyyy", "july  17, 2024", "2024-07-17"],
    ["MMM d yyyy", "Sept. 3 2024", "2024-09-03"],
    ["EEE, d MMM yyyy", "Wed, 17 Jul 2024", "2024-07-17"],
    ["d. 'of' MMM yyyy", "3. of May 2024", "2024-05-03"],
  ])("%s reads %j", (format, text, day) => expect(read([format], text)).toBe(day));
});

describe("times are instants", () => {
  test.each([
    ["M/d/yy h:mm a", "7/17/24 3:16 PM", "America/New_York", "2024-07-17T19:16:00.000Z"],
    ["M/d/yy h:mm a", "7/17/24 3:16\u202fpm", "America/New_York", "2024-07-17T19:16:00.000Z"],
    ["M/d/yy h:mm a", "1/17/24 12:00 a.m.", "America/New_York", "2024-01-17T05:00:00.000Z"],
    ["M/d/yy h:mm a", "1/17/24 12:05 PM", "UTC", "2024-01-17T12:05:00.000Z"],
    ["yyyy-MM-dd HH:mm:ss", "2018-02-26 19:58:54", "UTC", "2018-02-26T19:58:54.000Z"],
    ["yyyy-MM-dd HH:mm:ss", "2024-01-01 00:00:00", "Asia/Kolkata", "2023-12-31T18:30:00.000Z"],
    ["yyyy-MM-dd HH:mm:ss.SSS", "2024-01-01 00:00:00.2509", "UTC", "2024-01-01T00:00:00.250Z"],
  ])("%s reads %j in a zone", (format, text, zone, instant) =>
    expect(read([format], text, zone)).toBe(instant),
  );

  test.each([
    ["2024-07-17T10:00:00Z", "2024-07-17T10:00:00.000Z"],
    ["2024-07-17T10:00:00+02:00", "2024-07-17T08:00:00.000Z"],
    ["2024-07-17T10:00:00-0530", "2024-07-17T15:30:00.000Z"],
    ["2024-07-17T10:00:00+02", "2024-07-17T08:00:00.000Z"],
  ])("an offset that is written counts: %j", (text, instant) => {
    expect(read(["yyyy-MM-dd'T'HH:mm:ssXXX"], text)).toBe(instant);
  });

  test("a Date that a reader made is its instant, or its day in UTC where only days are asked for", () => {
    expect(read(["M/d/yy H:mm"], new Date("2024-07-17T10:00:00Z"), "UTC")).toBe("2024-07-17T10:00:00.000Z");
    expect(read(["M/d/yy"], new Date("2024-07-17T10:00:00Z"))).toBe("2024-07-17");
    expect(read(["M/d/yy"], new Date(Number.NaN))).toBe(null);
  });
});

describe("clocks that are changed", () => {
  const inNewYork = (text: string) => read(["yyyy-MM-dd HH:mm"], text, "America/New_York");
  test("a time that occurs twice is the earlier one", () => {
    expect(inNewYork("2024-11-03 01:30")).toBe("2024-11-03T05:30:00.000Z");
    expect(inNewYork("2024-11-03 02:00")).toBe("2024-11-03T07:00:00.000Z");
  });
  test("a time that is skipped is read by the offset before", () => {
    expect(inNewYork("2024-03-10 02:30")).toBe("2024-03-10T07:30:00.000Z"); // 3:30 by the new clock
    expect(inNewYork("2024-03-10 03:00")).toBe("2024-03-10T07:00:00.000Z");
    expect(inNewYork("2024-03-10 01:59")).toBe("2024-03-10T06:59:00.000Z");
  });
  test("a day that a zone skipped, and those around it", () => {
    const inApia = (text: string) => read(["yyyy-MM-dd HH:mm"], text, "Pacific/Apia");
    expect(inApia("2011-12-29 23:59")).toBe("2011-12-30T09:59:00.000Z");
    expect(inApia("2011-12-31 00:00")).toBe("2011-12-30T10:00:00.000Z");
    expect(inApia("2011-12-30 12:00")).toBe("2011-12-30T22:00:00.000Z");
  });
});

describe("what is no date", () => {
  test.each([
    ["M/d/yy", "2/30/24"],
    ["M/d/yy", "13/1/24"],
    ["M/d/yy", "1/1/2024"],
    ["M/d/yyyy", "1/1/24"],
    ["M/d/yyyy", "1/1/0000"],
    ["M/d/yy", "1/1/24 "] /* trimmed */,
    ["M/d/yy h:mm a", "1/1/24 13:00 PM"],
    ["M/d/yy h:mm a", "1/1/24 0:30 AM"],
    ["M/d/yy H:mm", "1/1/24 24:00"],
    ["M/d/yy H:mm", "1/1/24 10:60"],
    ["MMM d, yyyy", "Julius 1, 2024"],
    ["yyyy-MM-dd", "2023-02-29"],
  ])("%s does not read %j", (format, text) => {
    const zone = /[Hh]/.test(format) ? { zone: "UTC" } : {};
    const { records, badCells } = convertFields(
      [{ x: text }],
      { x: { kind: "date", formats: [format], ...zone } },
      { badCells: "missing" },
    );
    expect(badCells[0]?.reason ?? records[0]?.x).toBe(
      text.endsWith(" ") ? "2024-01-01" : `expected a date as ${format}, received ${JSON.stringify(text)}`,
    );
  });

  test.each([
    "Y-M-d",
    "yyyy-MM",
    "h:mm a",
    "yyyy-MM-dd ss",
    "yyyy-MM-dd h:mm",
    "yyyy-MM-dd H:mm a",
    "yyyy-MM-dd'T",
    "yyyy-yy-MM-dd",
    "x".repeat(100),
  ])("%j is refused as a format", (format) =>
    expect(() => read([format], "x", "UTC")).toThrow("formats of plan"),
  );
});

test("the first format that fits is taken", () => {
  expect(read(["yyyy-MM-dd", "M/d/yyyy"], "7/4/2024")).toBe("2024-07-04");
  expect(read(["M/d/yyyy", "d/M/yyyy"], "7/4/2024")).toBe("2024-07-04");
  expect(read(["M/d/yyyy", "d/M/yyyy"], "17/4/2024")).toBe("2024-04-17");
});

describe("as date-fns writes and reads", () => {
  const formats = [
    "M/d/yy h:mm a",
    "yyyy-MM-dd HH:mm:ss",
    "dd.MM.yyyy H:mm",
    "MMM d, yyyy, h:mm:ss a",
    "EEE, d MMM yyyy HH:mm XXX",
  ];
  const zones = ["UTC", "America/New_York", "Asia/Kolkata", "Pacific/Apia", "Australia/Lord_Howe"];
  const instants = Array.from(
    { length: 40 },
    (_, i) => Date.UTC(1999, 0, 1, 7, 13) + i * 211.37 * 86_400_000,
  );

  test.each(zones)(
    "what it formats in %s is read back to the minute, in whatever zone the machine is",
    (zone) => {
      for (const instant of instants.map((time) => Math.floor(time / 60_000) * 60_000)) {
        for (const format of formats) {
          const text = formatDate(new TZDate(instant, zone), format);
          const expected = new Date(instant).toISOString();
          const found = read([format], text, format.includes("X") ? undefined : zone);
          expect([format, text, found]).toEqual([format, text, expected]);
        }
      }
    },
  );

  test("what it parses, we parse to the same", () => {
    for (const format of formats.slice(0, 4)) {
      for (const text of [
        "7/4/24 3:16 PM",
        "2024-07-04 15:16:00",
        "04.07.2024 15:16",
        "Jul 4, 2024, 3:16:00 PM",
      ]) {
        const theirs = parseDate(text, format, new TZDate(Date.UTC(2020, 0, 1), "UTC"), {
          in: tz("UTC"),
        }).getTime();
        if (Number.isNaN(theirs)) continue;
        expect(read([format], text, "UTC")).toBe(new Date(theirs).toISOString());
      }
    }
  });
});
