import { describe, expect, it } from "vitest";
import { categorical, featureSet, flag, numeric, ordinal } from "../../src/features/index";
import { contentHash, createScorer } from "../../src/models/index";
import { parseModel, serializeModel } from "../../src/schemas/index";
import { type PointsModelOptions, pointsModel } from "../../src/scoring/index";

interface Lead {
  readonly visits?: number | null;
  readonly source?: string | null;
  readonly optOut?: boolean | null;
  readonly size?: string | null;
}

const features = featureSet<Lead>()({
  visits: numeric("visits"),
  source: categorical("source"),
  optOut: flag("optOut"),
  size: ordinal("size", ["small", "mid", "big"]),
});
type Options = Omit<PointsModelOptions<Lead>, "features">;
const score = (options: Options, lead: Lead) => {
  const result = createScorer(pointsModel({ features, coverageFloor: 0, ...options }), features).score(lead);
  return result.status === "scored" ? result.score : result.status;
};
const visited = { id: "visited", when: { feature: "visits", above: 0 }, points: 5 } as const;

describe("points for conditions", () => {
  it("are given once where the condition holds, positive or negative", () => {
    const rules = [visited, { id: "out", when: { feature: "optOut", is: true }, points: -8 }] as const;
    expect(score({ rules }, { visits: 3, optOut: false })).toBe(5);
    expect(score({ rules }, { visits: 3, optOut: true })).toBe(-3);
    expect(score({ rules }, { visits: 0, optOut: true })).toBe(-8);
  });

  it("a condition on a missing value does not hold, and neither does its not", () => {
    const rules = [visited, { id: "not", when: { not: visited.when }, points: 100 }] as const;
    expect([1, 0, null].map((visits) => score({ rules }, { visits }))).toEqual([5, 100, 0]);
  });

  it("conditions are combined with all, any and not", () => {
    const when = {
      any: [
        { all: [{ feature: "source", in: ["fair", "web"] }, { not: { feature: "size", is: "small" } }] },
        { feature: "visits", atLeast: 10 },
      ],
    } as const;
    const rules = [{ id: "r", when, points: 1 }];
    expect(score({ rules }, { source: "fair", size: "big" })).toBe(1);
    expect(score({ rules }, { source: "fair", size: "small" })).toBe(0);
    expect(score({ rules }, { source: "fair", size: null, visits: 10 })).toBe(1);
  });
});

describe("points every time", () => {
  const each = { ...visited, times: "visits" } as const;

  it("are multiplied by a count", () => {
    expect(score({ rules: [each] }, { visits: 4 })).toBe(20);
  });

  it("the cap of a rule is its largest total; of negative points its smallest", () => {
    expect(score({ rules: [{ ...each, cap: 12 }] }, { visits: 2 })).toBe(10);
    expect(score({ rules: [{ ...each, cap: 12 }] }, { visits: 4 })).toBe(12);
    expect(score({ rules: [{ ...each, points: -5, cap: -12 }] }, { visits: 4 })).toBe(-12);
  });
});

describe("frequency bands", () => {
  const bands = {
    id: "bands",
    bands: "visits",
    points: [
      { from: 1, points: 2 },
      { from: 4, points: 7 },
    ],
  } as const;

  it("a value equal to the start of a band is in it; below the first there are no points", () => {
    expect([0, 0.5, 1, 3.9, 4, 99].map((visits) => score({ rules: [bands] }, { visits }))).toEqual([
      0, 0, 2, 2, 7, 7,
    ]);
  });

  it("a missing value has 0 points, or those said", () => {
    expect(score({ rules: [bands] }, { visits: null })).toBe(0);
    expect(score({ rules: [{ ...bands, missing: -3 }] }, { visits: null })).toBe(-3);
  });

  it("bands of an ordinal feature are of ranks", () => {
    const rules = [{ id: "size", bands: "size", points: [{ from: 1, points: 4 }] }];
    expect(["small", "mid", "big"].map((size) => score({ rules }, { size }))).toEqual([0, 4, 4]);
  });
});

describe("caps", () => {
  const rules = [
    { ...visited, times: "visits", group: "web" },
    { id: "fair", when: { feature: "source", is: "fair" }, points: 10 },
  ] as const;

  it("a group caps the rules that name it", () => {
    const groups = { web: { maximum: 12, minimum: -2 } };
    expect(score({ rules, groups }, { visits: 5, source: "fair" })).toBe(22);
    expect(score({ rules, groups }, { visits: 1, source: "fair" })).toBe(15);
  });

  it("the total is capped after the groups, and counts the start", () => {
    const capped = {
      rules,
      start: 20,
      groups: { web: { maximum: 12 } },
      total: { minimum: 25, maximum: 40 },
    };
    expect(score(capped, { visits: 5, source: "fair" })).toBe(40); // 20 + 12 + 10
    expect(score(capped, { visits: 1, source: "fair" })).toBe(35);
    expect(score(capped, { visits: 0, source: "web" })).toBe(25);
  });

  it("what caps take are lines of their own, with their words", () => {
    const model = pointsModel({
      features,
      rules,
      groups: { web: { label: "engagement", maximum: 12 } },
      total: { maximum: 20 },
    });
    const { contributions } = createScorer(model, features).explain({ visits: 5, source: "fair" });
    expect(contributions.map(({ label, contribution }) => [label, contribution])).toEqual([
      ["visited", 25],
      ["fair", 10],
      ["engagement capped at 12", -13],
      ["total capped at 20", -2],
    ]);
  });

  it("an empty total caps nothing", () => {
    expect(pointsModel({ features, rules: [visited], total: {} }).groups).toEqual([]);
  });
});

describe("disqualifiers and overrides", () => {
  const disqualify = [{ id: "out", when: { feature: "optOut", is: true }, reason: "opted out" }] as const;
  const override = [
    { id: "vip", when: { feature: "source", is: "board" }, reason: "a referral of the board", points: 99 },
  ] as const;

  it("a disqualified record has the reason and the rule", () => {
    const scorer = createScorer(pointsModel({ features, rules: [visited], disqualify }), features);
    expect(scorer.score({ visits: 1, optOut: true })).toEqual({
      status: "disqualified",
      reason: "opted out",
      rule: "out",
    });
  });

  it("an override fixes the points, caps notwithstanding; disqualifiers are tried first", () => {
    const options = { rules: [visited], disqualify, override, total: { maximum: 50 } };
    expect(score(options, { visits: 1, source: "board" })).toBe(99);
    expect(score(options, { visits: 1, source: "board", optOut: true })).toBe("disqualified");
  });
});

describe("start, probability and floors", () => {
  it("every record starts with the start points", () => {
    expect(score({ rules: [visited], start: -2.5 }, { visits: 0 })).toBe(-2.5);
  });

  it("without a map there is no probability", () => {
    const model = pointsModel({ features, rules: [visited] });
    expect(model.calibration).toBeNull();
    expect(createScorer(model, features).score({ visits: 1 })).toMatchObject({ score: 5, probability: null });
  });

  it("a map from points to probability leaves the score in points", () => {
    const probability = [
      { points: 0, probability: 0.1 },
      { points: 10, probability: 0.5 },
    ];
    const scorer = createScorer(pointsModel({ features, rules: [visited], probability }), features);
    expect(scorer.score({ visits: 1 })).toMatchObject({ score: 5, probability: expect.closeTo(0.3, 12) });
  });

  it("coverage counts the features that rules and gates read, no others", () => {
    const model = pointsModel({
      features,
      rules: [visited, { id: "s", when: { feature: "source", is: "fair" }, points: 1 }],
      disqualify: [{ id: "out", when: { feature: "optOut", is: true }, reason: "opted out" }],
    });
    expect(model.features.map(({ name }) => name)).toEqual(["optOut", "source", "visits"]);
    expect(createScorer(model, features).score({ visits: 1 })).toMatchObject({
      coverage: expect.closeTo(1 / 3, 12),
      lowConfidence: true,
    });
  });

  it("a fifth of the features must have a value by default, or the share said", () => {
    const names = ["a", "b", "c", "d", "e", "f"];
    const many = featureSet<Record<string, number | null>>()(
      Object.fromEntries(
        names.map((name) => [name, numeric<Record<string, number | null>>((row) => row[name])]),
      ),
    );
    const rules = names.map((name) => ({ id: name, when: { feature: name, above: 0 }, points: 1 }));
    const status = (coverageFloor?: number) => {
      const floor = coverageFloor === undefined ? {} : { coverageFloor };
      return createScorer(pointsModel({ features: many, rules, ...floor }), many).score({ a: 1 }).status;
    };
    expect([status(), status(1 / 6)]).toEqual(["insufficient_data", "scored"]);
  });
});

describe("the model", () => {
  const full: PointsModelOptions<Lead> = {
    features,
    start: 2,
    rules: [
      { ...visited, label: "has visited", times: "visits", cap: 20, group: "web" },
      { id: "size", bands: "size", points: [{ from: 1, points: 4 }], missing: -1 },
    ],
    groups: { web: { label: "engagement", maximum: 15 } },
    total: { minimum: 0, maximum: 60 },
    disqualify: [{ id: "out", when: { feature: "optOut", is: true }, reason: "opted out" }],
    override: [{ id: "vip", when: { feature: "source", contains: "board" }, reason: "board", points: 60 }],
    probability: [
      { points: 0, probability: 0 },
      { points: 60, probability: 1 },
    ],
  };
  const model = pointsModel(full);

  it("is sealed, of link identity, and says that it was written", () => {
    expect(model).toMatchObject({
      link: "identity",
      intercept: 2,
      provenance: { method: "points", rows: null },
    });
    expect(model.provenance.contentHash).toBe(contentHash(model));
  });

  it("is plain JSON: saved and loaded it is the same", () => {
    expect(parseModel(JSON.parse(serializeModel(model)))).toEqual(model);
    expect(JSON.parse(JSON.stringify(model))).toEqual(model);
  });

  it("the options are unchanged and may be frozen; the same options give the same model", () => {
    const frozen = deepFreeze({ ...full, features: undefined }) as unknown as PointsModelOptions<Lead>;
    expect(pointsModel({ ...frozen, features })).toEqual(model);
  });

  it("rules keep the order in which they were written", () => {
    const lines = createScorer(model, features).explain({ visits: 1 }).contributions;
    expect(lines.map(({ id }) => id)).toEqual(["visited", "size", "web", "total", "override"]);
  });
});

function deepFreeze<T>(value: T): T {
  if (typeof value === "object" && value !== null) Object.values(Object.freeze(value)).forEach(deepFreeze);
  return value;
}
