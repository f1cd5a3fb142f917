import { describe, expect, it } from "vitest";
import { splitByTime } from "../../../src/training/index";

const rows = ["2026-01-31T23:59:59.999Z", "2026-02-01", "2026-02-28", "2026-03-01", "2026-04-01"].map(
  (text) => ({ at: new Date(text) }),
);
const at = (row: (typeof rows)[number]) => row.at;
const cutoff = new Date("2026-03-01");

describe("splitByTime", () => {
  it("a record at the cutoff is a test record; without a gap nothing is left out", () => {
    expect(splitByTime(rows, { at, cutoff })).toEqual({ train: [0, 1, 2], gap: [], test: [3, 4] });
  });

  it("the gap is closed at its start and open at the cutoff", () => {
    expect(splitByTime(rows, { at, cutoff, gapDays: 28 })).toEqual({ train: [0], gap: [1, 2], test: [3, 4] });
  });

  it("the order of the records is kept", () => {
    expect(splitByTime([...rows].reverse(), { at, cutoff }).train).toEqual([2, 3, 4]);
  });

  it("no records split into none", () => {
    expect(splitByTime([], { at, cutoff })).toEqual({ train: [], gap: [], test: [] });
  });

  it("a frozen input is accepted", () => {
    expect(splitByTime(Object.freeze([...rows]), Object.freeze({ at, cutoff })).test).toEqual([3, 4]);
  });

  it("ISO 8601 text is an instant, and a day is not before an instant within it", () => {
    const days = ["2026-02-28", "2026-03-01", "2026-03-02"];
    const at = (day: string) => day;
    expect(splitByTime(days, { at, cutoff: "2026-03-01" }).test).toEqual([1, 2]);
    expect(splitByTime(days, { at, cutoff: "2026-03-01T09:00Z" }).test).toEqual([1, 2]);
    expect(splitByTime(days, { at, cutoff: "2026-03-02T09:00Z", gapDays: 1 })).toEqual({
      train: [0],
      gap: [1],
      test: [2],
    });
    expect(splitByTime(days, { at: (day) => `${day}T08:59Z`, cutoff: "2026-03-01T09:00Z" }).test).toEqual([
      2,
    ]);
  });

  it.each([
    ["records that are no array", ["rows", { at, cutoff }], "expected rows to be an array of records"],
    ["no options", [rows, undefined], "expected options to be an object"],
    ["an unknown option", [rows, { at, cutoff, gap: 3 }], 'received "gap"'],
    ["at that is no function", [rows, { at: "at", cutoff }], "expected at to be a function"],
    ["a cutoff that is other text", [rows, { at, cutoff: "March" }], "expected cutoff to be a Date or"],
    ["a cutoff that is no date", [rows, { at, cutoff: new Date("x") }], "expected cutoff to be a Date or"],
    ["a negative gap", [rows, { at, cutoff, gapDays: -1 }], "gapDays"],
    ["a NaN gap", [rows, { at, cutoff, gapDays: Number.NaN }], "gapDays"],
    ["a record without an instant", [[...rows, { at: null }], { at, cutoff }], "expected at of record 5"],
  ])("%s: invalid_argument", (_, args, message) => {
    const call = () => splitByTime(...(args as unknown as Parameters<typeof splitByTime>));
    expect(call).toThrow(
      expect.objectContaining({ code: "invalid_argument", message: expect.stringContaining(message) }),
    );
  });
});
