import { describe, expect, it } from "vitest";
import { rocAuc, scoredOnly } from "../../src/metrics/index";

const failure = (...args: unknown[]) => {
  try {
    (scoredOnly as (...args: unknown[]) => unknown)(...args);
  } catch (error) {
    return (error as Error).message;
  }
  return "no error";
};

describe("scoredOnly", () => {
  it("leaves out the records whose score is NaN, and says which ones stay and how many go", () => {
    const scores = Float64Array.of(Number.NaN, 0.2, Number.NaN, 0.9, 0.4);
    const found = scoredOnly([1, 0, 0, 1, 0], scores);
    expect(found).toEqual({
      outcomes: Uint8Array.of(0, 1, 0),
      scores: Float64Array.of(0.2, 0.9, 0.4),
      positions: Uint32Array.of(1, 3, 4),
      unscored: 2,
    });
    expect(rocAuc(found.outcomes, found.scores)).toBe(1);
    expect(Array.from(scores)).toEqual([Number.NaN, 0.2, Number.NaN, 0.9, 0.4]);
  });

  it("gives copies, of the bytes of a Buffer too", () => {
    const outcomes = Buffer.from([1, 0]);
    const scores = Float64Array.of(Number.NaN, 1);
    const found = scoredOnly(outcomes, scores);
    found.outcomes[0] = 1;
    found.scores[0] = 5;
    expect([...outcomes, ...scores]).toEqual([1, 0, Number.NaN, 1]);
  });

  it("of no records, or none with a score, is empty", () => {
    expect(scoredOnly([], []).unscored).toBe(0);
    expect(scoredOnly([true, false], [Number.NaN, Number.NaN])).toMatchObject({
      unscored: 2,
      scores: new Float64Array(0),
    });
  });

  it("refuses other lengths, wrong outcomes even of unscored records, and scores that are no number or infinite", () => {
    expect(failure([0, 1], [0.5])).toBe("scoredOnly: expected scores of length 2, as outcomes, received 1");
    expect(failure([0, 2], [0.5, Number.NaN])).toBe(
      "scoredOnly: expected outcomes[1] to be 0, 1, true or false, received 2",
    );
    expect(failure([0, 1], [0.5, null])).toContain(
      "scoredOnly: expected scores[1] to be a finite number, or NaN",
    );
    expect(failure([0, 1], Float64Array.of(Number.NEGATIVE_INFINITY, 1))).toContain("expected scores[0]");
    expect(failure([0, 1], "01")).toContain("expected scores to be an array of numbers");
    expect(failure(undefined, [])).toContain("expected outcomes to be an array of numbers");
  });
});
