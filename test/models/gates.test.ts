import { describe, expect, it } from "vitest";
import type { Gate } from "../../src/models/index";
import { modelOf, scorerOf } from "./support";

const linear = { kind: "linear", feature: "x", coefficient: 1, center: 0, missing: 0 } as const;
const disqualify = (id: string, atLeast: number): Gate => ({
  kind: "disqualify",
  id,
  when: { feature: "x", atLeast },
  reason: `because of ${id}`,
});
const override = (id: string, atLeast: number, margin: number): Gate => ({
  ...disqualify(id, atLeast),
  kind: "override",
  margin,
});
const scorer = (...gates: Gate[]) => scorerOf(modelOf({ terms: [linear], gates }));

describe("gates", () => {
  it("a disqualified record has its reason and rule, and no score", () => {
    expect(scorer(disqualify("big", 5)).score({ x: 5 })).toEqual({
      status: "disqualified",
      reason: "because of big",
      rule: "big",
    });
    expect(scorer(disqualify("big", 5)).score({ x: 4 })).toMatchObject({ status: "scored", score: 4 });
  });

  it("an override replaces the margin", () => {
    expect(scorer(override("sure", 5, 99)).score({ x: 7 })).toMatchObject({
      status: "scored",
      margin: 99,
      score: 99,
    });
  });

  it("the first gate that holds decides", () => {
    const both = [disqualify("no", 5), override("yes", 5, 99)] as const;
    expect(scorer(both[0], both[1]).score({ x: 5 }).status).toBe("disqualified");
    expect(scorer(both[1], both[0]).score({ x: 5 })).toMatchObject({ status: "scored", margin: 99 });
    expect(
      scorer(override("a", 9, 1), override("b", 5, 2), override("c", 1, 3)).score({ x: 6 }),
    ).toMatchObject({ margin: 2 });
  });

  it("a gate whose condition is not known does not decide", () => {
    expect(scorer(disqualify("big", 5)).score({ x: null })).toMatchObject({ status: "scored", margin: 0 });
  });

  it("a decided record needs no coverage: a gate comes before the floor", () => {
    const model = modelOf({
      terms: [linear],
      gates: [override("sure", 5, 99), { ...disqualify("no", 0), when: { feature: "c", is: "spam" } }],
      coverageFloor: 0.9,
    });
    expect(scorerOf(model).score({ x: 7 })).toMatchObject({ status: "scored", margin: 99, coverage: 0.25 });
    expect(scorerOf(model).score({ c: "spam" }).status).toBe("disqualified");
    expect(scorerOf(model).score({ x: 1 }).status).toBe("insufficient_data");
  });

  it("an override passes through link and calibration", () => {
    const model = modelOf({
      link: "logit",
      terms: [linear],
      gates: [override("even", 5, 0)],
      calibration: { kind: "logistic", intercept: 0, slope: 2 },
    });
    expect(scorerOf(model).score({ x: 7 })).toMatchObject({ score: 0.5, probability: 0.5 });
  });

  it("the table says which gate decided each record", () => {
    const { status, gate, score } = scorer(disqualify("big", 9), override("sure", 5, 99)).scoreAll([
      { x: 1 },
      { x: 6 },
      { x: 9 },
    ]);
    expect([Array.from(status), Array.from(gate)]).toEqual([
      [0, 0, 1],
      [-1, 1, 0],
    ]);
    expect(Array.from(score)).toEqual([1, 99, Number.NaN]);
  });

  it("an override has a line of its own, with its reason: what it adds to the sum", () => {
    const { contributions, margin } = scorer(override("sure", 5, 99)).explain({ x: 7 });
    expect(margin).toBe(99);
    expect(contributions).toEqual([
      expect.objectContaining({ id: "term 0", contribution: 7 }),
      {
        id: "override",
        kind: "override",
        label: "because of sure",
        feature: null,
        features: ["x"],
        value: null,
        referenceValue: null,
        contribution: 92,
        fired: null,
      },
    ]);
  });

  it("where no override applies its line adds 0", () => {
    const { contributions } = scorer(override("sure", 5, 99)).explain({ x: 3 });
    expect(contributions[1]).toMatchObject({ kind: "override", label: "override", contribution: 0 });
  });

  it("a disqualified record is explained too: what its sum would have been, without a score", () => {
    const { margin, score, probability, contributions } = scorer(disqualify("big", 5)).explain({ x: 7 });
    expect({ margin, score, probability }).toEqual({ margin: 7, score: Number.NaN, probability: null });
    expect(contributions.map(({ contribution }) => contribution)).toEqual([7]);
  });
});
