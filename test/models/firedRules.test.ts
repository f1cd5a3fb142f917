import { describe, expect, it } from "vitest";
import { featureSet, numeric, readTable } from "../../src/features/index";
import { createScorer, firedRules, withReference } from "../../src/models/index";
import { pointsModel } from "../../src/scoring/index";
import { failure } from "../core/failure";
import type { Any } from "../features/read";

const features = featureSet<Any>()({ visits: numeric<Any>("visits"), days: numeric<Any>("days") });
const plain = pointsModel({
  features,
  rules: [
    { id: "visited", when: { feature: "visits", atLeast: 1 }, points: 5 },
    { id: "quiet", when: { feature: "days", above: 30 }, points: -5 },
    { id: "nothing", when: { feature: "visits", atLeast: 0 }, points: 0 },
  ],
});
const rows = [
  { visits: 2, days: 40 },
  { visits: 0, days: 31 },
  { visits: null, days: 3 },
  { visits: "x", days: 99 },
];

describe("firedRules", () => {
  it("lists rules that changed the sum, in the order of the model, and none for a missing value or a rejected record", () => {
    const explanations = createScorer(plain, features).explainAll(rows);
    expect(firedRules(plain, explanations)).toEqual([["visited", "quiet"], ["quiet"], [], []]);
  });

  it("is the same whatever the explanations compare with", () => {
    const model = withReference(
      plain,
      readTable(
        [
          { visits: 1, days: 1 },
          { visits: 0, days: 50 },
          { visits: 0, days: 9 },
        ],
        features,
      ).table,
    );
    expect(firedRules(model, createScorer(model, features).explainAll(rows))).toEqual([
      ["visited", "quiet"],
      ["quiet"],
      [],
      [],
    ]);
  });

  it("refuses explanations of another model", () => {
    const other = pointsModel({
      features,
      rules: [{ id: "x", when: { feature: "visits", above: 1 }, points: 1 }],
    });
    const explanations = createScorer(other, features).explainAll(rows);
    expect(failure(() => firedRules(plain, explanations))).toBe(
      'invalid_argument: firedRules: expected explanations of the model, received "x"',
    );
  });
});
