import { describe, expect, it } from "vitest";
import {
  categorical,
  countEvents,
  department,
  emailDomainType,
  featureSet,
  flag,
  numeric,
  ordinal,
  seniority,
} from "../../src/features/index";
import { type Condition, counterfactual, createScorer } from "../../src/models/index";
import { pointsModel } from "../../src/scoring/index";
import { failure } from "../core/failure";

type Row = Readonly<Record<string, unknown>>;
const features = featureSet<Row>()({
  logged: numeric("logged", { transform: "log1p" }),
  rooted: numeric("rooted", { transform: "sqrt" }),
  clipped: numeric("clipped", { clip: [0, 20], missing: [2] }),
  source: categorical("source", {
    ...{ ignoreCase: true, aliases: { adwords: "google" }, missing: ["Select"] },
  }),
  size: ordinal("size", ["small", "mid", "big"], { ignoreCase: true }),
  optIn: flag("optIn", { trueValues: ["Yes"], falseValues: ["No"] }),
  rank: seniority("title"),
  team: department("title"),
  mail: emailDomainType("email"),
  opens: countEvents("events"),
});
const asOf = new Date("2026-06-01");

/** Whether a rule fires for a record. */
function fires(when: Condition, row: Row): boolean {
  const model = pointsModel({ features, rules: [{ id: "r", when, points: 1 }], coverageFloor: 0 });
  return createScorer(model, features).explain(row, { asOf }).margin === 1;
}
const refuse = (when: unknown) =>
  failure(() => pointsModel({ features, rules: [{ id: "r", when: when as Condition, points: 1 }] }));

describe("bounds are in original units, whatever the transform", () => {
  it.each([
    ["logged", 50],
    ["logged", 0],
    ["logged", 1e9],
    ["rooted", 50],
    ["rooted", 0.1],
  ])("%s at %d", (feature, bound) => {
    const at = { [feature]: bound };
    const [less, more] = [{ [feature]: bound - 1e-6 * bound }, { [feature]: bound * (1 + 1e-6) + 1e-6 }];
    expect(fires({ feature, atLeast: bound }, at)).toBe(true);
    expect(fires({ feature, atMost: bound }, at)).toBe(true);
    expect(fires({ feature, is: bound }, at)).toBe(true);
    expect(fires({ feature, in: [7, bound] }, at)).toBe(true);
    expect(fires({ feature, above: bound }, at)).toBe(false);
    expect(fires({ feature, above: bound }, more)).toBe(true);
    expect(fires({ feature, atMost: bound }, more)).toBe(false);
    expect(fires({ feature, is: bound }, more)).toBe(false);
    if (bound === 0) return;
    expect(fires({ feature, atLeast: bound }, less)).toBe(false);
    expect(fires({ feature, below: bound }, less)).toBe(true);
    expect(fires({ feature, below: bound }, at)).toBe(false);
  });

  it("a bound below what the transform takes holds for every number", () => {
    for (const lower of [{ above: -5 }, { atLeast: -5 }, { above: -5, atLeast: -7 }]) {
      expect(fires({ feature: "rooted", ...lower }, { rooted: 0 })).toBe(true);
      expect(fires({ feature: "logged", ...lower }, { logged: -0.999 })).toBe(true);
    }
  });

  it("in gates, bands and nested conditions too", () => {
    const model = pointsModel({
      features,
      rules: [
        {
          id: "b",
          bands: "logged",
          points: [
            { from: 0, points: 1 },
            { from: 50, points: 2 },
          ],
        },
      ],
      disqualify: [{ id: "d", when: { any: [{ not: { feature: "rooted", below: 9 } }] }, reason: "much" }],
    });
    const scorer = createScorer(model, features);
    const score = (logged: number, rooted: number) => scorer.score({ logged, rooted });
    expect([49, 50, 150].map((logged) => score(logged, 8.9))).toMatchObject([
      { score: 1 },
      { score: 2 },
      { score: 2 },
    ]);
    expect(score(150, 9)).toMatchObject({ status: "disqualified" });
  });

  it("counterfactual reaches the bound itself", () => {
    const model = pointsModel({
      features,
      rules: [{ id: "r", when: { feature: "logged", atLeast: 50 }, points: 1 }],
    });
    const found = counterfactual(
      createScorer(model, features),
      { logged: 9 },
      { target: 1, actionable: ["logged"] },
    );
    expect(found).toMatchObject({ status: "found", changes: [{ from: 9, to: 50 }], scoreAfter: 1 });
  });
});

describe("values are matched as the feature reads them", () => {
  it.each<[Condition, Row]>([
    [{ feature: "source", is: "Google" }, { source: "GOOGLE" }],
    [{ feature: "source", is: "AdWords" }, { source: "google" }],
    [{ feature: "source", is: "web " }, { source: " Web" }],
    [{ feature: "source", in: ["Fair", "AdWords"] }, { source: "adwords" }],
    [{ feature: "source", is: 5 }, { source: "5" }],
    [{ feature: "size", is: "Big" }, { size: "big" }],
    [{ feature: "size", is: 2 }, { size: "big" }],
    [{ feature: "optIn", is: "Yes" }, { optIn: true }],
    [{ feature: "optIn", is: false }, { optIn: "No" }],
    [{ feature: "clipped", atLeast: 20 }, { clipped: 251 }],
    [{ feature: "rank", atLeast: "director" }, { title: "VP Sales" }],
    [{ feature: "size", atLeast: "Mid" }, { size: "BIG" }],
    [{ feature: "opens", atLeast: 0.5 }, { events: [{ at: "2026-05-01" }] }],
  ])("%j fires for %j", (when, row) => {
    expect(fires(when, row)).toBe(true);
  });
});

describe("a rule that no record can meet is an error that says what could be met", () => {
  it.each<[unknown, string]>([
    [{ feature: "source", is: "select" }, "to be a value (exists: false asks for what means missing)"],
    [{ feature: "source", is: " " }, "to be a value"],
    [{ feature: "source", startsWith: " web" }, "without white space before"],
    [{ feature: "source", endsWith: "web " }, "without white space after"],
    [{ feature: "rank", contains: "VP" }, "to compare a category"],
    [{ feature: "rank", above: "owner" }, "that holds for some of its values"],
    [{ feature: "rank", is: "boss" }, "to be one of training, entry"],
    [{ feature: "rank", in: ["vp", "Director"] }, "to be one of training, entry"],
    [{ feature: "team", is: "it" }, "to be one of engineering"],
    [{ feature: "mail", is: "Business" }, "to be one of business, free"],
    [{ feature: "mail", contains: "gmail" }, "to match one of business, free"],
    [{ feature: "size", is: "huge" }, "to be one of small, mid, big"],
    [{ feature: "size", is: 3 }, "to be one of small, mid, big"],
    [{ feature: "size", above: 2 }, "that holds for some of its values (whole numbers from 0 up to 2)"],
    [{ feature: "optIn", is: "perhaps" }, 'to be a boolean or "Yes" or "No"'],
    [{ feature: "clipped", is: 2 }, "to be a value"],
    [{ feature: "clipped", is: 21 }, "to be a number of at least 0 and of at most 20"],
    [{ feature: "clipped", above: 20 }, "that holds for some of its values (numbers from 0 up to 20)"],
    [{ not: { all: [{ feature: "clipped", below: 0 }] } }, "that holds for some of its values"],
    [{ feature: "logged", atMost: -2 }, "that holds for some of its values"],
    [{ feature: "rooted", is: -1 }, "to be a number of at least 0"],
    [{ feature: "opens", is: 2.5 }, "to be a whole number of at least 0"],
    [{ feature: "opens", above: 2, below: 3 }, "that holds for some of its values (whole numbers from 0)"],
    [{ feature: "clipped", above: 5, below: 5 }, "that holds for some of its values"],
  ])("%j", (when, expected) => {
    expect(refuse(when)).toContain(expected);
    expect(refuse(when)).toMatch(/^invalid_configuration: pointsModel: expected .*"r"/);
  });

  it("bands beyond clip", () => {
    const rules = [{ id: "b", bands: "clipped", points: [{ from: 50, points: 2 }] }];
    expect(() => pointsModel({ features, rules })).toThrow(
      'pointsModel: expected bands of "b" from at most 20, the largest value of "clipped", received 50',
    );
  });
});
