import { describe, expect, it } from "vitest";
import { DEPARTMENT_LEVELS, department } from "../../src/features/index";
import { JOB_TITLES } from "./fixtures/jobTitles";
import { REAL_TITLES } from "./fixtures/realTitles";
import { type Any, readAll, readOne } from "./read";

const team = department<Any>("title");

it.each([...JOB_TITLES, ...REAL_TITLES].map(([title, , level]) => [title, level] as const))(
  "%s works in %s",
  (title, level) => {
    expect(readOne(team, { title })).toBe(level);
  },
);

describe("department", () => {
  it("the titles of this test reach every level, and no other", () => {
    const reached = new Set(JOB_TITLES.map(([, , level]) => level).filter((level) => level !== null));
    expect([...reached].sort()).toEqual([...DEPARTMENT_LEVELS].sort());
    expect(team.levels).toEqual(DEPARTMENT_LEVELS);
  });

  it("a title that names no department is missing, and so is no title", () => {
    expect(
      readAll(
        team,
        ["Juggler", "", null].map((title) => ({ title })),
      ),
    ).toEqual([null, null, null]);
  });

  it("a number rejects the record", () => {
    expect(readOne(team, { title: 7 })).toBe("rejected: expected a job title, received 7");
  });
});
