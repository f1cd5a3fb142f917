import { describe, expect, it } from "vitest";
import { SENIORITY_LEVELS, seniority } from "../../src/features/index";
import { JOB_TITLES } from "./fixtures/jobTitles";
import { type Any, readAll, readOne } from "./read";

const rank = seniority<Any>("title");

it.each(JOB_TITLES.map(([title, level]) => [title, level] as const))("%s is %s", (title, level) => {
  expect(readOne(rank, { title })).toBe(level);
});

describe("seniority", () => {
  it("the titles of this test reach every level, and no other", () => {
    expect([...new Set(JOB_TITLES.map(([, level]) => level))].sort()).toEqual([...SENIORITY_LEVELS].sort());
    expect(rank.levels).toEqual(SENIORITY_LEVELS);
  });

  it("does not depend on case, punctuation, spaces or how accents are encoded", () => {
    const titles = [
      "vp  sales",
      "VP, Sales",
      "(VP) Sales",
      "Sales/VP",
      "Geschäftsführer",
      "GESCHÄFTSFÜHRER".normalize("NFD"),
    ];
    expect(
      readAll(
        rank,
        titles.map((title) => ({ title })),
      ),
    ).toEqual(["vp", "vp", "vp", "vp", "executive", "executive"]);
  });

  it("a title that names no rank is entry, no title is missing", () => {
    const titles = ["Engineer", "???", "", "  ", null, undefined, Number.NaN];
    expect(
      readAll(
        rank,
        titles.map((title) => ({ title })),
      ),
    ).toEqual(["entry", "entry", null, null, null, null, null]);
  });

  it.each([
    [7, "a job title, received 7"],
    [true, "a job title, received true"],
    [["CEO"], "text, received an array of 1"],
  ])("%s rejects the record", (title, reason) => {
    expect(readOne(rank, { title })).toBe(`rejected: expected ${reason}`);
  });

  it("a text that is no title takes no long time", () => {
    const start = performance.now();
    for (const word of ["chief ", "assistant ", "student at ", "leiter", "a.b."])
      readOne(rank, { title: word.repeat(100_000) });
    expect(performance.now() - start).toBeLessThan(1000);
  });
});
