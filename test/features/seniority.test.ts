import { describe, expect, it } from "vitest";
import { SENIORITY_LEVELS, seniority } from "../../src/features/index";
import { createScorer, featureSet, narrate, pointsModel } from "../../src/index";
import { JOB_TITLES } from "./fixtures/jobTitles";
import { REAL_TITLES } from "./fixtures/realTitles";
import { type Any, readAll, readOne } from "./read";

const rank = seniority<Any>("title");
const TITLES = [...JOB_TITLES, ...REAL_TITLES];

const levelOf = (title: string | null) => {
  const value = readOne(rank, { title });
  return typeof value === "number" ? (SENIORITY_LEVELS[value] ?? null) : value;
};
const missing = (titles: readonly unknown[]) =>
  readAll(
    rank,
    titles.map((title) => ({ title })),
  ).filter((value) => Number.isNaN(value)).length;

it.each(TITLES.map(([title, level]) => [title, level] as const))("%s is %s", (title, level) => {
  expect(levelOf(title)).toBe(level);
});

describe("seniority", () => {
  it("the titles of this test reach every level, and no other", () => {
    const reached = new Set(TITLES.map(([, level]) => level).filter((level) => level !== null));
    expect([...reached].sort()).toEqual([...SENIORITY_LEVELS].sort());
    expect([rank.type, rank.levels]).toEqual(["ordinal", SENIORITY_LEVELS]);
  });

  it("does not depend on case, punctuation, spaces or how accents are encoded", () => {
    const titles = ["vp  sales", "VP, Sales", "(VP) Sales", "Sales/VP", "V.P. Sales"];
    expect(titles.map(levelOf)).toEqual(["vp", "vp", "vp", "vp", "vp"]);
    expect(["Geschäftsführer", "GESCHÄFTSFÜHRER".normalize("NFD")].map(levelOf)).toEqual([
      "executive",
      "executive",
    ]);
  });

  it("a title that names a job and no rank is entry; one that says nothing is missing", () => {
    expect(levelOf("Engineer")).toBe("entry");
    const nothing = ["???", "", "  ", "--", "N/A", "unknown", "Retired", "经理", null, undefined, Number.NaN];
    expect(missing(nothing)).toBe(nothing.length);
  });

  it("the option missing names more texts that say nothing, whatever their case and punctuation", () => {
    const feature = seniority<Any>("title", { missing: ["see notes"] });
    const rows = ["See notes.", "see-notes", "CEO"].map((title) => ({ title }));
    expect(readAll(feature, rows)).toEqual([Number.NaN, Number.NaN, 6]);
  });

  it.each([
    [7, "a job title, received 7"],
    [true, "a job title, received true"],
    [["CEO"], "text, received an array of 1"],
  ])("%s rejects the record", (title, reason) => {
    expect(readOne(rank, { title })).toBe(`rejected: expected ${reason}`);
  });

  it("a text that is no title takes no long time", () => {
    const start = process.cpuUsage().user;
    const words = [
      "chief ",
      "assistant ",
      "student at ",
      "leiter",
      "a.b.",
      "sales and ",
      "office of the ",
      "ex ",
    ];
    for (const word of words) readOne(rank, { title: word.repeat(100_000) });
    expect(process.cpuUsage().user - start).toBeLessThan(1_000_000);
  });

  it("a rule asks for a rank or more by the name of a level", () => {
    const features = featureSet<{ title: string }>()({ rank: seniority("title", { label: "rank" }) });
    const rules = [
      { id: "decides", label: "decision maker", when: { feature: "rank", atLeast: "director" }, points: 20 },
      { id: "helps", when: { feature: "rank", above: "training", below: "manager" }, points: 5 },
    ];
    const scorer = createScorer(pointsModel({ features, rules }), features);
    const scores = ["VP Sales", "Head of IT", "Manager", "Analyst", "Intern", "--"].map((title) => {
      const result = scorer.score({ title });
      return result.status === "scored" ? result.score : result.status;
    });
    expect(scores).toEqual([20, 20, 0, 5, 0, "insufficient_data"]);
    expect(narrate(scorer.explain({ title: "VP Sales" })).headline.score).toBe(20);
  });

  it("a level that there is not, and a level of a number, are refused", () => {
    const features = featureSet<{ title: string; visits: number }>()({ rank: seniority("title") });
    const rules = [{ id: "decides", when: { feature: "rank", atLeast: "boss" }, points: 20 }];
    expect(() => pointsModel({ features, rules })).toThrow(
      'pointsModel: expected "atLeast" of "rank" in "decides" to be a finite number or one of training, entry, ' +
        'senior, manager, director, vp, executive, owner, received "boss"',
    );
  });
});
