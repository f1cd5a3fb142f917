import { describe, expect, it } from "vitest";
import { categorical, featureSet, numeric } from "../../src/features/index";
import { pointsModel } from "../../src/scoring/index";

const features = featureSet<{ visits: number; source: string }>()({
  visits: numeric("visits"),
  source: categorical("source"),
});
const when = { feature: "visits", above: 0 };
const rule = { id: "visited", when, points: 5 };
const bands = { id: "bands", bands: "visits", points: [{ from: 1, points: 2 }] };

describe("pointsModel refuses", () => {
  it.each<[string, object, string]>([
    ["no features", { features: undefined }, "features made by featureSet"],
    ["no rules", { rules: [] }, "at least one rule"],
    ["rules that are no list", { rules: rule }, "at least one rule"],
    ["a rule that is none", { rules: [null] }, "every rule to have an id"],
    ["a rule without an id", { rules: [{ when, points: 5 }] }, "every rule to have an id"],
    ["a rule with an empty id", { rules: [{ ...rule, id: "" }] }, "id to be text"],
    ["a rule twice", { rules: [rule, rule] }, 'every id once, received "visited"'],
    [
      "a rule with the name of a group",
      { rules: [rule], groups: { visited: {} } },
      'every id once, received "visited"',
    ],
    ["an unknown key of a rule", { rules: [{ ...rule, weight: 2 }] }, 'rule "visited" with keys'],
    ["a rule with a condition and bands", { rules: [{ ...bands, when }] }, 'rule "bands" with keys'],
    ["a rule without a condition", { rules: [{ id: "r", points: 5 }] }, '"r" to have a condition'],
    [
      "points as text",
      { rules: [{ ...rule, points: "5" }] },
      'points of rule "visited" to be a finite number',
    ],
    ["NaN points", { rules: [{ ...rule, points: Number.NaN }] }, 'points of rule "visited"'],
    ["no points", { rules: [{ id: "visited", when }] }, 'points of rule "visited"'],
    ["a label that is no text", { rules: [{ ...rule, label: 5 }] }, 'the label of rule "visited" to be text'],
    [
      "an unknown feature in a condition",
      { rules: [{ ...rule, when: { feature: "clicks", above: 0 } }] },
      '"visited" to read a known feature (source, visits), received "clicks"',
    ],
    [
      "a comparison of the wrong type",
      { rules: [{ ...rule, when: { feature: "source", above: 0 } }] },
      '"above" of "source" in "visited"',
    ],
    [
      "text where a number is compared",
      { rules: [{ ...rule, when: { feature: "visits", is: "3" } }] },
      '"is" of "visits" in "visited"',
    ],
    ["times an unknown feature", { rules: [{ ...rule, times: "clicks" }] }, '"visited" to read a feature'],
    ["times a category", { rules: [{ ...rule, times: "source" }] }, '"visited" to read a number'],
    ["a cap without times", { rules: [{ ...rule, cap: 10 }] }, 'the cap of rule "visited" to go with times'],
    [
      "a cap of the other sign",
      { rules: [{ ...rule, times: "visits", cap: -10 }] },
      'the cap of rule "visited"',
    ],
    ["a NaN cap", { rules: [{ ...rule, times: "visits", cap: Number.NaN }] }, 'cap of rule "visited"'],
    ["an unknown group", { rules: [{ ...rule, group: "web" }] }, '"visited" to name a group, received "web"'],
    ["bands of an unknown feature", { rules: [{ ...bands, bands: "clicks" }] }, '"bands" to read a feature'],
    ["bands of a category", { rules: [{ ...bands, bands: "source" }] }, '"bands" to read a number'],
    ["no bands", { rules: [{ ...bands, points: [] }] }, 'a list of bands in rule "bands"'],
    ["a band that is none", { rules: [{ ...bands, points: [null] }] }, '"bands"'],
    ["a band without points", { rules: [{ ...bands, points: [{ from: 1 }] }] }, '"bands"'],
    [
      "bands that do not increase",
      { rules: [{ ...bands, points: [...bands.points, ...bands.points] }] },
      '"bands" to increase',
    ],
    [
      "NaN points of missing values",
      { rules: [{ ...bands, missing: Number.NaN }] },
      'missing of term "bands"',
    ],
    ["groups that are a list", { groups: [{ maximum: 3 }] }, "groups to be an object"],
    ["groups that are a number", { groups: 5 }, "groups to be an object"],
    ["a group that is none", { groups: { web: null } }, 'group "web" to be an object'],
    ["an unknown key of a group", { groups: { web: { max: 3 } } }, 'group "web" with keys'],
    ["a NaN bound of a group", { groups: { web: { maximum: Number.NaN } } }, 'group "web"'],
    [
      "a minimum above the maximum",
      { groups: { web: { minimum: 3, maximum: 2 } } },
      'group "web" with minimum at most',
    ],
    ["a group called total", { groups: { total: { maximum: 3 } } }, 'received "total"'],
    ["a label of a group that is no text", { groups: { web: { label: 3 } } }, 'the label of group "web"'],
    ["an unknown key of the total", { total: { max: 3 } }, "total with keys"],
    ["a NaN total", { total: { maximum: Number.NaN } }, "total.maximum"],
    ["a total as text", { total: { minimum: "0" } }, "total.minimum"],
    ["a total whose minimum is above its maximum", { total: { minimum: 3, maximum: 2 } }, 'group "total"'],
    ["a NaN start", { start: Number.NaN }, "start"],
    ["disqualify that is no list", { disqualify: { id: "d" } }, "disqualify to be a list"],
    ["a disqualifier without an id", { disqualify: [{ when, reason: "r" }] }, "to have an id"],
    ["a disqualifier without a reason", { disqualify: [{ id: "d", when, reason: "" }] }, 'a reason for "d"'],
    [
      "a disqualifier with points",
      { disqualify: [{ id: "d", when, reason: "r", points: 3 }] },
      'received "points"',
    ],
    [
      "a disqualifier on an unknown feature",
      { disqualify: [{ id: "d", when: { feature: "z", is: 1 }, reason: "r" }] },
      '"d" to read a known feature',
    ],
    ["override that is no list", { override: { id: "o" } }, "override to be a list"],
    ["an override without points", { override: [{ id: "o", when, reason: "r" }] }, 'margin of gate "o"'],
    ["a gate with the id of a rule", { disqualify: [{ id: "visited", when, reason: "r" }] }, "every id once"],
    ["probability that is no list", { probability: { points: 0 } }, "probability to be a list"],
    ["a probability that is none", { probability: [null] }, "calibration"],
    ["an empty map to probability", { probability: [] }, "calibration with points"],
    ["a probability above 1", { probability: [{ points: 0, probability: 1.2 }] }, "probabilities in [0, 1]"],
    [
      "a falling probability",
      {
        probability: [
          { points: 0, probability: 0.5 },
          { points: 9, probability: 0.4 },
        ],
      },
      "calibration that never falls",
    ],
    [
      "points of the map that do not increase",
      {
        probability: [
          { points: 0, probability: 0.5 },
          { points: 0, probability: 0.6 },
        ],
      },
      "margins of calibration to increase",
    ],
    ["a coverage floor above 1", { coverageFloor: 2 }, "coverageFloor in [0, 1]"],
    ["a coverage floor as text", { coverageFloor: "0.2" }, "coverageFloor in [0, 1]"],
    ["a NaN floor of confidence", { lowConfidenceBelow: Number.NaN }, "lowConfidenceBelow in [0, 1]"],
    ["an unknown option", { rule: [rule] }, 'received "rule"'],
  ])("%s, and names it", (_, changed, message) => {
    const options = { features, rules: [rule], ...changed };
    expect(() => pointsModel(options as never)).toThrow(
      expect.objectContaining({ name: "SalienceError", message: expect.stringContaining(message) }),
    );
  });

  it("a contradiction has the code invalid_configuration, a value of the wrong type invalid_argument", () => {
    const codeOf = (options: object) => {
      try {
        pointsModel(options as never);
      } catch (error) {
        return (error as { code: string }).code;
      }
      return "none";
    };
    expect(codeOf({ features, rules: [rule, rule] })).toBe("invalid_configuration");
    expect(codeOf({ features, rules: [{ ...rule, group: "web" }] })).toBe("invalid_configuration");
    expect(codeOf({ features, rules: [rule], rule: 1 })).toBe("invalid_argument");
    expect(codeOf({ features, rules: [rule], start: "1" })).toBe("invalid_argument");
  });

  it("no options, or something else", () => {
    expect(() => pointsModel(undefined as never)).toThrow("expected options to be an object");
    expect(() => pointsModel("rules" as never)).toThrow("expected options to be an object");
  });

  it("keys of object internals as ids are ids like any other", () => {
    const model = pointsModel({
      features,
      rules: [{ ...rule, id: "__proto__", group: "constructor" }],
      groups: JSON.parse('{ "constructor": { "maximum": 3 }, "__proto__x": {} }'),
    });
    expect(model.terms[0]?.id).toBe("__proto__");
    expect(({} as Record<string, unknown>).maximum).toBeUndefined();
  });
});
